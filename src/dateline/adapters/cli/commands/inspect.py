"""What one page says, as JSON, without a record.

FILE may be a page, a text dump, a feed or an archive; several pages give JSON Lines. FILE - reads standard
input. --batch takes JSON Lines in ({"id", "text" or "html", "url", "published"} a line) and gives one line
for each, in the same order.
"""

import argparse

from dateline.adapters.cli.console import Console
from dateline.adapters.cli.parser import Parser, seconds, whole_number


def arguments(parser: Parser) -> None:
    """The options of `dateline inspect`."""
    add = parser.add_argument
    add("file", metavar="FILE", help="a saved page, a text, an archive; - for standard input")
    parser.add_json("print the full JSON (the contract); without it a short summary is printed")
    add("--batch", action="store_true", help="FILE is JSON Lines; prints JSON Lines")
    add("--url", help="the address the page was saved from")
    add("--captured-at", metavar="TIME", help="when it was saved, ISO 8601")
    add(
        "--kind",
        choices=["auto", "html", "dump", "article"],
        default="auto",
        help="what the file is; article: the article's own text, nothing stripped (default: auto)",
    )
    add("--published", metavar="TIME", help="the document creation time where the page tells none, ISO 8601")
    add("--headline", help="the headline, for --kind article")
    add("--outlet", help="the outlet, for --kind article")
    parser.add_events()
    parser.add_language("the language to read in (default: the page's own)")
    add("--workers", type=whole_number, default=0, metavar="N", help="processes for --batch (default: 0, this one)")
    add("--page-limit", type=seconds, default=60.0, metavar="S", help="seconds one page may take in a worker")


def run(options: argparse.Namespace, console: Console) -> int:
    """Read and print; 1 when a page could not be read."""
    from dateline.adapters.cli.inspecting import inspect  # --help must not wait for what reads pages

    return inspect(options, console)
