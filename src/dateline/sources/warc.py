"""WARC and WET files: their records as Pages, streamed; what is damaged is told and passed over.

Format: ISO 28500 (WARC 1.0 and 1.1). Records are read here and not by FastWARC because that ends a damaged
archive in silence (docs/adr/0006-sources.md).
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from dateline.model import Locator, Page, Unreadable
from dateline.sources import sniff
from dateline.sources.faults import NOT_A_PAGE, SourceError, unreadable
from dateline.sources.inflate import decode_content, unchunk
from dateline.sources.page import pages_of
from dateline.sources.stream import ArchiveStream

_MAX_HEADERS = 500
_MAX_SKIP = 2_000_000_000
_LENGTH = re.compile(r"\d{1,15}\Z")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]{1,40})", re.IGNORECASE)

Headers = dict[str, str]


def read_warc(file: BinaryIO, name: str, *, gzipped: bool, max_bytes: int) -> Iterator[Page | Unreadable]:
    """Pages of the records that hold a capture (response, resource, conversion), in file order.

    file: opened at its start. name: for the locators. max_bytes: larger records are passed over as too-large.
    A truncated or corrupt place gives an Unreadable, and reading goes on with the next whole record.
    """
    stream = ArchiveStream(file, gzipped=gzipped)
    while True:
        locator = Locator(file=name)
        try:
            headers, offset = _read_headers(stream)
            if headers is None:
                return
            locator = _locator(name, headers, offset)
            body = _read_body(stream, headers, max_bytes)
        except SourceError as fault:
            yield unreadable(_placed(locator, stream), fault.code, fault.detail)
            if not _recover(stream, fault):
                return
            continue
        yield from _record_pages(headers, body, locator, max_bytes)


def _recover(stream: ArchiveStream, fault: SourceError) -> bool:
    if fault.code == "too-large":
        return True  # the record was passed over whole
    if fault.code == "bad-warc-record":
        return stream.find_record()
    return stream.skip_damage() and stream.find_record()


def _placed(locator: Locator, stream: ArchiveStream) -> Locator:
    return locator if locator.offset is not None else Locator(file=locator.file, offset=stream.damage_at)


def _read_headers(stream: ArchiveStream) -> tuple[Headers | None, int]:
    line = stream.read_line()
    while line and not line.strip():
        line = stream.read_line()
    offset = stream.offset
    if not line:
        return None, offset
    if not line.startswith(b"WARC/"):
        raise SourceError("bad-warc-record", f"no WARC record begins here: {line[:40]!r}")
    headers = _parse_fields(stream)
    if "warc-type" not in headers:
        raise SourceError("bad-warc-record", "a record without WARC-Type")
    return headers, offset


def _parse_fields(stream: ArchiveStream) -> Headers:
    headers: Headers = {}
    last = ""
    for _ in range(_MAX_HEADERS):
        line = stream.read_line()
        if not line:
            raise SourceError("truncated-warc", "the file ends inside a record's header")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text.strip():
            return headers
        if text[0] in " \t" and last:
            headers[last] += " " + text.strip()
            continue
        key, colon, value = text.partition(":")
        if not colon:
            continue
        last = key.strip().lower()
        headers.setdefault(last, value.strip())
    raise SourceError("bad-warc-record", f"more than {_MAX_HEADERS} header fields")


def _read_body(stream: ArchiveStream, headers: Headers, max_bytes: int) -> bytes:
    length_text = headers.get("content-length", "")
    if not _LENGTH.match(length_text):
        raise SourceError("bad-warc-record", f"Content-Length is {length_text[:40]!r}")
    length = int(length_text)
    # Twice: transfer headers and chunk sizes are not part of the page.
    if length > 2 * max_bytes:
        if length > _MAX_SKIP:
            raise SourceError("bad-warc-record", f"Content-Length is {length}")
        if stream.skip(length) < length:
            raise SourceError("truncated-warc", f"the file ends inside a record of {length} bytes")
        raise SourceError("too-large", f"a record of {length} bytes; at most {max_bytes} are read")
    body = stream.read(length)
    if len(body) < length:
        raise SourceError("truncated-warc", f"the file ends after {len(body)} of a record's {length} bytes")
    return body


def _record_pages(headers: Headers, body: bytes, locator: Locator, max_bytes: int) -> Iterator[Page | Unreadable]:
    kind = headers["warc-type"].lower()
    url = headers.get("warc-target-uri", "").strip("<> ") or None
    captured_at = _iso_time(headers.get("warc-date", ""))
    declared = headers.get("content-type", "")
    if kind == "conversion":
        yield from pages_of(
            body, locator, url=url, captured_at=captured_at, declared="text/plain; charset=utf-8",
            media_type=sniff.TEXT, max_bytes=max_bytes,
        )  # fmt: skip
    elif kind == "revisit":
        yield unreadable(locator, NOT_A_PAGE, f"a revisit of {url or 'a page'} saved elsewhere")
    elif kind == "response" and (declared.lower().startswith("application/http") or body.startswith(b"HTTP/")):
        yield from _http_pages(body, locator, url, captured_at, max_bytes)
    elif kind in {"response", "resource"}:
        yield from pages_of(body, locator, url=url, captured_at=captured_at, declared=declared, max_bytes=max_bytes)


def _http_pages(
    message: bytes, locator: Locator, url: str | None, captured_at: str | None, max_bytes: int
) -> Iterator[Page | Unreadable]:
    head, body = _split_message(message)
    status_line, _, field_lines = head.partition(b"\n")
    matched = _STATUS.match(status_line)
    status = int(matched.group(1)) if matched else None
    fields: Headers = {}
    for line in field_lines.split(b"\n")[:_MAX_HEADERS]:
        key, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    if status is not None and 300 <= status < 400:
        yield unreadable(locator, NOT_A_PAGE, f"a redirect ({status}) to {fields.get('location', '?')[:500]}")
        return
    try:
        if "chunked" in fields.get("transfer-encoding", "").lower():
            body = unchunk(body)
        body = decode_content(body, fields.get("content-encoding", ""), limit=max_bytes)
    except SourceError as fault:
        yield unreadable(locator, fault.code, fault.detail)
        return
    yield from pages_of(
        body,
        locator,
        url=url,
        captured_at=captured_at,
        declared=fields.get("content-type", ""),
        http_status=status,
        max_bytes=max_bytes,
    )


def _split_message(message: bytes) -> tuple[bytes, bytes]:
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := message.find(end, 0, 262_144)) >= 0]
    if not ends:
        return message, b""
    at, length = min(ends)
    return message[:at], message[at + length :]


def _locator(name: str, headers: Headers, offset: int) -> Locator:
    return Locator(
        file=name,
        record=headers.get("warc-record-id", "").strip("<> ") or None,
        offset=offset,
        digest=headers.get("warc-payload-digest") or headers.get("warc-block-digest"),
    )


def _iso_time(text: str) -> str | None:
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return text.strip() if time.tzinfo else f"{text.strip()}Z"
