"""Whose words a quotation is, and through whom they come; every text is invented."""

import pytest
from tests.unit.claims.reading_of import claims_of, said

from dateline import read_text


@pytest.mark.parametrize(
    "following",
    [
        "What the spring brings will go on to test the harbour.",
        "The Gazette called the port police asking questions.",
    ],
)
def test_the_end_of_a_quotation_is_not_the_next_paragraphs(following: str) -> None:
    text, claims = claims_of("“They guard the pier well,” said Ilja Mott. “Then they all walked out.”", following)
    assert said(text, claims)[0] == ("Ilja Mott", "“They guard the pier well,” … “Then they all walked out.”")
    assert all("walked out" not in content for _, content in said(text, claims)[1:])


def test_of_two_cues_before_a_quotation_the_nearer_one_gives_it() -> None:
    _, claims = claims_of(
        "Ilja Mott, a former director of the port who now advises shippers on the rules, says: “It made no sense then.”"
    )
    assert [(claim.sources[-1].text.split(",")[0], claim.cue and claim.cue.text) for claim in claims] == [
        ("Ilja Mott", "says")
    ]


def test_before_a_colon_the_sentences_own_clause_speaks() -> None:
    text, claims = claims_of(
        "Orlo summed up the visit to a quay run by a firm that has reinvented fishing: “Rope meets robot.”"
    )
    assert said(text, claims) == [("Orlo", "“Rope meets robot.”")]


def test_a_cue_beside_a_verb_is_not_what_it_tells() -> None:
    text, claims = claims_of("Those lamps, he says, will soon be hung above the quay.")
    assert said(text, claims) == [("he", "Those lamps … will soon be hung above the quay")]


def test_a_relative_clause_tells_of_people_not_of_where_they_are() -> None:
    _, claims = claims_of("Some dockers in the town who suspect she planned her departure were angry.")
    assert [claim.sources[-1].text for claim in claims] == ["Some dockers in the town"]
    _, claims = claims_of("The leader of the dockers who said the quay was lost has left.")
    assert all("state" not in claim.sources[-1].text for claim in claims)


def test_a_share_keeps_its_sign() -> None:
    text, claims = claims_of("The poll found support fell from 54% in May to 35%.")
    assert said(text, claims) == [("The poll", "support fell from 54% in May to 35%")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dana Orlo, head of the union, agreed: “We paid for the dam.”", "report"),
        ("Dana Orlo agreed that the dam was paid for.", "report"),
        ("Dana Orlo agreed to return the boats.", "promise"),
        ("The company claims its new prices have saved money.", "report"),
        ("The union claims that the owners lied.", "report"),
        ("The governor called for “cool heads” on Monday.", "order"),
        ("Orlo is angry about what she calls the “blaming and shaming” of the dockers.", "evaluation"),
    ],
)
def test_what_a_cue_says_of_its_words(text: str, kind: str) -> None:
    _, claims = claims_of(text)
    assert [claim.cue.type for claim in claims if claim.cue is not None] == [kind]


def test_a_day_is_no_content() -> None:
    text, claims = claims_of("The governor called on Monday for an inquiry.")
    assert said(text, claims) == [("The governor", "for an inquiry")]


def test_a_talk_with_a_medium_is_named_by_it() -> None:
    _, claims = claims_of("In an interview with the Salvane Times, Mott said the port would close.")
    assert [source.text for source in claims[0].sources[1:]] == ["the Salvane Times", "Mott"]
    _, claims = claims_of("In an interview, Mott said the port would close.")
    assert [source.text for source in claims[0].sources[1:]] == ["an interview", "Mott"]


@pytest.mark.parametrize(
    "text",
    [
        "The school reported the accident to the police station on Friday.",
        "Orlo asked the Salvane Times to apologise.",
        "The office expects the channel to open again on Friday.",
        "Orlo accused the Salvane Times of lying about the port.",
    ],
)
def test_whom_it_is_aimed_at_passes_nothing_on(text: str) -> None:
    _, claims = claims_of(text)
    assert len(claims[0].sources) == 2


def test_a_station_that_was_told_does() -> None:
    _, claims = claims_of("Orlo told the station that the port would close.")
    assert [source.text for source in claims[0].sources[1:]] == ["the station", "Orlo"]


def test_a_quotation_right_behind_what_someone_said_is_theirs() -> None:
    text, claims = claims_of("Mott said the levy remains his main worry. “There are two things I have an issue with.”")
    assert said(text, claims)[1] == ("Mott", "“There are two things I have an issue with.”")
    text, claims = claims_of("Mott said the gate held. “It did not hold and nobody knows why,” Orlo replied.")
    assert said(text, claims)[1][0] == "Orlo"
    text, claims = claims_of("It said the gate held. “It did not hold and nobody knows why.”")
    assert len(claims) == 1


def test_a_speaker_is_a_whole_phrase() -> None:
    _, claims = claims_of("Ada Quill and Runa Meschel (Velno) said that the bridge would close.")
    assert claims[0].sources[-1].text.startswith("Ada Quill")
    assert claims[0].sources[-1].text.count("(") == claims[0].sources[-1].text.count(")")


@pytest.mark.parametrize(
    "text",
    [
        "The tenant is preparing to vote on Sunday.",
        "Villagers are preparing to return to Velmar.",
        "Clinics refused service to the refugees.",
        "Students reported binge drinking in the survey.",
    ],
)
def test_what_one_does_is_no_claim(text: str) -> None:
    claims = read_text(text, published="2031-05-14", language="en").claims
    assert not [each for each in claims if each.mode != "author"]
