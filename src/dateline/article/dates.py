"""Publication dates as metadata and pages print them, to ISO 8601 with no more than they tell."""

import re
import tomllib
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from dateline.language import Language, shared_data

_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T\s,]+(?P<H>[01]?\d|2[0-3]):?(?P<M>[0-5]\d)(?::?(?P<S>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-](?:[01]\d):?(?:[0-5]\d)?)?)?(?![\d])",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"[/_.-](?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_.-])|[a-z]{3}(?=/))[/_.-]?"
    r"(?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_.-]))(?![\d])"
)
_TIME = re.compile(
    r"(?<![\d:.])(?P<H>[01]?\d|2[0-3])(?P<sep>[:.h])(?P<M>[0-5]\d)(?::[0-5]\d)?(?!\d|[.:/]\d)"
    r"\s*(?P<ap>[ap]\.?\s?m\b\.?)?\s*(?P<zone>\(?\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|IST|MSK|JST|AEST|AEDT)\b"
    r"(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?|[+-]\d\d:\d\d)?|(?<![\d:.])(?P<H12>1[0-2]|0?[1-9])\s?(?P<ap2>[ap]\.?m\b)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![\d./:-])(?:(?P<y>(?:19|20)\d\d)\s?[./年년-]\s?(?P<m>\d{1,2})\s?[./月월-]\s?(?P<d>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<y2>(?:19|20)\d\d|\d\d)(?![\d:]))"
)
_WORDS = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|ème|º|ª|\.|日)?[\s,.-]+(?:of\s|de\s|d['’]|da\s)?\s*(?P<m>[^\W\d_]{3,14}|[^\W\d_]+\.[^\W\d_]+\.)[.,]?[\s,.'’-]+(?:de\s|del\s|of\s)?\s*(?P<y>(?:19|20|25)\d\d)(?!\d)"
    r"|(?P<m2>[^\W\d_]{3,14})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
)
_TWO_WORD_MONTH = re.compile(r"(?:كانون|تشرين)\s(?:الثاني|الأول)")
_ZONES = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
    "pdt": "-07:00", "msk": "+03:00", "jst": "+09:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
_DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०০๐௦൦" for value in range(10)}
# Years outside of these are slips or calendars that are not Gregorian.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_BUDDHIST = 543
_LONGEST = 200


class FoundDate(msgspec.Struct, frozen=True):
    """A date as ISO 8601: a day, or day and time, with zone where told; `sure` is lower for ambiguous order."""

    value: str
    sure: float = 1.0


def read_machine_date(raw: str) -> FoundDate | None:
    """The date of a metadata value: ISO 8601 and its careless forms, RFC 5322, seconds or milliseconds since 1970.

    >>> read_machine_date("2025-03-04T13:12:00+02:00").value
    '2025-03-04T13:12:00+02:00'
    """
    raw = raw.strip().translate(_DIGITS)[:_LONGEST]
    match = _ISO.match(raw)
    if match:
        return _from_iso(match)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", raw):
        moment = datetime.fromtimestamp(int(raw[:10]), UTC)
        return FoundDate(moment.isoformat())
    try:
        moment = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_printed_date(raw)
    return FoundDate(moment.isoformat()) if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None


def read_printed_date(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """The first full date that a visible line prints, with its time of day where it stands beside it.

    day_first: the order of all-number dates where the page's language or region settles it; None leaves an
    ambiguous one out of it unless both readings agree.

    >>> read_printed_date("Tuesday 4 March 2025, 13:12").value
    '2025-03-04T13:12'
    """
    text = text[:_LONGEST].translate(_DIGITS)
    iso = _ISO.search(text)
    if iso and "-" in iso.group():
        return _from_iso(iso)
    found: tuple[date, int, float] | None = None
    for match in _WORDS.finditer(_TWO_WORD_MONTH.sub(lambda m: m.group().replace(" ", ""), text)):
        day = _named(match)
        if day:
            found = (day, match.end(), 1.0)
            break
    if found is None:
        for match in _NUMBERS.finditer(text):
            read = _numbered(match, day_first)
            if read:
                found = (read[0], match.end(), read[1])
                break
    if found is None:
        return None
    clock = _clock(text, found[1])
    return FoundDate(found[0].isoformat() + clock, found[2])


def read_url_date(url: str) -> str | None:
    """The day that an address holds ("/2025/03/04/", "-20250304-"), or None.

    >>> read_url_date("https://courier.example/2025/03/04/blast")
    '2025-03-04'
    """
    match = _URL_DATE.search(url.lower())
    if match is None:
        return None
    month = match["m"] if match["m"].isdigit() else load_months().get(match["m"])
    day = _day(int(match["y"]), int(month), int(match["d"])) if month else None
    return day.isoformat() if day else None


def load_months() -> dict[str, int]:
    """Month words of all languages in the table, with their numbers."""
    return shared_data().resource("article-months", _build)


def _build(language: Language) -> dict[str, int]:
    lists = tomllib.loads((language.read("article/months.toml") or b"").decode())["months"]
    return {word.replace(" ", ""): number for number, words in enumerate(lists, 1) for word in words}


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_iso(match: re.Match[str]) -> FoundDate | None:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    value = day.isoformat()
    if match["H"]:
        value += f"T{int(match['H']):02}:{match['M']}" + (f":{match['S']}" if match["S"] else "")
        zone = (match["zone"] or "").upper()
        if zone in ("Z", "UTC", "GMT"):
            value += "Z"
        elif zone:
            digits = zone[1:].replace(":", "")
            value += f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
    return FoundDate(value)


def _named(match: re.Match[str]) -> date | None:
    month = load_months().get((match["m"] or match["m2"]).lower().rstrip("."))
    if month is None:
        return None
    year = int(match["y"] or match["y2"])
    return _day(year - _BUDDHIST if year > 2500 else year, month, int(match["d"] or match["d2"]))


def _numbered(match: re.Match[str], day_first: bool | None) -> tuple[date, float] | None:
    if match["y"]:
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        return (day, 1.0) if day else None
    a, b, year = int(match["a"]), int(match["b"]), int(match["y2"])
    year += 2000 if year < 100 else 0
    # A point between the numbers is the day-first habit of Europe; a stroke is either.
    first = True if match["sep"] == "." else day_first
    if a > 12 or (first and b <= 12) or a == b:
        day, sure = _day(year, b, a), 1.0
    elif match["sep"] == ".":
        day, sure = None, 0.0
    elif b > 12 or first is False:
        day, sure = _day(year, a, b), 1.0
    else:
        day, sure = _day(year, b, a), 0.5
    return (day, sure) if day else None


def _clock(text: str, after: int) -> str:
    """The time of day within reach of a date, as "T13:12" with its zone, or nothing."""
    for match in _TIME.finditer(text):
        if match.start() - after > 25 or after - match.end() > 40:
            continue
        hour = int(match["H"] or match["H12"])
        minute = match["M"] or "00"
        half = (match["ap"] or match["ap2"] or "").lower()[:1]
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif match["sep"] == "." and not match["zone"]:
            continue
        zone = (match["zone"] or "").strip("() ")
        offset = _ZONES.get(zone.lower(), zone if re.fullmatch(r"[+-]\d\d:\d\d", zone) else "")
        return f"T{hour:02}:{minute}{'Z' if offset == '+00:00' else offset}"
    return ""
