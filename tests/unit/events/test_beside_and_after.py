"""Who takes part beside somebody, who does what follows a passive, and what content's subject is not."""

import pytest

from dateline import read_text
from dateline.model import EventReport


def report_of(text: str, word: str) -> EventReport:
    events = read_text(text, published="2031-05-14", language="en").events
    return next(each for each in events if word in (each.trigger.text, *(same.text for same in each.same_as)))


def roles(text: str, word: str) -> set[tuple[str, str]]:
    return {(each.role, each.text) for each in report_of(text, word).arguments if each.value is None}


@pytest.mark.parametrize(
    ("text", "word", "beside"),
    [
        ("The complaint was filed by Ott Renn, together with Mara Senn, on Monday.", "filed", ("actor", "Mara Senn")),
        ("The letter was signed by Jon Dahl along with Anna Brel.", "signed", ("actor", "Anna Brel")),
        ("Ott Renn was arrested along with two aides on Monday.", "arrested", ("recipient", "two aides")),
        ("Police arrested Ott Renn along with two aides on Monday.", "arrested", ("recipient", "two aides")),
        ("Renn, Senn and Dahl signed the treaty together with Lakhora.", "signed", ("actor", "Lakhora")),
        ("He flew to Orlik on Monday with his wife.", "flew", ("actor", "his wife")),
    ],
)
def test_who_stands_beside_takes_part_alike(text: str, word: str, beside: tuple[str, str]) -> None:
    found = roles(text, word)
    assert beside in found
    assert [role for role, words in found if words == beside[1]] == [beside[0]]


def test_a_number_of_those_beside_is_not_of_all() -> None:
    report = report_of("Ott Renn was arrested along with two aides on Monday.", "arrested")
    assert not [each for each in report.arguments if each.role == "detained"]


@pytest.mark.parametrize(
    ("text", "word", "doer"),
    [
        ("The convoy was attacked by rebels and fled.", "fled", "The convoy"),
        ("Two men were beaten by guards and escaped through a window.", "escaped", "Two men"),
        ("The mayor was booed by marchers and left the square.", "left", "The mayor"),
        ("The minister was arrested by police and taken to Orlik.", "taken", "police"),
    ],
)
def test_who_does_what_follows_a_passive(text: str, word: str, doer: str) -> None:
    assert {words for role, words in roles(text, word) if role == "actor"} == {doer}


def test_who_is_told_of_is_not_told() -> None:
    found = read_text("Ida Korr spoke on Monday. She tweeted he was honoured.", published="2031-05-14", language="en")
    assert not [each for report in found.events for each in report.arguments if each.text == "he"]


def test_a_gerund_with_a_doer_is_the_noun() -> None:
    report = report_of("Shelling by government troops damaged two hospitals in Teln on Monday.", "Shelling")
    assert (report.type, report.mode) == ("ASSAULT", "heavy-weapons")
    assert ("actor", "government troops") in {(each.role, each.text) for each in report.arguments}


def test_who_is_sure_of_it_is_told_by_name() -> None:
    text = "Mara Senn resigned on Monday. She told reporters that the board had sold the mill."
    assert [each.source for each in report_of(text, "sold").standing][-1] == "Mara Senn"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The airport reopened on Monday.", "reopened", {("theme", "The airport")}),
        ("The bridge collapsed on Monday.", "collapsed", {("theme", "The bridge")}),
        ("Tear gas drifted into the square.", "drifted", {("theme", "Tear gas"), ("destination", "the square")}),
        ("He caught one of the trains on Monday.", "caught", {("actor", "He"), ("theme", "one of the trains")}),
        (
            "Paramedics rushed the passenger to Orlik Hospital in a serious condition.", "rushed",
            {("actor", "Paramedics"), ("victim", "the passenger"), ("destination", "Orlik Hospital")},
        ),
        (
            "The crash resulted in the death of a boy and injuries to a girl.", "injuries",
            {("victim", "a girl")},
        ),
        ("Ministers held talks on Cyprus on Monday.", "talks", {("actor", "Ministers"), ("theme", "Cyprus")}),
        ("Ministers held talks in Cyprus on Monday.", "talks", {("actor", "Ministers"), ("place", "Cyprus")}),
        (
            "The council entered into an agreement with a builder on Monday.", "agreement",
            {("actor", "The council"), ("recipient", "a builder")},
        ),
    ],
)  # fmt: skip
def test_things_are_neither_means_nor_receivers(text: str, word: str, expected: set[tuple[str, str]]) -> None:
    assert roles(text, word) == expected


def test_what_was_done_and_what_happened_by_itself_are_two() -> None:
    text = "Orlo’s firm doubled its profits on Monday.\n\nThe price of copper doubled too."
    found = read_text(text, published="2031-05-14", language="en").events
    assert [each.same_as for each in found if each.lemma == "double"] == [(), ()]


def test_who_says_i_is_nobody_else() -> None:
    text = (
        "Ott Renn played 333 rounds in eight years, according to Mara Senn.\n\n"
        "“The paper said I played golf today, and I did not,” Peter Vell said."
    )
    found = read_text(text, published="2031-05-14", language="en").events
    assert not [each.same_as for each in found if each.lemma == "play" and each.same_as]
