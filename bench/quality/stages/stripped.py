"""Fields of pages without what they tell machines: title, authors, day, tags, read off the page's lines alone.

The pages of the field sets without metadata, microdata, machines' times, scripts and address
(`bench.quality.stripping`): "bare"; "untitled", without the title element as well; "classless", without classes and
ids; "dump", printed as text, a line a block. A gold value counts as wanted only where the page prints it; a value given
where none is printed is invented: an author that the gold does not have, a day that is another. Which pages print a
value is told by a recogniser of its own and not by Dateline's.

Half of each set's pages, by a hash of their id: rules were read off errors on the other half only. Titles exact and by
letters, as in `pages`; names of authors one by one and as a set; the day of publication, of the last change where none
is told; tags. Peers read the bare pages, as HTML.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from training.dumps.print_page import print_page

from bench.quality.peers.pages import DATE_PEER, PEERS, Output, outputs
from bench.quality.report import Counts, Row, f1_rows
from bench.quality.stages.pages import as_output, installed, letters, name_of, read_pages, same, wanted_names
from bench.quality.stripping import VARIANTS, printed_parts, prints_day, prints_words, strip_page, visible_lines
from dateline.article import read_article
from dateline.model import Page

STAGE = "stripped"
# name, the word before a page's id in its hash, file
SETS = (
    ("fundus_half", "fundus", "pages/train/fundus_half.jsonl.gz"),
    ("wcxb_articles", "wcxb", "pages/train/wcxb_articles.jsonl.gz"),
    ("trafilatura_eval", "traf", "pages/dev/trafilatura_eval.jsonl.gz"),
    ("readability_tests", "readab", "pages/dev/readability_tests.jsonl.gz"),
    ("htmldate_mc2020", "htmldate", "pages/dev/htmldate_mc2020.jsonl.gz"),
)
_FIELDS = ("title", "authors", "date", "tags")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEAST = 20
_LOWER = "lower is better"


class Printed(msgspec.Struct, frozen=True):
    """What of a page's gold its lines print; None where the gold has no such field.

    authors, tags: all of the gold's, folded; printed_authors, printed_tags: those that are printed.
    """

    title: str | None
    title_printed: bool
    authors: frozenset[str] | None
    printed_authors: frozenset[str]
    day: str | None
    day_printed: bool
    tags: frozenset[str]
    printed_tags: frozenset[str]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    rows: list[Row] = []
    for name, key, file in SETS:
        pages = [
            page for page in read_pages(data / file, limit) if is_measured(f"{key}/{page['id']}") and _has_fields(page)
        ]
        if not pages:
            rows.append(Row(STAGE, name, "dateline", "title exact", None, note=f"absent: {file}"))
            continue
        bare = [{**page, "html": strip_page(page["html"], "bare"), "url": None} for page in pages]
        golds = [printed_of(page["gold"], visible_lines(page["html"])) for page in bare]
        for variant in (*VARIANTS, "dump"):
            found = [_read(page, variant) for page in pages]
            rows += field_rows(f"{name}/{variant}", "dateline", golds, found, _FIELDS)
        for system, peer in installed((*PEERS, DATE_PEER), f"stripped-{name}", bare):
            if peer is not None and peer.fields:
                found = outputs(peer, f"stripped-{name}", bare)
                rows += field_rows(f"{name}/bare", system, golds, found, peer.fields)
    return rows


def is_measured(page: str) -> bool:
    """Whether a page, by its set and id, is of the half that no rule was read off."""
    return hashlib.sha1(page.encode()).digest()[0] % 2 == 1


def printed_of(gold: dict[str, Any], lines: list[str]) -> Printed:
    """A gold beside what a page's lines print of it."""
    text = same("\n".join(lines))
    title = gold["title"] if isinstance(gold.get("title"), str) else None
    authors = frozenset(wanted_names(gold.get("authors") or ())) if title is not None else None
    day = gold["date"][:10] if isinstance(gold.get("date"), str) and _DAY.match(gold["date"]) else None
    told = gold.get("tags") or ()
    tags = frozenset(same(tag) for tag in (told if isinstance(told, list | tuple) else str(told).split(";")))
    return Printed(
        title=title,
        title_printed=title is not None and letters(title) in letters(text),
        authors=authors,
        printed_authors=frozenset(name for name in authors or () if prints_words(text, name)),
        day=day,
        day_printed=day is not None and prints_day(lines, day),
        tags=tags,
        printed_tags=tags & printed_parts(lines, same) if tags else frozenset(),
    )


