"""Text dumps: pages printed as text, a line a block, read back; the body by the public benchmark's metric.

Sets: the public benchmark's pages (never trained or tuned on) and dev/readability_tests, each printed plainly, with
alternative texts, and as programs print pages: strings a line each or run together, numbered links at a width,
Markdown; our own sample dumps by role. Baselines in the same run: C4's line rules, jusText on the
lines, and the span with the greatest sum of words less twelve a line. The sets that the shipped model was trained
on are measured by `python -m training.dumps.train --cross-validate` instead, on held-out domains.
"""

import gzip
import importlib.metadata
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from training.dumps.print_page import print_page
from training.dumps.printers import WAYS, print_as

from bench.quality.report import Counts, Row, interval, total
from bench.quality.shingles import Match, body_scores, shingle_match
from dateline.article import read_article
from dateline.language.detect import detect_language
from dateline.model import Page

STAGE = "dumps"
SETS = (
    ("article_extraction_benchmark", "pages/test_public/article_extraction_benchmark.jsonl.gz"),
    ("readability_tests", "pages/dev/readability_tests.jsonl.gz"),
)
EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "pages" / "dumps"
_WORDS = re.compile(r"\w+")
_STOPLISTS = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "ru": "Russian", "sv": "Swedish", "cs": "Czech", "tr": "Turkish", "ko": "Korean", "ar": "Arabic", "el": "Greek",
}  # fmt: skip

Reader = Callable[[str], str]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    rows: list[Row] = []
    for name, file in SETS:
        path = data / file
        if not path.is_file():
            rows.append(Row(STAGE, name, "dateline", "body f1", None, note=f"absent: {file}"))
            continue
        for variant in ("plain", "alts", *WAYS):
            rows += _body_rows(f"{name}/{variant}", list(_dumps(path, variant, limit)))
    return rows + _role_rows()


def _dumps(path: Path, variant: str, limit: int | None) -> Iterator[tuple[str, str]]:
    """Gold body and printed page."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            page: dict[str, Any] = json.loads(line)
            gold = page["gold"]
            # readability_tests has its gold as markup; printed, it is text like the rest.
            body = gold.get("body") or "\n".join(print_page(gold.get("expected_html") or ""))
            if body:
                html = page["html"]
                yield body, print_as(html, variant) if variant in WAYS else "\n".join(print_page(html, variant))


def _body_rows(name: str, dumps: list[tuple[str, str]]) -> list[Row]:
    readers: dict[str, Reader | None] = {
        "dateline": read_body,
        "C4 line rules": c4_lines,
        "best span of words-12": best_span,
        _justext_name(): _justext_reader(),
    }
    rows: list[Row] = []
    for system, reader in readers.items():
        if reader is None:
            rows.append(Row(STAGE, name, system, "body f1", None, note="not installed"))
            continue
        shares: list[Match] = [shingle_match(body, reader(text)) for body, text in dumps]
        low, high = interval(shares, lambda drawn: body_scores(drawn)["f1"])
        scores = body_scores(shares)
        rows.append(Row(STAGE, name, system, "body f1", scores["f1"], low=low, high=high, n=len(shares)))
        rows += [
            Row(STAGE, name, system, f"body {metric}", scores[metric], n=len(shares))
            for metric in ("precision", "recall", "exact")
        ]
    return rows


def read_body(text: str) -> str:
    """What Dateline takes for the body of a dump."""
    content = text.encode("utf-8", "surrogatepass")
    page = Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8")
    article = read_article(page)
    return "\n".join(span.of(article.text) for span in article.body)


def c4_lines(text: str) -> str:
    """The line rules by which the C4 corpus was cleaned: five words, a sentence's end, no code, no "javascript"."""
    return "\n".join(
        line
        for line in map(str.strip, text.split("\n"))
        if line.endswith((".", "!", "?", '"', "”", "。", "！", "？"))
        and len(line.split()) >= 5
        and "javascript" not in line.lower()
        and "{" not in line
    )


def best_span(text: str) -> str:
    """The run of lines with the greatest sum of (words - 12)."""
    lines = text.split("\n")
    best = current = 0
    start = low = high = 0
    for index, line in enumerate(lines):
        if current <= 0:
            current, start = 0, index
        current += len(_WORDS.findall(line)) - 12
        if current > best:
            best, low, high = current, start, index + 1
    return "\n".join(lines[low:high])


def _justext_name() -> str:
    try:
        return f"justext {importlib.metadata.version('justext')} on lines"
    except importlib.metadata.PackageNotFoundError:
        return "justext on lines"


def _justext_reader() -> Reader | None:
    try:
        import justext
    except ImportError:
        return None

    def read(text: str) -> str:
        stoplist = justext.get_stoplist(_STOPLISTS.get(detect_language(text)[0] or "", "English"))
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        html = "".join(f"<p>{line}</p>" for line in escaped.split("\n"))
        paragraphs = justext.justext(f"<html><body>{html}</body></html>", stoplist)
        return "\n".join(each.text for each in paragraphs if not each.is_boilerplate)

    return read


def _role_rows() -> list[Row]:
    """Roles of the lines of our own sample dumps, by role and together."""
    pages: list[Counts] = []
    by_role: dict[str, Counts] = {}
    for file in sorted(EXAMPLES.glob("*.gold.json")):
        gold = json.loads(file.read_text("utf-8"))
        content = file.with_name(file.name.replace(".gold.json", ".txt")).read_bytes()
        article = read_article(Page(id=Page.identify(content), content=content, media_type="text/plain"))
        given = {(block.start, block.text): block.role for block in article.blocks}
        found = [role for _, role in sorted(given.items())]
        wanted = [block["role"] for block in gold["blocks"]]
        right = sum(1 for one, other in zip(wanted, found) if one == other)
        pages.append(Counts(right, len(found) - right, len(wanted) - right))
        for one, other in zip(wanted, found):
            hit = one == other
            by_role[one] = by_role.get(one, Counts()) + Counts(hit, 0, not hit)
            by_role[other] = by_role.get(other, Counts()) + Counts(0, not hit, 0)
    if not pages:
        return []
    rows = [Row(STAGE, "examples", "dateline", "role f1", total(pages).f1, n=len(pages))]
    return rows + [
        Row(STAGE, "examples", "dateline", f"{role} f1", counts.f1, n=int(counts.tp + counts.fn))
        for role, counts in sorted(by_role.items())
        if counts.tp + counts.fn
    ]
