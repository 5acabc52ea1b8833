"""A tagger of rules alone, for languages without weights: words and sentences, nothing that it cannot know."""

import re
from collections.abc import Sequence
from pathlib import Path

from dateline.language.tagging.tokenise import Tokeniser, read_token_rules
from dateline.model import Analysis, Sentence, Span, Token

_ENDS = re.compile(r"[.!?…]+|[。！？।۔؟։]")
_CLOSES = frozenset("\"'”’»)]}」』")
_FULL_WIDTH = frozenset("。！？।۔؟։")
_MOST_WORDS = 400


class PlainTagger:
    """Words by rule; sentences end at a mark that ends sentences and is followed by no lower-case letter.

    Every part of speech is "X"; there are no trees, no entities, no event words.
    """

    name = "dateline-plain"
    version = "1"

    def __init__(self, folder: Path) -> None:
        self._tokeniser = Tokeniser(read_token_rules(folder / "tokens.toml"))

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Words and sentences of each span."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for span in spans:
            words = self._tokeniser.cut(text, span.start, span.end)
            base = len(tokens)
            tokens.extend(Token(a, b, "X", text[a:b].lower(), -1, "") for a, b in words)
            for first, last in _sentences(text, words):
                sentences.append(Sentence(words[first][0], words[last - 1][1], base + first, base + last))
        return Analysis(tuple(tokens), tuple(sentences), tagger=f"{self.name}@{self.version}")


def _sentences(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of words, half-open."""
    out: list[tuple[int, int]] = []
    first = 0
    i = 0
    while i < len(words):
        a, b = words[i]
        i += 1
        if not _ENDS.fullmatch(text[a:b]):
            if i - first < _MOST_WORDS:
                continue
        else:
            while i < len(words) and text[words[i][0] : words[i][1]] in _CLOSES and words[i][0] == words[i - 1][1]:
                i += 1
            follows = text[words[i][0]] if i < len(words) else ""
            glued = i < len(words) and words[i][0] == words[i - 1][1]
            if follows.islower() or (glued and text[a:b] not in _FULL_WIDTH):
                continue
        out.append((first, i))
        first = i
    if first < len(words):
        out.append((first, len(words)))
    return out
