"""Claims and reports as lines of a list, each with the words that tell it."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.adapters.encoding import sayable
from dateline.adapters.stores.codec import unpack
from dateline.adapters.stores.look_up import reading_at
from dateline.adapters.stores.match import parse_words
from dateline.adapters.stores.narrowing import conditions_of, found_by, joined, placeholders
from dateline.language import language_of_pack
from dateline.language.tagging.sentences import sentence_around
from dateline.model import Claim, EventReport, Reading, Span
from dateline.views import ClaimLine, Query, ReportLine


def claims(connection: sqlite3.Connection, query: Query) -> tuple[ClaimLine, ...]:
    """Claims in articles that match, newest article first, in text order; entities: who speaks."""
    words = parse_words(query.text)
    found, values = found_by(words)
    narrowed = conditions_of(query)
    narrowed.pop("entity", None)
    where, more = joined(narrowed.values())
    speaks, speakers = "", list[Any]()
    if query.entities:
        marks = placeholders(query.entities)
        speaks = f" AND (entity.id IN ({marks}) OR entity.name IN ({marks}) OR claim.speaker IN ({marks}))"
        speakers = [sayable(each) for each in query.entities] * 3
    rows = connection.execute(
        f"WITH {found} SELECT claim.n, claim.i, entity.id, page.id FROM found JOIN article USING (n)"
        " JOIN page USING (n) JOIN claim ON claim.n = article.n"
        " LEFT JOIN member ON member.n = claim.n AND member.local = claim.local"
        f" LEFT JOIN entity ON entity.id = member.entity WHERE 1{where}{speaks}"
        " ORDER BY day IS NULL, day DESC, claim.n, claim.i LIMIT ? OFFSET ?",
        [*values, *more, *speakers, query.limit, query.offset],
    ).fetchall()
    lines = []
    shown: tuple[int, Reading] | None = None
    for number, index, entity, page_id in rows:
        if shown is None or shown[0] != number:
            shown = (number, reading_at(connection, number))
        lines.append(_claim_line(shown[1], shown[1].claims[index], entity, page_id))
    return tuple(lines)


def _claim_line(reading: Reading, claim: Claim, entity: str | None, page_id: str) -> ClaimLine:
    article = reading.article
    inner = claim.sources[-1] if claim.sources else None
    return ClaimLine(
        page_id=page_id,
        claim=claim.id,
        mode=claim.mode,
        speaker=None if inner is None else inner.name or inner.text,
        speaker_kind=None if inner is None else inner.kind,
        entity=entity,
        chain=tuple(source.name or source.text for source in claim.sources),
        cue=None if claim.cue is None else claim.cue.text,
        content=tuple(span.of(article.text) for span in claim.content),
        spans=claim.content,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
    )


def forecasts(connection: sqlite3.Connection, query: Query) -> tuple[ReportLine, ...]:
    """Reports that carry a horizon, by publication, then in text order."""
    found, values = found_by(parse_words(query.text))
    narrowed = conditions_of(query)
    for name in ("type", "status"):
        if name in narrowed:
            wanted = query.types if name == "type" else query.statuses
            narrowed[name] = (f"report.{name} IN ({placeholders(wanted)})", list(wanted))
    where, more = joined(narrowed.values())
    rows = connection.execute(
        f"WITH {found} SELECT page.id, report.id FROM found JOIN article USING (n) JOIN page USING (n)"
        f" JOIN report ON report.n = article.n WHERE report.horizon{where}"
        " ORDER BY day IS NULL, day, report.n, report.i LIMIT ? OFFSET ?",
        [*values, *more, query.limit, query.offset],
    ).fetchall()
    return reports(connection, [f"{page}#{local}" for page, local in rows])


def reports(connection: sqlite3.Connection, report_ids: Sequence[str]) -> tuple[ReportLine, ...]:
    """Reports in the order asked for, each with the sentence that tells it."""
    return tuple(_report_lines(connection, report_ids))


def _report_lines(connection: sqlite3.Connection, report_ids: Sequence[str]) -> Iterator[ReportLine]:
    read: dict[str, tuple[Reading, str | None] | None] = {}
    for reference in report_ids:
        page_id, _, local = reference.partition("#")
        if page_id not in read:
            row = connection.execute(
                "SELECT body, (SELECT id FROM page AS first WHERE first.n = copy_of) FROM page"
                " JOIN reading USING (n) JOIN article USING (n) WHERE id = ?",
                (page_id,),
            ).fetchone()
            read[page_id] = None if row is None else (unpack(row[0], Reading), row[1])
        known = read[page_id]
        if known is None:
            continue
        reading, copy_of = known
        for report in reading.events:
            if report.id == local:
                yield _report_line(reading, report, None if copy_of == page_id else copy_of)


def _report_line(reading: Reading, report: EventReport, copy_of: str | None) -> ReportLine:
    article = reading.article
    trigger = Span(report.trigger.start, report.trigger.end)
    sentence = sentence_around(article.text, trigger, language_of_pack(reading.language_pack))
    return ReportLine(
        page_id=reading.page_id,
        report=report.id,
        type=report.type,
        status=report.status,
        trigger=report.trigger.text,
        start=report.trigger.start,
        end=report.trigger.end,
        sentence=sentence.of(article.text),
        sentence_start=sentence.start,
        headline=article.headline,
        outlet=article.outlet,
        published=article.published,
        copy_of=copy_of,
        edtf=report.when.edtf if report.when else None,
        place=(report.where.name or report.where.text) if report.where else None,
        claim=report.claim,
        horizon=report.horizon.text if report.horizon else None,
        horizon_earliest=report.horizon.earliest if report.horizon else None,
        horizon_latest=report.horizon.latest if report.horizon else None,
    )
