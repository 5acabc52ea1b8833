"""MHTML ("web page, single file") and saved e-mails: the page, its address and when it was saved (RFC 2557, 5322)."""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import islice

import msgspec

from dateline.sources.faults import SourceError
from dateline.sources.framed import FramePart, has_frames, put_in_frames

_FIELD = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9\-]{0,60}):[ \t]*([^\r\n]{0,4000}(?:\r?\n[ \t][^\r\n]{0,4000}){0,20})")
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))""", re.IGNORECASE)
_MAX_NESTING, _MOST_PARTS = 4, 200


class SavedPart(msgspec.Struct, frozen=True):
    """The page's part of an MHTML file: its HTML, or of an e-mail without any its text."""

    content: bytes
    content_type: str
    url: str | None = None
    captured_at: str | None = None


def read_mhtml(content: bytes) -> SavedPart:
    """The first HTML part of an MHTML file or an e-mail with what its frames show, else the first of plain text.

    Raises SourceError malformed-mhtml where there is neither.
    """
    fields, body = _split(content)
    found = _first_part(fields, body, "text/html", 0) or _first_part(fields, body, "text/plain", 0)
    if found is None:
        raise SourceError("malformed-mhtml", "no text/html or text/plain part")
    part_fields, part_body = found
    url = (
        fields.get("snapshot-content-location") or part_fields.get("content-location") or fields.get("content-location")
    )
    shown = _decoded(part_body, part_fields.get("content-transfer-encoding", ""))
    if has_frames(shown):
        shown = put_in_frames(shown, url, _frame_parts(fields, body, part_fields))
    return SavedPart(
        content=shown,
        content_type=part_fields.get("content-type", "text/html"),
        url=url if url and url.startswith(("http://", "https://")) else None,
        captured_at=_time(fields.get("date", "")),
    )


_Part = tuple[dict[str, str], bytes]


def _first_part(fields: dict[str, str], body: bytes, wanted: str, nesting: int) -> _Part | None:
    return next(_parts(fields, body, wanted, nesting), None)


def _parts(fields: dict[str, str], body: bytes, wanted: str, nesting: int) -> Iterator[_Part]:
    """The parts of a type in a message, those of parts within parts included."""
    content_type = fields.get("content-type", "").lower()
    if content_type.startswith(wanted):
        yield fields, body
        return
    boundary = _BOUNDARY.search(fields.get("content-type", ""))
    if not content_type.startswith("multipart/") or boundary is None or nesting >= _MAX_NESTING:
        return
    mark = b"--" + (boundary.group(1) or boundary.group(2)).encode("utf-8")
    start = body.find(mark)
    while start >= 0:
        line_end = body.find(b"\n", start)
        if line_end < 0 or body.startswith(b"--", start + len(mark)):
            return
        end = body.find(b"\n" + mark, line_end)
        part_fields, part_body = _split(body[line_end + 1 : end if end >= 0 else len(body)])
        yield from _parts(part_fields, part_body, wanted, nesting + 1)
        start = end + 1 if end >= 0 else -1


def _frame_parts(fields: dict[str, str], body: bytes, own: dict[str, str]) -> dict[str, FramePart]:
    """The HTML parts of a message but the page's own, by the addresses that frames may name them by."""
    found: dict[str, FramePart] = {}
    for part_fields, part_body in islice(_parts(fields, body, "text/html", 0), _MOST_PARTS):
        if part_fields == own:
            continue
        try:
            content = _decoded(part_body, part_fields.get("content-transfer-encoding", ""))
        except SourceError:
            continue
        part = FramePart(content, part_fields.get("content-type", ""))
        if name := part_fields.get("content-id", "").strip("<> "):
            found.setdefault(f"cid:{name}", part)
        if address := part_fields.get("content-location"):
            found.setdefault(address, part)
    return found


def _split(message: bytes) -> tuple[dict[str, str], bytes]:
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := message.find(end, 0, 65_536)) >= 0]
    at, length = min(ends) if ends else (min(len(message), 65_536), 0)
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(message[:at]):
        value = re.sub(rb"\s*\r?\n[ \t]+", b" ", match.group(2)).strip()
        fields.setdefault(match.group(1).decode("ascii").lower(), value.decode("utf-8", "replace"))
    return fields, message[at + length :]


def _decoded(body: bytes, encoding: str) -> bytes:
    name = encoding.strip().lower()
    if name == "quoted-printable":
        return quopri.decodestring(body)
    if name == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error as error:
            raise SourceError("malformed-mhtml", f"base64: {error}") from error
    return body


def _time(text: str) -> str | None:
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return time.isoformat() if time.tzinfo else None
