"""Many words looked for in one line: whether any stands in it, or which kinds of words do; and in many lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

import msgspec

from dateline.article.native import native
from dateline.article.tree.markup import RawBlock
from dateline.language.expressions import Late

# Kinds of i that expressions which ignore case take for the plain one.
_OTHER_I = frozenset("\u0130\u0131")
# All letters that they take for letters of ASCII: besides, the long s and the sign of Kelvin.
_LIKE_ASCII = _OTHER_I | frozenset("\u017f\u212a")
_ESCAPED = re.compile(r"\\.")
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
# The other kinds in folded case, one of which stands in each text that has any.
FOLDED_I = ("i\u0307", "\u0131")


class Caseless(msgspec.Struct, frozen=True):
    """An expression that ignores case. small: the same for small letters of ASCII, which takes half as long."""

    expression: Late
    small: Late | None

    def finds(self, text: str) -> bool:
        """Whether it finds anything in a text."""
        if self.small is not None and text.isascii():
            return self.small.search(text.lower()) is not None
        return self.expression.search(text) is not None


def caseless(pattern: str) -> Caseless:
    """An expression, whatever the case of what it finds; compiled when it is first needed.

    >>> caseless("low (?:tide|water)").finds("Low Water at noon"), caseless("low tide").finds("The tide")
    (True, False)
    """
    is_small = _ESCAPED.sub("", pattern).islower() and _LIKE_ASCII.isdisjoint(pattern)
    return Caseless(Late(pattern, re.IGNORECASE), Late(pattern) if is_small else None)


def holder_of(words: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether a text holds one of these words or pieces of words, which are in folded case.

    >>> holder_of(["quay", "pier"])("QUAYSIDE"), holder_of(["quay"])("The ferry")
    (True, False)
    """
    built = native()
    if built is not None and all(words):
        holds: Callable[[str], bool] = built.Finder(dict.fromkeys(words, 1)).holds
        return holds
    return hold_plainly(words)


def hold_plainly(words: Sequence[str]) -> Callable[[str], bool]:
    """The same in plain Python."""

    def holds(text: str) -> bool:
        folded = text.casefold()
        for word in words:  # noqa: SIM110 - a generator would take half as long again, for every line of a page
            if word in folded:
                return True
        return False

    return holds


def may_match_of(words: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether an expression may match a text that holds one of these words, whatever their case.

    An expression takes all kinds of i for one another, which folding keeps apart: a text with other such letters than
    those of ASCII may, too.

    >>> may_match_of(["pilot"])("Harbour P\u0130LOT"), may_match_of(["pilot"])("The ferry")
    (True, False)
    >>> may_match_of(["yay\u0131n"])("YAYIN")
    True
    """
    return holder_of([*words, *(word.replace("\u0131", "i") for word in words if "\u0131" in word), *FOLDED_I])


def placer_of(words: Sequence[str]) -> Callable[[list[RawBlock], int, int, int], list[int]]:
    """What tells the places of blocks whose texts hold one of these words, which are in folded case.

    It is given the blocks, how many characters a text has at most, the first place and the one behind the last.
    """
    built = native()
    if built is not None and all(words):
        places: Callable[[list[RawBlock], int, int, int], list[int]] = built.Finder(dict.fromkeys(words, 1)).places
        return places
    return place_plainly(words)


def place_plainly(words: Sequence[str]) -> Callable[[list[RawBlock], int, int, int], list[int]]:
    """The same in plain Python."""
    holds = hold_plainly(words)

    def places(blocks: list[RawBlock], longest: int, first: int, end: int) -> list[int]:
        return [
            index
            for index, block in enumerate(blocks[max(first, 0) : max(end, 0)], max(first, 0))
            if len(block.text) <= longest and holds(block.text)
        ]

    return places


def opener_of(words: Set[str], within: int) -> Callable[[list[RawBlock], int, int], list[int]]:
    """What tells the places of blocks that may begin with one of these words, in small letters of ASCII and digits.

    These are the blocks whose first such word, of those that begin within so many characters and are cut there, is one
    of them, and all that have other signs than those of ASCII there. It is given the blocks, the first place and the
    one behind the last.
    """
    built = native()
    if built is None:
        return open_plainly(words, within)
    known, places = built.Words(words), built.places_begun

    def opened(blocks: list[RawBlock], first: int, end: int) -> list[int]:
        found: list[int] = places(blocks, known, within, first, end)
        return found

    return opened


def open_plainly(words: Set[str], within: int) -> Callable[[list[RawBlock], int, int], list[int]]:
    """The same in plain Python."""

    def may_open(text: str) -> bool:
        opening = text[:within]
        return not opening.isascii() or (
            (first := _FIRST_WORD.search(opening)) is not None and first[0].lower() in words
        )

    def opened(blocks: list[RawBlock], first: int, end: int) -> list[int]:
        first = max(first, 0)
        return [index for index, block in enumerate(blocks[first : max(end, 0)], first) if may_open(block.text)]

    return opened


def finder_of(kinds: Sequence[Sequence[str]]) -> Callable[[str], Iterable[int]]:
    """What tells the numbers of the kinds of which a text holds a word, in order. Words are in folded case.

    >>> list(finder_of([["quay", "pier"], ["ferry"], ["pier"]])("The PIER"))
    [0, 2]
    """
    built = native()
    if built is None or len(kinds) > 64 or not all(map(all, kinds)):
        return find_plainly(kinds)
    bits: dict[str, int] = {}
    for number, words in enumerate(kinds):
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << number
    find = built.Finder(bits).find
    numbers = range(len(kinds))

    def found(text: str) -> list[int]:
        told = find(text)
        return [number for number in numbers if told >> number & 1] if told else []

    return found


def find_plainly(kinds: Sequence[Sequence[str]]) -> Callable[[str], Iterator[int]]:
    """The same in plain Python."""

    def found(text: str) -> Iterator[int]:
        folded = text.casefold()
        for number, words in enumerate(kinds):
            for word in words:
                if word in folded:
                    yield number
                    break

    return found
