"""Quarters and halves of years, and what business results are compared with."""

import datetime
from typing import Any

from dateline.language import calendar
from dateline.model import Anchor
from dateline.times.context import Clause
from dateline.times.resolved import Resolved
from dateline.times.setting import Setting
from dateline.times.thread import State
from dateline.times.years import resolve_year, year_of


def resolve_quarter(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the third quarter of 1990", or the one meant where no year is told."""
    quarter = fields.get("q")
    year = year_of(fields, setting, state)
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


def told_quarter(state: State, clause: Clause) -> tuple[int, int] | None:
    """Year and number of the quarter told shortly before."""
    if state.quarter is None or clause.start - state.quarter_at > _QUARTER_REACH:
        return None
    return int(state.quarter[:4]), int(state.quarter[-1])


def quarter_result(year: int, quarter: int, anchor: Anchor | None) -> Resolved:
    """A quarter as a value."""
    first = datetime.date(year, 3 * quarter - 2, 1) if 1 <= year <= 9999 else None
    return Resolved("DATE", f"{year:04d}-Q{quarter}", anchor=anchor, day=first, unit="Q")


def resolve_compared(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the year-ago quarter", "the latest period": by the quarter told before, else by publication."""
    told = told_quarter(state, clause)
    anchor = Anchor("text", state.quarter, why="quarter told before") if told else None
    if "y" in fields:
        return quarter_result(fields["y"], told[1], anchor) if told else resolve_year(fields, setting, state)
    base = setting.base_day(state.last.day if state.last else None)
    if told is None and base is not None:
        # Results come out after their quarter: the latest one is the last that is over.
        year, month = calendar.add_months(base.year, base.month, -3)
        told, anchor = (year, (month + 2) // 3), setting.publication("last quarter that is over")
    if told is None:
        return Resolved("DATE", "XXXX-QX")
    if "latest" in fields:
        year = told[0] if base is None or base.year - told[0] < 1 else base.year
        return quarter_result(year, told[1], anchor)
    return quarter_result(told[0] - 1 if base is None or told[0] == base.year else told[0], told[1], anchor)


def resolve_half(fields: dict[str, Any], setting: Setting, state: State) -> Resolved | None:
    """ "the second half of 2019"."""
    year = year_of(fields, setting, state)
    anchor = None
    if year is None:
        base = setting.base_day(state.last.day if state.last else None)
        if base is None:
            return Resolved("DATE", f"XXXX-H{fields['h']}")
        year = base.year
        anchor = setting.publication("half of this year")
    half = fields["h"]
    return Resolved("DATE", f"{year:04d}-H{half}", anchor=anchor, day=datetime.date(year, 6 * half - 5, 1), unit="H")
