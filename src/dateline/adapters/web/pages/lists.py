"""Lists that share one question: articles, events in order, claims, disagreements, what was foretold."""

from collections.abc import Iterable
from itertools import groupby, islice
from typing import Any

import msgspec

from dateline.adapters.web import saying
from dateline.adapters.web.asked import Asked, query_of
from dateline.adapters.web.marks import Mark, Segment, mark_excerpt, mark_text
from dateline.adapters.web.pages.narrow import counted_of, facets_of, pager_of, years_of
from dateline.model import Event, Span
from dateline.views import ClaimLine, Disputed, Forecast, Hit, Store
from dateline.views import disagreements as find_disagreements
from dateline.views import forecasts as find_forecasts

_HITS, _EVENTS, _CLAIMS, _FORECASTS, _DISPUTED = 20, 40, 30, 30, 20
TABS = (("/search", "Articles"), ("/timeline", "Events"), ("/claims", "Claims"), ("/forecasts", "Forecasts"),
        ("/disagreements", "Disagreements"))  # fmt: skip

Shown = tuple[str, dict[str, Any]]


class Found(msgspec.Struct, frozen=True):
    """An article found, with its excerpt in segments and the matches its link leads to."""

    hit: Hit
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...]


class Day(msgspec.Struct, frozen=True):
    """Events that share one time as told; those that one sentence tells lie side by side."""

    label: str
    groups: tuple[tuple[Event, ...], ...]


def search(store: Store, asked: Asked) -> Shown:
    """Articles that match, best or newest first."""
    query = query_of(asked, limit=_HITS, more=0)
    results = store.search(query)
    facets, chips = facets_of(asked, results.facets, ("outlet", "type", "status", "language", "entity", "kind", "year"))
    return "search.html", {
        "tabs": TABS,
        "query": query,
        "total": results.total,
        "found": tuple(map(_found, results.hits)),
        "facets": facets,
        "chips": chips,
        "years": years_of(asked, results.facets),
        "pager": pager_of(asked, len(results.hits), _HITS, query.offset + len(results.hits) < results.total),
        "range_is_of": "published",
    }


def _found(hit: Hit) -> Found:
    shown = Span(hit.start, hit.start + len(hit.excerpt))
    inside = tuple(match for match in hit.matches if shown.holds(match))
    marks = (Mark(match.start - shown.start, match.end - shown.start, "here") for match in inside)
    return Found(hit, mark_text(hit.excerpt, marks), inside or hit.matches)


def timeline(store: Store, asked: Asked) -> Shown:
    """Events by their earliest time; those without a time on a list of their own."""
    query = query_of(asked, limit=_EVENTS)
    undated = bool(asked.one("undated"))
    if undated:
        unknown = (each for each in store.events(query) if each.earliest is None)
        events = tuple(islice(unknown, query.offset, query.offset + query.limit))
    else:
        events = store.timeline(query)
    shown = events[:_EVENTS]
    values = _narrowing(store, asked)
    return "timeline.html", {
        **values,
        "undated": undated,
        "days": tuple(Day(label, _by_sentence(each)) for label, each in groupby(shown, saying.say_when)),
        "pager": pager_of(asked, len(shown), _EVENTS, len(events) > _EVENTS),
        "other": asked.but(undated=None if undated else "1"),
        "range_is_of": "of the event",
    }


def _by_sentence(events: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.title, []).append(event)
    return tuple(map(tuple, groups.values()))


def claims(store: Store, asked: Asked) -> Shown:
    """Who says what, newest article first."""
    lines = store.claims(query_of(asked, limit=_CLAIMS))
    shown: tuple[ClaimLine, ...] = lines[:_CLAIMS]
    return "claims.html", {
        **_narrowing(store, asked),
        "claims": shown,
        "pager": pager_of(asked, len(shown), _CLAIMS, len(lines) > _CLAIMS),
        "range_is_of": "published",
    }


def forecasts(store: Store, asked: Asked) -> Shown:
    """What was foretold, by publication, and what the record knows of it."""
    found = find_forecasts(store, query_of(asked, limit=_FORECASTS))
    shown = tuple((each, _told(each)) for each in found[:_FORECASTS])
    return "forecasts.html", {
        **_narrowing(store, asked),
        "forecasts": shown,
        "pager": pager_of(asked, len(shown), _FORECASTS, len(found) > _FORECASTS),
        "range_is_of": "published",
    }


def _told(forecast: Forecast) -> tuple[Segment, ...]:
    line = forecast.report
    sentence = Span(0, len(line.sentence))
    marks = [Mark(line.start - line.sentence_start, line.end - line.sentence_start, "event")]
    at = line.sentence.find(line.horizon) if line.horizon else -1
    if at >= 0 and line.horizon:
        marks.append(Mark(at, at + len(line.horizon), "time"))
    return mark_excerpt(line.sentence, sentence, marks)


def disagreements(store: Store, asked: Asked) -> Shown:
    """Events on which reports differ, in order of time, with the values given."""
    query = query_of(asked, limit=_DISPUTED)
    by_event = [tuple(each) for _, each in groupby(find_disagreements(store, query), lambda each: each.event.id)]
    shown: list[tuple[Disputed, ...]] = by_event[query.offset : query.offset + _DISPUTED]
    return "disagreements.html", {
        **_narrowing(store, asked),
        "disputed": shown,
        "total": len(by_event),
        "pager": pager_of(asked, len(shown), _DISPUTED, query.offset + _DISPUTED < len(by_event)),
        "range_is_of": "of the event",
    }


def _narrowing(store: Store, asked: Asked) -> dict[str, Any]:
    query = query_of(asked, limit=0)
    counted = counted_of(store, query)
    facets, chips = facets_of(asked, counted, ("type", "status", "outlet", "language", "entity", "year"))
    return {"tabs": TABS, "query": query, "facets": facets, "chips": chips, "years": ()}
