"""Calendar arithmetic on TIMEX3 values: shifting, bounds, EDTF. Language-neutral, pure.

A value here is TIMEX3's ISO 8601 profile: "2024", "2024-05", "2024-05-03", "2024-W18", "2024-W18-WE", "2024-Q2",
"2024-H1", "2024-SP", "202" (decade), "20" (century), "BC0264", an interval of days "2021-03-21/2021-04-20"
(what another calendar's month covers), and times "2024-05-03T10:35" or "2024-05-03TMO".
An X stands for a digit that is not known ("XXXX-05-03").
"""

import datetime
import re
from typing import NamedTuple

GRAIN_DAYS = {"D": 1, "W": 7, "FN": 14}
GRAIN_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
GRAIN_SECONDS = {"TS": 1, "TM": 60, "TH": 3600}

# Northern meteorological seasons: the names say no hemisphere, and bounds must enclose common use.
SEASON_MONTHS = {"SP": (3, 0), "SU": (6, 0), "FA": (9, 0), "WI": (12, 0)}
_EDTF_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
# Hours that a part of the day may cover (start, end; above 24: the next day).
DAYPART_HOURS = {
    "MO": (5, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (17, 24),
    "NI": (18, 30),
    "DT": (6, 18),
}


class Bounds(NamedTuple):
    """When a value begins (inclusive) and ends (exclusive), ISO 8601; None where open or not known."""

    earliest: str | None
    latest: str | None


_VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
    r"(?:T(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_BC = re.compile(r"BC(\d{2,4})")
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


def days_in_month(year: int, month: int) -> int:
    """Days of a month of the proleptic Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month `months` later (or earlier, where negative)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def add_days(day: datetime.date, days: int) -> datetime.date | None:
    """The day `days` later, or None outside the years 1 to 9999."""
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return None


def shift_day(day: datetime.date, count: int, unit: str) -> datetime.date | None:
    """The day `count` units after `day`; months and longer keep the day of the month where it exists."""
    if unit in GRAIN_DAYS:
        return add_days(day, count * GRAIN_DAYS[unit])
    year, month = add_months(day.year, day.month, count * GRAIN_MONTHS[unit])
    if not 1 <= year <= 9999:
        return None
    return datetime.date(year, month, min(day.day, days_in_month(year, month)))


def persian_date(year: int, month: int, day: int) -> datetime.date | None:
    """The Gregorian day of a day of the Solar Hijri calendar (Iran, Afghanistan); None outside 1200 to 1600.

    Leap years by the 33-year cycle, which agrees with the observed calendar over that span.

    >>> persian_date(1400, 1, 1), persian_date(1403, 12, 30)
    (datetime.date(2021, 3, 21), datetime.date(2025, 3, 20))
    """
    if not (1200 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= persian_month_length(year, month)):
        return None
    low, high = min(year, 1400), max(year, 1400)
    days = sum(365 + _persian_leap(each) for each in range(low, high)) * (1 if year >= 1400 else -1)
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return datetime.date(2021, 3, 21) + datetime.timedelta(days=days + before + day - 1)


def persian_month_length(year: int, month: int) -> int:
    """Days of a month of the Solar Hijri calendar."""
    if month <= 6:
        return 31
    return 30 if month < 12 or _persian_leap(year) else 29


def _persian_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


def persian_year(day: datetime.date) -> int:
    """The Solar Hijri year that holds a Gregorian day.

    >>> persian_year(datetime.date(2024, 3, 19)), persian_year(datetime.date(2024, 3, 20))
    (1402, 1403)
    """
    year = day.year - 621
    new_year = persian_date(year, 1, 1)
    return year if new_year is not None and day >= new_year else year - 1


def week_value(day: datetime.date) -> str:
    """The ISO week that holds a day, "2024-W18"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def year_value(year: int) -> str:
    """A year as TIMEX3 writes it; years before the common era are negative here (-264: "BC0264")."""
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def value_of_day(day: datetime.date, unit: str) -> str:
    """The value at a unit's grain that holds a day: a year for "Y", an ISO week for "W", a decade for "DE"."""
    match unit:
        case "D" | "TH" | "TM" | "TS":
            return day.isoformat()
        case "W" | "FN":
            return week_value(day)
        case "WE":
            return week_value(day) + "-WE"
        case "M":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "H":
            return f"{day.year:04d}-H{(day.month + 5) // 6}"
        case "DE":
            return f"{day.year // 10:03d}"
        case "CE":
            return f"{day.year // 100:02d}"
        case "ML":
            return f"{day.year // 1000:01d}"
        case _:
            return f"{day.year:04d}"


def _day(year: int, month: int, day: int) -> str | None:
    return f"{year:04d}-{month:02d}-{day:02d}" if 0 <= year <= 9999 else None


def _month_span(year: int, month: int, months: int) -> Bounds:
    return Bounds(_day(year, month, 1), _day(*add_months(year, month, months), 1))


def bounds(value: str) -> Bounds | None:
    """The bounds of a TIMEX3 date or time; None for durations, sets, references and values with unknown digits.

    Days, and what is longer, have days as bounds; times have minutes or hours, with the value's zone if any.

    >>> bounds("1999-Q3")
    Bounds(earliest='1999-07-01', latest='1999-10-01')
    >>> bounds("2024-05-03T10:35Z")
    Bounds(earliest='2024-05-03T10:35Z', latest='2024-05-03T10:36Z')
    >>> bounds("P2W") is None
    True
    """
    found = _VALUE.fullmatch(value)
    if found is None:
        return _long_bounds(value)
    part = found.groupdict()
    year = int(part["year"])
    if year == 0:
        return None
    if part["month"] is not None:
        return _month_or_day_bounds(year, int(part["month"]), part)
    if part["week"] is not None:
        return _week_bounds(year, int(part["week"]), weekend=part["weekend"] is not None)
    if part["quarter"] is not None:
        return _month_span(year, 3 * int(part["quarter"]) - 2, 3)
    if part["half"] is not None:
        return _month_span(year, 6 * int(part["half"]) - 5, 6)
    if part["season"] is not None:
        return _month_span(year, SEASON_MONTHS[part["season"]][0], 3)
    return None if part["part"] or part["hour"] else _month_span(year, 1, 12)


def _long_bounds(value: str) -> Bounds | None:
    if found := _INTERVAL.fullmatch(value):
        after = add_days(datetime.date.fromisoformat(found[2]), 1)
        return Bounds(found[1], after.isoformat() if after else None)
    if re.fullmatch(r"\d{1,3}", value):
        years = 10 ** (4 - len(value))
        first = int(value) * years
        return Bounds(_day(max(first, 1), 1, 1), _day(first + years, 1, 1))
    if found := _BC.fullmatch(value):
        digits = found.group(1)
        span = 10 ** (4 - len(digits))
        # Astronomical year numbering, as ISO 8601 has it: 1 BC is year 0000.
        last = 1 - int(digits) * span if span == 1 else -int(digits) * span
        first = last - span + 1
        return Bounds(f"{_signed(first)}-01-01", f"{_signed(last + 1)}-01-01")
    return None


def _signed(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _month_or_day_bounds(year: int, month: int, part: dict[str, str | None]) -> Bounds | None:
    if not 1 <= month <= 12:
        return None
    if part["day"] is None:
        return None if part["part"] or part["hour"] else _month_span(year, month, 1)
    try:
        day = datetime.date(year, month, int(part["day"]))
    except ValueError:
        return None
    if part["part"] is not None:
        first, last = DAYPART_HOURS[part["part"]]
        zone = part["zone"] or ""
        return Bounds(_at(day, 60 * first, zone), _at(day, 60 * last, zone))
    if part["hour"] is not None:
        minutes = 60 * int(part["hour"]) + int(part["minute"] or 0)
        zone = part["zone"] or ""
        if minutes > 24 * 60:
            return None
        if part["second"] is not None:
            second = f":{part['second']}"
            start = _at(day, minutes, "")
            end = start and _next_second(start + second)
            return Bounds(start + second + zone, end + zone) if start and end else None
        length = 1 if part["minute"] is not None else 60
        return Bounds(_at(day, minutes, zone), _at(day, minutes + length, zone))
    after = add_days(day, 1)
    return Bounds(day.isoformat(), after.isoformat() if after else None)


def _at(day: datetime.date, minutes: int, zone: str) -> str | None:
    moved = add_days(day, minutes // 1440)
    if moved is None:
        return None
    return f"{moved.isoformat()}T{minutes % 1440 // 60:02d}:{minutes % 60:02d}{zone}"


def _next_second(moment: str) -> str | None:
    try:
        return (datetime.datetime.fromisoformat(moment) + datetime.timedelta(seconds=1)).isoformat()
    except (OverflowError, ValueError):
        return None


def _week_bounds(year: int, week: int, *, weekend: bool) -> Bounds | None:
    try:
        monday = datetime.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    start = add_days(monday, 5 if weekend else 0)
    end = add_days(monday, 7)
    return Bounds(start.isoformat() if start else None, end.isoformat() if end else None)


def edtf(value: str, mod: str | None = None) -> str | None:
    """ISO 8601-2 (EDTF) form of a TIMEX3 date or time, with what its modifier says; None where it has none.

    >>> edtf("1999-SU"), edtf("199"), edtf("2024-W18"), edtf("2003", "AFTER")
    ('1999-22', '199X', '2024-04-29/2024-05-05', '2003/..')
    """
    form = _plain_edtf(value)
    if form is None or mod is None:
        return form
    last = form.split("/")[-1]
    first = form.split("/")[0]
    match mod:
        case "BEFORE" | "ON_OR_BEFORE":
            return f"../{last}"
        case "AFTER" | "ON_OR_AFTER":
            return f"{first}/.."
        case "APPROX":
            return form if "/" in form or "T" in form else form + "~"
        case _:
            return form


def _plain_edtf(value: str) -> str | None:
    if re.fullmatch(r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?", value) or _INTERVAL.fullmatch(value):
        return value
    if re.fullmatch(r"\d{1,3}", value):
        return value.ljust(4, "X")
    if found := _BC.fullmatch(value):
        digits = found.group(1)
        if len(digits) == 4:
            return _signed(1 - int(digits))
        return f"-{digits.ljust(4, 'X')}"
    found_value = _VALUE.fullmatch(value)
    if found_value is None:
        return None
    part = found_value.groupdict()
    if part["week"] is not None:
        span = bounds(value)
        if span is None or span.earliest is None or span.latest is None:
            return None
        last = datetime.date.fromisoformat(span.latest) - datetime.timedelta(days=1)
        return f"{span.earliest}/{last.isoformat()}"
    if part["quarter"] is not None:
        return f"{part['year']}-{32 + int(part['quarter'])}"
    if part["half"] is not None:
        return f"{part['year']}-{39 + int(part['half'])}"
    if part["season"] is not None:
        return f"{part['year']}-{_EDTF_SEASON[part['season']]}"
    if part["day"] is None:
        return None
    day = f"{part['year']}-{part['month']}-{part['day']}"
    if part["hour"] is None:
        return day
    clock = f"{part['hour']}:{part['minute'] or '00'}:{part['second'] or '00'}"
    return f"{day}T{clock}{part['zone'] or ''}" if part["minute"] is not None else day


_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)(Y|M|W|D|H|S|Q)")
_UNIT_OF = {"Y": "Y", "M": "M", "W": "W", "D": "D", "Q": "Q"}
_CLOCK_UNIT_OF = {"H": "TH", "M": "TM", "S": "TS"}


def duration_parts(value: str) -> tuple[float, str] | None:
    """Number and unit of a TIMEX3 duration of one unit; None for others and for unknown numbers ("PXD").

    Units are those of `shift_value`: TS, TM, TH, D, W, M, Q, Y.

    >>> duration_parts("P2W"), duration_parts("PT36H"), duration_parts("PXD")
    ((2.0, 'W'), (36.0, 'TH'), None)
    """
    found = _DURATION.fullmatch(value)
    if found is None:
        return None
    unit = (_CLOCK_UNIT_OF if found[1] else _UNIT_OF).get(found[3])
    return None if unit is None else (float(found[2]), unit)


def shift_value(value: str, count: float, unit: str) -> str | None:
    """The value `count` units after another ("a day after the strike"; before it, where negative).

    value: a TIMEX3 year, month, day, or time of a day. The result has the coarser grain of the value and the
    unit; None where the value does not say enough (a day after a month) or the count is no whole number of
    days, and for other kinds of value.

    >>> shift_value("2024-05-03", 1, "D"), shift_value("2024-05", -2, "Y"), shift_value("2024-05", 1, "D")
    ('2024-05-04', '2022', None)
    >>> shift_value("2024-05-03T23:30", 45, "TM")
    '2024-05-04T00:15'
    """
    found = _VALUE.fullmatch(value)
    if found is None or found["week"] or found["quarter"] or found["half"] or found["season"]:
        return None
    year, month, day = int(found["year"]), found["month"], found["day"]
    if year == 0:
        return None
    try:
        first = datetime.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if unit in GRAIN_SECONDS:
        return _shift_clock(value, count * GRAIN_SECONDS[unit]) if found["minute"] else None
    if count % 1 or (unit not in GRAIN_DAYS and unit not in GRAIN_MONTHS):
        return None
    if (day is None and unit in GRAIN_DAYS) or (month is None and GRAIN_MONTHS.get(unit, 0) < 12):
        return None
    moved = shift_day(first, int(count), unit)
    return None if moved is None else value_of_day(moved, "D" if unit in GRAIN_DAYS else unit)


def _shift_clock(value: str, seconds: float) -> str | None:
    zone = re.search(r"(Z|[+-]\d\d(:?\d\d)?)$", value[16:])
    try:
        moved = datetime.datetime.fromisoformat(value[:16]) + datetime.timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return None
    return moved.isoformat(timespec="minutes") + (zone.group() if zone else "")
