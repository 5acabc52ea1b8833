"""What an element's class, id and role words say it is: a bit a kind, from a table of words."""

import functools
import re
import tomllib

import msgspec

from dateline.language import Language, shared_data

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST = 300
_MOST_WORDS = 12
_MOST_SEEN = 65_536


class Marks(msgspec.Struct, frozen=True):
    """The table: kinds in file order (a kind's bit is 1 << its place), whole words, and beginnings of words.

    starts: beginnings by their first letters, as many as the shortest has. seen: what runs of words were found to
    say; pages repeat their few class words without end.
    """

    kinds: tuple[str, ...]
    whole: dict[str, int]
    starts: dict[str, tuple[tuple[str, int], ...]]
    shortest_start: int
    seen: dict[str, int]

    def bit(self, *kinds: str) -> int:
        """The mask of these kinds."""
        mask = 0
        for kind in kinds:
            mask |= 1 << self.kinds.index(kind)
        return mask

    def run(self, words: str) -> int:
        """The mask of words written as one."""
        found = self.whole.get(words, 0)
        for start, mask in self.starts.get(words[: self.shortest_start], ()):
            if words.startswith(start):
                found |= mask
        if len(self.seen) >= _MOST_SEEN:
            self.seen.clear()
        self.seen[words] = found
        return found


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
    seen, run = marks.seen, marks.run
    found = 0
    one = two = ""
    for token in _WORD.findall(words[:_LONGEST])[:_MOST_WORDS]:
        three, two, one = two, one, token.lower()
        for written in (one, two + one, three + two + one) if three else (one, two + one) if two else (one,):
            mask = seen.get(written)
            found |= run(written) if mask is None else mask
    return found


def _build(language: Language) -> Marks:
    table = tomllib.loads((language.read("article/marks.toml") or b"").decode())["kinds"]
    whole: dict[str, int] = {}
    starts: dict[str, int] = {}
    for place, words in enumerate(table.values()):
        for word in words:
            into, key = (starts, word[:-1]) if word.endswith("*") else (whole, word)
            into[key] = into.get(key, 0) | 1 << place
    shortest = min(map(len, starts))
    by_letters: dict[str, list[tuple[str, int]]] = {}
    for start, mask in starts.items():
        by_letters.setdefault(start[:shortest], []).append((start, mask))
    return Marks(tuple(table), whole, {key: tuple(held) for key, held in by_letters.items()}, shortest, {})
