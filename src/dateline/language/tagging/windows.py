"""Spans cut into words, and words into the windows that the model reads in one call each."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from dateline.language.tagging.labels import sigmoid
from dateline.language.tagging.tokenise import Tokeniser
from dateline.language.tagging.weights import Scores, Weights
from dateline.language.tagging.wordpiece import BROKEN, GLUED, SPACED, WordPieces, shape_of
from dateline.model import Span

# Pieces per window. Neighbouring spans that fit into one window share it: most paragraphs of news have
# one sentence, and what a name is often stands in the line above. A longer span is read in several windows; a sentence
# that fills a whole window is read in one of up to _MOST_PIECES, and cut there: what is longer is no sentence.
_WINDOW_PIECES = 128
_MOST_PIECES = 254

Words = list[tuple[int, int]]


class Window(msgspec.Struct, frozen=True):
    """Whole sentences of one span: words as offsets, their scores, and the number of each sentence's first word.

    among_others: whether they were read with words that are not of this window.
    """

    words: Words
    scores: Scores
    starts: list[int]
    among_others: bool = False


class _Cut(msgspec.Struct, frozen=True):
    """Words of one span with their pieces and shapes."""

    words: Words
    pieces: list[tuple[int, ...]]
    shapes: list[int]

    @property
    def size(self) -> int:
        """Pieces, with the mark that ends the span."""
        return sum(map(len, self.pieces)) + 1

    def part(self, start: int, end: int) -> "_Cut":
        return _Cut(self.words[start:end], self.pieces[start:end], self.shapes[start:end])


class WindowReader:
    """Reads spans window by window.

    start_column: where `Scores.tags` tells of a sentence's first word; start_threshold: how likely it has to be.
    """

    def __init__(
        self, tokeniser: Tokeniser, cutter: WordPieces, weights: Weights, start_column: int, start_threshold: float
    ) -> None:
        self._tokeniser = tokeniser
        self._cutter = cutter
        self._weights = weights
        self._start_column = start_column
        self._start_threshold = start_threshold

    def read(self, text: str, spans: Sequence[Span]) -> Iterator[list[Window]]:
        """The windows of each span, in order; none of a span without words."""
        for cuts in _together([self._cut(text, span) for span in spans]):
            if len(cuts) == 1:
                yield list(self._of_one(text, cuts[0]))
            else:
                yield from self._shared(cuts)

    def read_alone(self, text: str, words: Words) -> Scores:
        """Scores of the words of one sentence, read without its neighbours."""
        return self._run([self._pieces(text, words)])

    def _cut(self, text: str, span: Span) -> _Cut:
        return self._pieces(text, self._tokeniser.cut(text, span.start, span.end))

    def _pieces(self, text: str, words: Words) -> _Cut:
        pieces = [self._cutter.pieces(text[a:b]) for a, b in words]
        shapes = [shape_of(text[a:b], _space_before(text, words, i)) for i, (a, b) in enumerate(words)]
        return _Cut(words, pieces, shapes)

    def _shared(self, cuts: Sequence[_Cut]) -> Iterator[list[Window]]:
        """Spans read in one window, which is then cut where they end."""
        scores = self._run(cuts)
        at = 0
        for cut in cuts:
            own = scores.of(at, at + len(cut.words))
            at += len(cut.words)
            yield [Window(cut.words, own, self._starts(own), among_others=True)] if cut.words else []

    def _of_one(self, text: str, cut: _Cut) -> Iterator[Window]:
        """The windows of a span that shares none."""
        words, pieces = cut.words, cut.pieces
        at = 0
        limit = _WINDOW_PIECES
        while at < len(words):
            end, held = at, 0
            while end < len(words) and (held + len(pieces[end]) <= limit or end == at):
                held += len(pieces[end])
                end += 1
            if end < len(words):
                end = _likely_end(text, words, at, end)
            scores = self._run([cut.part(at, end)])
            starts = self._starts(scores)
            seen = end
            if end < len(words) and not _may_end(text, words, end):
                if len(starts) > 1:
                    end = at + starts.pop()
                elif limit < _MOST_PIECES:
                    limit = _MOST_PIECES
                    continue
            yield Window(words[at:end], scores, starts, among_others=end < seen)
            at = end
            limit = _WINDOW_PIECES

    def _run(self, cuts: Sequence[_Cut]) -> Scores:
        """One call: the root, then the words of each span and a mark behind them."""
        flat, flat_shapes, first, last = [self._cutter.start], [0], [0], [0]
        for cut in cuts:
            for word, shape in zip(cut.pieces, cut.shapes):
                first.append(len(flat))
                flat.extend(word)
                flat_shapes.extend([shape] * len(word))
                last.append(len(flat) - 1)
            flat.append(self._cutter.end)
            flat_shapes.append(0)
        return self._weights.run(flat, flat_shapes, first, last)

    def _starts(self, scores: Scores) -> list[int]:
        probability = sigmoid(scores.tags[1:, self._start_column])
        starts: list[int] = np.flatnonzero(probability >= self._start_threshold).tolist()
        return starts if starts and starts[0] == 0 else [0, *starts]


def _together(cuts: Sequence[_Cut]) -> Iterator[list[_Cut]]:
    """Neighbouring spans that fit into one window, in order."""
    held: list[_Cut] = []
    size = 0
    for cut in cuts:
        if held and size + cut.size > _WINDOW_PIECES:
            yield held
            held, size = [], 0
        held.append(cut)
        size += cut.size
    if held:
        yield held


def _space_before(text: str, words: Words, i: int) -> int:
    if i == 0:
        return SPACED
    gap = text[words[i - 1][1] : words[i][0]]
    if not gap:
        return GLUED
    return BROKEN if "\n" in gap else SPACED


def _may_end(text: str, words: Words, end: int) -> bool:
    """Whether a sentence likely ends before word `end`: a full stop, a space, then a capital or an opening mark."""
    if words[end][0] == words[end - 1][1]:
        return False
    mark = text[words[end - 1][0] : words[end - 1][1]]
    following = text[words[end][0]]
    return (
        mark[-1] in ".!?。！？"
        and len(mark) < 4
        and not mark[0].isalnum()
        and (following.isupper() or following in "\"“‘'(")
    )


def _likely_end(text: str, words: Words, at: int, end: int) -> int:
    """The last likely sentence end in the window's second half, else the window's own end."""
    for candidate in range(end, at + (end - at) // 2, -1):
        if candidate < len(words) and _may_end(text, words, candidate):
            return candidate
    return end
