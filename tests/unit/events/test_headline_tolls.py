"""Headlines that tell who was killed and hurt without a verb, or with nothing to mark one."""

import pytest

from dateline import read_text
from dateline.language import load_language
from dateline.model import EventReport, Page
from dateline.reading import read_page

BODY = (
    "The weekly market in the old town was open on the same day, and traders there sold bread and apples to visitors. "
    "Rain is forecast along the coast, and the ferry keeps to its timetable until the end of the season."
)


def of_headline(headline: str) -> dict[str, EventReport]:
    html = (
        f"<html lang='en'><title>{headline}</title><article><h1>{headline}</h1><p>{BODY}</p></article></html>".encode()
    )
    page = Page(id=Page.identify(html), content=html, media_type="text/html")
    return {each.trigger.text: each for each in read_page(page, load_language("en")).events}


def counts(report: EventReport) -> dict[str, float | None]:
    return {each.role: each.value for each in report.arguments if each.value is not None}


@pytest.mark.parametrize(
    ("headline", "word", "counted", "where"),
    [
        ("Four dead, nine hurt in Orlik blast", "dead", {"killed": 4}, "Orlik"),
        ("Four dead, nine hurt in Orlik blast", "hurt", {"wounded": 9}, "Orlik"),
        ("Two women dead, six people missing after Orlik ferry sinks", "dead", {"killed": 2}, None),
        ("Two women dead, six people missing after Orlik ferry sinks", "missing", {"missing": 6}, None),
        ("Police: Six dead, 20 wounded in Orlik market bombing", "dead", {"killed": 6}, "Orlik"),
        ("Police: Six dead, 20 wounded in Orlik market bombing", "wounded", {"wounded": 20}, "Orlik"),
        ("At least 31 dead, over 100 injured as storm hits Orlik", "dead", {"killed": 31}, None),
        ("Seven dead and 15 hurt in Orlik", "hurt", {"wounded": 15}, "Orlik"),
        ("No fewer than 23 die in market blaze", "die", {"killed": 23}, None),
        ("Nine die in Orlik bridge collapse", "die", {"killed": 9}, "Orlik"),
        ("No fewer than 23 die in Orlik ferry sinking", "die", {"killed": 23}, "Orlik"),
        ("Orlik blast: 4 dead, 9 hurt", "dead", {"killed": 4}, "Orlik"),
        ("Orlik blast: 4 dead, 9 hurt", "hurt", {"wounded": 9}, "Orlik"),
        ("5 dead in Orlik as flood hits market; dozens missing", "dead", {"killed": 5}, "Orlik"),
    ],
)
def test_each_number_is_of_what_befell_it(
    headline: str, word: str, counted: dict[str, float], where: str | None
) -> None:
    report = of_headline(headline)[word]
    assert counts(report) == counted
    assert (report.where.name if report.where is not None else None) == where


def test_a_clause_around_keeps_its_object() -> None:
    reports = of_headline("Storm leaves four dead, nine missing in Orlik")
    assert counts(reports["dead"]) == {"killed": 4}
    assert counts(reports["missing"]) == {"missing": 9}


def test_each_number_befell_its_own_in_a_list_of_participles() -> None:
    displaced = of_headline("3 killed, 2,000 displaced, 40 homes destroyed in Orlik flood")["displaced"]
    assert counts(displaced) == {"displaced": 2000}
    assert not [each for each in displaced.arguments if each.text == "3"]


def test_no_toll_is_made_of_a_noun_that_is_marked() -> None:
    assert "dead" not in of_headline("Two dead trees block Orlik road")


def test_a_town_before_a_raid_is_where_it_was() -> None:
    report = of_headline("No less than 11 killed in Orlik raid")["killed"]
    assert [each.role for each in report.arguments if each.text == "Orlik"] == ["place"]


def test_a_noun_behind_a_preposition_and_a_name_is_no_verb() -> None:
    reports = of_headline("Two dead and eight hurt after Mereva fire")
    assert reports["fire"].type == "OTHER"
    assert reports["dead"].type == "OTHER"


@pytest.mark.parametrize(
    ("headline", "victims", "killed"),
    [
        ("Police chief among 6 killed in Teln shooting", {"Police chief", "6"}, 6),
        ("Mayor among 12 dead in Orlik blast", {"Mayor", "12"}, 12),
    ],
)
def test_one_among_the_killed(headline: str, victims: set[str], killed: int) -> None:
    found = read_text(headline, published="2031-05-14", language="en").events
    report = next(each for each in found if each.trigger.text in ("killed", "dead"))
    assert {each.text for each in report.arguments if each.role == "victim"} == victims
    assert [each.value for each in report.arguments if each.role == "killed"] == [killed]


@pytest.mark.parametrize(
    ("headline", "word"),
    [("Gunmen kill five at Orlik wedding", "kill"), ("Bomb at Orlik wedding kills five", "kills")],
)
def test_the_town_of_an_occasion(headline: str, word: str) -> None:
    found = read_text(headline, published="2031-05-14", language="en").events
    report = next(each for each in found if each.trigger.text == word)
    assert report.where is not None and report.where.text == "Orlik"
