"""Compressed bytes made plain, never more than a given number of them."""

import io
import zlib
from typing import BinaryIO, Protocol

from dateline.sources.faults import SourceError

_PIECE = 65_536


class _Reader(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def inflate_gzip(content: bytes, *, limit: int) -> bytes:
    """All members of a gzip file, joined. Raises SourceError: truncated-gzip, corrupt-gzip, too-large."""
    source = GzipMembers(io.BytesIO(content))
    pieces: list[bytes] = []
    size = 0
    while True:
        piece, _ = source.next_piece()
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > limit:
            raise SourceError("too-large", f"more than {limit} bytes when decompressed")
        pieces.append(piece)


def decode_content(content: bytes, encodings: str, *, limit: int) -> bytes:
    """An HTTP body with its Content-Encoding undone, last applied first.

    A body that is not compressed although the header says so is taken as it is: many archivers store it decoded.
    Raises SourceError: bad-encoding, unsupported-encoding, too-large.
    """
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > 4:
        raise SourceError("unsupported-encoding", f"{len(names)} content encodings on top of each other")
    for name in reversed(names):
        if name in {"identity", "none", "utf-8", "binary"}:
            continue
        if name in {"gzip", "x-gzip"}:
            content = inflate_gzip(content, limit=limit) if content.startswith(b"\x1f\x8b") else content
        elif name == "deflate":
            content = _inflate_deflate(content, limit)
        elif name in {"br", "zstd"}:
            content = _inflate_with_fastwarc(content, name, limit)
        else:
            raise SourceError("unsupported-encoding", f"content encoding {name[:40]!r}")
    return content


def _inflate_deflate(content: bytes, limit: int) -> bytes:
    # "deflate" is zlib by the standard and raw deflate from some servers.
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(window)
        try:
            plain = inflater.decompress(content, limit + 1)
        except zlib.error:
            continue
        if len(plain) > limit:
            raise SourceError("too-large", f"more than {limit} bytes when decompressed")
        if inflater.eof:
            return plain
    if looks_like_text(content):
        return content
    raise SourceError("bad-encoding", "the body is not the deflate data that its header promises")


def _inflate_with_fastwarc(content: bytes, name: str, limit: int) -> bytes:
    from fastwarc import stream_io  # only bodies in br or zstd need it

    if looks_like_text(content):
        return content
    reader: _Reader
    pieces: list[bytes] = []
    size = 0
    try:
        opened = io.BytesIO(content)
        reader = stream_io.BrotliReader(opened) if name == "br" else stream_io.ZstdReader(opened)
        while piece := reader.read(_PIECE):
            size += len(piece)
            if size > limit:
                raise SourceError("too-large", f"more than {limit} bytes when decompressed")
            pieces.append(piece)
    except (OSError, ValueError, EOFError) as error:
        raise SourceError("bad-encoding", f"{name} data are damaged") from error
    if content and not pieces:
        raise SourceError("bad-encoding", f"{name} data are damaged")
    return b"".join(pieces)


def looks_like_text(content: bytes) -> bool:
    """Whether the bytes begin as text does, so that they cannot be compressed data."""
    head = content[:512]
    return not any(code < 9 or (13 < code < 32 and code != 27) for code in head) and (
        head.lstrip()[:1] in (b"<", b"{", b"[") or head.isascii()
    )


class GzipMembers:
    """The plain bytes of a gzip stream, piece by piece, with the offset of the member each piece is from."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._raw = b""
        self._raw_at = 0
        self.member_at = 0
        self._inflater: zlib._Decompress | None = None
        self._failed = False

    def next_piece(self) -> tuple[bytes, int]:
        """At most 64 KiB of plain bytes and their member's offset; empty at the end.

        Raises SourceError truncated-gzip or corrupt-gzip, after all that could be read was given.
        """
        while True:
            if self._inflater is None and not self._open_member():
                return b"", self._raw_at
            assert self._inflater is not None
            if not self._raw and not self._fill():
                self._inflater = None
                raise SourceError("truncated-gzip", "the file ends inside a gzip member")
            before = len(self._raw)
            try:
                piece = self._inflater.decompress(self._raw, _PIECE)
            except zlib.error as error:
                self._failed = True
                self._inflater = None
                raise SourceError("corrupt-gzip", str(error)) from error
            rest = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            self._raw = rest
            self._raw_at += before - len(rest)
            member = self.member_at
            if self._inflater.eof:
                self._inflater = None
            if piece:
                return piece, member

    def skip_to_member(self) -> bool:
        """After a fault: go to the next member that opens a WARC record; False where there is none."""
        skip = 1 if self._failed and self._raw_at <= self.member_at else 0
        self._failed = False
        self._inflater = None
        while True:
            found = self._raw.find(b"\x1f\x8b\x08", skip)
            if found < 0:
                keep = self._raw[-2:]
                self._raw_at += len(self._raw) - len(keep)
                self._raw = keep
                skip = 0
                if not self._fill():
                    return False
                continue
            if len(self._raw) - found < 4096:
                self._fill()
            if _opens_record(self._raw[found : found + 4096]):
                self._raw = self._raw[found:]
                self._raw_at += found
                return True
            skip = found + 1

    def _open_member(self) -> bool:
        while len(self._raw) < 2 and self._fill():
            pass
        # Zero padding after the last member is legal for tape and harmless here.
        while self._raw.startswith(b"\0"):
            stripped = self._raw.lstrip(b"\0")
            self._raw_at += len(self._raw) - len(stripped)
            self._raw = stripped
            while len(self._raw) < 2 and self._fill():
                pass
        if not self._raw:
            return False
        self.member_at = self._raw_at
        if not self._raw.startswith(b"\x1f\x8b"):
            self._failed = True
            raise SourceError("corrupt-gzip", "no gzip member where one must begin")
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return True

    def _fill(self) -> bool:
        piece = self._file.read(_PIECE)
        self._raw += piece
        return bool(piece)


def _opens_record(raw: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, 5).startswith(b"WARC/")
    except zlib.error:
        return False


def unchunk(body: bytes) -> bytes:
    """An HTTP body with chunked transfer coding undone; as it is where it is not chunked after all.

    Many archivers store the decoded body and keep the header, so a body that does not parse is not chunked.
    A body that ends early gives what is there.
    """
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        line_end = body.find(b"\n", at, at + 100)
        size_text = body[at:line_end].split(b";")[0].strip() if line_end >= 0 else b""
        if not size_text or len(size_text) > 15 or size_text.strip(b"0123456789abcdefABCDEF"):
            return body
        size = int(size_text, 16)
        if size == 0:
            break
        at = line_end + 1
        pieces.append(body[at : at + size])
        at += size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    return b"".join(pieces)
