import msgspec
import pytest
from tests.unit.record.story import DISPATCH, event_in, mention_in, reading_of, town

from dateline.model import Judgement, Reading
from dateline.record import anchor, card_of, cluster, merge
from dateline.record.copies import judge_copies
from dateline.record.events import judge_events
from dateline.record.independent import independent_groups
from dateline.record.intervals import days_apart, interval_of
from dateline.record.words import words_of

OWN = (
    "Twelve workers died on Monday night when the grain silo on the eastern mole of Velden blew up.",
    "Neighbours said that windows broke in every street down to the fish market, and that alarms rang until dawn.",
    "The Post has seen two letters in which the dockers' union warned the owners of dust in the silo last winter.",
    "The owners, a company in the capital, did not answer our calls, and their office in the harbour stayed shut.",
)


def with_event(reading: Reading, words: str = "explosion", **known: object) -> Reading:
    return msgspec.structs.replace(reading, events=(event_in(reading, words, **known),))  # type: ignore[arg-type]


def copies(*readings: Reading) -> list[tuple[str, float]]:
    cards = sorted((card_of(reading) for reading in readings), key=lambda card: card.page_id)
    return [(judgement.verdict, judgement.score) for judgement in judge_copies(cards)]


def test_a_reprint_under_another_headline_is_a_copy() -> None:
    one = reading_of(headline="Blast in Velden", outlet="The Velden Post")
    other = reading_of(headline="Silo explodes, 12 dead", outlet="Harbour Radio")
    assert copies(one, other) == [("same", 1.0)]


def test_a_cut_and_changed_reprint_is_a_copy() -> None:
    changed = [DISPATCH[0].replace("12 people", "14 people"), DISPATCH[2], OWN[1]]
    found = copies(reading_of(), reading_of(changed, outlet="Harbour Radio"))
    assert found and found[0][0] == "same"


@pytest.mark.parametrize(("agency", "verdict"), [("Nordic Wire", "same"), (None, "unsure")])
def test_a_rewritten_report_is_a_copy_when_both_credit_one_agency(agency: str | None, verdict: str) -> None:
    rewritten = [OWN[0], DISPATCH[1], *OWN[2:]]
    found = copies(reading_of(agency="Nordic Wire"), reading_of(rewritten, outlet="Harbour Radio", agency=agency))
    assert [each for each, _ in found] == [verdict]


def test_two_reports_of_one_event_in_other_words_are_no_copies() -> None:
    assert copies(reading_of(), reading_of(OWN, outlet="Harbour Radio")) == []


def test_a_legal_line_that_all_pages_share_makes_no_copies() -> None:
    line = (
        "All rights are reserved and nothing here may be printed again without the leave of the publisher in writing."
    )
    assert copies(reading_of([*DISPATCH, line]), reading_of([*OWN, line], outlet="Harbour Radio")) == []


def test_the_words_of_scripts_without_spaces_are_their_characters() -> None:
    assert words_of("港で爆発 in Velden") == ["港", "で", "爆", "発", "in", "velden"]


def test_entities_of_one_name_meet_and_the_page_keeps_its_own_apart() -> None:
    one, other = reading_of(), reading_of(outlet="Harbour Radio")
    readings = [msgspec.structs.replace(each, mentions=(mention_in(each, "Jorun Teller"),)) for each in (one, other)]
    record = merge(readings)
    assert [(entity.name, len(entity.members)) for entity in record.entities] == [("Jorun Teller", 2)]


def test_people_of_one_last_name_stay_apart() -> None:
    one = reading_of(("The envoy, Jorun Teller, left.",))
    other = reading_of(("The singer, Maja Teller, left.",))
    record = merge(
        [
            msgspec.structs.replace(one, mentions=(mention_in(one, "Jorun Teller"),)),
            msgspec.structs.replace(other, mentions=(mention_in(other, "Maja Teller"),)),
        ]
    )
    assert len(record.entities) == 2
    assert [judgement.verdict for judgement in record.judgements if judgement.subject == "entity"] == ["different"]


@pytest.mark.parametrize(("number", "expected"), [(7, 1), (8, 2)])
def test_places_of_one_name_meet_only_where_they_lie_in_one_spot(number: int, expected: int) -> None:
    one, other = reading_of(), reading_of(outlet="Harbour Radio")
    record = merge(
        [
            msgspec.structs.replace(
                each, mentions=(mention_in(each, "Velden", kind="place", place=town("Velden", id)),)
            )
            for each, id in ((one, 7), (other, number))
        ]
    )
    assert len(record.entities) == expected


