"""A tagger of rules alone, for languages without weights: words and sentences, nothing that it cannot know."""

from collections.abc import Sequence
from pathlib import Path

from dateline.language.tagging.sentences import SentenceCutter
from dateline.language.tagging.tokenise import read_token_rules
from dateline.model import Analysis, Sentence, Span, Token


class PlainTagger:
    """Words and sentences by rule. Every part of speech is "X"; there are no trees, no entities, no event words."""

    name = "dateline-plain"
    version = "1"

    def __init__(self, folder: Path) -> None:
        self._cutter = SentenceCutter(read_token_rules(folder / "tokens.toml"))

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Words and sentences of each span."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for span in spans:
            words = self._cutter.words(text, span.start, span.end)
            base = len(tokens)
            tokens.extend(Token(a, b, "X", text[a:b].lower(), -1, "") for a, b in words)
            for first, last in self._cutter.ranges(text, words):
                sentences.append(Sentence(words[first][0], words[last - 1][1], base + first, base + last))
        return Analysis(tuple(tokens), tuple(sentences), tagger=f"{self.name}@{self.version}")
