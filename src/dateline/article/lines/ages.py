"""How long ago a text was printed ("3 hours ago"), as teasers say it; its words are `shared/article/ages.toml`."""

import functools
import re
from collections.abc import Callable

import msgspec

from dateline.article.lines.sought import holder_of
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

_HAS_DIGIT = re.compile(r"\d")


class Ages(msgspec.Struct, frozen=True):
    """The table compiled. holds_word: whether a line holds one of the words; all that `words` finds do, or a digit."""

    words: re.Pattern[str]
    holds_word: Callable[[str], bool]
    joint: re.Pattern[str]


@functools.cache
def load_ages() -> Ages:
    """The shared table of ages, compiled once per process."""
    return shared_data().resource("article-ages", _build)


def tells_age(text: str) -> bool:
    """Whether a line says how long ago something was.

    >>> tells_age("Runa Meschel, 3 hours ago"), tells_age("The third hour")
    (True, False)
    """
    ages = load_ages()
    told = _HAS_DIGIT.search(text) is not None or ages.holds_word(text)
    return told and ages.words.search(text) is not None


def before_age(text: str) -> str:
    """A line up to a sign between words or a comma before a number or an age."""
    return load_ages().joint.split(text)[0]


def _build(language: Language) -> Ages:
    table = language.table("article/ages.toml")
    units, words, plain = (alternatives(table[name]) for name in ("units", "words", "plain"))
    return Ages(
        words=re.compile(
            rf"\b\d{{1,3}}\s?(?:{units})\b|\b(?:{words})\b|\b(?:{alternatives(table['before_numbers'])}) \d|{plain}",
            re.IGNORECASE,
        ),
        holds_word=holder_of([word.casefold() for word in (*table["words"], *table["plain"])]),
        joint=re.compile(rf"\s[·|•-]\s|,\s(?=\d|{alternatives(table['openings'])})"),
    )
