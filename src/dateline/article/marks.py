"""What an element's class, id and role words say it is: a bit a kind, from a table of words."""

import functools
import itertools
import re
import tomllib

import msgspec

from dateline.language import Language, shared_data

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 300
_MOST_WORDS = 12


class Marks(msgspec.Struct, frozen=True):
    """The table: kinds in file order (a kind's bit is 1 << its place), whole words, and beginnings of words."""

    kinds: tuple[str, ...]
    whole: dict[str, int]
    starts: dict[str, int]
    shortest_start: int

    def bit(self, *kinds: str) -> int:
        """The mask of these kinds."""
        mask = 0
        for kind in kinds:
            mask |= 1 << self.kinds.index(kind)
        return mask


def load_marks() -> Marks:
    """The shared table of markup words, compiled once per process."""
    return shared_data().resource("article-marks", _build)


@functools.lru_cache(maxsize=65_536)
def marks_of(words: str) -> int:
    """The mask of all kinds that the words of class, id and role attributes speak for.

    >>> marks = load_marks()
    >>> marks_of("most-read box--dark") & marks.bit("ranking") != 0
    True
    """
    marks = load_marks()
    found = 0
    tokens = [token.lower() for token in _WORD.findall(words[:_LONGEST])[:_MOST_WORDS]]
    grams = tokens + [a + b for a, b in itertools.pairwise(tokens)]
    grams += [a + b + c for a, b, c in zip(tokens, tokens[1:], tokens[2:])]
    for gram in grams:
        hit = marks.whole.get(gram)
        if hit:
            found |= hit
        for length in range(marks.shortest_start, len(gram) + 1):
            hit = marks.starts.get(gram[:length])
            if hit:
                found |= hit
    return found


def _build(language: Language) -> Marks:
    table = tomllib.loads((language.read("article/marks.toml") or b"").decode())["kinds"]
    whole: dict[str, int] = {}
    starts: dict[str, int] = {}
    for place, words in enumerate(table.values()):
        for word in words:
            into, key = (starts, word[:-1]) if word.endswith("*") else (whole, word)
            into[key] = into.get(key, 0) | 1 << place
    return Marks(tuple(table), whole, starts, min(map(len, starts)))
