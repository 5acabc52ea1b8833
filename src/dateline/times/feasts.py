"""Days of feasts that move with the year, by name."""

import datetime
import re

_NTH = re.compile(r"(\d)\.(\d)\.(\d\d)([+-]\d+)?")  # the second Monday of May: "2.1.05"; the last Monday: "9.1.05"


def feast_day(name: str, year: int) -> datetime.date | None:
    """The day of a feast in a year; None where it is not computed.

    name: "12-25", "easter" (with an offset in days: "easter-2"), "2.1.05" for the second Monday of May
    ("9.1.05" for the last). Easter by the anonymous Gregorian computus.

    >>> feast_day("easter", 2024), feast_day("4.4.11", 1999)
    (datetime.date(2024, 3, 31), datetime.date(1999, 11, 25))
    """
    if not 1 <= year <= 9998:
        return None
    if found := _NTH.fullmatch(name):
        return _nth_weekday(year, int(found[3]), int(found[2]), int(found[1])) + datetime.timedelta(int(found[4] or 0))
    if found := re.fullmatch(r"easter([+-]\d+)?", name):
        return _easter(year) + datetime.timedelta(days=int(found[1] or 0))
    *told, month, day = (int(part) for part in name.split("-"))
    return datetime.date(told[0] if told else year, month, day)


def _easter(year: int) -> datetime.date:
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, f // 31, f % 31 + 1)


def _nth_weekday(year: int, month: int, weekday: int, count: int) -> datetime.date:
    if count == 9:
        after = datetime.date(year + month // 12, month % 12 + 1, 1)
        last = after - datetime.timedelta(days=1)
        return last - datetime.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
