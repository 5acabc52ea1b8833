"""One pass over a parsed page: visible blocks of text with what their markup tells, and the page's metadata.

A block is the text that stands directly in one block-level element, white space collapsed; two line breaks in a row
end it. Scripts, styles and elements hidden by attribute, inline style or a reader-only class are left out.
"""

import functools
import re
from collections.abc import Container, Sequence
from typing import Any

import msgspec
from selectolax.lexbor import LexborHTMLParser

from dateline.article.bound import bound_nesting, find_openings, has_tag, is_harmless
from dateline.article.frames import has_frames, open_frames
from dateline.article.marks import load_marks, marks_of
from dateline.article.shadow import open_shadows
from dateline.article.waiting import show_waiting

_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "s", "samp", "slot", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "img", "picture", "source", "svg",
    "button", "math", "mrow", "mi", "mo", "mn", "mtext", "mfrac", "msup", "msub", "msubsup", "msqrt", "mroot", "mover",
    "munder", "munderover", "mstyle", "mspace", "mfenced", "semantics", "mtable", "mtr", "mtd", "mpadded", "mphantom",
})  # fmt: skip
_INVISIBLE = frozenset({
    "script", "style", "template", "iframe", "object", "embed", "svg", "canvas", "select", "datalist",
    "textarea", "noframes", "rt", "rp", "map", "video", "audio", "head", "title", "option", "optgroup",
    "progress", "meter", "amp-ad", "area", "param", "track", "annotation", "annotation-xml",
})  # fmt: skip
# Nothing within these is read: text that does not show, drawings.
_UNREAD = frozenset({"script", "style", "svg"})
# Attributes beside the class that tell what an element is for, or whether it shows.
_TELLERS = frozenset({"id", "role", "itemprop", "data-component", "hidden", "style", "rel"})
_ASKING = frozenset({"a", "button", "br", "meta", "link", "img", "time", "html", "script", "dialog"})
# Elements that no archive's frame has.
_OWN = "h1, article, main"
_WHOLES = frozenset({"html", "head", "body", "h1", "article", "main"})
# Elements whose content is phrases only, so that an unknown element in them is a part of the line.
_PHRASING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
# Elements without a meaning of their own that most pages have, so that they are found in the table of tags.
_COMMON = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "li", "section", "body", "input", "hr", "tbody", "tr", "td", "th",
    "dt", "dd", "center", "address", "details", "summary", "path",
})  # fmt: skip
_HIDING_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Soft hyphens, zero-width spaces and byte order marks print nothing and would cut words in two.
_INVISIBLE_CHARACTERS = {0xAD: None, 0x200B: None, 0xFEFF: None, 0x2060: None, 0: " "}
_HAS_INVISIBLE = re.compile("[\xad\u200b\ufeff\u2060\0]")
# JSON-LD in a script whose type was forgotten.
_UNTYPED = re.compile(r"\s*[\[{](?:\s*[\[{])?\s*\"@context\"\s*:\s*\"https?://schema\.org")
# A script that does no more than to print the date which it is given.
_PRINTING = re.compile(
    r"\s*(?:document\.write(?:ln)?\(\s*)?[\w.$]+\(\s*(?:new Date\(\s*)?"
    r"[\"'](?P<date>(?:19|20)\d\d[-/]\d[^\"'<>]{2,40})[\"']\s*(?:\)+\s*)?(?:;\s*)?"
)
_LONGEST_CALL = 160
_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n")
_BREAK = "\n"
_BROKEN = (_BREAK, -1)
# Elements whose lines, broken by <br>, are one block all the same; and how long the lines of wrapped text are.
_JOINED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "label", "th"})
_WRAP = (45, 110)
# Cells of a row at most this long are printed as one block.
_LONGEST_CELL = 80
_HEADINGS = frozenset({"h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8", "h9"})
_APART = ("div", "figure", "figcaption", "header", "section", "span", "address")

