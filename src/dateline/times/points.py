"""Points of the calendar: years, seasons, months, weeks, days."""

import datetime
from typing import Any

from dateline.language import calendar
from dateline.model import Anchor
from dateline.times.clocks import day_of_clock
from dateline.times.context import Clause
from dateline.times.durations import duration_value
from dateline.times.feasts import feast_day
from dateline.times.quarters import quarter_result, resolve_half, resolve_quarter, told_quarter
from dateline.times.resolved import (
    FINER,
    Resolved,
    coarser,
    day_result,
    partial,
    shifted_period,
    text_anchor,
    unknown_value,
)
from dateline.times.setting import Setting
from dateline.times.thread import State, thread_day
from dateline.times.years import month_value, named_period, resolve_year, year_of, year_of_month


def resolve_day_or_longer(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """The point of the calendar that the fields tell, without its time of day."""
    if "u" in fields:
        return _unit_of_reference(fields["u"], fields, setting, state)
    if "season" in fields:
        return _season(fields, setting, state, clause)
    if "q" in fields or "qsame" in fields:
        return resolve_quarter(fields, setting, state, clause)
    if "h" in fields:
        return resolve_half(fields, setting, state)
    if "month" in fields:
        return _month(fields, setting, state, clause)
    if "dayword" in fields:
        return _day_from_base(fields["dayword"], setting, state)
    if "weekday" in fields:
        return _weekday(fields, setting, state, clause)
    if "unit" in fields:
        return _relative_unit(fields, setting, state, clause)
    if year_of(fields, setting, state) is not None:
        return resolve_year(fields, setting, state)
    if "yd" in fields or "yt" in fields:
        return Resolved("DATE", "XXXX")
    return day_of_clock(fields, setting, state, past=clause.tense() == "past")


def _season(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    season = fields["season"]
    year = year_of(fields, setting, state)
    anchor = None
    if year is None:
        month = calendar.SEASON_MONTHS[season][0]
        found = named_period(month, 3, fields, setting, state, clause)
        if found is None:
            return Resolved("DATE", f"XXXX-{season}")
        day, anchor = found
        year = day.year
        if season == "WI" and day.month < 3:
            year -= 1
    month = calendar.SEASON_MONTHS[season][0]
    return Resolved("DATE", f"{year:04d}-{season}", anchor=anchor, day=datetime.date(year, month, 1), unit="S")


def _month(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    month, number = fields["month"], fields.get("day")
    if number is not None and not 1 <= number <= calendar.days_in_month(2000, month):
        return None
    year = year_of(fields, setting, state)
    anchor: Anchor | None = None
    others: tuple[str, ...] = ()
    if year is None:
        found = year_of_month(month, number, fields, setting, state, clause)
        if found is None:
            return Resolved("DATE", _without_year(month, number))
        told, anchor, alternative = found
        if alternative is not None:
            others = (month_value(alternative, month, number),)
        if told is None:
            return Resolved("DATE", _without_year(month, number), alternatives=others)
        year = told - ("before_next" in fields)
    if not 1 <= year <= 9999 or (number is not None and number > calendar.days_in_month(year, month)):
        return None
    day = datetime.date(year, month, number or 1)
    unit = "M" if number is None else "D"
    return Resolved("DATE", month_value(year, month, number), anchor=anchor, alternatives=others, day=day, unit=unit)


def _without_year(month: int, number: int | None) -> str:
    """A month, or a day of it, of which the year is not known."""
    return f"XXXX-{month:02d}" + (f"-{number:02d}" if number is not None else "")


def _day_from_base(days: int, setting: Setting, state: State) -> Resolved | None:
    base = setting.base_day(state.last.day if state.last else None)
    if base is None or setting.narrative:
        return Resolved("DATE", "PRESENT_REF" if days == 0 else "XXXX-XX-XX")
    day = calendar.add_days(base, days)
    if day is None:
        return None
    return Resolved("DATE", day.isoformat(), anchor=setting.publication("deictic day"), day=day, unit="D")


def _weekday(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    weekday = fields["weekday"]
    if "t" in fields or setting.narrative:
        base = state.last.day if state.last and state.last.unit in ("D", "W") else None
        anchor = text_anchor(state, setting, "weekday by the time before")
        step = int(fields["t"]) if "t" in fields else 0
        if base is None:
            return Resolved("DATE", f"XXXX-WXX-{weekday}")
        delta = (weekday - base.isoweekday()) % 7
        if step < 0:
            delta = delta - 7
        elif step > 0 and delta == 0:
            delta = 7
        day = calendar.add_days(base, delta)
        return day_result(day, anchor) if day else None
    if setting.day is None:
        return Resolved("DATE", f"XXXX-WXX-{weekday}")
    back = (setting.day.isoweekday() - weekday) % 7
    ahead = (weekday - setting.day.isoweekday()) % 7
    direction = fields.get("d")
    alternatives: tuple[str, ...] = ()
    if direction is None and (thread := thread_day(setting, state, clause)) is not None:
        told = calendar.add_days(thread.day, (weekday - thread.day.isoweekday()) % 7)
        if told is not None:
            made = day_result(told, thread.anchor("weekday within the narrative"))
            other = calendar.add_days(setting.day, -back)
            made.alternatives = (other.isoformat(),) if other else ()
            return made
    if direction is not None:
        why = "deictic weekday"
        here = weekday - setting.day.isoweekday()
        if direction == 0 and here and (tense := clause.tense()) is not None:
            here = ahead if tense == "future" else -back
        delta = -(back or 7) if direction < 0 else (ahead or 7) if direction > 0 else here
    else:
        proposed = clause.is_proposed()
        tense = "future" if proposed or clause.is_fixed_ahead() else clause.tense()
        why = "what is proposed" if proposed else f"{tense} tense" if tense else "weekday before publication"
        delta = ahead if tense == "future" else -back
        if (tense is None or proposed) and back:
            other = calendar.add_days(setting.day, -back if proposed else ahead)
            alternatives = (other.isoformat(),) if other else ()
    day = calendar.add_days(setting.day, delta)
    if day is None:
        return None
    made = day_result(day, setting.publication(why))
    made.alternatives = alternatives
    return made


def resolve_near_day(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "Tuesday the 19th", "the 20th of last month": a day of a month near the anchor."""
    number = fields["day"]
    base = setting.base_day(state.last.day if state.last else None)
    if base is None:
        return Resolved("DATE", f"XXXX-XX-{number:02d}")
    steps = (fields["d"],) if "d" in fields else (0, 1, -1) if clause.tense() == "future" else (0, -1, 1)
    for step in steps:
        year, month = calendar.add_months(base.year, base.month, step)
        if number > calendar.days_in_month(year, month) or not 1 <= year <= 9999:
            continue
        day = datetime.date(year, month, number)
        if fields.get("weekday") in (None, day.isoweekday()):
            return day_result(day, setting.publication("nearest such day"))
    return None


def resolve_nth_day(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the first Monday of May", "the last Friday of the month"."""
    count, weekday = fields["nth"], fields["weekday"]
    if "month" in fields:
        made = _month({key: fields[key] for key in fields if key != "weekday"}, setting, state, clause)
    else:
        made = _relative_unit({"unit": "M", "d": fields.get("d", 0)}, setting, state, clause)
    if made is None or made.day is None or count is None or count > 5:
        return made if made is not None and made.day is None else None
    name = f"{count if count > 0 else 9}.{weekday}.{made.day.month:02d}"
    day = feast_day(name, made.day.year)
    return day_result(day, made.anchor) if day is not None and day.month == made.day.month else None


def _relative_unit(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "last week", "the following year", "that day"."""
    unit = fields["unit"]
    if unit in FINER:
        return Resolved("DURATION", duration_value(1, unit))
    if "t" in fields:
        offset = int(fields["t"])
        base = state.last.day if state.last is not None else setting.day
        anchor = text_anchor(state, setting, "told from the time before")
        if base is None:
            return Resolved("DATE", unknown_value(unit))
        if state.last is not None and coarser(state.last.unit, unit):
            return Resolved("DATE", partial(state.last, unit), anchor=anchor)
    else:
        offset = fields.get("d", 0)
        base = setting.base_day(state.last.day if state.last else None)
        anchor = setting.publication("deictic")
        if "d" not in fields and unit == "WE" and base is not None and clause.tense() != "future":
            offset = 0 if base.isoweekday() >= 6 else -1
        if base is None:
            return Resolved("DATE", unknown_value(unit))
        if unit == "Y" and offset == -1 and (told := told_quarter(state, clause)) and clause.tells_results():
            return quarter_result(base.year - 1, told[1], anchor)
    return shifted_period(base, offset, unit, anchor)


def _unit_of_reference(unit: str, fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    """ "the end of the month": of the month told of last, or of publication."""
    last = state.last
    if last is not None and (setting.narrative or last.stated) and not coarser(last.unit, unit):
        return shifted_period(last.day, 0, unit, text_anchor(state, setting, "told from the time before"))
    base = setting.base_day(last.day if last else None)
    if base is None:
        return Resolved("DATE", unknown_value(unit))
    return shifted_period(base, 0, unit, setting.publication("of publication"))


def resolve_around(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the day before yesterday", "the day after Monday"."""
    sign = int(fields["sign"])
    inner = {key: value for key, value in fields.items() if key != "sign"}
    made = resolve_day_or_longer(inner, setting, state, clause)
    if made is None or made.day is None:
        return made
    day = calendar.add_days(made.day, sign)
    return day_result(day, made.anchor) if day else None


def resolve_week_of(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the week of March 6"."""
    made = _month(fields, setting, state, clause)
    if made is None or made.day is None:
        return made
    return Resolved("DATE", calendar.week_value(made.day), anchor=made.anchor, day=made.day, unit="W")


def resolve_past_unit(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the past year": the last whole one."""
    return _relative_unit({**fields, "d": fields["sign"]}, setting, state, clause)


def resolve_part(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """The bare end of a range: "March 5-9, 1918", "1915-17"."""
    if "month" in fields:
        return _month(fields, setting, state, clause)
    last = state.last
    if last is None:
        return None
    anchor = text_anchor(state, setting, "the range's beginning")
    if "yshort" in fields:
        year = last.day.year // 100 * 100 + fields["yshort"]
        return Resolved("DATE", f"{year:04d}", anchor=anchor, day=datetime.date(year, 1, 1), unit="Y")
    if last.unit != "D" or not fields["day"]:
        return None
    year = fields.get("y", last.day.year)
    if fields["day"] > calendar.days_in_month(year, last.day.month):
        return None
    return day_result(datetime.date(year, last.day.month, fields["day"]), anchor)
