"""Time expressions on TempEval-3's TimeBank and AQUAINT and on WikiWars, by the TempEval-3 definition.

Extent F1 is strict (same span) or relaxed (overlap, one to one); value and type accuracy are over relaxed
matches; value F1 counts a relaxed match with the right value. Every third document, in order of name, was
never looked at while rules were written: it is also reported apart ("/unseen third").
"""

import datetime
import html
import importlib.metadata
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.quality.report import Counts, Row, f1_rows, interval
from dateline.language import load_language
from dateline.model import Analysis, Article, Sentence
from dateline.times import find_times

STAGE = "times"
SETS = {
    "TimeBank": "language/dev/tempeval3_tbaq/TBAQ-cleaned/TimeBank",
    "AQUAINT": "language/dev/tempeval3_tbaq/TBAQ-cleaned/AQUAINT",
    "WikiWars": "language/dev/wikiwars/trainingset/tml",
}
# Value F1 of systems measured elsewhere on the same sets with the same definition; the last set is a news set.
PUBLISHED = [
    ("HeidelTime 2.2.1", "TimeBank", "value f1", 0.795),
    ("HeidelTime 2.2.1", "AQUAINT", "value f1", 0.729),
    ("HeidelTime 2.2.1", "WikiWars", "value f1", 0.829),
    ("SUTime", "TimeBank", "value f1", 0.703),
    ("SUTime", "AQUAINT", "value f1", 0.672),
    ("SUTime", "WikiWars", "value f1", 0.485),
]

_MARK = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)|<")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SENTENCE = re.compile(r"(?<=[.!?])[\"')”]*\s+(?=[\"'(`A-Z“0-9])|\n\s*\n")