# What an element's tag says it is, as marks beside those of its class words.
TAG_KINDS = ("nav", "aside", "footer", "header", "article", "main", "form", "list", "table", "figure", "quote", "link")
_KIND_OF_TAG = {
    "nav": "nav", "menu": "nav", "aside": "aside", "footer": "footer", "header": "header", "article": "article",
    "main": "main", "form": "form", "fieldset": "form", "ul": "list", "ol": "list", "dl": "list", "table": "table",
    "figure": "figure", "figcaption": "figure", "blockquote": "quote", "q": "quote", "a": "link",
}  # fmt: skip

# Inherited flags of an element.
LINK, BOLD, EMPHASIS, HIDDEN, PRE, COVERED = 1, 2, 4, 8, 16, 32
_FLAGS = {
    "b": BOLD, "strong": BOLD, "em": EMPHASIS, "i": EMPHASIS, "cite": EMPHASIS, "pre": PRE, "noscript": COVERED,
}  # fmt: skip
# Scripts uncover what the markup hides where that is the page's very text: more words than all that shows, as a copy
# of what shows is not.
_LEAST_UNCOVERED = 80
_PARAGRAPH_WORDS = 15
# A heading with so many gaps between its words tells whose it is.
_LEAST_GAPS = 2


class Element(msgspec.Struct, gc=False):
    """An element that is kept in mind.

    block: index of the nearest block-level element, itself included. classes: its class attribute. attributes: all of
    them, where a rule may ask for others than the class: on links, times and their like, and beside any of _TELLERS.
    """

    tag: str
    parent: int
    depth: int
    marks: int
    flags: int
    block: int
    classes: str | None
    attributes: dict[str, str | None] | None


class RawBlock(msgspec.Struct, gc=False):
    """Text of one block-level element with what the markup tells of it.

    element: the block-level element. pieces: its stretches of text, each with its innermost element.
    links: how many. link_chars, bold_chars: characters inside of them. order: place among the page's text nodes.
    folded: its words, once `folded.words_of` was asked for them.
    """

    text: str
    element: int
    pieces: list[tuple[str, int]]
    links: int
    link_chars: int
    bold_chars: int
    order: int
    folded: list[str] | None = None


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
    a date. title: the text of the title element. cut: the page has more blocks than are read. tree: the parsed tree,
    for selectors; `places_of` leads from its nodes to the elements.
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
    tree: Any = None


# What a tag alone tells: marks, flags, whether it is inline, whether `_Walk._ask` has more to do with it, whether what
# it holds is read. A bare tuple: it is unpacked for every element.
_TagKind = tuple[int, int, bool, bool, bool]
_PLAIN: _TagKind = (0, 0, False, False, True)


def read_markup(
    html: str,
    *,
    content: bytes | None = None,
    without: Sequence[str] = (),
    waiting: bool = False,
    most_blocks: int = 15_000,
) -> Markup:
    """Parse a page and gather its visible blocks and metadata in one pass.

    html: the page's decoded text. content: the same in UTF-8, where the caller has it, which spares the encoding.
    without: selectors of elements that are not the page's own. waiting: what waits for scripts is read, too.
    most_blocks: after that many blocks the rest of the page is not read.
    """
    content = html.encode("utf-8", "ignore") if content is None else content
    openings = find_openings(content)
    # Most pages have no template; the page as text is searched for shadow trees in four times the time.
    if has_tag(openings, b"tem") and (opened := open_shadows(html)) is not html:
        html, content = opened, opened.encode("utf-8", "ignore")
        openings = find_openings(content)
    tree = LexborHTMLParser(content if is_harmless(openings) else bound_nesting(html))
    if has_tag(openings, b"ifr") and has_frames(html):
        open_frames(tree)
    if waiting:
        show_waiting(tree)
    if without:
        _take_out(tree, ", ".join(without))
    return _Walk(most_blocks).run(tree)


