"""Dated events as iCalendar (RFC 5545), whole days."""

import datetime
from collections.abc import Iterator
from typing import BinaryIO

from dateline.adapters.encoding import sayable
from dateline.adapters.exports.coding import day_of, last_day
from dateline.adapters.exports.told import Told, page_address, told_events
from dateline.views import Query, Store


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One calendar; an event's stamp is its newest publication time, so that the same record gives the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"]
    for told in told_events(store, query):
        lines += _event(told)
    lines.append("END:VCALENDAR")
    for line in lines:
        out.write(_folded(sayable(line)))


def _event(told: Told) -> Iterator[str]:
    event = told.event
    first, last = day_of(event.earliest), last_day(event)
    if first is None or last is None or last == datetime.date.max:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id.replace('#', '-')}@dateline"
    yield f"DTSTAMP:{_stamp(told)}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + datetime.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title or event.lemma)}"
    yield f"CATEGORIES:{_text(event.type)},{_text(event.status)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.lat is not None and event.lon is not None:
        yield f"GEO:{event.lat:.6f};{event.lon:.6f}"
    sources = "\n".join(f"{each.outlet}: {page_address(each.reading)}" for each in told.accounts)
    yield f"DESCRIPTION:{_text(sources)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _stamp(told: Told) -> str:
    moments = []
    for account in told.accounts:
        try:
            moment = datetime.datetime.fromisoformat(account.reading.article.published or "")
        except ValueError:
            continue
        try:
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
            moments.append(zoned.astimezone(datetime.UTC))
        except OverflowError:
            continue
    newest = max(moments, default=datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    return f"{newest.year:04d}{newest:%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return "".join(each for each in escaped if each >= " " and each != "\x7f")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets a piece, no character cut in two."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > 75:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
