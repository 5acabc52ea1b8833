"""Whether the installation and the record are sound.

Reads a page of its own with every language pack, and checks the record if there is one. Exit status 1 when
something is wrong.
"""

import argparse
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import msgspec

from dateline._version import __version__
from dateline.adapters.cli.console import Console, plain
from dateline.adapters.cli.parser import Parser
from dateline.adapters.stores import open_record
from dateline.adapters.stores.connection import FILE
from dateline.article.native import native, why_plain
from dateline.article.tree.read import native_walker

_PAGE = (
    b"<!doctype html><html lang=en><head><title>Bridge closed</title></head><body><article><h1>Bridge closed in Varo"
    b"</h1><p>Published 3 May 2024</p><p>The mayor of Varo, Ilse Brandt, said on Friday that the old bridge had been"
    b" closed after two people were injured. Police opened an inquiry, and traffic was sent over the northern road."
    b"</p><p>The bridge was built in 1911 and repaired twice. It will stay closed until June, the council said.</p>"
    b"</article></body></html>"
)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at, and how it is; `remedy` where it is not well."""

    what: str
    well: bool
    detail: str
    remedy: str = ""


def arguments(parser: Parser) -> None:
    """The options of `dateline doctor`."""
    parser.add_record()
    parser.add_json()


def run(options: argparse.Namespace, console: Console) -> int:
    """Look at everything, and tell."""
    findings = tuple(_findings(Path(options.record)))
    if options.json:
        console.json(findings)
    else:
        console.table([("ok" if each.well else "WRONG", each.what, plain(each.detail)) for each in findings], indent="")
        for each in findings:
            if not each.well:
                console.line(f"{each.what}: {each.remedy}")
    return 0 if all(each.well for each in findings) else 1


def _findings(record: Path) -> Iterator[Finding]:
    yield Finding("Dateline", True, f"{__version__} in {Path(__file__).parents[3]}")
    yield Finding(
        "Python", sys.version_info >= (3, 11), platform.python_version(), remedy="install Python 3.11 or later"
    )
    yield _tried("SQLite", _sqlite, "use a Python whose sqlite3 has FTS5")
    for package in ("msgspec", "numpy", "onnxruntime", "selectolax", "fastwarc", "starlette", "uvicorn", "jinja2"):
        yield _tried(package, lambda name=package: metadata.version(name), f"pip install {package}")  # type: ignore[misc]
    yield Finding("parts in C", True, _native())
    yield _tried("language packs", _packs, "install Dateline again: its data files are missing")
    yield _tried("reading", _reading, "install Dateline again, and report this if it stays")
    if (record / FILE).exists():
        yield _tried(f"record {record}", lambda: _record(record), "read the pages into a new folder with --record")
    else:
        yield Finding(f"record {record}", True, "none yet")


def _native() -> str:
    """How pages of HTML are read: parts in C where they were built, plain Python where not; both read the same."""
    if native() is None:
        return f"{why_plain()}: pages are read in plain Python"
    return "built" if native_walker() is not None else "built; this selectolax is walked in plain Python"


def _tried(what: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(what, True, look())
    except Exception as error:  # whatever is wrong with an installation is what the doctor is asked for
        return Finding(what, False, f"{type(error).__name__}: {error}", remedy)


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body, content='')")
    return f"{sqlite3.sqlite_version} with FTS5"


def _packs() -> str:
    from dateline.language import languages_with_packs, load_language

    codes = languages_with_packs()
    if not codes:
        raise LookupError("no language pack found")
    return ", ".join(load_language(code).name for code in codes)


def _reading() -> str:
    from dateline.model import Page
    from dateline.reading import read_page

    reading = read_page(Page(id=Page.identify(_PAGE), content=_PAGE, media_type="text/html"))
    if reading.article.kind != "article" or "Ilse Brandt" not in reading.article.text:
        raise LookupError(f"a plain article was read as {reading.article.kind!r}")
    if reading.problems:
        raise LookupError("; ".join(f"{each.code}: {each.detail}" for each in reading.problems))
    return f"{len(reading.times)} times, {len(reading.claims)} claims, {len(reading.events)} events in a test page"


def _record(folder: Path) -> str:
    with open_record(folder) as record:
        wrong = record.check()
        if wrong:
            raise LookupError("; ".join(wrong[:3]))
        stats = record.stats()
    return f"schema {stats.schema}, {stats.pages} pages, sound"
