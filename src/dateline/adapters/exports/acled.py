"""Events under ACLED's column names. What ACLED's coders decide and words do not tell stays empty."""

import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.adapters.exports.coding import TOLD_AS_FACT, day_of, days_open, deaths, sides
from dateline.adapters.exports.told import Told, number, told_events, write_csv
from dateline.views import Query, Store

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One dated event a row, of those told as having happened; notes hold the words of the first report."""
    write_csv(out, COLUMNS, _rows(store, query))


def _rows(store: Store, query: Query) -> Iterator[dict[str, object]]:
    for told in told_events(store, query):
        if day_of(told.event.earliest) is not None and told.event.status in TOLD_AS_FACT:
            yield _row(told)


def _row(told: Told) -> dict[str, object]:
    event = told.event
    day = day_of(event.earliest)
    kind = _crosswalk()["modes"].get(f"{event.type} {event.mode}") or _crosswalk()["types"].get(event.type, "")
    dead = deaths(told)
    actor, other = sides(told)
    place = _place(told)
    return {
        "event_id_cnty": event.id,
        "event_date": day.isoformat() if day else None,
        "year": day.year if day else None,
        "time_precision": _time_precision(days_open(event)),
        "disorder_type": _crosswalk()["disorder"].get(kind),
        "event_type": kind,
        "sub_event_type": event.mode,
        "actor1": actor,
        "actor2": other,
        "country": event.country,
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "location": event.place,
        "latitude": event.lat,
        "longitude": event.lon,
        "geo_precision": _geo_precision(told),
        "source": "; ".join(told.outlets),
        "notes": event.title,
        "fatalities": number(dead[0]) if dead else None,
    }


@functools.cache
def _crosswalk() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("acled.toml").read_text("utf-8"))


def _time_precision(days: int | None) -> int | None:
    """ACLED: 1 the day is known, 2 the week, 3 the month."""
    return None if days is None else 1 if days <= 1 else 2 if days <= 7 else 3


def _geo_precision(told: Told) -> int | None:
    """ACLED: 1 the town, 2 part of a region, 3 a larger region."""
    precision = min(
        (each.report.where.precision for each in told.accounts if each.report.where and each.report.where.precision),
        default=None,
    )
    return None if precision is None else 1 if precision <= 1 else 2 if precision <= 3 else 3


def _place(told: Told) -> dict[str, str | None]:
    for account in told.accounts:
        where = account.report.where
        if where is None:
            continue
        for mention in account.reading.mentions:
            if mention.id == where.mention and mention.place is not None:
                return {"admin1": mention.place.admin1, "admin2": mention.place.admin2}
    return {}
