"""Events: shown reports on our own gold, event words, participants, times and places, PLOVER codes, five W.

Sets and what is counted:
  own gold (sample pages): a shown report is right when one of its triggers overlaps a gold trigger, or another word
    that tells of the same event (gold_same.tsv; each gold event is met once, a second report of it is wrong), and its
    actors and recipients are those of the gold: each named by at least one content word, itself or another
    mention of its entity; a missing and a wrong one both make it wrong. Victims and themes count as recipients. Types,
    times, places and standing are those of the main events; gold_events.tsv adds what else the texts tell of.
  the same, by judges: the share of verdicts "right" on the shown reports (gold_verdicts.tsv), which two judges read one
    by one beside their sentences. A report that is read otherwise since then has no verdict, and their number is told.
  TBAQ, ECB+: event words against gold EVENT / ACTION mentions, first token of each, ECB+ in its validated sentences.
  MEANTIME: participants of events that are found, by head token; the day an event is tied to, right, wrong, left out.
  ECB+: words of actors, recipients, places and times of reports that lie on gold mentions of that kind.
  PLOVER GSR: type of the report at the coded words; codes of the 2016 codebook are mapped to the present sixteen.
  PETRARCH2's validation cases: a case passes when its codings are met and no other dyad is told; how, is said in
    `bench.quality.coding`. Its unit tests use codes of a test dictionary (WEIS numbers and invented ones), so that
    their types can hardly be met without that dictionary.
  five W: answers of Giveme5W1H's annotators, half of the set; an answer is right when it shares half of the content
    words of a coder's phrase (the published figures are by human judges, so the two are not the same measure).
"""

import csv
import datetime
import functools
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.quality.coding import Coding, passes, plover_type, read_cases, read_countries, read_crosswalk
from bench.quality.event_words import find_event_words
from bench.quality.gold import find_words, read_further_events, read_gold, read_same_words, read_verdicts, report_key
from bench.quality.report import Counts, Row, f1_rows, interval, total
from dateline import read_text
from dateline.events.lexicon import read_lexicon
from dateline.events.scene import Scene
from dateline.language import load_language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.modality import load_modality
from dateline.model import Article, EventReport, Part, Reading, Span

_STOP = frozenset(
    (
        "a",
        "about",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "her",
        "his",
        "in",
        "its",
        "least",
        "more",
        "of",
        "on",
        "our",
        "said",
        "than",
        "the",
        "their",
        "to",
        "with",
    )
)
_WORD = re.compile(r"[\w$%]+(?:['’-]\w+)*")


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """All rows of the stage; sets that are absent give rows that say so."""
    rows = own_gold(limit)
    language = data / "language"
    parts = (
        (language / "dev" / "tempeval3_tbaq", tbaq),
        (language / "dev" / "ecbplus_topics_1_35", ecbplus),
        (language / "train" / "meantime_apple", meantime),
        (language / "dev" / "event_coding", event_coding),
        (language / "dev" / "five_w_one_h", five_w),
    )
    for folder, measure in parts:
        if folder.is_dir():
            rows.extend(measure(folder, limit))
        else:
            rows.append(Row("events", folder.name, "dateline", "any", None, note="data absent"))
    return rows


# -- our own gold -------------------------------------------------------------------------------------


