"""What the block model knows of the blocks beside a block, made like it, before and behind it."""

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import Ints, Rows, Vector, fill_rows
from dateline.article.learned.of_tree import LONG
from dateline.article.native import native

# The blocks beside one that its features tell of.
NEAR_STEPS = (-3, -2, -1, 1, 2, 3)
# Rows of those beside a block, of where it stands; the last are of those made alike.
_BESIDE = 6 * len(NEAR_STEPS) + 4
_PLACED = _BESIDE + 7


def measure_others(text: Rows, parents: Ints, alike: Ints, headline: int | None, whole: np.float32, rows: Rows) -> None:
    """What the blocks beside a block are, where it stands among them, and those made alike.

    text: the rows of `measure_text`. parents: of elements. whole: the words of all blocks.
    """
    built = native()
    if built is None:
        tell_others_plainly(text, parents, alike, headline, rows)
        return
    place = -1 if headline is None else headline
    built.measure_others(text[0], text[8], text[18], text[3], parents, alike, rows, place, whole + 1)


def tell_others_plainly(text: Rows, parents: Ints, alike: Ints, headline: int | None, rows: Rows) -> None:
    """The same by numpy."""
    mass, link_share = text[0], text[8]
    _tell_neighbours(text, mass, parents, rows[:_BESIDE])
    fill_rows(rows[_BESIDE:_PLACED], _of_place(mass, link_share, headline))
    fill_rows(rows[_PLACED:], _of_likes(alike, mass, link_share))


def _tell_neighbours(text: Rows, mass: Vector, parents: Ints, columns: Rows) -> None:
    count = len(mass)
    long = ((mass >= LONG) & (text[8] < 0.4)).astype(np.float32)
    above = parents.astype(np.float32)
    base = np.stack([np.minimum(mass, 100), text[8], long, above, text[18] > 0, text[3]])
    width = len(base)
    columns[:] = -1
    for place, step in enumerate(NEAR_STEPS):
        shifted = columns[place * width : (place + 1) * width]
        if step < 0 and count > -step:
            shifted[:, -step:] = base[:, :step]
        elif step > 0 and count > step:
            shifted[:, :-step] = base[:, step:]
        shifted[3] = shifted[3] == above
    column = width * len(NEAR_STEPS)
    index = np.arange(count)
    sums = [np.concatenate(([0.0], values.cumsum())) for values in (base[0], mass * text[8])]
    for half in (3, 8):
        low, high = np.maximum(0, index - half), np.minimum(count, index + half + 1)
        size = high - low
        for cumulated in sums:
            columns[column] = (cumulated[high] - cumulated[low]) / size
            column += 1


def _of_place(mass: Vector, link_share: Vector, headline: int | None) -> list[npt.ArrayLike]:
    count = len(mass)
    index = np.arange(count)
    before = np.concatenate(([0.0], np.cumsum(mass)))[:-1]
    whole = mass.sum() + 1
    at = headline if headline is not None else -1
    long = (mass >= LONG) & (link_share < 0.4)
    since = index - np.maximum.accumulate(np.where(long, index, -99))
    until = np.minimum.accumulate(np.where(long, index, count + 99)[::-1])[::-1] - index
    return [
        index / count,
        before / whole,
        (index > at) if headline is not None else np.full(count, -1),
        np.clip(index - at, -100, 200) if headline is not None else np.full(count, -200),
        np.clip(before - before[max(at, 0)], -500, 3000) if headline is not None else np.full(count, -999),
        np.minimum(since, 30),
        np.minimum(until, 30),
    ]


def _of_likes(group: Ints, mass: Vector, link_share: Vector) -> list[npt.ArrayLike]:
    """Of the blocks made alike: how many, their mean mass and links, their share of the page."""
    count = np.bincount(group)
    masses = np.bincount(group, weights=mass)
    linked = np.bincount(group, weights=mass * link_share)
    return [
        np.minimum(count[group], 100),
        masses[group] / count[group],
        linked[group] / (masses[group] + 1),
        masses[group] / (mass.sum() + 1),
    ]
