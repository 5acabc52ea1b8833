"""Cases that have broken other readers of quotations; every text is invented."""

import pytest

from dateline.claims import find_claims
from dateline.language import load_language
from dateline.model import Article, Claim, Page, Part, Role, Span
from dateline.reading.read import read_page


def read(*paragraphs: str, roles: tuple[Role, ...] = (), outlet: str | None = None) -> tuple[Article, list[Claim]]:
    parts, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        role: Role = roles[number] if number < len(roles) else "body"
        parts.append(Part(role, at, at + len(paragraph)))
        at += len(paragraph) + 2
    article = Article(
        page_id="p", kind="article", text="\n\n".join(paragraphs), parts=tuple(parts), outlet=outlet, language="en"
    )
    english = load_language("en")
    analysis = english.tagger.tag(article.text, [Span(part.start, part.end) for part in parts])
    return article, list(find_claims(article, analysis, (), (), english))


def said(article: Article, claims: list[Claim]) -> list[tuple[str, str]]:
    """(innermost source, content) of all claims but the outlet's own."""
    return [
        (claim.sources[-1].text, " … ".join(span.of(article.text) for span in claim.content))
        for claim in claims
        if claim.mode != "author"
    ]


def test_two_speakers_in_one_paragraph_keep_their_own_words() -> None:
    article, claims = read("“The gate held,” Mott said. “It did not,” Orlo replied.")
    assert said(article, claims) == [("Mott", "“The gate held,”"), ("Orlo", "“It did not,”")]


def test_a_quotation_that_runs_over_paragraphs_is_one_claim() -> None:
    article, claims = read("“The water came at night,” said Dana Orlo. “We ran.", "“Nobody had warned us.”")
    assert said(article, claims) == [("Dana Orlo", "“The water came at night,” … “We ran. … “Nobody had warned us.”")]


def test_a_quotation_inside_a_quotation_has_its_own_speaker_and_parent() -> None:
    _article, claims = read("“The colonel told me, ‘leave tonight,’” Orlo said.")
    by_source = {claim.sources[-1].text: claim for claim in claims if claim.mode != "author"}
    assert set(by_source) == {"Orlo", "The colonel"}
    assert by_source["The colonel"].parent == by_source["Orlo"].id
    assert [source.text for source in by_source["The colonel"].sources[1:]] == ["Orlo", "The colonel"]


def test_a_paragraph_of_quotation_goes_on_with_the_last_speaker() -> None:
    article, claims = read(
        "“The gate held,” harbour master Ilja Mott said.", "“It will hold again if the river rises in spring.”"
    )
    assert said(article, claims)[-1] == (
        "harbour master Ilja Mott",
        "“It will hold again if the river rises in spring.”",
    )


def test_what_stands_behind_a_semicolon_is_not_what_was_said_before_it() -> None:
    article, claims = read(
        "Police detained 37 people, the interior ministry said in a statement; the union put it at “over sixty”."
    )
    assert ("the interior ministry", "Police detained 37 people") in said(article, claims)
    article, claims = read("The talks failed, Ilja Mott said; a new round would begin in May.")
    assert said(article, claims) == [("Ilja Mott", "The talks failed")]


def test_a_quotation_over_paragraphs_with_a_claim_inside_goes_on_with_the_last_speaker() -> None:
    article, claims = read(
        "“The union has worked with us for years,” Ilja Mott said.",
        "“Our own figures tell of growth in every port of the valley since the spring.",
        "“The harbours want to ensure that their people feel they are heard in each of the ports.”",
    )
    assert any(who == "Ilja Mott" and words.startswith("“Our own figures") for who, words in said(article, claims))


def test_words_in_marks_amid_a_sentence_are_not_their_later_speakers() -> None:
    article, claims = read(
        "The board spoke of the ‘quiet harbour’ and of little else in spring.",
        "“A quiet harbour,” Ilja Mott said. “It is the quiet harbour that I want.”",
    )
    assert all("board" not in words and words != "‘quiet harbour’" for _, words in said(article, claims))


def test_a_headlines_kicker_says_nothing() -> None:
    article, claims = read("VIDEO: Voting on the future of the harbour", "The ferry struck it.", roles=("headline",))
    assert said(article, claims) == []


def test_a_heading_that_quotes_the_text_below_has_its_speaker() -> None:
    article, claims = read(
        "The port was shut at noon, the ministry said in a statement that it sent to all newspapers.",
        "‘They shut it without a word’",
        "“They shut it without a word,” Ilja Mott said. “My son stood there with a cart.”",
    )
    assert ("Ilja Mott", "‘They shut it without a word’") in said(article, claims)


def test_the_speaker_may_stand_only_in_the_next_paragraph() -> None:
    article, claims = read("“We will not leave the valley while the river runs.”", "So said Dana Orlo.")
    assert said(article, claims) == [("Dana Orlo", "“We will not leave the valley while the river runs.”")]


def test_what_was_not_said_is_no_claim() -> None:
    article, claims = read("The colonel did not say whether the bridge had been mined.")
    assert said(article, claims) == []


def test_a_retraction_negates_the_cue_of_what_is_taken_back() -> None:
    _, claims = read("The agency no longer says that the ferry sank.", "The mayor denied that the ferry had sunk.")
    denial = next(claim for claim in claims if claim.cue is not None and claim.cue.lemma == "deny")
    assert denial.cue is not None and denial.cue.type == "denial"


def test_words_told_in_translation_stay_the_speakers() -> None:
    article, claims = read("“We are going home,” he said in Talvian, speaking through an interpreter.")
    assert said(article, claims) == [("he", "“We are going home,”")]


