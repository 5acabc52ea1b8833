"""Plain bytes of an archive, read as lines and blocks, with the file offset of what is being read."""

from collections import deque
from typing import BinaryIO

from dateline.sources.faults import SourceError
from dateline.sources.inflate import GzipMembers

_PIECE = 65_536
_SEARCH = 268_435_456


class ArchiveStream:
    """A forward-only view of a WARC file, gzip or plain, that can find its way on after damage.

    Memory stays within one piece and what a caller asks for.
    """

    def __init__(self, file: BinaryIO, *, gzipped: bool) -> None:
        self._file = file
        self._members = GzipMembers(file) if gzipped else None
        self._buffer = bytearray()
        self._at = 0
        self._line_at = 0
        self._marks: deque[tuple[int, int]] = deque()

    @property
    def offset(self) -> int:
        """Where the line that was read last begins in the file: its gzip member, or its own place."""
        if self._members is None:
            return self._line_at
        while len(self._marks) > 1 and self._marks[1][0] <= self._line_at:
            self._marks.popleft()
        return self._marks[0][1] if self._marks else 0

    @property
    def damage_at(self) -> int:
        """Where a fault lies: the gzip member that was being read, or the line that was read last."""
        return self._line_at if self._members is None else self._members.member_at

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, fewer only at the end. Raises SourceError on damage."""
        while len(self._buffer) < size and self._more():
            pass
        return self._take(size)

    def read_line(self, *, limit: int = 65_536) -> bytes:
        """One line with its end; empty at the end of the file. Raises SourceError: bad-warc-record."""
        self._line_at = self._at
        searched = 0
        while (found := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > limit:
                raise SourceError("bad-warc-record", "a header line has no end")
            if not self._more():
                return self._take(len(self._buffer))
        return self._take(found + 1)

    def skip(self, size: int) -> int:
        """Pass over `size` bytes without keeping them; how many there were."""
        left = size
        while left > 0:
            if not self._buffer and not self._more():
                break
            left -= len(self._take(min(left, len(self._buffer))))
        return size - left

    def find_record(self) -> bool:
        """Go on to the next line that opens a WARC record; False where there is none.

        Past damage in a gzip stream the next member that opens a record is looked for in the raw bytes.
        """
        passed = 0
        while passed < _SEARCH:
            found = 0 if self._buffer.startswith(b"WARC/") else self._buffer.find(b"\nWARC/") + 1
            if found > 0 or self._buffer.startswith(b"WARC/"):
                self._take(found)
                return True
            passed += len(self._take(max(0, len(self._buffer) - 5)))
            try:
                if not self._more():
                    return False
            except SourceError:
                if not self.skip_damage():
                    return False
        return False

    def skip_damage(self) -> bool:
        """After a gzip fault: drop what is buffered and go to the next member that opens a record."""
        self._take(len(self._buffer))
        return self._members is not None and self._members.skip_to_member()

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._at += len(taken)
        return taken

    def _more(self) -> bool:
        if self._members is None:
            piece = self._file.read(_PIECE)
        else:
            piece, member = self._members.next_piece()
            end = self._at + len(self._buffer)
            if piece and (not self._marks or self._marks[-1][1] != member):
                self._marks.append((end, member))
        self._buffer += piece
        return bool(piece)
