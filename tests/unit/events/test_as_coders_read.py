"""Sentences read whole, with the event heads, as a coder of conflicts and courts would: who, when, where, how many."""

from typing import Any

import pytest
from tests.unit.events.test_event_examples import wrong

from dateline import read_text

ROWS: list[tuple[str, dict[str, Any]]] = [
    (
        "The presidential election due on 2 June has been postponed until September, the commission said.",
        {"trigger": "presidential election", "status": "planned", "when": None},
    ),
    (
        "Dana Mott was charged with attempted kidnapping, robbery at a mill and arson.",
        {"trigger": "robbery", "status": "alleged"},
    ),
    (
        "Neither the army nor the rebels shelled the village on Friday.",
        {"trigger": "shelled", "status": "did_not_happen"},
    ),
    (
        "The forger was kept in Tessaly pending extradition to Orlik.",
        {
            "trigger": "extradition",
            "status": "expected",
            "arguments": {"destination": "Orlik", "recipient": "The forger"},
        },
    ),
    (
        "A courier was robbed while crossing a square in Vienna on Monday.",
        {"trigger": "robbed", "where": "a square in Vienna"},
    ),
    (
        "The envoy flew home, escorted by two guards.",
        {"trigger": "escorted", "arguments": {"actor": "two guards", "recipient": "The envoy"}},
    ),
    (
        "Security forces opened fire on a crowd in Harun on Tuesday, killing between five and nine people.",
        {"trigger": "killing", "arguments": {"actor": "Security forces", "killed": "between five and nine"}},
    ),
    (
        "Armed herders killed a farmer near Beltari.",
        {"trigger": "killed", "type": "ASSAULT", "arguments": {"actor": "Armed herders", "victim": "a farmer"}},
    ),
    (
        "A roadside bomb went off as an army convoy passed near Tallow Bridge, wounding four soldiers.",
        {"trigger": "wounding", "arguments": {"instrument": "A roadside bomb", "wounded": "four"}},
    ),
    (
        "The Mereva air force bombed what it called a training camp near Durel on the night of 3 March.",
        {"trigger": "bombed", "when": "2025-03-03"},
    ),
    (
        "Rebels freed 12 of the 31 hostages in exchange for fuel.",
        {"trigger": "freed", "arguments": {"actor": "Rebels", "amount": "12"}},
    ),
    (
        "Masked attackers hurled petrol bombs at a court building in Tesk.",
        {"trigger": "hurled", "mode": "explosives", "arguments": {"actor": "Masked attackers"}},
    ),
    (
        "A rocket slammed into a bus in Harun on Friday, killing six passengers.",
        {"trigger": "slammed", "where": "Harun"},
    ),
    (
        "Nine villagers were killed when a shell landed on a wedding party in Harun on Saturday.",
        {"trigger": "killed", "where": "Harun"},
    ),
    (
        "The driver fled as rioters burned the bus, killing a guard.",
        {"trigger": "killing", "arguments": {"actor": "rioters", "victim": "a guard"}},
    ),
    ("Jets fired missiles at a depot in Harun.", {"trigger": "fired", "where": "a depot in Harun"}),
    (
        "The envoy was met by the mayor of Velmar with a brass band.",
        {"trigger": "met", "type": "CONSULT", "arguments": {"actor": "the mayor of Velmar"}},
    ),
]


@pytest.mark.parametrize(("text", "want"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_it_is_read_as_a_coder_would(text: str, want: dict[str, Any]) -> None:
    reading = read_text(text, published="2025-03-12", language="en")
    found = [each for each in reading.events if want["trigger"] == each.trigger.text]
    assert found, [each.trigger.text for each in reading.events]
    assert not wrong(found[0], want)


@pytest.mark.parametrize(
    "text",
    [
        "The president warned Lakhora on Sunday that any incursion would be met with force.",
        "The minister was met with jeers in Orlik on Tuesday.",
        "The delegation was met with flowers at the airport.",
    ],
)
def test_what_is_met_with_force_is_no_meeting(text: str) -> None:
    assert not [each for each in read_text(text, language="en").events if each.type == "CONSULT"]


@pytest.mark.parametrize(
    "text", ["Armed conflict killed 300 people in Lakhora.", "An unidentified virus killed 12 people."]
)
def test_a_deed_that_is_armed_and_what_is_unidentified_are_no_doers(text: str) -> None:
    killed = next(each for each in read_text(text, language="en").events if each.trigger.text == "killed")
    assert "actor" not in {each.role for each in killed.arguments}


@pytest.mark.parametrize(
    ("text", "word"),
    [("The court ruled on a dispute in Harun.", "ruled"), ("He was hailed as saving a school in Orm.", "hailed")],
)
def test_what_someone_rules_on_or_is_said_to_be_lies_elsewhere(text: str, word: str) -> None:
    assert next(each for each in read_text(text, language="en").events if each.trigger.text == word).where is None


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("No fewer than 23 died in Orm.", "died", "happened"),
        ("No more than 12 people were hurt in Orm.", "hurt", "happened"),
        ("Nobody was hurt in Orm.", "hurt", "did_not_happen"),
    ],
)
def test_a_bound_with_no_denies_nothing(text: str, word: str, status: str) -> None:
    assert next(each for each in read_text(text, language="en").events if each.trigger.text == word).status == status


def test_the_end_of_the_month_bounds_what_is_feared() -> None:
    text = (
        "Talks between Mereva and Lakhora collapsed on Thursday over the fate of prisoners, and fresh fighting is "
        "feared before the end of the month."
    )
    fighting = next(
        each
        for each in read_text(text, published="2025-03-12", language="en").events
        if each.trigger.text == "fighting"
    )
    assert fighting.horizon is not None
    assert (fighting.status, fighting.horizon.earliest, fighting.horizon.latest) == (
        "feared",
        "2025-03-12",
        "2025-04-01",
    )