def test_reports_of_one_event_in_other_words_are_joined_with_reasons() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0))
    other = reading_of(OWN, outlet="Harbour Radio")
    other = with_event(other, "blew", lemma="explode", place="Velden", killed=("Twelve", 12.0))
    record = merge([one, other])
    assert [len(event.reports) for event in record.events] == [2]
    assert record.events[0].independent == 2
    judgement = next(each for each in record.judgements if each.subject == "event")
    assert judgement.verdict == "same"
    assert {"same-time", "same-place", "same-number"} <= {reason.name for reason in judgement.reasons}


@pytest.mark.parametrize(
    "change",
    [
        {"day": ("2024-05-20", "2024-05-21")},
        {"place": "Velden", "at": (10.0, 10.0)},
        {"type": "PROTEST"},
    ],
)
def test_reports_of_another_time_place_or_kind_stay_apart(change: dict[str, object]) -> None:
    base: dict[str, object] = {"place": "Velden", "at": (54.0, 11.0)}
    one = with_event(reading_of(), **base)
    other = with_event(reading_of(OWN, outlet="Harbour Radio"), "blew", lemma="explosion", **(base | change))
    assert len(merge([one, other]).events) == 2


def test_a_rare_word_and_a_day_are_not_enough_against_another_place() -> None:
    cards = []
    for place in ("Velden", "Astrel"):
        reading = reading_of([f"A tram derailed in {place} on Monday."], outlet=f"The {place} Post")
        card = card_of(with_event(reading, "derailed", lemma="derail", type="OTHER", place=place))
        reports = tuple(msgspec.structs.replace(each, words=()) for each in card.reports)
        cards.append(msgspec.structs.replace(card, reports=reports))
    crowd = [
        card_of(with_event(reading_of(salt=str(number)), type="OTHER", lemma=f"word{number}")) for number in range(60)
    ]
    pages = {card.page_id for card in cards}
    (judgement,) = (each for each in judge_events([*cards, *crowd]) if {each.left[:64], each.right[:64]} == pages)
    assert {reason.name for reason in judgement.reasons} >= {"same-word", "same-time", "other-place"}
    assert (judgement.verdict, judgement.score >= 0.75) == ("unsure", True)


def test_copies_count_as_one_source_and_the_same_agency_too() -> None:
    wire = [
        with_event(reading_of(outlet=outlet, agency="Nordic Wire"), place="Velden", killed=("12", 12.0))
        for outlet in ("The Velden Post", "Harbour Radio", "Capital Daily")
    ]
    own = with_event(reading_of(OWN, outlet="Fish Market News"), "blew", lemma="explosion", place="Velden")
    event = max(merge([*wire, own]).events, key=lambda each: len(each.reports))
    assert (len(event.reports), event.independent) == (4, 2)


def test_what_many_outlets_tell_is_one_event() -> None:
    readings = [
        with_event(reading_of(OWN, outlet=f"Outlet {number}"), "blew", lemma="explosion", place="Velden")
        for number in range(80)
    ]
    (event,) = merge(readings).events
    assert len(event.reports) == 80


def test_one_outlet_speaks_with_one_voice() -> None:
    pages = [card_of(reading_of(words, outlet="The Velden Post")) for words in (DISPATCH, OWN)]
    assert len(set(independent_groups(pages, {}).values())) == 1


def test_numbers_that_cannot_both_be_right_are_a_disagreement_with_its_sources() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0), wounded=("40", 40.0))
    words = [OWN[0].replace("Twelve", "Fourteen"), *OWN[1:]]
    other = reading_of(words, outlet="Harbour Radio", published="2024-05-08")
    other = with_event(other, "blew", lemma="explosion", place="Velden", killed=("Fourteen", 14.0))
    (event,) = merge([one, other]).events
    (disagreement,) = event.disagreements
    assert disagreement.field == "killed"
    assert [(each.value, each.independent) for each in disagreement.values] == [("12", 1), ("14", 1)]
    assert [each.earliest for each in disagreement.values] == ["2024-05-07T09:00:00+02:00", "2024-05-08"]


def test_at_least_twelve_and_fourteen_agree() -> None:
    one = with_event(reading_of(), place="Velden")
    report = event_in(reading_of(), "explosion", place="Velden", killed=("12", 12.0))
    open_ended = msgspec.structs.replace(report.arguments[0], upper=None)
    one = msgspec.structs.replace(one, events=(msgspec.structs.replace(report, arguments=(open_ended,)),))
    words = [OWN[0].replace("Twelve", "Fourteen"), *OWN[1:]]
    other = reading_of(words, outlet="Harbour Radio")
    other = with_event(other, "blew", lemma="explosion", place="Velden", killed=("Fourteen", 14.0))
    (event,) = merge([one, other]).events
    assert event.disagreements == ()


