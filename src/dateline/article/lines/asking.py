"""Lines that may ask something of their reader: a subscription (`walls.is_wall`) or anything else
(`pointers.find_request`). One look at many lines tells those that hold a word of either.
"""

import functools
from collections.abc import Callable

from dateline.article.lines.pointers import load_lines
from dateline.article.lines.sought import holder_of, placer_of
from dateline.article.lines.walls import load_walls
from dateline.article.tree.markup import RawBlock

# No line that is longer asks.
_LONGEST = 320


def find_asking(blocks: list[RawBlock], first: int, end: int) -> list[int]:
    """The places of the blocks from the first up to the end that may ask something."""
    return _placer()(blocks, _LONGEST, first, end)


def find_signs(blocks: list[RawBlock], asking: list[int]) -> list[int]:
    """Of the places of blocks that may ask something those that may ask for a subscription."""
    holds = _holder()
    return [index for index in asking if holds(blocks[index].text)]


@functools.cache
def _placer() -> Callable[[list[RawBlock], int, int, int], list[int]]:
    return placer_of([*load_walls().signs, *(word for request in load_lines().requests for word in request.has)])


@functools.cache
def _holder() -> Callable[[str], bool]:
    return holder_of(load_walls().signs)