def test_a_question_as_a_headline_claims_nothing() -> None:
    article, claims = read("Did the dam fail by itself?", "The gate broke at dawn.", roles=("headline",))
    assert said(article, claims) == []


def test_a_topic_before_a_colon_is_no_speaker() -> None:
    article, claims = read("Port blast: what we know so far", "The gate broke at dawn.", roles=("headline",))
    assert said(article, claims) == []


@pytest.mark.parametrize(
    "text",
    ["The “free” ferry costs nine crowns.", "His “army” of four retired clerks met in a bakery."],
)
def test_marks_of_irony_are_nobodys_words(text: str) -> None:
    article, claims = read(text)
    assert said(article, claims) == []


def test_forty_levels_are_bounded() -> None:
    text = "Orlo said " + "Mott said " * 40 + "the gate held."
    article, claims = read(text)
    assert all(len(claim.sources) <= 13 for claim in claims)
    assert all(span.end <= len(article.text) for claim in claims for span in claim.content)


def test_the_outlet_stands_outermost_and_owns_what_nobody_is_said_to_say() -> None:
    article, claims = read("The gate broke at dawn. Orlo said nobody was hurt.", outlet="The Lowmark Courier")
    assert claims[0].sources[0].name == "The Lowmark Courier" and claims[0].sources[0].kind == "outlet"
    own = claims[-1]
    assert own.mode == "author" and len(own.sources) == 1
    assert next(span.of(article.text) for span in own.content).startswith("The gate broke at dawn.")


def test_a_programme_that_was_told_stands_outside_its_guest() -> None:
    _, claims = read("The general told the programme that the bridge was lost.")
    assert [(source.kind, source.text) for source in claims[0].sources[1:]] == [
        ("programme", "the programme"),
        ("unnamed", "The general"),
    ]


def test_unnamed_sources_are_counted_and_the_reason_kept() -> None:
    _, claims = read("Two defence officials, who spoke on condition of anonymity, said the pact was dead.")
    source = claims[0].sources[-1]
    assert (source.kind, source.number, source.office) == ("unnamed", "two", "defence")
    assert source.reason is not None and source.reason.startswith("condition of anonymity")


def test_an_agentless_report_has_a_source_without_words() -> None:
    _, claims = read("It was reported that the convoy had turned back.")
    assert (claims[0].sources[-1].kind, claims[0].sources[-1].text) == ("unnamed", "")


def test_a_quotation_goes_on_behind_a_furniture_block() -> None:
    html = (
        "<html><head><title>Quay to close</title></head><body><article><h1>Quay to close</h1>"
        "<p>The grain quay at Port Salvane will close in May, the harbour board announced on Monday in a letter.</p>"
        "<p>Petra Halmos, who leads the dockers, said: “The cranes are older than my father, and he is dead.</p>"
        '<aside class="related"><h3>Related</h3><ul><li><a href="/a">How to read a river gauge</a></li>'
        '<li><a href="/b">Flood that never came</a></li></ul></aside>'
        "<p>“Nobody wrote back to us, not once, and now they have a plan for the whole quay.”</p>"
        "<p>The board has until Friday to answer the letter that the dockers sent to the ministry last week.</p>"
        "</article></body></html>"
    ).encode()
    page = Page(id=Page.identify(html), content=html, media_type="text/html")
    reading = read_page(page, load_language("en"))
    text = reading.article.text
    spoken = [claim for claim in reading.claims if claim.sources[-1].text.startswith("Petra Halmos")]
    words = " ".join(span.of(text) for claim in spoken for span in claim.content)
    assert "The cranes are older" in words
    assert "Nobody wrote back to us" in words
    assert "river gauge" not in words


def test_a_transcripts_labels_are_speakers_without_a_cue() -> None:
    article, claims = read(
        "PRESENTER: The bridge was shut last night. Who knew that the piers were cracked?",
        "DR MAUD ORLO: I told them so twice. They said the report was lost.",
        "PRESENTER: Thank you for coming in.",
    )
    turns = [claim for claim in claims if claim.found_by == "claims.label"]
    assert [(claim.sources[-1].text, claim.cue, claim.mode) for claim in turns] == [
        ("PRESENTER", None, "direct"),
        ("DR MAUD ORLO", None, "direct"),
        ("PRESENTER", None, "direct"),
    ]
    assert turns[1].content[0].of(article.text) == "I told them so twice. They said the report was lost."


def test_a_colon_leads_into_the_next_paragraph() -> None:
    article, claims = read("In a letter to the council, Dana Orlo wrote:", "“The piers will not stand another winter.”")
    assert ("Dana Orlo", "“The piers will not stand another winter.”") in said(article, claims)


@pytest.mark.parametrize(
    "text",
    [
        "If you know the way, you will see that the road is open.",
        "An app allows you to order rides, and it offers a map.",
        "The crew could not determine if the valve was open.",
        "Residents need to leave early, and the wiring needs to be replaced.",
        "The service does not know whether the dam will hold.",
        "The union argued for two years.",
        "President Ilsa Marenko declared three days of mourning and is expected to visit the port on Wednesday.",
    ],
)
def test_what_nobody_says(text: str) -> None:
    article, claims = read(text)
    assert said(article, claims) == []


def test_a_headline_without_its_auxiliary_is_passive() -> None:
    article, claims = read("Residents urged to leave the lower town", roles=("headline",))
    assert all(source != "Residents" for source, _ in said(article, claims))
