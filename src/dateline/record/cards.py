"""A card: the little of a reading that joining compares, so that a record is joined without its texts."""

import array
import sys

import msgspec

from dateline.language import language_of_pack
from dateline.language.tagging.sentences import sentence_around
from dateline.model import Article, EventReport, Mention, Reading, Span
from dateline.record.words import fold, shingles, words_of

_MOST_WORDS = 40
_MOST_SENTENCE = 300
_SHORTEST = 4  # letters of a word that says something of what a sentence is about
PARTICIPANTS = ("actor", "recipient", "victim", "beneficiary", "theme")
COUNTED = ("killed", "wounded", "missing", "displaced", "detained")


class EntityCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entity of one page. id: as on the page. key: the folded fullest name, its words in order."""

    id: str
    kind: str
    name: str
    key: tuple[str, ...]
    names: tuple[str, ...] = ()
    country: str | None = None
    geonames_id: int | None = None
    office: str | None = None
    mentions: int = 1


class Participant(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who or what takes part. name: folded words; named: whether it is a proper name ("soldiers" is none)."""

    role: str
    name: str
    named: bool = False


class Count(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many, as told: words, best value, inclusive bounds."""

    role: str
    text: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None


class ReportCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event report. trigger, start: its words and their place; words: of the sentence that tells it, folded."""

    id: str
    type: str
    lemma: str
    status: str
    mode: str | None = None
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    inferred: bool = False
    place: str | None = None
    place_key: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    country: str | None = None
    participants: tuple[Participant, ...] = ()
    counts: tuple[Count, ...] = ()
    words: tuple[str, ...] = ()
    sentence: str = ""
    foretold: bool = False
    trigger: str = ""
    start: int = 0


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """One page. credited: agencies in the byline; agencies: the same when nobody else signed.

    shingles: little-endian 32-bit hashes, sorted.
    """

    page_id: str
    kind: str
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    headline: str | None = None
    credited: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    shingles: bytes = b""
    entities: tuple[EntityCard, ...] = ()
    reports: tuple[ReportCard, ...] = ()


def card_of(reading: Reading) -> Card:
    """The card of a reading; the same reading gives the same card."""
    article = reading.article
    if article.kind != "article":
        return Card(page_id=reading.page_id, kind=article.kind)
    credited = _credited(article)
    return Card(
        page_id=reading.page_id,
        kind=article.kind,
        outlet=article.outlet,
        language=article.language,
        published=article.published,
        headline=article.headline,
        credited=credited,
        agencies=() if any(author.kind == "person" for author in article.authors) else credited,
        shingles=_shingles_of(article),
        entities=_entities_of(reading),
        reports=tuple(_report_card(reading, report) for report in reading.events),
    )


def _credited(article: Article) -> tuple[str, ...]:
    return tuple(sorted({fold(author.name) for author in article.authors if author.kind == "agency"}))


def _shingles_of(article: Article) -> bytes:
    """Of the body alone: headlines, standfirsts and captions change when a report is reprinted."""
    words: list[str] = []
    for span in article.body:
        words += words_of(span.of(article.text))
    hashes = array.array("I", shingles(words))
    if sys.byteorder == "big":
        hashes.byteswap()
    return hashes.tobytes()


def _entities_of(reading: Reading) -> tuple[EntityCard, ...]:
    found: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.entity is not None and mention.kind != "quantity":
            found.setdefault(mention.entity, []).append(mention)
    cards = (_entity_card(entity, mentions) for entity, mentions in found.items())
    return tuple(card for card in cards if card is not None)


def _entity_card(entity: str, mentions: list[Mention]) -> EntityCard | None:
    named = [mention for mention in mentions if mention.form == "name"]
    if not named:
        return None
    name = next((mention.name for mention in named if mention.name), named[0].text)
    place = next((mention.place for mention in named if mention.place is not None), None)
    key = tuple(words_of(name))
    if not key:
        return None
    return EntityCard(
        id=entity,
        kind=named[0].kind,
        name=name,
        key=key,
        names=tuple(dict.fromkeys(mention.text for mention in named)),
        country=next((each.country for each in named if each.country), place.country if place else None),
        geonames_id=place.geonames_id if place else None,
        office=next((fold(mention.office) for mention in named if mention.office), None),
        mentions=len(mentions),
    )


def _report_card(reading: Reading, report: EventReport) -> ReportCard:
    article = reading.article
    names = {mention.id: mention.name or mention.text for mention in reading.mentions if mention.form == "name"}
    by_entity = {
        mention.entity: mention.name or mention.text
        for mention in reversed(reading.mentions)
        if mention.entity and mention.form == "name"
    }
    participants = []
    for argument in report.arguments:
        if argument.role in PARTICIPANTS:
            name = names.get(argument.mention or "") or by_entity.get(argument.entity or "") or argument.text
            named = argument.mention in names or argument.entity in by_entity
            participants.append(Participant(str(argument.role), " ".join(words_of(name)), named))
    trigger = Span(report.trigger.start, report.trigger.end)
    pack = language_of_pack(reading.language_pack)
    sentence = sentence_around(article.text, trigger, pack, most=_MOST_SENTENCE).of(article.text)
    when, where = report.when, report.where
    place = (where.name or where.text) if where else None
    return ReportCard(
        id=report.id,
        type=report.type,
        lemma=fold(report.lemma),
        status=report.status,
        mode=report.mode,
        earliest=when.earliest if when else None,
        latest=when.latest if when else None,
        edtf=when.edtf if when else None,
        inferred=bool(when and (when.inferred or when.how == "publication")),
        place=place,
        place_key=" ".join(words_of(place)) if place else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        precision=where.precision if where else None,
        country=where.country if where else None,
        participants=tuple(dict.fromkeys(each for each in participants if each.name)),
        counts=tuple(
            Count(role=each.role, text=each.text, value=each.value, lower=each.lower, upper=each.upper)
            for each in report.arguments
            if each.role in COUNTED and (each.value, each.lower, each.upper) != (None, None, None)
        ),
        words=tuple(sorted({word for word in words_of(sentence) if len(word) >= _SHORTEST})[:_MOST_WORDS]),
        sentence=_title(article, report.trigger.start, sentence),
        trigger=report.trigger.text,
        start=report.trigger.start,
        foretold=report.horizon is not None or report.status in ("planned", "threatened", "feared", "expected"),
    )


def _title(article: Article, start: int, sentence: str) -> str:
    """The sentence that tells an event, as the event's title: without the dateline that opens the report."""
    opening = article.dateline.end if article.dateline is not None else None
    line = article.text[article.dateline.start or 0 : opening] if article.dateline is not None and opening else ""
    if line and opening is not None and opening <= start and sentence.startswith(line):
        sentence = sentence[len(line) :].lstrip(" \u00a0-–—:.")
    return " ".join(sentence.split())
