"""Silver labels for numbers and dates: plain rules over words, of our own, for corpora that do not mark them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).resolve().parent / "lexicons" / "numbers.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


_NUMBER = re.compile(r"^[+-]?\d[\d,.]*\d$|^\d$|^[½¼¾]$")
_ORDINAL = re.compile(r"^\d+(st|nd|rd|th)$")
_YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d)$")
_DECADE = re.compile(r"^'?(1[5-9]|20)?\d0s$")
_CLOCK = re.compile(r"^\d{1,2}[:.]\d\d(:\d\d)?$")
_MERIDIEM_GLUED = re.compile(r"^\d{1,2}([:.]\d\d)?(am|pm|a\.m\.?|p\.m\.?)$", re.I)
_ISO = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$")
_WORDS = _words("words")
_SCALES = _words("scales")
_BARE_SCALES = _words("bare_scales")
_MONTHS = _words("months")
_DAYS = _words("days")
_DEICTIC = {"yesterday", "today", "tomorrow"}
_NEAR = {"last", "next", "this", "past", "previous", "coming", "following", "every", "each", "same"}
_SPAN_UNITS = _words("span_units")
_TIME_UNITS = _words("time_units")
_PARTS = {"morning", "afternoon", "evening", "night", "noon", "midnight", "tonight"}
_SEASONS = {"spring", "summer", "autumn", "fall", "winter"}
_CURRENCY_SIGNS = {
    "$",
    "£",
    "€",
    "¥",
    "us$",
    "a$",
    "c$",
    "rs",
    "rs.",
    "usd",
    "eur",
    "gbp",
    "₹",
    "₦",
    "hk$",
    "nt$",
    "rm",
    "r$",
}
_CURRENCIES = _words("currencies")
_MEASURES = _words("measures")
CALENDAR = _words("calendar")


def number_spans(forms: list[str]) -> list[tuple[str, int, int]]:
    """Spans (kind, first, end) of numbers, money, measures, dates and times; left to right, not overlapping."""
    words = [form.lower() for form in forms]
    spans: list[tuple[str, int, int]] = []
    i = 0
    while i < len(words):
        found = _date_at(words, i, forms) or _time_at(words, i) or _amount_at(words, i, forms)
        if found:
            kind, end = found
            spans.append((kind, i, end))
            i = end
        else:
            i += 1
    return spans


def _get(words: list[str], i: int) -> str:
    return words[i] if 0 <= i < len(words) else ""


def _is_day(word: str) -> bool:
    return bool(_ORDINAL.match(word)) or (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31)


def _date_at(words: list[str], i: int, forms: list[str]) -> tuple[str, int] | None:
    w = words[i]
    if _ISO.match(w) and sum(c.isdigit() for c in w) >= 5:
        return "date", i + 1
    if w in _MONTHS and (w != "may" or forms[i] == "May") and (w not in {"mar", "march"} or forms[i][0].isupper()):
        if w in {"may", "march", "sat", "sun", "dec", "mar"} and not _month_context(words, i):
            return None
        j = i + 1
        if _is_day(_get(words, j)):
            j += 1
            if _get(words, j) in {"-", "–", "to", "and"} and _is_day(_get(words, j + 1)):
                j += 2
        if _get(words, j) == "," and _YEAR.match(_get(words, j + 1)):
            j += 2
        elif _YEAR.match(_get(words, j)):
            j += 1
        elif _get(words, j) == "of" and _YEAR.match(_get(words, j + 1)):
            j += 2
        return "date", j
    if _is_day(w):
        j = i + 1
        if _get(words, j) == "of":
            j += 1
        if _get(words, j) in _MONTHS and forms[j][0].isupper():
            j += 1
            if _get(words, j) == "," and _YEAR.match(_get(words, j + 1)):
                j += 2
            elif _YEAR.match(_get(words, j)):
                j += 1
            return "date", j
    if w in _DAYS and forms[i][0].isupper() and (len(w) > 4 or _get(words, i + 1) in {",", "."} or w.endswith(".")):
        j = i + 1
        if _get(words, j) == ",":
            inner = _date_at(words, j + 1, forms) if j + 1 < len(words) and words[j + 1] in _MONTHS | {""} else None
            if inner is None and j + 1 < len(words) and _is_day(words[j + 1]):
                inner = _date_at(words, j + 1, forms)
            if inner:
                return "date", inner[1]
        return "date", j
    if w in _DEICTIC:
        return "date", i + 1
    if _DECADE.match(w):
        return "date", i + 1
    if _YEAR.match(w) and (
        _get(words, i - 1)
        in {
            "in",
            "since",
            "of",
            "from",
            "until",
            "by",
            "during",
            "(",
            "after",
            "before",
            "late",
            "early",
            "to",
            "and",
            "-",
            "–",
            "the",
            "for",
            ",",
        }
        and _get(words, i + 1) not in _MEASURES | _SCALES | {"people", "percent", "%"}
    ):
        j = i + 1
        if _get(words, j) in {"-", "–"} and _YEAR.match(_get(words, j + 1)):
            j += 2
        return "date", j
    if w in _NEAR and (_get(words, i + 1) in _SPAN_UNITS | _SEASONS | _DAYS | _MONTHS):
        return "date", i + 2
    if (
        w in {"last", "next", "past"}
        and (_get(words, i + 1) in _WORDS or _get(words, i + 1).isdigit())
        and _get(words, i + 2) in _SPAN_UNITS
    ):
        return "date", i + 3
    if w in {"a", "an"} and _get(words, i + 1) in _SPAN_UNITS and _get(words, i + 2) in {"ago", "earlier", "later"}:
        return "date", i + 3
    if _NUMBER.match(w) or w in _WORDS:
        j = i + 1
        if _get(words, j) == "-":
            j += 1
        if _get(words, j) in _SPAN_UNITS:
            j += 1
            if _get(words, j) in {"ago", "earlier", "later", "old"}:
                j += 1
            return "date", j
    return None


def _month_context(words: list[str], i: int) -> bool:
    return (
        _get(words, i - 1)
        in {
            "in",
            "since",
            "of",
            "from",
            "until",
            "by",
            "during",
            "last",
            "next",
            "this",
            "early",
            "late",
            "on",
            "and",
        }
        or _is_day(_get(words, i - 1))
        or _is_day(_get(words, i + 1))
        or bool(_YEAR.match(_get(words, i + 1)))
    )


def _time_at(words: list[str], i: int) -> tuple[str, int] | None:
    w = words[i]
    if _MERIDIEM_GLUED.match(w):
        return "time", i + 1
    if (_CLOCK.match(w) and ":" in w) or (w.isdigit() and len(w) <= 2) or _CLOCK.match(w):
        if _get(words, i + 1) in {"am", "pm", "a.m.", "p.m.", "a.m", "p.m"}:
            return "time", i + 2
        if _get(words, i + 1) == "o'clock":
            return "time", i + 2
        if _CLOCK.match(w) and ":" in w:
            return "time", i + 1
    if w in {"noon", "midnight", "tonight"}:
        return "time", i + 1
    if w in {"this", "last", "yesterday", "tomorrow"} and _get(words, i + 1) in _PARTS:
        return "time", i + 2
    if (_NUMBER.match(w) or w in _WORDS) and _get(words, i + 1) in _TIME_UNITS:
        j = i + 2
        if _get(words, j) in {"ago", "later", "earlier"}:
            j += 1
        return "time", j
    return None


def _amount_at(words: list[str], i: int, forms: list[str]) -> tuple[str, int] | None:
    start = i
    money = False
    if words[i] in _CURRENCY_SIGNS and (words[i] not in {"rs", "rm"} or forms[i][0].isupper()):
        money = True
        i += 1
    elif re.match(r"^(us|a|c|hk|nt|r)?[$£€¥₹]\d", words[i]):
        j = i + 1
        while _get(words, j) in _SCALES:
            j += 1
        return "money", j
    j = i
    w = _get(words, j)
    if w.endswith("%") and len(w) > 1 and w[0].isdigit():
        return "percent", j + 1
    while _NUMBER.match(_get(words, j)) or _get(words, j) in _WORDS or (j > i and _get(words, j) in _SCALES):
        j += 1
        if (_get(words, j) == "-" and _get(words, j + 1) in _WORDS) or (
            _get(words, j) in {"-", "–", "to"}
            and _NUMBER.match(_get(words, j + 1))
            and _NUMBER.match(_get(words, j - 1))
        ):
            j += 1
    if j == i:
        if w in _BARE_SCALES and (_get(words, i - 1) in {"a", "several", "of", "the", "few"} or w.endswith("s")):
            j = i + 1
        else:
            return None
    if money:
        return "money", j
    after = _get(words, j)
    if after in {"%", "percent"}:
        return "percent", j + 1
    if after == "per" and _get(words, j + 1) == "cent":
        return "percent", j + 2
    if after in _CURRENCIES:
        return "money", j + 1
    if after in {"us", "u.s."} and _get(words, j + 1) in _CURRENCIES:
        return "money", j + 2
    if after in _MEASURES or (after in {"square", "cubic"} and _get(words, j + 1) in _MEASURES):
        return "quantity", j + (1 if after in _MEASURES else 2)
    if after == "-" and _get(words, j + 1) in _MEASURES:
        return "quantity", j + 2
    if start == 0 and after in {".", ")"} and j - i == 1:
        return None
    return "cardinal", j