def own_gold(limit: int | None) -> list[Row]:
    """Shown reports against the gold events of the sample pages."""
    pages = read_gold("events")[:limit]
    further, same, verdicts = read_further_events(), read_same_words(), read_verdicts()
    judged: list[Counts] = []
    unjudged = 0
    shown: list[Counts] = []
    words: list[Counts] = []
    tallies: Counter[str] = Counter()
    empty = quiet = 0
    for page in pages:
        reading = page.read()
        gold = [*page.layers["events"], *further.get(page.name, ())]
        right, found, missed = _score_page(reading, gold, same.get(page.name, ()), tallies)
        words.append(Counts(found, len(reading.events) - found, missed))
        shown.append(Counts(right, len(reading.events) - right, len(gold) - right))
        held = [verdicts[key] for each in reading.events if (key := report_key(page.name, each)) in verdicts]
        unjudged += len(reading.events) - len(held)
        votes = [verdict == "right" for each in held for verdict in each]
        judged.append(Counts(sum(votes), len(votes) - sum(votes), 0))
        if not gold:
            empty += 1
            quiet += not reading.events
    name = "examples (own gold)"
    rows = f1_rows("events", name, "dateline", shown, of="report (trigger, actor, recipient)")
    low, high = interval(shown, lambda drawn: total(drawn).precision)
    rows[0] = Row("events", name, "dateline", rows[0].metric, rows[0].value, low=low, high=high, n=len(pages))
    rows.extend(f1_rows("events", name, "dateline", words, of="report (trigger)"))
    low, high = interval(judged, lambda drawn: total(drawn).precision)
    note = f"two judges' verdicts on each; {unjudged} shown reports were not judged"
    by_judges = total(judged).precision
    rows.append(
        Row(
            "events",
            name,
            "dateline",
            "reports right by judges",
            by_judges,
            low=low,
            high=high,
            n=len(pages),
            note=note,
        )
    )
    hits = tallies["hits"]
    for what in ("type", "status"):
        rows.append(
            Row("events", name, "dateline", f"{what} accuracy, triggers found", _share(tallies[what], hits), n=hits)
        )
    for what in ("when", "where"):
        given = tallies[f"{what} right"] + tallies[f"{what} wrong"]
        known = tallies[f"{what} known"]
        rows.append(
            Row(
                "events",
                name,
                "dateline",
                f"{what} precision, triggers found",
                _share(tallies[f"{what} right"], given),
                n=given,
            )
        )
        rows.append(
            Row(
                "events",
                name,
                "dateline",
                f"{what} recall, triggers found",
                _share(tallies[f"{what} right"], known),
                n=known,
            )
        )
    rows.append(Row("events", name, "dateline", "pages without events kept empty", _share(quiet, empty), n=empty))
    return rows


def _score_page(
    reading: Reading, gold: list[dict[str, object]], same: Iterable[tuple[str, str, str]], tallies: Counter[str]
) -> tuple[int, int, int]:
    text = reading.article.text
    names: dict[str | None, list[str]] = {}
    for mention in reading.mentions:
        names.setdefault(mention.entity, []).append(mention.text)
    places = [{place} if (place := _gold_trigger(text, each)) is not None else set() for each in gold]
    for word, around, trigger in same:
        place = find_words(text, word, around=around)
        told = next((n for n, each in enumerate(gold) if each["trigger"] == trigger), None)
        if place is not None and told is not None:
            places[told].add(place)
    used: set[int] = set()
    right = found = 0
    for report in reading.events:
        spans = [Span(report.trigger.start, report.trigger.end), *(Span(t.start, t.end) for t in report.same_as)]
        match = next(
            (
                number
                for span in spans
                for number, told_at in enumerate(places)
                if number not in used and any(place.overlaps(span) for place in told_at)
            ),
            None,
        )
        if match is None:
            continue
        used.add(match)
        found += 1
        right += _participants_right(report, gold[match], names)
        if not gold[match].get("further"):
            _tally_fields(report, gold[match], tallies)
    return right, found, len(gold) - found


def _gold_trigger(text: str, event: dict[str, object]) -> Span | None:
    trigger, around, nth = str(event["trigger"]), event.get("in"), event.get("nth")
    found = find_words(text, trigger, around=str(around) if around else None)
    if found is None or (around is None and isinstance(nth, int)):
        places = [match.start() for match in re.finditer(rf"(?i)\b{re.escape(trigger)}", text)]
        number = nth if isinstance(nth, int) else 1
        if places:
            start = places[min(number, len(places)) - 1]
            return Span(start, start + len(trigger))
    return found


def _participants_right(report: EventReport, event: dict[str, object], names: dict[str | None, list[str]]) -> bool:
    told = event.get("arguments")
    gold = told if isinstance(told, list) else []
    for role, wide in (("actor", ("actor",)), ("recipient", ("recipient", "victim", "theme", "place"))):
        theirs = [str(each["text"]) for each in gold if each["role"] == role]
        allowed = [
            str(each["text"]) for each in gold if each["role"] in (*wide, *(("instrument",) if role != "actor" else ()))
        ]
        ours = [argument for argument in report.arguments if argument.role == role]
        ours_wide = [argument for argument in report.arguments if argument.role in wide]
        for argument in ours:
            texts = [argument.text, *(names.get(argument.entity, []) if argument.entity else [])]
            if not any(_shares_word(one, other) for one in allowed for other in texts):
                return False
        for wanted in theirs:
            if not any(
                _shares_word(wanted, other)
                for argument in ours_wide
                for other in [argument.text, *(names.get(argument.entity, []) if argument.entity else [])]
            ):
                return False
    return True


