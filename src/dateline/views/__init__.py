"""What one can ask of a record. A view reads a store and gives values; it writes nothing and shows nothing."""

from dateline.views.query import (
    FACETS,
    ClaimLine,
    FacetValue,
    Hit,
    ProblemLine,
    Query,
    ReportLine,
    Results,
    Stats,
    day_bounds,
)
from dateline.views.store import Store

__all__ = [
    "FACETS",
    "ClaimLine",
    "FacetValue",
    "Hit",
    "ProblemLine",
    "Query",
    "ReportLine",
    "Results",
    "Stats",
    "Store",
    "day_bounds",
]
