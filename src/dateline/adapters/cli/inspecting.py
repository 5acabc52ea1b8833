"""Reading single pages and batches for `dateline inspect`."""

import argparse
import datetime
import functools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dateline._version import __version__
from dateline.adapters.cli.console import Console, plain
from dateline.adapters.encoding import sayable, to_json
from dateline.adapters.engines import PoolEngine, SerialEngine
from dateline.jobs import Engine, Lost, has_failed
from dateline.model import Article, DatelineError, Locator, Page, Problem, Reading, Unreadable
from dateline.reading import ReadOptions, read_page
from dateline.reading.face import encode_reading, reading_to_json
from dateline.sources import NOT_A_PAGE, open_source

_MOST_LINE = 64_000_000


def inspect(options: argparse.Namespace, console: Console) -> int:
    """Read and print; 1 when a page could not be read."""
    _check_time("--published", options.published)
    _check_time("--captured-at", options.captured_at)
    read_options = ReadOptions(
        kind=options.kind,
        published=options.published,
        headline=options.headline,
        outlet=options.outlet,
        language=options.language,
        events=options.events,
    )
    if options.batch:
        return _batch(options, read_options, console)
    failed = False
    pages = list(_pages(options))
    for each in pages:
        if isinstance(each, Unreadable):
            failed = True
            console.error(f"{each.locator.file}: {each.problem.detail} ({each.problem.code})")
            continue
        reading = read_page(each, options=read_options)
        failed = failed or has_failed(reading)
        if options.json:
            console.raw(encode_reading(reading, indent=2 if len(pages) == 1 and console.colour else 0))
        else:
            _summary(console, reading)
    return 1 if failed else 0


def _pages(options: argparse.Namespace) -> Iterator[Page | Unreadable]:
    if options.file != "-" and options.kind == "auto":
        found = open_source(options.file, url=options.url, captured_at=options.captured_at)
        for each in found:
            if isinstance(each, Page) or each.problem.code != NOT_A_PAGE or Path(options.file).is_file():
                yield each
        return
    path = Path(options.file)
    if options.file != "-" and not path.is_file():
        raise DatelineError(f"no such file: {options.file}", remedy="give the path of a saved page")
    try:
        content = sys.stdin.buffer.read() if options.file == "-" else path.read_bytes()
    except OSError as error:
        yield Unreadable(
            locator=Locator(file=options.file),
            problem=Problem(code="unreadable-file", stage="sources", detail=error.strerror or str(error)),
        )
        return
    looks_like_markup = content.lstrip()[:1] == b"<"
    html = options.kind == "html" or (options.kind == "auto" and looks_like_markup)
    yield Page(
        id=Page.identify(content),
        content=content,
        media_type="text/html" if html else "text/plain",
        url=options.url,
        captured_at=options.captured_at,
        locator=None if options.file == "-" else Locator(file=options.file),
    )


def _check_time(option: str, text: str | None) -> None:
    if text is None:
        return
    if not _is_time(text):
        raise DatelineError(f"{option} {text!r} is no time", remedy="write it as 2024-05-03T14:00+02:00")


def _is_time(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _batch(options: argparse.Namespace, read_options: ReadOptions, console: Console) -> int:
    engine: Engine = PoolEngine(options.workers, limit_s=options.page_limit) if options.workers else SerialEngine()
    if options.file == "-":
        return _print_batch(sys.stdin.buffer, engine, read_options, console)
    try:
        with Path(options.file).open("rb") as lines:
            return _print_batch(lines, engine, read_options, console)
    except OSError as error:
        raise DatelineError(
            f"cannot read {options.file}: {error.strerror}", remedy="give a JSON Lines file, or - for standard input"
        ) from error


def _print_batch(lines: BinaryIO, engine: Engine, read_options: ReadOptions, console: Console) -> int:
    failed = False
    tasks = (_Line(number, line) for number, line in enumerate(_lines(lines), 1) if line.strip())
    for task, result in engine.map(functools.partial(read_line, options=read_options), tasks):
        if isinstance(result, Lost):
            result = _faulty(task, result.problem)
        failed = failed or result.failed
        console.raw(result.json)
    return 1 if failed else 0


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_MOST_LINE):
        yield line


