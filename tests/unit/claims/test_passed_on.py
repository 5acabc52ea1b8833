"""Words passed on from one to another, posts, headings, and what is taken back; every text is invented."""

import pytest
from tests.unit.claims.test_hard_cases import read, said


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("State television quoted the governor as saying that the dam had held.", ["State television", "the governor"]),
        ("The governor was quoted by state television as saying it had held.", ["state television", "The governor"]),
        ("The governor was quoted as saying the dam had held.", ["The governor"]),
        ("The ministry will cut the levy, the board said, citing two officials.", ["the board", "two officials"]),
        ("According to the board, citing two officials, the ministry will cut it.", ["the board", "two officials"]),
        ("Ms Orlo, citing a report, said the gate held.", ["Ms Orlo", "a report"]),
        ("The board closed the quay, Orlo said, citing rising costs.", ["Orlo"]),
        ("The general told the programme that the bridge was lost.", ["the programme", "The general"]),
    ],
)
def test_words_are_passed_on_by(text: str, chain: list[str]) -> None:
    _, claims = read(text)
    assert [source.text for source in claims[0].sources[1:]] == chain


def test_a_quoted_speaker_is_in_the_chain_of_what_he_was_told() -> None:
    _, claims = read("The Courier quoted Orlo as saying that Mott had told her the gate was shut.")
    inner = next(claim for claim in claims if claim.cue is not None and claim.cue.text == "had told")
    assert [source.text for source in inner.sources[1:]] == ["The Courier", "Orlo", "Mott"]


@pytest.mark.parametrize("verb", ["has retracted", "withdrew"])
def test_what_is_taken_back_has_a_negated_cue(verb: str) -> None:
    _, claims = read(f"The Courier {verb} its claim that Orlo was paid by the board.")
    assert claims[0].cue is not None and claims[0].cue.negated
    _, claims = read("The Courier repeated its claim that Orlo was paid by the board.")
    assert not any(claim.cue.negated for claim in claims if claim.cue is not None)


def test_a_correction_is_of_a_document() -> None:
    _, claims = read("An earlier version of this article said that Orlo was mayor of Velno.")
    assert claims[0].sources[-1].kind == "document"
    _, claims = read("In court papers filed on Friday, the firm said it had no money left.")
    assert [source.kind for source in claims[0].sources[1:]] == ["document", "unnamed"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The gate is holding. Stay at home. — Ilja Mott (@iljamott) May 3, 2024",),
        ("The gate is holding. Stay at home.", "— Ilja Mott (@iljamott) May 3, 2024"),
    ],
)
def test_a_post_is_the_word_of_who_signs_it(paragraphs: tuple[str, ...]) -> None:
    article, claims = read("Mott was quick to answer.", *paragraphs, "The board said it would meet.")
    assert said(article, claims) == [
        ("Ilja Mott", "The gate is holding. Stay at home."),
        ("The board", "it would meet"),
    ]
    assert claims[0].cue is None and claims[0].mode == "direct"


def test_quoted_paragraphs_in_a_row_are_one_post_and_a_body_paragraph_before_them_is_none_of_it() -> None:
    article, claims = read(
        "Mott was quick to answer.",
        "The gate is holding.",
        "Stay at home.",
        "— Ilja Mott (@iljamott) May 3, 2024",
        "Nobody drowned.",
        roles=("body", "quotation", "quotation", "quotation", "body"),
    )
    assert said(article, claims) == [("Ilja Mott", "The gate is holding. … Stay at home.")]
    own = [span.of(article.text) for claim in claims if claim.mode == "author" for span in claim.content]
    assert own == ["Mott was quick to answer.", "Nobody drowned."]
    article, claims = read(
        "The gate is holding.",
        "Stay at home. — Ilja Mott (@iljamott) May 3, 2024",
        roles=("quotation", "quotation"),
    )
    assert said(article, claims) == [("Ilja Mott", "The gate is holding. … Stay at home.")]


@pytest.mark.parametrize(
    "text",
    [
        "The board spoke to co-author Ilja Mott (@iljamott)",
        "The race ended 2-1 for Velno (@velnoboats)",
        "Runa Meschel writes about ports – follow her on Z (@runam)",
        "The tales were read by reporters on the quay – Ilja Mott (@iljamott), Runa Meschel (@runam)",
        "The letter was read out — by then Orlo had left (@orlo)",
    ],
)
def test_a_hyphen_or_an_advertised_handle_signs_nothing(text: str) -> None:
    _, claims = read(text)
    assert all(claim.found_by != "claims.post" for claim in claims)


def test_a_handle_amid_a_text_signs_nothing() -> None:
    _, claims = read("The gate is holding — Ilja Mott (@iljamott) told nobody of it. The board met on Friday.")
    assert all(claim.found_by != "claims.post" for claim in claims)


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("‘The river took our town’ – harbour chief", "harbour chief"),
        ("“The river took our town” - witness", "witness"),
        ("The river took our town - The Lowmark Courier", None),
    ],
)
def test_a_headline_that_is_a_quotation_names_its_speaker_behind_a_dash(headline: str, speaker: str | None) -> None:
    article, claims = read(headline, "The quay stays open.", roles=("headline",))
    assert [who for who, _ in said(article, claims)] == ([speaker] if speaker else [])


def test_a_headings_quotation_is_not_of_the_next_lines_writer() -> None:
    article, claims = read(
        "“The river took all of our town in May”",
        "Ilja Mott wrote to the board in May. The quay stays open.",
        roles=("headline",),
    )
    assert said(article, claims) == []


def test_a_heading_goes_on_with_nobody() -> None:
    article, claims = read(
        "“We ran to the quay,” Dana Orlo said.",
        "“The river took all of our town in May”",
        "The board met on Monday.",
        roles=("body", "subhead", "body"),
    )
    assert said(article, claims) == [("Dana Orlo", "“We ran to the quay,”")]
