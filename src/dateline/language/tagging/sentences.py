"""Where a sentence begins and ends, by rule alone.

A sentence ends at a mark that ends sentences and is followed by no small letter. The full stop of an abbreviation or of
initials ("Nov.", "U.S.", "K.") is part of a word, and ends a sentence only before one that opens sentences: "left the
U.S. The envoy".
"""

import re
from collections.abc import Sequence

from dateline.language import Language
from dateline.language.tagging.tokenise import Tokeniser, TokenRules, read_token_rules
from dateline.model import Span

_ENDS = re.compile(r"[.!?…]+|[。！？।۔؟։]")
_CLOSES = frozenset("\"'”’»)]}」』")
_FULL_WIDTH = frozenset("。！？।۔؟։")
_MOST_WORDS = 400


class SentenceCutter:
    """Cuts a language's words into sentences; the same text gives the same cuts.

    >>> text = "Gen. Marn left on Nov. 5. Nobody followed."
    >>> cutter = SentenceCutter(TokenRules(abbreviations=("gen", "nov")))
    >>> [span.of(text) for span in cutter.cut(text)]
    ['Gen. Marn left on Nov. 5.', 'Nobody followed.']
    """

    def __init__(self, rules: TokenRules) -> None:
        self._tokeniser = Tokeniser(rules)
        self._openers = frozenset(rules.openers)
        self._titles = frozenset(rules.titles)

    def words(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Offsets of the words of text[start:end], in order."""
        return self._tokeniser.cut(text, start, end)

    def cut(self, text: str) -> list[Span]:
        """The sentences of a text, in order, without what stands between them."""
        words = self.words(text, 0, len(text))
        return [Span(words[first][0], words[last - 1][1]) for first, last in self.ranges(text, words)]

    def ranges(self, text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences as ranges of words, half-open."""
        out: list[tuple[int, int]] = []
        first = 0
        i = 0
        while i < len(words):
            word = text[words[i][0] : words[i][1]]
            i += 1
            if _ENDS.fullmatch(word):
                while i < len(words) and text[words[i][0] : words[i][1]] in _CLOSES and words[i][0] == words[i - 1][1]:
                    i += 1
                follows = text[words[i][0]] if i < len(words) else ""
                glued = i < len(words) and words[i][0] == words[i - 1][1]
                if follows.islower() or (glued and word not in _FULL_WIDTH):
                    continue
            elif not (self._is_last_word(text, word, words, i) or i - first >= _MOST_WORDS):
                continue
            out.append((first, i))
            first = i
        if first < len(words):
            out.append((first, len(words)))
        return out

    def _is_last_word(self, text: str, word: str, words: Sequence[tuple[int, int]], following: int) -> bool:
        """Whether a word that ends in a full stop of its own ends its sentence, too."""
        if (
            not word.endswith(".")
            or following >= len(words)
            or not self._titles.isdisjoint((word.lower(), word[:-1].lower()))
        ):
            return False  # "Dr. He Lin", "Gen. So"
        after = text[words[following][0] : words[following][1]]
        return after[:1].isupper() and after.lower() in self._openers


def sentence_around(text: str, span: Span, language: Language, *, most: int = 400) -> Span:
    """The sentence that holds a span, within its line; at most `most` code points on either side, to a blank.

    Where the span itself reaches over a sentence's end, all that it touches.

    >>> from dateline.language import load_language
    >>> text = "Rain fell. Police shot Gen. Marn in the U.S. embassy. Nobody else was hurt."
    >>> at = text.index("shot")
    >>> sentence_around(text, Span(at, at + 4), load_language("en")).of(text)
    'Police shot Gen. Marn in the U.S. embassy.'
    """
    cutter = language.resource("sentence cutter", _build)
    low = text.rfind("\n", max(0, span.start - most), span.start) + 1 or max(0, span.start - most)
    line_end = text.find("\n", span.end, span.end + most)
    high = line_end if line_end >= 0 else min(len(text), span.end + most)
    if 0 < low < span.start and not text[low - 1].isspace():
        low = text.find(" ", low, span.start) + 1 or low
    if span.end < high < len(text) and not text[high].isspace():
        blank = text.rfind(" ", span.end, high)
        high = blank if blank >= 0 else high
    words = cutter.words(text, low, high)
    touched = [
        (words[first][0], words[last - 1][1])
        for first, last in cutter.ranges(text, words)
        if words[first][0] < max(span.end, span.start + 1) and words[last - 1][1] > span.start
    ]
    if not touched:
        return span
    return Span(min(span.start, touched[0][0]), max(span.end, touched[-1][1]))


def _build(language: Language) -> SentenceCutter:
    path = language.find("tokens.toml")
    return SentenceCutter(read_token_rules(path) if path is not None else TokenRules())
