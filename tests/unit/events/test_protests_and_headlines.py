"""What a protest is against, and commas of headlines that stand for "and"."""

import pytest

from dateline import read_text
from dateline.language import load_language
from dateline.model import EventReport, Page
from dateline.reading import read_page

BODY = (
    "The weekly market in the old town was open on the same day, and traders there sold bread and apples to visitors. "
    "Rain is forecast along the coast, and the ferry keeps to its timetable until the end of the season."
)


def roles(report: EventReport) -> list[tuple[str, str]]:
    return [(each.role, each.text) for each in sorted(report.arguments, key=lambda each: (each.start, each.role))]


def of_text(text: str, word: str) -> list[tuple[str, str]]:
    events = read_text(text, published="2031-05-14", language="en").events
    return roles(next(each for each in events if each.trigger.text == word))


def of_headline(headline: str, word: str) -> list[tuple[str, str]]:
    html = (
        f"<html lang='en'><title>{headline}</title><article><h1>{headline}</h1><p>{BODY}</p></article></html>".encode()
    )
    page = Page(id=Page.identify(html), content=html, media_type="text/html")
    events = read_page(page, load_language("en")).events
    return roles(next(each for each in events if each.trigger.text == word))


@pytest.mark.parametrize(
    ("text", "word", "against"),
    [
        ("Women protested the killing of a student by soldiers.", "protested", "the killing of a student by soldiers"),
        ("Students rallied against the arrest of two lecturers.", "rallied", "the arrest of two lecturers"),
        ("Traders protested the new tax.", "protested", "the new tax"),
        ("Protests erupted against the shelling of Velmar by government troops.", "Protests",
         "the shelling of Velmar by government troops"),
    ],
)  # fmt: skip
def test_the_act_that_a_protest_is_against_is_its_reason(text: str, word: str, against: str) -> None:
    found = of_text(text, word)
    assert ("reason", against) in found
    assert not {"recipient", "amount"} & {role for role, _ in found}
    assert ("actor", "government troops") not in found


def test_whom_a_protest_is_against_is_its_recipient() -> None:
    assert ("recipient", "the government") in of_text("Farmers protested the government in Velmar.", "protested")


def test_a_headlines_comma_joins_two_doers_and_two_deeds() -> None:
    clash = of_headline("Police, protesters clash in Velmar", "clash")
    assert [words for role, words in clash if role == "actor"] == ["Police", "protesters"]
    assert ("actor", "Gunmen") in of_headline("Gunmen kill five, wound nine in Velmar market", "wound")
    assert ("wounded", "nine") in of_headline("Gunmen kill five, wound nine in Velmar market", "wound")
    assert ("killed", "five") in of_headline("Gunmen kill five, wound nine in Velmar market", "kill")
    assert ("wounded", "20") in of_headline("Bomb kills three, injures 20, police say", "injures")


def test_a_headlines_comma_between_two_clauses_joins_no_doers() -> None:
    assert of_headline("Mayor Tevis quits, Astrel shares fall", "quits") == [("actor", "Mayor Tevis")]
    assert ("actor", "Ostrel") in of_headline("Tevis arrested, Ostrel flees abroad", "flees")
    assert ("actor", "Tevis") not in of_headline("Tevis arrested, Ostrel flees abroad", "flees")
