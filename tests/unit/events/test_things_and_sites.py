"""Things that receive nothing, sites where nothing has happened, and words of arguments that are whole."""

import pytest

from dateline import read_text
from dateline.model import EventReport


def report_of(text: str, word: str) -> EventReport:
    events = read_text(text, published="2031-05-14", language="en").events
    return next(each for each in events if word in (each.trigger.text, *(same.text for same in each.same_as)))


def roles(text: str, word: str) -> set[tuple[str, str]]:
    return {(each.role, each.text) for each in report_of(text, word).arguments if each.value is None}


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Ott Renn penned a letter of protest to the council on Monday.", "penned", ("recipient", "the council")),
        ("Ott Renn penned a letter of protest to the council on Monday.", "penned", ("theme", "a letter of protest")),
        ("The firm built similar offices in Orlik on Monday.", "built", ("theme", "similar offices")),
        ("The union spent hundreds of crowns on Monday.", "spent", ("theme", "hundreds of crowns")),
        ("Lakhora accused it of backing the raid.", "accused", ("recipient", "it")),
        ("They left messages at the gate on Monday.", "left", ("theme", "messages")),
        ("The municipality closed two schools on Monday.", "closed", ("actor", "The municipality")),
    ],
)
def test_who_receives_and_what_does_not(text: str, word: str, told: tuple[str, str]) -> None:
    found = roles(text, word)
    assert told in found
    assert [role for role, words in found if words == told[1]] == [told[0]]


def test_a_proposal_is_put_to_nobody() -> None:
    found = roles("Ida Korr proposed that the hospitals of Orlik hire nurses.", "proposed")
    assert not [words for role, words in found if role == "recipient"]


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ("The council offered them a building on Monday.", "offered", None),
        ("Police searched the quay on Monday.", "searched", "the quay"),
        ("The marchers sat in front of the guards in Orlik on Monday.", "sat", "Orlik"),
    ],
)
def test_where_a_thing_is_acted_on(text: str, word: str, where: str | None) -> None:
    found = report_of(text, word).where
    assert (found.text if found is not None else None) == where


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The mayor invoked its “right to respond” to the raid.", "invoked", "its “right to respond”"),
        ("The bishop condemned the “plain thuggery” seen in Orlik.", "condemned", "the “plain thuggery”"),
        ("Guards delayed the start of the four-day march on Monday.", "delayed", "the start of the four-day march"),
    ],
)
def test_words_of_arguments_are_whole(text: str, word: str, told: str) -> None:
    assert told in {words for _, words in roles(text, word)}


@pytest.mark.parametrize(
    ("text", "word", "doers"),
    [
        ("Mayor, bishop meet in Orlik", "meet", {"Mayor", "bishop"}),
        ("Union, bank agree on Orlik port", "agree", {"Union", "bank"}),
        ("Ott Renn, mayor of Orlik, resigns over fraud", "resigns", {"Ott Renn"}),
    ],
)
def test_a_comma_before_a_plural_verb_joins_two(text: str, word: str, doers: set[str]) -> None:
    found = read_text(f"{text}\n\nNothing else was known on Monday.", published="2031-05-14", language="en").events
    report = next(each for each in found if each.trigger.text == word)
    assert {each.text for each in report.arguments if each.role == "actor"} == doers


def test_a_date_counts_nothing() -> None:
    report = report_of("Guards held a drill at the station in Orlik on May 7, 2031.", "drill")
    assert not [each.text for each in report.arguments if each.role == "amount"]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The chief is alleged to be taking money from Norvo.", "taking", "alleged"),
        ("Senn rebuilt the bridge in no time.", "rebuilt", "happened"),
        ("Senn at no time rebuilt the bridge.", "rebuilt", "did_not_happen"),
    ],
)
def test_how_sure(text: str, word: str, status: str) -> None:
    assert report_of(text, word).status == status
