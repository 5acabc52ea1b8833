"""Our own gold: the sample pages' gold readings, and the texts of bench/quality/gold_texts, as Articles with offsets.

Gold is written in words; here the words get their offsets. The article is built from the gold's own blocks, so that a
stage is measured by itself and not by what page reading left out.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from dateline._version import __version__
from dateline.language import load_language
from dateline.model import Article, Author, EventReport, Part, Reading, Role, Span, text_sha256
from dateline.reading.read import read_stages

ROOT = Path(__file__).resolve().parents[2]
_FURTHER = ROOT / "bench" / "quality" / "gold_events.tsv"
_SAME = ROOT / "bench" / "quality" / "gold_same.tsv"
_VERDICTS = ROOT / "bench" / "quality" / "gold_verdicts.tsv"
_PARTIES = ("actor", "recipient", "victim")
FOLDERS = (ROOT / "examples" / "pages", ROOT / "bench" / "quality" / "gold_texts")
_TEXT_ROLES = ("headline", "standfirst", "body", "subhead", "quotation", "list", "table", "caption", "correction")
_BODY_ROLES = ("body", "subhead", "quotation", "list", "table", "correction")


class Gold(msgspec.Struct, frozen=True):
    """One gold reading: its name, the article its blocks make, and the raw layers."""

    name: str
    article: Article
    layers: dict[str, Any]

    @property
    def annotated(self) -> tuple[str, ...]:
        """The layers that are complete on this page; others must not be scored."""
        return tuple(self.layers.get("annotated", ()))

    def read(self) -> Reading:
        """What the stages after page reading make of the gold article."""
        language = load_language(self.article.language)
        bare = Reading(page_id=self.article.page_id, dateline=__version__, media_type="text/html", article=self.article)
        return read_stages(bare, language, [])


def read_further_events(file: Path = _FURTHER) -> dict[str, list[dict[str, object]]]:
    """Events beside the main ones that a page's gold marks, by page: their trigger, type, actors and recipients.

    Listed by two readers who saw the texts and the main events and nothing that Dateline said, those that both list;
    and of the words that one of them or a program at any chance proposed, those that two judges who did not know by
    whom both hold for an event of its own.
    """
    found: dict[str, list[dict[str, object]]] = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        page, trigger, around, type_, actors, recipients = line.split("\t")
        parties = [
            {"role": role, "text": words}
            for role, cell in (("actor", actors), ("recipient", recipients))
            for words in cell.split(" & ")
            if words != "-"
        ]
        found.setdefault(page, []).append(
            {"trigger": trigger, "in": around, "type": type_, "arguments": parties, "further": True}
        )
    return found


def read_same_words(file: Path = _SAME) -> dict[str, list[tuple[str, str, str]]]:
    """Other words by which a page tells of a gold event, by page: (word, around, the event's trigger).

    Of the words proposed for events, those that two judges both hold for another telling of the same gold event.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        page, word, around, trigger = line.split("\t")
        found.setdefault(page, []).append((word, around, trigger))
    return found


def report_key(page: str, report: EventReport) -> tuple[str, str, str]:
    """What two reports must share to be judged alike: page, trigger, and actors, recipients and victims by place."""
    parties = {f"{a.role}@{a.start}-{a.end}" for a in report.arguments if a.role in _PARTIES}
    return page, f"{report.trigger.start}-{report.trigger.end}", " ".join(sorted(parties))


def read_verdicts(file: Path = _VERDICTS) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What judges held of reports on the gold pages, by `report_key`: "right", or letters for what is wrong.

    x: no event that anybody would enter; a, r: a wrong actor or recipient; A, R: one that the sentence names lacks.
    Two judges read each report beside its sentence, knowing nothing of how it was made, among those of another version.
    """
    found = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        page, trigger, parties, verdicts = line.split("\t")
        found[page, trigger, parties] = tuple(verdicts.split())
    return found


def read_gold(layer: str | None = None, folders: tuple[Path, ...] = FOLDERS) -> list[Gold]:
    """Gold readings sorted by name; with `layer`, those that annotate it."""
    found = []
    for folder in folders:
        for file in sorted(folder.rglob("*.gold.json")):
            layers = json.loads(file.read_text("utf-8"))
            if layers.get("kind", "article") != "article":
                continue
            name = file.relative_to(folder).as_posix().removesuffix(".gold.json")
            gold = Gold(name, _article(name, layers), layers)
            if layer is None or layer in gold.annotated:
                found.append(gold)
    return found


def _article(name: str, layers: dict[str, Any]) -> Article:
    pieces: list[str] = []
    parts: list[Part] = []
    at = 0
    for block in layers["blocks"]:
        if block["role"] not in _TEXT_ROLES:
            continue
        role: Role = block["role"]
        parts.append(Part(role, at, at + len(block["text"])))
        pieces.append(block["text"])
        at += len(block["text"]) + 2
    text = "\n\n".join(pieces)
    return Article(
        page_id=name,
        kind="article",
        text=text,
        text_sha256=text_sha256(text),
        parts=tuple(parts),
        body=tuple(Span(part.start, part.end) for part in parts if part.role in _BODY_ROLES),
        headline=layers.get("headline"),
        authors=tuple(Author(each["name"], each["kind"]) for each in layers.get("authors", ())),
        outlet=layers.get("outlet"),
        published=layers.get("published"),
        language=layers.get("language"),
    )


def find_words(
    text: str, words: str, *, around: str | None = None, nth: int | None = None, near: int = 0
) -> Span | None:
    """Where gold words stand: within `around` if given, else the nth occurrence, else the one nearest to `near`.

    White space in gold words stands for any run of it on the page; gold texts are already so.
    """
    if around is not None:
        home = text.find(around)
        place = text.find(words, home) if home >= 0 else -1
        return Span(place, place + len(words)) if 0 <= place <= home + len(around) else None
    places = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    if not places:
        return None
    if nth is not None:
        return Span(places[nth - 1], places[nth - 1] + len(words)) if nth <= len(places) else None
    best = min(places, key=lambda each: (abs(each - near), each))
    return Span(best, best + len(words))
