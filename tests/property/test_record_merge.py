"""The joined record is a pure function of a set of readings and a set of judgements."""

import itertools
import random

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.record.story import event_in, mention_in, reading_of

from dateline.model import Judgement, Reading
from dateline.record import by_person, cluster, merge
from dateline.record.words import shingles, words_of

SENTENCES = (
    "An explosion tore through a grain silo in the port of Velden late on Monday, killing 12 people there.",
    "A blast at the silo on the eastern mole of Velden killed Jorun Teller and 14 others, the union said.",
    "Dockers went on strike in Velden on Wednesday over dust in the silos, as Jorun Teller had warned in winter.",
    "The minister told parliament that the port of Velden would open again before the harvest came in this year.",
)
WORDS = ("explosion", "blast", "strike", "told")
KINDS = ("ASSAULT", "ASSAULT", "PROTEST", "CONSULT")
OUTLETS = ("Harbour Radio", "The Velden Post", "Capital Daily")


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    made: dict[str, Reading] = {}
    for _ in range(draw(st.integers(0, 7))):
        chosen = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True))
        reading = reading_of(
            tuple(SENTENCES[i] for i in chosen),
            outlet=draw(st.sampled_from(OUTLETS)),
            published=draw(st.sampled_from(["2024-05-07", "2024-05-08T10:00:00Z", None])),
        )
        day = draw(st.sampled_from([("2024-05-06", "2024-05-07"), ("2024-05-07", "2024-05-08"), None]))
        events = tuple(
            event_in(
                reading,
                WORDS[i],
                id=f"e{n}",
                type=KINDS[i],
                day=day,
                place="Velden",
                status=draw(st.sampled_from(["happened", "denied", "planned"])),
            )
            for n, i in enumerate(chosen)
        )
        named = "Jorun Teller" in reading.article.text
        mentions = (mention_in(reading, "Jorun Teller"),) if named else ()
        made[reading.page_id] = msgspec.structs.replace(reading, events=events, mentions=mentions)
    return list(made.values())


@st.composite
def judgements(draw: st.DrawFn, names: tuple[str, ...] = tuple("abcdefg")) -> list[Judgement]:
    made = []
    for _ in range(draw(st.integers(0, 14))):
        left, right = sorted(draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)))
        made.append(
            Judgement(
                subject="event",
                left=left,
                right=right,
                verdict=draw(st.sampled_from(["same", "different", "unsure"])),
                score=draw(st.sampled_from([0.1, 0.5, 0.9])),
                by=draw(st.sampled_from(["events@1", "events@2", "person:ana", "person:ben"])),
                at=draw(st.sampled_from(["2024-06-01T00:00:00Z", "2024-06-02T00:00:00Z"])),
            )
        )
    return made


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=readings(), seed=st.integers(0, 1000))
def test_merge_ignores_order_and_repetition(found: list[Reading], seed: int) -> None:
    record = merge(found)
    shuffled = found + found[:2]
    random.Random(seed).shuffle(shuffled)
    assert merge(shuffled) == record


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=readings())
def test_every_report_and_entity_is_in_exactly_one_place(found: list[Reading]) -> None:
    record = merge(found)
    reports = [reference for event in record.events for reference in event.reports]
    assert sorted(reports) == sorted(f"{each.page_id}#{event.id}" for each in found for event in each.events)
    members = [reference for entity in record.entities for reference in entity.members]
    assert sorted(members) == sorted({f"{each.page_id}#{m.entity}" for each in found for m in each.mentions})
    for event in record.events:
        assert event.id == event.reports[0]
        assert 1 <= event.independent <= len({reference.partition("#")[0] for reference in event.reports})
        for disagreement in event.disagreements:
            assert len(disagreement.values) >= 2
            assert {each for value in disagreement.values for each in value.reports} <= set(event.reports)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=readings())
def test_what_rules_judge_may_be_given_back_and_changes_nothing(found: list[Reading]) -> None:
    record = merge(found)
    assert merge(found, record.judgements) == record


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=readings(), data=st.data())
def test_a_person_parts_any_two_reports(found: list[Reading], data: st.DataObject) -> None:
    joined = [event for event in merge(found).events if len(event.reports) > 1]
    if not joined:
        return
    event = data.draw(st.sampled_from(joined))
    left, right = data.draw(st.sampled_from(list(itertools.combinations(event.reports, 2))))
    word = Judgement("event", left, right, "different", 1.0, by="person:ana", at="2024-06-01T00:00:00Z")
    after = {reference: other.id for other in merge(found, [word]).events for reference in other.reports}
    assert after[left] != after[right]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_judgements=judgements(), seed=st.integers(0, 1000))
def test_clusters_ignore_the_order_of_judgements(given_judgements: list[Judgement], seed: int) -> None:
    shuffled = given_judgements + given_judgements[:3]
    random.Random(seed).shuffle(shuffled)
    assert cluster(shuffled, "event") == cluster(given_judgements, "event")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_judgements=judgements())
def test_no_cluster_holds_two_that_the_last_word_of_a_person_parts(given_judgements: list[Judgement]) -> None:
    last: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for each in filter(by_person, given_judgements):
        last.setdefault((each.left, each.right), set()).add((each.at or "", each.verdict))
    groups = [set(group.members) for group in cluster(given_judgements, "event")]
    for (left, right), words in last.items():
        newest = max(at for at, _ in words)
        if {verdict for at, verdict in words if at == newest} == {"different"}:
            assert not any({left, right} <= group for group in groups)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=300))
def test_words_and_shingles_never_fail_and_are_stable(text: str) -> None:
    words = words_of(text)
    assert words == words_of(text)
    assert all(words)
    runs = shingles(words)
    assert list(runs) == sorted(set(runs))
    assert bool(runs) == (len(words) >= 5)
