"""Decades, centuries, years before the common era, numeric dates, feasts, the Solar Hijri calendar."""

import datetime
import re
from typing import Any

from dateline.language import calendar
from dateline.times.context import Clause
from dateline.times.feasts import feast_day
from dateline.times.resolved import Resolved, day_result
from dateline.times.setting import Setting
from dateline.times.thread import State, thread_for
from dateline.times.years import nearest_year, year_of


def resolve_decade(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the 1990s", "the sixties": the decade of that name that has begun."""
    if "decade" in fields:
        year = fields["decade"]
    else:
        tens = fields["decadeword"] if "decadeword" in fields else fields["decade2"] // 10
        base = setting.base_day(state.last.day if state.last else None)
        pivot = base.year if base else 2029
        year = pivot // 100 * 100 + tens * 10
        if year > pivot:
            year -= 100
    if year % 100 == 0 and year % 1000 == 0 and year >= 2000 and "decade" not in fields:
        return None
    return Resolved("DATE", f"{year // 10:03d}", day=datetime.date(year, 1, 1), unit="DE")


def resolve_century(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the 18th century", "the 9th century BC"."""
    number = fields["cent"]
    if number is None or not 1 <= number <= 30:
        return None
    if fields.get("era") == "BC":
        return Resolved("DATE", f"BC{number - 1:02d}")
    return Resolved("DATE", f"{number - 1:02d}", day=datetime.date(max(1, (number - 1) * 100), 1, 1), unit="CE")


def resolve_bc(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """A year with its era."""
    year = int(fields["bc"])
    if fields.get("era") == "AD":
        if not 1 <= year <= 9999:
            return None
        return Resolved("DATE", f"{year:04d}", day=datetime.date(year, 1, 1), unit="Y")
    return Resolved("DATE", f"BC{year:04d}", unit="Y")


def resolve_numeric(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "3/4/2021": the order of day and month is the pack's or the outlet's; the other order is kept."""
    year = year_of(fields, setting, state)
    first, second = int(fields["a"]), int(fields["b"])
    readings = [(first, second), (second, first)]  # (month, day)
    if setting.day_first:
        readings.reverse()
    values: list[datetime.date] = []
    for month, day in readings:
        if year and 1 <= month <= 12 and 1 <= day <= calendar.days_in_month(year, month):
            moment = datetime.date(year, month, day)
            if moment not in values:
                values.append(moment)
    if not values:
        return None
    made = day_result(values[0], None)
    made.alternatives = tuple(each.isoformat() for each in values[1:])
    return made


def resolve_persian(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """A date of the Solar Hijri calendar: a Gregorian day, or the interval of days that its month or year covers."""
    month, day = fields.get("pmonth"), fields.get("day")
    year, anchor = fields.get("py"), None
    if year is not None and year < 100:
        year += 1300 if year > 50 else 1400
    if year is None:
        base = setting.base_day(state.last.day if state.last else None)
        if base is None:
            return None
        year, anchor = calendar.persian_year(base), setting.publication("nearest")
        first = calendar.persian_date(year, month or 1, day or 1)
        if first is not None and first > base and clause.tense() != "future":
            year -= 1
    first = calendar.persian_date(year, month or 1, day or 1)
    if first is None:
        return None
    if day is not None:
        return day_result(first, anchor)
    last = calendar.persian_date(year, month or 12, calendar.persian_month_length(year, month or 12))
    value = f"{first.isoformat()}/{last.isoformat()}" if last else first.isoformat()
    return Resolved("DATE", value, anchor=anchor, day=first, unit="M" if month else "Y")


def resolve_feast(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """A feast of a stated year, or the one nearest to its anchor on the side that tense or "last" tells."""
    name = fields["feast"]
    year = year_of(fields, setting, state)
    anchor = None
    if year is None:
        thread = thread_for(setting, state, clause) if "d" not in fields else None
        base = thread.day if thread is not None else setting.base_day(state.last.day if state.last else None)
        if base is None:
            fixed = re.fullmatch(r"\d\d-\d\d", name)
            return Resolved("DATE", f"XXXX-{name}" if fixed else "XXXX-XX-XX")
        anchor = thread.anchor("year carried along") if thread else setting.publication("nearest feast")
        year = base.year if thread is not None else _year_of_feast(name, base, fields.get("d"), clause.tense())
    day = feast_day(name, year)
    return day_result(day, anchor) if day else Resolved("DATE", "XXXX-XX-XX")


def _year_of_feast(name: str, base: datetime.date, direction: int | None, tense: str | None) -> int:
    this = feast_day(name, base.year)
    if this is None:
        return base.year
    if direction is not None and direction != 0:
        passed = this < base if direction < 0 else this > base
        return base.year if passed else base.year + (1 if direction > 0 else -1)
    return nearest_year(this.month, this.day, this.day, base, tense)
