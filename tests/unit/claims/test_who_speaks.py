"""Who "he", "it" or a surname is where a claim has one for its speaker; every text is invented."""

from tests.unit.claims.reading_of import claims_of, said


def speakers(*paragraphs: str) -> list[str | None]:
    """The names behind the innermost sources, in text order."""
    _, claims = claims_of(*paragraphs)
    return [claim.sources[-1].name for claim in claims]


def test_the_last_speaker_goes_on_over_a_paragraph() -> None:
    found = speakers(
        "Mayor Ivo Sand praised it. Sand has led the city for years, and Sand wants to stay. “It works,” he said.",
        "Petar Lund, a lawyer for the dockers, told the council that nobody had asked them.",
        "“That is how Sand works,” he said.",
    )
    assert found[-2:] == ["Petar Lund", "Petar Lund"]


def test_a_quotation_of_several_sentences_does_not_part_a_speaker_from_his_name() -> None:
    found = speakers(
        "Ivo Sand, the mayor, opened the meeting. Petar Lund spoke of the harbour. “The quay is old. The crane is "
        "older. We cannot wait,” he said."
    )
    assert found[-1] == "Petar Lund"


def test_he_in_what_someone_says_is_that_speaker() -> None:
    found = speakers(
        "Ivo Sand said he hopes for rain. Sand wrote that the dam was low. Sand said the city was ready.",
        "Petar Lund said that he hopes the council will listen.",
    )
    assert found[-2:] == ["Petar Lund", "Petar Lund"]


def test_a_role_beside_a_name_is_no_one_else() -> None:
    found = speakers(
        "Col. Dana Orlo, a port officer, said the gate was closed at dawn. She said no one was hurt.",
    )
    assert found == ["Dana Orlo", "Dana Orlo"]


def test_a_surname_is_that_of_the_bearer_who_was_just_told_of() -> None:
    found = speakers(
        "Prime Minister Ivo Korr said the strike was over. Korr said the ports would open.",
        "General Petar Korr said the army had left the quay.",
        "Korr said the last trucks went at noon.",
    )
    assert found == ["Ivo Korr", "Ivo Korr", "Petar Korr", "Petar Korr"]


def test_a_leader_named_behind_a_party_is_the_speaker() -> None:
    _, claims = claims_of("Port Workers Party leader Ilja Mott said the vote was fair.")
    assert [(claim.sources[-1].kind, claim.sources[-1].name) for claim in claims] == [("person", "Ilja Mott")]


def test_a_paper_in_a_word_before_the_subject_says_nothing() -> None:
    found = speakers(
        "The Harbour Company said the crane was safe. A day after the Velno Gazette investigation was published, "
        "Ilja Mott said it was closed."
    )
    assert found[-1] == "Ilja Mott"


def test_a_letter_speaks_and_not_its_signers() -> None:
    _, claims = claims_of("A letter signed by Ilja Mott, Dana Orlo and Ivo Sand said the crane was unsafe.")
    assert [(claim.sources[-1].kind, claim.sources[-1].text) for claim in claims] == [("document", "A letter")]


def test_what_one_would_say_within_a_quotation_is_part_of_it() -> None:
    text, claims = claims_of("“I would say that the crane is old, you know, and I mean very old,” Ilja Mott said.")
    assert [source for source, _ in said(text, claims)] == ["Ilja Mott"]
