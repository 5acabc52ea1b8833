"""A page's visible text as a dump: a line a block, no tags; in the variants that dumps come in."""

import random
import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "select",
        "textarea",
        "audio",
        "video",
        "canvas",
        "datalist",
    ]
)
VARIANTS = ("plain", "alts", "titled", "bullets", "blank", "shown", "wrapped", "inline")
_SPACE = re.compile(r"\s+")


class PrintedLine(NamedTuple):
    """A line, and the elements its first words stand in, innermost first ("p.lead div#story article")."""

    text: str
    inside: str


def print_page(html: str, variant: str = "plain", *, seed: int = 0) -> list[str]:
    """The lines of a page's dump, blank ones too where the variant has them; `variant` as for `print_lines`."""
    kept = print_lines(html, variant)
    lines = [line.text for line in kept]
    if variant == "blank":
        draw = random.Random(seed)
        return [piece for line in lines for piece in ([line, ""] if draw.random() < 0.8 else [line])]
    if variant == "wrapped":
        return [piece for line in lines for piece in [*_wrap(line, 78), ""]]
    return lines


def print_lines(html: str, variant: str = "plain") -> list[PrintedLine]:
    """The lines of a page's dump with where each stood.

    variant: "plain"; "alts" prints alternative texts as lines; "titled" opens with the title element, as WET does;
    "bullets" marks list items; "blank" puts blank lines between; "shown" leaves out what is hidden by attribute;
    "wrapped" breaks lines at about 78 characters with blank lines between; "inline" runs list items together.
    """
    tree = LexborHTMLParser(html)
    lines: list[PrintedLine] = []
    if variant == "titled" and (title := tree.css_first("title")):
        lines.append(PrintedLine(title.text(), "title"))
    if tree.body is not None:
        _print_node(tree.body, lines, variant)
    collapsed = (PrintedLine(_SPACE.sub(" ", line.text).strip(), line.inside) for line in lines)
    return [line for line in collapsed if line.text]


def _print_node(root: LexborNode, lines: list[PrintedLine], variant: str) -> None:
    # An explicit stack: pages nest deeper than Python likes to call.
    parts: list[str] = []
    path: list[str] = []
    place: list[str] = []

    def end_line() -> None:
        if parts:
            lines.append(PrintedLine("".join(parts), " ".join(place)))
            parts.clear()
            place.clear()

    blocks = BLOCKS - {"li", "td", "th"} if variant == "inline" else BLOCKS
    stack: list[tuple[LexborNode | None, str]] = [(root, "")]
    while stack:
        node, closing = stack.pop()
        if node is None:
            path.pop()
            if closing in blocks:
                end_line()
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if not place and text.strip():
                place.extend(reversed(path))
            parts.append(text)
            continue
        if tag in UNSEEN or tag.startswith("-") or tag == "_comment":
            continue
        if tag == "br":
            end_line()
            continue
        if tag == "img":
            if variant == "alts" and (alt := node.attributes.get("alt")):
                end_line()
                lines.append(PrintedLine(alt, "img"))
            continue
        if variant == "shown" and _is_hidden(node):
            continue
        if tag in blocks:
            end_line()
            if variant == "bullets" and tag == "li":
                parts.append("* ")
        path.append(_name(node, tag))
        stack.append((None, tag))
        children: list[LexborNode] = []
        child = node.first_child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend((each, "") for each in reversed(children))
    end_line()


def _name(node: LexborNode, tag: str) -> str:
    attributes = node.attributes
    words = [attributes.get(name) or "" for name in ("class", "id", "itemprop", "rel", "role", "data-testid")]
    return ".".join([tag, *_SPACE.sub(" ", " ".join(words)).strip().lower().split(" ")])[:200]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "")
    return "hidden" in attributes or "display:none" in style or attributes.get("aria-hidden") == "true"


def _wrap(line: str, width: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in line.split(" "):
        if row and len(row) + 1 + len(word) > width:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return [*rows, row]
