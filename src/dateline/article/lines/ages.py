"""How long ago a text was printed ("3 hours ago"), as teasers say it; its words are `shared/article/ages.toml`."""

import re

import msgspec

from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives


class Ages(msgspec.Struct, frozen=True):
    """The table compiled. signs: a digit or one of the words, which stands in every line that `words` finds."""

    words: re.Pattern[str]
    signs: re.Pattern[str]
    joint: re.Pattern[str]


def load_ages() -> Ages:
    """The shared table of ages, compiled once per process."""
    return shared_data().resource("article-ages", _build)


def tells_age(text: str) -> bool:
    """Whether a line says how long ago something was.

    >>> tells_age("Runa Meschel, 3 hours ago"), tells_age("The third hour")
    (True, False)
    """
    ages = load_ages()
    return ages.signs.search(text) is not None and ages.words.search(text) is not None


def before_age(text: str) -> str:
    """A line up to a sign between words or a comma before a number or an age."""
    return load_ages().joint.split(text)[0]


def _build(language: Language) -> Ages:
    table = language.table("article/ages.toml")
    units, words, plain = (alternatives(table[name]) for name in ("units", "words", "plain"))
    signs = alternatives([*table["words"], *table["plain"]])
    return Ages(
        words=re.compile(
            rf"\b\d{{1,3}}\s?(?:{units})\b|\b(?:{words})\b|\b(?:{alternatives(table['before_numbers'])}) \d|{plain}",
            re.IGNORECASE,
        ),
        signs=re.compile(rf"\d|{signs}", re.IGNORECASE),
        joint=re.compile(rf"\s[·|•-]\s|,\s(?=\d|{alternatives(table['openings'])})"),
    )
