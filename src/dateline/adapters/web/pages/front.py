"""The front page: what the record holds, what most sources tell, what came last."""

import datetime
from typing import Any

from dateline.adapters.web.asked import Asked
from dateline.model import Event
from dateline.views import Query, Stats, Store, forecasts

_LEADS, _LATEST, _ARTICLES, _FORETOLD = 7, 8, 6, 4
_LOOKED_AT = 400  # events: the front page costs the same for a record of any size
_STRETCHES = (31, 366, None)  # days before the last publication


def front(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """Counts, the events told by most independent sources of late, the newest articles, what is foretold."""
    stats = store.stats()
    since, events = _recent(store, stats)
    leads = sorted(events, key=lambda each: (-each.independent, -len(each.reports), _backwards(each), each.id))
    chosen = leads[:_LEADS]
    disputed = [each for each in leads[_LEADS:] if each.disagreements][:4]
    taken = {each.id for each in (*chosen, *disputed)}
    latest = [each for each in reversed(events) if each.id not in taken][:_LATEST]
    articles = store.search(Query(order="newest", limit=_ARTICLES))
    return "front.html", {
        "stats": stats,
        "since": since,
        "leads": chosen,
        "disputed": disputed,
        "latest": latest,
        "hits": articles.hits,
        "foretold": forecasts(store, Query(limit=_FORETOLD)),
    }


def _recent(store: Store, stats: Stats) -> tuple[str | None, tuple[Event, ...]]:
    """Events of the last month of the record, or of a longer stretch where that month has too few."""
    since: str | None = None
    events: tuple[Event, ...] = ()
    for days in _STRETCHES:
        since = _before(stats.latest, days)
        # An event may be foretold for later, but one of ten years on is not what the record is of now.
        until = _before(stats.latest, -366) if since else None
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


def _backwards(event: Event) -> tuple[int, ...]:
    return tuple(-ord(character) for character in event.earliest or "")
