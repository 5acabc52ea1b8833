"""Dated events for TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""

import html
from typing import Any, BinaryIO

from dateline.adapters.encoding import sayable, to_json
from dateline.adapters.exports.coding import day_of, last_day
from dateline.adapters.exports.told import Told, page_address, told_events
from dateline.views import Query, Store
from dateline.views.seasons import in_words


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One JSON object, events by earliest time."""
    events = [_event(told) for told in told_events(store, query) if day_of(told.event.earliest)]
    out.write(to_json({"events": events}, indent=1) + b"\n")


def _event(told: Told) -> dict[str, Any]:
    event = told.event
    first, last = day_of(event.earliest), last_day(event)
    found: dict[str, Any] = {"unique_id": event.id, "start_date": _date(first), "group": event.type}
    if last is not None and last != first:
        found["end_date"] = _date(last)
    if event.edtf:
        found["display_date"] = in_words(event.edtf)
    sources = "".join(
        f'<li><a href="{html.escape(page_address(each.reading), quote=True)}">{html.escape(each.outlet)}</a></li>'
        if page_address(each.reading).startswith("http")
        else f"<li>{html.escape(each.outlet)}</li>"
        for each in told.accounts
    )
    headline = event.title if len(event.title) <= 120 else event.title[:119] + "…"
    found["text"] = {
        "headline": sayable(html.escape(headline)),
        "text": sayable(f"<p>{html.escape(event.status)}</p><ul>{sources}</ul>"),
    }
    return found


def _date(day: Any) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
