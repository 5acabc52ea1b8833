"""Rows of pages and their readings as they are written; within the caller's transaction."""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import pack, press, unpack_plain
from dateline.adapters.stores.facts import fact, set_fact
from dateline.model import ClaimSource, Locator, Page, Reading, Unreadable
from dateline.record import card_of


def keep(connection: sqlite3.Connection, reading: Reading, page: Page, made_by: str) -> None:
    """Keep a page and its reading; a page that is there already gets the new reading in place of the old."""
    number = _number_of(connection, page.id)
    if number is None:
        number = _add_page(connection, page)
    else:
        _forget_reading(connection, number)
    _add_sighting(connection, number, page)
    _add_reading(connection, number, reading, made_by)


def see(connection: sqlite3.Connection, page: Page) -> None:
    """Note where and when a page that is already known was met again."""
    number = _number_of(connection, page.id)
    if number is not None:
        _add_sighting(connection, number, page)


def _number_of(connection: sqlite3.Connection, page_id: str) -> int | None:
    row = connection.execute("SELECT n FROM page WHERE id = ?", (page_id,)).fetchone()
    return None if row is None else int(row[0])


def _add_page(connection: sqlite3.Connection, page: Page) -> int:
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


def _add_sighting(connection: sqlite3.Connection, number: int, page: Page) -> None:
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


def _add_reading(connection: sqlite3.Connection, number: int, reading: Reading, made_by: str) -> None:
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
        connection.execute("INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", (number, *_indexed(reading)))
    unjoined = int(fact(connection, "unjoined") or 0)
    set_fact(connection, "unjoined", str(unjoined + 1))


def _forget_reading(connection: sqlite3.Connection, number: int) -> None:
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


def note(connection: sqlite3.Connection, unreadable: Unreadable) -> None:
    """Keep what could not be read, so that `stats` can tell."""
    where = unreadable.locator
    connection.execute(
        "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?)",
        (
            sayable(where.file),
            sayable(where.record or ""),
            -1 if where.offset is None else where.offset,
            unreadable.problem.code,
            sayable(unreadable.problem.detail),
        ),
    )


def forget_unreadable(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Drop the notes of what could not be read at or under these paths, before they are read anew."""
    for path in paths:
        whole = sayable(str(Path(path)))
        connection.execute(
            "DELETE FROM unreadable WHERE file = ? OR substr(file, 1, ?) = ?",
            (whole, len(whole) + 1, whole + os.sep),
        )


def _or_none(text: str | None) -> str | None:
    return None if text is None else sayable(text)


def _speaker(source: ClaimSource | None) -> tuple[str | None, str | None, str | None]:
    if source is None:
        return None, None, None
    return sayable(source.name or source.text), source.kind, source.entity


def _indexed(reading: Reading) -> tuple[str, str]:
    """What the full-text index holds: the headline, and the frozen text (which repeats it: it weighs more)."""
    return sayable(reading.article.headline or ""), sayable(reading.article.text)
