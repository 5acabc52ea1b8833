"""How long ago a text was printed ("3 hours ago"), as teasers say it; its words are `shared/article/ages.toml`."""

import functools
import re
from collections.abc import Callable

import msgspec

from dateline.article.dates.read import may_hold_date
from dateline.article.lines.sought import may_match_of
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives


class Ages(msgspec.Struct, frozen=True):
    """The table compiled.

    numbered: a number and its unit. worded: other words, one of which, as `holds_word` tells, stands in all it finds.
    """

    numbered: re.Pattern[str]
    holds_word: Callable[[str], bool]
    worded: re.Pattern[str]
    joint: re.Pattern[str]


@functools.cache
def load_ages() -> Ages:
    """The shared table of ages, compiled once per process."""
    return _build(shared_data())


def tells_age(text: str) -> bool:
    """Whether a line says how long ago something was.

    >>> tells_age("Runa Meschel, 3 hours ago"), tells_age("The third hour")
    (True, False)
    """
    ages = load_ages()
    if may_hold_date(text) and ages.numbered.search(text) is not None:
        return True
    return ages.holds_word(text) and ages.worded.search(text) is not None


def before_age(text: str) -> str:
    """A line up to a sign between words or a comma before a number or an age."""
    return load_ages().joint.split(text)[0]


def _build(language: Language) -> Ages:
    table = language.table("article/ages.toml")
    kinds = ("units", "words", "before_numbers", "plain")
    units, words, before, plain = (alternatives(table[name]) for name in kinds)
    told = [word.casefold() for name in kinds[1:] for word in table[name]]
    return Ages(
        # It opens with the number's first digit, which Python looks for faster than for the edge of a word before it.
        numbered=re.compile(rf"\d(?<!\w\d)\d{{0,2}}\s?(?:{units})\b", re.IGNORECASE),
        holds_word=may_match_of(told),
        worded=re.compile(rf"\b(?:{words})\b|\b(?:{before}) \d|{plain}", re.IGNORECASE),
        joint=re.compile(rf"\s[·|•-]\s|,\s(?=\d|{alternatives(table['openings'])})"),
    )
