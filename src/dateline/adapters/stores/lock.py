"""One writer at a time: a lock that goes when its process goes, however it goes."""

import json
import os
import sqlite3
from pathlib import Path
from types import TracebackType

from dateline.model import DatelineError


class WriterLock:
    """Held while a process writes a record.

    The lock is an open exclusive transaction on a small SQLite file: that works wherever SQLite does, and
    the operating system drops it when the process ends, killed or not. A note beside it says who holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._note = folder / "writer.json"
        self._connection = sqlite3.connect(folder / "writer.lock", timeout=0, isolation_level=None)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise DatelineError(
                f"{folder} is being written by {self._holder()}",
                remedy="wait until it is done, or read into another folder with --record",
            ) from error
        except sqlite3.DatabaseError:
            self._connection.close()
            raise
        self._note.write_text(json.dumps({"process": os.getpid()}), "utf-8")

    def _holder(self) -> str:
        try:
            return f"process {json.loads(self._note.read_text('utf-8'))['process']}"
        except (OSError, ValueError, KeyError):
            return "another process"

    def release(self) -> None:
        """Let others write."""
        self._note.unlink(missing_ok=True)
        self._connection.close()

    def __enter__(self) -> "WriterLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
