"""Events as an Atom feed (RFC 4287), newest report first."""

import datetime
import re
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from dateline.adapters.exports.told import Told, page_address, told_events
from dateline.views import Query, Store
from dateline.views.seasons import in_words

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00Z"


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One feed; the time of an entry is the newest publication among its reports."""
    entries = sorted(((_updated(told), told) for told in told_events(store, query)), key=lambda each: each[1].event.id)
    entries.sort(key=lambda each: each[0], reverse=True)
    out.write(
        b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        b"<id>urn:dateline:events</id>\n<title>Events of the record</title>\n"
        b"<author><name>Dateline</name></author>\n"
    )
    out.write(f"<updated>{entries[0][0] if entries else _NEVER}</updated>\n".encode())
    for updated, told in entries:
        out.write(_entry(updated, told).encode("utf-8"))
    out.write(b"</feed>\n")


def _entry(updated: str, told: Told) -> str:
    event = told.event
    links = "".join(f'<link rel="via" href={quoteattr(_xml(page_address(each.reading)))}/>\n' for each in told.accounts)
    about = " · ".join(
        each for each in (in_words(event.edtf or event.earliest or ""), event.place, event.status) if each
    )
    return (
        f"<entry>\n<id>urn:sha256:{escape(event.id)}</id>\n<title>{escape(_xml(event.title or event.lemma))}</title>\n"
        f"<updated>{updated}</updated>\n<category term={quoteattr(event.type)}/>\n{links}"
        f"<content>{escape(_xml(about + ' · ' + ', '.join(told.outlets)))}</content>\n</entry>\n"
    )


def _updated(told: Told) -> str:
    """The newest publication time, in UTC; a day alone counts from its midnight."""
    newest = _NEVER
    for account in told.accounts:
        try:
            moment = datetime.datetime.fromisoformat(account.reading.article.published or "")
            zoned = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
            newest = max(newest, zoned.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        except (ValueError, OverflowError):
            continue
    return newest


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
