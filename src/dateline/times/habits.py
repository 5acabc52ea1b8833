"""Clock times of what recurs: "locked at 10 p.m. each night" is no hour of any one day."""

import bisect
import itertools
import re
from collections.abc import Sequence

from dateline.times.clocks import CLOCK_FIELDS
from dateline.times.context import Clause, Clauses
from dateline.times.scan import Match

# What a clock time may tell beside its hour without telling its day.
_BESIDE_CLOCK = {"ampm", "zone", "minute", "second", "quarterto", "mod", "ranged", "habit"}
# A full stop before a small letter ends an abbreviation ("at 10 p.m. each night").
_BREAK = re.compile(r"[;!?()\"“”\n]|:(?!\d)|\.\s+(?=[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_]+")
# Periods shorter than a day: what is done every hour says nothing of a clock time's day.
_SHORT = ("PT", "PTX")
# Words between a clock time and what says how often, in the same breath.
_REACH = 7
_CLOSE = 3
# Characters that seven words may take: a text without a full stop is one long clause.
_FAR = 160
# Times before a clock time among which its day is looked for.
_NEAR = 8
# What tells a day.
_DAYS = {"weekday", "dayword", "day", "d", "dn", "t", "feast"}


def of_habits(text: str, matches: Sequence[Match], clauses: Clauses) -> list[Match]:
    """Matches with each clock time of a habit marked, so that it takes no day from anywhere.

    A clock without a day of its own is of a habit where what recurs ("every morning", "on weekdays", "usually")
    stands in its sentence, at most seven words off, and hangs on the same verb as far as the sentence has a tree; where
    it says from when a rule holds ("a ban on sales after 10 p.m."); or where the plain present tells it of what runs to
    a timetable, and its paragraph has told no day.
    """
    sets = [each for each in matches if each.rule.op == "set"]
    starts = [each.start for each in sets]
    marked = list(matches)
    for index, match in enumerate(matches):
        if not _is_bare_clock(match):
            continue
        clause = clauses.at(match.start, match.end)
        place = bisect.bisect_left(starts, match.start)
        near = sets[max(0, place - 2) : place + 2]
        habit = any(_recurs(text, each, clause, clauses) for each in near) or _says_usually(text, clause)
        habit = habit or _is_of_a_rule(text, clause)
        if habit or (clause.is_timetabled() and not _has_a_day(marked, index, clause, clauses)):
            marked[index] = match._replace(fields={**match.fields, "habit": True})
    return marked


def _is_bare_clock(match: Match) -> bool:
    told = {name for name, value in match.fields.items() if value is not None}
    return bool(told & CLOCK_FIELDS) and told <= CLOCK_FIELDS | _BESIDE_CLOCK


def _has_a_day(matches: Sequence[Match], index: int, clause: Clause, clauses: Clauses) -> bool:
    """Whether a day stands in the clock time's own sentence, or before it in its paragraph."""
    for each in (*matches[max(0, index - _NEAR) : index], *matches[index + 1 : index + 3]):
        inside = clause.low <= each.start < clause.high
        before = each.start < clause.start and clauses.at(each.start, each.end).paragraph == clause.paragraph
        told = {name for name, value in each.fields.items() if value is not None}
        if (inside or before) and told & _DAYS:
            return True
    return False


def _recurs(text: str, told: Match, clause: Clause, clauses: Clauses) -> bool:
    """Whether what recurs is told of the clock time's own clause."""
    if str(told.fields.get("value", "")).startswith(_SHORT):
        return False
    if told.fields.get("unit") in ("TS", "TM", "TH") or "times" in told.fields:
        return False
    first, last = (told.end, clause.start) if told.end <= clause.start else (clause.end, told.start)
    between = text[first:last]
    words = len(_WORD.findall(between))
    if _BREAK.search(text[max(0, first - 1) : last + 1]) or words > _REACH:
        return False
    if "value" in told.fields and not clauses.at(told.start, told.end).adverbial():
        return False  # "the daily paper said at 9 a.m."
    if words <= _CLOSE and "," not in between:
        return True
    verb, other = clause.governing_verb(clause.start, clause.end), clause.governing_verb(told.start, told.end)
    return verb is None or other is None or verb == other


def _says_usually(text: str, clause: Clause) -> bool:
    """Whether a word near it in the clause says that it is so as a rule: "usually", "most days"."""
    habit = clause.tenses.habit
    if not habit:
        return False
    before = _before(text, clause)
    after = _BREAK.split(text[clause.end : min(clause.high, clause.end + _FAR)])[0].lower()
    near = [*_WORD.findall(before)[-_REACH:], "", *_WORD.findall(after)[:_CLOSE]]
    pairs = {f"{one} {two}" for one, two in itertools.pairwise(near)}
    return not habit.isdisjoint(near) or not habit.isdisjoint(pairs)


def _is_of_a_rule(text: str, clause: Clause) -> bool:
    """Whether it opens or closes the hours at which a rule holds."""
    near = _WORD.findall(_before(text, clause))[-_REACH:]
    return bool(near) and near[-1] in clause.tenses.ruling and not clause.tenses.ruled.isdisjoint(near)


def _before(text: str, clause: Clause) -> str:
    """What stands before a time in its sentence, in small letters."""
    return _BREAK.split(text[max(clause.low, clause.start - _FAR) : clause.start])[-1].lower()