def _tally_fields(report: EventReport, event: dict[str, object], tallies: Counter[str]) -> None:
    tallies["hits"] += 1
    tallies["type"] += report.type == event["type"]
    tallies["status"] += report.status == event.get("status")
    when, where = event.get("when"), event.get("where")
    ours = report.when.edtf if report.when is not None else None
    if when:
        tallies["when known"] += 1
    if ours:
        same = any(each[:10] == ours[:10] or (len(ours) <= 7 and each.startswith(ours)) for each in _gold_days(when))
        tallies["when right" if same else "when wrong"] += 1
    place = report.where.text if report.where is not None else None
    if where:
        tallies["where known"] += 1
    if place:
        tallies["where right" if where and _shares_word(str(where), place) else "where wrong"] += 1


def _gold_days(when: object) -> list[str]:
    """A gold time's days: the Monday of a week ("2025-W10"), each of a set ("{2024-12-09,2025-01-27}")."""
    found = []
    for each in re.findall(r"[\w:.-]+", str(when or "")):
        week = re.fullmatch(r"(\d{4})-W(\d{2})", each)
        found.append(datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat() if week else each)
    return found


def _content_words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _STOP}


def _shares_word(one: str, other: str) -> bool:
    return bool(_content_words(one) & _content_words(other)) or one.lower() == other.lower()


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


# -- event words --------------------------------------------------------------------------------------


def _event_word_starts(text: str) -> set[int]:
    """Offsets of all event words of a text, paragraphs read apart."""
    language = load_language("en")
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text)]
    analysis = with_lemmas(language.tagger.tag(text, spans), text, load_lemmas(language))
    article = Article(page_id="bench", kind="article", text=text, parts=(Part("body", 0, len(text)),))
    lexicon = language.resource("events.lexicon", read_lexicon)
    scene = Scene(article, analysis, (), (), (), lexicon, load_modality(language))
    return {analysis.tokens[token].start for token in find_event_words(scene)}


def tbaq(folder: Path, limit: int | None) -> list[Row]:
    """Event words on TimeBank and AQUAINT."""
    rows = []
    for part in ("TimeBank", "AQUAINT"):
        counts = []
        for file in sorted(folder.rglob(f"{part}/*.tml"))[:limit]:
            text, gold = _read_tml(file)
            ours = _event_word_starts(text)
            counts.append(Counts(len(ours & gold), len(ours - gold), len(gold - ours)))
        rows.extend(f1_rows("events", f"tempeval3_tbaq/{part}", "dateline", counts, of="event word"))
    return rows


def _read_tml(file: Path) -> tuple[str, set[int]]:
    body = ET.parse(file).getroot().find("TEXT")
    pieces: list[str] = []
    starts: set[int] = set()

    def walk(node: ET.Element) -> None:
        if node.tag == "EVENT":
            starts.add(sum(map(len, pieces)))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")

    if body is not None:
        walk(body)
    return "".join(pieces), starts


# -- token-based corpora ------------------------------------------------------------------------------


class _Tokens:
    """A CAT-format document as text: tokens joined by spaces, sentences as lines, and mentions by kind."""

    def __init__(self, file: Path) -> None:
        root = ET.parse(file).getroot()
        self.starts: dict[str, Span] = {}
        self.sentence: dict[str, int] = {}
        self.order: list[str] = []
        pieces: list[str] = []
        at, last = 0, None
        for token in root.iter("token"):
            number, word = token.attrib["sentence"], token.text or ""
            if last is not None:
                pieces.append("\n\n" if number != last else " ")
                at += len(pieces[-1])
            pieces.append(word)
            self.starts[token.attrib["t_id"]] = Span(at, at + len(word))
            self.sentence[token.attrib["t_id"]] = int(number)
            at += len(word)
            last = number
        self.text = "".join(pieces)
        self.mentions: dict[str, tuple[str, list[str], dict[str, str]]] = {}
        markables = root.find("Markables")
        for each in markables if markables is not None else ():
            tokens = [anchor.attrib["t_id"] for anchor in each.iter("token_anchor")]
            self.mentions[each.attrib["m_id"]] = (each.tag, tokens, dict(each.attrib))
        self.relations = root.find("Relations")

    def span(self, tokens: Sequence[str]) -> Span:
        return Span(min(self.starts[t].start for t in tokens), max(self.starts[t].end for t in tokens))


