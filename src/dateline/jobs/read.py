"""The main job: pages into a record, then the record joined."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import msgspec

from dateline._version import __version__
from dateline.jobs.engine import Engine, Lost
from dateline.jobs.plan import Known, Step, ToRead, current_maker, plan
from dateline.model import Article, Judgement, Locator, Page, Reading, Unreadable
from dateline.record import Card, Record, join
from dateline.sources import NOT_A_PAGE


class Writer(Protocol):
    """What the job needs of a store."""

    def add(self, reading: Reading, page: Page, *, made_by: str = "") -> None:
        """Keep a page and its reading."""
        ...

    def see(self, page: Page) -> None:
        """Note that a known page was met again."""
        ...

    def note(self, unreadable: Unreadable) -> None:
        """Keep what could not be read."""
        ...

    def made_by(self, page_id: str) -> str | None:
        """What made the reading of this page."""
        ...

    def commit(self) -> None:
        """Put what was added on disk."""
        ...

    def cards(self) -> Iterator[Card]:
        """What joining needs of each reading."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """All judgements that stand."""
        ...

    def put(self, record: Record) -> None:
        """Replace the joined record."""
        ...


class Tally(msgspec.Struct):
    """What a run did. known: pages whose reading was current. problems: by code, over readings of this run.

    skipped: whole files and records that are no pages (images, style sheets, redirects).
    failed: pages and files that gave nothing: unreadable ones, and pages a stage failed on or that were lost.
    """

    found: int = 0
    read: int = 0
    known: int = 0
    skipped: int = 0
    articles: int = 0
    not_articles: dict[str, int] = {}
    events: int = 0
    claims: int = 0
    problems: dict[str, int] = {}
    failed: int = 0
    seconds: float = 0.0


class Progress(msgspec.Struct, frozen=True):
    """How far a run is: its tally so far, and the place it has reached."""

    tally: Tally
    locator: Locator | None


# A page with one of these problems was not read as it should have been.
_FAILURES = ("stage-failed", "too-deep", "timed-out", "worker-died", "failed", "too-large")


def read_into(
    store: Writer,
    found: Iterable[Page | Unreadable],
    read: Callable[[Page], Reading],
    engine: Engine,
    *,
    options: str = "",
    force: bool = False,
    watch: Callable[[Progress], None] = lambda progress: None,
) -> Tally:
    """Read what is new or changed among the pages found, and keep it; a bad page does not end the run.

    read: importable by name. options: a word for how it reads; a page read otherwise is read again.
    watch: called after each page and each thing skipped. What is done is on disk when this returns or raises.
    """
    tally = Tally(not_articles={}, problems={})
    started = time.monotonic()
    under_way: dict[str, list[Page]] = {}

    def to_read(steps: Iterable[Step]) -> Iterator[Page]:
        for step in steps:
            tally.found += 1
            if isinstance(step, ToRead):
                if step.page.id not in under_way:
                    under_way[step.page.id] = []
                    yield step.page
                    continue
                under_way[step.page.id].append(step.page)
                tally.known += 1
                where = step.page.locator
            elif isinstance(step, Known):
                tally.known += 1
                store.see(step.page)
                where = step.page.locator
            elif step.problem.code == NOT_A_PAGE:
                tally.skipped += 1
                where = step.locator
            else:
                store.note(step)
                tally.failed += 1
                _count(tally.problems, step.problem.code)
                where = step.locator
            tally.seconds = time.monotonic() - started
            watch(Progress(tally=tally, locator=where))

    try:
        steps = plan(found, store.made_by, options, force=force)
        for page, result in engine.map(read, to_read(steps)):
            reading = _lost_reading(page, result) if isinstance(result, Lost) else result
            store.add(reading, page, made_by=current_maker(reading.language_pack, options))
            for again in under_way[page.id]:
                store.see(again)
            _tell(tally, reading)
            tally.seconds = time.monotonic() - started
            watch(Progress(tally=tally, locator=page.locator))
    finally:
        store.commit()
        tally.seconds = time.monotonic() - started
    return tally


def join_record(store: Writer) -> Record:
    """Join all readings of a store, with the judgements persons gave, and keep the result."""
    record = join(store.cards(), store.judgements())
    store.put(record)
    return record


def _lost_reading(page: Page, lost: Lost) -> Reading:
    """What stands for a page that could not be read: it is kept, so that it is not tried anew each run."""
    return Reading(
        page_id=page.id,
        dateline=__version__,
        media_type=page.media_type,
        article=Article(page_id=page.id, kind="other"),
        url=page.url,
        charset=page.charset,
        captured_at=page.captured_at,
        locator=page.locator,
        problems=(lost.problem,),
    )


def _tell(tally: Tally, reading: Reading) -> None:
    tally.read += 1
    if reading.article.kind == "article":
        tally.articles += 1
    else:
        _count(tally.not_articles, reading.article.kind)
    tally.events += len(reading.events)
    tally.claims += len(reading.claims)
    for code in dict.fromkeys(problem.code for problem in reading.problems):
        _count(tally.problems, code)
    if has_failed(reading):
        tally.failed += 1


def has_failed(reading: Reading) -> bool:
    """Whether a page could not be read as it should have been, as its problems tell."""
    return any(problem.code in _FAILURES for problem in reading.problems)


def _count(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1
