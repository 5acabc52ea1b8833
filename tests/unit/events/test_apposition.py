"""One party told twice is one."""

import pytest

from dateline import read_text


@pytest.mark.parametrize(
    ("text", "word", "party"),
    [
        ("The mayor met her challenger, Ada Molen, on Monday.", "met", "Ada Molen"),
        ("The minister, Mr Brandt, opened the bridge on Monday.", "opened", "Brandt"),
        ("Police arrested Ada Molen, a teacher, in Teln on Monday.", "arrested", "Ada Molen"),
    ],
)
def test_a_phrase_and_its_apposition_are_one_party(text: str, word: str, party: str) -> None:
    reading = read_text(text, published="2025-03-12", language="en")
    report = next(each for each in reading.events if each.trigger.text == word)
    people = [each.text for each in report.arguments if each.role in ("actor", "recipient", "victim", "theme")]
    assert sum("Ada Molen" in each or "challenger" in each or "teacher" in each for each in people) <= 1
    assert sum("Brandt" in each or "minister" in each for each in people) <= 1
    assert any(party in each for each in people)
