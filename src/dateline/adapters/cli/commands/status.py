"""What the record holds.

Pages, articles, events, claims, problems; --problems lists what could not be read, and why.
"""

import argparse

from dateline.adapters.cli.console import Console, plain, size
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import open_record


def arguments(parser: Parser) -> None:
    """The options of `dateline status`."""
    parser.add_record()
    parser.add_argument("--problems", action="store_true", help="list each page that had a problem")
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Count and print."""
    with open_record(options.record) as record:
        stats = record.stats()
        problems = list(record.problems()) if options.problems else []
    if options.json:
        console.json({"stats": stats, "problems": problems} if options.problems else stats)
        return 0
    rows: list[tuple[object, ...]] = [
        ("pages", stats.pages),
        ("articles", stats.articles),
        *((f"  in {language}", count) for language, count in stats.languages.items()),
        ("not articles", sum(stats.not_articles.values())),
        *((f"  {kind}", count) for kind, count in stats.not_articles.items()),
        ("outlets", stats.outlets),
        ("published", f"{stats.earliest} to {stats.latest}" if stats.earliest else "unknown"),
        ("people, bodies, places", stats.entities),
        ("events", stats.events),
        ("  told in reports", stats.reports),
        ("claims", stats.claims),
        ("judgements", stats.judgements),
        ("problems", sum(stats.problems.values())),
        *((f"  {code}", count) for code, count in stats.problems.items()),
        ("unreadable", stats.unreadable),
        ("size", size(stats.bytes)),
    ]
    console.table(rows)
    if stats.unjoined:
        console.line(f"{stats.unjoined} readings are not joined yet: run the same dateline read again")
    for each in problems:
        console.line(f"{plain(each.file or each.page_id)}: {each.code}: {plain(each.detail)}")
    return 0
