"""A table of event reports, each with the words it stands on."""

from collections.abc import Iterator
from typing import BinaryIO

from dateline.adapters.exports.told import Told, told_events, write_csv
from dateline.views import Query, Store

COLUMNS = (
    "event", "report", "type", "mode", "lemma", "status", "earliest", "latest", "date_edtf", "date_how", "place",
    "place_name", "latitude", "longitude", "place_precision", "country", "actors", "recipients", "victims",
    "killed", "wounded", "horizon", "said_by", "event_reports", "event_independent_sources", "outlet",
    "published", "headline", "url", "page", "start", "end", "words", "sentence",
)  # fmt: skip


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One report a row; several names in one cell are parted by " | ". start, end: into the article's text."""
    write_csv(out, COLUMNS, (row for told in told_events(store, query) for row in _rows(store, told)))


def _rows(store: Store, told: Told) -> Iterator[dict[str, object]]:
    for account in told.accounts:
        reading, report = account.reading, account.report
        own = Told(event=told.event, accounts=(account,))
        when, where = report.when, report.where
        claim = next((claim for claim in reading.claims if claim.id == report.claim), None)
        lines = store.reports([f"{reading.page_id}#{report.id}"])
        yield {
            "event": told.event.id,
            "report": f"{reading.page_id}#{report.id}",
            "type": report.type,
            "mode": report.mode,
            "lemma": report.lemma,
            "status": report.status,
            "earliest": when.earliest if when else None,
            "latest": when.latest if when else None,
            "date_edtf": when.edtf if when else None,
            "date_how": when.how if when else None,
            "place": where.text if where else None,
            "place_name": where.name if where else None,
            "latitude": where.lat if where else None,
            "longitude": where.lon if where else None,
            "place_precision": where.precision if where else None,
            "country": where.country if where else None,
            "actors": " | ".join(own.names("actor")),
            "recipients": " | ".join(own.names("recipient")),
            "victims": " | ".join(own.names("victim")),
            "killed": " | ".join(each.text for each in own.numbers("killed")),
            "wounded": " | ".join(each.text for each in own.numbers("wounded")),
            "horizon": report.horizon.text if report.horizon else None,
            "said_by": " > ".join(source.name or source.text for source in claim.sources) if claim else None,
            "event_reports": len(told.event.reports),
            "event_independent_sources": told.event.independent,
            "outlet": reading.article.outlet,
            "published": reading.article.published,
            "headline": reading.article.headline,
            "url": reading.url,
            "page": reading.page_id,
            "start": report.trigger.start,
            "end": report.trigger.end,
            "words": report.trigger.text,
            "sentence": " ".join(lines[0].sentence.split()) if lines else None,
        }
