"""The article's headline: which block prints it, and its words without the site's name."""

import re

import msgspec

from dateline.article.blocks import Markup
from dateline.article.folded import folded_words, words_of
from dateline.article.structured import Structured, texts, types_of

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+(?:[|•·»›>~:]|::|[-–—]{1,2}|/{1,2})\s+|\s*\|\s*|\s+[-–—]\s*(?=\S+\.\w{2,4}$)")
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LONGEST = 400
_HEAD_BLOCKS = 12
# Later blocks are not looked at.
_MOST_BLOCKS = 1500
# Headlines that are no headings in the markup stand early on a page.
_BARE_HEADLINES = 120
# A block that shares this much of its words with what the page calls itself is its headline.
_ALIKE = 0.6


# A heading that shares this much of the longer one's words with the headline, and so many words, tells it again.
_RETOLD, _LEAST_RETOLD = 0.6, 4


class Headline(msgspec.Struct, frozen=True):
    """words: the headline; block: index of the block that prints it, None where none does; source, sure, raw."""

    words: str | None
    block: int | None
    source: str
    sure: float
    raw: str = ""


_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)", re.IGNORECASE)
_LEAST_HOST = 4
# Words of a site's name at most, where it is all that the title says.
_MOST_SITE_WORDS = 6


def outlet_names(structured: Structured, markup: Markup) -> list[str]:
    """Names by which the page calls its site, surest first: metadata, then an end of the title that heads the page."""
    names = list(structured.metas.get("og:site_name", ()))
    # An article is "part of" the page that holds it, too: its name is the headline.
    held = [node for node in structured.nodes if "WebPage" in types_of(node)]
    pages = {name for node in held for name in texts(node.get("name"), structured)}
    for key in ("publisher", "sourceOrganization", "isPartOf"):
        names += [name for name in texts(structured.article.get(key), structured) if name not in pages]
    for node in structured.nodes:
        kinds = node.get("@type")
        if kinds in ("WebSite", "NewsMediaOrganization"):
            names += texts(node.get("name"), structured)
    names += structured.metas.get("application-name", [])
    names += structured.metas.get("publisher", [])
    names += _title_ends(markup)
    return list(dict.fromkeys(name for name in names if 1 < len(name) <= 80 and not _is_whole_title(markup, name)))


def _is_whole_title(markup: Markup, name: str) -> bool:
    """Whether what metadata give as the site's name is a headline's length and all of the page's title."""
    return len(name.split()) > _MOST_SITE_WORDS and _key(name) == _key(markup.title)


def _title_ends(markup: Markup) -> list[str]:
    """Ends of the title that are also printed at the head of the page, spaces and signs aside."""
    printed = [_key(block.text) for block in markup.blocks[:_HEAD_BLOCKS]]
    ends = [end for end in title_ends(markup) if _key(end) in printed and not heads_page(markup, end)]
    return sorted(ends, key=lambda end: printed.index(_key(end)))[:1]


def _addressed_ends(markup: Markup, structured: Structured) -> list[str]:
    """Ends of the title that spell the page's own host, or a part of it: "Teln Online" of "www.telnonline.example"."""
    places = [href for rel, href in markup.links if "canonical" in rel.split()]
    hosts = [_HOST.match(place) for place in (*places, *structured.metas.get("og:url", ()))]
    known = {_key(part) for host in hosts if host for part in (host[1], *host[1].split(".")[:-1])}
    return [end for end in title_ends(markup) if len(_key(end)) >= _LEAST_HOST and _key(end) in known]


def title_ends(markup: Markup) -> list[str]:
    """The last and the first piece of a title of several pieces, each of six words at most."""
    parts = _SEPARATOR.split(markup.title)
    return [end.strip() for end in (parts[-1], parts[0]) if end and len(end.split()) <= 6] if len(parts) > 1 else []


def heads_page(markup: Markup, words: str) -> bool:
    """Whether a heading of the page is these words: then they are what the page is about, not the site."""
    return any(
        _key(block.text) == _key(words) and _heading_level(markup, block.element) for block in markup.blocks[:200]
    )


def find_headline(markup: Markup, structured: Structured, names: list[str]) -> Headline:
    """The headline, from the block most like what the metadata call the page; metadata alone where none is.

    names: the site's names, taken off the ends of a title.
    """
    found = _most_alike(markup, structured, names)
    if not found.words:
        return found
    return msgspec.structs.replace(found, words=strip_site(found.words, _addressed_ends(markup, structured)))


