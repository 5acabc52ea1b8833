"""One party told twice is one."""

import time

import pytest

from dateline import read_text
from dateline.events.arguments.apposition import are_run_together


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


def test_names_run_together_are_two_others() -> None:
    known = {"halden", "korr", "ada molen", "halden korr", "korr korr", "halden ada molen"}
    assert [name for name in sorted(known) if are_run_together(name, known)] == ["halden ada molen", "halden korr"]


def test_many_names_of_one_role_are_told_apart_in_linear_time() -> None:
    known = {f"ada molen{number}" for number in range(5_000)}
    start = time.process_time()
    assert not any(are_run_together(name, known) for name in known)
    assert time.process_time() - start < 2  # all pairs of others take minutes
