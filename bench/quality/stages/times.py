"""Time expressions on TempEval-3's TimeBank and AQUAINT and on WikiWars, by the TempEval-3 definition.

Extent F1 is strict (same span) or relaxed (overlap, one to one); value and type accuracy are over relaxed
matches; value F1 counts a relaxed match with the right value. Every third document, in order of name, was
never looked at while rules were written: it is also reported apart ("/unseen third").
"""

import datetime
import html
import importlib.metadata
import json
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
    ("HeidelTime 2.2.1", "another news set", "extent strict f1", 0.818),
    ("HeidelTime 2.2.1", "another news set", "extent relaxed f1", 0.907),
    ("HeidelTime 2.2.1", "another news set", "type accuracy", 0.833),
    ("HeidelTime 2.2.1", "another news set", "value f1", 0.781),
    ("SUTime", "another news set", "value f1", 0.676),
    ("Recognizers-Text", "another news set", "value f1", 0.550),
    ("Duckling", "another news set", "value f1", 0.555),
    ("dateparser.search", "another news set", "value f1", 0.114),
    ("timexy", "another news set", "value f1", 0.142),
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


# ---- expressions by themselves ----

CASES = "language/dev/timex_testcases"


def _recognizers_cases(folder: Path) -> tuple[list[Score], str]:
    """Microsoft's DateTimeModel cases: whole sentences of requests, with all readings of each expression."""
    scores = []
    for case in json.loads((folder / "ms_recognizers_english/DateTimeModel.json").read_text("utf-8-sig")):
        if "Results" not in case or "python" in case.get("NotSupported", ""):
            continue
        text = case["Input"]
        document = Document("case", text, case.get("Context", {}).get("ReferenceDateTime"), (), False)
        found = list(_cases_found(document))
        gold, readings = [], []
        for result in case["Results"]:
            low = result["Start"]
            values = (result.get("Resolution") or {}).get("values", [])
            readings.append(
                {each for value in values for each in (value.get("timex"), value.get("value"), value.get("start"))}
            )
            gold.append(Timex(low, result["End"] + 1, "", None))
        hit = strict = right = 0
        for each, accepted in zip(gold, readings):
            match = next((one for one in found if one[0].start < each.end and each.start < one[0].end), None)
            if match is None:
                continue
            found_timex, ours = match
            hit += 1
            strict += (found_timex.start, found_timex.end) == (each.start, each.end)
            right += not accepted.isdisjoint(ours)
        scores.append(Score(len(gold), len(found), min(hit, len(found)), strict, 0, right))
    return scores, "value: any of the readings, as TIMEX or as the start of the interval"


def _cases_found(document: Document, language: str = "en") -> Iterator[tuple[Timex, set[str]]]:
    article = Article("bench", "article", text=document.text, published=document.published)
    for each in find_times(article, bare_analysis(document.text), load_language(language)):
        ours = {each.value or "", *each.alternatives}
        if each.earliest:
            ours |= {each.earliest, each.earliest.replace("T", " ") + ":00"}
        yield Timex(each.start, each.end, each.type, each.value), ours


_DUCKLING = re.compile(r"examples \(datetime \((\d+), (\d+), (\d+), (\d+), (\d+), \d+\) (\w+)\)\s*\[(.*?)\n\s*\]", re.S)


def _duckling_cases(folder: Path) -> tuple[list[Score], str]:
    """Duckling's English corpus of single moments, told on Tuesday 12 February 2013 at 4:30."""
    scores = []
    for found in _DUCKLING.finditer((folder / "duckling_time_en/Corpus.hs").read_text("utf-8")):
        year, month, day, hour, minute = (int(found[index]) for index in range(1, 6))
        moment = f"{year:04d}-{month:02d}-{day:02d}"
        if found[6] in ("Hour", "Minute", "Second"):
            moment += f"T{hour:02d}:{minute:02d}"
        for text in re.findall(r'"([^"\n]+)"', found[7]):
            ours = list(_cases_found(Document("case", text, "2013-02-12T04:30:00", (), False)))
            right = any(moment in each for _, each in ours)
            scores.append(
                Score(
                    1,
                    len(ours),
                    min(1, len(ours)),
                    int(any(len(text) == one.end - one.start for one, _ in ours)),
                    0,
                    int(right),
                )
            )
    return scores, "value: the start of the moment"


