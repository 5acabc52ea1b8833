"""Joining: reports of one event across pages, against our own story and against ECB+ topics 1-35.

story: the gold event layers of the sample pages, joined by `record.join`; scored are the reports that
examples/story.gold.json names.
ecbplus: event mentions of the validated sentences as reports: lemma by a crude suffix rule, participants and places
are the marked ones of the same sentence, no times and no publication days, all topics in one record. Mentions of one
page that only within-page coreference joins are counted as the corpus has them.

Metrics: B-cubed (Bagga and Baldwin 1998) over all mentions; pairs of reports of different pages.
Baseline: one event per lemma.
"""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bench.quality.gold import ROOT, find_words, read_gold
from bench.quality.report import Counts, Row
from dateline.record import Card, ReportCard, join
from dateline.record.cards import Count, Participant
from dateline.record.words import fold, words_of

_COUNTED = {
    **dict.fromkeys(("kill", "killed", "die", "death", "dead"), "killed"),
    **dict.fromkeys(("wound", "wounded", "hurt", "injure"), "wounded"),
    "missing": "missing",
}
_SUFFIX = re.compile(r"(?:ation|ing|ions?|ed|es|s|e|ings)$")


class Gathered(msgspec.Struct, frozen=True):
    """Cards to join, and for each report the name of its gold event."""

    cards: tuple[Card, ...]
    gold: dict[str, str]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    rows: list[Row] = []
    sets = {"story": gather_story()}
    folder = data / "language" / "dev" / "ecbplus_topics_1_35"
    if folder.is_dir():
        sets["ecbplus_topics_1_35"] = gather_ecbplus(folder, limit)
    else:
        rows.append(Row("record", "ecbplus_topics_1_35", "dateline", "b-cubed f1", None, note="data absent"))
    for name, gathered in sets.items():
        record = join(gathered.cards)
        ours = {reference: event.id for event in record.events for reference in event.reports}
        lemmas = {f"{card.page_id}#{report.id}": report.lemma for card in gathered.cards for report in card.reports}
        for system, found in (("dateline", ours), ("same lemma", lemmas)):
            rows += score(name, system, gathered.gold, found)
    return rows


def score(set_: str, system: str, gold: Mapping[str, str], found: Mapping[str, str]) -> list[Row]:
    """B-cubed and between-page pairs of one system."""
    precision, recall = b_cubed(gold, found)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    pairs = count_pairs(gold, found)
    figures = {
        "b-cubed precision": precision,
        "b-cubed recall": recall,
        "b-cubed f1": f1,
        "pairs precision": pairs.precision,
        "pairs recall": pairs.recall,
        "pairs f1": pairs.f1,
    }
    return [Row("record", set_, system, metric, value, n=len(gold)) for metric, value in figures.items()]


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float]:
    """Mean precision and recall over mentions of the cluster each stands in."""
    of_gold, of_found = _groups(gold), _groups({key: found[key] for key in gold})
    precision = recall = 0.0
    for key, name in gold.items():
        ours, theirs = of_found[found[key]], of_gold[name]
        shared = len(ours & theirs)
        precision += shared / len(ours)
        recall += shared / len(theirs)
    return precision / max(1, len(gold)), recall / max(1, len(gold))


def count_pairs(gold: Mapping[str, str], found: Mapping[str, str]) -> Counts:
    """Pairs of mentions on different pages that are held to be one."""

    def pairs(groups: dict[str, set[str]]) -> set[tuple[str, str]]:
        return {
            (a, b)
            for members in groups.values()
            for a in members
            for b in members
            if a < b and a.partition("#")[0] != b.partition("#")[0]
        }

    theirs, ours = pairs(_groups(gold)), pairs(_groups({key: found[key] for key in gold}))
    return Counts(len(ours & theirs), len(ours - theirs), len(theirs - ours))


