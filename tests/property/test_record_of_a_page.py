"""Whatever a stage claims of a text, what is left after verifying stands in it; and stores and faces keep it so."""

import json

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.record.story import reading_of

from dateline.adapters.stores.codec import pack, unpack, unpack_plain
from dateline.model import (
    Argument,
    Claim,
    ClaimSource,
    Cue,
    EventReport,
    Horizon,
    Mention,
    Reading,
    Span,
    TimeExpression,
    Trigger,
    When,
    Where,
)
from dateline.reading.face import encode_reading, reading_to_json
from dateline.reading.verify import verify_reading
from dateline.record import card_of

TEXTS = st.text(alphabet="abc .\n\u0301é\U0001f3f3й\u200f港", min_size=1, max_size=30)
PLACES = st.integers(-3, 35)
IDS = st.sampled_from(["a", "b", "c"])


@st.composite
def claimed(draw: st.DrawFn) -> Reading:
    """A reading whose findings stand where chance puts them; about half of the words are right."""
    text = draw(TEXTS)

    def quote() -> tuple[str, int, int]:
        start, end = draw(PLACES), draw(PLACES)
        return (text[start:end] if draw(st.booleans()) and start >= 0 else draw(TEXTS)), start, end

    def trigger() -> Trigger:
        return Trigger(*quote())

    def mention() -> Mention:
        words, start, end = quote()
        return Mention(id=draw(IDS), kind="person", start=start, end=end, text=words, entity="n1")

    def time() -> TimeExpression:
        words, start, end = quote()
        return TimeExpression(id=draw(IDS), start=start, end=end, text=words, type="DATE")

    def claim() -> Claim:
        words, start, end = quote()
        return Claim(
            id=draw(IDS),
            mode="indirect",
            sources=(ClaimSource(text=words, kind="person", start=start, end=end),) if draw(st.booleans()) else (),
            content=tuple(Span(draw(PLACES), draw(PLACES)) for _ in range(draw(st.integers(0, 2)))),
            cue=Cue(*quote()) if draw(st.booleans()) else None,
            parent=draw(st.none() | IDS),
        )

    def event() -> EventReport:
        words, start, end = quote()
        return EventReport(
            id=draw(IDS),
            type="OTHER",
            lemma="go",
            trigger=trigger(),
            arguments=(Argument(role="actor", text=words, start=start, end=end, mention=draw(st.none() | IDS)),),
            when=When(time=draw(st.none() | IDS)),
            where=Where(text=words, start=start, end=end, mention=draw(st.none() | IDS)),
            horizon=Horizon(*quote()) if draw(st.booleans()) else None,
            claim=draw(st.none() | IDS),
            same_as=(trigger(),),
        )

    found = {name: draw(st.integers(0, 2)) for name in ("mentions", "times", "claims", "events")}
    makers = {"mentions": mention, "times": time, "claims": claim, "events": event}
    reading = reading_of((text,))
    return msgspec.structs.replace(
        reading, **{name: tuple(makers[name]() for _ in range(count)) for name, count in found.items()}
    )


def quotes_of(reading: Reading) -> list[tuple[str, int, int]]:
    found = [(each.text, each.start, each.end) for each in (*reading.mentions, *reading.times)]
    for claim in reading.claims:
        found += [(each.text, each.start or 0, each.end or 0) for each in claim.sources if each.start is not None]
        found += [(claim.cue.text, claim.cue.start, claim.cue.end)] if claim.cue else []
    for event in reading.events:
        parts = [event.trigger, *event.arguments, *event.same_as, *([event.horizon] if event.horizon else [])]
        found += [(each.text, each.start, each.end) for each in parts]
        if event.where is not None:
            found.append((event.where.text or "", event.where.start or 0, event.where.end or 0))
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=claimed())
def test_what_is_left_stands_in_the_text_and_nothing_points_nowhere(reading: Reading) -> None:
    found = verify_reading(reading)
    text = found.article.text
    for words, start, end in quotes_of(found):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == words
    for claim in found.claims:
        assert claim.content
        for before, after in zip((Span(0, 0), *claim.content), claim.content):
            assert before.end <= after.start < after.end <= len(text)
    ids = {name: {each.id for each in getattr(found, name)} for name in ("mentions", "times", "claims", "events")}
    for name, members in ids.items():
        assert len(members) == len(getattr(found, name))
    for event in found.events:
        assert event.claim is None or event.claim in ids["claims"]
        assert event.when is None or event.when.time is None or event.when.time in ids["times"]
    assert verify_reading(found) is found
    if found is reading:
        assert not found.problems
    else:
        assert found.problems


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=claimed())
def test_stores_faces_and_cards_are_pure(reading: Reading) -> None:
    reading = verify_reading(reading)
    assert unpack(pack(reading), Reading) == reading
    assert pack(reading) == pack(unpack(pack(reading), Reading))
    assert unpack_plain(pack(reading))["article"]["text"] == reading.article.text
    assert json.loads(encode_reading(reading)) == json.loads(json.dumps(reading_to_json(reading)))
    assert card_of(reading) == card_of(unpack(pack(reading), Reading))


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_at_all_is_stored_and_shown_as_it_is(text: str) -> None:
    reading = reading_of((text,))
    assert unpack(pack(reading), Reading) == reading
    assert json.loads(encode_reading(reading))["article"]["text"] == text