def _timenorm_cases(folder: Path, language: str) -> tuple[list[Score], str]:
    """TimeNorm's training expressions, each out of its text, with its document's creation time."""
    scores, published = [], None
    for line in (folder / f"timenorm_datasets/{language}/train.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) != 3:
            continue
        text, _, value = cells
        if re.fullmatch(r"\d{4}-\d\d-\d\d.*", text):
            published = text[:10]
            continue
        found = list(_cases_found(Document("case", text, published, (), False), language))
        right = any(each.value == value for each, _ in found)
        scores.append(Score(1, len(found), min(1, len(found)), 0, 0, int(right)))
    return scores, "without the text around, so without tense or narrative"


def _case_rows(data: Path, limit: int | None) -> Iterator[Row]:
    folder = data / CASES
    if not folder.is_dir():
        yield Row(STAGE, CASES, "dateline", "value f1", None, note=f"no data at {CASES}")
        return
    sets: list[tuple[str, Callable[[], tuple[list[Score], str]]]] = [
        ("timex_testcases/Recognizers-Text", lambda: _recognizers_cases(folder)),
        ("timex_testcases/Duckling", lambda: _duckling_cases(folder)),
        ("timex_testcases/TimeNorm en", lambda: _timenorm_cases(folder, "en")),
        ("timex_testcases/TimeNorm es", lambda: _timenorm_cases(folder, "es")),
    ]
    for set_, load in sets:
        scores, note = load()
        scores = scores[:limit]
        yield Row(STAGE, set_, "dateline", "extent relaxed f1", _f1(scores, lambda each: each.relaxed), n=len(scores))
        yield Row(STAGE, set_, "dateline", "value f1", _f1(scores, lambda each: each.value), n=len(scores), note=note)


# ---- peers ----


_RECOGNIZERS_TYPES = {"date": "DATE", "daterange": "DATE", "duration": "DURATION", "set": "SET"}


def recognizers_text() -> System:
    from recognizers_date_time import recognize_datetime  # type: ignore[import-not-found, import-untyped, unused-ignore]

    def find(document: Document) -> list[Timex]:
        day = datetime.datetime.fromisoformat((document.published or "2000-01-01")[:10])
        made = []
        for paragraph in re.finditer(r"[^\n]+", document.text):  # in a whole article it finds little
            for each in recognize_datetime(paragraph.group(), "en-us", reference=day):
                values = (each.resolution or {}).get("values") or [{}]
                kind = _RECOGNIZERS_TYPES.get(str(values[0].get("type", "")), "TIME")
                timex = str(values[0].get("timex", "")) or None
                value = values[0].get("value") if kind in ("DATE", "TIME") else timex
                start = paragraph.start() + each.start
                end = paragraph.start() + each.end + 1
                made.append(Timex(start, end, kind, str(value or timex).replace(" ", "T")))
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


# Characters of a set that peers are given: the slowest reads some six thousand a second.
_PEER_CHARACTERS = 80_000


def _first(texts: Sequence[Document], characters: int) -> Sequence[Document]:
    """The first documents, up to that many characters, at least one."""
    taken: list[Document] = []
    for each in texts:
        if taken and sum(len(other.text) for other in taken) + len(each.text) > characters:
            break
        taken.append(each)
    return taken


def _peer_rows(set_: str, texts: Sequence[Document]) -> Iterator[Row]:
    for name, package, load in PEERS:
        try:
            version = importlib.metadata.version(package)
            system = load()
        except (ImportError, importlib.metadata.PackageNotFoundError):
            yield Row(STAGE, set_, name, "value f1", None, note="not installed")
            continue
        few = _first(texts, _PEER_CHARACTERS)
        for row in _rows(set_, f"{name} {version}", [score(each, system(each)) for each in few]):
            note = row.note if len(few) == len(texts) else f"on the first {len(few)} of {len(texts)} documents"
            yield msgspec.structs.replace(row, note=note)
    yield from _published(set_)


def _published(set_: str) -> Iterator[Row]:
    for system, published_set, metric, value in PUBLISHED:
        if published_set == set_:
            yield Row(STAGE, set_, system, metric, value, published=True)


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
    rows += _case_rows(data, limit)
    rows += _published("another news set")
    return rows
