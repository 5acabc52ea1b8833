"""Publication dates as metadata and pages print them, to ISO 8601 with no more than they tell."""

import functools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import msgspec

from dateline.article.dates.persian import LAST_YEAR, persian_day, persian_month
from dateline.article.dates.words import load_date_words
from dateline.article.native import native
from dateline.language import shared_data

_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T\s,]+(?P<H>[01]?\d|2[0-3]):?(?P<M>[0-5]\d)(?::?(?P<S>[0-5]\d?)(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-](?:[01]\d):?(?:[0-5]\d)?)?)?(?![\d])",
    re.IGNORECASE,
)
# One digit is a month or a day only with marks on both sides: "/2028064/" is a number.
_URL_DATE = re.compile(
    r"[/_.-](?P<y>(?:19|20)\d\d)(?:[/_.-](?P<m>0?[1-9]|1[0-2]|[a-z]{3}(?=/))[/_.-](?P<d>0[1-9]|[12]\d|3[01]|[1-9](?=[/_.-]|$))"
    r"|[/_.-]?(?P<m2>0[1-9]|1[0-2])[/_.-]?(?P<d2>0[1-9]|[12]\d|3[01]))(?![\d])"
)
# "/29-10-2021": numbers of which the first can be no month, or that open a step of the address.
_URL_DAY_FIRST = re.compile(
    r"/(?P<d>0[1-9]|[12]\d|3[01])(?P<sep>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<y>20[0-3]\d)(?=[-_./]|$)"
)
_DIGIT = re.compile(r"\d")
# The year of a date that a month's name stands in: another digit is before or behind it, with none between.
_YEAR = r"(?:1[349]|2[05])\d\d"
_DAY_BEFORE, _DAY_BEHIND = re.compile(rf"\d\D*+{_YEAR}"), re.compile(rf"{_YEAR}\D*+\d")
_DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०০੦૦୦௦౦೦൦๐໐០၀" for value in range(10)}
_OTHER_DIGIT = re.compile(f"[{''.join(map(chr, _DIGITS))}]")
# Digits right behind a year, and a number of things as they are counted by: "20000 eels".
_COUNT, _ROUND = re.compile(r"\d{1,2}"), 500
# Years outside of these are slips or calendars that are not Gregorian.
_FIRST_YEAR, _LAST_YEAR = 1990, 2049
_BUDDHIST = 543
_LONGEST = 200
# Another date between a date and a time of day has so many digits.
_DIGITS_OF_DATE = 3
# Two dates of a line are so many days apart, where one of them leaves the order of its numbers open.
_NEAR = timedelta(days=31)


class FoundDate(msgspec.Struct, frozen=True):
    """A date as ISO 8601: a day, or day and time, with zone where told; `sure` is lower for ambiguous order."""

    value: str
    sure: float = 1.0


class PrintedDate(msgspec.Struct, frozen=True):
    """A date in a line, with its time of day; start and end: the stretch of the line that they take up."""

    date: FoundDate
    start: int
    end: int


@functools.lru_cache(maxsize=64)  # two of three that a page's fields ask for they have asked for before
def read_machine_date(raw: str) -> FoundDate | None:
    """The date of a metadata value: ISO 8601 and its careless forms, RFC 5322, seconds or milliseconds since 1970.

    >>> read_machine_date("2025-03-04T13:12:00+02:00").value
    '2025-03-04T13:12:00+02:00'
    """
    raw = _in_plain_digits(raw.strip()[:_LONGEST])
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
    found = find_printed_date(text, day_first=day_first)
    return found.date if found else None


def hold_digit_plainly(text: str) -> bool:
    """Whether a text has a digit, without which no date is found in it."""
    return _DIGIT.search(text) is not None


may_hold_date: Callable[[str], bool] = hold_digit_plainly if native() is None else native().holds_digit


def find_printed_date(text: str, *, day_first: bool | None = None) -> PrintedDate | None:
    """The first full date that a line prints and where it stands; arguments as for `read_printed_date`."""
    return _find_printed(text, day_first) if may_hold_date(text) else None


