"""Who said what.

Claims with their whole chain of sources, newest article first. --entity asks for what one speaker said.
"""

import argparse

from dateline.adapters.cli.asking import query_of
from dateline.adapters.cli.console import Console, many, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import open_record


def arguments(parser: Parser) -> None:
    """The options of `dateline claims`."""
    parser.add_argument("words", nargs="*", default=[], metavar="WORD", help="words that the article has")
    parser.add_record()
    parser.add_filters()
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Ask and print."""
    with open_record(options.record) as record:
        claims = record.claims(query_of(options))
    if options.json:
        console.json(claims)
        return 0
    for claim in claims:
        about = " · ".join(each for each in (claim.outlet, (claim.published or "")[:10], claim.mode) if each)
        chain = " > ".join(plain(source) for source in claim.chain)
        console.line(f"{console.bold(chain or '(no source)')}  {plain(claim.cue)}")
        console.line("  " + " … ".join(plain(words) for words in claim.content))
        console.line(f"  {plain(about)}  {console.dim(f'{claim.page_id[:12]}#{claim.claim}')}")
    console.line(many(len(claims), "claim"))
    return 0
