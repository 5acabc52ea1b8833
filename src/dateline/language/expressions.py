"""Words of a table as a part of a pattern."""

import re
from collections.abc import Iterable

# Fewer words than this are tried one by one.
_FEW = 4


def alternatives(words: Iterable[str]) -> str:
    """One of these words as they stand, longest first so that none hides behind its own beginning.

    Words that begin alike share their beginning, so that no more is tried of them where that does not stand.

    >>> alternatives(["by", "by and for", "by"])
    'by\\\\ and\\\\ for|by'
    >>> alternatives(["by", "bylined", "from", "text"])
    'by(?:lined)?|from|text'
    """
    return _branches(sorted(set(words), key=lambda word: (-len(word), word)))


def _branches(words: list[str]) -> str:
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word)
    # Letters that an expression may take for one another, as capitals, would be tried in another order.
    if len(words) < _FEW or "" in by_first or len(set(map(likened, by_first))) < len(by_first):
        return "|".join(map(re.escape, words))
    return "|".join([_branch(by_first[first]) for first in sorted(by_first)])


def likened(letter: str) -> str:
    """A letter as expressions that ignore case compare it, or more loosely: all kinds of i are one."""
    return letter.casefold()[:1].replace("\u0131", "i")


def _branch(words: list[str]) -> str:
    """Words with the same first letter, longest first."""
    if len(words) == 1:
        return re.escape(words[0])
    size = next(
        size for size in range(1, len(words[-1]) + 1) if len({word[: size + 1] for word in words}) > 1
    )  # of what they all begin with
    rest = [word[size:] for word in words if len(word) > size]
    return f"{re.escape(words[0][:size])}(?:{_branches(rest)}){'?' if len(rest) < len(words) else ''}"
