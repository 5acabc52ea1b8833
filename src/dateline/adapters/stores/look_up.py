"""One thing of a record by its id: a page, its reading, an event, an entity, what was judged about it."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import unpack, unpress
from dateline.model import Cluster, DatelineError, Entity, Event, Judgement, Locator, Page, Reading
from dateline.record import Card
from dateline.views import Sighting


def _number(connection: sqlite3.Connection, page_id: str) -> int | None:
    row = _one(connection, "SELECT n FROM page WHERE id = ?", page_id)
    if row is None and 4 <= len(page_id) < 64 and set(page_id) <= set("0123456789abcdef"):
        rows = connection.execute(
            "SELECT n FROM page WHERE id >= ? AND id < ? LIMIT 2", (page_id, page_id + "g")
        ).fetchall()
        if len(rows) > 1:
            raise DatelineError(f"several pages begin with {page_id}", remedy="give more digits")
        row = rows[0] if rows else None
    return None if row is None else int(row[0])


def resolve(connection: sqlite3.Connection, page_id: str) -> str | None:
    """The full id of a page from the beginning of its id (at least 4 digits); None where none begins so."""
    number = _number(connection, page_id)
    row = None if number is None else _one(connection, "SELECT id FROM page WHERE n = ?", number)
    return None if row is None else str(row[0])


def page(connection: sqlite3.Connection, page_id: str) -> Page | None:
    """The saved page, its bytes as they were."""
    number = _number(connection, page_id)
    if number is None:
        return None
    row = _one(
        connection,
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


def sightings(connection: sqlite3.Connection, page_id: str) -> tuple[Sighting, ...]:
    """Every place where the page was met, by file, record and time of capture."""
    rows = connection.execute(
        "SELECT file, record, offset, url, captured_at FROM sighting WHERE n = ?"
        " ORDER BY file, record, offset, captured_at, url",
        (_number(connection, page_id),),
    )
    return tuple(
        Sighting(
            locator=Locator(file=file, record=record or None, offset=None if offset < 0 else offset),
            url=url or None,
            captured_at=captured_at or None,
        )
        for file, record, offset, url, captured_at in rows
    )


def reading(connection: sqlite3.Connection, page_id: str) -> Reading | None:
    """What the page says; an id may be cut to any length that stays unique."""
    number = _number(connection, page_id)
    row = None if number is None else _one(connection, "SELECT body FROM reading WHERE n = ?", number)
    return None if row is None else unpack(row[0], Reading)


def reading_at(connection: sqlite3.Connection, number: int) -> Reading:
    """What the page of a row number says."""
    return unpack(connection.execute("SELECT body FROM reading WHERE n = ?", (number,)).fetchone()[0], Reading)


def event(connection: sqlite3.Connection, event_id: str) -> Event | None:
    """One event of the record, by its id, by the id of one of its reports, or by the beginning of either."""
    row = _one(connection, "SELECT body FROM event WHERE id = ?", event_id)
    if row is None and "#" in event_id:
        page, local = split(event_id)
        number = _number(connection, page)
        row = _one(
            connection,
            "SELECT body FROM event JOIN report ON event.id = report.event WHERE n = ? AND report.id = ?",
            number,
            local,
        )
    return None if row is None else unpack(row[0], Event)


def entity(connection: sqlite3.Connection, entity_id: str) -> Entity | None:
    """One entity of the record, by its id, by one of its members, or by its exact name."""
    row = _one(connection, "SELECT body FROM entity WHERE id = ?", entity_id)
    if row is None and "#" in entity_id:
        page, local = split(entity_id)
        row = _one(
            connection,
            "SELECT body FROM entity JOIN member ON entity.id = member.entity WHERE n = ? AND local = ?",
            _number(connection, page),
            local,
        )
    if row is None:
        row = _one(
            connection, "SELECT body FROM entity WHERE name = ? ORDER BY articles DESC, id LIMIT 1", sayable(entity_id)
        )
    return None if row is None else unpack(row[0], Entity)


def cards(connection: sqlite3.Connection) -> Iterator[Card]:
    """What joining needs of each reading, by page id."""
    rows = connection.execute("SELECT body FROM card JOIN page USING (n) ORDER BY id")
    return (unpack(row[0], Card) for row in rows)


def card(connection: sqlite3.Connection, page_id: str) -> Card | None:
    """What joining needs of one page's reading."""
    row = _one(connection, "SELECT body FROM card JOIN page USING (n) WHERE id = ?", page_id)
    return None if row is None else unpack(row[0], Card)


def made_by(connection: sqlite3.Connection, page_id: str) -> str | None:
    """What made the reading of this page; None where the page has none."""
    row = _one(connection, "SELECT made_by FROM reading JOIN page USING (n) WHERE id = ?", page_id)
    return None if row is None else str(row[0])


def copies_of(connection: sqlite3.Connection, page_id: str) -> Cluster | None:
    """The near-copies this page belongs to, itself included; None where it has none."""
    number = _number(connection, page_id)
    rows = connection.execute(
        "SELECT page.id FROM article JOIN page USING (n) WHERE copy_of IS NOT NULL"
        " AND copy_of = (SELECT copy_of FROM article WHERE n = ?) ORDER BY page.id",
        (number,),
    ).fetchall()
    members = tuple(row[0] for row in rows)
    return Cluster(id=members[0], members=members) if members else None


def judgements(
    connection: sqlite3.Connection, about: str | None = None, *, standing: bool = True
) -> Iterator[Judgement]:
    """Judgements in the order given; `about` keeps those that name this id, or a page that begins so.

    standing: leave out what rules judged in earlier runs and no longer judge so; False gives the whole log.
    """
    clauses = ["standing"] if standing else ["1"]
    values: list[str] = []
    if about is not None and "#" in about:
        page, local = split(about)
        whole = f"{resolve(connection, page) or page}#{local}"
        clauses.append("(left = ? OR right = ?)")
        values += [whole, whole]
    elif about is not None:
        clauses.append("(left >= ? AND left < ? OR right >= ? AND right < ?)")
        values += [about, about + "~", about, about + "~"]
    rows = connection.execute(f"SELECT body FROM judgement WHERE {' AND '.join(clauses)} ORDER BY seq", values)
    return (unpack(row[0], Judgement) for row in rows)


def _one(connection: sqlite3.Connection, statement: str, *values: object) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = connection.execute(statement, values).fetchone()
    return row


def split(reference: str) -> tuple[str, str]:
    """A reference `page_id#local` in its two parts."""
    page, _, local = reference.partition("#")
    return page, local
