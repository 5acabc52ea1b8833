"""Word pieces of words, as BERT's uncased vocabularies cut them, plus the case and spacing those lose.

Method: greedy longest match first over a vocabulary (Schuster and Nakajima 2012; Devlin et al. 2019), written here
because the usual package pulls in a network client. The vocabulary knows no case, so each word also carries a
"shape": how it was cased, and what stood before it. The model adds an embedding of it to every piece.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN = "[UNK]"
START = "[CLS]"
END = "[SEP]"

# A word longer than this, or one that falls into more pieces than this, says no more by its tail: URLs and noise.
MAX_CHARACTERS = 64
MAX_PIECES = 8

# Shapes: 8 casings by 3 kinds of space before the word. 0 is kept for the marks around a window.
CASINGS = 8
SPACES = 3
SHAPES = 1 + CASINGS * SPACES

GLUED, SPACED, BROKEN = 0, 1, 2


@lru_cache(maxsize=1 << 16)
def casing_of(word: str) -> int:
    """How a word is cased, 0..7: none, lower, Title, UPPER, single capital, mIxed, digits, digits with letters."""
    if word.islower():
        return 1 if word.isalpha() or not any(c.isdigit() for c in word) else 7
    letters = any(c.isalpha() for c in word)
    digits = any(c.isdigit() for c in word)
    if digits:
        return 7 if letters else 6
    if not letters:
        return 0
    if len(word) == 1:
        return 4 if word.isupper() else 0
    if word.isupper():
        return 3
    if word[0].isupper() and word[1:] == word[1:].lower():
        return 2
    return 5


def shape_of(word: str, space_before: int) -> int:
    """The shape's number: casing and the space before (GLUED, SPACED or BROKEN, a line break), 1..24."""
    return 1 + casing_of(word) + CASINGS * space_before


class WordPieces:
    """Cuts words into numbered pieces. Holds a bounded cache; the same word always gives the same pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        for needed in (UNKNOWN, START, END):
            if needed not in self._numbers:
                raise ValueError(f"the vocabulary lacks {needed}")
        self.start = self._numbers[START]
        self.end = self._numbers[END]
        self._unknown = self._numbers[UNKNOWN]
        self.pieces = lru_cache(maxsize=1 << 16)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Piece numbers of one word: at least one, at most MAX_PIECES."""
        numbers: list[int] = []
        for chunk in _chunks(_plain(word[:MAX_CHARACTERS])):
            numbers.extend(self._cut(chunk))
            if len(numbers) >= MAX_PIECES:
                break
        return tuple(numbers[:MAX_PIECES]) or (self._unknown,)

    def _cut(self, chunk: str) -> list[int]:
        known = self._numbers
        numbers: list[int] = []
        start = 0
        while start < len(chunk):
            end = len(chunk)
            prefix = "##" if start else ""
            while end > start and (prefix + chunk[start:end]) not in known:
                end -= 1
            if end == start:
                return [self._unknown]
            numbers.append(known[prefix + chunk[start:end]])
            start = end
        return numbers


def _plain(word: str) -> str:
    """Lower case, without accents and control characters."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cc", "Cf", "Co", "Cs"})


def _chunks(word: str) -> list[str]:
    """A word's runs of letters and digits; each punctuation mark and each ideograph by itself."""
    if word.isalnum() and word.isascii():
        return [word]
    chunks: list[str] = []
    run = ""
    for character in word:
        if _stands_alone(character):
            if run:
                chunks.append(run)
                run = ""
            chunks.append(character)
        elif character.isspace():
            if run:
                chunks.append(run)
                run = ""
        else:
            run += character
    if run:
        chunks.append(run)
    return chunks


def _stands_alone(character: str) -> bool:
    code = ord(character)
    if code < 128:
        return not character.isalnum() and not character.isspace()
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F:
        return True
    return unicodedata.category(character).startswith("P")
