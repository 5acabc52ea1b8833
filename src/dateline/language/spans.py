"""Spans: their edges, and which of many touch a given one without asking all, as a page may hold thousands."""

import bisect
from collections.abc import Iterable, Iterator

from dateline.model import Span


def without_blanks(text: str, span: Span) -> Span:
    """A span without the white space at its edges; empty where it has nothing else.

    >>> without_blanks("at noon ", Span(2, 8))
    Span(start=3, end=7)
    """
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class SpanIndex:
    """Groups of spans, each a thing's stretches of the text; the things are numbered as they come.

    A question costs the logarithm of how many spans there are, and what it finds. Empty spans are never found.

    >>> index = SpanIndex([[Span(0, 9)], [Span(2, 4), Span(6, 8)], [Span(10, 12)]])
    >>> index.touching(Span(7, 11)), index.holding(Span(2, 3)), index.touching(Span(4, 6))
    ([0, 1, 2], [0, 1], [0])
    """

    def __init__(self, groups: Iterable[Iterable[Span]]) -> None:
        found = [(span.start, span.end, number) for number, group in enumerate(groups) for span in group]
        found.sort()
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._numbers = [number for _, _, number in found]
        self._leaves = 1
        while self._leaves < len(found):
            self._leaves *= 2
        # the furthest end of the spans below each node of a binary tree over their order; node 1 is the whole
        self._furthest = [-1] * self._leaves + self._ends + [-1] * (self._leaves - len(found))
        for node in range(self._leaves - 1, 0, -1):
            self._furthest[node] = max(self._furthest[2 * node], self._furthest[2 * node + 1])

    def touching(self, *spans: Span) -> list[int]:
        """The things with a stretch that shares a code point with one of the spans, ascending."""
        return sorted({self._numbers[place] for span in spans for place in self._places(span)})

    def holding(self, span: Span) -> list[int]:
        """The things with a stretch that holds the whole span, ascending."""
        inside = (place for place in self._places(span) if self._starts[place] <= span.start)
        return sorted({self._numbers[place] for place in inside if span.end <= self._ends[place]})

    def _places(self, span: Span) -> Iterator[int]:
        high = bisect.bisect_left(self._starts, span.end)
        if high == 0:
            return
        stack = [(1, 0, self._leaves)]
        while stack:
            node, first, size = stack.pop()
            if first >= high or self._furthest[node] <= span.start:
                continue
            if size == 1:
                yield first
                continue
            half = size // 2
            stack.append((2 * node, first, half))
            stack.append((2 * node + 1, first + half, half))
