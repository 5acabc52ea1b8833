"""Words of a table as a part of a pattern."""

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

# Fewer words than this are tried one by one.
_FEW = 4


class Late:
    """An expression that is compiled when something is first asked of it, as most runs never ask of many.

    It has the methods of an expression, as fast as its own.

    >>> water = Late("(?:high|low) water", re.IGNORECASE)
    >>> water.search("Low Water at noon").group()
    'Low Water'
    """

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[Any]]

    def __init__(self, pattern: str | Callable[[], str], flags: int = 0) -> None:
        """pattern: may be given by what makes it, then."""
        self._pattern = pattern
        self._flags = flags

    @functools.cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self._pattern if isinstance(self._pattern, str) else self._pattern(), self._flags)

    def __getattr__(self, name: str) -> Any:
        """A method that was not asked for before; it is kept."""
        if name.startswith("_"):
            raise AttributeError(name)
        method = getattr(self.compiled, name)
        setattr(self, name, method)
        return method


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
