"""Connections to a record's file, one for each thread."""

import os
import sqlite3
import threading
from pathlib import Path

from dateline.model import DatelineError

FILE = "record.sqlite"


class Connections:
    """Opened when first asked for in a thread, closed all together."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._folder, self._write = folder, write
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []

    def mine(self) -> sqlite3.Connection:
        """This thread's connection."""
        made: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if made is None:
            made = _open(self._folder, write=self._write)
            self._local.connection = made
            self._opened.append(made)
        return made

    def __bool__(self) -> bool:
        return bool(self._opened)

    def close(self) -> None:
        """Close those of all threads."""
        for connection in self._opened:
            connection.close()
        self._opened.clear()
        self._local = threading.local()


def _open(folder: Path, *, write: bool) -> sqlite3.Connection:
    file = folder / FILE
    try:
        made = sqlite3.connect(file, isolation_level=None, timeout=30, check_same_thread=False)
        made.execute("PRAGMA cache_size = -65536")
        if write:
            made.execute("PRAGMA journal_mode = WAL")
            # FULL: what was committed also outlives a power cut; with a commit per batch it costs little.
            made.execute("PRAGMA synchronous = FULL")
        else:
            made.execute("PRAGMA query_only = ON")
        made.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # A folder one may only read: WAL needs a file beside it, an immutable view does not.
        if write or os.access(folder, os.W_OK):
            raise
        made = sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True, check_same_thread=False)
    except sqlite3.DatabaseError as error:
        raise DatelineError(
            f"{file} is not a record: {error}", remedy="name a folder that dateline read made, or a new one"
        ) from error
    return made
