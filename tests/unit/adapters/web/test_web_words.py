"""How values are said, and how a question is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.adapters.web import saying
from dateline.adapters.web.asked import Asked, query_of, reference_of, spans_asked
from dateline.adapters.web.links import article_link, entity_link, full, origin
from dateline.model import DatelineError, Span, Standing, Where


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-03-28", "Fri 28 March 2025"),
        ("2025-03-28T07:05:00+02:00", "Fri 28 March 2025, 07:05 UTC+02:00"),
        ("2025-03-28T24:00", "Fri 28 March 2025, 24:00"),
        ("2025", "2025"),
        ("2025-03~", "about March 2025"),
        ("2025?", "perhaps 2025"),
        ("199X", "the 1990s"),
        ("2025-21", "spring 2025"),
        ("2025-34", "second quarter of 2025"),
        ("2025-03/..", "from March 2025 on"),
        ("/2025-03-01", "until Sat 1 March 2025"),
        ("/", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
        ("2025-13-40", "2025-13-40"),
        ("2025-02-30", "2025-02-30"),
        ("last spring", "last spring"),
    ],
)
def test_times_are_said_plainly_or_as_they_are(value: str | None, said: str) -> None:
    assert saying.say_time(value) == said


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2031-01-18", "2031-01-20", "Sat 18 January 2031 to Sun 19 January 2031"),
        ("2031-03-03T00:00", "2031-03-04T00:00", "Mon 3 March 2031"),
        ("2031-03-03T06:00", "2031-03-03T07:00", "Mon 3 March 2031, 06:00 to Mon 3 March 2031, 07:00"),
        ("2031-12-01", "2032-01-01", "December 2031"),
        ("2030-01-01", "2032-01-01", "Tue 1 January 2030 to Wed 31 December 2031"),
        (None, "2031-03-08", "until Fri 7 March 2031"),
        ("2031-03-03", None, "from Mon 3 March 2031 on"),
        (None, "0001-01-01", "until Mon 1 January 0001"),
        (None, None, "unknown"),
    ],
)
def test_bounds_are_said_with_the_last_day_that_is_in_them(earliest: str | None, latest: str | None, said: str) -> None:
    assert saying.say_bounds(earliest, latest) == said


@given(st.one_of(st.none(), st.text(max_size=12), st.dates().map(str)), st.one_of(st.text(), st.dates().map(str)))
def test_any_bounds_can_be_said(earliest: str | None, latest: str) -> None:
    assert saying.say_bounds(earliest, latest)


@given(st.text(max_size=30))
def test_any_text_can_be_said_as_a_time(text: str) -> None:
    assert saying.say_time(text)


@pytest.mark.parametrize(
    ("code", "way"), [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("en", "ltr"), ("", "auto"), (None, "auto")]
)
def test_languages_know_their_direction(code: str | None, way: str) -> None:
    assert saying.direction(code) == way


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("killed", "14", "14"), ("killed", "14..", "at least 14"), ("killed", "..20", "at most 20"),
     ("wounded", "20..30", "20 to 30"), ("killed", "..", "unknown"), ("date", "2025-03", "March 2025"),
     ("status", "did_not_happen", "did not happen")],
)  # fmt: skip
def test_values_of_disagreements(field: str, value: str, said: str) -> None:
    assert saying.say_value(field, value) == said


def test_standing_tells_denial_and_silence() -> None:
    assert saying.say_standing(Standing("the ministry", "certain", "negative")) == "certain that it did not happen"
    assert saying.say_standing(Standing("the paper", "unknown", "unknown")) == "does not say"


def test_places_are_named_with_their_words() -> None:
    assert saying.say_where(Where(text="the port", name="Velden")) == "Velden (“the port”)"
    assert saying.say_where(Where(text="Velden harbour", name="Velden")) == "Velden harbour"
    assert saying.say_where(None) == "unknown"


@given(st.text(max_size=500), st.integers(10, 100))
def test_short_texts_are_short(text: str, most: int) -> None:
    assert len(saying.shorten(text, most)) <= most + 2


@pytest.mark.parametrize("bad", ["x' onclick='", "en us", "e", "en-" + "a" * 9, "ar\n"])
def test_only_language_codes_stand_for_languages(bad: str) -> None:
    assert not saying.is_language(bad)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt://a.example/%0aalert(1)", "ftp://a.example",
     "data:text/html,x", "//evil.example", "/relative", "http:",
     "https:///x", " https://a.example", "https://a.example/\n", "file:///etc/passwd", "http://[", "", None,
     "https://a.example/" + "x" * 3000],
)  # fmt: skip
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert origin(url) is None


def test_web_addresses_are_links() -> None:
    assert origin("HTTPS://velden-post.example/a?b=c#d") == "HTTPS://velden-post.example/a?b=c#d"


def test_references_survive_the_way_through_an_address() -> None:
    page = "0123456789abcdef" * 4
    assert reference_of(full(f"{page}#e12")) == f"{page}#e12"
    assert entity_link(f"{page}#e12") == f"/entity/{page[:32]}.e12"
    assert reference_of("Mr. Teller") == "Mr. Teller"
    assert article_link(page, [Span(3, 9), Span(12, 20)]) == f"/article/{page[:32]}?at=3-9&at=12-20#w3-9"


def test_questions_are_bounded() -> None:
    pairs = (*(("outlet", f"outlet {i}") for i in range(500)), ("q", "w" * 5000), ("kind", "<b>"))
    query = query_of(Asked("/search", pairs), limit=20)
    assert len(query.outlets) == 20 and len(query.text) == 300 and query.kinds == ("article",) and query.limit == 21


def test_pages_of_a_list_must_be_numbers() -> None:
    for bad in ("0", "-1", "1.5", "x", "١", "1" * 30):
        with pytest.raises(DatelineError):
            query_of(Asked("/search", (("page", bad),)), limit=20)


def test_stretches_are_read_strictly() -> None:
    pairs = (("at", "3-9"), ("at", "9-3"), ("at", "3"), ("at", "-1-4"), ("at", "3-9"))
    assert spans_asked(Asked("/article/x", pairs)) == (Span(3, 9),)


def test_an_address_keeps_the_question_and_drops_the_page() -> None:
    asked = Asked("/search", (("q", "a&b"), ("outlet", "One"), ("outlet", "Two"), ("page", "3")))
    assert asked.but() == "/search?q=a%26b&outlet=One&outlet=Two"
    assert asked.but(outlet=["Two"]) == "/search?q=a%26b&outlet=Two"
    assert asked.but(page="4").endswith("page=4")
