"""Days that name something done: "the 7 October attacks" lie before the page, whatever the clause around them tells."""

import datetime
import re

from dateline.model import Anchor
from dateline.times.context import Clause
from dateline.times.setting import Setting
from dateline.times.thread import State

_BEHIND = re.compile(r"(?:[^\S\n]+[\w'’-]+){1,3}")
_WORD = re.compile(r"[\w'’-]+")

# Code points before a day that hold the noun it tells of and that noun's article.
_BEFORE = 48

# Words between an article and the preposition of a day: "the three deadly attacks of 7 October".
_PHRASE = 4

# Days after which a day without a year may be that of an older deed: "the 7 October attacks" are told for years.
_FRESH = 183


def names_a_deed(clause: Clause) -> bool:
    """Whether the day tells which one of things that nobody foretells, or since which thing something is so.

    "the October 7 attacks", "the bombing of 9 November", "since the March 3 strike"; not "on October 7 attacks began",
    "the planned October 7 attack", "the October 7 vote".
    """
    if not clause.tenses.deeds:
        return False
    words = _WORD.findall(clause.text[max(clause.low, clause.start - _BEFORE) : clause.start])
    before = [each.lower() for each in words]
    if not clause.tenses.foretold.isdisjoint(before[-_PHRASE:]):
        return False
    return _is_before_its_noun(clause, before) or _is_behind_its_noun(clause, before)


def _is_before_its_noun(clause: Clause, before: list[str]) -> bool:
    """ "the October 7 terror attacks": the noun is one of three words behind it, with none of grammar between."""
    tenses = clause.tenses
    opening = clause.text[clause.start : clause.end].lower().split()[0]
    if opening in tenses.determiners:
        before = [*before, opening]
    if not before or before[-1] in tenses.appointing or before[-1] in tenses.on_a_day:
        return False
    behind = _BEHIND.match(clause.text, clause.end, clause.high)
    words = behind[0].lower().split() if behind is not None else []
    if words and words[0] not in tenses.function_words and not tenses.opened.isdisjoint(before[-2:-1]):
        return before[-1] in tenses.determiners
    for word in words:
        if word in tenses.function_words:
            break
        if word in tenses.deeds:
            return True
    return False


def _is_behind_its_noun(clause: Clause, before: list[str]) -> bool:
    """ "the attacks of October 7", "the bombing on 9 November"."""
    tenses = clause.tenses
    if before[-1:] == [] or before[-1] not in tenses.dating or not tenses.deeds.intersection(before[-2:-1]):
        return False
    return not tenses.determiners.isdisjoint(before[-2 - _PHRASE : -2]) and clause.tense() != "future"


def year_of_deed(month: int, day: int, setting: Setting, state: State) -> tuple[int | None, Anchor | None, int | None]:
    """The year of such a day, why, and the likeliest one where it is not known.

    The year that the text gave this day before; else the last such day, unless that is so long ago that it may as well
    be of a year before.
    """
    told = state.days.get((month, day))
    if told is not None:
        return told.day.year, told.anchor("the day told before"), None
    assert setting.day is not None
    base = setting.day
    year = base.year - ((month, day) > (base.month, base.day))
    try:
        since = (base - datetime.date(year, month, day)).days
    except ValueError:  # 29 February
        return None, None, None
    if since > _FRESH:
        return None, None, year
    return year, setting.publication("the last such day: it names what was done"), None
