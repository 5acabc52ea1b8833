"""The words of a text as the steps of this stage look at them: strings, lower case, sentence by sentence."""

import bisect
import functools
import re

from dateline.language.attribution import Quote, find_quotes
from dateline.model import Analysis, Sentence, Span, Token

_WORD = re.compile(r"\w")


class Words:
    """The tokens of an analysis beside their strings; every list has one item per token."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.article_text = text
        self.tokens: tuple[Token, ...] = analysis.tokens
        self.text = [text[token.start : token.end] for token in analysis.tokens]
        self.lower = [word.lower() for word in self.text]
        self.sentences: tuple[Sentence, ...] = analysis.sentences
        self.sentence_of = [0] * len(self.tokens)
        for number, sentence in enumerate(analysis.sentences):
            for index in range(sentence.first, min(sentence.last, len(self.tokens))):
                self.sentence_of[index] = number
        self._starts = [token.start for token in self.tokens]
        self.has_trees = analysis.has_trees

    @functools.cached_property
    def quoted(self) -> list[bool]:
        """For each token, whether it stands inside quotation marks; a mark left open ends with its paragraph."""
        return [number is not None for number in self._quote_numbers]

    @functools.cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The outermost quotations, in order."""
        lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", self.article_text)]
        return tuple(quote for quote in find_quotes(self.article_text, lines) if quote.depth == 0)

    @functools.cached_property
    def _quote_numbers(self) -> list[int | None]:
        numbers: list[int | None] = [None] * len(self.tokens)
        for number, quote in enumerate(self.quotes):
            for span in quote.spans:
                for index in self.within(span.start, span.end):
                    numbers[index] = number
        return numbers

    def quote_of(self, index: int) -> int | None:
        """The number in `quotes` of the quotation that a token stands in; None outside."""
        return self._quote_numbers[index]

    @functools.cached_property
    def plain_sentences(self) -> list[int]:
        """For each token, the number of its sentence where those all in quotation marks are not counted."""
        plain = [False] * (len(self.sentences) + 1)
        for index, word in enumerate(self.text):
            if not self.quoted[index] and _WORD.search(word):
                plain[self.sentence_of[index]] = True
        numbers = [0]
        for each in plain[1:]:
            numbers.append(numbers[-1] + each)
        return [numbers[number] for number in self.sentence_of]

    def __len__(self) -> int:
        return len(self.tokens)

    def within(self, start: int, end: int) -> range:
        """The tokens that overlap code points start..end."""
        low = bisect.bisect_right(self._starts, start) - 1
        if low < 0 or self.tokens[low].end <= start:
            low += 1
        return range(low, max(low, bisect.bisect_left(self._starts, end)))

    def first(self, index: int) -> int:
        """The first token of the sentence a token stands in."""
        return self.sentences[self.sentence_of[index]].first if self.sentences else 0

    def last(self, index: int) -> int:
        """The end (exclusive) of the sentence a token stands in."""
        last = self.sentences[self.sentence_of[index]].last if self.sentences else len(self.tokens)
        return min(last, len(self.tokens))

    def opens_sentence(self, index: int) -> bool:
        """Whether a token is its sentence's first word; quotation marks before it do not count."""
        return not any(_WORD.search(word) for word in self.text[self.first(index) : index])

    def joined(self, left: int, right: int) -> bool:
        """Whether only blanks, and no line break, stand between two neighbouring tokens."""
        between = self.article_text[self.tokens[left].end : self.tokens[right].start]
        return not between.strip() and "\n" not in between
