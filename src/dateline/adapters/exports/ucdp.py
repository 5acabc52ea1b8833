"""Deadly events under UCDP GED's column names. What its coders decide and words do not tell stays empty."""

from collections.abc import Iterator
from typing import BinaryIO

from dateline.adapters.exports.coding import TOLD_AS_FACT, day_of, days_open, deaths, last_day, sides
from dateline.adapters.exports.told import Told, number, told_events, write_csv
from dateline.views import Query, Store

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip


def write(store: Store, query: Query, out: BinaryIO) -> None:
    """One dated event with dead a row, of those told as having happened."""
    write_csv(out, COLUMNS, _rows(store, query))


def _rows(store: Store, query: Query) -> Iterator[dict[str, object]]:
    for told in told_events(store, query):
        dead = deaths(told)
        if day_of(told.event.earliest) and told.event.status in TOLD_AS_FACT and dead and dead[2] > 0:
            yield _row(told, dead)


def _row(told: Told, dead: tuple[float, float, float]) -> dict[str, object]:
    event = told.event
    start, end = day_of(event.earliest), last_day(event)
    side_a, side_b = sides(told)
    best, low, high = dead
    located = event.lat is not None and event.lon is not None
    headlines = [each.reading.article.headline or "" for each in told.accounts]
    return {
        "id": event.id,
        "year": start.year if start else None,
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": event.independent,
        "source_article": "; ".join(
            f'"{each.outlet}, {(each.reading.article.published or "")[:10]}, {headline}"'
            for each, headline in zip(told.accounts, headlines)
        ),
        "source_office": "; ".join(told.outlets),
        "source_date": "; ".join((each.reading.article.published or "")[:10] for each in told.accounts),
        "source_headline": "; ".join(headlines),
        "where_prec": min(
            (
                each.report.where.precision
                for each in told.accounts
                if each.report.where and each.report.where.precision
            ),
            default=None,
        ),
        "where_coordinates": event.place,
        "latitude": event.lat,
        "longitude": event.lon,
        "geom_wkt": f"POINT ({number(event.lon)} {number(event.lat)})" if located else None,
        "country": event.country,
        "date_prec": _date_precision(days_open(event)),
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "deaths_unknown": number(best),
        "best": number(best),
        "high": number(high),
        "low": number(low),
    }


def _date_precision(days: int | None) -> int | None:
    """UCDP: 1 the day, 2 two to six days, 3 a week, 4 eight to thirty days, 5 more."""
    if days is None:
        return None
    return 1 if days <= 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5
