"""The outlet of a page: as metadata name it, without slogan; else its title's end, its copyright line, its logo.

Each of the latter may be something else (a section, a firm, a theme's maker), so a name is believed where two of them
agree, or where it is a newspaper's by its own words.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import msgspec

from dateline.article.names.owners import logo_of, owner_in, paper_words
from dateline.article.names.sites import heads_page, title_ends
from dateline.article.names.wording import pieces_of
from dateline.article.structured import Structured, texts, types_of
from dateline.article.tree.folded import folded_words
from dateline.article.tree.markup import Markup

_APP_METAS = (
    "al:ios:app_name", "al:android:app_name", "apple-mobile-web-app-title", "twitter:app:name:iphone",
    "twitter:app:name:googleplay", "citation_journal_title", "dc.publisher",
)  # fmt: skip
# What stands between a name and its slogan, and where a web or mail address stands in it.
_SEPARATOR = re.compile(r"\s+(?:[|•·»/]+|::|[-–—]{1,2})\s+|\s+[|•·»–—-]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# A slogan has so many words at least, and more than the name before it, which has so many at most.
_LEAST_SLOGAN, _MOST_NAME = 4, 3
_LONGEST_LOGO = 60
_LAST_LINES = 60
_LONGEST_LINE = 300
_MOST_WORDS = 6
_LEAST_LETTERS = 4
_LEAST_INITIALS = 3
_LEAST_LABEL = 3
_WWW = re.compile(r"^www\.", re.IGNORECASE)
_EDGES = " |·•–—-"
_EDGES_OF_LOGOS = f"{_EDGES}:.() "
# A title of more pieces is a list of words to be found by.
_MOST_PIECES = 10
# A piece of a title with one of these is a sentence or a list.
_NO_NAME = frozenset(",!?")
_PARTS_OF_WORDS = re.compile(r"[\s\W]+")


class Named(msgspec.Struct, frozen=True):
    """A name that a page may go by, the place that has it, and how sure it is there alone."""

    name: str
    source: str
    sure: float


def name_outlet(
    markup: Markup, structured: Structured, names: list[str], url: str | None, *, headline: str | None
) -> Named | None:
    """The outlet as metadata name it, without slogan and address, else as `find_outlet` has it.

    names: the site's, surest first. url: where the page was saved. None where nothing names it.
    """
    hosts = own_hosts(structured, url)
    bare: Named | None = None
    for each in _told(markup, structured, names, hosts):
        name = bare_name(each.name, hosts, headline=headline)
        if name is None:
            continue
        if _ADDRESS.search(name):
            bare = bare or msgspec.structs.replace(each, name=_host_in(name))
        elif (site := _better(name, markup, structured, url)) is not None:
            return site
        elif bare is None or _spells(name, bare.name):
            return msgspec.structs.replace(each, name=name)
    if bare is None:
        return find_outlet(markup, structured, url)
    return _better(bare.name, markup, structured, url) or bare


def _better(name: str, markup: Markup, structured: Structured, url: str | None) -> Named | None:
    """The title's own words for the site, where metadata name its host or a step of the page's address; else None.

    "Velno Times" for "velnotimes.example", and for "Harbour" of "velnotimes.example/harbour/".
    """
    address = "." in name
    if address and name != name.lower():
        return None  # "Velno.example", as someone wrote it
    if not address and letters(name) not in _steps(url):
        return None
    hosts = _hosts(structured, url)
    site = None if letters(name) in map(letters, _labels_of(hosts)) else _of_title(markup, hosts, whole=True)
    if site is None or (address and ("." in site.name or not _spells(site.name, name))):
        return None
    return site


def _told(markup: Markup, structured: Structured, names: list[str], hosts: set[str]) -> Iterator[Named]:
    """The names that metadata tell, surest first; of most pages the first is asked for alone."""
    for name in structured.metas.get("og:site_name", ())[:1]:
        if len(name) <= _LONGEST_LINE:
            yield Named(name, "meta", 0.95)
    for name in texts(structured.article.get("publisher"), structured)[:1]:
        if len(name) <= _LONGEST_LINE:
            yield Named(name, "json-ld", 0.9)
    slogans = [end for end in title_ends(markup) if _is_slogan(end, hosts)]
    for name in [name for name in names if name not in slogans][:1]:
        yield Named(name, "meta" if name in structured.metas.get("application-name", ()) else "json-ld", 0.8)


def _steps(url: str | None) -> set[str]:
    """The steps of an address's path, letters alone."""
    try:
        return {letters(step) for step in urlsplit(url or "").path.split("/")[:-1] if step}
    except ValueError:
        return set()


def _spells(name: str, host: str) -> bool:
    """Whether a name and a host are of one site: the name's letters or its initials are a part of the host."""
    initials = "".join(word[0] for word in name.casefold().split())
    return any(label in (letters(name), initials) for label in map(letters, host.split(".")))


def _is_slogan(end: str, hosts: Iterable[str]) -> bool:
    """Whether an end of the title says more than a name does, and neither spells the address nor is a paper's."""
    return len(end.split()) > _MOST_NAME + 1 and letters(end) not in map(letters, hosts) and not _names_a_paper(end)


