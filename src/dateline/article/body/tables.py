"""Tables amid the text: the cells of one between two paragraphs are body together, or not at all; insets are not."""

import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features
from dateline.article.tree.chosen import places_from, places_with_bits, sum_at
from dateline.article.tree.marks import tag_bit
from dateline.article.tree.markup import Markup, outermost

Floats = npt.NDArray[np.float32]

_BODY, _IN, _OUT = 0.5, 0.51, 0.05
# An inset has so many words at most, and its blocks stand so many elements below its cell.
_INSET_WORDS, _CLIMB = 20, 4
_CELLS = frozenset({"td", "th"})
_CODE = frozenset({"pre", "code", "samp", "kbd"})
# So many blocks make a table; on average so likely, and with fewer links; body is the block before it and one of so
# many behind it.
_LEAST_CELLS, _LIKELY, _LINKED, _BEHIND = 4, 0.3, 0.3, 2


def settle_tables(markup: Markup, features: Features, body: Floats) -> None:
    """Tables amid the text are taken into it as wholes, and what is set into it in one is taken out."""
    marked = places_with_bits(features.marks, tag_bit("table"))
    if marked and any(markup.elements[number].tag == "table" for number in marked):
        join_tables(markup, features.mass, body)
        drop_insets(markup, features.mass, body)


def join_tables(markup: Markup, mass: Floats, body: Floats) -> None:
    """All cells of an outermost table are body where text stands right before and behind it and they are not unlikely.

    The block model judges numbers one by one, and half of a table says nothing.
    """
    for cells in _tables(markup):
        low, high = cells[0], cells[-1]
        if len(cells) < _LEAST_CELLS or high - low >= len(cells) or not low or (body[cells] >= _BODY).all():
            continue
        if body[low - 1] < _BODY or not (body[high + 1 : high + 1 + _BEHIND] >= _BODY).any():
            continue
        links = sum(markup.blocks[cell].link_chars for cell in cells)
        chars = sum(len(markup.blocks[cell].text) for cell in cells)
        likely = float((mass * body)[cells].sum()) / float(mass[cells].sum())
        if likely >= _LIKELY and links < _LINKED * chars:
            body[cells] = np.maximum(body[cells], _IN)


def drop_insets(markup: Markup, mass: Floats, body: Floats) -> None:
    """A table of a single cell with a few words amid the text is set into it: an advertisement, a line pulled out."""
    inside = places_from(body, _BODY)
    if not inside:
        return
    cells: set[int] | None = None
    held: dict[int, list[int]] = {}
    for place in inside:
        at = markup.blocks[place].element
        for _ in range(_CLIMB + 1):
            if at < 0:
                break
            if markup.elements[at].tag in _CELLS:
                cells = _single_cells(markup) if cells is None else cells
                if at in cells:
                    held.setdefault(at, []).append(place)
                    break
            at = markup.elements[at].parent
    for places in held.values():
        if any(markup.elements[markup.blocks[place].element].tag in _CODE for place in places):
            continue  # weblogs frame their code so
        amid = inside[0] < places[0] and places[-1] < inside[-1]
        if amid and sum_at(mass, places) <= _INSET_WORDS:
            body[places] = _OUT


def _single_cells(markup: Markup) -> set[int]:
    """The cells that are their table's only one."""
    elements = markup.elements
    cells: dict[int, list[int]] = {}
    for number, element in enumerate(elements):
        if element.tag in _CELLS:
            above = element.parent
            while above >= 0 and elements[above].tag != "table":
                above = elements[above].parent
            cells.setdefault(above, []).append(number)
    return {each[0] for each in cells.values() if len(each) == 1}


def _tables(markup: Markup) -> list[list[int]]:
    """The blocks of each outermost table, by their places."""
    known: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    for place, block in enumerate(markup.blocks):
        table = outermost(markup, "table", block.element, known)
        if table >= 0:
            found.setdefault(table, []).append(place)
    return list(found.values())
