"""Train pages with the lines that print a date, as they stand and without what machines are told."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.article.draft import DraftBlock
from dateline.article.html import read_html
from dateline.article.publication import find, printed
from dateline.article.publication.date_lines import DateLine, find_date_lines
from dateline.article.tree.markup import Markup
from training.blocks.pages import FOLDS, SETS, fold_of, rows_of, site_of

__all__ = ["FOLDS", "DatedPage", "bare", "dated_pages"]

# What the reader calls with the blocks and their roles before it looks for dates.
_ASKED = "read_printed_times"
_SCRIPTS = re.compile(r"<script\b.*?</script>", re.IGNORECASE | re.DOTALL)
_METAS = re.compile(r"<meta\b(?![^>]*charset)[^>]*>|<link\b[^>]*>", re.IGNORECASE)
_ITEMS = re.compile(r"\sitem(?:prop|scope|type)(?:=\"[^\"]*\")?")


class DatedPage(msgspec.Struct):
    """A page. day: when it was published, as given for it (ISO 8601); fold: by its site."""

    site: str
    fold: int
    day: str
    lines: list[DateLine]


def bare(html: str) -> str:
    """A page without metadata for machines: scripts, meta and link elements, microdata."""
    return _ITEMS.sub("", _METAS.sub("", _SCRIPTS.sub("", html)))


def dated_pages(data: Path) -> Iterator[DatedPage]:
    """Each train page of a known day that prints dates, twice; sites that the public benchmark has are left out."""
    public = data / "pages/test_public/article_extraction_benchmark.jsonl.gz"
    kept_out = {site_of(row["url"]) for row in rows_of(public)}
    for name in SETS:
        for row in rows_of(data / f"pages/train/{name}.jsonl.gz"):
            site, day = site_of(row["url"]), _day(row["gold"])
            if day and site not in kept_out:
                for html in (row["html"], bare(row["html"])):
                    lines = _lines(html, row["url"])
                    if lines:
                        yield DatedPage(site, fold_of(site), day, lines)


def _day(gold: dict[str, Any]) -> str | None:
    told = gold.get("date") or gold.get("published")
    return str(told)[:10] if told and len(str(told)) >= 10 else None


def _lines(html: str, url: str) -> list[DateLine]:
    """The lines as the reader measures them when it looks for the time of publication."""
    found: list[DateLine] = []
    asked = printed.read_printed_times

    def listen(markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None) -> Any:
        found.extend(find_date_lines(markup, blocks, day_first=day_first))
        return asked(markup, blocks, day_first=day_first)

    setattr(find, _ASKED, listen)
    try:
        read_html(html, url=url)
    finally:
        setattr(find, _ASKED, asked)
    return found
