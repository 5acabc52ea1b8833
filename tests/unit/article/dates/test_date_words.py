"""Words in and around dates: every example of the tables, and what only looks like one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.article.bylines.dateline import find_dateline
from dateline.article.dates.read import has_day_by_year, read_printed_date
from dateline.article.dates.words import load_date_words
from dateline.article.draft import DraftBlock
from dateline.article.publication.printed import date_in_headline, load_time_words
from dateline.language import shared_data

DATES = shared_data().table("article/dates.toml")
TIMES = shared_data().table("article/times.toml")
SECTIONS = [name for name, section in DATES.items() if name != "zones"]
BEFORE_DATES = ("changed", "published", "other", "saved", "saved_alone", "itself")


def date_of(section: str, line: str) -> str | None:
    if section == "dateline":
        found = find_dateline(line)
        return found.date if found else None
    date = read_printed_date(line)
    return date.value if date else None


@pytest.mark.parametrize("name", SECTIONS)
def test_dates_are_read_as_the_tables_examples_say(name: str) -> None:
    section = DATES[name]
    for each in (*section["examples"], *section["counterexamples"]):
        line, _, expected = each.partition(" => ")
        assert date_of(name, line) == (expected or None), each


@given(
    st.lists(st.sampled_from(("1", "05", "2031", ".", "/", "-", " ", "年", "月", " оны ", "元", "令和", "x"))).map(
        "".join
    )
)
def test_every_date_of_numbers_has_two_that_are_joined(line: str) -> None:
    words = load_date_words()
    assert words.joined.search(line) or not words.numbered.search(line)


@given(
    st.lists(st.sampled_from(("1", "03", "2031", "1404", ".", ", ", " ", "May", "thursdays", "tháng", "年"))).map(
        "".join
    )
)
def test_every_date_with_a_month_s_name_has_a_day_by_its_year(line: str) -> None:
    words = load_date_words()
    assert has_day_by_year(line) or not words.named.search(line)


@pytest.mark.parametrize("name", BEFORE_DATES)
def test_words_before_dates(name: str) -> None:
    words = getattr(load_time_words(), name.removesuffix("_alone"))
    assert [each for each in TIMES["examples"][name] if not words.search(each)] == []
    assert [each for each in TIMES["counterexamples"][name] if words.search(each)] == []


_BEFORE = [word for name in BEFORE_DATES for word in TIMES[name]]


@given(
    st.sampled_from(("changed", "published", "other", "saved", "itself")),
    st.lists(st.sampled_from([*_BEFORE, *map(str.upper, _BEFORE), "\u0130", "\u0131", "\u017f", " ", "1", "x"])).map(
        "".join
    ),
)
@example("published", "YAYIN")
def test_where_no_word_is_held_none_is_found(name: str, line: str) -> None:
    words = getattr(load_time_words(), name)
    for told in (line, line.replace("i", "\u0130"), line.replace("s", "\u017f")):
        assert (words.search(told) is None) == (words.expression.search(told) is None)
        assert (words.match(told) is None) == (words.expression.match(told) is None)


@pytest.mark.parametrize("name", [name for name in TIMES["examples"] if name not in BEFORE_DATES])
def test_a_span_dates_no_article(name: str) -> None:
    def dates(line: str) -> bool:
        return date_in_headline([DraftBlock(text=line, role="headline")]) is not None

    assert [each for each in TIMES["examples"][name] if dates(each)] == []
    assert [each for each in TIMES["counterexamples"][name] if not dates(each)] == []


def test_every_list_of_words_has_examples_and_counterexamples() -> None:
    lists = {name for name, words in TIMES.items() if isinstance(words, list)}
    assert lists == TIMES["examples"].keys() == TIMES["counterexamples"].keys()


@given(st.text(st.sampled_from("0123 /.-,:Maydek"), max_size=30))
def test_in_a_line_of_ascii_numbers_are_a_date_with_signs_between_them(line: str) -> None:
    words = load_date_words()
    assert words.ascii_alone
    assert words.two_words.search(line) is None
    assert words.numbered.search(line) is None or not {".", "/", "-"}.isdisjoint(line)
