"""What an element's class, id and role words say it is: a bit a kind, from a table of words."""

import functools
import re
from typing import Any

import msgspec

from dateline.article.native import native
from dateline.article.tree.markup import TAG_KINDS
from dateline.language import Language, shared_data

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# So many characters of an element's words are looked at, of which a page may have a million.
LONGEST = 300
_MOST_WORDS = 12
_MOST_SEEN = 65_536


class Marks(msgspec.Struct, frozen=True):
    """The table: kinds in file order (a kind's bit is 1 << its place), whole words, and beginnings of words.

    starts: beginnings by their first letters, as many as the shortest has. openings: what longer entries begin with.
    seen: what words were found to say; pages repeat their few class words without end. marker: the same table in C,
    for texts of ASCII; None where it is not to be had.
    """

    kinds: tuple[str, ...]
    whole: dict[str, int]
    starts: dict[str, tuple[tuple[str, int], ...]]
    shortest_start: int
    openings: frozenset[str]
    seen: dict[str, int]
    marker: Any

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
        if len(self.seen) >= _MOST_SEEN:  # as many as a run over many sites meets
            self.seen.clear()
        self.seen[words] = found
        return found


def load_marks() -> Marks:
    """The shared table of markup words, compiled once per process."""
    return shared_data().resource("article-marks", _build)


@functools.cache
def mark_bit(kind: str) -> int:
    """The mask of one kind of the shared table."""
    return load_marks().bit(kind)


@functools.cache
def tag_bit(kind: str) -> int:
    """The mask of one of the kinds that an element's tag says it is (`markup.TAG_KINDS`)."""
    return 1 << (len(load_marks().kinds) + TAG_KINDS.index(kind))


@functools.lru_cache(maxsize=65_536)
def marks_of(words: str) -> int:
    """The mask of all kinds that the words of class, id and role attributes speak for.

    Words are kept, and cut to LONGEST by whoever asks, so that long ones are not.

    >>> marks = load_marks()
    >>> marks_of("most-read box--dark") & marks.bit("ranking") != 0
    True
    """
    marker = load_marks().marker
    if marker is None or not words.isascii():
        return mark_plainly(words)
    mask: int = marker.mark(words)
    return mask


def mark_plainly(words: str) -> int:
    """The same in plain Python."""
    marks = load_marks()
    seen, run, openings = marks.seen, marks.run, marks.openings
    found = 0
    # The last word, and the last two written as one, where something in the table begins with them.
    one = two = ""
    for token in "-".join(_WORD.findall(words[:LONGEST])[:_MOST_WORDS]).lower().split("-"):
        mask = seen.get(token)
        found |= run(token) if mask is None else mask
        if two:
            triple = two + token
            mask = seen.get(triple)
            found |= run(triple) if mask is None else mask
        two = ""
        if one:
            pair = one + token
            mask = seen.get(pair)
            found |= run(pair) if mask is None else mask
            if pair in openings:
                two = pair
        one = token if token in openings else ""
    return found


def _build(language: Language) -> Marks:
    table = language.table("article/marks.toml")["kinds"]
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
    openings = frozenset(word[:size] for word in (*whole, *starts) for size in range(1, len(word)))
    held = {key: tuple(each) for key, each in by_letters.items()}
    built = native()
    marker = None if built is None else built.Marker(whole, starts, LONGEST, _MOST_WORDS)
    return Marks(tuple(table), whole, held, shortest, openings, {}, marker)
