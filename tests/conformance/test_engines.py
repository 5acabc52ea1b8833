"""One suite for every engine: the same results in the same order, whatever happens to single items."""

import time
from collections.abc import Iterator

import pytest
from tests.conformance import workloads

from dateline.adapters.engines import PoolEngine, SerialEngine
from dateline.jobs import Engine, Lost
from dateline.model import DatelineError

ENGINES = {
    "serial": lambda: SerialEngine(),
    "pool of one": lambda: PoolEngine(1, limit_s=20),
    "pool of three": lambda: PoolEngine(3, limit_s=20),
}


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    made: Engine = ENGINES[request.param]()
    return made


def test_it_is_an_engine(engine: Engine) -> None:
    assert isinstance(engine, Engine)


def test_results_stand_with_their_items_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(workloads.double_late, range(40))) == [(item, item * 2) for item in range(40)]


def test_no_items_give_no_results(engine: Engine) -> None:
    assert list(engine.map(workloads.double, [])) == []


def test_a_function_that_raises_loses_one_item_and_says_why(engine: Engine) -> None:
    results = dict(engine.map(workloads.fail_on_three, range(6)))
    lost = results.pop(3)
    assert isinstance(lost, Lost)
    assert lost.problem.code == "failed"
    assert lost.problem.detail == "ValueError: three is refused"
    assert results == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}


def test_items_are_drawn_only_a_little_ahead(engine: Engine) -> None:
    drawn = []

    def items() -> Iterator[int]:
        for item in range(10_000):
            drawn.append(item)
            yield item

    results = engine.map(workloads.double, items())
    assert next(results) == (0, 0)
    results.close()  # type: ignore[attr-defined]
    assert len(drawn) < 100


def test_large_results_pass(engine: Engine) -> None:
    assert [len(result) for _, result in engine.map(workloads.give_much, range(4))] == [3_000_000] * 4  # type: ignore[arg-type]


def test_groups_keep_the_order_of_keys_and_values(engine: Engine) -> None:
    pairs = [("b", 1), ("a", 2), ("b", 3), ("a", 1)]
    assert list(engine.group_by_key(pairs)) == [("b", (1, 3)), ("a", (2, 1))]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_pool_stops_an_item_that_hangs_and_goes_on(workers: int) -> None:
    started = time.monotonic()
    results = dict(PoolEngine(workers, limit_s=1.0).map(workloads.hang_on_three, range(6)))
    lost = results.pop(3)
    assert isinstance(lost, Lost) and lost.problem.code == "timed-out"
    assert results == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("workers", [1, 3])
def test_a_pool_replaces_a_process_that_dies(workers: int) -> None:
    results = dict(PoolEngine(workers).map(workloads.die_on_three, range(6)))
    lost = results.pop(3)
    assert isinstance(lost, Lost) and lost.problem.code == "worker-died"
    assert "exit code 9" in lost.problem.detail
    assert results == {0: 0, 1: 1, 2: 2, 4: 4, 5: 5}


def test_a_pool_whose_processes_cannot_start_says_so() -> None:
    with pytest.raises(DatelineError, match="end as soon as they start"):
        list(PoolEngine(1).map(workloads.DiesWhenLoaded(), range(10)))


def test_a_pool_leaves_no_process_behind() -> None:
    import multiprocessing

    results = PoolEngine(2).map(workloads.double, range(100))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("workers", "limit"), [(0, 1.0), (-1, 1.0), (1, 0.0), (1, float("nan"))])
def test_a_pool_that_cannot_be_is_refused(workers: int, limit: float) -> None:
    with pytest.raises(DatelineError):
        PoolEngine(workers, limit_s=limit)
