"""The record on disk: pages, readings, full-text index, entities, events and judgements in one SQLite file."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from dateline.adapters.stores import judged, keep, lines, look_up, schema, select, survey
from dateline.adapters.stores.connection import FILE, Connections
from dateline.adapters.stores.facts import fact
from dateline.adapters.stores.lock import WriterLock
from dateline.model import Cluster, DatelineError, Entity, Event, Judgement, Page, Reading, Unreadable
from dateline.record import Card, Record
from dateline.views import ClaimLine, ProblemLine, Query, ReportLine, Results, Sighting, Stats


class RecordStore:
    """A record in a folder. Made by `open_record`; safe to ask from several threads (one connection each).

    Adding is batched: what was added is on disk after `commit()`, and `add` commits by itself every
    `batch` pages or `commit_s` seconds. A process killed between two commits loses only what came since the
    last, and reads that again.
    """

    batch = 64
    commit_s = 2.0

    def __init__(self, folder: Path, lock: WriterLock | None) -> None:
        self.folder = folder
        self._lock = lock
        self._connections = Connections(folder, write=lock is not None)
        self._pending = 0
        self._committed = time.monotonic()
        connection = self._connection
        if lock is not None:
            schema.migrate(connection)
        elif schema.schema_of(connection) < schema.SCHEMA:
            self.close()
            raise DatelineError(
                f"the record in {folder} was made by an older Dateline",
                remedy=f"bring it up to date: dateline read --record {folder} PATH",
            )

    def close(self) -> None:
        """Commit what is pending, and let go of the record."""
        if self._lock is not None and self._connections:
            self.commit()
        self._connections.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> "RecordStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record in {self.folder}>"

    # -- adding ----------------------------------------------------------------------------------------

    def add(self, reading: Reading, page: Page, *, made_by: str = "") -> None:
        """Keep a page and its reading; a page that is there already gets the new reading in place of the old.

        made_by: what tells a reading of today from one of another version or other options.
        """
        keep.keep(self._writing(), reading, page, made_by)
        self._pending += 1
        if self._pending >= self.batch or time.monotonic() - self._committed >= self.commit_s:
            self.commit()

    def see(self, page: Page) -> None:
        """Note where and when a page that is already known was met again."""
        keep.see(self._writing(), page)

    def note(self, unreadable: Unreadable) -> None:
        """Keep what could not be read, so that `stats` can tell."""
        keep.note(self._writing(), unreadable)

    def forget_unreadable(self, paths: Iterable[str]) -> None:
        """Drop the notes of what could not be read at or under these paths, before they are read anew."""
        keep.forget_unreadable(self._writing(), paths)

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements; one that is there already is not written twice. Returns how many were new.

        A person's is kept with the words it is on, so that it holds when a later version numbers a page's
        reports anew; a new one makes the joined record out of date: the next `join_record` heeds it.
        """
        return judged.judge(self._writing(), judgements)

    def put(self, record: Record) -> None:
        """Replace the joined record, in one transaction; the judgements it made are appended.

        Rules' verdicts of "different" are left out: they are many, join nothing, and are made anew each time.
        """
        judged.put(self._writing(), record)
        self.commit()

    def commit(self) -> None:
        """Put what was added on disk, whole."""
        connection = self._connection
        if connection.in_transaction:
            connection.execute("COMMIT")
        self._pending = 0
        self._committed = time.monotonic()

    def _writing(self) -> sqlite3.Connection:
        if self._lock is None:
            raise DatelineError(f"{self!r} was opened for reading", remedy="open it with open_record(path, write=True)")
        connection = self._connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        return connection

    # -- asking ----------------------------------------------------------------------------------------

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._connections.mine()

    def search(self, query: Query | str = Query()) -> Results:  # noqa: B008 - a frozen value
        """Articles that match, best or newest first, and facets to narrow by; words alone will do."""
        return select.search(self._connection, _asked(query))

    def page(self, page_id: str) -> Page | None:
        """The saved page, its bytes as they were."""
        return look_up.page(self._connection, page_id)

    def sightings(self, page_id: str) -> tuple[Sighting, ...]:
        """Every place where the page was met, by file, record and time of capture."""
        return look_up.sightings(self._connection, page_id)

    def pages(self) -> Iterator[Page]:
        """All saved pages, in the order in which they came."""
        for (page_id,) in self._connection.execute("SELECT id FROM page ORDER BY n").fetchall():
            page = self.page(page_id)
            if page is not None:
                yield page

    def reading(self, page_id: str) -> Reading | None:
        """What the page says; an id may be cut to any length that stays unique."""
        return look_up.reading(self._connection, page_id)

    def made_by(self, page_id: str) -> str | None:
        """What made the reading of this page; None where the page has none."""
        return look_up.made_by(self._connection, page_id)

    def readings(self, query: Query | None = None) -> Iterator[Reading]:
        """Readings that match, in the order in which their pages came; all without a query."""
        return select.readings(self._connection, query)

    def cards(self) -> Iterator[Card]:
        """What joining needs of each reading, by page id."""
        return look_up.cards(self._connection)

    def timeline(self, query: Query | str = Query()) -> tuple[Event, ...]:  # noqa: B008 - a frozen value
        """Events that match, by earliest time, then latest, then id; those without a time are left out."""
        return select.timeline(self._connection, _asked(query))

    def event(self, event_id: str) -> Event | None:
        """One event of the record, by its id, by the id of one of its reports, or by the beginning of either."""
        return look_up.event(self._connection, event_id)

    def events(self, query: Query | None = None) -> Iterator[Event]:
        """Events that match, dated or not, by id; all without a query."""
        return select.events(self._connection, query)

    def reports(self, report_ids: Sequence[str]) -> tuple[ReportLine, ...]:
        """Reports (`page_id#event_id`) in the order asked for; unknown ones are left out."""
        return lines.reports(self._connection, report_ids)

    def entity(self, entity_id: str) -> Entity | None:
        """One entity of the record, by its id, by one of its members, or by its exact name."""
        return look_up.entity(self._connection, entity_id)

    def entities(self, *, kind: str | None = None, text: str = "", limit: int = 50) -> tuple[tuple[Entity, int], ...]:
        """Entities whose name holds `text`, with the number of articles that name them, most first."""
        return select.entities(self._connection, kind, text, limit)

    def claims(self, query: Query | str = Query()) -> tuple[ClaimLine, ...]:  # noqa: B008 - a frozen value
        """Claims in articles that match, newest article first, in text order; entities: who speaks."""
        return lines.claims(self._connection, _asked(query))

    def forecasts(self, query: Query) -> tuple[ReportLine, ...]:
        """Reports of what is foretold (they carry a horizon), by publication."""
        return lines.forecasts(self._connection, query)

    def copies_of(self, page_id: str) -> Cluster | None:
        """The near-copies this page belongs to, itself included; None where it has none."""
        return look_up.copies_of(self._connection, page_id)

    def judgements(self, about: str | None = None, *, standing: bool = True) -> Iterator[Judgement]:
        """Judgements in the order given; `about` keeps those that name this id, or a page that begins so.

        standing: leave out what rules judged in earlier runs and no longer judge so; False gives the whole log.
        """
        return look_up.judgements(self._connection, about, standing=standing)

    @property
    def stale(self) -> bool:
        """Whether readings or persons' judgements came since the record was last joined."""
        facts = (fact(self._connection, name) for name in ("unjoined", "judged"))
        return any(each not in (None, "0") for each in facts)

    def problems(self) -> Iterator[ProblemLine]:
        """What went wrong: with pages in the order they came, then with what gave no page, by file."""
        return survey.problems(self._connection)

    def stats(self) -> Stats:
        """What the record holds."""
        files = (self.folder / name for name in (FILE, FILE + "-wal"))
        size = sum(file.stat().st_size for file in files if file.exists())
        return survey.stats(self._connection, size)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, as SQLite sees it, and with its parts against each other; empty when sound."""
        return survey.check(self._connection)

    def resolve(self, page_id: str) -> str | None:
        """The full id of a page from the beginning of its id (at least 4 digits); None where none begins so."""
        return look_up.resolve(self._connection, page_id)


def _asked(query: Query | str) -> Query:
    return Query(text=query) if isinstance(query, str) else query
