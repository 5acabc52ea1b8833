import msgspec
import pytest
from tests.unit.record.story import claim_in, event_in, mention_in, place_of, reading_of

from dateline.model import (
    Argument,
    Block,
    Claim,
    Cue,
    Horizon,
    Problem,
    Reading,
    Span,
    TimeExpression,
    Trigger,
    When,
    Where,
)
from dateline.reading.verify import verify_reading

TEXT = ("Orla Venn resigned on Friday, the council said.", "It named no successor.")


def sound() -> Reading:
    reading = reading_of(TEXT, headline="Mayor quits")
    start, end = place_of(reading, "Friday")
    friday = TimeExpression(id="t1", start=start, end=end, text="Friday", type="DATE")
    return msgspec.structs.replace(
        reading,
        mentions=(mention_in(reading, "Orla Venn"),),
        times=(friday,),
        claims=(claim_in(reading, "Orla Venn resigned on Friday", "said", "the council"),),
        events=(
            msgspec.structs.replace(event_in(reading, "resigned", actor="Orla Venn"), claim="c1", when=When(time="t1")),
        ),
    )


def test_a_sound_reading_comes_back_as_it_is() -> None:
    reading = sound()
    assert verify_reading(reading) is reading


@pytest.mark.parametrize(("shift", "why"), [(1, "holds"), (1000, "outside"), (-1000, "outside")])
def test_a_mention_that_stands_elsewhere_is_dropped_and_told(shift: int, why: str) -> None:
    reading = sound()
    moved = msgspec.structs.replace(
        reading.mentions[0], start=reading.mentions[0].start + shift, end=reading.mentions[0].end + shift
    )
    found = verify_reading(msgspec.structs.replace(reading, mentions=(moved,)))
    assert found.mentions == ()
    assert [(problem.code, problem.stage) for problem in found.problems] == [("quote-mismatch", "entities")]
    assert why in found.problems[0].detail


def test_a_claim_falls_with_any_of_its_quotes_and_an_event_loses_only_the_pointer() -> None:
    reading = sound()
    claim = msgspec.structs.replace(reading.claims[0], cue=Cue("said", 0, 4))
    found = verify_reading(msgspec.structs.replace(reading, claims=(claim,)))
    assert found.claims == ()
    assert found.events[0].claim is None
    assert [problem.code for problem in found.problems] == ["quote-mismatch", "lost-reference"]


@pytest.mark.parametrize("content", [(), (Span(5, 5),), (Span(9, 12), Span(3, 6)), (Span(0, 10_000),)])
def test_content_spans_are_ordered_inside_and_not_empty(content: tuple[Span, ...]) -> None:
    reading = sound()
    claim = msgspec.structs.replace(reading.claims[0], content=content)
    assert verify_reading(msgspec.structs.replace(reading, claims=(claim,))).claims == ()


def test_an_event_loses_the_parts_that_do_not_stand_and_stays() -> None:
    reading = sound()
    event = msgspec.structs.replace(
        reading.events[0],
        arguments=(*reading.events[0].arguments, Argument(role="place", text="Velden", start=0, end=6)),
        same_as=(Trigger("went", 0, 4),),
        where=Where(text="Velden", start=0, end=6),
        horizon=Horizon("soon", 0, 4),
    )
    found = verify_reading(msgspec.structs.replace(reading, events=(event,)))
    kept = found.events[0]
    assert [argument.role for argument in kept.arguments] == ["actor"]
    assert (kept.same_as, kept.where, kept.horizon) == ((), None, None)
    assert len(found.problems) == 4


def test_an_event_whose_trigger_does_not_stand_is_dropped() -> None:
    reading = sound()
    event = msgspec.structs.replace(reading.events[0], trigger=Trigger("resigned", 0, 8))
    assert verify_reading(msgspec.structs.replace(reading, events=(event,))).events == ()


def test_a_second_finding_of_one_id_is_dropped() -> None:
    reading = sound()
    found = verify_reading(msgspec.structs.replace(reading, mentions=reading.mentions * 2))
    assert len(found.mentions) == 1
    assert [problem.code for problem in found.problems] == ["repeated-id"]


def test_a_false_block_goes_and_what_pointed_past_it_follows() -> None:
    reading = sound()
    article = reading.article
    false = Block("body", "not there", 0, 9)
    blocks = (article.blocks[0], false, *article.blocks[1:])
    parts = tuple(
        msgspec.structs.replace(part, block=part.block + 1 if part.block else part.block) for part in article.parts
    )
    found = verify_reading(
        msgspec.structs.replace(reading, article=msgspec.structs.replace(article, blocks=blocks, parts=parts))
    )
    assert found.article.blocks == article.blocks
    assert found.article.parts == article.parts


def test_a_false_body_span_text_hash_and_text_map_are_told() -> None:
    reading = sound()
    article = msgspec.structs.replace(
        reading.article, body=(Span(0, 4), Span(2, 10**6)), text_sha256="0" * 64, page_text="other words"
    )
    found = verify_reading(msgspec.structs.replace(reading, article=msgspec.structs.replace(article, blocks=())))
    assert found.article.body == (Span(0, 4),)
    assert found.article.text_map.segments == ()
    assert found.article.text_sha256 == reading.article.text_sha256
    assert {problem.code for problem in found.problems} == {"quote-mismatch"}


def test_problems_that_were_there_stay_first() -> None:
    reading = msgspec.structs.replace(sound(), problems=(Problem(code="article-cut", stage="reading", detail="x"),))
    broken = msgspec.structs.replace(reading, mentions=reading.mentions * 2)
    assert [problem.code for problem in verify_reading(broken).problems] == ["article-cut", "repeated-id"]


def test_a_claim_without_its_parent_stands_alone() -> None:
    reading = sound()
    claim: Claim = msgspec.structs.replace(reading.claims[0], parent="c9")
    found = verify_reading(msgspec.structs.replace(reading, claims=(claim,)))
    assert found.claims[0].parent is None
    assert found.problems[0].code == "lost-reference"


def test_words_outside_the_basic_plane_count_as_one_code_point() -> None:
    reading = reading_of(("The flag 🏳️ of Åsele fell, said José.",))
    found = msgspec.structs.replace(reading, mentions=(mention_in(reading, "José"),))
    assert verify_reading(found) is found