def _take_out(tree: LexborHTMLParser, selectors: str) -> None:
    """Remove elements that are not the page's own; one that holds the article is the page's, by whatever name."""
    nodes = [node for node in tree.css(selectors) if node.tag not in _WHOLES and node.css_first(_OWN) is None]
    found = {node.mem_id for node in nodes}
    # An element goes with the one around it, and its memory may not be asked after that.
    for node in [node for node in nodes if not _lies_in_any(node, found)]:
        node.decompose()


def _lies_in_any(node: Any, found: Container[int]) -> bool:
    above = node.parent
    while above is not None and above.mem_id not in found:
        above = above.parent
    return above is not None


def is_within(markup: Markup, element: int, above: int) -> bool:
    """Whether an element is another one, or lies inside of it."""
    while element > above:
        element = markup.elements[element].parent
    return element == above


def lies_in(markup: Markup, block: int, element: int) -> bool:
    """Whether a block, by its place, stands in an element."""
    return is_within(markup, markup.blocks[block].element, element)


def is_heading(element: Element) -> bool:
    """Whether an element is h1 to h6."""
    return element.tag in _HEADINGS


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
            if tag in _UNREAD:
                unread.add(node.mem_id)
    return places


class _Walk:
    def __init__(self, most_blocks: int) -> None:
        self.most_blocks = most_blocks
        self.pieces: list[tuple[str, int]] = []
        self.has_text = False
        self.container = -1
        self.order = 0
        marks = load_marks()
        self.hidden = marks.bit("hidden")
        self.own_line = marks.bit("credit")
        self.meta_marks = marks.bit("byline", "timestamp", "caption", "credit")
        self.figure = marks.bit("figure", "caption")
        self.markup = Markup([], [], [], [], [], [], [], [], [])
        self.elements, self.blocks = self.markup.elements, self.markup.blocks

    def run(self, tree: Any) -> Markup:
        out = self.markup
        out.tree = tree
        elements, pieces, hidden, own_line = out.elements, self.pieces, self.hidden, self.own_line
        kinds, tellers = _tag_kinds(), _TELLERS
        # Of the element whose content is read: its number, depth, flags and block; and those around it, with nodes.
        here, depth, flags, block = -1, -1, 0, 0
        around: list[tuple[Any, int, int, int]] = []
        node = tree.root
        while node is not None:
            tag = node.tag or "unknown"
            if tag == "-text":
                # Hidden words within a line that shows are for readers aloud, or wait for a script; those at its head
                # are labels mostly, which tell what the line is.
                within = flags & COVERED and self.has_text and block == self.container
                if not flags & HIDDEN and not (within and not elements[block].flags & COVERED):
                    text = node.text_content or " "
                    if not text.isspace():
                        if block != self.container:
                            self._open(block)
                        pieces.append((text, here))
                        self.has_text = True
                    elif pieces and block == self.container:
                        pieces.append((" ", here))
                elif not out.title and elements[here].tag == "title":
                    self._title(elements[here], node)
            elif (kind := kinds.get(tag) or self._unlisted(tag, here, block)) is not None:
                tag_marks, adds, inline, asks, holds = kind
                attributes = node.attributes
                inner = flags | adds
                mark = 0
                telling = False
                classes = None
                if attributes:
                    words = classes = attributes.get("class")
                    # The class alone tells no more; most elements have no other attribute.
                    telling = len(attributes) > (classes is not None) and not tellers.isdisjoint(attributes)
                    if telling:
                        words = _words_of(attributes, words)
                    if words:
                        mark = marks_of(words)
                    if (
                        (telling or mark & hidden)
                        and not flags & (HIDDEN | COVERED)
                        and self._covers(tag, attributes, mark)
                    ):
                        inner |= COVERED
                number = len(elements)
                if here < 0 or (inline and mark & own_line and self._in_figure(elements[here])):
                    inline = False
                home = block if inline else number
                kept = attributes if asks or telling else None  # memory that is free at once is cheap
                elements.append(Element(tag, here, depth + 1, mark | tag_marks, inner, home, classes, kept))
                if asks or (telling and "itemprop" in attributes):
                    self._ask(tag, attributes, number, node)
                    inner = elements[number].flags
                if not inline and not inner & HIDDEN:
                    if self.has_text:
                        self._flush()
                        if len(out.blocks) > self.most_blocks:
                            out.cut = True
                            break
                    pieces.clear()
                    self.container = -1
                child = node.first_child if holds else None
                if child is not None:
                    around.append((node, here, flags, block))
                    here, depth, flags, block = number, depth + 1, inner, home
                    node = child
                    continue
            following = node.next
            while following is None and around:
                node, here, flags, block = around.pop()
                depth -= 1
                following = node.next
            node = following
        self._flush()
        _uncover(out)
        _join_cells(out)
        return out

    def _covers(self, tag: str, attributes: dict[str, str | None], mark: int) -> bool:
        """Whether an element is hidden until a script shows it."""
        style = attributes.get("style")
        told = mark & self.hidden or "hidden" in attributes or (style and _HIDING_STYLE.search(style))
        return bool(told) and tag not in ("html", "body")

    def _unlisted(self, tag: str, here: int, block: int) -> _TagKind | None:
        """What a tag tells that is not in the table of common ones; None for comments and their like."""
        if tag[0] in "-!_":
            return None
        marks, flags, inline, asks, holds = _own_kinds().get(tag, _PLAIN)
        # An element of the page's own making, where only phrases may stand, is a part of the line.
        inline = inline or ("-" in tag and here >= 0 and self.elements[block].tag in _PHRASING)
        return marks, flags, inline, asks, holds

    def _open(self, block: int) -> None:
        """Words of a block-level element begin, after those of another one."""
        if self.has_text:
            self._flush()
        self.pieces.clear()
        self.container = block

    def _title(self, element: Element, node: Any) -> None:
        """The first title that is no drawing's; where text stands before the head, the parser puts it into the body."""
        above = element.parent
        while above >= 0:
            if self.elements[above].tag == "svg":
                return
            above = self.elements[above].parent
        self.markup.title = " ".join((node.text_content or "").split())

    def _ask(self, tag: str, attributes: dict[str, str | None], here: int, node: Any) -> None:
        """What an element tells or does besides holding text."""
        out, element = self.markup, self.elements[here]
        shown = not element.flags & HIDDEN
        if tag == "a":
            if "href" in attributes:
                element.flags |= LINK
                if shown:
                    self._gap(here)
        elif tag == "img":
            if shown:
                src = attributes.get("src")
                if not src or src[:5].lower() == "data:":  # a place holder, or the picture itself: no address
                    src = attributes.get("data-src")
                out.images.append(PageImage(here, len(self.blocks) + self.has_text, src, attributes.get("alt")))
        elif tag == "br":
            self._break()
            return
        elif tag == "link":
            if attributes.get("href") and "itemprop" not in attributes:
                out.links.append(((attributes.get("rel") or "").lower(), attributes["href"] or ""))
        elif tag == "script":
            self._script(attributes, node, here)
        elif tag == "button":
            self._gap(here)
        elif tag == "time":
            if shown:
                out.times.append((attributes.get("datetime") or "", here))
        elif tag == "html":
            out.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "dialog" and "open" not in attributes:
            element.flags |= HIDDEN
        if tag == "meta" or "itemprop" in attributes:
            self._meta(tag, attributes, here)

    def _break(self) -> None:
        pieces = self.pieces
        if not pieces:
            return
        if pieces[-1][0] == _BREAK or (pieces[-1][0] == " " and pieces[-2][0] == _BREAK):
            self._flush()
        else:
            pieces.append(_BROKEN)

    def _in_figure(self, element: Element) -> bool:
        for _ in range(3):
            if element.tag in ("figure", "figcaption") or element.marks & self.figure:
                return True
            if element.parent < 0:
                return False
            element = self.markup.elements[element.parent]
        return False

    def _gap(self, here: int) -> None:
        """Two links or buttons without white space between them still print apart."""
        if self.pieces and self.pieces[-1][1] >= 0:
            last = self.markup.elements[self.pieces[-1][1]]
            if last.flags & LINK or last.tag == "button":
                self.pieces.append((" ", here))

    def _script(self, attributes: dict[str, str | None], node: Any, here: int) -> None:
        kind = (attributes.get("type") or "").lower()
        data = "ld+json" in kind
        if node.first_child is None or not (data or not kind or "javascript" in kind):
            return
        text = node.first_child.text_content or ""
        if data or (not kind and _UNTYPED.match(text)):
            self.markup.scripts.append(text)
        elif len(text) <= _LONGEST_CALL and (call := _PRINTING.fullmatch(text)):
            self.markup.scripted.append((call["date"], here))

    def _meta(self, tag: str, attributes: dict[str, str | None], here: int) -> None:
        item = attributes.get("itemprop")
        value = attributes.get("content") or attributes.get("datetime")
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
            if name and value:
                self.markup.metas.append((name.strip().lower(), value))
        if item:
            self.markup.items.append((item.strip().lower(), value, here))

    def _flush(self) -> None:
        pieces = self.pieces
        if self.has_text:
            container = self.elements[self.container]
            broken = _BROKEN in pieces
            if container.flags & PRE and not broken:
                for part in _split_blank_lines(pieces):
                    self._emit(part)
            elif len(pieces) == 1:
                self._emit(pieces[:])
            elif broken:
                for part in _split_breaks(pieces, joined=container.tag in _JOINED):
                    self._emit(part)
            elif container.tag in _APART:
                for part in self._apart(pieces):
                    self._emit(part)
            else:
                self._emit(pieces[:])
        pieces.clear()
        self.has_text = False

    def _apart(self, pieces: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
        """A byline beside its time, or a caption beside its credit, in elements of their own: a block each."""
        elements = self.markup.elements
        container = self.container
        in_caption = elements[container].tag == "figcaption"
        groups: list[list[tuple[str, int]]] = []
        marked: list[bool] = []
        last = -2
        for piece in pieces:
            at = piece[1]
            telling = False
            while at > container and elements[at].parent != container:
                telling = telling or elements[at].tag == "time"
                at = elements[at].parent
            if at != last and not (piece[0].isspace() and groups):
                groups.append([])
                told = at > container and (elements[at].marks & self.meta_marks or elements[at].tag == "time")
                marked.append(bool(told) or telling or (in_caption and at > container))
                last = at
            if not groups:
                continue
            groups[-1].append(piece)
        if sum(marked) < 2:
            return [list(pieces)]
        joined: list[list[tuple[str, int]]] = []
        for group, own in zip(groups, marked):
            words = "".join([text for text, _ in group]).strip()
            if own and (joined or words):
                joined.append(group)
            elif joined:
                joined[-1].extend(group)
            else:
                joined.append(group)
        return joined

    def _emit(self, pieces: list[tuple[str, int]]) -> None:
        whole = len(pieces) == 1
        raw = pieces[0][0] if whole else "".join([piece[0] for piece in pieces])
        text = raw.strip()
        # Of white space and what prints nothing, only the plain space counts as printable.
        if not text.isprintable() or "  " in text:
            text = " ".join((raw.translate(_INVISIBLE_CHARACTERS) if _HAS_INVISIBLE.search(raw) else raw).split())
        if not text:
            return
        if len(self.blocks) > self.most_blocks:
            self.markup.cut = True
            return
        elements = self.elements
        link_chars = bold_chars = links = 0
        last_link = -1
        for piece, owner in pieces:
            flags = elements[owner].flags if owner >= 0 else 0
            if flags & (LINK | BOLD):
                if flags & BOLD:
                    bold_chars += len(piece)
                if flags & LINK:
                    link_chars += len(piece)
                    if whole:
                        links = 1
                        break
                    while elements[owner].tag != "a" and elements[owner].parent >= 0:
                        owner = elements[owner].parent
                    links += owner != last_link
                    last_link = owner
        self.order += 1
        self.blocks.append(RawBlock(text, self.container, pieces, links, link_chars, bold_chars, self.order))


@functools.cache
def _tag_kinds() -> dict[str, _TagKind]:
    """What common tags tell; not those with a hyphen, for which it depends on where they stand."""
    tags = {*_COMMON, *_INLINE, *_INVISIBLE, *_KIND_OF_TAG, *_FLAGS, *_ASKING}
    return {tag: _tag_kind(tag) for tag in tags if "-" not in tag}


@functools.cache
def _own_kinds() -> dict[str, _TagKind]:
    """What the tags with a hyphen tell that are known."""
    return {tag: _tag_kind(tag) for tag in (*_INLINE, *_INVISIBLE) if "-" in tag}


def _tag_kind(tag: str) -> _TagKind:
    kinds = len(load_marks().kinds)
    return (
        1 << (kinds + TAG_KINDS.index(_KIND_OF_TAG[tag])) if tag in _KIND_OF_TAG else 0,
        _FLAGS.get(tag, 0) | (HIDDEN if tag in _INVISIBLE else 0),
        tag in _INLINE or tag == "br",
        tag in _ASKING,
        tag not in _UNREAD,
    )


def _words_of(attributes: dict[str, str | None], words: str | None) -> str | None:
    """The words of all attributes that say what an element is for. words: those of its class."""
    words = f"{words} {attributes['id']}" if attributes.get("id") else words
    if "role" in attributes or "itemprop" in attributes or "data-component" in attributes:
        more = [attributes.get(name) for name in ("role", "itemprop", "data-component")]
        words = " ".join([word for word in (words, *more) if word])
    return words


def _join_cells(markup: Markup) -> None:
    """Short cells of one table row become one block, as they print."""
    elements, blocks = markup.elements, markup.blocks
    if not any(elements[block.element].tag in ("td", "th") for block in blocks):
        return
    joined: list[RawBlock] = []
    places = [0]
    row: list[RawBlock] = []
    for index, block in enumerate(blocks):
        row.append(block)
        element = elements[block.element]
        following = elements[blocks[index + 1].element] if index + 1 < len(blocks) else None
        cell = element.tag in ("td", "th") and len(block.text) <= _LONGEST_CELL
        same_row = following is not None and following.tag in ("td", "th") and following.parent == element.parent
        fits = same_row and len(blocks[index + 1].text) <= _LONGEST_CELL
        if cell and fits and blocks[index + 1].element != block.element:
            places.append(len(joined))
            continue
        joined.append(row[0] if len(row) == 1 else _joined(row))
        row = []
        places.append(len(joined))
    markup.blocks = joined
    markup.images = [
        PageImage(image.element, places[min(image.before, len(places) - 1)], image.url, image.alt)
        for image in markup.images
    ]


def _joined(row: list[RawBlock]) -> RawBlock:
    pieces = [piece for block in row for piece in (*block.pieces, (" ", -1))]
    return RawBlock(
        " ".join([block.text for block in row]),
        row[0].element,
        pieces,
        sum(block.links for block in row),
        sum(block.link_chars for block in row),
        sum(block.bold_chars for block in row),
        row[0].order,
    )


def _uncover(markup: Markup) -> None:
    """Take out the blocks that the markup hides, but for those that are the page's own text waiting for a script."""
    elements = markup.elements
    if not any(elements[block.element].flags & COVERED for block in markup.blocks):
        return
    covered: dict[int, int] = {}
    shown = 0
    roots: list[int] = []
    for block in markup.blocks:
        root = -1
        if elements[block.element].flags & COVERED:
            root = block.element
            while elements[elements[root].parent].flags & COVERED:
                root = elements[root].parent
        roots.append(root)
        words = block.text.count(" ") + 1
        if words >= _PARAGRAPH_WORDS and block.link_chars < 0.4 * len(block.text):
            if root < 0:
                shown += words
            else:
                covered[root] = covered.get(root, 0) + words
    never = load_marks().bit("consent", "form", "comment", "navigation", "promotion", "advert")
    kept = {
        root
        for root, words in covered.items()
        if words >= _LEAST_UNCOVERED
        and not elements[root].marks & never
        and (words > shown or words > _shown_beside(markup, root, roots))
    }
    places = [root < 0 or root in kept for root in roots]
    markup.hidden_chars = sum(len(block.text) for block, keep in zip(markup.blocks, places) if not keep)
    before = [0]
    for keep in places:
        before.append(before[-1] + keep)
    markup.blocks = [block for block, keep in zip(markup.blocks, places) if keep]
    markup.images = [
        PageImage(image.element, before[min(image.before, len(places))], image.url, image.alt)
        for image in markup.images
        if not elements[image.element].flags & COVERED
    ]


def _shown_beside(markup: Markup, root: int, roots: list[int]) -> float:
    """The words that show in paragraphs beside a hidden element in the article that it is a part of.

    The page's title tells the article, by its heading: none shows where the element itself holds the heading and no
    other prints it. Infinite where that tells nothing. roots: for each block the hidden element around it, or -1.
    """
    title = " ".join(markup.title.split()).casefold()
    headings = [
        index
        for index, block in enumerate(markup.blocks)
        if markup.elements[block.element].tag == "h1" and roots[index] in (-1, root) and _opens(title, block.text)
    ]
    heading = next((index for index in headings if roots[index] < 0), headings[0] if headings else None)
    if heading is None:
        return float("inf")
    if roots[heading] == root:
        return 0
    home = root
    while home >= 0 and markup.elements[home].tag != "article":
        home = markup.elements[home].parent
    if home < 0 or not is_within(markup, markup.blocks[heading].element, home):
        return float("inf")
    beside = (block for block, each in zip(markup.blocks, roots) if each < 0 and is_within(markup, block.element, home))
    return sum(words for block in beside if (words := block.text.count(" ") + 1) >= _PARAGRAPH_WORDS)


def _opens(title: str, text: str) -> bool:
    """Whether a page's title, folded, begins with the words of a heading."""
    return text.count(" ") >= _LEAST_GAPS and title.startswith(text.casefold())


def _split_breaks(pieces: list[tuple[str, int]], *, joined: bool) -> list[list[tuple[str, int]]]:
    """Lines between single breaks: one block in a heading or where lines are merely wrapped, else a block each."""
    lines: list[list[tuple[str, int]]] = [[]]
    for piece in pieces:
        if piece[0] is _BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    texts = [text for text in ("".join([text for text, _ in line]).strip() for line in lines) if text]
    wrapped = len(texts) >= 4 and all(_WRAP[0] <= len(text) <= _WRAP[1] for text in texts[:-1])
    if wrapped:
        wrapped = sum(text[-1] in '.!?:;”"' for text in texts[:-1]) < 0.5 * len(texts)
    if not joined and not wrapped:
        return [line for line in lines if line]
    return [[piece if piece[0] is not _BREAK else (" ", -1) for piece in pieces]]


def _split_blank_lines(pieces: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Paragraphs of preformatted text."""
    parts: list[list[tuple[str, int]]] = [[]]
    for text, owner in pieces:
        first, *others = _BLANK_LINE.split(text)
        parts[-1].append((first, owner))
        parts.extend([(other, owner)] for other in others)
    return parts
