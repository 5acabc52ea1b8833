"""Content on both sides of a cue's clause, and names that only mark a noun; every text is invented."""

import pytest
from tests.unit.claims.reading_of import claims_of, said


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "While it may take years, Senn told the Herald, the dam will be rebuilt.",
            "While it may take years … the dam will be rebuilt",
        ),
        ("When the siren went off, Korr said, nobody was at home.", "When the siren went off … nobody was at home"),
        (
            "Because the road is closed, Korr said on Monday, food cannot reach Orlik.",
            "Because the road is closed … food cannot reach Orlik",
        ),
    ],
)
def test_both_sides_of_the_cue_are_said(text: str, content: str) -> None:
    found, claims = claims_of(text)
    assert said(found, claims)[0][1] == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("While Korr spoke to reporters, Senn told the Herald the dam would be rebuilt.", "the dam would be rebuilt"),
        ("When he met reporters on Monday, Korr said the dam would hold.", "the dam would hold"),
        ("While the price is high, Korr said, “I bought the boat.”", "“I bought the boat.”"),
    ],
)
def test_what_only_comes_before_is_not(text: str, content: str) -> None:
    found, claims = claims_of(text)
    assert said(found, claims)[0][1] == content


def test_an_administration_is_not_who_leads_it() -> None:
    _, claims = claims_of("Ada Renn leads Lakhora. The Renn administration had argued that the rule was wrong.")
    assert (claims[0].sources[-1].name, claims[0].sources[-1].text) == (None, "The Renn administration")


def test_laws_rule_nothing() -> None:
    text, claims = claims_of("The judges relied on newer laws in ruling that the dam is public.")
    assert said(text, claims) == [("The judges", "that the dam is public")]


@pytest.mark.parametrize(
    "headline", ["Rain falls in Teln, drivers told to stay home", "Floods spread in Teln, residents urged to leave"]
)
def test_who_is_told_says_nothing(headline: str) -> None:
    assert not any(claim.sources[-1].text in ("drivers", "residents") for claim in claims_of(headline)[1])


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the port declined to be named. He said the quay would close.",
        "One official said the talks had failed. “We are done,” he added.",
    ],
)
def test_he_whom_nothing_names_is_unnamed(text: str) -> None:
    last = claims_of(text)[1][-1].sources[-1]
    assert (last.kind, last.number) == ("unnamed", "1")
