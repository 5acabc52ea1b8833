import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import read_page, read_text
from dateline.model import Page
from dateline.reading import ReadOptions, reading_to_json
from dateline.reading.read import tagged_spans

STORY = "Two boats sank off Lowmark on Monday, the harbour master said. Police denied that anyone had died."


def test_a_text_is_read_as_it_stands() -> None:
    reading = read_text(STORY, published="2024-05-08")
    assert reading.article.text == STORY
    assert [(time.text, time.value) for time in reading.times] == [("Monday", "2024-05-06")]
    assert any(claim.sources[-1].text == "the harbour master" for claim in reading.claims)


def test_the_same_text_gives_the_same_bytes() -> None:
    first, second = (msgspec.json.encode(read_text(STORY, published="2024-05-08")) for _ in range(2))
    assert first == second


def test_a_lone_surrogate_moves_no_offset() -> None:
    reading = read_text("\ud800 " + STORY, published="2024-05-08")
    assert len(reading.article.text) == len(STORY) + 2
    assert all(reading.article.text[time.start : time.end] == time.text for time in reading.times)


def test_a_page_above_the_limit_is_a_problem_and_not_read() -> None:
    content = b"<p>" + b"a" * 100
    page = Page(id=Page.identify(content), content=content, media_type="text/html")
    reading = read_page(page, options=ReadOptions(max_bytes=50))
    assert [problem.code for problem in reading.problems] == ["too-large"] and reading.article.kind == "other"


def test_a_dateline_is_read_apart_from_its_sentence() -> None:
    html = "<h1>Blast in Salvane</h1><p>PORT SALVANE, Mereva (AD) — An explosion tore through a market on Monday.</p>"
    page = Page(id="p", content=f"<article>{html}<p>Nobody was hurt.</p></article>".encode(), media_type="text/html")
    article = read_page(page).article
    assert article.dateline is not None and article.dateline.place == "PORT SALVANE"
    assert [span.of(article.text) for span in tagged_spans(article)] == [
        "Blast in Salvane",
        "PORT SALVANE, Mereva (AD) — ",
        "An explosion tore through a market on Monday.",
        "Nobody was hurt.",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_failure_and_quotes_stand(text: str) -> None:
    reading = read_text(text, published="2024-05-08", language="en")
    assert not [problem for problem in reading.problems if problem.code in ("stage-failed", "quote-mismatch")]
    words = reading.article.text
    for mention in reading.mentions:
        assert words[mention.start : mention.end] == mention.text
    for event in reading.events:
        assert words[event.trigger.start : event.trigger.end] == event.trigger.text
    assert reading_to_json(reading)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_failure(content: bytes) -> None:
    page = Page(id=Page.identify(content), content=content, media_type="text/html")
    assert not [problem for problem in read_page(page).problems if problem.code == "stage-failed"]
