"""open_record: where a record is found, made or refused."""

import sqlite3
from pathlib import Path

from dateline.adapters.stores.connection import FILE
from dateline.adapters.stores.lock import WriterLock
from dateline.adapters.stores.store import RecordStore
from dateline.model import DatelineError


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
