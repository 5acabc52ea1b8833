"""Pronouns for sources without a name, and words by which nobody says anything; every text is invented."""

import pytest
from tests.unit.claims.reading_of import claims_of, said


def test_he_is_the_unnamed_spokesman() -> None:
    _, claims = claims_of("A spokesman for the army confirmed the raid. He added that the road was open.")
    before, after = (claim.sources[-1] for claim in claims)
    assert (after.text, after.kind, after.office, after.number) == ("He", "unnamed", before.office, "1")


def test_he_who_is_named_stays_himself() -> None:
    _, claims = claims_of(
        "A spokeswoman for the port confirmed the closure. Ott Renn left. He said it was late, and Renn slept."
    )
    assert claims[-1].sources[-1].name == "Ott Renn"


@pytest.mark.parametrize(
    "text",
    [
        "Renn has been known to walk out of meetings.",
        "Officers found the boy hiding in a barn.",
        "Many would agree that the port is too small.",
        "What Renn never does is demand money.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert claims_of(text)[1] == []


def test_hope_is_theirs_to_whom_it_is_given() -> None:
    text, claims = claims_of("The update gave the crew hope that Renn would live.")
    assert said(text, claims) == [("the crew", "that Renn would live")]


def test_a_clause_keeps_both_of_its_subjects() -> None:
    text, claims = claims_of("Ida Korr claimed the city council and the public were turning against the port.")
    assert said(text, claims) == [("Ida Korr", "the city council and the public were turning against the port")]
