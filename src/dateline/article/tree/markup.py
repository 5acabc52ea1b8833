"""A page as one pass over its tree gathers it: elements, blocks, pictures, metadata."""

from typing import Any

import msgspec

# What an element's tag says it is, as marks beside those of its class words.
TAG_KINDS = ("nav", "aside", "footer", "header", "article", "main", "form", "list", "table", "figure", "quote", "link")
# Nothing within these is read: text that does not show, drawings.
UNREAD = frozenset({"script", "style", "svg"})
# The attributes beside class and address that rules ask for.
KEPT = ("id", "role", "itemprop", "rel")
HEADINGS = frozenset({"h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9"})
# Inherited flags of an element.
LINK, BOLD, EMPHASIS, HIDDEN, PRE, COVERED = 1, 2, 4, 8, 16, 32
# What else the element of a block may be for `Markup.met`: a table's cell, a picture's caption.
CELL, CAPTION = 64, 128


class Element(msgspec.Struct, gc=False):
    """An element that is kept in mind.

    block: index of the nearest block-level element, itself included. classes: its class attribute. href, attributes:
    its address and those of KEPT that it has, on links, times and their like, and beside any of `read._TELLERS`; None
    where it has none. Elements of the same attributes may share them: not to be changed.
    """

    tag: str
    parent: int
    depth: int
    marks: int
    flags: int
    block: int
    classes: str | None
    attributes: dict[str, str | None] | None = None
    href: str | None = None


class RawBlock(msgspec.Struct, gc=False):
    """Text of one block-level element with what the markup tells of it.

    element: the block-level element. pieces: its stretches of text, each with its innermost element.
    links: how many. link_chars, bold_chars: characters inside of them. order: place among the page's text nodes.
    folded: its words, once `folded.words_of` was asked for them. authors: what its markup calls an author, once
    `marked.marked_names` was.
    """

    text: str
    element: int
    pieces: list[tuple[str, int]]
    links: int
    link_chars: int
    bold_chars: int
    order: int
    folded: list[str] | None = None
    authors: list[str] | None = None


class PageImage(msgspec.Struct, gc=False):
    """A picture: where it stands, its address and alternative text; `before` counts the blocks before it."""

    element: int
    before: int
    url: str | None
    alt: str | None


class Markup(msgspec.Struct):
    """All that one pass over the tree gathered, in document order.

    metas: (name, content) of meta elements, names in lower case. scripts: JSON-LD texts. items: (itemprop, value,
    element) of microdata. times: (datetime, element) of time elements. scripted: (date, element) of scripts that print
    a date. title: the text of the title element. cut: the page has more blocks than are read. met: of CELL and CAPTION
    those that the element of some block is. covered: of each block that the markup hides, by its place among all that
    the pass met, the outermost element that does. tree: the parsed tree, for selectors; `places_of` leads from its
    nodes to the elements. headings: the level of each of the first blocks that is a heading, once
    `names.sites.heading_levels` was asked for them.
    """

    elements: list[Element]
    blocks: list[RawBlock]
    images: list[PageImage]
    metas: list[tuple[str, str]]
    scripts: list[str]
    items: list[tuple[str, str | None, int]]
    times: list[tuple[str, int]]
    links: list[tuple[str, str]]
    scripted: list[tuple[str, int]]
    title: str = ""
    language: str | None = None
    hidden_chars: int = 0
    cut: bool = False
    met: int = 0
    covered: dict[int, int] = msgspec.field(default_factory=dict)
    tree: Any = None
    headings: dict[int, int] | None = None


def markup_of_lines(lines: list[str], *, language: str | None = None) -> Markup:
    """Lines of text as a page of paragraphs beside each other, of which nothing else is known."""
    elements = [Element("body", -1, 0, 0, 0, -1, None)]
    blocks = []
    for order, text in enumerate(lines):
        elements.append(Element("p", 0, 1, 0, 0, order, None))
        blocks.append(RawBlock(text, order + 1, [(text, order + 1)], 0, 0, 0, order))
    return Markup(elements, blocks, [], [], [], [], [], [], [], language=language)


def is_within(markup: Markup, element: int, above: int) -> bool:
    """Whether an element is another one, or lies inside of it."""
    while element > above:
        element = markup.elements[element].parent
    return element == above


def lies_in(markup: Markup, block: int, element: int) -> bool:
    """Whether a block, by its place, stands in an element."""
    return is_within(markup, markup.blocks[block].element, element)


def outermost(markup: Markup, tag: str, element: int, known: dict[int, int]) -> int:
    """The outermost element of a tag around an element, itself included; -1 where there is none.

    known: those of elements asked about before and of the elements around them; filled here.
    """
    path: list[int] = []
    while element >= 0 and element not in known:
        path.append(element)
        element = markup.elements[element].parent
    found = known[element] if element >= 0 else -1
    for each in reversed(path):
        if found < 0 and markup.elements[each].tag == tag:
            found = each
        known[each] = found
    return found


def is_heading(element: Element) -> bool:
    """Whether an element is h1 to h6."""
    return element.tag in HEADINGS


def places_of(markup: Markup) -> dict[int, int]:
    """The element of each node of the tree, by the node's `mem_id`."""
    places: dict[int, int] = {}
    unread: set[int] = set()
    for node in markup.tree.root.traverse():
        tag, above = node.tag or "unknown", node.parent
        if above is not None and above.mem_id in unread:
            unread.add(node.mem_id)
        elif tag[0] not in "-!_":
            places[node.mem_id] = len(places)
            if tag in UNREAD:
                unread.add(node.mem_id)
    return places
