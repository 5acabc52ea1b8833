"""The words in and around printed dates that are no months: the table `shared/article/dates.toml`, compiled."""

import functools
import re
from typing import Any

import msgspec

from dateline.language import shared_data
from dateline.language.expressions import alternatives

# A month's word in any script: vowel signs of Indic scripts are no word characters to the pattern language.
# No part of a word is tried where the whole is none: what stands behind a month is no letter.
_MONTH = r"[^\s\d.,;:/()|•·\"'’_–—-]{2,16}+"
# One of two words cut short: "ม.ค.".
_CUT_MONTH = r"[^\s\d.,;:/()|_-]{1,3}\.[^\s\d.,;:/()|_-]{1,3}\."
# A year ends where no digit follows, or where the next date or time of day begins: "3. Mai 20313. Mai 2031".
_YEAR_ENDS = r"(?!\d(?!\d?(?:\.?\s?[^\W\d_]{3}|:\d\d)))"


class DateWords(msgspec.Struct, frozen=True):
    """Patterns of dates and of times of day; their groups are those that `dates` reads.

    named: a day with a month's name. numbered: one of numbers alone; joined: two numbers as all of those have. clock: a
    time of day. two_words: months of two words. after_noon: how words for the second half of the day begin. zones:
    distances from UTC by names in lower case. dateline: a date at the end of a report's place. pointed: months by names
    that are another's where the day has no point. doubted: months' names that are words of other lines. eras: the year
    before the first of each. first_year: how the first is called.
    ascii_alone: whether a line of ASCII has no months of two words, and no words between a date's numbers.
    """

    named: re.Pattern[str]
    numbered: re.Pattern[str]
    joined: re.Pattern[str]
    clock: re.Pattern[str]
    two_words: re.Pattern[str]
    after_noon: tuple[str, ...]
    zones: dict[str, str]
    dateline: re.Pattern[str]
    pointed: dict[str, int]
    doubted: frozenset[str]
    eras: dict[str, int]
    first_year: str
    ascii_alone: bool


@functools.cache
def load_date_words() -> DateWords:
    """The shared table of words in dates, compiled once per process."""
    table = shared_data().table("article/dates.toml")
    two_words, half = table["two_words"], table["half"]
    words = (*two_words["second"], *table["number"]["years"], *table["number"]["months"], *table["era"]["years"])
    return DateWords(
        named=_named(table["day"], table["order"]),
        numbered=_numbered(table["number"], table["era"]),
        joined=re.compile(
            rf"[\d{re.escape(table['era']['first'])}]\s?(?:[./-]|{alternatives(table['number']['years'])})\s?\d"
        ),
        clock=_clock(half, table["zones"]),
        two_words=re.compile(rf"(?:{alternatives(two_words['first'])})\s(?:{alternatives(two_words['second'])})"),
        after_noon=tuple(half["after_noon"]),
        zones={"z": "+00:00"} | {name.lower(): distance for name, distance in table["zones"].items() if distance},
        dateline=_dateline(table["dateline"]),
        pointed=table["day"]["pointed"],
        doubted=frozenset(table["day"]["doubted"]),
        eras=table["era"]["years"],
        first_year=table["era"]["first"],
        ascii_alone=not any(map(str.isascii, words)),
    )


def _named(day: dict[str, Any], order: dict[str, Any]) -> re.Pattern[str]:
    behind, ordinals, of = (alternatives(day[name]) for name in ("behind_days", "ordinals", "before_months"))
    glued = rf"(?:{alternatives(day['glued'])})?"
    return re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<point>{behind})?[\s,./-]+(?:(?:{of})\s|(?:{alternatives(day['elided'])})['’])?\s*{glued}"
        rf"(?P<m>{_MONTH}|{_CUT_MONTH})(?:\s?/\s?(?P<also>{_MONTH}))?[.,]?[\s,.'’/-]+"
        rf"(?:(?:{alternatives(day['before_years'])})\s)?\s*{glued}(?P<y>(?:1[349]|2[05])\d\d){_YEAR_ENDS}"
        rf"|(?P<m2>{_MONTH})\.?[\s-]+(?P<d2>\d{{1,2}})(?:{ordinals})?[,.-]?\s*(?P<y2>(?:19|20)\d\d){_YEAR_ENDS}"
        rf"|(?<!\d)(?P<y4>(?:19|20)\d\d)\.?\s?(?:{alternatives(order['behind_years'])})\.?\s(?P<d4>\d{{1,2}})[.-]?\s?(?P<m4>{_MONTH})"
        # "2024. április 5.", "2024 m. balandžio 5 d."
        rf"|(?<!\d)(?P<y3>(?:19|20)\d\d)(?:{alternatives(order['year_endings'])})?\.?,?\s(?:(?:{alternatives(order['cut_years'])})\.\s?)?(?P<m3>{_MONTH})"
        rf"\s(?P<d3>\d{{1,2}})(?!\d)"
        rf"|(?<!\d)(?P<d5>\d{{1,2}})\s(?:{alternatives(order['months'])})\s(?P<m5>\d{{1,2}}),?\s"
        rf"(?:(?:{alternatives(order['years'])})\s)?(?P<y5>(?:19|20)\d\d)(?!\d)"
    )


def _numbered(number: dict[str, Any], era: dict[str, Any]) -> re.Pattern[str]:
    years, months = (alternatives(number[name]) for name in ("years", "months"))
    return re.compile(
        rf"(?<![\d./])(?<!\d[:-])(?:(?P<y>(?:19|20|1[34])\d\d)\s?(?:[./-]|{years})\s?(?P<m>\d{{1,2}})\s?(?:[./-]|{months})\s?"
        rf"(?P<d>\d{{1,2}})(?!\d)"
        rf"|(?P<a>\d{{1,2}})(?P<sep>[./]|(?<!-\d)(?<!-\d\d)-)\s?(?P<b>\d{{1,2}})(?P=sep)\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d:]))"
        rf"|(?P<era>{alternatives(era['years'])})\s?(?P<of_era>\d{{1,3}}|{re.escape(era['first'])})\s?(?:{years})\s?"
        rf"(?P<m_of_era>\d{{1,2}})\s?(?:{months})\s?(?P<d_of_era>\d{{1,2}})(?!\d)"
    )


def _clock(half: dict[str, Any], zones: dict[str, str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>(?:{alternatives(half['before'])})\s?)?(?<![\d:.])(?P<H>[01]?\d|2[0-3])"
        rf"(?P<sep>[:.h]|(?:{alternatives(half['hours'])})\s?)(?P<M>[0-5]\d)"
        rf"(?::[0-5]\d)?(?!\d|[.:/]\d)\s*(?P<ap>{half['behind']})?\s*(?P<zone>\(?\b(?:{alternatives(zones)})\b"
        rf"(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?\)?|[+-]\d\d:\d\d)?"
        rf"|(?<![\d:.])(?P<H12>1[0-2]|0?[1-9])\s?(?P<ap2>[ap]\.?m\b)",
        re.IGNORECASE,
    )


def _dateline(dateline: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(
        rf"[,;]?\s*(?P<date>(?:(?:{alternatives(dateline['before_days'])})\s+)?"
        rf"(?:\d{{1,2}}(?:{alternatives(dateline['ordinals'])})?\.?\s+[^\W\d_]{{3,12}}\.?(?:,?\s+\d{{4}})?"
        rf"|[^\W\d_]{{3,12}}\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?))\s*$"
    )
