"""Times: words equal the text at their spans, bounds are in order, the same input gives the same output."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import calendar, load_language
from dateline.model import Analysis, Article
from dateline.times import find_times
from dateline.times.feasts import feast_day
from dateline.times.grammar import grammar_of

LANGUAGES = ("en", "he", "ar", "fa", "ru", "es", "fr", "de")
WORDS = (
    *(
        "the",
        "last",
        "next",
        "this",
        "past",
        "two",
        "3",
        "2020",
        "1999",
        "May",
        "Monday",
        "week",
        "weeks",
        "year",
        "ago",
    ),
    *("later", "before", "in", "on", "of", "and", "to", "-", "–", ",", ".", ":", "/", "'", "first", "quarter", "half"),
    *("early", "late", "mid", "end", "summer", "winter", "morning", "night", "at", "10", "30", "p.m.", "GMT", "now"),
    *("recently", "every", "daily", "century", "1990s", "BC", "noon", "yesterday", "today", "tomorrow", "Christmas"),
    *("a", "an", "few", "several", "\n", "\n\n", "x", "Sallo", "said", "will", "years", "months", "days", "from", "31"),
)
LEXICONS = {code: sorted(grammar.codes) for code in LANGUAGES if (grammar := grammar_of(load_language(code)))}


@settings(max_examples=400, deadline=None)
@given(
    st.data(), st.sampled_from(LANGUAGES), st.sampled_from([None, "2024-02-29", "2024-02-29T23:59:30Z", "0001-01-01"])
)
def test_any_words_of_a_pack_can_be_read(data: st.DataObject, code: str, published: str | None) -> None:
    words = st.one_of(st.sampled_from(LEXICONS[code]), st.sampled_from([" 1", " 31", " 2024", "-", " ", "/", ".", ","]))
    text = "".join(data.draw(st.lists(words, max_size=14)))
    found = find_times(Article("p", "article", text=text, published=published), Analysis((), ()), load_language(code))
    assert all(text[time.start : time.end] == time.text and time.value for time in found)


texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
days = st.one_of(st.none(), st.dates().map(datetime.date.isoformat), st.text(max_size=12))


@settings(max_examples=300, deadline=None)
@given(texts, days, st.sampled_from(LANGUAGES))
def test_found_times_hold(text: str, published: str | None, code: str) -> None:
    article = Article("p", "article", text=text, published=published)
    found = find_times(article, Analysis((), ()), load_language(code))
    assert find_times(article, Analysis((), ()), load_language(code)) == found
    end = 0
    for number, time in enumerate(found, 1):
        assert time.id == f"t{number}"
        assert text[time.start : time.end] == time.text != ""
        assert time.start >= end
        end = time.end
        assert time.value
        assert time.rule.endswith(f"@{code}")
        if time.earliest is not None and time.latest is not None and time.earliest[0] != "-":
            assert time.earliest < time.latest
        if time.type in ("DURATION", "SET"):
            assert time.edtf is None


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=datetime.date(1300, 1, 1), max_value=datetime.date(2900, 1, 1)))
def test_bounds_hold_their_day(day: datetime.date) -> None:
    for unit in ("D", "W", "M", "Q", "H", "Y", "DE", "CE"):
        span = calendar.bounds(calendar.value_of_day(day, unit))
        assert span is not None
        assert span.earliest is not None
        assert span.latest is not None
        assert span.earliest <= day.isoformat() < span.latest


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=datetime.date(1850, 1, 1), max_value=datetime.date(2200, 1, 1)))
def test_persian_calendar_counts_every_day_once(day: datetime.date) -> None:
    year = calendar.persian_year(day)
    first = calendar.persian_date(year, 1, 1)
    assert first is not None
    rest, month = (day - first).days, 1
    while rest >= calendar.persian_month_length(year, month):
        rest -= calendar.persian_month_length(year, month)
        month += 1
    assert calendar.persian_date(year, month, rest + 1) == day


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    easter = feast_day("easter", year)
    assert easter is not None
    assert easter.isoweekday() == 7
    assert datetime.date(year, 3, 22) <= easter <= datetime.date(year, 4, 25)


@settings(max_examples=200, deadline=None)
@given(
    st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(3000, 1, 1)),
    st.integers(min_value=-200, max_value=200),
    st.sampled_from(["D", "W", "M", "Q", "Y"]),
)
def test_shifting_back_comes_home(day: datetime.date, count: int, unit: str) -> None:
    moved = calendar.shift_day(day, count, unit)
    assert moved is not None
    back = calendar.shift_day(moved, -count, unit)
    assert back is not None
    assert abs((back - day).days) <= (3 if unit in ("M", "Q", "Y") else 0)
