"""The tables of a record, and the way from each older schema to the present one."""

import sqlite3

from dateline.model import DatelineError

APPLICATION = 0x44544C4E  # "DTLN" in the file's header, so that no other SQLite file is taken for a record

# Each entry leads from schema i to i + 1 and is never edited once released.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE page (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, url TEXT, media_type TEXT NOT NULL, charset TEXT,
        declared_charset TEXT, captured_at TEXT, http_status INTEGER,
        file TEXT, record TEXT, offset INTEGER, digest TEXT, size INTEGER NOT NULL);
    CREATE TABLE content (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE TABLE sighting (
        n INTEGER NOT NULL, file TEXT NOT NULL, record TEXT NOT NULL, offset INTEGER NOT NULL,
        url TEXT NOT NULL, captured_at TEXT NOT NULL,
        PRIMARY KEY (n, file, record, offset, url, captured_at)) WITHOUT ROWID;
    CREATE TABLE reading (n INTEGER PRIMARY KEY, made_by TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE card (n INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE article (
        n INTEGER PRIMARY KEY, kind TEXT NOT NULL, headline TEXT, outlet TEXT, published TEXT, day TEXT,
        language TEXT, section TEXT, events INTEGER NOT NULL, claims INTEGER NOT NULL, copy_of INTEGER);
    CREATE INDEX article_day ON article (day);
    CREATE INDEX article_outlet ON article (outlet);
    CREATE INDEX article_copy ON article (copy_of) WHERE copy_of IS NOT NULL;
    CREATE TABLE problem (n INTEGER NOT NULL, code TEXT NOT NULL, stage TEXT NOT NULL, detail TEXT NOT NULL);
    CREATE INDEX problem_n ON problem (n);
    CREATE TABLE unreadable (
        file TEXT NOT NULL, record TEXT NOT NULL, offset INTEGER NOT NULL, code TEXT NOT NULL,
        detail TEXT NOT NULL, PRIMARY KEY (file, record, offset, code)) WITHOUT ROWID;
    CREATE TABLE claim (
        n INTEGER NOT NULL, id TEXT NOT NULL, i INTEGER NOT NULL, mode TEXT NOT NULL, speaker TEXT,
        speaker_kind TEXT, local TEXT, PRIMARY KEY (n, i)) WITHOUT ROWID;
    CREATE TABLE report (
        n INTEGER NOT NULL, id TEXT NOT NULL, i INTEGER NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
        horizon INTEGER NOT NULL, event TEXT, PRIMARY KEY (n, i)) WITHOUT ROWID;
    CREATE INDEX report_type ON report (type, status);
    CREATE INDEX report_event ON report (event) WHERE event IS NOT NULL;
    CREATE TABLE member (
        n INTEGER NOT NULL, local TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (n, local)) WITHOUT ROWID;
    CREATE INDEX member_entity ON member (entity, n);
    CREATE TABLE entity (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, articles INTEGER NOT NULL,
        body BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX entity_name ON entity (name);
    CREATE TABLE event (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, status TEXT NOT NULL, earliest TEXT, latest TEXT,
        body BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX event_earliest ON event (earliest);
    CREATE TABLE judgement (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
        person INTEGER NOT NULL, standing INTEGER NOT NULL, body BLOB NOT NULL,
        UNIQUE (subject, left, right, body));
    CREATE INDEX judgement_right ON judgement (right);
    CREATE INDEX judgement_left ON judgement (left);
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5 (
        headline, body, content='', tokenize="unicode61 remove_diacritics 2");
    """,
)
SCHEMA = len(MIGRATIONS)


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema number of a file; 0 for an empty one. Raises DatelineError for a file that is no record."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DatelineError(
            f"not a record: {error}", remedy="name a folder that dateline read made, or a new one"
        ) from error
    if application != APPLICATION and (tables or version):
        raise DatelineError(
            "record.sqlite was not made by Dateline", remedy="name a folder that dateline read made, or a new one"
        )
    if version > SCHEMA:
        raise DatelineError(
            f"the record has schema {version}, this Dateline knows up to {SCHEMA}",
            remedy="update Dateline: pip install -U dateline",
        )
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the present schema, each step whole or not at all."""
    for version in range(schema_of(connection), SCHEMA):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in _statements(MIGRATIONS[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    return [part.strip() for part in script.split(";") if part.strip()]
