"""The record in the formats of others: each a thin writer over the same views.

An export is one module with NAME-like facts in EXPORTS and a function `write(store, query, out)`. The same
record gives the same bytes: no clock, no random ids.
"""

import importlib
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from dateline.model import DatelineError
from dateline.views import Query, Store


class Export(msgspec.Struct, frozen=True):
    """A format: its name, module, media type, the ending of its files, and what it holds."""

    name: str
    module: str
    media_type: str
    ending: str
    about: str


_ALL = (
    Export("jsonl", "readings", "application/x-ndjson", "jsonl", "what each page says, a reading a line"),
    Export("csv", "table", "text/csv", "csv", "event reports with their evidence, one a row"),
    Export("acled", "acled", "text/csv", "csv", "dated events under ACLED's column names"),
    Export("ucdp", "ucdp", "text/csv", "csv", "deadly events under UCDP GED's column names"),
    Export("timelinejs", "timelinejs", "application/json", "json", "dated events for TimelineJS"),
    Export("geojson", "geojson", "application/geo+json", "geojson", "events with coordinates (RFC 7946)"),
    Export("ics", "calendar", "text/calendar", "ics", "dated events for a calendar (RFC 5545)"),
    Export("atom", "atom", "application/atom+xml", "atom", "events as a feed, newest report first (RFC 4287)"),
    Export("annotations", "annotations", "application/ld+json", "jsonld", "evidence as W3C Web Annotations"),
    Export("schemaorg", "schemaorg", "application/ld+json", "jsonld", "articles, claims and quotations (schema.org)"),
)
EXPORTS: dict[str, Export] = {each.name: each for each in _ALL}

Write = Callable[[Store, Query, BinaryIO], None]


def export(name: str, store: Store, query: Query, out: BinaryIO) -> None:
    """Write what matches a query in one format; limit and offset of the query are not looked at.

    Raises DatelineError for a format that there is not.
    """
    if name not in EXPORTS:
        raise DatelineError(f"no export named {name!r}", remedy=f"choose one of {', '.join(EXPORTS)}")
    write: Write = importlib.import_module(f"{__name__}.{EXPORTS[name].module}").write
    write(store, query, out)
