"""A small record built by hand: a blast told by three outlets, a hostile page, an Arabic page, an index page."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from dateline.adapters.stores import open_record
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
    Judgement,
    Locator,
    Mention,
    Page,
    Part,
    Problem,
    Reading,
    Reason,
    Role,
    Span,
    Standing,
    TimeExpression,
    Trigger,
    Unreadable,
    When,
    Where,
    text_sha256,
)
from dateline.record import merge

SCRIPT = "<script>alert('headline')</script>"
HOSTILE = SCRIPT + '"><img src=x onerror=alert(2)> {{ 7*7 }} \u202egnp.exe'


def reading_of(
    parts: list[tuple[Role, str]],
    *,
    outlet: str | None,
    published: str | None = None,
    language: str | None = "en",
    url: str | None = None,
    furniture: list[tuple[Role, str]] | None = None,
    kind: Any = "article",
    **found: Any,
) -> Reading:
    """A reading whose article has these parts; `found` are fields of Reading."""
    text, placed = "", []
    for index, (role, words) in enumerate(parts):
        text += "\n\n" if text else ""
        placed.append(Part(role, len(text), len(text) + len(words), index))
        text += words
    page_text, blocks = text, [Block(part.role, text[part.start : part.end], part.start, part.end) for part in placed]
    for role, words in furniture or []:
        page_text += "\n" if page_text else ""
        blocks.append(
            Block(role, words, len(page_text), len(page_text) + len(words), rank=1 if role == "ranking" else None)
        )
        page_text += words
    headline = next((words for role, words in parts if role == "headline"), None)
    page_id = hashlib.sha256(f"{outlet}{page_text}".encode()).hexdigest()
    article = Article(
        page_id=page_id,
        kind=kind,
        page_text=page_text,
        blocks=tuple(blocks),
        text=text,
        text_sha256=text_sha256(text),
        parts=tuple(placed),
        body=tuple(Span(part.start, part.end) for part in placed if part.role == "body"),
        headline=headline,
        outlet=outlet,
        published=published,
        language=language,
        authors=(Author(name="Mira Holt", kind="person"),) if kind == "article" else (),
        found_by={"headline": "json-ld", "outlet": "meta"},
        confidence={"headline": 0.9},
    )
    return Reading(
        page_id=page_id,
        dateline="0",
        media_type="text/html",
        article=article,
        url=url,
        locator=Locator(file=f"{page_id[:8]}.html"),
        **found,
    )


def at(reading: Reading, words: str) -> tuple[int, int]:
    """Where these words stand."""
    start = reading.article.text.index(words)
    return start, start + len(words)


def blast_in(reading: Reading, trigger: str, dead: str, number: float, *, id: str = "v1") -> EventReport:
    """The blast as one article tells it."""
    first, last = at(reading, dead)
    told_at = at(reading, "Velden") if "Velden" in reading.article.text else None
    return EventReport(
        id=id,
        type="ASSAULT",
        lemma="explode",
        trigger=Trigger(trigger, *at(reading, trigger)),
        arguments=(
            Argument(role="killed", text=dead, start=first, end=last, value=number, lower=number, upper=number),
        ),
        when=When(edtf="2024-05-06", earliest="2024-05-06", latest="2024-05-07", grain="day", time="t1", how="clause"),
        where=Where(text="Velden", start=told_at[0], end=told_at[1], name="Velden", how="thread", inferred=True)
        if told_at
        else None,
        status="happened",
        standing=(Standing(reading.article.outlet or "", "certain", "positive"),),
        explained={"status": "told as a fact by the article itself"},
    )


def post() -> Reading:
    """The first report: an event, a threat with a horizon, a claim within quotation marks, a time."""
    reading = reading_of(
        [
            ("headline", "Silo blast in Velden kills twelve"),
            ("body", "An explosion tore through a grain silo in the port of Velden on Monday, killing 12 people."),
            ("subhead", "“We had warned them twice”"),
            (
                "body",
                "“They knew that the explosion would come by June,” said Jorun Teller, who leads the dockers’ union.",
            ),
            ("body", "The owners will close the harbour within two weeks."),
            ("caption", "The silo on Tuesday."),
        ],
        outlet="The Velden Post",
        published="2024-05-07T09:00:00+02:00",
        url="https://velden-post.example/silo",
        furniture=[
            ("navigation", "Home Port Weather"),
            ("ranking", "Ten recipes for smoked eel"),
            ("legal", "All rights reserved"),
        ],
    )
    speaker = at(reading, "Jorun Teller")
    content = at(reading, "“They knew that the explosion would come by June,”")
    return _with(
        reading,
        events=(
            blast_in(reading, "explosion", "12 people", 12),
            EventReport(
                id="v2",
                type="THREATEN",
                lemma="close",
                trigger=Trigger("close", *at(reading, "close")),
                status="threatened",
                horizon=Horizon("within two weeks", *at(reading, "within two weeks"), latest="2024-05-21"),
            ),
        ),
        claims=(
            Claim(
                id="c1",
                mode="direct",
                sources=(
                    ClaimSource(text="The Velden Post", kind="outlet", name="The Velden Post"),
                    ClaimSource("Jorun Teller", "person", *speaker, entity="e1", name="Jorun Teller"),
                ),
                content=(Span(*content),),
                cue=Cue("said", *at(reading, "said")),
            ),
        ),
        mentions=(
            Mention("m1", "person", *speaker, "Jorun Teller", entity="e1", name="Jorun Teller"),
            Mention("m2", "place", *at(reading, "Velden"), "Velden", entity="e2", name="Velden"),
        ),
        times=(
            TimeExpression("t1", *at(reading, "Monday"), "Monday", "DATE", "2024-05-06", edtf="2024-05-06"),
            TimeExpression("t2", *at(reading, "by June"), "by June", "DATE"),
        ),
    )


def radio() -> Reading:
    """The same blast with another number."""
    reading = reading_of(
        [
            ("headline", "Fourteen dead in harbour blast"),
            ("body", "A silo exploded in Velden on Monday night; 14 workers died, the hospital said."),
        ],
        outlet="Harbour Radio",
        published="2024-05-07T07:30:00+02:00",
        url="javascript:alert(3)",
        problems=(),
    )
    time = TimeExpression("t1", *at(reading, "Monday"), "Monday", "DATE", "2024-05-06", edtf="2024-05-06")
    return _with(reading, events=(blast_in(reading, "exploded", "14 workers", 14),), times=(time,))


def hostile() -> Reading:
    """A page whose every word would like to be markup."""
    reading = reading_of(
        [("headline", HOSTILE), ("body", f"{SCRIPT} exploded <b>boldly</b> killing 9 &amp; more <!-- in Velden")],
        outlet=f"</title>{SCRIPT}",
        published="2024-05-08",
        language='en" onmouseover="alert(4)',
        url='https://evil.example/"><script>alert(5)</script>',
        furniture=[("promotion", f"{SCRIPT} buy"), ("other", "</details></main>" + SCRIPT)],
        problems=(Problem(f"odd{SCRIPT}", "article", f"detail {SCRIPT}"),),
    )
    return _with(
        reading,
        events=(blast_in(reading, "exploded", "9", 9),),
        mentions=(
            Mention("m1", "person", *at(reading, "<b>boldly</b>"), "<b>boldly</b>", entity="e1", name="<b>boldly</b>"),
        ),
        claims=(
            Claim(
                id="c1",
                mode="direct",
                sources=(ClaimSource(text=SCRIPT, kind="unnamed", reason=SCRIPT),),
                content=(Span(*at(reading, "boldly")),),
            ),
        ),
    )


def arabic() -> Reading:
    """A page that runs from right to left."""
    return reading_of(
        [("headline", "انفجار في ميناء فيلدن"), ("body", "قتل اثنا عشر شخصا في انفجار صومعة.")],
        outlet="المرفأ",
        published="2024-05-07",
        language="ar",
    )


def index() -> Reading:
    """A page that is no article."""
    return reading_of([], outlet=None, kind="index", language=None, furniture=[("teaser", "Silo blast: what we know")])


def _with(reading: Reading, **found: Any) -> Reading:
    return msgspec.structs.replace(reading, **found)


def make_record(folder: Path) -> Path:
    """Write the record; the two reports of the blast are joined by a person's judgement."""
    one, other = post(), radio()
    readings = [one, other, hostile(), arabic(), index()]
    left, right = sorted((f"{one.page_id}#v1", f"{other.page_id}#v1"))
    judgement = Judgement(
        subject="event",
        left=left,
        right=right,
        verdict="same",
        score=1.0,
        reasons=(Reason("same-silo", 1.0, "there is but one silo"),),
        by="person:editor",
        at="2024-05-09T10:00:00+00:00",
    )
    with open_record(folder, write=True) as store:
        for reading in readings:
            content = (reading.article.outlet or "").encode() + reading.article.page_text.encode()
            store.add(reading, Page(id=reading.page_id, content=content, media_type="text/html"), made_by="test")
        store.note(Unreadable(Locator(file=f"broken{SCRIPT}.warc"), Problem("truncated-gzip", "sources", "cut short")))
        store.judge([judgement])
        store.put(merge(readings, [judgement]))
    return folder
