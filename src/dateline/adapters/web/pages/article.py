"""One article with its evidence marked in the text, and what was read from it beside."""

from collections.abc import Sequence, Set
from typing import Any

import msgspec

from dateline.adapters.web import saying
from dateline.adapters.web.asked import Asked, NotFoundError, spans_asked
from dateline.adapters.web.links import entity_link, event_link
from dateline.adapters.web.marks import Mark, Segment, mark_text
from dateline.adapters.web.pages.event import Roles, arguments_of, names_of
from dateline.model import Article, Block, Event, EventReport, Mention, Reading, Role, Span, TimeExpression
from dateline.views import Store

_MARKS = 20_000
_EVENTS, _CLAIMS, _TIMES, _NAMES = 200, 200, 200, 150
_BLOCKS, _BLOCK = 400, 400
_PLACES = ("place", "facility")


class Passage(msgspec.Struct, frozen=True):
    """A stretch of the article with one role, in segments."""

    role: Role
    segments: tuple[Segment, ...]


class Told(msgspec.Struct, frozen=True):
    """An event report with the event it was joined into.

    others: how many other reports that event has. here: whether its words are those asked for.
    """

    report: EventReport
    arguments: Roles
    href: str | None
    others: int
    here: bool


class Named(msgspec.Struct, frozen=True):
    """What several mentions name: the fullest name, how often it is named, the first mention of it."""

    name: str
    kind: str
    count: int
    first: Mention
    href: str | None


class Field(msgspec.Struct, frozen=True):
    """A field of the article, where its value was found, and how sure that is."""

    name: str
    value: str
    found_by: str | None
    confidence: float | None


class Rest(msgspec.Struct, frozen=True):
    """The blocks of one role that are no part of the article."""

    role: str
    blocks: tuple[Block, ...]


