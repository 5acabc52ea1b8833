"""What a job needs of an engine: two methods, nothing that is particular to one."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol, TypeVar, runtime_checkable

import msgspec

from dateline.model import Problem

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Lost(msgspec.Struct, frozen=True):
    """What comes in place of a result when there is none.

    problem.code: `failed` (the function raised), `timed-out` (stopped at the time limit), `worker-died`.
    """

    problem: Problem


@runtime_checkable
class Engine(Protocol):
    """Runs pure functions over items. Every engine gives the same results in the same order."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in the order of the items, lazily; a lost item does not end the run.

        function: importable by name, so that another process can load it. Items are drawn a bounded
        number ahead of the results.
        """
        ...

    def group_by_key(self, pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, tuple[V, ...]]]:
        """Values by key: keys in the order in which they first came, values in the order they came."""
        ...


def group_in_memory(pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, tuple[V, ...]]]:
    """`Engine.group_by_key` for engines that share one memory."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return ((key, tuple(values)) for key, values in groups.items())
