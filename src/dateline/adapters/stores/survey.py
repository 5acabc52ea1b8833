"""What a record holds, what went wrong with its pages, and what is wrong with its file."""

import sqlite3
from collections.abc import Iterator

from dateline.adapters.stores.schema import SCHEMA
from dateline.views import ProblemLine, Stats


def problems(connection: sqlite3.Connection) -> Iterator[ProblemLine]:
    """What went wrong: with pages in the order they came, then with what gave no page, by file."""
    for row in connection.execute(
        "SELECT id, file, record, code, stage, detail FROM problem JOIN page USING (n) ORDER BY n, problem.rowid"
    ):
        yield ProblemLine(*row)
    for file, record, code, detail in connection.execute(
        "SELECT file, record, code, detail FROM unreadable ORDER BY file, record, offset, code"
    ):
        yield ProblemLine(page_id=None, file=file, record=record or None, code=code, stage="sources", detail=detail)


def check(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What is wrong with the file, as SQLite sees it, and with its parts against each other; empty when sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for name, statement in (
        ("pages without their bytes", "SELECT count(*) FROM page LEFT JOIN content USING (n) WHERE bytes IS NULL"),
        ("pages without a reading", "SELECT count(*) FROM page LEFT JOIN reading USING (n) WHERE body IS NULL"),
        (
            "readings without an article",
            "SELECT count(*) FROM reading LEFT JOIN article USING (n) WHERE kind IS NULL",
        ),
    ):
        count = connection.execute(statement).fetchone()[0]
        found += [f"{count} {name}"] if count else []
    return tuple(found)


def stats(connection: sqlite3.Connection, size: int) -> Stats:
    """What the record holds."""

    def count(statement: str) -> int:
        return int(connection.execute(statement).fetchone()[0])

    def counts(statement: str) -> dict[str, int]:
        return {key: number for key, number in connection.execute(statement) if key is not None}

    first, last = connection.execute("SELECT min(day), max(day) FROM article WHERE kind = 'article'").fetchone()
    unjoined = connection.execute("SELECT value FROM fact WHERE name = 'unjoined'").fetchone()
    return Stats(
        pages=count("SELECT count(*) FROM page"),
        articles=count("SELECT count(*) FROM article WHERE kind = 'article'"),
        not_articles=counts("SELECT kind, count(*) FROM article WHERE kind <> 'article' GROUP BY kind ORDER BY kind"),
        entities=count("SELECT count(*) FROM entity"),
        events=count("SELECT count(*) FROM event"),
        reports=count("SELECT count(*) FROM report"),
        claims=count("SELECT count(*) FROM claim"),
        judgements=count("SELECT count(*) FROM judgement WHERE standing"),
        problems=counts("SELECT code, count(*) FROM problem GROUP BY code ORDER BY code"),
        unreadable=count("SELECT count(*) FROM unreadable"),
        outlets=count("SELECT count(DISTINCT outlet) FROM article"),
        languages=counts(
            "SELECT language, count(*) FROM article WHERE kind = 'article' GROUP BY language ORDER BY language"
        ),
        earliest=first,
        latest=last,
        unjoined=int(unjoined[0]) if unjoined else 0,
        bytes=size,
        schema=SCHEMA,
    )