def _groups(names: Mapping[str, str]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for key, name in names.items():
        groups.setdefault(name, set()).add(key)
    return groups


def gather_story() -> Gathered:
    """The gold events of the sample pages as cards."""
    story = json.loads((ROOT / "examples" / "story.gold.json").read_text("utf-8"))
    named: dict[tuple[str, int], str] = {}
    for event in story["events"]:
        for report in event["reports"]:
            page = str(Path(report["page"]).relative_to("pages").with_suffix(""))
            named[page, report["event"]] = event["id"]
    cards, gold = [], {}
    for page_gold in read_gold("events", (ROOT / "examples" / "pages",)):
        article = page_gold.article
        reports = []
        at = 0
        for index, event in enumerate(page_gold.layers["events"]):
            span = find_words(article.text, event["trigger"], near=at)
            sentence = _sentence(article.text, span.start if span else 0)
            at = span.start if span else at
            reports.append(_gold_report(f"e{index}", event, sentence))
            if (page_gold.name, index) in named:  # what the story does not name may be one event or not
                gold[f"{page_gold.name}#e{index}"] = named[page_gold.name, index]
        cards.append(
            Card(
                page_id=page_gold.name,
                kind="article",
                outlet=article.outlet,
                language=article.language,
                published=article.published,
                headline=article.headline,
                agencies=tuple(fold(author.name) for author in article.authors if author.kind == "agency"),
                reports=tuple(reports),
            )
        )
    return Gathered(tuple(cards), gold)


def _gold_report(local: str, event: dict, sentence: str) -> ReportCard:  # type: ignore[type-arg]
    when = event.get("when")
    first, last = _bounds(when) if when else (None, None)
    arguments = event.get("arguments", [])
    where = event.get("where")
    return ReportCard(
        id=local,
        type=event["type"],
        lemma=fold(event.get("lemma") or event["trigger"]),
        status=event.get("status", "unknown"),
        earliest=first,
        latest=last,
        edtf=when,
        place=where,
        place_key=" ".join(words_of(where)) if where else None,
        participants=tuple(
            Participant(
                each["role"],
                " ".join(words_of(each.get("entity") or each["text"])),
                any(word[:1].isupper() for word in each["text"].split()),
            )
            for each in arguments
            if each["role"] in ("actor", "recipient", "victim", "theme")
        ),
        counts=tuple(
            Count(
                role=_COUNTED.get(event.get("lemma", ""), "amount"),
                text=each["text"],
                value=each.get("value"),
                lower=each.get("lower"),
                upper=each.get("upper"),
            )
            for each in arguments
            if each["role"] == "amount" and each.get("value") is not None and event.get("lemma", "") in _COUNTED
        ),
        words=tuple(sorted({word for word in words_of(sentence) if len(word) >= 4})[:40]),
        sentence=sentence,
        foretold=event.get("status") in ("planned", "threatened", "feared", "expected"),
    )


def _bounds(when: str) -> tuple[str | None, str | None]:
    """A gold time as earliest and latest: days, months and years; intervals by their ends."""
    import datetime

    start, _, end = when.partition("/")
    plain = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
    first, last = plain.match(start), plain.match(end or start)
    if first is None or last is None:
        return None, None
    year, month, day = (int(part) if part else 0 for part in last.groups())
    if day:
        after = datetime.date(year, month, day) + datetime.timedelta(days=1)
    elif month:
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
    else:
        after = datetime.date(year + 1, 1, 1)
    begin = "-".join([*(part for part in first.groups() if part), *["01"] * sum(not part for part in first.groups())])
    return begin, after.isoformat()


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(stop, 0, at) + len(stop) for stop in (". ", "\n", "” "))
    ends = [end for stop in (". ", "\n") if (end := text.find(stop, at)) >= 0]
    return text[max(0, start) : min(ends, default=len(text))]


def gather_ecbplus(folder: Path, limit: int | None) -> Gathered:
    """Event mentions of the validated sentences as cards, one a document."""
    chosen: dict[str, set[str]] = {}
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8-sig") as table:
        for row in csv.DictReader(table):
            chosen.setdefault(f"{row['Topic']}_{row['File']}", set()).add(row["Sentence Number"])
    cards, gold = [], {}
    files = sorted((folder / "ECB+").rglob("*.xml"))
    for file in files[:limit]:
        card, names = _ecb_document(file, chosen.get(file.stem, set()))
        if card.reports:
            cards.append(card)
            gold.update(names)
    return Gathered(tuple(cards), gold)