class _Line(msgspec.Struct, frozen=True):
    number: int
    json: bytes


class _Answer(msgspec.Struct, frozen=True):
    json: bytes
    failed: bool = False


class _Asked(msgspec.Struct, frozen=True):
    """One line of a batch."""

    id: Any = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    published: str | None = None
    headline: str | None = None
    outlet: str | None = None
    language: str | None = None
    captured_at: str | None = None
    kind: str | None = None


def read_line(line: _Line, *, options: ReadOptions) -> _Answer:
    """Read one line of a batch: "text" is the article's own, "html" is a page as saved."""
    try:
        asked: _Asked = msgspec.convert(json.loads(line.json), _Asked)
    except (ValueError, msgspec.ValidationError, RecursionError) as error:
        detail = f"line {line.number} is no question: {error}"
        return _faulty(line, Problem(code="bad-line", stage="sources", detail=detail))
    words = asked.text if asked.text is not None else asked.html
    if words is None:
        problem = Problem(code="bad-line", stage="sources", detail=f'line {line.number} has no "text" or "html"')
        return _faulty(line, problem)
    for name, time in (("published", asked.published), ("captured_at", asked.captured_at)):
        if time and not _is_time(time):  # an empty one is an unknown one
            detail = f'line {line.number}: "{name}" {time!r} is no time (write it as 2024-05-03T14:00+02:00)'
            return _faulty(line, Problem(code="bad-line", stage="sources", detail=detail))
    content = sayable(words).encode("utf-8")  # code point for code point: offsets stay those of the given text
    given_kind = asked.kind or ("article" if asked.text is not None and options.kind == "auto" else options.kind)
    page = Page(
        id=Page.identify(content),
        content=content,
        media_type="text/html" if asked.text is None else "text/plain",
        url=asked.url,
        charset="utf-8",
        declared_charset="utf-8",
        captured_at=asked.captured_at,
    )
    reading = read_page(
        page,
        options=msgspec.convert(
            {
                **msgspec.to_builtins(options),
                "kind": given_kind,
                "published": asked.published or options.published,
                "headline": asked.headline or options.headline,
                "outlet": asked.outlet or options.outlet,
                "language": asked.language or options.language,
            },
            ReadOptions,
        ),
    )
    return _Answer(to_json({"id": asked.id, **reading_to_json(reading)}), failed=has_failed(reading))


def _faulty(line: _Line, problem: Problem) -> _Answer:
    """What stands in the place of a line that gave no reading: the contract's shape, empty, with the problem."""
    try:
        given = json.loads(line.json)
        name = given.get("id") if isinstance(given, dict) else None
    except (ValueError, RecursionError):
        name = None
    empty = Reading(
        page_id=Page.identify(b""),
        dateline=__version__,
        media_type="text/plain",
        article=Article(page_id=Page.identify(b""), kind="empty"),
        problems=(problem,),
    )
    return _Answer(to_json({"id": name, **reading_to_json(empty)}), failed=True)


def _summary(console: Console, reading: Reading) -> None:
    article = reading.article
    console.line(console.bold(plain(article.headline) or f"({article.kind})"))
    authors = ", ".join(author.name for author in article.authors)
    facts: Iterable[tuple[str, object]] = (
        ("kind", article.kind),
        ("outlet", article.outlet),
        ("by", authors),
        ("published", article.published),
        ("language", article.language),
        ("characters", len(article.text)),
        ("times", len(reading.times)),
        ("names", len(reading.mentions)),
        ("claims", len(reading.claims)),
        ("events", len(reading.events)),
        ("problems", ", ".join(f"{each.code}: {each.detail}" for each in reading.problems)),
    )
    console.table([(name, plain(str(value))) for name, value in facts if value not in (None, "")])
    console.line("--json prints all of it.")
