"""Days of the solar calendar of Iran, which Persian pages print, as days of the Gregorian one."""

from datetime import date, timedelta

# Years of news on the web; the years of the lunar calendar of the same time lie above them.
FIRST_YEAR, LAST_YEAR = 1370, 1429
MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
# Years of 366 days, by their place in the cycle of 33 years that holds from 1343 to 1472.
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NEW_YEAR_1400 = date(2021, 3, 21)
# Arabic letters that keyboards and fonts give in place of the Persian ones.
_LETTERS = str.maketrans("يك", "یک")


def persian_month(word: str) -> int | None:
    """The number of a month by its name; None for other words.

    >>> persian_month("تیر")
    4
    """
    word = word.translate(_LETTERS)
    return MONTHS.index(word) + 1 if word in MONTHS else None


def persian_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day; None for days that the calendar has not, and years outside of those that news has.

    >>> persian_day(1404, 2, 24)
    datetime.date(2025, 5, 14)
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    length = 31 if month <= 6 else 30 if month <= 11 or year % 33 in _LEAP else 29
    if not 1 <= day <= length:
        return None
    passed = 31 * (month - 1) - max(0, month - 7) + day - 1
    return _new_year(year) + timedelta(days=passed)


def _new_year(year: int) -> date:
    step = 1 if year >= 1400 else -1
    between = range(1400, year) if step > 0 else range(year, 1400)
    return _NEW_YEAR_1400 + timedelta(days=step * sum(365 + (each % 33 in _LEAP) for each in between))