class Timex(msgspec.Struct, frozen=True):
    """One annotation, of gold or of a system: code points, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None


class Document(msgspec.Struct, frozen=True):
    name: str
    text: str
    published: str | None
    gold: tuple[Timex, ...]
    unseen: bool


class Score(msgspec.Struct, frozen=True):
    """Counts of one document."""

    gold: int
    found: int
    relaxed: int
    strict: int
    type: int
    value: int


System = Callable[[Document], Sequence[Timex]]


def read_tml(path: Path, *, unseen: bool = False) -> Document:
    """One TimeML document: its text without marks, its creation time and its TIMEX3 annotations."""
    raw = path.read_text("utf-8", errors="replace")
    created = re.search(r'<DCT>.*?value="([^"]*)"', raw, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.S)
    text, gold = "", []
    open_marks: list[tuple[int, dict[str, str]]] = []
    for found in _MARK.finditer(body.group(1) if body else ""):
        if found.group(4) is not None:
            text += html.unescape(found.group(4))
        elif found.group(2) == "TIMEX3" and not found.group(1):
            open_marks.append((len(text), dict(_ATTRIBUTE.findall(found.group(3)))))
        elif found.group(2) == "TIMEX3" and open_marks:
            start, attributes = open_marks.pop()
            gold.append(Timex(start, len(text), attributes.get("type", ""), attributes.get("value")))
    gold.sort(key=lambda each: (each.start, -each.end))
    return Document(path.name, text, created.group(1) if created else None, tuple(gold), unseen)


def documents(folder: Path) -> Iterator[Document]:
    """All documents of a set, by name; every third is marked unseen."""
    for index, path in enumerate(sorted(folder.glob("*.tml"))):
        yield read_tml(path, unseen=index % 3 == 2)


def bare_analysis(text: str) -> Analysis:
    """Sentences by their marks alone: what a stage has without a tagger."""
    ends = [found.end() for found in _SENTENCE.finditer(text)] + [len(text)]
    starts = [0, *ends[:-1]]
    return Analysis((), tuple(Sentence(low, high, 0, 0) for low, high in zip(starts, ends) if low < high))


def dateline(document: Document) -> Sequence[Timex]:
    """What Dateline finds."""
    article = Article("bench", "article", text=document.text, published=document.published)
    times = find_times(article, bare_analysis(document.text), load_language("en"))
    return [Timex(each.start, each.end, each.type, each.value) for each in times]


def score(document: Document, found: Sequence[Timex]) -> Score:
    """Each gold annotation is matched with the first free one that overlaps it."""
    free = sorted(found, key=lambda each: each.start)
    relaxed = strict = types = values = 0
    for gold in document.gold:
        match = next((each for each in free if each.start < gold.end and gold.start < each.end), None)
        if match is None:
            continue
        free.remove(match)
        relaxed += 1
        strict += (match.start, match.end) == (gold.start, gold.end)
        types += match.type == gold.type
        values += match.value == gold.value
    return Score(len(document.gold), len(found), relaxed, strict, types, values)


def _f1(scores: Sequence[Score], hits: Callable[[Score], int]) -> float:
    both = sum(each.gold + each.found for each in scores)
    return 2 * sum(hits(each) for each in scores) / both if both else 0.0


def _rows(set_: str, system: str, scores: Sequence[Score]) -> list[Row]:
    relaxed = [Counts(each.relaxed, each.found - each.relaxed, each.gold - each.relaxed) for each in scores]
    low, high = interval(scores, lambda drawn: _f1(drawn, lambda each: each.value))
    matched = max(1, sum(each.relaxed for each in scores))
    n = len(scores)
    return [
        *f1_rows(STAGE, set_, system, relaxed, of="extent relaxed"),
        Row(STAGE, set_, system, "extent strict f1", _f1(scores, lambda each: each.strict), n=n),
        Row(STAGE, set_, system, "type accuracy", sum(each.type for each in scores) / matched, n=n),
        Row(STAGE, set_, system, "value accuracy", sum(each.value for each in scores) / matched, n=n),
        Row(STAGE, set_, system, "value f1", _f1(scores, lambda each: each.value), low=low, high=high, n=n),
    ]


def _speed(texts: Sequence[Document]) -> Row:
    language = load_language("en")
    ready = [
        (Article("bench", "article", text=each.text, published=each.published), bare_analysis(each.text))
        for each in texts
    ]
    characters = sum(len(each.text) for each in texts)
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for article, analysis in ready:
            find_times(article, analysis, language)
        best = max(best, characters / max(1e-9, time.process_time() - started))
    note = "characters per CPU second, one core, without the tagger; the best of three runs"
    return Row(STAGE, "all", "dateline", "speed", best, n=len(texts), note=note)


# ---- peers ----


def recognizers_text() -> System:
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(document: Document) -> list[Timex]:
        day = datetime.datetime.fromisoformat((document.published or "2000-01-01")[:10])
        made = []
        for each in recognize_datetime(document.text, "en-us", reference=day):
            values = (each.resolution or {}).get("values") or [{}]
            timex = str(values[0].get("timex", "")) or None
            kind = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}.get(
                str(values[0].get("type", "")), "TIME"
            )
            value = values[0].get("value") if kind in ("DATE", "TIME") else timex
            made.append(Timex(each.start, each.end + 1, kind, str(value or timex).replace(" ", "T")))
        return made

    return find


def dateparser_search() -> System:
    from dateparser.search import search_dates

    def find(document: Document) -> list[Timex]:
        day = datetime.datetime.fromisoformat((document.published or "2000-01-01")[:10])
        made, place = [], 0
        settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": "past"}
        for words, moment in search_dates(document.text, languages=["en"], settings=settings) or []:
            start = document.text.find(words, place)
            if start < 0:
                continue
            place = start + len(words)
            made.append(Timex(start, place, "DATE", moment.date().isoformat()))
        return made

    return find


PEERS: list[tuple[str, str, Callable[[], System]]] = [
    ("Recognizers-Text", "recognizers-text-suite", recognizers_text),
    ("dateparser.search", "dateparser", dateparser_search),
]


def _peer_rows(set_: str, texts: Sequence[Document]) -> Iterator[Row]:
    for name, package, load in PEERS:
        try:
            version = importlib.metadata.version(package)
            system = load()
        except (ImportError, importlib.metadata.PackageNotFoundError):
            yield Row(STAGE, set_, name, "value f1", None, note="not installed")
            continue
        yield from _rows(set_, f"{name} {version}", [score(each, system(each)) for each in texts])
    for system_name, published_set, metric, value in PUBLISHED:
        if published_set == set_:
            yield Row(STAGE, set_, system_name, metric, value, published=True)


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """The rows of the stage and of its peers; a set that is absent is said to be."""
    rows: list[Row] = []
    everything: list[Document] = []
    for set_, folder in SETS.items():
        if not (data / folder).is_dir():
            rows.append(Row(STAGE, set_, "dateline", "value f1", None, note=f"no data at {folder}"))
            continue
        texts = list(documents(data / folder))[:limit]
        everything += texts
        scores = [score(each, dateline(each)) for each in texts]
        rows += _rows(set_, "dateline", scores)
        unseen = [made for each, made in zip(texts, scores) if each.unseen]
        if unseen:
            rows += _rows(f"{set_}/unseen third", "dateline", unseen)
        rows += _peer_rows(set_, texts)
    if everything:
        rows.append(_speed(everything))
    return rows
