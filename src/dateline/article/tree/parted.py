"""Lines of one element that print apart, and cells of a row that print as one."""

import re

from dateline.article.tree.markup import CELL, Markup, PageImage, RawBlock

_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n")
BREAK = "\n"
BROKEN = (BREAK, -1)
_WRAP = (45, 110)
# Cells of a row at most this long are printed as one block.
_LONGEST_CELL = 80


def join_cells(markup: Markup) -> None:
    """Short cells of one table row become one block, as they print."""
    if not markup.met & CELL:
        return
    elements, blocks = markup.elements, markup.blocks
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


def split_breaks(pieces: list[tuple[str, int]], *, joined: bool) -> list[list[tuple[str, int]]]:
    """Lines between single breaks: one block in a heading or where lines are merely wrapped, else a block each."""
    lines: list[list[tuple[str, int]]] = [[]]
    for piece in pieces:
        if piece[0] is BREAK:
            lines.append([])
        else:
            lines[-1].append(piece)
    texts = [text for text in ("".join([text for text, _ in line]).strip() for line in lines) if text]
    wrapped = len(texts) >= 4 and all(_WRAP[0] <= len(text) <= _WRAP[1] for text in texts[:-1])
    if wrapped:
        wrapped = sum(text[-1] in '.!?:;”"' for text in texts[:-1]) < 0.5 * len(texts)
    if not joined and not wrapped:
        return [line for line in lines if line]
    return [[piece if piece[0] is not BREAK else (" ", -1) for piece in pieces]]


def split_blank_lines(pieces: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Paragraphs of preformatted text."""
    parts: list[list[tuple[str, int]]] = [[]]
    for text, owner in pieces:
        first, *others = _BLANK_LINE.split(text)
        parts[-1].append((first, owner))
        parts.extend([(other, owner)] for other in others)
    return parts
