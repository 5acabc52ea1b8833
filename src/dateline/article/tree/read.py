"""One pass over a parsed page: visible blocks of text with what their markup tells, and the page's metadata.

A block is the text that stands directly in one block-level element, white space collapsed; two line breaks in a row
end it. Scripts, styles and elements hidden by attribute, inline style or a reader-only class are left out.
"""

import functools
import re
from collections.abc import Container, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dateline.article.tree.bound import bound_nesting, find_openings, has_tag, is_harmless
from dateline.article.tree.covered import uncover
from dateline.article.tree.crowded import is_crowded
from dateline.article.tree.dressed import undress
from dateline.article.tree.frames import holds_frames, open_frames
from dateline.article.tree.given import Html, content_of, text_of
from dateline.article.tree.marks import LONGEST, load_marks, marks_of, tag_bit
from dateline.article.tree.markup import (
    BOLD,
    CAPTION,
    CELL,
    COVERED,
    EMPHASIS,
    HIDDEN,
    KEPT,
    LINK,
    PRE,
    UNREAD,
    Element,
    Markup,
    PageImage,
    RawBlock,
)  # fmt: skip
from dateline.article.tree.parted import BREAK, BROKEN, join_cells, split_blank_lines, split_breaks
from dateline.article.tree.shadow import open_shadows
from dateline.article.tree.waiting import show_waiting
from dateline.article.tree.walker import SPECIMEN, make_walker

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
# Elements whose lines, broken by <br>, are one block all the same; and how long the lines of wrapped text are.
_JOINED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "label", "th"})
_MET = {"td": CELL, "th": CELL, "figcaption": CAPTION}
_APART = ("div", "figure", "figcaption", "header", "section", "span", "address")

_KIND_OF_TAG = {
    "nav": "nav", "menu": "nav", "aside": "aside", "footer": "footer", "header": "header", "article": "article",
    "main": "main", "form": "form", "fieldset": "form", "ul": "list", "ol": "list", "dl": "list", "table": "table",
    "figure": "figure", "figcaption": "figure", "blockquote": "quote", "q": "quote", "a": "link",
}  # fmt: skip

_FLAGS = {
    "b": BOLD, "strong": BOLD, "em": EMPHASIS, "i": EMPHASIS, "cite": EMPHASIS, "pre": PRE, "noscript": COVERED,
}  # fmt: skip


# What a tag alone tells: marks, flags, whether it is inline, whether `_Walk.ask` has more to do with it, whether what
# it holds is read. A bare tuple: it is unpacked for every element.
_TagKind = tuple[int, int, bool, bool, bool]
_PLAIN: _TagKind = (0, 0, False, False, True)


def read_markup(
    html: Html,
    *,
    without: Sequence[str] = (),
    waiting: bool = False,
    most_blocks: int = 15_000,
) -> Markup:
    """Parse a page and gather its visible blocks and metadata in one pass.

    without: selectors of elements that are not the page's own. waiting: what waits for scripts is read, too.
    most_blocks: after that many blocks the rest of the page is not read.
    """
    content = content_of(html)
    openings = find_openings(content)
    # Most pages have no template; the page as text is searched for shadow trees in four times the time.
    if has_tag(openings, b"tem") and (opened := open_shadows(text := text_of(html))) is not text:
        html, content = opened, content_of(opened)
        openings = find_openings(content)
    harmless = is_harmless(openings) and not is_crowded(content)
    tree = LexborHTMLParser(content if harmless else bound_nesting(text_of(html)))
    if has_tag(openings, b"ifr") and holds_frames(tree, html):
        open_frames(tree)
    if waiting:
        show_waiting(tree)
    if without:
        _take_out(tree, ", ".join(without))
    markup = walk(tree, most_blocks)
    uncover(markup)
    join_cells(markup)
    undress(markup)
    return markup


def walk(tree: Any, most_blocks: int) -> Markup:
    """What stands in a parsed page, as it stands there; in C where that is to be had."""
    walker = native_walker()
    markup = _walk_natively(walker, tree, most_blocks) if walker is not None else None
    return walk_plainly(tree, most_blocks) if markup is None else markup


def walk_plainly(tree: Any, most_blocks: int) -> Markup:
    """The same in plain Python."""
    return _Walk(most_blocks).run(tree)


@functools.cache
def native_walker() -> Any:
    """The walk in C, once it gave of a page of our own what plain Python gives; None where it is not to be had."""
    walker = make_walker({**_tag_kinds(), **_own_kinds()}, _HIDING_STYLE.search)
    if walker is None:
        return None
    tree = LexborHTMLParser(SPECIMEN)
    return walker if _walk_natively(walker, tree, 1000) == walk_plainly(tree, 1000) else None


