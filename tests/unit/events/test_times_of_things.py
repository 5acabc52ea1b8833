"""A year that says which thing is meant dates no event; what is denied as planned; what is refused."""

import pytest

from dateline import read_text
from dateline.model import EventReport


def report(text: str, word: str) -> EventReport:
    events = read_text(text, published="2031-05-14", language="en").events
    return next(each for each in events if each.trigger.text == word)


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Rebels attacked the town of Velmar, ending the 2016 deal.", "deal", None),
        ("The council scrapped the 2016 deal with Astrel.", "scrapped", None),
        ("The council scrapped the 2016 deal with Astrel on Monday.", "scrapped", "2031-05-12"),
        ("The army staged the 2016 coup.", "coup", "2016"),
    ],
)
def test_a_year_that_marks_a_thing_dates_no_event_but_its_own(text: str, word: str, day: str | None) -> None:
    when = report(text, word).when
    assert (when and when.edtf) == day


def test_a_plan_that_is_denied_is_denied() -> None:
    text = "The militia denied that it was preparing to open the gates of the Velmar dam."
    assert report(text, "open").status == "denied"
    assert report("The army is preparing to attack Velmar, officials said.", "attack").status == "planned"


def test_a_bare_word_for_a_body_is_what_is_refused() -> None:
    found = {(each.role, each.text) for each in report("Clinics refused service to the refugees.", "refused").arguments}
    assert found == {("actor", "Clinics"), ("theme", "service to the refugees"), ("recipient", "the refugees")}
