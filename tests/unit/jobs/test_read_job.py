import functools
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.unit.record.story import reading_of

from dateline.adapters.engines import PoolEngine, SerialEngine
from dateline.adapters.stores import RecordStore, open_record
from dateline.jobs import Progress, current_maker, read_into
from dateline.jobs.plan import Known, ToRead, plan
from dateline.model import Locator, Page, Problem, Reading, Unreadable
from dateline.sources import NOT_A_PAGE


def a_page(words: str, file: str = "a.html") -> Page:
    content = words.encode()
    return Page(id=Page.identify(content), content=content, media_type="text/html", locator=Locator(file=file))


def read_words(page: Page, *, mark: str = "") -> Reading:
    words = page.content.decode()
    if words == "hang":
        time.sleep(60)
    if words == "raise":
        raise RuntimeError("the stage broke")
    reading = reading_of((words + mark,))
    article = msgspec.structs.replace(reading.article, page_id=page.id)
    if words.startswith("menu"):
        article = msgspec.structs.replace(article, kind="index", text="", body=(), parts=())
    return msgspec.structs.replace(reading, page_id=page.id, article=article)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with open_record(tmp_path / "record", write=True) as opened:
        yield opened


def test_a_run_reads_keeps_and_counts(store: RecordStore) -> None:
    found = [
        a_page("A bridge fell."),
        Unreadable(Locator(file="b.gz"), Problem("truncated-gzip", "sources", "ends early")),
        Unreadable(Locator(file="c.png"), Problem(NOT_A_PAGE, "sources", "an image")),
        a_page("menu"),
        a_page("raise"),
    ]
    seen: list[Progress] = []
    tally = read_into(store, found, read_words, SerialEngine(), watch=seen.append)
    assert (tally.found, tally.read, tally.articles, tally.not_articles) == (5, 3, 1, {"index": 1, "other": 1})
    assert (tally.skipped, tally.failed) == (1, 2)
    assert tally.problems == {"truncated-gzip": 1, "failed": 1}
    assert len(seen) == 5
    assert store.stats().pages == 3
    assert [line.code for line in store.problems()] == ["failed", "truncated-gzip"]


def test_a_second_run_reads_only_what_is_new(store: RecordStore) -> None:
    pages = [a_page("One."), a_page("Two.")]
    read_into(store, pages, read_words, SerialEngine(), options="auto")
    tally = read_into(store, [*pages, a_page("Three.")], read_words, SerialEngine(), options="auto")
    assert (tally.read, tally.known) == (1, 2)


@pytest.mark.parametrize("change", [{"options": "article"}, {"force": True}])
def test_other_options_and_force_read_again(store: RecordStore, change: dict[str, object]) -> None:
    read_into(store, [a_page("One.")], read_words, SerialEngine(), options="auto")
    again = {"options": "auto"} | change
    tally = read_into(store, [a_page("One.")], functools.partial(read_words, mark="!"), SerialEngine(), **again)  # type: ignore[arg-type]
    assert (tally.read, tally.known) == (1, 0)
    (reading,) = store.readings()
    assert reading.article.text == "One.!"


def test_a_newer_version_reads_again(store: RecordStore, monkeypatch: pytest.MonkeyPatch) -> None:
    read_into(store, [a_page("One.")], read_words, SerialEngine())
    monkeypatch.setitem(current_maker.__globals__, "__version__", "99.0")
    assert read_into(store, [a_page("One.")], read_words, SerialEngine()).read == 1


def test_one_page_met_twice_in_a_run_is_read_once(store: RecordStore) -> None:
    tally = read_into(store, [a_page("One.", "a.html"), a_page("One.", "b.html")], read_words, SerialEngine())
    assert (tally.found, tally.read, tally.known) == (2, 1, 1)


def test_a_page_that_hangs_is_stopped_kept_with_its_problem_and_not_tried_again(store: RecordStore) -> None:
    pages = [a_page("One."), a_page("hang"), a_page("Two.")]
    tally = read_into(store, pages, read_words, PoolEngine(2, limit_s=1.0))
    assert (tally.read, tally.failed, tally.problems) == (3, 1, {"timed-out": 1})
    assert read_into(store, pages, read_words, SerialEngine()).read == 0


def test_any_number_of_workers_gives_the_same_record(tmp_path: Path) -> None:
    pages = [a_page(f"Report {number} of the week.") for number in range(12)]
    records = []
    for name, engine in (("serial", SerialEngine()), ("one", PoolEngine(1)), ("three", PoolEngine(3))):
        with open_record(tmp_path / name, write=True) as store:
            read_into(store, pages, read_words, engine)
            records.append(list(store.readings()))
    assert records[0] == records[1] == records[2]


def test_what_was_read_before_a_stop_is_kept(store: RecordStore) -> None:
    def pages() -> Iterator[Page]:
        yield a_page("One.")
        yield a_page("Two.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_into(store, pages(), read_words, SerialEngine())
    assert len(list(store.readings())) == 2


def test_the_plan_is_lazy_and_in_order() -> None:
    def pages() -> Iterator[Page]:
        yield a_page("One.")
        raise AssertionError("drawn too early")

    assert isinstance(next(plan(pages(), lambda page_id: None, "")), ToRead)
    maker = current_maker("en@old", "auto")
    steps = list(plan([a_page("One."), a_page("Two.")], {a_page("One.").id: maker}.get, "auto"))
    assert [type(step) for step in steps] == [Known, ToRead]


def test_a_reading_by_an_older_pack_is_no_longer_current() -> None:
    maker = current_maker("en@x", "auto")
    stale = maker.replace(maker.split(" ")[1], "en@000000000000")
    assert isinstance(next(plan([a_page("One.")], lambda page_id: stale, "auto")), ToRead)
