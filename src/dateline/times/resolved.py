"""What an expression comes to, and the steps that several kinds of expression share."""

import datetime
from dataclasses import dataclass

from dateline.language import calendar
from dateline.model import Anchor, TimeType
from dateline.times.setting import Setting
from dateline.times.thread import Reference, State

FINER = {"TS", "TM", "TH"}


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


def text_anchor(state: State, setting: Setting, why: str) -> Anchor | None:
    """The time told before as an anchor; publication where none was."""
    if state.last is not None:
        return state.last.anchor(why)
    return setting.publication(why)


def day_result(day: datetime.date, anchor: Anchor | None) -> Resolved:
    """A day as a value."""
    return Resolved("DATE", day.isoformat(), anchor=anchor, day=day, unit="D")


def shifted_period(base: datetime.date, offset: int, unit: str, anchor: Anchor | None) -> Resolved | None:
    """The week, month or other period `offset` units from the one that holds a day."""
    day = calendar.shift_day(base, offset, "W" if unit == "WE" else unit)
    if day is None:
        return None
    value = calendar.value_of_day(day, unit)
    return Resolved("DATE", value, anchor=anchor, day=day, unit=unit)


_ORDER = ["TS", "TM", "TH", "D", "WE", "W", "M", "Q", "S", "H", "Y", "DE", "CE", "ML"]


def coarser(left: str, right: str) -> bool:
    """Whether a unit is longer than another."""
    return left in _ORDER and right in _ORDER and _ORDER.index(left) > _ORDER.index(right)


def partial(reference: Reference, unit: str) -> str:
    """ "that day" where only a month or a year is known."""
    year = f"{reference.day.year:04d}"
    if unit == "D":
        return f"{year}-{reference.day.month:02d}-XX" if reference.unit == "M" else f"{year}-XX-XX"
    if unit == "W":
        return f"{year}-WXX"
    return f"{year}-XX" if unit == "M" else f"{year}-QX" if unit == "Q" else year


def unknown_value(unit: str) -> str:
    """The value of a period of which nothing but its length is known."""
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")
