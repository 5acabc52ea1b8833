"""The narrative thread: which time a text has come to, and what a date without a year takes from it."""

import datetime
from dataclasses import dataclass, field

from dateline.model import Anchor
from dateline.times.context import Clause
from dateline.times.scan import Match
from dateline.times.setting import Setting

# Stated years far from publication that make a history, and how many there must be for each time told from
# publication: no news text of TimeBank and AQUAINT passes, all of WikiWars do.
_HISTORY_YEARS = 6
_HISTORY_RATIO = 3
# A stated date this far from publication opens a narrative of its own; nearer ones are the news itself.
_FAR_DAYS = 180


@dataclass(slots=True)
class Reference:
    """A time already told of: its first day, its grain, the expression that told it, its paragraph.

    stated: its year stands there in digits. told: it was itself resolved against another time of the text.
    headline: it stands in the headline or standfirst. cold: the text has since gone back to publication. evening: it is
    a clock time of an evening.
    """

    day: datetime.date
    unit: str
    ref: str
    value: str
    place: int = 0
    stated: bool = False
    told: bool = False
    headline: bool = False
    cold: bool = False
    evening: bool = False

    def anchor(self, why: str) -> Anchor:
        """This time as what another is resolved against."""
        return Anchor("headline" if self.headline else "text", self.value, self.ref, why)


@dataclass(slots=True)
class State:
    """What has been told so far: the last time; the time a narrative has come to, whose year carries on; how many
    stated years lie far from publication; the quarter told last, and where; days told with a year, by month and day.
    """

    last: Reference | None = None
    thread: Reference | None = None
    quarter: str | None = None
    quarter_at: int = 0
    far: int = 0
    days: dict[tuple[int, int], Reference] = field(default_factory=dict)


def tells_history(matches: list[Match], day: datetime.date | None) -> bool:
    """Whether the text tells a history: several stated years far from publication, little told from it."""
    far = near = 0
    for match in matches:
        fields = match.fields
        if "bc" in fields:
            far += 1
        elif "y" in fields:
            if day is None or abs(int(fields["y"]) - day.year) > 2:
                far += 1
        elif _is_deictic(match):
            near += 1
    return far >= _HISTORY_YEARS and far > _HISTORY_RATIO * near


def thread_for(setting: Setting, state: State, clause: Clause) -> Reference | None:
    """The told time from which a date without a year takes its year; None where publication gives it.

    In a history, or without a publication time, it is always the thread. In news the thread holds for some
    paragraphs, not for what is foretold, and not in the midst of a sentence once the text has gone
    back to publication.
    """
    thread = state.thread
    if thread is None or setting.narrative or setting.day is None:
        return thread
    reach = _HEADLINE_REACH if thread.headline else _THREAD_REACH
    if clause.paragraph - thread.place > reach:
        return None
    if thread.unit == "Y" and state.far < 3:
        return None
    if clause.tense() == "future" or (thread.cold and not clause.opens_sentence()):
        return None
    return thread


def thread_day(setting: Setting, state: State, clause: Clause) -> Reference | None:
    """The narrative's day from which a bare weekday counts in news; None where publication gives it.

    Only in the thread's own paragraph, while the text has not gone back to publication, and not for the day on
    which something was said.
    """
    thread = state.thread
    if thread is None or thread.cold or thread.unit != "D" or thread.place != clause.paragraph:
        return None
    if not thread.told:  # one stated date makes no narrative: TimeBank's reports name them in passing
        return None
    return None if clause.dates_a_saying() or clause.tense() == "future" else thread


# Paragraphs for which a narrative's year holds; from the headline on, for which its year does.
_THREAD_REACH = 3
_HEADLINE_REACH = 4


def year_after(thread: Reference, month: int) -> int:
    """The year of a month told after the thread: the same, or the next or last where the year has turned."""
    told = thread.day
    if thread.unit == "Y":
        return told.year
    if told.month - month > 6:
        return told.year + 1
    if month - told.month > 9:
        return told.year - 1
    return told.year


def remember(state: State, setting: Setting, match: Match, clause: Clause, new: Reference | None) -> None:
    """Keep a resolved time as what later ones may be told from."""
    if new is None:
        return
    if new.stated and new.unit == "D":
        state.days[new.day.month, new.day.day] = new
    glance = _glances_back(match)
    if not glance and not (state.last is not None and clause.dates_a_saying()):
        state.last = new
    if new.unit in ("DE", "CE", "ML"):
        return
    if setting.narrative or setting.day is None:
        if not glance and _moves_history(state.thread, new, match, clause):
            state.thread = new
    elif new.stated:
        far = new.day.year != setting.day.year and abs((new.day - setting.day).days) > _FAR_DAYS
        state.far += far
        if not far:
            state.thread = None
        elif new.headline or clause.adverbial():
            state.thread = new
    elif state.thread is not None and new.told:
        new.headline = False
        state.thread = new
    elif state.thread is not None and _is_deictic(match):
        state.thread.cold = True


def _is_deictic(match: Match) -> bool:
    fields = match.fields
    return "d" in fields or "dayword" in fields or ("weekday" in fields and "month" not in fields)


def _moves_history(thread: Reference | None, new: Reference, match: Match, clause: Clause) -> bool:
    """Whether a history goes on from this time, or only glances at it."""
    if thread is None or clause.opens_paragraph():
        return True
    if new.stated and clause.tense() == "future":
        return False
    if new.stated and clause.in_brackets():
        return False
    later_paragraph = new.place - thread.place >= _STALE
    if new.unit in ("D", "M", "W", "S"):
        return not new.stated or clause.adverbial() or later_paragraph
    if new.day.year == thread.day.year:
        return False  # the finer time told before says more
    near = abs(new.day.year - thread.day.year) <= _STEP
    if new.place == thread.place and thread.unit in ("D", "M") and not clause.opens_sentence():
        return False
    return near and (clause.adverbial() or later_paragraph)


def _glances_back(match: Match) -> bool:
    """Whether the expression only looks back ("two years earlier", "the previous month")."""
    fields = match.fields
    if match.rule.op == "shift":
        return bool(fields.get("sign", 1) < 0)
    return bool(fields.get("t", 0) < 0 or fields.get("yt", 0) < 0)


# Years that a bare year may lie from the thread and still move it.
_STEP = 4
# Paragraphs after which even the mere name of a year ("the 1777 campaign") moves a history on.
_STALE = 2