@functools.lru_cache(maxsize=128)  # the rules of roles, bylines and dates ask of the same few lines of a page
def _find_printed(text: str, day_first: bool | None) -> PrintedDate | None:
    text = _in_plain_digits(text[:_LONGEST])
    iso = _ISO.search(text) if "-" in text else None
    if iso and "-" in iso.group():
        date = _from_iso(iso)
        return PrintedDate(date, iso.start(), iso.end()) if date else None
    named, numbered = _first_named(text), _first_numbered(text, day_first)
    if named and numbered and numbered.start < named.start:
        numbered = _settled(numbered, named)
        return numbered if numbered.date.sure >= 1 else named
    return named or numbered


def _in_plain_digits(text: str) -> str:
    """A text with the digits of other scripts as those of ASCII, a sign for a sign."""
    return text if text.isascii() or _OTHER_DIGIT.search(text) is None else text.translate(_DIGITS)


def _settled(numbered: PrintedDate, named: PrintedDate) -> PrintedDate:
    """A date of numbers in the order that is near the line's other date, where the other order is not."""
    value, other = numbered.date.value, date.fromisoformat(named.date.value[:10])
    day = date.fromisoformat(value[:10])
    turned = _day(day.year, day.day, day.month) if numbered.date.sure < 1 else None
    near = [each for each in (day, turned) if each and abs(each - other) <= _NEAR]
    if turned is None or len(near) != 1:
        return numbered
    return PrintedDate(FoundDate(near[0].isoformat() + value[10:]), numbered.start, numbered.end)


def has_day_by_year(text: str) -> bool:
    """Whether a text has a digit beside a year, without which it has no date with a month's name."""
    return _DAY_BEFORE.search(text) is not None or _DAY_BEHIND.search(text) is not None


@functools.lru_cache(maxsize=64)  # a line is asked of with the order of its numbers known, and not
def _first_named(text: str) -> PrintedDate | None:
    """The first date with a month's name."""
    if not has_day_by_year(text):
        return None
    words, joined = load_date_words(), text
    if not (words.ascii_alone and text.isascii()):
        # The Arabic stretching sign keeps offsets as they are.
        joined = words.two_words.sub(lambda m: m.group().replace(" ", "\u0640"), text)
    for match in words.named.finditer(joined):
        day = _named(match)
        if day:
            return _with_clock(text, day, match, 1.0)
    return None


def _first_numbered(text: str, day_first: bool | None) -> PrintedDate | None:
    """The first date of numbers alone."""
    words = load_date_words()
    if words.ascii_alone and text.isascii() and not ("." in text or "/" in text or "-" in text):
        return None
    if words.joined.search(text) is None:
        return None
    for match in words.numbered.finditer(text):
        read = _numbered(match, day_first)
        if read:
            return _with_clock(text, read[0], match, read[1])
    return None


def _with_clock(text: str, day: date, match: re.Match[str], sure: float) -> PrintedDate:
    clock, start, end = _clock(text, match.end())
    found = FoundDate(day.isoformat() + clock, sure)
    return PrintedDate(found, min(match.start(), start), max(match.end(), end))


def read_url_date(url: str) -> str | None:
    """The day that an address holds ("/2025/03/04/", "-20250304-"), or None.

    >>> read_url_date("https://courier.example/2025/03/04/blast")
    '2025-03-04'
    """
    match = _URL_DATE.search(url.lower())
    if match is None:
        turned = _URL_DAY_FIRST.search(url)
        day = _day(int(turned["y"]), int(turned["m"]), int(turned["d"])) if turned else None
        return day.isoformat() if day else None
    named = match["m"] or match["m2"]
    month = named if named.isdigit() else load_months().get(named)
    day = _day(int(match["y"]), int(month), int(match["d"] or match["d2"])) if month else None
    return day.isoformat() if day else None


@functools.cache
def load_months() -> dict[str, int]:
    """Month words of all languages in the table, with their numbers."""
    lists = shared_data().table("article/months.toml")["months"]
    return {word.replace(" ", "").rstrip("."): number for number, words in enumerate(lists, 1) for word in words}


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_iso(match: re.Match[str]) -> FoundDate | None:
    y, m, d, hour, minute, second, zone = match.groups()
    day = _day(int(y), int(m), int(d))
    if day is None:
        return None
    value = day.isoformat()
    if hour:
        value += f"T{int(hour):02}:{minute}" + (f":{int(second):02}" if second else "")
        zone = (zone or "").upper()
        if zone in ("Z", "UTC", "GMT"):
            value += "Z"
        elif zone:
            digits = zone[1:].replace(":", "")
            value += f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
    return FoundDate(value)


