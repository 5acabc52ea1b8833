"""What the block model knows of the blocks beside a block, made like it, before and behind it."""

import numpy as np

from dateline.article.learned.columns import Ints, Matrix, Vector, join_columns, side_by_side
from dateline.article.learned.of_tree import LONG
from dateline.article.native import native
from dateline.article.tree.markup import Markup

# The blocks beside one that its features tell of.
NEAR_STEPS = (-3, -2, -1, 1, 2, 3)
# Beside a block, where it stands, and of those made alike.
_ROWS_OF_OTHERS = 6 * len(NEAR_STEPS) + 4 + 7 + 4


def measure_others(text: Matrix, mass: Vector, parents: Ints, alike: Ints, headline: int | None) -> Matrix:
    """What the blocks beside a block are, where it stands among them, and those made alike. parents: of elements."""
    built = native()
    if built is None:
        return tell_others_plainly(text, mass, parents, alike, headline)
    flags = np.stack([text[:, 18] > 0, text[:, 3]])
    rows = np.empty((_ROWS_OF_OTHERS, len(mass)), np.float32)
    place = -1 if headline is None else headline
    link_share = np.ascontiguousarray(text[:, 8])
    built.measure_others(mass, link_share, flags, parents, alike, rows, place, mass.sum() + 1)
    return rows.T


def tell_others_plainly(text: Matrix, mass: Vector, parents: Ints, alike: Ints, headline: int | None) -> Matrix:
    """The same by numpy."""
    link_share = text[:, 8]
    parts = [
        _of_neighbours(text, mass, parents),
        _of_place(mass, link_share, headline),
        _of_likes(alike, mass, link_share),
    ]
    return join_columns(parts)


def _of_neighbours(text: Matrix, mass: Vector, parents: Ints) -> Matrix:
    count = len(mass)
    long = ((mass >= LONG) & (text[:, 8] < 0.4)).astype(np.float32)
    above = parents.astype(np.float32)
    base = np.stack([np.minimum(mass, 100), text[:, 8], long, above, text[:, 18] > 0, text[:, 3]])
    width = len(base)
    columns = np.full((width * len(NEAR_STEPS) + 4, count), -1, np.float32)
    for place, step in enumerate(NEAR_STEPS):
        shifted = columns[place * width : (place + 1) * width]
        if step < 0 and count > -step:
            shifted[:, -step:] = base[:, :step]
        elif step > 0 and count > step:
            shifted[:, :-step] = base[:, step:]
        shifted[3] = shifted[3] == above
    column = width * len(NEAR_STEPS)
    index = np.arange(count)
    sums = [np.concatenate(([0.0], values.cumsum())) for values in (base[0], mass * text[:, 8])]
    for half in (3, 8):
        low, high = np.maximum(0, index - half), np.minimum(count, index + half + 1)
        size = high - low
        for cumulated in sums:
            columns[column] = (cumulated[high] - cumulated[low]) / size
            column += 1
    return columns.T


def _of_place(mass: Vector, link_share: Vector, headline: int | None) -> Matrix:
    count = len(mass)
    index = np.arange(count)
    before = np.concatenate(([0.0], np.cumsum(mass)))[:-1]
    whole = mass.sum() + 1
    at = headline if headline is not None else -1
    long = (mass >= LONG) & (link_share < 0.4)
    since = index - np.maximum.accumulate(np.where(long, index, -99))
    until = np.minimum.accumulate(np.where(long, index, count + 99)[::-1])[::-1] - index
    columns = [
        index / count,
        before / whole,
        (index > at) if headline is not None else np.full(count, -1),
        np.clip(index - at, -100, 200) if headline is not None else np.full(count, -200),
        np.clip(before - before[max(at, 0)], -500, 3000) if headline is not None else np.full(count, -999),
        np.minimum(since, 30),
        np.minimum(until, 30),
    ]
    return side_by_side(columns, count)


def number_alike(markup: Markup) -> Ints:
    """A number for each block's make: its tag and class, and its parent's."""
    groups: dict[tuple[str, object, str, object], int] = {}
    which = []
    elements = markup.elements
    for block in markup.blocks:
        element = elements[block.element]
        above = elements[element.parent] if element.parent > 0 else elements[0]
        key = (element.tag, element.classes, above.tag, above.classes)
        which.append(groups.setdefault(key, len(groups)))
    return np.array(which)


def _of_likes(group: Ints, mass: Vector, link_share: Vector) -> Matrix:
    """Of the blocks made alike: how many, their mean mass and links, their share of the page."""
    count = np.bincount(group)
    masses = np.bincount(group, weights=mass)
    linked = np.bincount(group, weights=mass * link_share)
    columns = [
        np.minimum(count[group], 100),
        masses[group] / count[group],
        linked[group] / (masses[group] + 1),
        masses[group] / (mass.sum() + 1),
    ]
    return side_by_side(columns, len(group))
