"""Pages as programs print them: strings a line each or run together, numbered links at a width, Markdown.

After what `get_text` of Beautiful Soup, `lynx -dump` and html2text print; written for measuring and training, where
those programs are not at hand.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from training.dumps.print_page import BLOCKS, UNSEEN, print_lines

WAYS = ("strings", "glued", "numbered", "markdown")
_WIDTH, _MARGIN = 79, "   "
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_EMPHASIS = {"em": "_", "i": "_", "strong": "**", "b": "**"}


class Mark(NamedTuple):
    """What comes next on a page. kind: "text" (its words), or a tag that is "open" or "closed" (its name)."""

    kind: str
    text: str
    node: LexborNode


def print_as(html: str, way: str) -> str:
    """A page's visible text as one of `WAYS` prints it."""
    body = LexborHTMLParser(html).body
    marks = list(read_marks(body)) if body is not None else []
    if way == "strings":
        return "\n".join(mark.text.strip() for mark in marks if mark.kind == "text" and mark.text.strip())
    if way == "glued":
        return "".join(mark.text for mark in marks if mark.kind == "text")
    return _numbered(marks) if way == "numbered" else _markdown(marks)


def print_strings(html: str, *, strip: bool) -> tuple[list[str], list[bool]]:
    """A page's strings, a line break between them, and for each row that is not blank whether it goes on the last."""
    body = LexborHTMLParser(html).body
    rows: list[str] = []
    goes_on: list[bool] = []
    is_open = False
    for mark in read_marks(body) if body is not None else ():
        if mark.kind != "text":
            is_open = is_open and mark.text not in BLOCKS and mark.text != "br"
            continue
        if strip and not mark.text.strip():
            continue
        for row in (mark.text.strip() if strip else mark.text).split("\n"):
            rows.append(row)
            if row.strip():
                goes_on.append(is_open)
                is_open = True
    return rows, goes_on


def lay_out(html: str, seed: int) -> list[str]:
    """A page a line a block, with margins, marks of lists and blank lines as one of several printers sets them."""
    draw = random.Random(seed)
    margin, step = draw.choice((0, 0, 0, 1, 2, 3)), draw.choice((0, 1, 2, 4))
    mark, behind = draw.choice(("* ", "- ", "• ", "", "* ")), draw.choice(("", "", " ", "  "))
    blank_at = draw.choice((("p", "h1", "h2", "h3", "figure"), ("p", "h1", "ul"), ("div", "p"), ()))
    rows: list[str] = []
    for line in print_lines(html):
        tags = [each.split(".")[0] for each in line.inside.split(" ")]
        depth = sum(1 for tag in tags if tag in ("ul", "ol", "blockquote"))
        in_list = next((tag for tag in tags if tag in ("li", "p", "div")), "") == "li"
        if rows and (not in_list and any(tag in blank_at for tag in tags[:2])):
            rows.append("")
        rows.append(" " * (margin + step * depth) + (mark if in_list else "") + line.text + behind)
    return rows


def read_marks(root: LexborNode) -> Iterator[Mark]:
    """Strings and tags of what a page shows, in order."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_closed = stack.pop()
        tag = node.tag or ""
        if is_closed:
            yield Mark("closed", tag, node)
            continue
        if tag == "-text":
            yield Mark("text", node.text_content or "", node)
            continue
        if tag in UNSEEN or tag.startswith("-") or tag == "_comment":
            continue
        yield Mark("open", tag, node)
        stack.append((node, True))
        children: list[tuple[LexborNode, bool]] = []
        child = node.first_child
        while child is not None:
            children.append((child, False))
            child = child.next
        stack.extend(reversed(children))


def _numbered(marks: list[Mark]) -> str:
    """As lynx prints: a margin, paragraphs broken at a width, each link's number before it and its address below."""
    blocks: list[tuple[str, str]] = []
    parts: list[str] = []
    links: list[str] = []
    inside: list[str] = []

    def end_block() -> None:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            blocks.append(("li" if "li" in inside[-3:] else "p", text))

    for mark in marks:
        if mark.kind == "text":
            parts.append(mark.text)
        elif mark.text in BLOCKS or mark.text == "br":
            end_block()
            if mark.kind == "open":
                inside.append(mark.text)
            elif inside:
                inside.pop()
        elif mark.text == "a" and mark.kind == "open" and (address := mark.node.attributes.get("href")):
            links.append(address)
            parts.append(f"[{len(links)}]")
    end_block()
    rows: list[str] = []
    for kind, text in blocks:
        mark_of, hang = (f"{_MARGIN}  * ", f"{_MARGIN}    ") if kind == "li" else (_MARGIN, _MARGIN)
        rows += [*_wrapped(text, mark_of, hang), *([] if kind == "li" else [""])]
    listed = [f"{number:>4}. {address}" for number, address in enumerate(links, 1)]
    return "\n".join([*rows, "", "References", "", *listed, ""])


def _wrapped(text: str, first: str, hang: str) -> list[str]:
    rows, row = [], first
    for word in text.split(" "):
        if len(row) + len(word) > _WIDTH - len(_MARGIN) and row.strip() not in ("", "*"):
            rows.append(row.rstrip())
            row = hang
        row += word + " "
    return [*rows, row.rstrip()]


def _markdown(marks: list[Mark]) -> str:
    """As converters to Markdown print: headings, lists, links, pictures and emphasis by their marks."""
    blocks: list[str] = []
    parts: list[str] = []
    lead = ""

    def end_block() -> None:
        nonlocal lead
        text = " ".join("".join(parts).split())
        parts.clear()
        if text.strip("[]()*_ "):
            blocks.append(f"{lead}{text}")
        lead = ""

    for mark in marks:
        is_open = mark.kind == "open"
        if mark.kind == "text":
            parts.append(mark.text)
        elif mark.text in BLOCKS or mark.text == "br":
            end_block()
            if is_open and mark.text in _HEADINGS:
                lead = "#" * _HEADINGS[mark.text] + " "
            elif is_open and mark.text == "li":
                lead = "* "
        elif mark.text == "a" and mark.node.attributes.get("href"):
            parts.append("[" if is_open else f"]({mark.node.attributes['href']})")
        elif mark.text == "img" and is_open:
            parts.append(f"![{mark.node.attributes.get('alt') or ''}]({mark.node.attributes.get('src') or ''})")
        elif mark.text in _EMPHASIS:
            parts.append(_EMPHASIS[mark.text])
    end_block()
    return "\n\n".join(blocks) + "\n"
