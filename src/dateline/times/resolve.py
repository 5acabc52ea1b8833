"""From a match to a value: what its fields say, completed by the time it is told from."""

from collections.abc import Callable
from typing import Any

from dateline.times.clocks import CLOCK_FIELDS, with_clock
from dateline.times.context import Clause
from dateline.times.durations import resolve_duration, resolve_set, resolve_shift, resolve_stretch
from dateline.times.eras import (
    resolve_bc,
    resolve_century,
    resolve_decade,
    resolve_feast,
    resolve_numeric,
    resolve_persian,
)
from dateline.times.points import (
    resolve_around,
    resolve_day_or_longer,
    resolve_near_day,
    resolve_nth_day,
    resolve_part,
    resolve_past_unit,
    resolve_week_of,
)
from dateline.times.quarters import resolve_compared
from dateline.times.resolved import Resolved
from dateline.times.scan import Match
from dateline.times.setting import Setting
from dateline.times.thread import State


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


def _point(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    made = resolve_day_or_longer(fields, setting, state, clause)
    if made is None:
        return None
    if fields.keys() & CLOCK_FIELDS:
        return with_clock(made, fields)
    return made


def _reference(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    if "unless" in fields and clause.tense() == fields["unless"]:
        return None
    anchor = setting.publication("deictic") if fields["value"] == "PRESENT_REF" else None
    return Resolved("DATE", fields["value"], anchor=anchor)


def _none(fields: dict[str, Any], setting: Setting, state: State, clause: Clause) -> Resolved | None:
    """Words that look like a time and are none ("three-quarters")."""
    return None


_Operation = Callable[[dict[str, Any], Setting, State, Clause], Resolved | None]


_OPERATIONS: dict[str, _Operation] = {
    "point": _point,
    "decade": resolve_decade,
    "century": resolve_century,
    "bc": resolve_bc,
    "numeric": resolve_numeric,
    "nearday": resolve_near_day,
    "nthday": resolve_nth_day,
    "persian": resolve_persian,
    "shift": resolve_shift,
    "around": resolve_around,
    "weekof": resolve_week_of,
    "stretch": resolve_stretch,
    "pastunit": resolve_past_unit,
    "duration": resolve_duration,
    "set": resolve_set,
    "none": _none,
    "part": resolve_part,
    "compared": resolve_compared,
    "ref": _reference,
    "feast": resolve_feast,
}
