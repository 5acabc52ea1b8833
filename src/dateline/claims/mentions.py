"""The mentions of an article, asked by place."""

from collections.abc import Iterable

from dateline.language.spans import SpanIndex
from dateline.model import Mention, Span


class Mentions:
    """Mentions in the order in which they came."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._all = tuple(mentions)
        self._index = SpanIndex([Span(each.start, each.end)] for each in self._all)
        self._ending: dict[int, list[Mention]] = {}
        for each in self._all:
            self._ending.setdefault(each.end, []).append(each)

    def holding(self, span: Span) -> list[Mention]:
        """Mentions that hold a span."""
        return [self._all[number] for number in self._index.holding(span)]

    def at(self, offset: int) -> list[Mention]:
        """Mentions that hold a code point."""
        return self.holding(Span(offset, offset + 1))

    def ending(self, offset: int) -> list[Mention]:
        """Mentions that end right before a code point."""
        return self._ending.get(offset, [])
