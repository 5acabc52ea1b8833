"""Which words and which rule gave each field of an event.

WHAT is a file, or a page of the record. Without EVENT, all events of the page are explained.
"""

import argparse
from pathlib import Path

from dateline.adapters.cli.console import Console, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import open_record
from dateline.model import DatelineError, EventReport, Page, Reading
from dateline.views.seasons import in_words


def arguments(parser: Parser) -> None:
    """The options of `dateline explain`."""
    parser.add_argument("what", metavar="FILE|PAGE", help="a saved page, or the id of a page of the record")
    parser.add_argument("event", nargs="?", metavar="EVENT", help="the id of one event on the page (e1, e2, ...)")
    parser.add_record()
    parser.add_argument("--published", metavar="TIME", help="the document creation time where FILE tells none")
    parser.add_events()
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Read the page, or take its reading, and print each event field by field."""
    page, _, local = options.what.partition("#")
    wanted = options.event or local or None
    readings = _of_file(options) if Path(options.what).is_file() else [_of_record(options.record, page)]
    rows = [
        (event, fields_of(reading, event))
        for reading in readings
        for event in reading.events
        if wanted is None or event.id == wanted
    ]
    if not rows and wanted is not None:
        raise DatelineError(f"{options.what} has no event {wanted}", remedy="leave EVENT out to see all")
    if options.json:
        console.json([{"event": event.id, "fields": fields} for event, fields in rows])
        return 0
    for event, fields in rows:
        console.line(console.bold(f"{event.id}  {event.type} {plain(event.trigger.text)}"))
        console.table([(each["field"], plain(each["value"]), plain(each["words"]), each["why"]) for each in fields])
    if not rows:
        console.line("no events on this page")
    return 0


def _of_file(options: argparse.Namespace) -> list[Reading]:
    from dateline.reading import ReadOptions, read_page  # only where a file is read
    from dateline.sources import open_source

    pages = (each for each in open_source(options.what) if isinstance(each, Page))
    return [read_page(each, options=ReadOptions(published=options.published, events=options.events)) for each in pages]


def _of_record(record: str, page_id: str) -> Reading:
    with open_record(record) as store:
        reading = store.reading(page_id)
    if reading is None:
        raise DatelineError(
            f"no file and no page of the record: {page_id}", remedy="give a saved page, or an id that search prints"
        )
    return reading


def fields_of(reading: Reading, event: EventReport) -> list[dict[str, str]]:
    """Each field of an event: its value, the words it stands on with their place, the rule or head that gave it."""
    text = reading.article.text
    told = event.explained

    def quote(start: int | None, end: int | None) -> str:
        return "" if start is None or end is None else f"{text[start:end]} [{start}:{end}]"

    def row(field: str, value: object, words: str = "", why: str = "") -> dict[str, str]:
        return {"field": field, "value": "" if value is None else str(value), "words": words, "why": why}

    trigger = quote(event.trigger.start, event.trigger.end)
    rows = [
        row("trigger", event.lemma, trigger, told.get("trigger", event.found_by)),
        row("type", event.type, trigger, told.get("type", event.found_by)),
    ]
    if event.mode:
        rows.append(row("mode", event.mode, "", told.get("mode", "")))
    for each in event.arguments:
        value = each.text if each.value is None else f"{each.value:g} {each.unit or ''}".strip()
        why = each.found_by or told.get(each.role, "")
        rows.append(row(each.role, value, quote(each.start, each.end), why + (" (inferred)" if each.inferred else "")))
    if event.when is not None:
        time = next((each for each in reading.times if each.id == event.when.time), None)
        words = quote(time.start, time.end) if time else ""
        rule = f" by {time.rule}" if time and time.rule else ""
        rows.append(
            row("when", in_words(event.when.edtf or "") or None, words, told.get("when", event.when.how or "") + rule)
        )
    if event.where is not None:
        words = quote(event.where.start, event.where.end)
        rows.append(row("where", event.where.name or event.where.text, words, told.get("where", event.where.how or "")))
    rows.append(row("status", event.status, "", told.get("status", "")))
    rows += [
        row(f"  to {each.source or 'the outlet'}", f"{each.certainty}, {each.polarity}") for each in event.standing
    ]
    if event.horizon is not None:
        words = quote(event.horizon.start, event.horizon.end)
        value = f"{event.horizon.earliest or ''}..{event.horizon.latest or ''}"
        rows.append(row("horizon", value, words, told.get("horizon", "")))
    claim = next((each for each in reading.claims if each.id == event.claim), None)
    if claim is not None:
        chain = " > ".join(source.name or source.text for source in claim.sources)
        cue = quote(claim.cue.start, claim.cue.end) if claim.cue else ""
        rows.append(row("said by", chain, cue, claim.found_by))
    shown = {"trigger", "type", "mode", "when", "where", "status", "horizon", *(each.role for each in event.arguments)}
    rows += [row(field, "", "", why) for field, why in sorted(told.items()) if field not in shown]
    return rows