def _most_alike(markup: Markup, structured: Structured, names: list[str]) -> Headline:
    candidates = _candidates(markup, structured, names)
    wanted = [(words, set(folded_words(words))) for _, words in candidates]
    telling = {word for _, words in wanted for word in words}
    best = (0.0, -1, 0.0)
    first_h1 = _first_h1(markup)
    for index, block in enumerate(markup.blocks[:_MOST_BLOCKS]):
        text = block.text
        if len(text) > _LONGEST:
            continue
        printed = words_of(block)
        if telling.isdisjoint(printed):
            continue  # as most blocks are
        level = _heading_level(markup, block.element)
        if not level and (len(text) < 12 or index > _BARE_HEADLINES):
            continue
        tokens = set(printed)
        likeness = max((_likeness(tokens, words, text, full) for full, words in wanted), default=0.0)
        if likeness < _ALIKE:
            continue
        score = likeness + (0.5 if level == 1 else 0.25 if level == 2 else 0.1 if level else 0.0)
        score -= 0.3 * (block.link_chars > 0.5 * len(text)) + 0.0002 * index
        if score > best[0] + 1e-9:
            best = (score, index, likeness)
    if best[1] >= 0:
        block = markup.blocks[best[1]]
        words, source = _vote(strip_site(block.text, names), markup, structured, names)
        return Headline(words, best[1], source, min(0.99, 0.6 + 0.4 * best[2]), block.text)
    if first_h1 >= 0 and not any(name.casefold() == markup.blocks[first_h1].text.casefold() for name in names):
        text = markup.blocks[first_h1].text
        if len(_WORD.findall(text)) >= 2 or not candidates:
            return Headline(text, first_h1, "visible", 0.6, text)
    if candidates:
        source, words = candidates[0]
        return Headline(words, None, source, 0.6, words)
    return Headline(None, None, "", 0.0)


def _first_h1(markup: Markup) -> int:
    """The first block that is a heading of the first rank, -1 where there is none."""
    for index, block in enumerate(markup.blocks[:_MOST_BLOCKS]):
        if len(block.text) <= _LONGEST and _heading_level(markup, block.element) == 1:
            return index
    return -1


def _vote(visible: str, markup: Markup, structured: Structured, names: list[str]) -> tuple[str, str]:
    """The wording that most places agree on, punctuation aside; among equals the metadata's spelling."""
    told = [
        ("json-ld", 1.0, texts(structured.article.get("headline"), structured)[:1]),
        ("visible", 1.2, [visible]),
        ("meta", 1.0, structured.metas.get("og:title", [])[:1]),
        ("meta", 0.3, structured.metas.get("twitter:title", [])[:1]),
        ("title", 0.3, [_without_tail(markup.title, names)]),
    ]
    votes: dict[str, float] = {}
    spelt: dict[str, tuple[str, str]] = {}
    for source, weight, values in told:
        for value in values:
            words = strip_site(" ".join(value.split()), names)
            key = _key(words)
            if key:
                votes[key] = votes.get(key, 0.0) + weight
                spelt.setdefault(key, (words, source))
    best = max(votes, key=lambda key: votes[key], default="")
    words, source = spelt.get(best, (visible, "visible"))
    return (words, "visible" if _key(visible) == best else source) if words else (visible, "visible")


def strip_site(title: str, names: list[str]) -> str:
    """A title without the site's name at its end or beginning.

    >>> strip_site("Blast kills 14 | The Salvane Courier", ["The Salvane Courier"])
    'Blast kills 14'
    """
    known = {_key(name) for name in names}
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(title))
        if not parts:
            break
        last, first = parts[-1], parts[0]
        if _key(title[last.end() :]) in known:
            title = title[: last.start()].strip()
        elif _key(title[: first.start()]) in known:
            title = title[first.end() :].strip()
        else:
            break
    return title


def _candidates(markup: Markup, structured: Structured, names: list[str]) -> list[tuple[str, str]]:
    metas = structured.metas
    raw: list[tuple[str, str]] = []
    for key in ("headline", "name"):
        raw += [("json-ld", words) for words in texts(structured.article.get(key), structured)[:1]]
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        raw += [("meta", words) for words in metas.get(name, ())[:1]]
    if markup.title:
        raw.append(("title", _without_tail(markup.title, names)))
    found: dict[str, str] = {}
    sites = {_key(name) for name in names}
    for source, words in raw:
        words = strip_site(" ".join(words.split()), names)
        if words and len(words) <= _LONGEST and _key(words) not in sites:
            found.setdefault(words, source)
    return [(source, words) for words, source in found.items()]


def _without_tail(title: str, names: list[str]) -> str:
    stripped = strip_site(title, names)
    if stripped != title:
        return stripped
    parts = list(_SEPARATOR.finditer(title))
    if parts and len(title[parts[-1].end() :].split()) <= 4 < len(title[: parts[-1].start()].split()):
        return title[: parts[-1].start()].strip()
    return title


def _heading_level(markup: Markup, element: int) -> int:
    for _ in range(3):
        here = markup.elements[element]
        level = _LEVELS.get(here.tag)
        if level:
            return level
        element = here.parent
        if element < 0:
            break
    return 0


def _likeness(tokens: set[str], wanted: set[str], text: str, full: str) -> float:
    if not tokens or not wanted:
        return 0.0
    if text == full:
        return 1.0
    shared = len(tokens & wanted)
    return (
        shared / len(tokens | wanted)
        if shared < len(wanted)
        else max(0.85, shared / len(tokens)) * (1.0 if len(tokens) <= 2 * len(wanted) else 0.5)
    )


def _key(words: str) -> str:
    return "".join(_WORD.findall(words.casefold()))


def retells(headline: str, words: str) -> bool:
    """Whether a heading tells the headline again in much the same words, as a page that has one for machines does.

    >>> retells("Sallo bridge: council votes for repair", "Council of Sallo votes for the bridge repair")
    True
    """
    told, again = set(folded_words(headline)), set(folded_words(words))
    shared = len(told & again)
    return shared >= _LEAST_RETOLD and shared >= _RETOLD * max(len(told), len(again))