def article(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The page with this id; `at=120-134` parameters show these words."""
    reading = store.reading(asked.named["id"])
    if reading is None:
        raise NotFoundError("No page of this record has that address.")
    shown = spans_asked(asked)
    told = _told(store, reading, shown)
    claims = [each for each in reading.claims if each.mode != "author"]
    rest, left_out = _rest(reading.article)
    listed = frozenset(
        [f"e-{each.report.id}" for each in told[:_EVENTS]]
        + [f"c-{each.id}" for each in claims[:_CLAIMS]]
        + [f"t-{each.id}" for each in reading.times[:_TIMES]]
    )
    return "article.html", {
        "reading": reading,
        "article": reading.article,
        "passages": _passages(reading, shown, listed),
        "listed": listed,
        "told": told[:_EVENTS],
        "claims": claims[:_CLAIMS],
        "times": reading.times[:_TIMES],
        "named": _named(store, reading),
        "fields": _fields(reading),
        "rest": rest,
        "blocks_left_out": left_out,
        "counts": {"events": len(told), "claims": len(claims), "times": len(reading.times)},
        "copies": _copies(store, reading),
    }


def _passages(reading: Reading, shown: Sequence[Span], listed: Set[str]) -> tuple[Passage, ...]:
    article = reading.article
    marks = [Mark(span.start, span.end, "here") for span in shown]
    marks += _marks(reading, listed)[:_MARKS]
    cuts = [edge for part in article.parts for edge in (part.start, part.end)]
    segments = mark_text(article.text, marks, cuts)
    passages = []
    at = 0
    for part in article.parts:
        while at < len(segments) and segments[at].end <= part.start:
            at += 1
        first = at
        while at < len(segments) and segments[at].end <= part.end:
            at += 1
        passages.append(Passage(part.role, segments[first:at]))
    return tuple(passages)


def _marks(reading: Reading, listed: Set[str]) -> list[Mark]:
    def to(item: str) -> str | None:
        return f"#{item}" if item in listed else None

    marks: list[Mark] = []
    for event in reading.events:
        title = f"{saying.say_type(event.type, event.lemma)}, {saying.say_status(event.status)}"
        named = (event.trigger, *event.same_as)
        marks += [Mark(words.start, words.end, "event", to(f"e-{event.id}"), title) for words in named]
        if event.where is not None and event.where.start is not None and event.where.end is not None:
            marks.append(Mark(event.where.start, event.where.end, "place"))
        marks += [Mark(argument.start, argument.end, "argument") for argument in event.arguments]
        if event.horizon is not None:
            marks.append(Mark(event.horizon.start, event.horizon.end, "time"))
    for claim in reading.claims:
        if claim.mode == "author":
            continue
        marks += [Mark(span.start, span.end, "claim") for span in claim.content]
        marks += [Mark(each.start, each.end, "source") for each in claim.sources
                  if each.start is not None and each.end is not None]  # fmt: skip
        if claim.cue is not None:
            marks.append(Mark(claim.cue.start, claim.cue.end, "cue", to(f"c-{claim.id}"), "who says so"))
    for time in reading.times:
        marks.append(Mark(time.start, time.end, "time", to(f"t-{time.id}"), _say_value(time)))
    for mention in reading.mentions:
        kind = "number" if mention.kind == "quantity" else "place" if mention.kind in _PLACES else "name"
        if mention.form != "pronoun":
            marks.append(Mark(mention.start, mention.end, kind))
    return marks


def _say_value(time: TimeExpression) -> str:
    return saying.say_time(time.edtf) if time.edtf else time.value or saying.UNKNOWN


def _told(store: Store, reading: Reading, shown: Sequence[Span]) -> list[Told]:
    names = names_of(reading)
    found: list[Told] = []
    for report in reading.events:
        event: Event | None = store.event(f"{reading.page_id}#{report.id}") if len(found) < _EVENTS else None
        found.append(
            Told(
                report=report,
                arguments=arguments_of(report, names),
                href=event_link(event.id) if event else None,
                others=len(event.reports) - 1 if event else 0,
                here=any(span.overlaps(Span(report.trigger.start, report.trigger.end)) for span in shown),
            )
        )
    return found


def _named(store: Store, reading: Reading) -> list[Named]:
    groups: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.kind != "quantity" and mention.entity:
            groups.setdefault(mention.entity, []).append(mention)
    ranked = sorted(groups.items(), key=lambda each: (-len(each[1]), each[1][0].start))
    found: list[Named] = []
    for local, mentions in ranked:
        named = [mention for mention in mentions if mention.form == "name"]
        if named and len(found) < _NAMES:
            entity = store.entity(f"{reading.page_id}#{local}")
            found.append(
                Named(
                    name=next((mention.name for mention in named if mention.name), named[0].text),
                    kind=named[0].kind,
                    count=len(mentions),
                    first=named[0],
                    href=entity_link(entity.id) if entity else None,
                )
            )
    return found


def _fields(reading: Reading) -> list[Field]:
    article = reading.article
    where = article.dateline
    values = [
        ("headline", article.headline),
        ("standfirst", article.standfirst),
        ("authors", "; ".join(f"{each.name} ({each.title or each.kind})" for each in article.authors)),
        ("outlet", article.outlet),
        ("published", saying.say_time(article.published) if article.published else None),
        ("modified", saying.say_time(article.modified) if article.modified else None),
        ("section", article.section),
        ("tags", ", ".join(article.tags)),
        ("language", saying.say_language(article.language) if article.language else None),
        ("dateline", ", ".join(each for each in (where.place, where.date) if each) if where else None),
        ("images", "; ".join(each.caption or each.alt or "no caption" for each in article.images)),
    ]
    return [
        Field(name, value or saying.UNKNOWN, article.found_by.get(name), article.confidence.get(name))
        for name, value in values
    ]


def _rest(article: Article) -> tuple[list[Rest], int]:
    taken = {part.block for part in article.parts}
    blocks = [block for index, block in enumerate(article.blocks) if index not in taken]
    groups: dict[str, list[Block]] = {}
    for block in blocks[:_BLOCKS]:
        short = msgspec.structs.replace(block, text=saying.shorten(block.text, _BLOCK))
        groups.setdefault(block.role, []).append(short)
    return [Rest(role, tuple(each)) for role, each in groups.items()], max(0, len(blocks) - _BLOCKS)


def _copies(store: Store, reading: Reading) -> list[Reading]:
    cluster = store.copies_of(reading.page_id)
    if cluster is None:
        return []
    found = (store.reading(member) for member in cluster.members[:20] if member != reading.page_id)
    return [each for each in found if each is not None]
