"""By what names a page calls its site, and which of its headings print one."""

import re
from collections.abc import Mapping

from dateline.article.names.wording import key, key_of, pieces_of
from dateline.article.native import native
from dateline.article.structured import Structured, texts, types_of
from dateline.article.tree.markup import Markup, RawBlock

_HOST = re.compile(r"https?://(?:www\.)?([\w.-]+)", re.IGNORECASE)
_LEAST_HOST = 4
# Letters that tell a site's name, and a headline's opening.
_LEAST_SITE, _LEAST_OPENING = 6, 8
# Words of a site's name at most, where it is all that the title says.
_MOST_SITE_WORDS = 6
_HEAD_BLOCKS = 12
# A headline has so many gaps between its words, more than a site's name by two.
_HEADLINE_GAPS = 3
# Blocks in which headings count: of all, of what a page is about, of the site's name.
MOST_BLOCKS, _ABOUT, _HEADINGS, _LONGEST = 1500, 200, 300, 400
# Of a heading that leads home by its link's own word, so much is the link.
_MOST_LINKED = 0.6
# A link to a site's first page, kept in an archive or not, so many elements above the words at most.
_HOME = re.compile(
    r"(?:(?:https?://[^/?#]++)?/web/\d{4,14}/)?(?:https?:)?//[^/?#]++/?|/|(?:\.{0,2}/)?(?:index|home)\.\w{3,5}|\./|\.\./",
    re.IGNORECASE,
)
_FEW_STEPS = 6
_LEVELS = {f"h{level}": level for level in range(1, 7)}
# A heading stands so few elements around its words' own.
_AROUND = 2


def outlet_names(structured: Structured, markup: Markup) -> list[str]:
    """Names by which the page calls its site, surest first: metadata, then an end of the title that heads the page."""
    names = list(structured.metas.get("og:site_name", ()))
    # An article is "part of" the page that holds it, too: its name is the headline.
    held = [node for node in structured.nodes if "WebPage" in types_of(node)] if "WebPage" in structured.types else []
    pages = {name for node in held for name in texts(node.get("name"), structured)}
    for place in ("publisher", "sourceOrganization", "isPartOf"):
        names += [name for name in texts(structured.article.get(place), structured) if name not in pages]
    for node in structured.nodes:
        kinds = node.get("@type")
        if kinds in ("WebSite", "NewsMediaOrganization"):
            names += texts(node.get("name"), structured)
    names += structured.metas.get("application-name", [])
    names += structured.metas.get("publisher", [])
    names += _title_ends(markup)
    headlines = {key(words) for words in texts(structured.article.get("headline"), structured)}
    told = {key(words) for words in structured.metas.get("og:title", ())}
    return list(
        dict.fromkeys(
            name
            for name in names
            if 1 < len(name) <= 80
            and not _is_whole_title(markup, name)
            and key(name) not in headlines
            and not (key(name) in told and heads_page(markup, name))
        )
    )


def _is_whole_title(markup: Markup, name: str) -> bool:
    """Whether what metadata give as the site's name is a headline's length and all of the page's title."""
    return len(name.split()) > _MOST_SITE_WORDS and key(name) == key(markup.title)


def _title_ends(markup: Markup) -> list[str]:
    """Ends of the title that are also printed at the head of the page, spaces and signs aside."""
    pieces = title_ends(markup)
    if not pieces:
        return []
    keys = {key(end) for end in pieces}
    printed = []
    for block in markup.blocks[:_HEAD_BLOCKS]:
        words = key_of(block)
        # Where a link leads is asked of few: what other lines print decides nothing.
        asked = words in keys or "" in keys
        printed.append(words if not block.link_chars or (asked and _leads_home(markup, block)) else "")
    ends = [end for end in pieces if key(end) in printed and not heads_page(markup, end)]
    if len(pieces) == 2 and ends == pieces[1:] and _is_headline(markup, pieces[1], before=pieces[0]):
        return []
    return sorted(ends, key=lambda end: printed.index(key(end)))[:1]


def _is_headline(markup: Markup, opening: str, *, before: str) -> bool:
    """Whether the first piece of a title is a headline that is no heading, and stands before the site's name."""
    if not opening.count(" ") >= _HEADLINE_GAPS > before.count(" ") + 1:
        return False
    return not any(block.links and key_of(block) == key(opening) for block in markup.blocks[:_HEAD_BLOCKS])


def addressed_ends(markup: Markup, structured: Structured) -> list[str]:
    """Ends of the title that spell the page's own host, or a part of it: "Teln Online" of "www.telnonline.example"."""
    hosts = [_HOST.match(place) for place in (*structured.canonical, *structured.metas.get("og:url", ()))]
    known = {key(part) for host in hosts if host for part in (host[1], *host[1].split(".")[:-1])}
    return [end for end in title_ends(markup) if len(key(end)) >= _LEAST_HOST and key(end) in known]


def title_ends(markup: Markup) -> list[str]:
    """The last and the first piece of a title of several pieces, each of six words at most."""
    parts = pieces_of(markup.title)
    return [end.strip() for end in (parts[-1], parts[0]) if end and len(end.split()) <= 6] if len(parts) > 1 else []


