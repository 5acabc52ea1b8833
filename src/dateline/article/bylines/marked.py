"""What the markup of a block calls an author, apart from the rest of its line."""

from dateline.article.bylines.names import has_name_s_shape, is_personal
from dateline.article.bylines.openers import is_opener
from dateline.article.bylines.words import load_wording
from dateline.article.tree.marks import mark_bit
from dateline.article.tree.markup import Element, Markup, RawBlock


def marked_names(markup: Markup, index: int) -> list[str]:
    """What a block's own markup calls an author, apart from the rest of its line: one string an element.

    An element counts where its class words, its rel or itemprop, or the address it links to say so. Roles and authors
    ask in turn: not to be changed.
    """
    block = markup.blocks[index]
    names = block.authors
    if names is None:
        names = block.authors = _marked(block, markup.elements)
    return names


def _marked(block: RawBlock, elements: list[Element]) -> list[str]:
    if not _holds_author(block, elements):
        return []  # as most
    inner: dict[int, list[tuple[str, int]]] = {}
    outer: dict[int, list[tuple[str, int]]] = {}
    home = block.element
    for text, owner in block.pieces:
        at, low, top = owner, -1, -1
        while at > home:
            element = elements[at]
            if is_author_element(element):
                low, top = (at if low < 0 else low), at
            at = element.parent
        if top >= 0:
            inner.setdefault(low, []).append((text, owner))
            outer.setdefault(top, []).append((text, owner))
    names = [_words(pieces) for pieces in inner.values()]
    # A first and a last name may have an element each; then the element around them holds the whole.
    whole = all(" " in name or not name.isascii() or is_opener(name) for name in names if name)
    return [name for name in (names if whole else map(_words, outer.values())) if name]


def _holds_author(block: RawBlock, elements: list[Element]) -> bool:
    """Whether an element around any of a block's text, within the block's own, says that it names an author."""
    home = block.element
    for _, owner in block.pieces:
        at = owner
        while at > home:
            element = elements[at]
            if is_author_element(element):
                return True
            at = element.parent
    return False


def names_apart(markup: Markup, index: int) -> list[str]:
    """The names of several persons that stand side by side in a line, an element each and no sign between them."""
    block = markup.blocks[index]
    parts: dict[int, list[tuple[str, int]]] = {}
    for text, owner in block.pieces:
        if text.strip():
            parts.setdefault(owner, []).append((text, owner))
    names = [_words(pieces) for pieces in parts.values()]
    return names if len(names) > 1 and all(map(has_name_s_shape, names)) and any(map(is_personal, names)) else []


def _words(pieces: list[tuple[str, int]]) -> str:
    """The text of pieces, with a space where one element ends and another begins."""
    words = ""
    last = -1
    for text, owner in pieces:
        words += text if owner == last else f" {text}"
        last = owner
    return " ".join(words.split())


def words_apart(markup: Markup, index: int) -> str:
    """A line's words with a stroke where an element begins in a word's midst: "Runa MeschelReporter"."""
    raw = markup.blocks[index]
    glued = {
        place
        for place, ((text, owner), (after, other)) in enumerate(zip(raw.pieces, raw.pieces[1:]), start=1)
        if owner != other and text[-1:].islower() and after[:1].isupper()
    }
    if not glued:
        return raw.text
    words = "".join(f" | {text}" if place in glued else text for place, (text, _) in enumerate(raw.pieces))
    return " ".join(words.split())


def is_author_element(element: Element) -> bool:
    """Whether an element's attributes say that it names an author."""
    if element.marks & mark_bit("byline"):
        return True
    attributes = element.attributes
    if attributes and ("author" in (attributes.get("rel") or "") or "author" in (attributes.get("itemprop") or "")):
        return True
    href = element.href
    return href is not None and element.tag == "a" and load_wording().author_page.search(href) is not None
