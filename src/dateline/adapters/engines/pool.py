"""Several processes on one machine. An item that hangs is stopped, a process that dies is replaced."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, TypeVar

from dateline.jobs.engine import Lost, group_in_memory
from dateline.model import DatelineError, Problem

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_AHEAD = 8  # items a worker may be ahead of the oldest unfinished one, so that a slow page stalls nobody soon
_START_S = 120.0  # to start and load, on a machine that has much else to do; only then an item's own time runs
_STILLBORN = 3  # workers that may die before their first item before the engine gives up


class PoolEngine:
    """Runs items in `workers` processes; results come in the order of the items, whoever was quicker.

    limit_s: seconds one item may take; then its process is killed and the item is lost as `timed-out`.
    """

    def __init__(self, workers: int, *, limit_s: float = 60.0) -> None:
        if workers < 1:
            raise DatelineError(f"a pool of {workers} workers", remedy="give at least 1")
        if not limit_s > 0:
            raise DatelineError(f"a time limit of {limit_s} seconds", remedy="give more than 0")
        self.workers = workers
        self.limit_s = limit_s
        # Spawned, not forked: a fork copies locks and threads of the parent as they stand.
        self._context = multiprocessing.get_context("spawn")

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Each item with its result, in order, lazily."""
        run = _Run(self._context, pickle.dumps(function), self.workers, self.limit_s)
        source = enumerate(items)
        waiting: dict[int, T] = {}
        oldest = 0
        more = True
        try:
            while more or waiting:
                while more and run.has_room() and len(waiting) < _AHEAD * self.workers:
                    drawn = next(source, None)
                    if drawn is None:
                        more = False
                        break
                    index, item = drawn
                    waiting[index] = item
                    run.give(index, item)
                if waiting and oldest not in run.done:
                    run.wait()
                while oldest in run.done:
                    yield waiting.pop(oldest), run.done.pop(oldest)
                    oldest += 1
        finally:
            run.stop()

    def group_by_key(self, pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, tuple[V, ...]]]:
        """Values by key, keys in the order in which they first came."""
        return group_in_memory(pairs)


class _Worker:
    """One process, its pipe, and the item it has in hand."""

    def __init__(self, context: SpawnContext, function: bytes) -> None:
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, function), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.index: int | None = None
        self.deadline = float("inf")

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Run:
    """The workers of one map, and what they have done."""

    def __init__(self, context: SpawnContext, function: bytes, workers: int, limit_s: float) -> None:
        self.done: dict[int, Any] = {}
        self._context = context
        self._function = function
        self._most = workers
        self._limit_s = limit_s
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def has_room(self) -> bool:
        return len(self._workers) < self._most or any(worker.index is None for worker in self._workers)

    def give(self, index: int, item: object) -> None:
        worker = next((each for each in self._workers if each.index is None), None)
        if worker is None:
            worker = _Worker(self._context, self._function)
            self._workers.append(worker)
        worker.index = index
        worker.deadline = time.monotonic() + (self._limit_s if worker.ready else _START_S)
        try:
            worker.pipe.send(item)
        except (BrokenPipeError, ConnectionResetError, OSError):
            self._bury(worker)

    def wait(self) -> None:
        """Until at least one worker has something to tell, or one is out of time."""
        busy = [worker for worker in self._workers if worker.index is not None]
        nearest = min((worker.deadline for worker in busy), default=float("inf"))
        ready = wait([worker.pipe for worker in busy], timeout=max(0.0, min(nearest - time.monotonic(), 3600.0)))
        now = time.monotonic()
        for worker in busy:
            if worker.pipe in ready:
                self._hear(worker)
            elif worker.deadline <= now:
                limit = self._limit_s if worker.ready else _START_S
                self._lose(worker, "timed-out", f"stopped after {limit:g} seconds")

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if kind == "ready":
            worker.ready = True
            worker.deadline = time.monotonic() + self._limit_s
            return
        if worker.index is None:
            return
        if kind == "failed":
            value = Lost(Problem(code="failed", stage="jobs", detail=value))
        self.done[worker.index] = value
        worker.index = None
        worker.deadline = float("inf")

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise DatelineError(
                    f"worker processes end as soon as they start (exit code {code})",
                    remedy="run with --workers 0 to see why",
                )
        self._lose(worker, "worker-died", f"the process reading it ended with exit code {code}")

    def _lose(self, worker: _Worker, code: str, detail: str) -> None:
        if worker.index is not None:
            self.done[worker.index] = Lost(Problem(code=code, stage="jobs", detail=detail))
        self._workers.remove(worker)
        worker.kill()

    def stop(self) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()


def _serve(pipe: Connection, function: bytes) -> None:
    """A worker's life: items in, results out, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and ends us
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as many threads as processes, not their product
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        call = pickle.loads(function)
        pipe.send(("ready", None))
        while True:
            item = pipe.recv()
            try:
                answer = ("done", call(item))
            except Exception as error:
                answer = ("failed", f"{type(error).__name__}: {error}")
            pipe.send(answer)