def _named(match: re.Match[str]) -> date | None:
    if match["m5"]:
        month = int(match["m5"])
        return _day(int(match["y5"]), month, int(match["d5"])) if 1 <= month <= 12 else None
    months = load_months()
    words = (match["m"] or match["m2"] or match["m3"] or match["m4"], match["also"] or "")
    named = [months.get(word.lower().rstrip(".").replace("\u0640", "")) for word in words]
    known = named[0] or named[1]
    if match["point"] == ".":
        known = load_date_words().pointed.get(words[0].lower().rstrip("."), known)  # 3. listopada, and no 3 listopada
    if known and words[0].lower() in load_date_words().doubted and not _is_plain(match):
        return None
    if (count := _COUNT.match(match.string, match.end())) and int(match.group()[-4:] + count.group()) % _ROUND == 0:
        return None  # "On May 12 20000 eels swam"
    year = int(match["y"] or match["y2"] or match["y3"] or match["y4"])
    day = int(match["d"] or match["d2"] or match["d3"] or match["d4"])
    if year <= LAST_YEAR:
        return persian_day(year, persian_month(words[0]) or 0, day)
    if known is None:
        return None
    return _day(year - _BUDDHIST if year > 2500 else year, known, day)


def _is_plain(match: re.Match[str]) -> bool:
    """Whether a month's name that is a word of other lines, too, is written as a month's."""
    month = "m" if match["m"] else "m2" if match["m2"] else ""
    if month == "" or match["point"] == "." or match.string[match.end(month) : match.end(month) + 1] == ".":
        return True
    if month == "m2":
        return "," in match.group()
    return match["m"].istitle()  # "3 Mac 2031", but "15 des 2031"


def _numbered(match: re.Match[str], day_first: bool | None) -> tuple[date, float] | None:
    if match["era"]:
        words = load_date_words()
        number = 1 if match["of_era"] == words.first_year else int(match["of_era"])
        day = _day(words.eras[match["era"]] + number, int(match["m_of_era"]), int(match["d_of_era"]))
        return (day, 1.0) if day else None
    if match["y"]:
        year, persian = int(match["y"]), int(match["y"]) <= LAST_YEAR
        if persian and "/" not in match.group():
            return None  # so written it is a number of something
        day = (persian_day if persian else _day)(year, int(match["m"]), int(match["d"]))
        return (day, 1.0) if day else None
    a, b, year = int(match["a"]), int(match["b"]), int(match["y2"])
    year += 2000 if year < 100 else 0
    # A point between the numbers is the day-first habit of Europe; a stroke is either.
    first = True if match["sep"] == "." else day_first
    if a > 12 or (first and b <= 12) or a == b:
        day, sure = _day(year, b, a), 1.0
    elif match["sep"] == ".":
        # "06.18.2031" can be nothing else; two digits less may count anything.
        day, sure = (_day(year, a, b), 1.0) if b > 12 and len(match["y2"]) == 4 else (None, 0.0)
    elif b > 12 or first is False:
        day, sure = _day(year, a, b), 1.0
    else:
        day, sure = _day(year, b, a), 0.5
    return (day, sure) if day else None


def _clock(text: str, after: int) -> tuple[str, int, int]:
    """The time of day within reach of a date, as "T13:12" with its zone, and where it stands; or nothing."""
    words = load_date_words()
    for match in words.clock.finditer(text):
        if match.start() - after > 25 or after - match.end() > 40:
            continue
        if sum(map(str.isdigit, text[after : match.start()])) >= _DIGITS_OF_DATE:
            continue  # of another date: "12 May 2031 | Updated 13 May 2031, 9:15"
        hour = int(match["H"] or match["H12"])
        minute = match["M"] or "00"
        half = (match["ap"] or match["ap2"] or match["before"] or "").lower().strip()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half.startswith(words.after_noon) else 0)
        elif match["sep"] == "." and not match["zone"]:
            continue
        zone = (match["zone"] or "").strip("() ")
        offset = words.zones.get(zone.lower(), zone if re.fullmatch(r"[+-]\d\d:\d\d", zone) else "")
        return f"T{hour:02}:{minute}{'Z' if offset == '+00:00' else offset}", match.start(), match.end()
    return "", after, after
