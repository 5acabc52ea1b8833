"""Read pages into a record.

Reads folders, HTML files, text dumps, WARC, WET, WACZ and saved feeds, told by their content. Pages the
record knows are not read again unless they, Dateline or a language pack changed. Stop it at any moment: the
same command goes on where it stopped.
"""

import argparse
import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dateline.adapters.cli.console import Console, duration, many
from dateline.adapters.cli.parser import Parser, seconds, whole_number
from dateline.model import DatelineError

if TYPE_CHECKING:  # imported for good in `run`: --help must not wait for what reads pages
    from dateline.jobs import Engine, Progress, Tally
    from dateline.model import Page, Unreadable


def arguments(parser: Parser) -> None:
    """The options of `dateline read`."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a folder, file or archive of saved pages")
    parser.add_record()
    parser.add_argument(
        "--workers",
        type=whole_number,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes that read (default: one per core); 0 reads in this process, without a time limit",
    )
    parser.add_argument(
        "--page-limit", type=seconds, default=60.0, metavar="S", help="seconds one page may take (default: 60)"
    )
    parser.add_argument(
        "--kind",
        choices=["auto", "html", "dump", "article"],
        default="auto",
        help="what the files are; article: the article's own text, nothing stripped (default: auto)",
    )
    parser.add_events()
    parser.add_language("read every page in this language (default: its own)")
    parser.add_argument(
        "--again",
        action="store_true",
        help="read the record's own saved pages again, those that this Dateline reads otherwise; needs no PATH",
    )
    parser.add_argument("--force", action="store_true", help="read again what the record knows, too")
    parser.add_json("print progress and the result as JSON Lines")


def run(options: argparse.Namespace, console: Console) -> int:
    """Read, join, and tell what was done."""
    from dateline.adapters.engines import PoolEngine, SerialEngine
    from dateline.adapters.stores import open_record
    from dateline.jobs import join_record, read_into
    from dateline.reading import ReadOptions, read_page
    from dateline.sources import open_source

    if not options.paths and not options.again:
        raise DatelineError("read what? no PATH given", remedy="name a folder or file of saved pages, or --again")
    for path in options.paths:
        if Path(path).resolve() == Path(options.record).resolve():
            raise DatelineError(
                f"{path} is to be read and is the record, too", remedy="name another folder with --record"
            )
    sources = [open_source(path) for path in options.paths]  # a missing path ends the call before any work
    read_options = ReadOptions(kind=options.kind, language=options.language, events=options.events)
    engine: Engine = PoolEngine(options.workers, limit_s=options.page_limit) if options.workers else SerialEngine()
    with open_record(options.record, write=True) as store:
        store.forget_unreadable(options.paths)
        watch = _Watch(console, options.paths, as_json=options.json)
        tally = read_into(
            store,
            _chained([*sources, *([store.pages()] if options.again else [])], outside=Path(options.record)),
            functools.partial(read_page, options=read_options),
            engine,
            options=f"{options.kind},{options.language or 'auto'},{options.events}",
            force=options.force,
            watch=watch,
        )
        if store.stale:
            console.progress("joining the record ...", now=True)
            join_record(store)
        stats = store.stats()
    console.clear()
    if options.json:
        done = {"event": "done", **msgspec.to_builtins(tally), "record": msgspec.to_builtins(stats)}
        console.json(done)
    else:
        _table(console, tally, options.record)
    return 1 if tally.failed else 0


def _chained(sources: "Iterable[Iterator[Page | Unreadable]]", *, outside: Path) -> "Iterator[Page | Unreadable]":
    """What the sources hold, one after the other, but for the record itself where it lies among the pages."""
    folder = outside.resolve()
    known: dict[Path, bool] = {}
    for source in sources:
        for each in source:
            parent = Path(each.locator.file).parent if each.locator else None
            if parent is not None and parent not in known:
                known[parent] = parent.resolve().is_relative_to(folder)
            if parent is None or not known[parent]:
                yield each


class _Watch:
    """Shows how far the run is: counts, pages a second, time left by the bytes of the files passed."""

    def __init__(self, console: Console, paths: list[str], *, as_json: bool) -> None:
        self._console = console
        self._json = as_json
        self._shown_at = 0.0
        self._sizes = _sizes(paths) if console.terminal or as_json else {}
        self._all = sum(self._sizes.values())
        self._passed = 0
        self._file: str | None = None
        self._file_start = 0

    def __call__(self, progress: "Progress") -> None:
        tally = progress.tally
        self._follow(progress)
        if self._json and tally.seconds - self._shown_at >= 1.0:
            self._shown_at = tally.seconds
            self._console.json({"event": "progress", **msgspec.to_builtins(tally), "part": self._part})
        elif not self._json and self._console.terminal:
            rate = tally.read / tally.seconds if tally.seconds > 0 else 0.0
            left = ""
            if 0 < self._part < 1 and tally.seconds > 2:
                left = f" · {duration(tally.seconds * (1 - self._part) / self._part)} left"
            self._console.progress(
                f"{many(tally.read, 'page')} read · {tally.known:,} known · {many(tally.events, 'event')}"
                f" · {tally.failed:,} failed · {rate:.1f} pages/s{left}"
            )

    @property
    def _part(self) -> float:
        return min(1.0, self._passed / self._all) if self._all else 0.0

    def _follow(self, progress: "Progress") -> None:
        where = progress.locator
        if where is None:
            return
        if where.file != self._file:
            if self._file is not None:
                self._file_start += self._sizes.pop(self._file, 0)
            self._file = where.file
        inside = where.offset or 0
        self._passed = self._file_start + min(inside, self._sizes.get(where.file, 0))


def _sizes(paths: list[str]) -> dict[str, int]:
    sizes = {}
    for path in map(Path, paths):
        files = [path] if path.is_file() else (each for each in path.rglob("*") if each.is_file())
        for file in files:
            try:
                sizes[str(file)] = file.stat().st_size
            except OSError:
                continue
    return sizes


def _table(console: Console, tally: "Tally", record: str) -> None:
    others = sum(tally.not_articles.values())
    rows: list[tuple[object, ...]] = [
        ("pages found", tally.found - tally.skipped),
        ("read now", tally.read),
        ("known already", tally.known),
        ("articles", tally.articles),
        ("not articles", others),
        *((f"  {kind}", count) for kind, count in sorted(tally.not_articles.items())),
        ("event reports", tally.events),
        ("claims", tally.claims),
        ("problems", sum(tally.problems.values())),
        *((f"  {code}", count) for code, count in sorted(tally.problems.items())),
        *([("files that are no pages", tally.skipped)] if tally.skipped else []),
        ("time", duration(tally.seconds)),
    ]
    console.table(rows)
    console.line()
    console.line(f"The record lies in {record}. To see it: dateline serve --record {record}")
    if tally.failed:
        console.line(f"{many(tally.failed, 'page')} could not be read: dateline status --record {record} --problems")