def field_rows(
    set_: str, system: str, golds: Sequence[Printed], found: Sequence[Output], fields: Sequence[str]
) -> list[Row]:
    """The rows of one system on one set. fields: those that it gives."""
    rows: list[Row] = []
    pairs = list(zip(golds, found))
    for field, metric, test in _TESTS:
        results = [result for gold, each in pairs if (result := test(gold, each)) is not None]
        if field in fields and results and (len(results) >= _LEAST or metric not in _INVENTED):
            note = _LOWER if metric in _INVENTED or metric.startswith("another") else ""
            rows.append(Row(STAGE, set_, system, metric, sum(results) / len(results), n=len(results), note=note))
    for field, metric, counts in (("authors", "authors, name by name", _names), ("tags", "tags", _tags)):
        told = [count for gold, each in pairs if (count := counts(gold, each)) is not None]
        if field in fields and told:
            rows += f1_rows(STAGE, set_, system, told, of=metric)
    return rows


def _has_fields(page: dict[str, Any]) -> bool:
    return any(page["gold"].get(field) for field in _FIELDS)


def _read(page: dict[str, Any], variant: str) -> Output:
    dump = variant == "dump"
    html = strip_page(page["html"], "bare" if dump else variant)
    content = ("\n".join(print_page(html)) if dump else html).encode("utf-8", "surrogatepass")
    media_type = "text/plain" if dump else "text/html"
    return as_output(read_article(Page(Page.identify(content), content, media_type, charset="utf-8")))


def _given(found: Output) -> frozenset[str]:
    return frozenset(name_of(name) for name in found.authors or ())


def _title(gold: Printed, found: Output) -> bool | None:
    return same(found.title) == same(gold.title) if gold.title_printed else None


def _title_words(gold: Printed, found: Output) -> bool | None:
    return letters(found.title) == letters(gold.title) if gold.title_printed else None


def _authors(gold: Printed, found: Output) -> bool | None:
    given = _given(found)
    return given in (gold.printed_authors, gold.authors) if gold.printed_authors else None


def _invented(gold: Printed, found: Output) -> bool | None:
    if gold.authors is None or gold.printed_authors:
        return None
    return bool(_given(found) - gold.authors)


def _day(gold: Printed, found: Output) -> bool | None:
    return (found.date or "")[:10] == gold.day if gold.day_printed else None


def _other_day(gold: Printed, found: Output) -> bool | None:
    return found.date is not None and found.date[:10] != gold.day if gold.day_printed else None


def _invented_day(gold: Printed, found: Output) -> bool | None:
    if gold.day is None or gold.day_printed:
        return None
    return found.date is not None and found.date[:10] != gold.day


def _names(gold: Printed, found: Output) -> Counts | None:
    if not gold.printed_authors or gold.authors is None:
        return None
    given = _given(found)
    right = len(given & gold.printed_authors)
    return Counts(right, len(given - gold.authors), len(gold.printed_authors) - right)


def _tags(gold: Printed, found: Output) -> Counts | None:
    if not gold.printed_tags:
        return None
    given = {same(tag) for tag in found.tags or ()}
    right = len(given & gold.printed_tags)
    return Counts(right, len(given - gold.tags), len(gold.printed_tags) - right)


_INVENTED = frozenset({"authors invented where none is printed", "another day where none is printed"})
_TESTS: tuple[tuple[str, str, Callable[[Printed, Output], bool | None]], ...] = (
    ("title", "title exact", _title),
    ("title", "title words", _title_words),
    ("authors", "authors set", _authors),
    ("authors", "authors invented where none is printed", _invented),
    ("date", "same day", _day),
    ("date", "another day", _other_day),
    ("date", "another day where none is printed", _invented_day),
)
