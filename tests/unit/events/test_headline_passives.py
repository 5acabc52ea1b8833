"""Headline passives without "be", and headlines of two; every headline is invented."""

import pytest

from dateline import read_page
from dateline.language import load_language
from dateline.model import EventReport, Page

BODY = (
    "The weekly market in the old town was open on the same day, and traders there sold bread and apples to visitors. "
    "Rain is forecast along the coast, and the ferry keeps to its timetable until the end of the season."
)


def of_headline(headline: str) -> dict[str, EventReport]:
    html = f"<html lang='en'><title>{headline}</title><article><h1>{headline}</h1><p>{BODY}</p></article></html>"
    content = html.encode()
    page = Page(id=Page.identify(content), content=content, media_type="text/html")
    return {each.trigger.text: each for each in read_page(page, load_language("en")).events}


def parties(report: EventReport, *roles: str) -> list[str]:
    return [each.text for each in report.arguments if each.role in roles]


@pytest.mark.parametrize(
    ("headline", "trigger", "whom"),
    [
        ("Renn arrested", "arrested", "Renn"),
        ("Rebel leader killed", "killed", "Rebel leader"),
        ("Two soldiers wounded", "wounded", "Two soldiers"),
        ("Orlik bank robbed", "robbed", "Orlik bank"),
        ("Bus driver attacked in Teln", "attacked", "Bus driver"),
        ("Renn acquitted", "acquitted", "Renn"),
        ("Renn named police chief", "named", "Renn"),
        ("Town evacuated", "evacuated", "Town"),
        ("Teln mayor Renn shot dead", "shot dead", "Teln mayor Renn"),
        ("Renn kidnapped, two aides killed", "killed", "two aides"),
        ("Korr found guilty of fraud", "found guilty", "Korr"),
        ("Minister fired on Monday", "fired", "Minister"),
        ("Two men shot at wedding", "shot", "Two men"),
        ("Police say Renn arrested", "arrested", "Renn"),
        ("Residents urged to leave", "urged", "Residents"),
        ("Drivers warned to avoid Orlik", "warned", "Drivers"),
    ],
)
def test_whom_it_befell_did_nothing(headline: str, trigger: str, whom: str) -> None:
    report = of_headline(headline)[trigger]
    assert parties(report, "recipient", "victim") == [whom]
    assert not parties(report, "actor")


def test_an_arrest_behind_after_is_told_as_done() -> None:
    assert of_headline("Protests after Renn arrested")["arrested"].status == "happened"


@pytest.mark.parametrize(
    ("headline", "trigger", "who"),
    [
        ("Renn arrested two men", "arrested", ["Renn"]),
        ("Renn killed by gunmen", "killed", ["gunmen"]),
        ("Officer who shot Renn fired", "shot", ["Officer"]),
        ("Police fired on protesters", "fired on", ["Police"]),
        ("Soldiers shot at protesters", "shot", ["Soldiers"]),
        ("Soldiers shot into crowd", "shot", ["Soldiers"]),
        ("Protesters stormed into parliament", "stormed", ["Protesters"]),
        ("Thieves stole from church", "stole", ["Thieves"]),
        ("Rebels, army clash", "clash", ["Rebels", "army"]),
        ("Rebels, army clash in Teln", "clash", ["Rebels", "army"]),
        ("Lakhora, Ostrina hold talks", "talks", ["Lakhora", "Ostrina"]),
    ],
)
def test_who_did_it_stays(headline: str, trigger: str, who: list[str]) -> None:
    report = of_headline(headline)[trigger]
    assert parties(report, "actor") == who
    assert not set(parties(report, "recipient", "victim")) & set(who)


def test_two_nouns_are_no_verb() -> None:
    assert "clash" not in of_headline("Storms, plane crash in Teln")
    assert parties(of_headline("Storms, plane crash in Teln")["plane crash"], "actor") == []


@pytest.mark.parametrize(
    "headline", ["Rebels attacked at dawn", "Gunmen attacked near Teln", "Militia raided on Sunday"]
)
def test_those_who_attack_by_trade_did_it(headline: str) -> None:
    report = next(iter(of_headline(headline).values()))
    assert parties(report, "actor") == [headline.split()[0]]
    assert not parties(report, "recipient", "victim")


@pytest.mark.parametrize(
    "headline",
    [
        "Villagers attacked at dawn",
        "Rebels attacked by army at dawn",
        "Militants attacked in air strike",
        "Rebels killed",
    ],
)
def test_whoever_else_is_named_or_another_verb_makes_them_those_it_befell(headline: str) -> None:
    report = next(iter(of_headline(headline).values()))
    assert parties(report, "recipient", "victim") == [headline.split()[0]]


def test_a_theme_of_a_clipped_headline_is_not_its_verb() -> None:
    report = of_headline("Council backed plan")["backed"]
    assert parties(report, "actor") == ["Council"]
    assert parties(report, "theme") == ["plan"]


def test_who_is_sworn_in_is_no_place() -> None:
    report = of_headline("Teln swears in first woman judge")["swears in"]
    assert parties(report, "recipient") == ["first woman judge"]


def test_where_one_swore_is_nobody_sworn_in() -> None:
    assert "swore in" not in of_headline("The witness swore in court")
