"""What coders' formats share: precisions, numbers of dead, and who did it to whom."""

import datetime

from dateline.adapters.exports.told import Told
from dateline.model import Event
from dateline.record.intervals import moment_of

TOLD_AS_FACT = ("happened", "alleged")


def day_of(text: str | None) -> datetime.date | None:
    """The day of an ISO 8601 time, the first one of a month or year; None where it has none."""
    moment = moment_of(text)
    return None if moment is None else moment.date()


def last_day(event: Event) -> datetime.date | None:
    """The last day an event may have been on: its latest time is exclusive."""
    first, end = day_of(event.earliest), day_of(event.latest)
    if first is None or end is None:
        return first
    latest = moment_of(event.latest)
    whole_day = latest is not None and latest.time() == datetime.time()
    return max(first, end - datetime.timedelta(days=1) if whole_day else end)


def days_open(event: Event) -> int | None:
    """How many days an event may have been on."""
    first, last = day_of(event.earliest), last_day(event)
    return None if first is None or last is None else (last - first).days + 1


def deaths(told: Told) -> tuple[float, float, float] | None:
    """Best, low and high number of dead: the best is what most accounts give, of equals the newest."""
    given = told.numbers("killed")
    values = [each.value if each.value is not None else each.lower or each.upper or 0.0 for each in given]
    if not values:
        return None
    best = max(reversed(values), key=values.count)
    lows = [each.lower if each.lower is not None else value for each, value in zip(given, values)]
    highs = [each.upper if each.upper is not None else value for each, value in zip(given, values)]
    return best, min(*lows, best), max(*highs, best)


def sides(told: Told) -> tuple[str, str]:
    """The first actor and the first recipient or victim, "" where none is named."""
    actors = told.names("actor")
    others = told.names("recipient") + told.names("victim")
    return next(iter(actors), ""), next((name for name in others if name not in actors[:1]), "")
