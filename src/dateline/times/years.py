"""Which year a month, day or season without one means: by thread, tense, weekday or nearness."""

import datetime
import re
from typing import Any

from dateline.language import calendar
from dateline.model import Anchor
from dateline.times.context import Clause
from dateline.times.deeds import names_a_deed, year_of_deed
from dateline.times.resolved import Resolved, text_anchor
from dateline.times.setting import Setting
from dateline.times.thread import State, thread_for, year_after


def year_of(fields: dict[str, Any], setting: Setting, state: State) -> int | None:
    """The year that is stated, in digits or against a base ("that year", "last year")."""
    if (year := fields.get("y")) is not None:
        return int(year)
    if (short := fields.get("yy")) is not None or (short := fields.get("yy2")) is not None:
        digits = int(re.sub(r"\D", "", str(short)) or 0)
        pivot = setting.day.year if setting.day else 2030
        century = pivot // 100 * 100
        year = century + digits
        return year - 100 if year > pivot + 20 else year
    if "yd" in fields:
        base = setting.base_day(state.last.day if state.last else None)
        return base.year + int(fields["yd"]) if base else None
    if "yt" in fields:
        reference = state.last.day if state.last else setting.day
        return reference.year + int(fields["yt"]) if reference else None
    return None


def resolve_year(fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    """A year that is stated or told from another ("that year")."""
    year = year_of(fields, setting, state)
    if year is None:
        return None
    day = datetime.date(year, 1, 1) if 1 <= year <= 9999 else None
    anchor = None
    if "yd" in fields:
        anchor = setting.publication("deictic year")
    elif "yt" in fields:
        anchor = text_anchor(state, setting, "year told before")
    value = calendar.year_value(year)
    if "y2" in fields:
        return Resolved("DATE", value, anchor=anchor, day=day, unit="Y")
    return Resolved("DATE", value, anchor=anchor, day=day, unit="Y")


def month_value(year: int, month: int, number: int | None) -> str:
    """A month, or a day of it, as a value."""
    return f"{year:04d}-{month:02d}" + (f"-{number:02d}" if number is not None else "")


def year_of_month(
    month: int, number: int | None, fields: dict[str, Any], setting: Setting, state: State, clause: Clause
) -> tuple[int | None, Anchor | None, int | None] | None:
    """The year of a month or day told without one, why, and the other year it may be.

    The year is None where nothing bears one out, and the other year is then the likeliest.
    """
    day = number or 1
    if "d" in fields or "t" in fields:
        found = named_period(month, 1, fields, setting, state, clause)
        return (found[0].year, found[1], None) if found else None
    thread = thread_for(setting, state, clause)
    if thread is not None:
        year = year_after(thread, month)
        carried = thread.anchor("year carried along the narrative")
        other = None
        if setting.day is not None and not setting.narrative:
            other = nearest_year(month, day, number, setting.day, clause.tense())
        return year, carried, other if other != year else None
    if setting.day is None:
        return None
    if number is not None and "weekday" not in fields and names_a_deed(clause):
        return year_of_deed(month, number, setting, state)
    tense = clause.tense()
    if number is not None and (weekday := fields.get("weekday")) is not None:
        told = _year_of_weekday(month, day, weekday, setting.day)
        if told is not None:
            return told, setting.publication("the year in which the date has its weekday"), None
    side = "past" if clause.has_happened() else "future" if clause.is_to_come() else None
    year = nearest_year(month, day, number, setting.day, side or tense)
    sided = year if side is None else _year_on_side(month, number, setting.day, side)
    if number is not None and side == "past" and (year, month) > (setting.day.year, setting.day.month):
        return None, None, sided  # "was opened on June 5", told in May: as often a day still to come
    year = sided if number is None or side == "future" else year
    if _is_doubtful(year, month, number, setting, side, side or tense, clause):
        return None, None, year
    tense = side or tense
    anchor = setting.publication(f"{tense} tense" if tense else "nearest")
    return year, anchor, None


def _year_of_weekday(month: int, day: int, weekday: int, base: datetime.date) -> int | None:
    """The year nearest to the base in which the date falls on that weekday, at most two years away."""
    for year in (base.year, base.year - 1, base.year + 1, base.year - 2):
        if day <= calendar.days_in_month(year, month) and 1 <= year <= 9999:
            told = datetime.date(year, month, day)
            if told.isoweekday() == weekday and abs((told - base).days) < 400:
                return year
    return None


# Months from publication at which a month of another calendar year, told without it, is as likely of one more year back
# or ahead: of TimeBank's and AQUAINT's half are.
_FAR_MONTHS = 8
# From here on the year is doubtful where the writer tells a story of his own.
_FAR_IN_STORY = 3


def _year_on_side(month: int, number: int | None, base: datetime.date, side: str) -> int:
    """The nearest year that puts a date before or after the base, or in the base's own month or day.

    For what its verb's tree tells: "the fair was held in June", read in May, was last year's.
    """
    here, there = (base.month, base.day if number is not None else 0), (month, number or 0)
    if side == "past":
        return base.year - (there > here)
    return base.year + (there < here)


def _is_doubtful(
    year: int, month: int, number: int | None, setting: Setting, side: str | None, tense: str | None, clause: Clause
) -> bool:
    """Whether a month may as well be another year's than the one found; side: where its verb puts it for certain."""
    base = setting.day
    if base is None or number is not None:
        return False
    months = 12 * (year - base.year) + month - base.month
    if side is None and abs(months) >= _FAR_MONTHS and year != base.year:
        return True
    if tense == "future" or -_FAR_IN_STORY < months <= 0:
        return False
    return clause.tells_of_writer()


# How much farther a date may lie on the side that the tense tells than on the other: TimeBank and AQUAINT,
# value F1 is flat from 3 to 5 for days and from 4 to 8 for months. Without a tense, news tells the past.
_AGAINST = {("D", "past"): 4.0, ("D", "future"): 4.0, ("D", None): 2.0}


_AGAINST_MONTH = {"past": 6.0, "future": 6.0, None: 3.5}


def nearest_year(month: int, day: int, number: int | None, base: datetime.date, tense: str | None) -> int:
    """The year that puts the date nearest to the base, distance on the side against the tense weighing more."""
    weight = _AGAINST_MONTH[tense] if number is None else _AGAINST["D", tense]
    here = base.month * 31 + (base.day if number is not None else 0)
    there = month * 31 + (day if number is not None else 0)
    back, ahead = (here - there) % 372, (there - here) % 372
    if back == 0:
        return base.year
    cost_back, cost_ahead = (back * weight, ahead) if tense == "future" else (back, ahead * weight)
    if cost_back <= cost_ahead:
        return base.year if there <= here else base.year - 1
    return base.year if there >= here else base.year + 1


def named_period(
    month: int, months: int, fields: dict[str, Any], setting: Setting, state: State, clause: Clause
) -> tuple[datetime.date, Anchor | None] | None:
    """The first day of a month or season named with or without "last", "this", "next"."""
    if "t" in fields and state.last is not None:
        base, anchor = state.last.day, text_anchor(state, setting, "told from the time before")
        direction: int | None = int(fields["t"])
    else:
        in_text = state.last.day if state.last else None
        thread = None if "d" in fields else thread_for(setting, state, clause)
        if thread is not None:
            year = year_after(thread, month)
            return datetime.date(year, month, 1), Anchor(
                "text", thread.value, thread.ref, "year carried along the narrative"
            )
        based = setting.base_day(in_text)
        if based is None:
            return None
        base, anchor = based, setting.publication("deictic")
        direction = fields.get("d")
    start = datetime.date(base.year, month, 1)
    end = datetime.date(*calendar.add_months(base.year, month, months), 1)
    year = base.year
    if direction is None:
        tense = clause.tense()
        if tense == "past" and start > base:
            year -= 1
        elif tense == "future" and end <= base:
            year += 1
        elif tense is None and (start - base).days > 200:
            year -= 1
    elif direction < 0:
        year = year if end <= base.replace(day=1) or (months > 1 and end <= base) else year - 1
    elif direction > 0:
        year = year if start > base else year + 1
    return datetime.date(year, month, 1), anchor
