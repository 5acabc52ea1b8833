"""A page's visible text as a dump: a line a block, no tags; in the variants that dumps come in."""

import random
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section summary "
    "table tbody td tfoot th thead title tr ul".split()
)
UNSEEN = frozenset(
    "script style noscript template svg head iframe object select textarea audio video canvas math datalist".split()
)
VARIANTS = ("plain", "alts", "titled", "bullets", "blank", "shown", "wrapped", "inline")
_SPACE = re.compile(r"\s+")


def print_page(html: str, variant: str = "plain", *, seed: int = 0) -> list[str]:
    """The lines of a page's dump.

    variant: "plain"; "alts" prints alternative texts as lines; "titled" opens with the title element, as WET does;
    "bullets" marks list items; "blank" puts blank lines between; "shown" leaves out what is hidden by attribute;
    "wrapped" breaks lines at about 78 characters with blank lines between; "inline" runs list items together.
    """
    tree = LexborHTMLParser(html)
    lines: list[str] = []
    if variant == "titled" and (title := tree.css_first("title")):
        lines.append(title.text())
    if tree.body is not None:
        _print_node(tree.body, lines, variant)
    kept = [line for line in (_SPACE.sub(" ", line).strip() for line in lines) if line]
    if variant == "blank":
        draw = random.Random(seed)
        return [piece for line in kept for piece in ([line, ""] if draw.random() < 0.8 else [line])]
    if variant == "wrapped":
        return [piece for line in kept for piece in [*_wrap(line, 78), ""]]
    return kept


def _print_node(root: LexborNode, lines: list[str], variant: str) -> None:
    # An explicit stack: pages nest deeper than Python likes to call.
    parts: list[str] = []

    def end_line() -> None:
        if parts:
            lines.append("".join(parts))
            parts.clear()

    blocks = BLOCKS - {"li", "td", "th"} if variant == "inline" else BLOCKS
    stack: list[tuple[LexborNode | None, str]] = [(root, "")]
    while stack:
        node, closing = stack.pop()
        if node is None:
            if closing in blocks:
                end_line()
            continue
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            continue
        if tag in UNSEEN or tag.startswith("-") or tag == "_comment":
            continue
        if tag == "br":
            end_line()
            continue
        if tag == "img":
            if variant == "alts" and (alt := node.attributes.get("alt")):
                end_line()
                lines.append(alt)
            continue
        if variant == "shown" and _is_hidden(node):
            continue
        if tag in blocks:
            end_line()
            if variant == "bullets" and tag == "li":
                parts.append("* ")
        stack.append((None, tag))
        children: list[LexborNode] = []
        child = node.first_child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend((each, "") for each in reversed(children))
    end_line()


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
