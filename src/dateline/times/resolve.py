"""From a match to a value: what its fields say, completed by the time it is told from."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dateline.language import calendar
from dateline.model import Anchor, TimeType
from dateline.times.context import Clause, Setting
from dateline.times.feasts import feast_day
from dateline.times.scan import Match
from dateline.times.thread import Reference, State, thread_day, thread_for, year_after

_FINER = {"TS", "TM", "TH"}
_DURATION_PREFIX = {"TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H")}
# Units without a TIMEX3 letter of their own, in units that have one.
_DURATION_UNIT = {"D": "D", "W": "W", "M": "M", "Y": "Y", "Q": "Q", "WE": "WE"}
_DURATION_TIMES = {"FN": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "H": (6, "M")}
_UNKNOWN_DURATION = {"TS": "PTXS", "TM": "PTXM", "TH": "PTXH", "FN": "PXW", "DE": "PXDE", "CE": "PXCE", "ML": "PXML"}
_YEARS_APART = 1


@dataclass(slots=True)
class Resolved:
    """What one expression comes to; `day` is the day it begins on where it can anchor what follows."""

    type: TimeType
    value: str | None
    mod: str | None = None
    anchor: Anchor | None = None
    alternatives: tuple[str, ...] = ()
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    day: datetime.date | None = None
    unit: str = ""


def resolve(match: Match, setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """The value of one match; None where the fields contradict each other (a 31st of April).

    setting: what holds for the whole article. state: what came before in it. clause: the words around.
    """
    fields = match.fields
    made = _OPERATIONS[match.rule.op](fields, setting, state, clause)
    if made is None:
        return None
    if match.rule.kind is not None and made.type != match.rule.kind and made.type == "DATE":
        made.type = match.rule.kind  # type: ignore[assignment]
    if made.mod is None:
        made.mod = fields.get("mod") or fields.get("qmod")
    return made


# ---- calendar points ----


def _point(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    made = _day_or_longer(fields, setting, state, clause)
    if made is None:
        return None
    if fields.keys() & _CLOCK_FIELDS:
        return _with_clock(made, fields)
    return made


_CLOCK_FIELDS = {"hour", "hhmm", "clock", "part", "halfpast", "hourword", "quarterhour"}


def _day_or_longer(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    if "u" in fields:
        return _unit_of_reference(fields["u"], fields, setting, state)
    if "season" in fields:
        return _season(fields, setting, state, clause)
    if "q" in fields or "qsame" in fields:
        return _quarter(fields, setting, state, clause)
    if "h" in fields:
        return _half(fields, setting, state)
    if "month" in fields:
        return _month(fields, setting, state, clause)
    if "dayword" in fields:
        return _day_from_base(fields["dayword"], setting, state)
    if "weekday" in fields:
        return _weekday(fields, setting, state, clause)
    if "unit" in fields:
        return _relative_unit(fields, setting, state, clause)
    if _year_of(fields, setting, state) is not None:
        return _year(fields, setting, state)
    if "yd" in fields or "yt" in fields:
        return Resolved("DATE", "XXXX")
    return _day_of_clock(fields, setting, state)


def _year_of(fields: dict[str, Any], setting: Setting, state: State) -> int | None:
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


def _text_anchor(state: State, setting: Setting, why: str) -> Anchor | None:
    if state.last is not None:
        return state.last.anchor(why)
    return setting.publication(why)


def _year(fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    year = _year_of(fields, setting, state)
    if year is None:
        return None
    day = datetime.date(year, 1, 1) if 1 <= year <= 9999 else None
    anchor = None
    if "yd" in fields:
        anchor = setting.publication("deictic year")
    elif "yt" in fields:
        anchor = _text_anchor(state, setting, "year told before")
    value = calendar.year_value(year)
    if "y2" in fields:
        return Resolved("DATE", value, anchor=anchor, day=day, unit="Y")
    return Resolved("DATE", value, anchor=anchor, day=day, unit="Y")


def _season(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    season = fields["season"]
    year = _year_of(fields, setting, state)
    anchor = None
    if year is None:
        month = calendar.SEASON_MONTHS[season][0]
        found = _named_period(month, 3, fields, setting, state, clause)
        if found is None:
            return Resolved("DATE", f"XXXX-{season}")
        day, anchor = found
        year = day.year
        if season == "WI" and day.month < 3:
            year -= 1
    month = calendar.SEASON_MONTHS[season][0]
    return Resolved("DATE", f"{year:04d}-{season}", anchor=anchor, day=datetime.date(year, month, 1), unit="S")


def _quarter(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    quarter = fields.get("q")
    year = _year_of(fields, setting, state)
    if quarter is None:
        if state.quarter is None:
            return Resolved("DATE", f"{year:04d}-QX" if year else "XXXX-QX")
        quarter = int(state.quarter[-1])
    if not 1 <= quarter <= 4:
        return None
    anchor = None
    if year is None:
        base = setting.base_day(state.last.day if state.last else None)
        if base is None:
            return Resolved("DATE", f"XXXX-Q{quarter}")
        current = (base.month + 2) // 3
        year = base.year
        # Results are told of a quarter that has begun; a later one of this year is told of in the future tense.
        if quarter > current and clause.tense() != "future":
            year -= 1
        anchor = setting.publication("quarter that has begun")
    if setting.day is None or datetime.date(year, 3 * quarter, 28) < setting.day:  # only a quarter that is over
        state.quarter, state.quarter_at = f"{year:04d}-Q{quarter}", clause.end
    return Resolved(
        "DATE",
        f"{year:04d}-Q{quarter}",
        anchor=anchor,
        day=datetime.date(year, 3 * quarter - 2, 1),
        unit="Q",
    )


# How far after a quarter is told a comparison still means it, in characters: two or three sentences.
_QUARTER_REACH = 700


def _told_quarter(state: State, clause: Clause) -> tuple[int, int] | None:
    """Year and number of the quarter told shortly before."""
    if state.quarter is None or clause.start - state.quarter_at > _QUARTER_REACH:
        return None
    return int(state.quarter[:4]), int(state.quarter[-1])


def _quarter_result(year: int, quarter: int, anchor: Anchor | None) -> Resolved:
    first = datetime.date(year, 3 * quarter - 2, 1) if 1 <= year <= 9999 else None
    return Resolved("DATE", f"{year:04d}-Q{quarter}", anchor=anchor, day=first, unit="Q")


def _compared(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the year-ago quarter", "the latest period": by the quarter told before, else by publication."""
    told = _told_quarter(state, clause)
    anchor = Anchor("text", state.quarter, why="quarter told before") if told else None
    if "y" in fields:
        return _quarter_result(fields["y"], told[1], anchor) if told else _year(fields, setting, state)
    base = setting.base_day(state.last.day if state.last else None)
    if told is None and base is not None:
        # Results come out after their quarter: the latest one is the last that is over.
        year, month = calendar.add_months(base.year, base.month, -3)
        told, anchor = (year, (month + 2) // 3), setting.publication("last quarter that is over")
    if told is None:
        return Resolved("DATE", "XXXX-QX")
    if "latest" in fields:
        year = told[0] if base is None or base.year - told[0] < 1 else base.year
        return _quarter_result(year, told[1], anchor)
    return _quarter_result(told[0] - 1 if base is None or told[0] == base.year else told[0], told[1], anchor)


def _half(fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    year = _year_of(fields, setting, state)
    anchor = None
    if year is None:
        base = setting.base_day(state.last.day if state.last else None)
        if base is None:
            return Resolved("DATE", f"XXXX-H{fields['h']}")
        year = base.year
        anchor = setting.publication("half of this year")
    half = fields["h"]
    return Resolved("DATE", f"{year:04d}-H{half}", anchor=anchor, day=datetime.date(year, 6 * half - 5, 1), unit="H")


def _month(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    month, number = fields["month"], fields.get("day")
    if number is not None and not 1 <= number <= calendar.days_in_month(2000, month):
        return None
    year = _year_of(fields, setting, state)
    anchor: Anchor | None = None
    others: tuple[str, ...] = ()
    if year is None:
        found = _year_of_month(month, number, fields, setting, state, clause)
        if found is None:
            tail = f"-{number:02d}" if number is not None else ""
            return Resolved("DATE", f"XXXX-{month:02d}{tail}")
        year, anchor, alternative = found
        year -= "before_next" in fields
        if alternative is not None:
            others = (_month_value(alternative, month, number),)
    if not 1 <= year <= 9999 or (number is not None and number > calendar.days_in_month(year, month)):
        return None
    day = datetime.date(year, month, number or 1)
    unit = "M" if number is None else "D"
    return Resolved("DATE", _month_value(year, month, number), anchor=anchor, alternatives=others, day=day, unit=unit)


def _month_value(year: int, month: int, number: int | None) -> str:
    return f"{year:04d}-{month:02d}" + (f"-{number:02d}" if number is not None else "")


def _year_of_month(
    month: int, number: int | None, fields: dict[str, Any], setting: Setting, state: State, clause: Clause
) -> tuple[int, Anchor | None, int | None] | None:
    """The year of a month or day told without one, why, and the other year it may be."""
    day = number or 1
    if "d" in fields or "t" in fields:
        found = _named_period(month, 1, fields, setting, state, clause)
        return (found[0].year, found[1], None) if found else None
    thread = thread_for(setting, state, clause)
    if thread is not None:
        year = year_after(thread, month)
        carried = thread.anchor("year carried along the narrative")
        other = None
        if setting.day is not None and not setting.narrative:
            other = _nearest_year(month, day, number, setting.day, clause.tense())
        return year, carried, other if other != year else None
    if setting.day is None:
        return None
    tense = clause.tense()
    if number is not None and (weekday := fields.get("weekday")) is not None:
        told = _year_of_weekday(month, day, weekday, setting.day)
        if told is not None:
            return told, setting.publication("the year in which the date has its weekday"), None
    year = _nearest_year(month, day, number, setting.day, tense)
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


# How much farther a date may lie on the side that the tense tells than on the other: TimeBank and AQUAINT,
# value F1 is flat from 3 to 5 for days and from 4 to 8 for months. Without a tense, news tells the past.
_AGAINST = {("D", "past"): 4.0, ("D", "future"): 4.0, ("D", None): 2.0}
_AGAINST_MONTH = {"past": 6.0, "future": 6.0, None: 3.5}


def _nearest_year(month: int, day: int, number: int | None, base: datetime.date, tense: str | None) -> int:
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


def _named_period(
    month: int, months: int, fields: dict[str, Any], setting: Setting, state: State, clause: Clause
) -> tuple[datetime.date, Anchor | None] | None:
    """The first day of a month or season named with or without "last", "this", "next"."""
    if "t" in fields and state.last is not None:
        base, anchor = state.last.day, _text_anchor(state, setting, "told from the time before")
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
        anchor = _text_anchor(state, setting, "weekday by the time before")
        step = int(fields["t"]) if "t" in fields else 0
        if base is None:
            return Resolved("DATE", f"XXXX-WXX-{weekday}")
        delta = (weekday - base.isoweekday()) % 7
        if step < 0:
            delta = delta - 7
        elif step > 0 and delta == 0:
            delta = 7
        day = calendar.add_days(base, delta)
        return _day_result(day, anchor) if day else None
    if setting.day is None:
        return Resolved("DATE", f"XXXX-WXX-{weekday}")
    back = (setting.day.isoweekday() - weekday) % 7
    ahead = (weekday - setting.day.isoweekday()) % 7
    direction = fields.get("d")
    alternatives: tuple[str, ...] = ()
    if direction is None and (thread := thread_day(setting, state, clause)) is not None:
        told = calendar.add_days(thread.day, (weekday - thread.day.isoweekday()) % 7)
        if told is not None:
            made = _day_result(told, thread.anchor("weekday within the narrative"))
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
        tense = clause.tense()
        why = f"{tense} tense" if tense else "weekday before publication"
        delta = ahead if tense == "future" else -back
        if tense is None and back:
            other = calendar.add_days(setting.day, ahead)
            alternatives = (other.isoformat(),) if other else ()
    day = calendar.add_days(setting.day, delta)
    if day is None:
        return None
    made = _day_result(day, setting.publication(why))
    made.alternatives = alternatives
    return made


def _near_day(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
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
            return _day_result(day, setting.publication("nearest such day"))
    return None


def _nth_day(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
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
    return _day_result(day, made.anchor) if day is not None and day.month == made.day.month else None


def _day_result(day: datetime.date, anchor: Anchor | None) -> Resolved:
    return Resolved("DATE", day.isoformat(), anchor=anchor, day=day, unit="D")


def _relative_unit(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "last week", "the following year", "that day"."""
    unit = fields["unit"]
    if unit in _FINER:
        return Resolved("DURATION", duration_value(1, unit))
    if "t" in fields:
        offset = int(fields["t"])
        base = state.last.day if state.last is not None else setting.day
        anchor = _text_anchor(state, setting, "told from the time before")
        if base is None:
            return Resolved("DATE", _unknown_value(unit))
        if state.last is not None and _coarser(state.last.unit, unit):
            return Resolved("DATE", _partial(state.last, unit), anchor=anchor)
    else:
        offset = fields.get("d", 0)
        base = setting.base_day(state.last.day if state.last else None)
        anchor = setting.publication("deictic")
        if "d" not in fields and unit == "WE" and base is not None and clause.tense() != "future":
            offset = 0 if base.isoweekday() >= 6 else -1
        if base is None:
            return Resolved("DATE", _unknown_value(unit))
        if unit == "Y" and offset == -1 and (told := _told_quarter(state, clause)) and clause.tells_results():
            return _quarter_result(base.year - 1, told[1], anchor)
    return _shifted_period(base, offset, unit, anchor)


def _shifted_period(base: datetime.date, offset: int, unit: str, anchor: Anchor | None) -> Resolved | None:
    day = calendar.shift_day(base, offset, "W" if unit == "WE" else unit)
    if day is None:
        return None
    value = calendar.value_of_day(day, unit)
    return Resolved("DATE", value, anchor=anchor, day=day, unit=unit)


_ORDER = ["TS", "TM", "TH", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE", "ML"]


def _coarser(left: str, right: str) -> bool:
    return left in _ORDER and right in _ORDER and _ORDER.index(left) > _ORDER.index(right)


def _partial(reference: Reference, unit: str) -> str:
    """ "that day" where only a month or a year is known."""
    year = f"{reference.day.year:04d}"
    if unit == "D":
        return f"{year}-{reference.day.month:02d}-XX" if reference.unit == "M" else f"{year}-XX-XX"
    if unit == "W":
        return f"{year}-WXX"
    return f"{year}-XX" if unit == "M" else f"{year}-QX" if unit == "Q" else year


def _unknown_value(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def _unit_of_reference(unit: str, fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    """ "the end of the month": of the month told of last, or of publication."""
    last = state.last
    if last is not None and (setting.narrative or last.stated) and not _coarser(last.unit, unit):
        return _shifted_period(last.day, 0, unit, _text_anchor(state, setting, "told from the time before"))
    base = setting.base_day(last.day if last else None)
    if base is None:
        return Resolved("DATE", _unknown_value(unit))
    return _shifted_period(base, 0, unit, setting.publication("of publication"))


# ---- clock times ----


def _day_of_clock(fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    """The day of a clock time or part of a day told without a day."""
    if "t" in fields and state.last is not None:
        last = state.last
        anchor = _text_anchor(state, setting, "day told before")
        if last.unit != "D":
            return Resolved("DATE", "XXXX-XX-XX", anchor=anchor)
        day = calendar.add_days(last.day, int(fields["t"]))
        return _day_result(day, anchor) if day else None
    if "d" in fields or "dn" in fields:
        base = setting.base_day(None)
        if base is None or setting.narrative:
            return Resolved("DATE", "XXXX-XX-XX")
        day = calendar.add_days(base, -1 if "dn" in fields else 0)
        return _day_result(day, setting.publication("deictic day")) if day else None
    if state.last is not None and state.last.unit == "D":
        return _day_result(state.last.day, _text_anchor(state, setting, "day told before"))
    if setting.day is not None and not setting.narrative:
        return _day_result(setting.day, setting.publication("day of publication"))
    return Resolved("DATE", "XXXX-XX-XX")


def _with_clock(made: Resolved, fields: dict[str, Any]) -> Resolved | None:
    made.type = "TIME"
    if made.value is None or not re.fullmatch(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|[\dX]{4}-WXX-\d", made.value):
        return made
    clock = _clock(fields)
    if clock is None:
        return None
    made.value += clock
    made.zone = fields.get("zone")
    made.alternatives = tuple(each + clock for each in made.alternatives)
    return made


def _clock(fields: dict[str, Any]) -> str | None:
    """ "T22:00", "TEV"; None for an hour that no clock shows."""
    if (word := fields.get("clock")) is not None:
        return f"T{word}"
    if (packed := fields.get("hhmm")) is not None:
        return f"T{packed // 100:02d}:{packed % 100:02d}"
    afternoon = 12 if fields.get("ampm") == "pm" or fields.get("part") in ("AF", "EV") else 0
    if (hour := fields.get("halfpast")) is not None:
        return f"T{int(hour) % 12 + afternoon if afternoon else int(hour):02d}:30"
    if (hour := fields.get("quarterhour")) is not None:
        base = int(hour) % 12 + afternoon if afternoon else int(hour)
        minutes = (60 * base + (-15 if "quarterto" in fields else 15)) % 1440
        return f"T{minutes // 60:02d}:{minutes % 60:02d}"
    hour = fields.get("hour", fields.get("hourword"))
    part = fields.get("part")
    if hour is None:
        return f"T{part}"
    if fields.get("ampm") == "pm" and hour < 12:
        hour += 12
    elif fields.get("ampm") == "am" and hour == 12:
        hour = 0
    elif fields.get("ampm") is not None and hour > 12:
        return None
    elif part in ("AF", "EV", "NI") and 1 <= hour < 12 and not (part == "NI" and hour < 6):
        hour += 12
    second = fields.get("second")
    return f"T{hour:02d}:{fields.get('minute', 0):02d}" + (f":{second:02d}" if second is not None else "")


# ---- decades, centuries, eras, numeric dates ----


def _decade(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
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


def _century(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    number = fields["cent"]
    if number is None or not 1 <= number <= 30:
        return None
    if fields.get("era") == "BC":
        return Resolved("DATE", f"BC{number - 1:02d}")
    return Resolved("DATE", f"{number - 1:02d}", day=datetime.date(max(1, (number - 1) * 100), 1, 1), unit="CE")


def _bc(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    year = int(fields["bc"])
    if fields.get("era") == "AD":
        if not 1 <= year <= 9999:
            return None
        return Resolved("DATE", f"{year:04d}", day=datetime.date(year, 1, 1), unit="Y")
    return Resolved("DATE", f"BC{year:04d}", unit="Y")


def _numeric(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "3/4/2021": the order of day and month is the pack's or the outlet's; the other order is kept."""
    year = _year_of(fields, setting, state)
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
    made = _day_result(values[0], None)
    made.alternatives = tuple(each.isoformat() for each in values[1:])
    return made


def _persian(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
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
        return _day_result(first, anchor)
    last = calendar.persian_date(year, month or 12, calendar.persian_month_length(year, month or 12))
    value = f"{first.isoformat()}/{last.isoformat()}" if last else first.isoformat()
    return Resolved("DATE", value, anchor=anchor, day=first, unit="M" if month else "Y")


# ---- shifts ----


def _count(fields: dict[str, Any]) -> float | str | None:
    """The number of units: a number, "X" where only many or few are told, None where none is told."""
    count = fields.get("n")
    half = 0.5 if "half" in fields or "half2" in fields else 0
    if isinstance(count, str):
        return "X"
    if count is None:
        return half or None
    return float(count) + half


def _shift(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "two weeks ago" from the time of speaking, "three days later" from the time told before."""
    count, unit, sign = _count(fields), fields["unit"], fields["sign"]
    if count is None or isinstance(count, str):
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    last = state.last
    from_text = fields.get("from") == "text" and last is not None
    if from_text and last is not None:
        base: datetime.date | None = last.day
        anchor = _text_anchor(state, setting, "told from the time before")
    else:
        base = setting.base_day(last.day if last else None)
        anchor = setting.publication("told from publication")
    if unit in _FINER:
        return _shifted_moment(setting, count * sign, unit, anchor, from_text)
    if base is None:
        return Resolved("DATE", _unknown_value(unit), anchor=anchor)
    if from_text and last is not None and _coarser(last.unit, unit):
        return Resolved("DATE", _partial(last, unit), anchor=anchor)
    if unit == "Y" and count == 1 and sign < 0 and (told := _told_quarter(state, clause)) and clause.tells_results():
        year = told[0] - 1 if base.year - told[0] < 1 or not from_text else told[0]
        return _quarter_result(min(year, (setting.day or base).year - 1), told[1], anchor)
    if unit in ("Y", "DE", "CE") and count % 1:
        count, unit = count * calendar.GRAIN_MONTHS[unit], "M"
    if unit not in calendar.GRAIN_DAYS and unit not in calendar.GRAIN_MONTHS:
        return None
    day = calendar.shift_day(base, int(sign * count), unit)
    if day is None:
        return None
    grain = "Y" if unit in ("DE", "CE", "ML") else unit
    if unit == "Y" and from_text and last is not None and last.unit == "Q":
        grain = "Q"
    value = calendar.value_of_day(day, grain)
    return Resolved("DATE", value, anchor=anchor, day=day, unit=grain)


def _shifted_moment(
    setting: Setting, count: float, unit: str, anchor: Anchor | None, from_text: bool
) -> Resolved | None:
    """ "two hours ago": a moment where publication has a time of day, else only that it is one."""
    moment = setting.moment()
    if moment is None or from_text or setting.narrative:
        return Resolved("TIME", "XXXX-XX-XXTXX:XX", anchor=anchor)
    try:
        moved = moment + datetime.timedelta(seconds=count * calendar.GRAIN_SECONDS[unit])
    except OverflowError:
        return None
    form = moved.strftime("%Y-%m-%dT%H") if unit == "TH" else moved.strftime("%Y-%m-%dT%H:%M")
    return Resolved("TIME", form.rjust(13 if unit == "TH" else 16, "0"), anchor=anchor, day=moved.date(), unit="D")


def _around(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the day before yesterday", "the day after Monday"."""
    sign = int(fields["sign"])
    inner = {key: value for key, value in fields.items() if key != "sign"}
    made = _day_or_longer(inner, setting, state, clause)
    if made is None or made.day is None:
        return made
    day = calendar.add_days(made.day, sign)
    return _day_result(day, made.anchor) if day else None


def _week_of(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the week of March 6"."""
    made = _month(fields, setting, state, clause)
    if made is None or made.day is None:
        return made
    return Resolved("DATE", calendar.week_value(made.day), anchor=made.anchor, day=made.day, unit="W")


def _stretch(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the past two weeks": a duration that ends or begins at its anchor."""
    made = _duration(fields, setting, state, clause)
    if made is not None:
        made.anchor = setting.publication("ends at publication" if fields["sign"] < 0 else "begins at publication")
    return made


def _past_unit(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    return _relative_unit({**fields, "d": fields["sign"]}, setting, state, clause)


def _duration(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    count, unit = _count(fields), fields["unit"]
    if count is None:
        return None
    return Resolved("DURATION", duration_value(count, unit))


def duration_value(count: float | str, unit: str) -> str:
    """TIMEX3 of a number of units: "P2W", "PT1M30S", "PXY"."""
    if isinstance(count, str):
        return _UNKNOWN_DURATION.get(unit, f"PX{unit}")
    if unit in _DURATION_TIMES:
        times, unit = _DURATION_TIMES[unit]
        count *= times
    if count % 1 == 0.5 and unit in _HALVES:
        whole, half, smaller = int(count), *_HALVES[unit]
        time_part = unit in _DURATION_PREFIX or smaller.startswith("T")
        first = f"{whole}{unit.removeprefix('T')}" if whole else ""
        if unit == "D":
            return f"P{first}T{half}H" if first else f"PT{half}H"
        return f"P{'T' if time_part else ''}{first}{half}{smaller.removeprefix('T')}"
    number = f"{count:g}" if count < 1_000_000 else str(int(count))
    if unit in _DURATION_PREFIX:
        prefix, letter = _DURATION_PREFIX[unit]
        return f"{prefix}{number}{letter}"
    return f"P{number}{_DURATION_UNIT.get(unit, unit)}"


_HALVES = {"Y": (6, "M"), "TH": (30, "TM"), "TM": (30, "TS"), "D": (12, "TH")}


# ---- sets, references, feasts ----


def _set(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    quant = fields.get("quant")
    freq = None
    if (value := fields.get("value")) is None:
        value = _set_value(fields)
    if (times := fields.get("times")) is not None and not isinstance(times, str):
        freq = f"{times:g}X"
    return Resolved("SET", value, quant=quant, freq=freq) if value else None


def _set_value(fields: dict[str, Any]) -> str | None:
    if "wd" in fields:
        part = f"T{fields['parts']}" if "parts" in fields else ""
        return f"XXXX-WXX-{fields['wd']}{part}"
    if "wds" in fields:
        name = fields["wds"]
        if isinstance(name, int):
            return f"XXXX-WXX-{name}"
        return {"WE": "XXXX-WXX-WE", "WD": "XXXX-WXX-WD", "WDTNI": "XXXX-WXX-WDTNI"}.get(name, f"XXXX-XX-XX{name}")
    if "season" in fields:
        return f"XXXX-{fields['season']}"
    if "month" in fields:
        return f"XXXX-{fields['month']:02d}"
    if "part" in fields:
        return f"XXXX-XX-XXT{fields['part']}"
    count = 2 if "ord" in fields else fields.get("n") or 1
    return duration_value(count, fields["unit"])


def _reference(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    if "unless" in fields and clause.tense() == fields["unless"]:
        return None
    anchor = setting.publication("deictic") if fields["value"] == "PRESENT_REF" else None
    return Resolved("DATE", fields["value"], anchor=anchor)


def _feast(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """A feast of a stated year, or the one nearest to its anchor on the side that tense or "last" tells."""
    name = fields["feast"]
    year = _year_of(fields, setting, state)
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
    return _day_result(day, anchor) if day else Resolved("DATE", "XXXX-XX-XX")


def _year_of_feast(name: str, base: datetime.date, direction: int | None, tense: str | None) -> int:
    this = feast_day(name, base.year)
    if this is None:
        return base.year
    if direction is not None and direction != 0:
        passed = this < base if direction < 0 else this > base
        return base.year if passed else base.year + (1 if direction > 0 else -1)
    return _nearest_year(this.month, this.day, this.day, base, tense)


def _part(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """The bare end of a range: "March 5-9, 1918", "1915-17"."""
    if "month" in fields:
        return _month(fields, setting, state, clause)
    last = state.last
    if last is None:
        return None
    anchor = _text_anchor(state, setting, "the range's beginning")
    if "yshort" in fields:
        year = last.day.year // 100 * 100 + fields["yshort"]
        return Resolved("DATE", f"{year:04d}", anchor=anchor, day=datetime.date(year, 1, 1), unit="Y")
    if last.unit != "D" or not fields["day"]:
        return None
    year = fields.get("y", last.day.year)
    if fields["day"] > calendar.days_in_month(year, last.day.month):
        return None
    return _day_result(datetime.date(year, last.day.month, fields["day"]), anchor)


def _none(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """Words that look like a time and are none ("three-quarters")."""
    return None


_Operation = Callable[[dict[str, Any], Setting, State, Clause], Resolved | None]
_OPERATIONS: dict[str, _Operation] = {
    "point": _point,
    "decade": _decade,
    "century": _century,
    "bc": _bc,
    "numeric": _numeric,
    "nearday": _near_day,
    "nthday": _nth_day,
    "persian": _persian,
    "shift": _shift,
    "around": _around,
    "weekof": _week_of,
    "stretch": _stretch,
    "pastunit": _past_unit,
    "duration": _duration,
    "set": _set,
    "none": _none,
    "part": _part,
    "compared": _compared,
    "ref": _reference,
    "feast": _feast,
}
