"""What a record notes of itself by name: how many readings are not joined yet, whether a person judged since."""

import sqlite3


def fact(connection: sqlite3.Connection, name: str) -> str | None:
    """What is noted of the record under a name."""
    row = connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Note something of the record under a name."""
    connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
