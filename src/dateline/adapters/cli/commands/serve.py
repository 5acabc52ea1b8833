"""Show the record in the browser.

Listens on this machine alone unless --host names another address; then --token is needed, and every visitor
must bring it.
"""

import argparse
import importlib
import ipaddress

from dateline.adapters.cli.console import Console
from dateline.adapters.cli.parser import Parser, whole_number
from dateline.adapters.stores import open_record
from dateline.model import DatelineError

DEFAULT_PORT = 8765


def arguments(parser: Parser) -> None:
    """The options of `dateline serve`."""
    parser.add_record()
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="listen here (default: 127.0.0.1)")
    parser.add_argument(
        "--port",
        type=whole_number,
        default=DEFAULT_PORT,
        metavar="N",
        help=f"listen on this port; 0 takes a free one (default: {DEFAULT_PORT})",
    )
    parser.add_argument("--token", metavar="WORD", help="what a visitor must bring")
    parser.add_argument("--open", action="store_true", help="open the browser")


def run(options: argparse.Namespace, console: Console) -> int:
    """Check the call, then hand over to the web adapter until Ctrl-C."""
    if options.port > 65535:
        raise DatelineError(f"there is no port {options.port}", remedy="give one from 0 to 65535")
    if options.token is None and not is_loopback(options.host):
        raise DatelineError(
            f"--host {options.host} would show the record to others", remedy="add --token WORD, or leave --host out"
        )
    open_record(options.record).close()
    web = importlib.import_module("dateline.adapters.web")
    status: int = web.serve(
        options.record,
        host=options.host,
        port=options.port,
        token=options.token,
        open_browser=options.open,
        tell=console.note,
    )
    return status


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
