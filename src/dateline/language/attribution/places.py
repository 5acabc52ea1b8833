"""Attributions and quotations of a text by where they stand."""

import bisect
import itertools
from collections.abc import Iterator, Sequence

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.quotes import Quotes
from dateline.language.spans import SpanIndex
from dateline.language.trees import Trees
from dateline.model import Span

# So far behind a quotation the speaker of it may begin: `"It did not," Orlo replied`.
_RIGHT_BEHIND = 2


class Places:
    """Attributions and quotations of a text by where they stand, so that each is asked only of what is near it."""

    def __init__(
        self,
        text: str,
        trees: Trees,
        attributions: Sequence[Attribution],
        quotes: Quotes,
        paragraphs: Sequence[Span],
        lexicon: Lexicon,
    ) -> None:
        self.text, self.trees, self.quotes, self.paragraphs, self.lexicon = text, trees, quotes, paragraphs, lexicon
        self.attributions = attributions
        self._contents = SpanIndex(each.content for each in attributions)
        self._cues = sorted((each.cue_span.start, number) for number, each in enumerate(attributions))
        self._bare = sorted((opening(each), n) for n, each in enumerate(attributions) if each.frame == "bare")
        self._touching: dict[int, tuple[int, ...]] = {}

    def overlapping(self, number: int) -> list[int]:
        """Quotations that hold or share an attribution's content's words, but not the cue itself."""
        attribution = self.attributions[number]
        own = self.quotes.touching(attribution.cue_span)
        return [each for each in self.quotes.touching(*attribution.content) if each not in own]

    def cues_within(self, span: Span) -> Iterator[int]:
        """Attributions whose cue begins within a span, in the order of their cues."""
        for place in range(bisect.bisect_left(self._cues, (span.start, -1)), len(self._cues)):
            if self._cues[place][0] >= span.end:
                return
            yield self._cues[place][1]

    def is_anothers(self, number: int, quote: int, paragraph: Span) -> bool:
        """Whether another attribution gives a quotation: from outside of it, or standing right behind it."""
        if quote not in self._touching:
            outside = (
                each
                for each in self._contents.touching(*self.quotes[quote].spans)
                if quote not in self.quotes.touching(self.attributions[each].cue_span)
            )
            self._touching[quote] = tuple(itertools.islice(outside, 2))  # one of two is another
        if any(each != number for each in self._touching[quote]):
            return True
        end = self.quotes[quote].end
        for place in range(bisect.bisect_left(self._bare, (end, -1)), len(self._bare)):
            start, other = self._bare[place]
            if start > end + _RIGHT_BEHIND or start >= paragraph.end:
                return False
            if other != number:
                return True
        return False


def opening(attribution: Attribution) -> int:
    """Where a cue's clause begins: with its source, or with the cue."""
    start = attribution.cue_span.start
    return start if attribution.source_span is None else min(start, attribution.source_span.start)


def paragraph_of(offset: int, paragraphs: Sequence[Span]) -> Span | None:
    """The paragraph that holds a code point, None between paragraphs."""
    place = bisect.bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1
    return paragraphs[place] if place >= 0 and offset < paragraphs[place].end else None
