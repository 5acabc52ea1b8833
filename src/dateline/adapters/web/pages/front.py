"""The front page: what the record holds, what most sources tell, what came last."""

import datetime
from collections.abc import Iterable
from typing import Any

from dateline.adapters.web.asked import Asked
from dateline.model import Event
from dateline.views import Query, Stats, Store, forecasts

_LEADS, _DISPUTED, _LATEST, _ARTICLES, _FORETOLD = 7, 4, 8, 6, 4
_LOOKED_AT = 400  # events: the front page costs the same for a record of any size
_TOLD = ("happened", "alleged", "denied", "did_not_happen")
_STRETCHES = (31, 366, None)  # days before the last publication


def front(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """Counts, the events told by most independent sources of late, the newest articles, what is foretold."""
    stats = store.stats()
    since, events = _recent(store, stats)
    leads = sorted(events, key=_rank)
    told: set[str] = set()
    chosen = _untold(leads, told, _LEADS)
    disputed = _untold([each for each in leads if each.disagreements], told, _DISPUTED)
    latest = _untold(reversed(events), told, _LATEST)
    articles = store.search(Query(order="newest", limit=_ARTICLES))
    return "front.html", {
        "stats": stats,
        "since": since,
        "leads": chosen,
        "disputed": disputed,
        "latest": latest,
        "hits": articles.hits,
        "foretold": forecasts(store, Query(since=since, limit=_FORETOLD)),
    }


def _untold(events: Iterable[Event], told: set[str], most: int) -> list[Event]:
    """The first events whose sentence the front page has not told yet."""
    found: list[Event] = []
    for event in events:
        if len(found) < most and event.title not in told:
            told.add(event.title)
            found.append(event)
    return found


def _recent(store: Store, stats: Stats) -> tuple[str | None, tuple[Event, ...]]:
    """Events of the last month of the record, or of a longer stretch where that month has too few."""
    since: str | None = None
    events: tuple[Event, ...] = ()
    for days in _STRETCHES:
        since = _before(stats.latest, days)
        # What comes after the last publication is foretold, and has a place of its own.
        until = _before(stats.latest, 0) if since else None
        events = store.timeline(Query(since=since, until=until, limit=_LOOKED_AT))
        if len(events) >= _LEADS + _LATEST:
            break
    return since, events


def _before(day: str | None, days: int | None) -> str | None:
    if day is None or days is None:
        return None
    try:
        return (datetime.date.fromisoformat(day[:10]) - datetime.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def _rank(event: Event) -> tuple[object, ...]:
    """Most independent sources first, then most reports; of equals what is told as past, and the later."""
    return -event.independent, -len(event.reports), event.status not in _TOLD, _backwards(event), event.id


def _backwards(event: Event) -> tuple[int, ...]:
    return tuple(-ord(character) for character in event.earliest or "")
