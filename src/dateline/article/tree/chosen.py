"""Blocks chosen by a number of each: which they are, and how many words they have together."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from dateline.article.native import native

Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.uint64]


def places_plainly(values: Floats, least: float, below: float | None = None) -> list[int]:
    """The places of the values that are at least so much, and less than that where it is told.

    >>> places_plainly(np.array([0.2, 0.9, 0.5], np.float32), 0.5)
    [1, 2]
    """
    chosen = values >= least
    if below is not None:
        chosen &= values < below
    found: list[int] = chosen.nonzero()[0].tolist()
    return found


def among_plainly(values: Floats, places: list[int], least: float, below: float | None = None) -> list[int]:
    """Those of these places whose values are at least so much, and less than that where it is told.

    >>> among_plainly(np.array([0.2, 0.9, 0.5], np.float32), [0, 1], 0.5)
    [1]
    """
    here = values[places]
    chosen = here >= least
    if below is not None:
        chosen &= here < below
    return [place for place, is_one in zip(places, chosen.tolist()) if is_one]


def bits_plainly(numbers: Marks, bits: int) -> list[int]:
    """The places of the numbers that have one of these bits.

    >>> bits_plainly(np.array([4, 1, 6], np.uint64), 6)
    [0, 2]
    """
    found: list[int] = (numbers & np.uint64(bits)).nonzero()[0].tolist()
    return found


def sum_plainly(words: Floats, places: list[int]) -> float:
    """How many words the blocks at these places have; as those are whole or half ones, the same in any order.

    >>> sum_plainly(np.array([3, 40, 2.5], np.float32), [0, 2])
    5.5
    """
    return float(words[places].sum(dtype=np.float64))


places_from: Callable[..., list[int]] = places_plainly if native() is None else native().places_from
places_with_bits: Callable[[Marks, int], list[int]] = bits_plainly if native() is None else native().places_with_bits
places_among: Callable[..., list[int]] = among_plainly if native() is None else native().places_among
sum_at: Callable[[Floats, list[int]], float] = sum_plainly if native() is None else native().sum_at