def bare_name(name: str, hosts: Iterable[str], *, headline: str | None = None) -> str | None:
    """A site's name without the slogan behind or before it; an address where it has no other words.

    hosts: the parts of the page's address: a piece that spells one is the name. None where the words are the headline.

    >>> bare_name("Astrel Today - All the news of the northern coast", ["astreltoday"])
    'Astrel Today'
    """
    name = " ".join(name.split())
    told = letters(headline or "")
    pieces = [piece for piece in _SEPARATOR.split(name) if letters(piece) not in ("", told)]
    if not pieces or (told and letters(name) == told):
        return None
    known = {host for host in map(letters, hosts) if len(host) >= _LEAST_LETTERS}
    own = next((piece for piece in pieces if letters(piece) in known), None)
    if own is not None:
        return own
    first, rest = pieces[0], " ".join(pieces[1:])
    slogan = len(rest.split()) >= _LEAST_SLOGAN and len(first.split()) <= _MOST_NAME and not _UNSPACED.search(first)
    words = first if slogan and len(rest.split()) > len(first.split()) else name if len(pieces) > 1 else first
    address = _ADDRESS.search(words)
    if address is None or address.group() == words:
        return words.strip(_EDGES)
    left = " ".join(_ADDRESS.sub(" ", words).split()).strip(" |·•–—-:,")
    return left if 0 < len(left.split()) <= _MOST_NAME else address.group()


def _host_in(address: str) -> str:
    """The host of an address, as sites without another name call themselves: "velno-times.example"."""
    found = _ADDRESS.search(address)
    bare = re.sub(r"^https?://", "", found.group() if found else address, flags=re.IGNORECASE)
    return re.sub(r"^www\.", "", bare, flags=re.IGNORECASE).split("/")[0]


def find_outlet(markup: Markup, structured: Structured, url: str | None) -> Named | None:
    """The outlet's name where metadata proper are silent; None where nothing bears one out.

    url: where the page was saved; its own addresses come first.
    """
    spelt = [each for each in _spelt(markup, structured) if _could_be(each.name)]
    hosts = own_hosts(structured, url)
    handles = {handle.lstrip("@") for handle in structured.metas.get("twitter:site", ()) if " " not in handle}
    homes = {key for label in (*hosts, *handles) if len(key := letters(label)) >= _LEAST_LETTERS}
    homes |= {key.removeprefix("the") for key in homes}
    short = {letters(label) for label in (*hosts, *handles)}
    best: tuple[float, Named] | None = None
    for each in spelt:
        key = letters(each.name)
        agreeing = {other.source for other in spelt if letters(other.name) == key} | (
            {"address"} if key in homes or _initials(each.name) in short else set()
        )
        sure = 0.85 if len(agreeing) > 1 else each.sure if _names_a_paper(each.name) or each.sure >= _ALONE else 0.0
        if sure and (best is None or sure > best[0]):
            best = (sure, each)
    if best is not None:
        return msgspec.structs.replace(best[1], sure=best[0])
    printed = _as_printed(markup, homes)
    if printed is not None:
        return printed
    addresses = _hosts(structured, url)
    return _of_title(markup, addresses) or _of_logo(markup, addresses) or _of_address(hosts)


# What says of itself that it is an organisation's or an app's name needs no other.
_ALONE = 0.7


def _spelt(markup: Markup, structured: Structured) -> list[Named]:
    """All names that places of the page give, surest first."""
    metas = structured.metas
    found = [Named(name, "meta", 0.75) for key in _APP_METAS for name in metas.get(key, ())[:1]]
    bodies = [node for node in structured.nodes if any("Organization" in kind for kind in types_of(node))]
    named = dict.fromkeys(name for node in bodies for name in texts(node.get("name"), structured))
    if len(named) == 1:
        found += [Named(name, "json-ld", 0.75) for name in named]
    found += [Named(end, "title", 0.65) for end in title_ends(markup) if not heads_page(markup, end)]
    for block in markup.blocks[-_LAST_LINES:]:
        if len(block.text) <= _LONGEST_LINE and (owner := owner_in(block.text)) is not None:
            found.append(Named(owner, "visible", 0.6))
    found += [Named(name, "visible", 0.55) for name in _logos(markup)]
    return found


def _logos(markup: Markup) -> Iterator[str]:
    """The names in the texts of pictures that say they are logos."""
    alts = (image.alt for image in markup.images if image.alt and len(image.alt) <= _LONGEST_LOGO)
    return (name for alt in alts if (name := logo_of(alt)))


def _could_be(name: str) -> bool:
    """Whether words can be an outlet's name: few, with a capital or in a script without them."""
    words = name.split()
    return 0 < len(words) <= _MOST_WORDS and len(letters(name)) >= _LEAST_LETTERS and not name[0].islower()


def _initials(name: str) -> str | None:
    """The first letters of a name of three words or more, as addresses shorten it: "Sallo News Network", "snn"."""
    words = name.casefold().split()
    return "".join(word[0] for word in words) if len(words) >= _LEAST_INITIALS else None


