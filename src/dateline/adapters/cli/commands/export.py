"""Write the record in another format.

The same record gives the same bytes. Words and options narrow what is written.
"""

import argparse
import os
import sys
from pathlib import Path

from dateline.adapters.cli.asking import query_of
from dateline.adapters.cli.console import Console
from dateline.adapters.cli.parser import Parser
from dateline.adapters.exports import EXPORTS, export
from dateline.adapters.stores import open_record
from dateline.model import DatelineError


def arguments(parser: Parser) -> None:
    """The options of `dateline export`."""
    width = max(map(len, EXPORTS))
    parser.epilog = "formats:\n" + "\n".join(f"  {name:<{width}}  {each.about}" for name, each in EXPORTS.items())
    parser.add_argument("format", metavar="FORMAT", choices=list(EXPORTS), help="one of the formats below")
    parser.add_argument("words", nargs="*", default=[], metavar="WORD", help="words that an article must have")
    parser.add_record()
    parser.add_filters(limit=None)
    parser.add_argument("--output", metavar="FILE", help="the file to write (default: standard output)")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write one format; a file appears whole or not at all."""
    with open_record(options.record) as record:
        query = query_of(options, limit=0)
        if options.output is None:
            export(options.format, record, query, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return 0
        target = Path(options.output)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as out:
                export(options.format, record, query, out)
            part.replace(target)
        except OSError as error:
            raise DatelineError(
                f"cannot write {options.output}: {error.strerror}", remedy="name a file you may write"
            ) from error
        finally:
            part.unlink(missing_ok=True)
    console.note(f"written: {options.output}")
    return 0