# ECB+ gives no publication day; only where a time stands is counted, so that any day will do.
_ANY_DAY = "2010-06-15"


def ecbplus(folder: Path, limit: int | None) -> list[Row]:
    """Event words, and the words of participants, places and times, in ECB+'s validated sentences."""
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as lines:
        chosen: dict[str, set[int]] = {}
        for row in csv.reader(lines):
            if row[0].isdigit():
                chosen.setdefault(f"{row[0]}_{row[1]}", set()).add(int(row[2]))
    files = [file for file in sorted((folder / "ECB+").rglob("*.xml")) if file.stem in chosen]
    files = files[:: max(1, len(files) // (limit or 150))][: limit or 150]
    counts: dict[str, list[Counts]] = {kind: [] for kind in ("event word", "participant", "place", "time")}
    for file in files:
        document = _Tokens(file)
        wanted = chosen[file.stem]
        inside = [span for token, span in document.starts.items() if document.sentence[token] in wanted]
        gold: dict[str, set[int]] = {kind: set() for kind in counts}
        for tag, tokens, _ in document.mentions.values():
            kind = _ecb_kind(tag)
            if kind is None or not tokens or document.sentence[tokens[0]] not in wanted:
                continue
            spans = [document.starts[t].start for t in tokens]
            gold[kind].update(spans[:1] if kind == "event word" else spans)
        ours = {kind: set[int]() for kind in counts}
        within = {span.start for span in inside}
        ours["event word"] = _event_word_starts(document.text) & within
        reading = read_text(document.text, published=_ANY_DAY)
        for report in reading.events:
            for kind, span in _argument_spans(reading, report):
                ours[kind].update(start for start in within if span.start <= start < span.end)
        for kind in counts:
            if kind == "event word":
                counts[kind].append(_count(ours[kind], gold[kind]))
            else:
                words = {start for start in ours[kind] if _word_at(document.text, start) not in _STOP}
                counts[kind].append(_count(words, {s for s in gold[kind] if _word_at(document.text, s) not in _STOP}))
    rows = []
    for kind, each in counts.items():
        note = "" if kind == "event word" else " token"
        rows.extend(f1_rows("events", "ecbplus_topics_1_35", "dateline", each, of=f"{kind}{note}"))
    return rows


def _ecb_kind(tag: str) -> str | None:
    if tag.startswith(("ACTION", "NEG_ACTION")):
        return "event word"
    if tag.startswith(("HUMAN_PART", "NON_HUMAN_PART")):
        return "participant"
    return "place" if tag.startswith("LOC") else "time" if tag.startswith("TIME") else None


def _argument_spans(reading: Reading, report: EventReport) -> Iterable[tuple[str, Span]]:
    times = {time.id: time for time in reading.times}
    for argument in report.arguments:
        span = Span(argument.start, argument.end)
        if argument.role in ("actor", "recipient", "victim", "instrument", "theme"):
            yield "participant", span
        elif argument.role in ("place", "origin", "destination"):
            yield "place", span
    if report.when is not None and report.when.time in times:
        time = times[report.when.time]
        yield "time", Span(time.start, time.end)


def _word_at(text: str, start: int) -> str:
    return re.split(r"\s", text[start : start + 40], maxsplit=1)[0].lower()


def _count(ours: set[int], gold: set[int]) -> Counts:
    return Counts(len(ours & gold), len(ours - gold), len(gold - ours))


def meantime(folder: Path, limit: int | None) -> list[Row]:
    """Participants of events, and the time an event is tied to, on MEANTIME's Apple corpus."""
    files = sorted((folder / "intra_cross-doc_annotation").rglob("*.xml"))[:limit]
    words: list[Counts] = []
    participants: list[Counts] = []
    anchors: list[tuple[int, int, int]] = []
    for file in files:
        document = _Tokens(file)
        events = {key: value for key, value in document.mentions.items() if value[0] == "EVENT_MENTION" and value[1]}
        gold = {document.starts[tokens[0]].start for _, tokens, _ in events.values()}
        last = max((document.sentence[tokens[0]] for _, tokens, _ in events.values()), default=0)
        within = {s.start for t, s in document.starts.items() if document.sentence[t] <= last}
        words.append(_count(_event_word_starts(document.text) & within, gold))
        published = next(
            (attributes.get("value") for tag, _, attributes in document.mentions.values()
             if tag == "TIMEX3" and attributes.get("functionInDocument") == "CREATION_TIME"), None,
        )  # fmt: skip
        reading = read_text(document.text, published=published)
        at = {span.start: report for report in reading.events for span in (report.trigger, *report.same_as)}
        participants.append(_participant_counts(document, events, at))
        anchors.append(_anchor_counts(document, events, at))
    name = "meantime_apple"
    rows = f1_rows("events", name, "dateline", words, of="event word")
    rows.extend(f1_rows("events", name, "dateline", participants, of="participant, reports found"))
    right, wrong, left = (sum(each[i] for each in anchors) for i in range(3))
    whole = right + wrong + left
    for what, number in (("right", right), ("wrong", wrong), ("left out", left)):
        rows.append(Row("events", name, "dateline", f"event to time: {what}", _share(number, whole), n=whole))
    return rows


def _participant_counts(
    document: _Tokens, events: dict[str, tuple[str, list[str], dict[str, str]]], at: dict[int, EventReport]
) -> Counts:
    gold: dict[str, list[Span]] = {}
    for relation in document.relations if document.relations is not None else ():
        if relation.tag == "HAS_PARTICIPANT":
            source, target = relation.find("source"), relation.find("target")
            if source is not None and target is not None and target.attrib["m_id"] in document.mentions:
                tokens = document.mentions[target.attrib["m_id"]][1]
                if tokens:
                    gold.setdefault(source.attrib["m_id"], []).append(document.span(tokens))
    tp = fp = fn = 0
    for key, (_, tokens, _) in events.items():
        report = at.get(document.starts[tokens[0]].start)
        if report is None:
            continue
        ours = [
            Span(a.start, a.end)
            for a in report.arguments
            if a.role in ("actor", "recipient", "victim", "theme", "instrument")
        ]
        theirs = gold.get(key, [])
        hit = sum(any(span.overlaps(other) for other in theirs) for span in ours)
        tp, fp = tp + hit, fp + len(ours) - hit
        fn += sum(not any(span.overlaps(other) for other in ours) for span in theirs)
    return Counts(tp, fp, fn)


def _anchor_counts(
    document: _Tokens, events: dict[str, tuple[str, list[str], dict[str, str]]], at: dict[int, EventReport]
) -> tuple[int, int, int]:
    """Events that a TLINK puts at or in a dated TIMEX3: our time overlaps that date, does not, or is absent."""
    right = wrong = left = 0
    for relation in document.relations if document.relations is not None else ():
        if relation.tag != "TLINK" or relation.attrib.get("reltype") not in (
            "SIMULTANEOUS",
            "IS_INCLUDED",
            "INCLUDES",
            "MEASURE",
        ):
            continue
        source, target = relation.find("source"), relation.find("target")
        if source is None or target is None:
            continue
        pair = {source.attrib["m_id"], target.attrib["m_id"]}
        event = next((key for key in pair if key in events), None)
        time = next(
            (
                document.mentions[key]
                for key in pair
                if key in document.mentions and document.mentions[key][0] == "TIMEX3"
            ),
            None,
        )
        value = time[2].get("value", "") if time is not None else ""
        if event is None or not re.match(r"\d{4}", value):
            continue
        report = at.get(document.starts[events[event][1][0]].start)
        ours = report.when.edtf if report is not None and report.when is not None else None
        if ours is None:
            left += 1
        elif ours[: len(value)] == value[: len(ours)] or value[: len(ours)] == ours[: len(value)]:
            right += 1
        else:
            wrong += 1
    return right, wrong, left


# -- PLOVER and CAMEO codes ---------------------------------------------------------------------------

# The codebook of 2016 had nineteen types; these joined others in the present one.
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "CRIME": "OTHER"}


def event_coding(folder: Path, limit: int | None) -> list[Row]:
    """PLOVER's gold standard records, and PETRARCH2's validation cases."""
    rows = []
    gsr = folder / "plover_gsr" / "PLOVER_GSR_CAMEO.txt"
    if gsr.is_file():
        rows.extend(_gsr(gsr, limit))
    crosswalk = read_crosswalk(folder / "plover_docs" / "CAMEO2PLOVER-2021.txt")
    countries = read_countries(folder / "ngec_assets" / "countries.csv")
    for name, file in (
        ("petrarch2/GSR_validation", folder / "universal_petrarch" / "PETR2_GSR_validation.xml"),
        ("petrarch2/UnitTest", folder / "petrarch2" / "text" / "PETR.UnitTest.records.xml"),
    ):
        if file.is_file() and crosswalk:
            rows.extend(_petrarch(name, file, crosswalk, countries, limit))
    rows.append(Row("events", "petrarch2/UnitTest", "PETRARCH2", "cases passed", 1.0, published=True,
                    note="its own files say that all must pass with its own dictionaries"))  # fmt: skip
    return rows


def _gsr(file: Path, limit: int | None) -> list[Row]:
    records = json.loads(file.read_text("utf-8", errors="replace"))
    exact = some = coded = read_so = 0
    by_type: Counter[tuple[str, bool]] = Counter()
    kept = [each for each in records if isinstance(each, dict) and each.get("text") and each.get("event") != "DOCUMENT"]
    kept = kept[:limit]
    for record in kept:
        wanted = str(_RENAMED.get(record["event"], record["event"]))
        reports = [each for each in _read(record["text"]).events if each.type != "OTHER"]
        words = set(_WORD.findall(str(record.get("eventText", "")).lower()))
        at_words = [each for each in reports if words & set(_WORD.findall(_trigger_words(each)))]
        first = next(iter(at_words or reports), None)
        coded += first is not None
        exact += first is not None and first.type == wanted
        some += any(each.type == wanted for each in reports)
        read_so += first is not None and wanted in (first.type, plover_type(first))
        by_type[wanted, first is not None and first.type == wanted] += 1
    note = ", ".join(
        f"{kind} {by_type[kind, True]}/{by_type[kind, True] + by_type[kind, False]}"
        for kind in sorted({k for k, _ in by_type})
    )
    name = "event_coding/plover_gsr"
    return [
        Row(
            "events",
            name,
            "dateline",
            "type right, first report at the coded words",
            _share(exact, len(kept)),
            n=len(kept),
            note=note,
        ),
        Row("events", name, "dateline", "type right among all reports", _share(some, len(kept)), n=len(kept)),
        Row("events", name, "dateline", "type right, of those coded", _share(exact, coded), n=coded),
        Row(
            "events",
            name,
            "dateline",
            "type right by PLOVER's reading, of those coded",
            _share(read_so, coded),
            n=coded,
            note="stance that PLOVER writes into the type is a status of ours",
        ),
    ]


def _trigger_words(report: EventReport) -> str:
    return " ".join([report.trigger.text, *(each.text for each in report.same_as)]).lower()


@functools.cache
def _read(text: str) -> Reading:
    return read_text(re.sub(r"\s+", " ", text).strip(), language="en")


def _petrarch(
    name: str, file: Path, crosswalk: dict[str, str], countries: dict[str, str], limit: int | None
) -> list[Row]:
    """Pass rates: as a case asks (see `bench.quality.coding`), and with our types taken to the letter."""
    cases = list(read_cases(file, crosswalk))[:limit]
    kept = [case for case in cases if not case.discarded]
    passed = sum(passes(case, _read(case.text), countries) for case in kept)
    literal = typed = 0
    for case in cases:
        reports = [each for each in _read(case.text).events if each.type != "OTHER"]
        wanted = {coding.type for coding in case.codings}
        dyads = [report for report in reports if {"actor", "recipient"} <= {a.role for a in report.arguments}]
        found = wanted <= {report.type for report in reports}
        typed += found and (bool(wanted) or not dyads)
        filled = all(any(_codes(report, coding) for report in reports) for coding in case.codings)
        literal += filled and not any(report.type not in wanted for report in dyads)
    where = f"event_coding/{name}"
    return [
        Row("events", where, "dateline", "validation cases passed", _share(passed, len(kept)), n=len(kept),
            note=f"PLOVER's reading of a code; {len(cases) - len(kept)} cases of its discard list left out"),
        Row("events", where, "dateline", "cases passed", _share(literal, len(cases)), n=len(cases),
            note="our type to the letter, source and target filled, no other dyad"),
        Row("events", where, "dateline", "cases with every type found", _share(typed, len(cases)), n=len(cases)),
    ]  # fmt: skip


def _codes(report: EventReport, coding: Coding) -> bool:
    """Whether a report has a coding's type, someone in the source's role and someone or somewhere as its target."""
    roles = {argument.role for argument in report.arguments}
    has_source = "actor" in roles or not coding.source.strip("-")
    partners = sum(argument.role == "actor" for argument in report.arguments) > 1
    has_target = partners or not coding.target.strip("-") or bool(roles & {"recipient", "victim", "theme", "place"})
    return report.type == coding.type and has_source and has_target


# -- five W -------------------------------------------------------------------------------------------

_QUESTIONS = ("who", "what", "when", "where")
# Hamborg et al. 2019: mean generalised precision of the first four W, judged by people.
_PUBLISHED = 0.82


def five_w(folder: Path, limit: int | None) -> list[Row]:
    """Who, what, when and where of the main event against the coders' phrases."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    files = sorted((folder / "gold_standard").glob("*.json"))[:limit]
    for file in files:
        page = json.loads(file.read_text("utf-8"))
        body = "\n\n".join(str(page.get(key) or "") for key in ("title", "description", "text")).strip()
        reading = read_text(
            body, published=str(page.get("date_publish") or "")[:10] or None, headline=page.get("title")
        )
        answers = _answers(reading)
        for what in _QUESTIONS:
            phrases = [
                str(each["text"]) for each in page["fiveWoneH"].get(what, {}).get("annotated") or [] if each.get("text")
            ]
            if not phrases:
                continue
            asked[what] += 1
            answer = answers.get(what)
            if answer is None:
                continue
            given[what] += 1
            right[what] += any(_covers(answer, phrase) for phrase in phrases)
    rows = []
    name = "five_w_one_h"
    for what in _QUESTIONS:
        rows.append(
            Row("events", name, "dateline", f"{what} precision", _share(right[what], given[what]), n=given[what])
        )
        rows.append(Row("events", name, "dateline", f"{what} recall", _share(right[what], asked[what]), n=asked[what]))
    whole = _share(sum(right.values()), sum(given.values()))
    rows.append(Row("events", name, "dateline", "first four W precision", whole, n=sum(given.values())))
    rows.append(
        Row("events", name, "Giveme5W1H", "first four W precision", _PUBLISHED, published=True, note="by human judges")
    )
    return rows


def _answers(reading: Reading) -> dict[str, str]:
    """The four answers: the main event's, and where it leaves one open that of the next event told.

    The main event is the one told earliest that has a participant, repeated mentions counting as earliness.
    """
    ranked = sorted(reading.events, key=_lateness)
    found: dict[str, str] = {}
    times = {time.id: time for time in reading.times}
    for report in ranked[:6]:
        who = next((a for role in ("actor", "victim", "recipient") for a in report.arguments if a.role == role), None)
        if who is not None:
            found.setdefault("who", who.text)
            found.setdefault("what", _what(report, who.text))
        if report.when is not None and report.when.time in times and not report.when.inferred:
            found.setdefault("when", times[report.when.time].text)
        if report.where is not None and report.where.text:
            found.setdefault("where", report.where.text)
    return found


def _lateness(report: EventReport) -> tuple[float, int]:
    first = min([report.trigger.start, *(each.start for each in report.same_as)])
    roles = {argument.role for argument in report.arguments}
    bonus = 150 * len(roles & {"actor", "recipient", "victim"}) + 100 * min(4, len(report.same_as))
    return (first - bonus, first)


def _what(report: EventReport, who: str) -> str:
    others = [
        a.text for a in report.arguments if a.role in ("recipient", "victim", "theme", "instrument") and a.text != who
    ]
    return " ".join([who, report.trigger.text, *others])


def _covers(answer: str, phrase: str) -> bool:
    ours, theirs = _content_words(answer), _content_words(phrase)
    return bool(theirs) and len(ours & theirs) >= 0.5 * min(len(ours), len(theirs)) and bool(ours & theirs)