def _names_a_paper(name: str) -> bool:
    """Whether the first or last word of a name is one that papers go by: "Times", "Today", "Daily"."""
    words = name.casefold().split()
    papers = paper_words()
    first = words[1] if len(words) > 2 and words[0] == "the" else words[0]
    return len(words) > 1 and (words[-1] in papers or first in papers)


@functools.lru_cache(maxsize=64)  # the names of a page's site are compared again and again
def letters(name: str) -> str:
    """A name's letters and digits alone, without accents and an opening article: what addresses spell it with.

    Of a longer line its beginning tells: accents are put in order in a time that grows with the square of how many
    stand side by side.
    """
    bare = name.strip()[:_LONGEST_LINE].casefold()
    if bare.startswith("the") and bare[3:4].isspace():
        bare = bare[3:]
    if bare.isascii():
        return bare if bare.isalnum() else "".join(folded_words(bare)).replace("_", "")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", bare)))


def own_hosts(structured: Structured, url: str | None) -> set[str]:
    """The parts of the page's own hosts but the last: "astreltoday"."""
    return _labels_of(_hosts(structured, url))


def _labels_of(hosts: Iterable[str]) -> set[str]:
    """The parts of hosts but the last, and "www"."""
    return {label for host in hosts for label in host.split(".")[:-1] if label != "www"}


def _hosts(structured: Structured, url: str | None) -> list[str]:
    """The page's own hosts, in small letters, as it names them and as it was saved."""
    found: list[str] = []
    for place in dict.fromkeys((*structured.canonical, *structured.metas.get("og:url", ()), url or "")):
        try:
            found.append((urlsplit(place).hostname or "").lower())
        except ValueError:
            continue
    return found


def _as_printed(markup: Markup, homes: set[str]) -> Named | None:
    """The words of a short line that spell the page's address, as the page writes them."""
    for block in markup.blocks[:_LAST_LINES] + markup.blocks[-_LAST_LINES:]:
        text = block.text.strip(" |·•–—-©®")
        if _could_be(text) and " " in text and letters(text) in homes and not heads_page(markup, text):
            return Named(text, "visible", 0.7)
    return None


def _of_title(markup: Markup, hosts: list[str], *, whole: bool = False) -> Named | None:
    """The piece of the title that spells the page's address: all of it, a part of it, or a part by one of its words.

    "velnoblog.example" and "Velnoblog" are names; so is "Harbour Office Velno" of "velno.example", but where it opens
    the title, or heads the page and the title's first piece does not. A part of the address may be the name's initials.
    whole: the piece spells it by all of its words.
    """
    pieces = pieces_of(markup.title)
    if not 2 <= len(pieces) <= _MOST_PIECES:
        return None
    labels = _spelt_labels(hosts)
    addresses = {letters(host.removeprefix("www.")) for host in hosts}
    about = heads_page(markup, pieces[0])
    partly: Named | None = None
    for place in reversed(range(len(pieces))):
        name = _WWW.sub("", pieces[place].strip(_EDGES))
        if not 0 < len(name.split()) <= _MOST_WORDS or "//" in name:
            continue
        if not (place and about) and heads_page(markup, name):
            continue
        if letters(name) in labels or letters(name) in addresses:
            return Named(name, "title", 0.7)
        if whole or partly is not None or not place or not _could_be(name) or not _NO_NAME.isdisjoint(name):
            continue
        own = next((word for word in name.split() if "." in word and letters(word) in addresses), None)
        if own is not None or not labels.isdisjoint(_partly_spelt(name)):
            partly = Named(own or name, "title", 0.5)
    return partly


def _of_logo(markup: Markup, hosts: list[str]) -> Named | None:
    """The name of a logo that spells the page's address or a part of it."""
    spelt = _spelt_labels(hosts).union(letters(host.removeprefix("www.")) for host in hosts)
    logos = (name.strip(_EDGES_OF_LOGOS) for name in _logos(markup))
    logo = next((name for name in logos if letters(name) in spelt), None)
    return Named(logo, "visible", 0.6) if logo else None


def _spelt_labels(hosts: list[str]) -> set[str]:
    """The parts of hosts that may be a name, letters alone."""
    return {key for label in _labels_of(hosts) if len(key := letters(label)) >= _LEAST_LABEL}


def _partly_spelt(name: str) -> set[str]:
    """What of a name may stand in an address alone: a word of some letters, or the initials of three and more."""
    words = [word for word in _PARTS_OF_WORDS.split(name) if word]
    spelt = {letters(word) for word in words if len(word) >= _LEAST_LETTERS}
    if len(words) >= _LEAST_INITIALS:
        spelt.add("".join(word[0] for word in words).casefold())
        spelt.add("".join(word[0] for word in words if word[0].isupper()).casefold())
    return spelt


def _of_address(hosts: set[str]) -> Named | None:
    """The name that an address spells with hyphens between its words, one of them a paper's: "velno-times.example"."""
    for label in sorted(hosts):
        name = " ".join(word.capitalize() for word in label.split("-"))
        if "-" in label and _could_be(name) and _names_a_paper(name):
            return Named(name, "url", 0.5)
    return None
