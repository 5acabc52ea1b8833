"""One item after the other, in this process."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from dateline.jobs.engine import Lost, group_in_memory
from dateline.model import Problem

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SerialEngine:
    """Runs everything here: nothing to start, nothing to send; but an item that hangs hangs the run."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in order, lazily."""
        for item in items:
            try:
                result: R | Lost = function(item)
            except Exception as error:
                detail = f"{type(error).__name__}: {error}"
                result = Lost(Problem(code="failed", stage="jobs", detail=detail))
            yield item, result

    def group_by_key(self, pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, tuple[V, ...]]]:
        """Values by key, keys in the order in which they first came."""
        return group_in_memory(pairs)
