"""Times on hostile text: the time to read grows with the length, whatever the text repeats."""

import time

import pytest

from dateline.language import load_language
from dateline.model import Analysis, Article
from dateline.times import find_times

LANGUAGES = ("en", "he", "ar", "fa", "ru", "es", "fr", "de")
UNITS = (
    *("1", "1 ", "1/", "1/1/", "1-", "1:", "1.1.", "12:", "2020", "2020 ", "2020-", "the "),
    *("the the ", "a few ", "the last ", "last ", "of the ", "May ", "may ", "May 1 ", "May 1, "),
    *("Monday ", "Monday, ", "early ", "end of the ", "the end of ", "a ", "and a half "),
    *("more than ", "two ", "twenty-", "hundred ", "thousand and ", "second ", "first quarter "),
    *("year-", "years ago ", "week of ", "'", "' ", "(", "( ", ")", "-", "–", ",", ".", "\n", "\n\n"),
    *(" ", "  ", "\t", "\xa0", "\u200c", "\u0130", "ö", "\ud800", "١", "۱۴۰۰/", "по ", "в ", "de "),
    *("de la ", "vor ", "il y a ", "בעוד ", "ביום ", "كانون ", "قبل ", "روز ", "to ", "will "),
    *("said "),
)
SIZE = 40_000


def seconds(text: str, code: str) -> float:
    article = Article("p", "article", text=text, published="2024-05-08")
    started = time.process_time()
    find_times(article, Analysis((), ()), load_language(code))
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_repeated_text_is_read_in_linear_time(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    for code in LANGUAGES if len(unit) > 1 else ("en",):
        load_language(code)
        small = min(seconds(text[: SIZE // 4], code) for _ in range(2))
        large = min(seconds(text, code) for _ in range(2))
        # Four times the text: 4 where linear, 16 where quadratic; the constant is for clocks and short runs.
        assert large < 9 * small + 0.05, f"{code}: {small:.3f} s for a quarter, {large:.3f} s for the whole"


@pytest.mark.parametrize("first", ["Monday ", "5 May ", "the last ", "1/1/2020 ", "at 10 p.m. "])
@pytest.mark.parametrize("second", ["and a half ", "of the ", "2020 ", "more than two ", "- "])
def test_mixed_text_is_read_in_bounded_time(first: str, second: str) -> None:
    text = (first + second) * (SIZE // len(first + second))
    # A hundred times slower than ordinary text is allowed, no more.
    assert seconds(text, "en") < SIZE / 20_000 + 1.0
