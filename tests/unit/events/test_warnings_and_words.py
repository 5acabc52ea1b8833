"""Warnings that threaten and warnings that advise; force that is used, and force that is a figure of speech."""

import pytest

from dateline import read_text
from dateline.model import EventReport


def report(text: str, *words: str) -> EventReport:
    reading = read_text(text, published="2025-03-12", language="en")
    found = [each for each in reading.events if each.trigger.text in words]
    assert found, [each.trigger.text for each in reading.events]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Lakhora warned on Monday that it would strike back if its ships were boarded.",
        "The security chief warned on Monday that police would no longer tolerate rallies.",
    ],
)
def test_what_the_warner_would_do_is_a_threat(text: str) -> None:
    assert report(text, "warned").type == "THREATEN"


@pytest.mark.parametrize(
    "text",
    [
        "The central bank warned on Monday that prices may rise.",
        "Officials warned residents of floods on Monday.",
        "Police warned drivers on Monday to stay at home.",
    ],
)
def test_advice_and_forecasts_threaten_nobody(text: str) -> None:
    assert report(text, "warned").type in ("OTHER", "REQUEST")


def test_what_is_warned_of_is_feared() -> None:
    assert report("The ministry warned on Monday that the river may flood the town.", "flood").status == "feared"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Senator Rolf Dahl attacked the plan on Monday.", ("attacked",)),
        ("The senator launched a scathing attack on the ruling on Monday.", ("attack", "launched")),
        ("Mayor Ada Molen was criticised for trashing the proposal on Monday.", ("trashing",)),
        ("The mayor hit out at the union on Monday.", ("hit out",)),
    ],
)
def test_an_attack_on_an_idea_is_criticism(text: str, words: tuple[str, ...]) -> None:
    assert report(text, *words).type == "ACCUSE"


def test_an_attack_on_a_town_is_one() -> None:
    assert report("Rebels attacked the town of Teln on Monday.", "attacked").type == "ASSAULT"


def test_a_plane_shot_down_is_hit_and_a_rocket_fired_is_the_means() -> None:
    text = "On Sunday the army shot down two Lakhoran planes in Belaty and struck a military airport in Orm."
    assert ("recipient", "two Lakhoran planes") in roles(report(text, "shot down"))
    struck = roles(report(text, "struck"))
    assert ("recipient", "a military airport in Orm") in struck
    assert all("planes" not in words for _, words in struck)
    fired = report("The army fired forty rockets at Teln on Monday.", "fired")
    assert ("instrument", "forty rockets") in roles(fired)


def roles(event: EventReport) -> list[tuple[str, str]]:
    return [(each.role, each.text) for each in event.arguments]


def test_two_acts_in_a_row_on_two_things_are_two() -> None:
    text = "The army bombed a school in Teln on Monday and shelled a hospital."
    assert ("recipient", "a hospital") in roles(report(text, "shelled"))
    assert ("recipient", "a school in Teln") in roles(report(text, "bombed"))


@pytest.mark.parametrize(
    "text", ["Police shot dead two men in Belaty on Monday.", "Two men were shot dead in Belaty on Monday."]
)
def test_who_is_shot_dead_is_killed_and_counted(text: str) -> None:
    reading = read_text(text, published="2025-03-12", language="en")
    assert [each.trigger.text for each in reading.events] == ["shot dead"]
    assert {"victim", "killed"} <= {role for role, _ in roles(reading.events[0])}


def test_what_is_thrown_is_the_means() -> None:
    thrown = report("Rioters hurled bottles at police on Monday.", "hurled")
    assert ("instrument", "bottles") in [(each.role, each.text) for each in thrown.arguments]