def _walk_natively(walker: Any, tree: Any, most_blocks: int) -> Markup | None:
    """What the walk in C gathers; None where it comes upon what only plain Python knows."""
    state, root = _Walk(most_blocks), tree.root
    above = root.parent if root is not None else None
    state.markup.tree = tree
    told = above is not None and walker.walk(state, state.markup, root.mem_id, above.mem_id, most_blocks)
    return state.markup if told else None


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
        kinds, tellers, kept = _tag_kinds(), _TELLERS, frozenset(KEPT)
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
                    self.read_title(here, node.text_content)
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
                        mark = marks_of(words[:LONGEST])
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
                element = Element(tag, here, depth + 1, mark | tag_marks, inner, home, classes)
                if attributes and (asks or telling):  # memory that is free at once is cheap
                    element.href = attributes.get("href")
                    if not kept.isdisjoint(attributes):
                        element.attributes = {name: attributes[name] for name in KEPT if name in attributes}
                elements.append(element)
                if asks or (telling and "itemprop" in attributes):
                    self.ask(tag, attributes, number, node)
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

    def read_title(self, here: int, text: str | None) -> bool:
        """The first title that is no drawing's; where text stands before the head, the parser puts it into the body.

        Whether the page has a title now.
        """
        above = self.elements[here].parent
        while above >= 0:
            if self.elements[above].tag == "svg":
                return False
            above = self.elements[above].parent
        self.markup.title = " ".join((text or "").split())
        return bool(self.markup.title)

    def ask(self, tag: str, attributes: dict[str, str | None], here: int, node: Any = None) -> None:
        """What an element tells or does besides holding text. node: asked for what a script holds."""
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
            kind = (attributes.get("type") or "").lower()
            if node.first_child is not None and (not kind or "ld+json" in kind or "javascript" in kind):
                self.read_script(kind, node.first_child.text_content, here)
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
            self.read_meta(tag, attributes, here)

    def _break(self) -> None:
        pieces = self.pieces
        if not pieces:
            return
        if pieces[-1][0] == BREAK or (pieces[-1][0] == " " and pieces[-2][0] == BREAK):
            self._flush()
        else:
            pieces.append(BROKEN)

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

    def read_script(self, kind: str, text: str | None, here: int) -> None:
        """Data in a script, or the date that it prints. kind: its type in lower case."""
        text = text or ""
        if "ld+json" in kind or (not kind and _UNTYPED.match(text)):
            self.markup.scripts.append(text)
        elif len(text) <= _LONGEST_CALL and (call := _PRINTING.fullmatch(text)):
            self.markup.scripted.append((call["date"], here))

    def read_meta(self, tag: str, attributes: dict[str, str | None], here: int) -> None:
        """What an element tells of the page, or as an item's property."""
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
            for part in self.parts_of(pieces, self.container):
                self._emit(part)
        pieces.clear()
        self.has_text = False

    def parts_of(self, pieces: list[tuple[str, int]], home: int) -> list[list[tuple[str, int]]]:
        """The pieces of each block that the pieces of an element become."""
        container = self.elements[home]
        if BROKEN in pieces:
            return split_breaks(pieces, joined=container.tag in _JOINED)
        if container.flags & PRE:
            return split_blank_lines(pieces)
        return self._apart(pieces, home) if len(pieces) > 1 and container.tag in _APART else [pieces[:]]

    def _apart(self, pieces: list[tuple[str, int]], container: int) -> list[list[tuple[str, int]]]:
        """A byline beside its time, or a caption beside its credit, in elements of their own: a block each."""
        elements = self.markup.elements
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
        container = elements[self.container]
        self.markup.met |= _MET.get(container.tag, 0)
        if container.flags & COVERED:
            self.markup.covered[len(self.blocks)] = self._hiding(self.container)
        self.order += 1
        self.blocks.append(RawBlock(text, self.container, pieces, links, link_chars, bold_chars, self.order))

    def _hiding(self, at: int) -> int:
        """The outermost element that hides a hidden one."""
        elements = self.elements
        while (above := elements[at].parent) >= 0 and elements[above].flags & COVERED:
            at = above
        return at


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
    return (
        tag_bit(_KIND_OF_TAG[tag]) if tag in _KIND_OF_TAG else 0,
        _FLAGS.get(tag, 0) | (HIDDEN if tag in _INVISIBLE else 0),
        tag in _INLINE or tag == "br",
        tag in _ASKING,
        tag not in UNREAD,
    )


def _words_of(attributes: dict[str, str | None], words: str | None) -> str | None:
    """The words of all attributes that say what an element is for. words: those of its class."""
    words = f"{words} {attributes['id']}" if attributes.get("id") else words
    if "role" in attributes or "itemprop" in attributes or "data-component" in attributes:
        more = [attributes.get(name) for name in ("role", "itemprop", "data-component")]
        words = " ".join([word for word in (words, *more) if word])
    return words
