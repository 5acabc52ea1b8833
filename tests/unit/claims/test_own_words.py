"""What nobody has said, whose name a source has, and where content ends; every text is invented."""

import pytest
from tests.unit.claims.reading_of import claims_of, said


def told(*paragraphs: str) -> list[tuple[str, str]]:
    return said(*claims_of(*paragraphs))


def names(*paragraphs: str) -> list[str | None]:
    return [claim.sources[-1].name for claim in claims_of(*paragraphs)[1]]


@pytest.mark.parametrize(
    "text",
    [
        "I think the crane is old. I wonder whether the council knows.",
        "I guess the crane is old.",
        "The council has sworn in its first woman mayor, Dana Orlo, who also fishes.",
        "The cameras could help divers to learn about the wreck, and to determine whether it moves.",
        "The board backed a candidate.",
        "It can be noted that the growth was slow.",
        "The film appeals to fans.",
        "Police found a man who had fled.",
    ],
)
def test_what_nobody_has_said_is_no_claim(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“The hard part is helping crews to understand that everyone tires,” Orlo said.",
        "“I won't let him believe that we miss him,” Orlo said.",
        "“I want to stress this is a search that has just begun,” Orlo said.",
        "“It will encourage the crews to leave,” Orlo said.",
        "“The crane, you know, is old. I guess it is,” Orlo said.",
    ],
)
def test_a_quotation_holds_no_other_claim_than_its_speakers(text: str) -> None:
    assert [source for source, _ in told(text)] == ["Orlo"]


def test_a_cue_in_a_quotation_gives_no_words_outside_of_it() -> None:
    found = told("She closed the song with a plea, “I am begging you to wait,” and called it “The Night Boat.”")
    assert [source for source, _ in found] == ["She"]


def test_a_refusal_denies_and_what_is_refused_is_not_said() -> None:
    _, claims = claims_of("Some owners refuse to acknowledge that the quay is sinking.")
    assert [claim.cue and claim.cue.type for claim in claims] == ["denial"]


def test_people_report_what_they_indicate_and_data_show_it() -> None:
    _, claims = claims_of("The mayor indicated that the quay would close. The data indicated that sales fell.")
    assert [claim.cue and claim.cue.type for claim in claims] == ["report", "show"]


def test_several_speakers_are_not_one_of_them() -> None:
    _, claims = claims_of("Senators Ilja Mott and Dana Orlo said the bill was dead.")
    assert [(claim.sources[-1].name, claim.sources[-1].entity) for claim in claims] == [(None, None)]


def test_a_clause_of_an_apposition_is_its_bearers() -> None:
    found = names("“They are late,” Berto Shig, a Velno docker who wrote about the fire, said.")
    assert found == ["Berto Shig", "Berto Shig"]


def test_a_wider_word_tells_of_an_officials_own_office() -> None:
    found = names(
        "Bilal Hage, the ambassador to Velno, said that the army had left.", "The diplomat said the raids were over."
    )
    assert found == ["Bilal Hage", "Bilal Hage"]


def test_an_office_with_a_capital_behind_its_country_is_its_bearers() -> None:
    found = names("US President Ivo Trask spoke on Friday.", "The US President said the talks were over.")
    assert found == ["Ivo Trask"]


def test_of_two_ministers_neither_is_the_minister() -> None:
    found = names(
        "Ilja Mott is the harbour minister. Dana Orlo, the health minister, was there too.",
        "The minister said it was late.",
    )
    assert found == [None]


def test_a_vice_president_is_no_president() -> None:
    found = names(
        "Former Vice President Ivo Sand said President Petar Lund would delay the vote. Lund cannot do it.",
        "The former vice president said it was late.",
    )
    assert found[-1] == "Ivo Sand"


def test_content_has_whom_a_charge_is_against() -> None:
    assert told("The vice president accused Lund of lying.") == [("The vice president", "Lund of lying")]


def test_content_keeps_its_closing_bracket() -> None:
    assert told("Korr said the council had cut the fee (up from three days).") == [
        ("Korr", "the council had cut the fee (up from three days)")
    ]


def test_content_has_what_a_quotation_names() -> None:
    assert told("The union called it 'a gift to smugglers'.") == [("The union", "it 'a gift to smugglers'")]
    assert told("The flood, which some now call a “river tsunami”, reached Velno.") == [
        ("some", "The flood … a “river tsunami”")
    ]


def test_a_relative_pronoun_is_no_part_of_a_clause() -> None:
    assert told("He hid the recordings, which he said were secret.") == [("he", "were secret")]


def test_straight_single_marks_quote_over_paragraphs() -> None:
    found = told(
        "Ivo Sand replied: 'Have you heard?",
        "'I think we've got enough points! The players' wages are fine.'",
        "The keeper has been in goal since the '90s.",
    )
    assert found == [("Ivo Sand", "'Have you heard? … 'I think we've got enough points! The players' wages are fine.'")]