def _ecb_document(file: Path, sentences: set[str]) -> tuple[Card, dict[str, str]]:
    root = ET.parse(file).getroot()
    tokens = {each.get("t_id"): each for each in root.findall("token")}
    by_sentence: dict[str, list[str]] = {}
    for token in root.findall("token"):
        by_sentence.setdefault(token.get("sentence", ""), []).append(token.text or "")
    marked: dict[str, tuple[str, list[str | None]]] = {}
    for element in root.find("Markables") if root.find("Markables") is not None else ():  # type: ignore[union-attr]
        anchors = [each.get("t_id") for each in element.findall("token_anchor")]
        if anchors:
            marked[element.get("m_id", "")] = (element.tag, anchors)
    event_of = {}
    for relation in root.find("Relations") if root.find("Relations") is not None else ():  # type: ignore[union-attr]
        name = relation.get("note") or f"{file.stem} {relation.get('r_id')}"
        for source in relation.findall("source"):
            event_of[source.get("m_id", "")] = name
    topic = file.parent.name
    beside: dict[str, list[Participant]] = {}
    places: dict[str, str] = {}
    for tag, anchors in marked.values():
        words = " ".join(words_of(" ".join(tokens[each].text or "" for each in anchors)))
        sentence = tokens[anchors[0]].get("sentence", "")
        if tag.startswith(("HUMAN", "NON_HUMAN")) and words:
            beside.setdefault(sentence, []).append(Participant("theme", words))
        elif tag.startswith("LOC") and words:
            places.setdefault(sentence, words)
    reports, gold = [], {}
    for name, (tag, anchors) in marked.items():
        sentence = tokens[anchors[0]].get("sentence", "")
        if "ACTION" not in tag or sentence not in sentences:
            continue
        trigger = [(tokens[each].text or "").lower() for each in anchors]
        text = " ".join(by_sentence[sentence])
        reports.append(
            ReportCard(
                id=f"m{name}",
                type="OTHER",
                lemma=" ".join(_SUFFIX.sub("", word) or word for word in trigger),
                status="happened",
                participants=tuple(dict.fromkeys(beside.get(sentence, []))),
                place=places.get(sentence),
                place_key=places.get(sentence),
                words=tuple(sorted({word for word in words_of(text) if len(word) >= 4})[:40]),
                sentence=text,
            )
        )
        gold[f"{file.stem}#m{name}"] = f"{topic} {event_of.get(name, f'{file.stem} alone {name}')}"
    return Card(page_id=file.stem, kind="article", reports=tuple(reports)), gold


def show(gathered: Gathered, wrong: Sequence[str] = ("missed", "false")) -> None:
    """Print the pairs that are missed or false: for work on the weights."""
    record = join(gathered.cards)
    found = {reference: event.id for event in record.events for reference in event.reports}
    cards = {f"{card.page_id}#{each.id}": each for card in gathered.cards for each in card.reports}
    judged = {(each.left, each.right): each for each in record.judgements if each.subject == "event"}
    keys = sorted(gathered.gold)
    for i, left in enumerate(keys):
        for right in keys[i + 1 :]:
            same, ours = gathered.gold[left] == gathered.gold[right], found[left] == found[right]
            kind = "missed" if same and not ours else "false" if ours and not same else ""
            if kind in wrong and left.partition("#")[0] != right.partition("#")[0]:
                judgement = judged.get((left, right))
                why = (
                    "not compared"
                    if judgement is None
                    else f"{judgement.score} "
                    + ", ".join(f"{reason.name} {reason.weight:+}" for reason in judgement.reasons if reason.weight)
                )
                print(kind, left, right, cards[left].lemma, "|", cards[right].lemma, "|", why)
