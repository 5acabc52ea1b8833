"""Find articles.

Words must all occur; "a phrase" in quotes, -word to leave out, word* for what begins so, OR between words.
Without words, everything that the options leave, newest first.
"""

import argparse

from dateline.adapters.cli.asking import query_of
from dateline.adapters.cli.console import Console, many, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import open_record
from dateline.views import Hit


def arguments(parser: Parser) -> None:
    """The options of `dateline search`."""
    parser.add_argument("words", nargs="*", default=[], metavar="WORD", help="what to look for")
    parser.add_record()
    parser.add_filters(kinds=True)
    parser.add_argument(
        "--order", choices=["best", "newest", "oldest"], default="best", help="which come first (default: best)"
    )
    parser.add_argument("--facets", action="store_true", help="show what one can narrow by")
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Search and print."""
    with open_record(options.record) as record:
        results = record.search(query_of(options))
    if options.json:
        console.json(results)
        return 0
    for hit in results.hits:
        _print(console, hit)
    shown = len(results.hits)
    console.line(f"{many(results.total, 'article')}" + (f", {shown} shown" if shown < results.total else ""))
    if options.facets:
        for name, values in results.facets.items():
            if values:
                console.line(console.bold(name))
                console.table([(plain(value.label), value.count) for value in values[:10]])
    return 0


def _print(console: Console, hit: Hit) -> None:
    about = " · ".join(each for each in (hit.outlet, hit.published and hit.published[:10], hit.language) if each)
    console.line(f"{console.bold(plain(hit.headline) or '(no headline)')}  {console.dim(hit.page_id[:12])}")
    told = f"{many(hit.events, 'event')}, {many(hit.claims, 'claim')}"
    copy = f" · copy of {hit.copy_of[:12]}" if hit.copy_of else ""
    console.line(f"  {plain(about)} · {told}{copy}")
    text, last, shown = hit.excerpt, 0, ""
    for span in hit.matches:
        start, end = span.start - hit.start, span.end - hit.start
        if 0 <= last <= start and end <= len(text):
            shown += plain_inside(text[last:start]) + console.bold(plain_inside(text[start:end]))
            last = end
    shown += plain_inside(text[last:])
    if shown.strip():
        console.line("  " + shown.strip())
    console.line()


def plain_inside(text: str) -> str:
    """As `plain`, but a space at either end stays."""
    middle = plain(text)
    before = " " if text[:1].isspace() and middle else ""
    after = " " if text[-1:].isspace() else ""
    return before + middle + after
