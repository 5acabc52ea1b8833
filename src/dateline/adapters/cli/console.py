"""What the commands print: lines, tables, JSON, and a progress line on a terminal."""

import os
import time
from collections.abc import Iterable, Sequence
from typing import TextIO

from dateline.adapters.encoding import to_json

_REDRAWN_S = 0.1


class Console:
    """Standard output and standard error; `terminal` tells whether a person is looking at the latter."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self.terminal = err.isatty()
        self.colour = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._drawn = False
        self._last = 0.0

    def line(self, text: str = "") -> None:
        """One or more lines."""
        self._out.write(_printable(text, self._out) + "\n")

    def bold(self, text: str) -> str:
        """Bold on a terminal."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """Dim on a terminal."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def json(self, value: object, *, indent: int = 0) -> None:
        """A value as JSON, on one line unless indented."""
        self.raw(to_json(value, indent=indent))

    def raw(self, data: bytes) -> None:
        """Bytes of UTF-8 and a line end, whatever the terminal's encoding."""
        self._out.flush()
        buffer = getattr(self._out, "buffer", None)
        if buffer is None:
            self._out.write(data.decode("utf-8") + "\n")
        else:
            buffer.write(data + b"\n")
            buffer.flush()

    def table(self, rows: Iterable[Sequence[object]], *, indent: str = "  ") -> None:
        """Rows of two or more columns, aligned; numbers to the right."""
        given = [list(row) for row in rows]
        cells = [[_cell(each) for each in row] for row in given]
        if not cells:
            return
        widths = [max(len(row[i]) for row in cells if i < len(row)) for i in range(max(map(len, cells)))]
        for values, row in zip(given, cells):
            shown = [
                text.rjust(width) if isinstance(value, int) else text.ljust(width)
                for value, text, width in zip(values, row, widths)
            ]
            self.line((indent + "  ".join(shown)).rstrip())

    def progress(self, text: str, *, now: bool = False) -> None:
        """Redraw the progress line; nothing where no person is looking."""
        moment = time.monotonic()
        if self.terminal and (now or moment - self._last >= _REDRAWN_S):
            self._last = moment
            columns = _columns()
            self._err.write("\r\x1b[K" + _printable(text, self._err)[: columns - 1])
            self._err.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the progress line away."""
        if self._drawn:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._drawn = False

    def note(self, text: str) -> None:
        """A line for the person at the terminal, on standard error."""
        self.clear()
        self._err.write(_printable(text, self._err) + "\n")
        self._err.flush()

    def error(self, text: str) -> None:
        """What went wrong, in one line."""
        self.note("dateline: " + " ".join(text.removeprefix("dateline ").split()))


def _columns() -> int:
    try:
        return max(20, os.get_terminal_size(2).columns)
    except OSError:
        return 80


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


def _printable(text: str, out: TextIO) -> str:
    """The text as far as the stream's encoding goes; control characters of pages must not reach a terminal."""
    clean = "".join(c if c in "\n\t\x1b" or (c >= " " and not "\x7f" <= c <= "\x9f") else "\ufffd" for c in text)
    encoding = out.encoding or "utf-8"
    return clean.encode(encoding, "replace").decode(encoding)


def plain(text: str | None) -> str:
    """Words of a page on one line, without control characters (an escape in a page must not drive a terminal)."""
    return " ".join("".join(c if c >= " " and c != "\x7f" else " " for c in text or "").split())


def many(count: int, one: str, more: str | None = None) -> str:
    """ "1 page", "2 pages"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def duration(seconds: float) -> str:
    """A stretch of time as a person says it."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s"


def size(count: int) -> str:
    """Bytes as a person says them."""
    value = float(count)
    for unit in ("bytes", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"
