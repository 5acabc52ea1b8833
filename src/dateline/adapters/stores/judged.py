"""Rows of judgements and of the record joined by them, as they are written; within the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Sequence

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import pack
from dateline.adapters.stores.facts import set_fact
from dateline.adapters.stores.look_up import card, split
from dateline.model import Entity, Event, Judgement
from dateline.record import Record, anchor, by_person


def judge(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Append judgements; one that is there already is not written twice. Returns how many were new."""
    judgements = tuple(_anchored(connection, each) if by_person(each) else each for each in judgements)
    before = _count_judgements(connection)
    connection.executemany(
        "INSERT INTO judgement (subject, left, right, person, standing, body) VALUES (?, ?, ?, ?, 1, ?)"
        " ON CONFLICT DO UPDATE SET standing = 1",
        ((each.subject, each.left, each.right, by_person(each), pack(each)) for each in judgements),
    )
    added = _count_judgements(connection) - before
    if added and any(by_person(each) for each in judgements):
        set_fact(connection, "judged", "1")
    return added


def _anchored(connection: sqlite3.Connection, judgement: Judgement) -> Judgement:
    pages = {split(reference)[0] for reference in (judgement.left, judgement.right)}
    found = {page: card(connection, page) for page in pages}
    return anchor(judgement, {page: each for page, each in found.items() if each is not None})


def _count_judgements(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM judgement").fetchone()[0])


def put(connection: sqlite3.Connection, record: Record) -> None:
    """Replace the joined record; the judgements it made are appended.

    Rules' verdicts of "different" are left out: they are many, join nothing, and are made anew each time.
    """
    connection.execute("UPDATE judgement SET standing = 0 WHERE NOT person AND standing")
    judge(connection, (each for each in record.judgements if each.verdict != "different"))
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
    _put_entities(connection, record.entities, numbers)
    _put_events(connection, record.events, numbers)
    set_fact(connection, "unjoined", "0")
    set_fact(connection, "judged", "0")


def _put_entities(connection: sqlite3.Connection, entities: Sequence[Entity], numbers: dict[str, int]) -> None:
    connection.execute("DELETE FROM entity")
    connection.execute("DELETE FROM member")
    for entity in entities:
        places = [(numbers[page], local) for page, local in map(split, entity.members) if page in numbers]
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


def _put_events(connection: sqlite3.Connection, events: Sequence[Event], numbers: dict[str, int]) -> None:
    connection.execute("DELETE FROM event")
    connection.execute("UPDATE report SET event = NULL WHERE event IS NOT NULL")
    for event in events:
        connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)",
            (event.id, event.type, event.status, event.earliest, event.latest, pack(event)),
        )
        connection.executemany(
            "UPDATE report SET event = ? WHERE n = ? AND id = ?",
            ((event.id, numbers[page], local) for page, local in map(split, event.reports) if page in numbers),
        )
