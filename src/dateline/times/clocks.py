"""Clock times and parts of days."""

import datetime
import re
from typing import Any

from dateline.language import calendar
from dateline.model import Anchor
from dateline.times.resolved import Resolved, day_result, text_anchor
from dateline.times.setting import Setting
from dateline.times.thread import State

CLOCK_FIELDS = {"hour", "hhmm", "clock", "part", "halfpast", "hourword", "quarterhour"}


def day_of_clock(fields: dict[str, Any], setting: Setting, state: State, *, past: bool = False) -> Resolved | None:
    """The day of a clock time or part of a day told without a day; past: its verb tells what is over."""
    if "habit" in fields:
        return Resolved("DATE", "XXXX-XX-XX")
    if "t" in fields and state.last is not None:
        last = state.last
        anchor = text_anchor(state, setting, "day told before")
        if last.unit != "D":
            return Resolved("DATE", "XXXX-XX-XX", anchor=anchor)
        day = calendar.add_days(last.day, int(fields["t"]))
        return day_result(day, anchor) if day else None
    if "d" in fields or "dn" in fields:
        base = setting.base_day(None)
        if base is None or setting.narrative:
            return Resolved("DATE", "XXXX-XX-XX")
        day = calendar.add_days(base, -1 if "dn" in fields else 0)
        return day_result(day, setting.publication("deictic day")) if day else None
    if state.last is not None and state.last.unit == "D":
        if past and _is_still_to_come(fields, setting, state.last.day):
            return Resolved("DATE", "XXXX-XX-XX")  # "will resume on Thursday. It had called at 9:40 p.m."
        if _is_small_hours(fields) and state.last.evening:
            after = calendar.add_days(state.last.day, 1)
            return day_result(after, text_anchor(state, setting, "night after the day told")) if after else None
        return day_result(state.last.day, text_anchor(state, setting, "day told before"))
    if setting.day is not None and not setting.narrative:
        return day_result(setting.day, setting.publication("day of publication"))
    return Resolved("DATE", "XXXX-XX-XX")


def _is_still_to_come(fields: dict[str, Any], setting: Setting, day: datetime.date) -> bool:
    """Whether a clock time of a day lies after publication."""
    moment, clock = setting.moment(), _CLOCK.match(_clock(fields) or "")
    if moment is None or clock is None or day < moment.date():
        return False
    return day > moment.date() or (int(clock[1]), int(clock[2])) > (moment.hour, moment.minute)


def _is_small_hours(fields: dict[str, Any]) -> bool:
    clock = _CLOCK.match(_clock(fields) or "")
    return clock is not None and int(clock[1]) < _MORNING and "ampm" in fields


def is_evening(value: str) -> bool:
    """Whether a value is of a clock time from eight in the evening on: hours of the night told next are the next day's.

    >>> is_evening("2025-05-13T23:00"), is_evening("2025-05-13T09:30")
    (True, False)
    """
    clock = _CLOCK.match(value[10:])
    return clock is not None and _EVENING <= int(clock[1]) < 24


def opens_day(made: Resolved, mod: str, fields: dict[str, Any]) -> None:
    """ "after midnight on Tuesday": the midnight with which that day begins, as none of it is after its end."""
    own_day = {name for name, value in fields.items() if value is not None} - CLOCK_FIELDS
    if mod == "AFTER" and own_day and made.value is not None and made.value.endswith(_MIDNIGHT):
        made.value = made.value.removesuffix(_MIDNIGHT) + "T00:00"


_MIDNIGHT = "T24:00"
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_EVENING, _MORNING = 20, 6


def with_clock(made: Resolved, fields: dict[str, Any]) -> Resolved | None:
    """The day with its clock time or part of the day; None for an hour that no clock shows."""
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


def shifted_moment(
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
