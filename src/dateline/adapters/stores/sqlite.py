"""The record on disk: pages, readings, full-text index, entities, events and judgements in one SQLite file."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores import schema, select
from dateline.adapters.stores.codec import pack, press, unpack, unpack_plain, unpress
from dateline.adapters.stores.lock import WriterLock
from dateline.model import (
    Cluster,
    DatelineError,
    Entity,
    Event,
    Judgement,
    Locator,
    Page,
    Reading,
    Unreadable,
)
from dateline.record import Card, Record, anchor, by_person, card_of
from dateline.views import ClaimLine, ProblemLine, Query, ReportLine, Results, Sighting, Stats

FILE = "record.sqlite"


def open_record(path: str | Path, *, write: bool = False) -> "RecordStore":
    """Open the record in a folder: to ask it, or (`write=True`) to add to it, which also makes a new one.

    Any number of readers and one writer work at once; readers see whole commits only. Use it in a `with`
    statement or call `close()`. Raises DatelineError where there is no record, where the folder holds
    something else, where a newer Dateline made it, or where another process is writing.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, open_record(folder, write=True) as record:
    ...     record.stats().articles
    0
    """
    folder = Path(path)
    file = folder / FILE
    try:
        is_other, is_made = folder.exists() and not folder.is_dir(), file.is_file()
    except OSError as error:
        raise DatelineError(f"cannot read {folder}: {error.strerror}", remedy="name a folder you may read") from error
    if is_other:
        raise DatelineError(f"{folder} is not a folder", remedy="a record is a folder; name another with --record")
    if not write:
        if not is_made:
            raise DatelineError(f"no record in {folder}", remedy=f"make one: dateline read PATH --record {folder}")
        return RecordStore(folder, None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(folder)
    except (OSError, sqlite3.OperationalError) as error:
        raise DatelineError(f"cannot write in {folder}: {error}", remedy="name a folder you may write in") from error
    except sqlite3.DatabaseError as error:
        raise DatelineError(
            f"{folder} is not a record: its writer.lock is another's file: {error}",
            remedy="name a folder that dateline read made, or a new one",
        ) from error
    try:
        return RecordStore(folder, lock)
    except BaseException:
        lock.release()
        raise


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
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
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

    # -- opening and closing ---------------------------------------------------------------------------

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        made: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if made is None:
            made = self._open()
            self._local.connection = made
            self._opened.append(made)
        return made

    def _open(self) -> sqlite3.Connection:
        file = self.folder / FILE
        try:
            made = sqlite3.connect(file, isolation_level=None, timeout=30, check_same_thread=False)
            made.execute("PRAGMA cache_size = -65536")
            if self._lock is None:
                made.execute("PRAGMA query_only = ON")
            else:
                made.execute("PRAGMA journal_mode = WAL")
                # FULL: what was committed also outlives a power cut; with a commit per batch it costs little.
                made.execute("PRAGMA synchronous = FULL")
            made.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # A folder one may only read: WAL needs a file beside it, an immutable view does not.
            if self._lock is not None or os.access(self.folder, os.W_OK):
                raise
            made = sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        except sqlite3.DatabaseError as error:
            raise DatelineError(
                f"{file} is not a record: {error}", remedy="name a folder that dateline read made, or a new one"
            ) from error
        return made

    def close(self) -> None:
        """Commit what is pending, and let go of the record."""
        if self._lock is not None and self._opened:
            self.commit()
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()
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
        connection = self._writing()
        known = connection.execute("SELECT n FROM page WHERE id = ?", (page.id,)).fetchone()
        if known is None:
            number = self._add_page(connection, page)
        else:
            number = known[0]
            self._forget_reading(connection, number)
        self._add_sighting(connection, number, page)
        self._add_reading(connection, number, reading, made_by)
        self._pending += 1
        if self._pending >= self.batch or time.monotonic() - self._committed >= self.commit_s:
            self.commit()

    def see(self, page: Page) -> None:
        """Note where and when a page that is already known was met again."""
        connection = self._writing()
        row = connection.execute("SELECT n FROM page WHERE id = ?", (page.id,)).fetchone()
        if row is not None:
            self._add_sighting(connection, row[0], page)

    def note(self, unreadable: Unreadable) -> None:
        """Keep what could not be read, so that `stats` can tell."""
        where = unreadable.locator
        self._writing().execute(
            "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?)",
            (
                sayable(where.file),
                sayable(where.record or ""),
                -1 if where.offset is None else where.offset,
                unreadable.problem.code,
                sayable(unreadable.problem.detail),
            ),
        )

    def forget_unreadable(self, paths: Iterable[str]) -> None:
        """Drop the notes of what could not be read at or under these paths, before they are read anew."""
        for path in paths:
            whole = sayable(str(Path(path)))
            self._writing().execute(
                "DELETE FROM unreadable WHERE file = ? OR substr(file, 1, ?) = ?",
                (whole, len(whole) + 1, whole + os.sep),
            )

    def made_by(self, page_id: str) -> str | None:
        """What made the reading of this page; None where the page has none."""
        row = self._one("SELECT made_by FROM reading JOIN page USING (n) WHERE id = ?", page_id)
        return None if row is None else str(row[0])

    def commit(self) -> None:
        """Put what was added on disk, whole."""
        connection = self._connection
        if connection.in_transaction:
            connection.execute("COMMIT")
        self._pending = 0
        self._committed = time.monotonic()

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements; one that is there already is not written twice. Returns how many were new.

        A person's is kept with the words it is on, so that it holds when a later version numbers a page's
        reports anew; a new one makes the joined record out of date: the next `join_record` heeds it.
        """
        connection = self._writing()
        judgements = tuple(self._anchored(each) if by_person(each) else each for each in judgements)
        before = self._count_judgements(connection)
        connection.executemany(
            "INSERT INTO judgement (subject, left, right, person, standing, body) VALUES (?, ?, ?, ?, 1, ?)"
            " ON CONFLICT DO UPDATE SET standing = 1",
            ((each.subject, each.left, each.right, by_person(each), pack(each)) for each in judgements),
        )
        added = self._count_judgements(connection) - before
        if added and any(by_person(each) for each in judgements):
            self._set_fact(connection, "judged", "1")
        return added

    def _anchored(self, judgement: Judgement) -> Judgement:
        pages = {_split(reference)[0] for reference in (judgement.left, judgement.right)}
        found = {}
        for page in pages:
            row = self._one("SELECT body FROM card JOIN page USING (n) WHERE id = ?", page)
            if row is not None:
                found[page] = unpack(row[0], Card)
        return anchor(judgement, found)

    def _count_judgements(self, connection: sqlite3.Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM judgement").fetchone()[0])

    def cards(self) -> Iterator[Card]:
        """What joining needs of each reading, by page id."""
        rows = self._connection.execute("SELECT body FROM card JOIN page USING (n) ORDER BY id")
        return (unpack(row[0], Card) for row in rows)

    def put(self, record: Record) -> None:
        """Replace the joined record, in one transaction; the judgements it made are appended.

        Rules' verdicts of "different" are left out: they are many, join nothing, and are made anew each time.
        """
        connection = self._writing()
        connection.execute("UPDATE judgement SET standing = 0 WHERE NOT person AND standing")
        self.judge(each for each in record.judgements if each.verdict != "different")
        numbers = dict(connection.execute("SELECT id, n FROM page"))
        connection.execute("UPDATE article SET copy_of = NULL WHERE copy_of IS NOT NULL")
        connection.executemany(
            "UPDATE article SET copy_of = ? WHERE n = ?",
            (
                (numbers[cluster.id], numbers[member])
                for cluster in record.copies
                for member in cluster.members
                if member in numbers
            ),
        )
        self._put_entities(connection, record.entities, numbers)
        self._put_events(connection, record.events, numbers)
        self._set_fact(connection, "unjoined", "0")
        self._set_fact(connection, "judged", "0")
        self.commit()

    def _writing(self) -> sqlite3.Connection:
        if self._lock is None:
            raise DatelineError(f"{self!r} was opened for reading", remedy="open it with open_record(path, write=True)")
        connection = self._connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
        return connection

    def _add_page(self, connection: sqlite3.Connection, page: Page) -> int:
        where = page.locator or Locator(file="")
        cursor = connection.execute(
            "INSERT INTO page (id, url, media_type, charset, declared_charset, captured_at, http_status,"
            " file, record, offset, digest, size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                page.id,
                _or_none(page.url),
                page.media_type,
                page.charset,
                page.declared_charset,
                page.captured_at,
                page.http_status,
                sayable(where.file) if page.locator else None,
                _or_none(where.record),
                where.offset,
                where.digest,
                len(page.content),
            ),
        )
        number = int(cursor.lastrowid or 0)
        connection.execute("INSERT INTO content VALUES (?, ?)", (number, press(page.content)))
        return number

    def _add_sighting(self, connection: sqlite3.Connection, number: int, page: Page) -> None:
        where = page.locator or Locator(file="")
        connection.execute(
            "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
            (
                number,
                sayable(where.file),
                sayable(where.record or ""),
                -1 if where.offset is None else where.offset,
                sayable(page.url or ""),
                page.captured_at or "",
            ),
        )

    def _add_reading(self, connection: sqlite3.Connection, number: int, reading: Reading, made_by: str) -> None:
        article = reading.article
        connection.execute("INSERT INTO reading VALUES (?, ?, ?)", (number, made_by, pack(reading)))
        connection.execute("INSERT INTO card VALUES (?, ?)", (number, pack(card_of(reading))))
        connection.execute(
            "INSERT INTO article (n, kind, headline, outlet, published, day, language, section, events, claims)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                article.kind,
                _or_none(article.headline),
                _or_none(article.outlet),
                article.published,
                article.published[:10] if article.published else None,
                article.language,
                _or_none(article.section),
                len(reading.events),
                len(reading.claims),
            ),
        )
        connection.executemany(
            "INSERT INTO problem VALUES (?, ?, ?, ?)",
            ((number, each.code, each.stage, sayable(each.detail)) for each in reading.problems),
        )
        connection.executemany(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (number, claim.id, i, claim.mode, *_speaker(claim.sources[-1] if claim.sources else None))
                for i, claim in enumerate(reading.claims)
            ),
        )
        connection.executemany(
            "INSERT INTO report (n, id, i, type, status, horizon) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (number, each.id, i, each.type, each.status, each.horizon is not None)
                for i, each in enumerate(reading.events)
            ),
        )
        if article.text:
            connection.execute(
                "INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", (number, *_indexed(reading))
            )
        unjoined = int(self._fact(connection, "unjoined") or 0)
        self._set_fact(connection, "unjoined", str(unjoined + 1))

    def _forget_reading(self, connection: sqlite3.Connection, number: int) -> None:
        row = connection.execute("SELECT body FROM reading WHERE n = ?", (number,)).fetchone()
        if row is None:
            return
        article = unpack_plain(row[0])["article"]
        if article.get("text"):  # a contentless index forgets only what it is shown again, word for word
            connection.execute(
                "INSERT INTO words (words, rowid, headline, body) VALUES ('delete', ?, ?, ?)",
                (number, sayable(article.get("headline") or ""), sayable(article["text"])),
            )
        for table in ("reading", "card", "article", "problem", "claim", "report", "member"):
            connection.execute(f"DELETE FROM {table} WHERE n = ?", (number,))

    def _put_entities(
        self, connection: sqlite3.Connection, entities: Sequence[Entity], numbers: dict[str, int]
    ) -> None:
        connection.execute("DELETE FROM entity")
        connection.execute("DELETE FROM member")
        for entity in entities:
            places = [(numbers[page], local) for page, local in map(_split, entity.members) if page in numbers]
            connection.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?)",
                (
                    entity.id,
                    entity.kind,
                    sayable(entity.name),
                    len({number for number, _ in places}),
                    pack(entity),
                ),
            )
            connection.executemany(
                "INSERT INTO member VALUES (?, ?, ?)", ((number, local, entity.id) for number, local in places)
            )

    def _put_events(self, connection: sqlite3.Connection, events: Sequence[Event], numbers: dict[str, int]) -> None:
        connection.execute("DELETE FROM event")
        connection.execute("UPDATE report SET event = NULL WHERE event IS NOT NULL")
        for event in events:
            connection.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
                (event.id, event.type, event.status, event.earliest, event.latest, pack(event)),
            )
            connection.executemany(
                "UPDATE report SET event = ? WHERE n = ? AND id = ?",
                ((event.id, numbers[page], local) for page, local in map(_split, event.reports) if page in numbers),
            )

    def _fact(self, connection: sqlite3.Connection, name: str) -> str | None:
        row = connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _set_fact(self, connection: sqlite3.Connection, name: str, value: str) -> None:
        connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # -- asking ----------------------------------------------------------------------------------------

    def search(self, query: Query | str = Query()) -> Results:  # noqa: B008 - a frozen value
        """Articles that match, best or newest first, and facets to narrow by; words alone will do."""
        return select.search(self._connection, _asked(query))

    def page(self, page_id: str) -> Page | None:
        """The saved page, its bytes as they were."""
        number = self._number(page_id)
        if number is None:
            return None
        row = self._one(
            "SELECT id, bytes, media_type, url, charset, captured_at, declared_charset, http_status,"
            " file, record, offset, digest FROM page JOIN content USING (n) WHERE n = ?",
            number,
        )
        if row is None:
            return None
        where = None if row[8] is None else Locator(file=row[8], record=row[9], offset=row[10], digest=row[11])
        return Page(
            id=row[0],
            content=unpress(row[1]),
            media_type=row[2],
            url=row[3],
            charset=row[4],
            captured_at=row[5],
            declared_charset=row[6],
            http_status=row[7],
            locator=where,
        )

    def sightings(self, page_id: str) -> tuple[Sighting, ...]:
        """Every place where the page was met, by file, record and time of capture."""
        rows = self._connection.execute(
            "SELECT file, record, offset, url, captured_at FROM sighting WHERE n = ?"
            " ORDER BY file, record, offset, captured_at, url",
            (self._number(page_id),),
        )
        return tuple(
            Sighting(
                locator=Locator(file=file, record=record or None, offset=None if offset < 0 else offset),
                url=url or None,
                captured_at=captured_at or None,
            )
            for file, record, offset, url, captured_at in rows
        )

    def pages(self) -> Iterator[Page]:
        """All saved pages, in the order in which they came."""
        for (page_id,) in self._connection.execute("SELECT id FROM page ORDER BY n").fetchall():
            page = self.page(page_id)
            if page is not None:
                yield page

    def reading(self, page_id: str) -> Reading | None:
        """What the page says; an id may be cut to any length that stays unique."""
        number = self._number(page_id)
        row = None if number is None else self._one("SELECT body FROM reading WHERE n = ?", number)
        return None if row is None else unpack(row[0], Reading)

    def readings(self, query: Query | None = None) -> Iterator[Reading]:
        """Readings that match, in the order in which their pages came; all without a query."""
        if query is not None:
            return select.readings(self._connection, query)
        rows = self._connection.execute("SELECT body FROM reading ORDER BY n")
        return (unpack(row[0], Reading) for row in rows)

    def timeline(self, query: Query | str = Query()) -> tuple[Event, ...]:  # noqa: B008 - a frozen value
        """Events that match, by earliest time, then latest, then id; those without a time are left out."""
        return select.timeline(self._connection, _asked(query))

    def event(self, event_id: str) -> Event | None:
        """One event of the record, by its id, by the id of one of its reports, or by the beginning of either."""
        row = self._one("SELECT body FROM event WHERE id = ?", event_id)
        if row is None and "#" in event_id:
            page, local = _split(event_id)
            number = self._number(page)
            row = self._one(
                "SELECT body FROM event JOIN report ON event.id = report.event WHERE n = ? AND report.id = ?",
                number,
                local,
            )
        return None if row is None else unpack(row[0], Event)

    def events(self, query: Query | None = None) -> Iterator[Event]:
        """Events that match, dated or not, by id; all without a query."""
        return select.events(self._connection, query)

    def reports(self, report_ids: Sequence[str]) -> tuple[ReportLine, ...]:
        """Reports (`page_id#event_id`) in the order asked for; unknown ones are left out."""
        return select.reports(self._connection, report_ids)

    def entity(self, entity_id: str) -> Entity | None:
        """One entity of the record, by its id, by one of its members, or by its exact name."""
        row = self._one("SELECT body FROM entity WHERE id = ?", entity_id)
        if row is None and "#" in entity_id:
            page, local = _split(entity_id)
            row = self._one(
                "SELECT body FROM entity JOIN member ON entity.id = member.entity WHERE n = ? AND local = ?",
                self._number(page),
                local,
            )
        if row is None:
            row = self._one(
                "SELECT body FROM entity WHERE name = ? ORDER BY articles DESC, id LIMIT 1", sayable(entity_id)
            )
        return None if row is None else unpack(row[0], Entity)

    def entities(self, *, kind: str | None = None, text: str = "", limit: int = 50) -> tuple[tuple[Entity, int], ...]:
        """Entities whose name holds `text`, with the number of articles that name them, most first."""
        return select.entities(self._connection, kind, text, limit)

    def claims(self, query: Query | str = Query()) -> tuple[ClaimLine, ...]:  # noqa: B008 - a frozen value
        """Claims in articles that match, newest article first, in text order; entities: who speaks."""
        return select.claims(self._connection, _asked(query))

    def forecasts(self, query: Query) -> tuple[ReportLine, ...]:
        """Reports of what is foretold (they carry a horizon), by publication."""
        return select.forecasts(self._connection, query)

    def copies_of(self, page_id: str) -> Cluster | None:
        """The near-copies this page belongs to, itself included; None where it has none."""
        number = self._number(page_id)
        rows = self._connection.execute(
            "SELECT page.id FROM article JOIN page USING (n) WHERE copy_of IS NOT NULL"
            " AND copy_of = (SELECT copy_of FROM article WHERE n = ?) ORDER BY page.id",
            (number,),
        ).fetchall()
        members = tuple(row[0] for row in rows)
        return Cluster(id=members[0], members=members) if members else None

    def judgements(self, about: str | None = None, *, standing: bool = True) -> Iterator[Judgement]:
        """Judgements in the order given; `about` keeps those that name this id, or a page that begins so.

        standing: leave out what rules judged in earlier runs and no longer judge so; False gives the whole log.
        """
        clauses = ["standing"] if standing else ["1"]
        values: list[str] = []
        if about is not None and "#" in about:
            page, local = _split(about)
            whole = f"{self.resolve(page) or page}#{local}"
            clauses.append("(left = ? OR right = ?)")
            values += [whole, whole]
        elif about is not None:
            clauses.append("(left >= ? AND left < ? OR right >= ? AND right < ?)")
            values += [about, about + "~", about, about + "~"]
        rows = self._connection.execute(
            f"SELECT body FROM judgement WHERE {' AND '.join(clauses)} ORDER BY seq", values
        )
        return (unpack(row[0], Judgement) for row in rows)

    @property
    def stale(self) -> bool:
        """Whether readings or persons' judgements came since the record was last joined."""
        facts = (self._fact(self._connection, name) for name in ("unjoined", "judged"))
        return any(fact not in (None, "0") for fact in facts)

    def problems(self) -> Iterator[ProblemLine]:
        """What went wrong: with pages in the order they came, then with what gave no page, by file."""
        for row in self._connection.execute(
            "SELECT id, file, record, code, stage, detail FROM problem JOIN page USING (n) ORDER BY n, problem.rowid"
        ):
            yield ProblemLine(*row)
        for file, record, code, detail in self._connection.execute(
            "SELECT file, record, code, detail FROM unreadable ORDER BY file, record, offset, code"
        ):
            yield ProblemLine(page_id=None, file=file, record=record or None, code=code, stage="sources", detail=detail)

    def stats(self) -> Stats:
        """What the record holds."""
        files = (self.folder / name for name in (FILE, FILE + "-wal"))
        size = sum(file.stat().st_size for file in files if file.exists())
        return select.stats(self._connection, size)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, as SQLite sees it, and with its parts against each other; empty when sound."""
        found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for name, statement in (
            ("pages without their bytes", "SELECT count(*) FROM page LEFT JOIN content USING (n) WHERE bytes IS NULL"),
            ("pages without a reading", "SELECT count(*) FROM page LEFT JOIN reading USING (n) WHERE body IS NULL"),
            (
                "readings without an article",
                "SELECT count(*) FROM reading LEFT JOIN article USING (n) WHERE kind IS NULL",
            ),
        ):
            count = self._connection.execute(statement).fetchone()[0]
            found += [f"{count} {name}"] if count else []
        return tuple(found)

    def resolve(self, page_id: str) -> str | None:
        """The full id of a page from the beginning of its id (at least 4 digits); None where none begins so."""
        number = self._number(page_id)
        row = None if number is None else self._one("SELECT id FROM page WHERE n = ?", number)
        return None if row is None else str(row[0])

    def _number(self, page_id: str) -> int | None:
        row = self._one("SELECT n FROM page WHERE id = ?", page_id)
        if row is None and 4 <= len(page_id) < 64 and set(page_id) <= set("0123456789abcdef"):
            rows = self._connection.execute(
                "SELECT n FROM page WHERE id >= ? AND id < ? LIMIT 2", (page_id, page_id + "g")
            ).fetchall()
            if len(rows) > 1:
                raise DatelineError(f"several pages begin with {page_id}", remedy="give more digits")
            row = rows[0] if rows else None
        return None if row is None else int(row[0])

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row


def _asked(query: Query | str) -> Query:
    return Query(text=query) if isinstance(query, str) else query


def _split(reference: str) -> tuple[str, str]:
    page, _, local = reference.partition("#")
    return page, local


def _or_none(text: str | None) -> str | None:
    return None if text is None else sayable(text)


def _speaker(source: Any) -> tuple[str | None, str | None, str | None]:
    if source is None:
        return None, None, None
    return sayable(source.name or source.text), source.kind, source.entity


def _indexed(reading: Reading) -> tuple[str, str]:
    """What the full-text index holds: the headline, and the frozen text (which repeats it: it weighs more)."""
    return sayable(reading.article.headline or ""), sayable(reading.article.text)
