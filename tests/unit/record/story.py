"""Readings built by hand: the words first, then what stands where, found by the words themselves."""

import hashlib
from typing import Any

from dateline.model import (
    Argument,
    Article,
    Author,
    Block,
    Claim,
    ClaimSource,
    Cue,
    EventReport,
    Horizon,
    Locator,
    Mention,
    Page,
    Part,
    PlaceReference,
    Reading,
    Span,
    TextMap,
    TextSegment,
    Trigger,
    When,
    Where,
    text_sha256,
)

DISPATCH = (
    "An explosion tore through a grain silo in the port of Velden late on Monday, killing 12 people and wounding"
    " more than 40, the harbour master said.",
    "The silo had been inspected in April, according to records kept by the city, and no fault had been found then.",
    "Divers searched the basin through the night while families waited behind a rope on the old customs quay.",
    "The cause was not known, said the harbour master, Jorun Teller, who asked ships to keep off the eastern mole.",
)


def page_of(paragraphs: tuple[str, ...] | list[str], *, salt: str = "", **known: Any) -> Page:
    content = ("\n\n".join(paragraphs) + salt).encode("utf-8", "surrogatepass")
    return Page(id=hashlib.sha256(content).hexdigest(), content=content, media_type="text/html", **known)


def reading_of(
    paragraphs: tuple[str, ...] | list[str] = DISPATCH,
    *,
    headline: str | None = None,
    outlet: str | None = "The Velden Post",
    published: str | None = "2024-05-07T09:00:00+02:00",
    agency: str | None = None,
    language: str = "en",
    salt: str = "",
    url: str | None = None,
    **found: Any,
) -> Reading:
    """A reading of an article with these paragraphs; `found` are fields of Reading."""
    parts: list[Part] = []
    text = ""
    for index, words in enumerate(([headline] if headline else []) + list(paragraphs)):
        text += "\n\n" if text else ""
        role: Any = "headline" if headline and index == 0 else "body"
        parts.append(Part(role, len(text), len(text) + len(words), index))
        text += words
    page = page_of(paragraphs, salt=f"{salt}{outlet}{headline}")
    article = Article(
        page_id=page.id,
        kind="article",
        page_text=text,
        blocks=tuple(Block(part.role, text[part.start : part.end], part.start, part.end) for part in parts),
        text=text,
        text_sha256=text_sha256(text),
        parts=tuple(parts),
        body=tuple(Span(part.start, part.end) for part in parts if part.role == "body"),
        text_map=TextMap((TextSegment(0, 0, len(text)),)) if text else TextMap(),
        headline=headline,
        outlet=outlet,
        published=published,
        language=language,
        authors=(Author(name=agency, kind="agency"),) if agency else (),
    )
    return Reading(
        page_id=page.id,
        dateline="0",
        media_type="text/html",
        article=article,
        url=url,
        locator=Locator(file=f"{page.id[:8]}.html"),
        **found,
    )


def place_of(reading: Reading, words: str) -> tuple[int, int]:
    start = reading.article.text.index(words)
    return start, start + len(words)


def event_in(
    reading: Reading,
    words: str,
    *,
    id: str = "e1",
    type: Any = "ASSAULT",
    lemma: str | None = None,
    status: Any = "happened",
    day: tuple[str, str] | None = ("2024-05-06", "2024-05-07"),
    place: str | None = None,
    at: tuple[float, float] | None = None,
    horizon: str | None = None,
    **arguments: Any,
) -> EventReport:
    """A report whose trigger is `words`; arguments are role=words or role=(words, number)."""
    start, end = place_of(reading, words)
    made = []
    for role, value in arguments.items():
        told, number = value if isinstance(value, tuple) else (value, None)
        first, last = place_of(reading, told)
        bounds = {} if number is None else {"value": number, "lower": number, "upper": number}
        made.append(Argument(role=role, text=told, start=first, end=last, found_by="rule@1", **bounds))  # type: ignore[arg-type]
    where = None
    if place is not None:
        first, last = place_of(reading, place)
        lat, lon = at or (None, None)
        where = Where(text=place, start=first, end=last, name=place, lat=lat, lon=lon, precision=1, country="VX")
    return EventReport(
        id=id,
        type=type,
        lemma=lemma or words,
        trigger=Trigger(words, start, end),
        arguments=tuple(made),
        when=When(edtf=day[0], earliest=day[0], latest=day[1], grain="day", how="clause") if day else None,
        where=where,
        status=status,
        horizon=None if horizon is None else Horizon(horizon, *place_of(reading, horizon)),
        explained={"type": "lexicon"},
    )


def claim_in(
    reading: Reading, content: str, cue: str, speaker: str, *, id: str = "c1", entity: str | None = None
) -> Claim:
    first, last = place_of(reading, speaker)
    return Claim(
        id=id,
        mode="indirect",
        sources=(
            ClaimSource(text=reading.article.outlet or "", kind="outlet"),
            ClaimSource(text=speaker, kind="person", start=first, end=last, entity=entity),
        ),
        content=(Span(*place_of(reading, content)),),
        cue=Cue(cue, *place_of(reading, cue)),
        found_by="cue@1",
    )


def mention_in(
    reading: Reading, words: str, *, id: str = "m1", entity: str = "n1", kind: Any = "person", **known: Any
) -> Mention:
    start, end = place_of(reading, words)
    return Mention(id=id, kind=kind, start=start, end=end, text=words, entity=entity, name=words, **known)


def town(name: str, number: int) -> PlaceReference:
    return PlaceReference(name=name, lat=54.0, lon=11.0, precision=1, geonames_id=number, country="VX")
