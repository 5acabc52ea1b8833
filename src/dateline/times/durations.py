"""Numbers of units: shifts from an anchor, durations, and what recurs."""

import datetime
from typing import Any

from dateline.language import calendar
from dateline.times.clocks import shifted_moment
from dateline.times.context import Clause
from dateline.times.quarters import quarter_result, told_quarter
from dateline.times.resolved import FINER, Resolved, coarser, partial, text_anchor, unknown_value
from dateline.times.setting import Setting
from dateline.times.thread import State

_DURATION_PREFIX = {"TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H")}


# Units without a TIMEX3 letter of their own, in units that have one.
_DURATION_UNIT = {"D": "D", "W": "W", "M": "M", "Y": "Y", "Q": "Q", "WE": "WE"}


_DURATION_TIMES = {"FN": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "H": (6, "M")}


_UNKNOWN_DURATION = {"TS": "PTXS", "TM": "PTXM", "TH": "PTXH", "FN": "PXW", "DE": "PXDE", "CE": "PXCE", "ML": "PXML"}


def _count(fields: dict[str, Any]) -> float | str | None:
    """The number of units: a number, "X" where only many or few are told, None where none is told."""
    count = fields.get("n")
    half = 0.5 if "half" in fields or "half2" in fields else 0
    if isinstance(count, str):
        return "X"
    if count is None:
        return half or None
    return float(count) + half


def resolve_shift(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "two weeks ago" from the time of speaking, "three days later" from the time told before."""
    count, unit, sign = _count(fields), fields["unit"], fields["sign"]
    if count is None or isinstance(count, str):
        return Resolved("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    last = state.last
    from_text = fields.get("from") == "text" and last is not None
    if from_text and last is not None:
        base: datetime.date | None = last.day
        anchor = text_anchor(state, setting, "told from the time before")
    else:
        base = setting.base_day(last.day if last else None)
        anchor = setting.publication("told from publication")
    if unit in FINER:
        return shifted_moment(setting, count * sign, unit, anchor, from_text)
    if base is None:
        return Resolved("DATE", unknown_value(unit))
    # "fitted twelve days earlier", "lifted a day later": than what the text tells; where it told no day before, than
    # no known one; what the days come to from publication stays an alternative, so that an event may be counted by it.
    if fields.get("from") == "text" and not from_text and unit in ("D", "W") and (sign < 0 or clause.tense() == "past"):
        day = calendar.shift_day(base, int(sign * count), unit)
        others = (calendar.value_of_day(day, unit),) if day is not None and sign > 0 else ()
        return Resolved("DATE", unknown_value(unit), anchor=anchor, alternatives=others)
    if from_text and last is not None and coarser(last.unit, unit):
        return Resolved("DATE", partial(last, unit), anchor=anchor)
    if unit == "Y" and count == 1 and sign < 0 and (told := told_quarter(state, clause)) and clause.tells_results():
        year = told[0] - 1 if base.year - told[0] < 1 or not from_text else told[0]
        return quarter_result(min(year, (setting.day or base).year - 1), told[1], anchor)
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


def resolve_stretch(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """ "the past two weeks": a duration that ends or begins at its anchor."""
    made = resolve_duration(fields, setting, state, clause)
    if clause.word_before() in clause.tenses.before_verbs:
        return made  # "is to last three days"
    if made is not None:
        made.anchor = setting.publication("ends at publication" if fields["sign"] < 0 else "begins at publication")
    return made


def resolve_duration(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """A number of units: "two years", "half an hour", "weeks"."""
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


def resolve_set(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """What recurs: "every Monday", "twice a week"."""
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
