"""Events in the order in which they happened.

An event stands once, however many articles tell it; --since and --until are times of the event. --foretold
lists what was planned, threatened, feared or expected, with its horizon; --disputed lists where sources differ.
"""

import argparse

from dateline.adapters.cli.asking import query_of
from dateline.adapters.cli.console import Console, many, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import RecordStore, open_record
from dateline.views import Query, disagreements, forecasts
from dateline.views.seasons import in_words


def arguments(parser: Parser) -> None:
    """The options of `dateline timeline`."""
    parser.add_argument("words", nargs="*", default=[], metavar="WORD", help="words that an article on the event has")
    parser.add_record()
    parser.add_filters(limit=50)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--foretold", action="store_true", help="what was foretold, by publication")
    group.add_argument("--disputed", action="store_true", help="only where reports of one event disagree")
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Ask and print."""
    query = query_of(options)
    with open_record(options.record) as record:
        if options.foretold:
            _foretold(record, query, console, as_json=options.json)
        elif options.disputed:
            _disputed(record, query, console, as_json=options.json)
        else:
            _events(record, query, console, as_json=options.json)
    return 0


def _events(record: RecordStore, query: Query, console: Console, *, as_json: bool) -> None:
    events = record.timeline(query)
    if as_json:
        console.json(events)
        return
    for event in events:
        when = in_words(event.edtf) if event.edtf else (event.earliest or "")[:10]
        console.line(f"{console.bold(when)}  {plain(event.title)}")
        facts = [event.type, event.status, plain(event.place), many(len(event.reports), "report")]
        facts.append(many(event.independent, "independent source"))
        facts += [f"disputed: {each.field}" for each in event.disagreements]
        console.line("  " + " · ".join(fact for fact in facts if fact) + "  " + console.dim(shorten(event.id)))
    console.line(many(len(events), "event"))


def _foretold(record: RecordStore, query: Query, console: Console, *, as_json: bool) -> None:
    found = forecasts(record, query)
    if as_json:
        console.json(found)
        return
    for each in found:
        line = each.report
        console.line(f"{console.bold((line.published or '')[:10])}  {plain(line.sentence)}")
        console.line(f"  {line.status} · horizon: {plain(line.horizon)} · {plain(line.outlet)}")
    console.line(many(len(found), "forecast"))


def _disputed(record: RecordStore, query: Query, console: Console, *, as_json: bool) -> None:
    found = disagreements(record, query)
    if as_json:
        console.json(found)
        return
    for each in found:
        console.line(console.bold(f"{each.disagreement.field}  ") + plain(each.event.title))
        console.table(
            [
                (value.value, many(value.independent, "independent source"), (value.earliest or "")[:16])
                for value in each.disagreement.values
            ],
            indent="    ",
        )
    console.line(many(len(found), "disagreement"))


def shorten(reference: str) -> str:
    """An id short enough to read and long enough to find."""
    page, mark, local = reference.partition("#")
    return page[:12] + mark + local
