"""From the options of a command to a query."""

import argparse

from dateline.views import Query


def query_of(options: argparse.Namespace, *, limit: int | None = None) -> Query:
    """The query that the filter options tell."""
    kinds = getattr(options, "kind", None) or ["article"]
    return Query(
        text=" ".join(getattr(options, "words", None) or []),
        outlets=tuple(options.outlet),
        languages=tuple(options.language),
        kinds=() if "any" in kinds else tuple(kinds),
        entities=tuple(options.entity),
        types=tuple(options.type),
        statuses=tuple(options.status),
        since=options.since,
        until=options.until,
        order=getattr(options, "order", "best"),
        offset=getattr(options, "offset", 0),
        limit=limit if limit is not None else options.limit,
    )