def test_a_denial_of_what_another_affirms_is_a_disagreement() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0))
    other = reading_of(OWN, outlet="Harbour Radio")
    other = with_event(other, "blew", lemma="explosion", place="Velden", killed=("Twelve", 12.0), status="denied")
    (event,) = merge([one, other]).events
    assert [each.field for each in event.disagreements] == ["status"]


def test_neighbouring_days_are_joined_and_disagree_on_the_date() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0))
    other = reading_of(OWN, outlet="Harbour Radio")
    other = with_event(
        other, "blew", lemma="explosion", place="Velden", killed=("Twelve", 12.0), day=("2024-05-07", "2024-05-08")
    )
    (event,) = merge([one, other]).events
    assert [each.field for each in event.disagreements] == ["date"]


def test_a_person_undoes_and_makes_a_merge() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0))
    other = with_event(
        reading_of(OWN, outlet="Harbour Radio"), "blew", lemma="explosion", place="Velden", killed=("Twelve", 12.0)
    )
    left, right = sorted((f"{one.page_id}#e1", f"{other.page_id}#e1"))
    parted = Judgement("event", left, right, "different", 1.0, by="person:ana", at="2024-06-01T00:00:00Z")
    assert len(merge([one, other], [parted]).events) == 2
    joined = msgspec.structs.replace(parted, verdict="same", at="2024-06-02T00:00:00Z")
    assert len(merge([one, other], [joined, parted]).events) == 1
    assert len(merge([one, other], [parted, joined]).events) == 1


def renumbered(reading: Reading, local: str) -> Reading:
    return msgspec.structs.replace(
        reading, events=tuple(msgspec.structs.replace(event, id=local) for event in reading.events)
    )


def test_a_persons_word_follows_its_report_when_a_page_is_numbered_anew_and_rests_when_it_is_gone() -> None:
    one = with_event(reading_of(), place="Velden", killed=("12", 12.0))
    other = with_event(
        reading_of(OWN, outlet="Harbour Radio"), "blew", lemma="explosion", place="Velden", killed=("Twelve", 12.0)
    )
    cards = {each.page_id: card_of(each) for each in (one, other)}
    left, right = sorted((f"{one.page_id}#e1", f"{other.page_id}#e1"))
    word = anchor(Judgement("event", left, right, "different", 1.0, by="person:ana", at="2024-06-01"), cards)
    assert [reason.name for reason in word.reasons] == ["left-is", "right-is"]
    assert anchor(word, cards) == word
    assert len(merge([one, other], [word]).events) == 2
    assert len(merge([one, renumbered(other, "e7")], [word]).events) == 2
    gone = with_event(
        reading_of(OWN, outlet="Harbour Radio"), "died", lemma="explosion", place="Velden", killed=("Twelve", 12.0)
    )
    assert len(merge([one, gone], [word]).events) == 1


def test_two_groups_stay_apart_where_most_of_their_pairs_are_held_different() -> None:
    def judged(left: str, right: str, verdict: str, score: float) -> Judgement:
        return Judgement("event", left, right, verdict, score, by="events@1")  # type: ignore[arg-type]

    found = cluster(
        [
            judged("a", "b", "same", 0.99),
            judged("c", "d", "same", 0.99),
            judged("b", "c", "same", 0.81),
            judged("a", "d", "different", 0.05),
            judged("a", "c", "different", 0.05),
        ],
        "event",
    )
    assert [group.members for group in found] == [("a", "b"), ("c", "d")]


def test_a_higher_version_of_a_rule_stands_before_a_lower_one() -> None:
    old = Judgement("copy", "a", "b", "same", 0.9, by="copies@1")
    new = Judgement("copy", "a", "b", "different", 0.1, by="copies@2")
    assert cluster([old, new], "copy") == ()
    assert cluster([new, old], "copy") == ()


def test_a_page_that_is_no_article_joins_nothing() -> None:
    reading = reading_of()
    index = msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, kind="index"))
    assert merge([with_event(index)]).events == ()


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("2024-05-06", "2024-05-07"), ("2024-05-07", "2024-05-08"), 0.0),
        (("2024-05-06", "2024-05-07"), ("2024-05-09", "2024-05-10"), 2.0),
        (("2024-05-06T10:00:00+02:00", "2024-05-06T11:00:00+02:00"), ("2024-05", "2024-06"), 0.0),
    ],
)
def test_days_between_stretches(one: tuple[str, str], other: tuple[str, str], apart: float) -> None:
    first, second = interval_of(*one), interval_of(*other)
    assert first is not None and second is not None
    assert days_apart(first, second) == apart


@pytest.mark.parametrize(
    "bounds", [(None, "2024"), ("2024-05-07", "2024-05-06"), ("PAST_REF", "2024"), ("-0044", "0001")]
)
def test_bounds_that_make_no_stretch_give_none(bounds: tuple[str | None, str | None]) -> None:
    assert interval_of(*bounds) is None
