"""Acts of one kind stay apart by what their mentions say of themselves; headlines of two with a comma have both."""

import pytest

from dateline import read_page, read_text
from dateline.model import Page, Reading


def _joined(reading: Reading) -> list[set[str]]:
    """The words of each report's triggers."""
    return [{report.trigger.text, *(each.text for each in report.same_as)} for report in reading.events]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("An attack killed two in Velno in May. He led the 7 October attacks on Teln.", "attack", "attacks"),
        ("Gunmen raided a depot near Teln. The army blames him for the Orlik raid of 2019.", "raided", "raid"),
        ("Rebels bombed a bus. A second bombing hit a market.", "bombed", "bombing"),
        ("Lakhora shelled the coast. Ostrina's shelling in retaliation hit a mill.", "shelled", "shelling"),
        ("Five people died in Teln. Another five people were killed in Velno.", "died", "killed"),
    ],
)
def test_mentions_that_say_which_act_they_are(text: str, first: str, second: str) -> None:
    reading = read_text(text, published="2024-08-12", language="en")
    assert not any({first, second} <= words for words in _joined(reading))


def test_a_definite_noun_still_means_the_act_before() -> None:
    text = "Gunmen raided a depot near Teln on Friday. Friday's raid was over within an hour."
    reading = read_text(text, published="2024-08-12", language="en")
    assert {"raided", "raid"} in _joined(reading)


def test_what_bears_a_past_day_is_not_to_come() -> None:
    reading = read_text("The inquiry into the October 7 attacks goes on.", published="2024-08-12", language="en")
    assert [each.value for each in reading.times] == ["XXXX-10-07"]
    assert not any(report.status == "expected" for report in reading.events)


@pytest.mark.parametrize(
    ("headline", "trigger", "role", "parties"),
    [
        ("Mayor, two aides resign", "resign", "actor", ["Mayor", "two aides"]),
        ("Korr, Senn sign deal", "sign", "actor", ["Korr", "Senn"]),
        ("Minister, aide killed in crash", "killed", "victim", ["Minister", "aide"]),
    ],
)
def test_a_headline_of_two_has_both(headline: str, trigger: str, role: str, parties: list[str]) -> None:
    body = "<p>The town hall of Orlik gave no comment on Monday, and the harbour was quiet in the morning.</p>" * 2
    html = (
        f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}</article></body></html>"
    )
    content = html.encode()
    reading = read_page(Page(id=Page.identify(content), content=content, media_type="text/html"))
    report = next(each for each in reading.events if each.trigger.text == trigger)
    assert [each.text for each in report.arguments if each.role == role] == parties


@pytest.mark.parametrize("text", ["Police found Korr slumped over the wheel.", "A man found Renn collapsed in a shop."])
def test_who_was_found_so_is_no_claim(text: str) -> None:
    assert [claim.cue for claim in read_text(text, language="en").claims if claim.cue is not None] == []


def test_what_a_study_found_is_a_claim() -> None:
    found = [claim.cue.text for claim in read_text("The study found prices rose.", language="en").claims if claim.cue]
    assert found == ["found"]