def heads_page(markup: Markup, words: str) -> bool:
    """Whether a heading of the page is these words: then they are what the page is about, not the site."""
    told = key(words)
    return any(key_of(markup.blocks[index]) == told for index in heading_levels(markup) if index < _ABOUT)


class SiteHeadings:
    """Headings that print the site's name: links to its first page, and one end of the title where the other is one.

    Where a link leads is asked of those alone that are asked for, as few are. levels: of the headings among the blocks,
    in order.
    """

    def __init__(self, markup: Markup, levels: Mapping[int, int]) -> None:
        self._markup = markup
        blocks = markup.blocks
        self._words = {
            index: key_of(blocks[index])
            for index in levels
            if index < _HEADINGS and len(blocks[index].text) <= _LONGEST
        }
        self._known = dict.fromkeys(_end_of_title(markup, list(self._words.items())), True)

    def __contains__(self, index: object) -> bool:
        """Whether the block of that place is such a heading."""
        if index not in self._words:
            return False
        if index not in self._known:
            block = self._markup.blocks[index]
            self._known[index] = block.link_chars > 0 and _leads_home(self._markup, block)
        return self._known[index]

    def print(self, words: str) -> bool:
        """Whether one of them has these words, as `key` has them."""
        return any(own == words and index in self for index, own in self._words.items())


def _end_of_title(markup: Markup, headings: list[tuple[int, str]]) -> set[int]:
    """The heading that prints one end of the title, where another prints the other end, or opens so."""
    pieces = [key(piece) for piece in pieces_of(markup.title)]
    if len(pieces) < 2:
        return set()
    place = {words: index for index, words in reversed(headings)}
    printed = [piece for piece in pieces if piece in place]
    if len(printed) > 1 and place[printed[-1]] < place[printed[0]]:
        return {place[printed[-1]]}
    return _opening_site(pieces[0], pieces[-1], headings)


def _opening_site(first: str, last: str, headings: list[tuple[int, str]]) -> set[int]:
    """The heading that opens with the title's last piece, above one that opens as its first piece does."""
    site = next((index for index, words in headings if len(last) >= _LEAST_SITE and words.startswith(last)), None)
    if site is None:
        return set()
    below = (words for index, words in headings if index > site and len(words) >= _LEAST_OPENING)
    alike = (first.startswith(words) or (len(first) >= _LEAST_OPENING and words.startswith(first)) for words in below)
    return {site} if any(alike) else set()


def _says_home(markup: Markup, block: RawBlock) -> bool:
    """ "BLOG: The pilots", its last words a link that is marked as leading home."""
    if block.link_chars <= _MOST_LINKED * len(block.text):
        return False
    for _, owner in block.pieces:
        for at in (owner, markup.elements[owner].parent) if owner >= 0 else ():
            if at >= 0 and markup.elements[at].tag == "a":
                told = markup.elements[at].attributes
                if told and "home" in (told.get("rel") or "").split():
                    return True
    return False


def _leads_home(markup: Markup, block: RawBlock) -> bool:
    """Whether a line is a link to the first page of its site, or most of it is one that says so."""
    if _says_home(markup, block):
        return True
    if block.link_chars < len(block.text.replace(" ", "")):
        return False
    at = block.pieces[0][1]
    for _ in range(_FEW_STEPS):
        here = markup.elements[at]
        if here.tag == "a":
            return _HOME.fullmatch(here.href or "x") is not None
        at = here.parent
        if at < 0:
            break
    return False


def heading_levels(markup: Markup) -> dict[int, int]:
    """The heading level of each of the first blocks that is a heading or stands in one, in order: not to be changed."""
    if markup.headings is None:
        built = native()
        markup.headings = (
            measure_headings(markup)
            if built is None
            else built.values_around(markup.blocks, markup.elements, _LEVELS, _AROUND, MOST_BLOCKS)
        )
    return markup.headings


def measure_headings(markup: Markup) -> dict[int, int]:
    """The same in plain Python."""
    elements, level_of = markup.elements, _LEVELS.get
    around = {-1: 0, 0: 0}  # the root is no heading
    levels: dict[int, int] = {}
    for index, block in enumerate(markup.blocks[:MOST_BLOCKS]):
        here = elements[block.element]
        level = level_of(here.tag)
        if level is None:
            level = around.get(here.parent)
            if level is None:
                above = elements[here.parent]
                level = level_of(above.tag, 0)
                if not level and above.parent > 0:
                    level = level_of(elements[above.parent].tag, 0)
                around[here.parent] = level
        if level:
            levels[index] = level
    return levels


def heading_level(markup: Markup, element: int) -> int:
    """The rank of the heading that an element is or stands in, 0 where it does in none."""
    for _ in range(1 + _AROUND):
        here = markup.elements[element]
        level = _LEVELS.get(here.tag)
        if level:
            return level
        element = here.parent
        if element < 0:
            break
    return 0
