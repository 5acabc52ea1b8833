"""What one can ask of a record. A view reads a store and gives values; it writes nothing and shows nothing."""

from dateline.views.ask import (
    Disputed,
    EntityView,
    EventView,
    Forecast,
    disagreements,
    forecasts,
    people,
    view_entity,
    view_event,
)
from dateline.views.query import (
    FACETS,
    ClaimLine,
    FacetValue,
    Hit,
    ProblemLine,
    Query,
    ReportLine,
    Results,
    Sighting,
    Stats,
    day_bounds,
)
from dateline.views.store import Store

__all__ = [
    "FACETS",
    "ClaimLine",
    "Disputed",
    "EntityView",
    "EventView",
    "FacetValue",
    "Forecast",
    "Hit",
    "ProblemLine",
    "Query",
    "ReportLine",
    "Results",
    "Sighting",
    "Stats",
    "Store",
    "day_bounds",
    "disagreements",
    "forecasts",
    "people",
    "view_entity",
    "view_event",
]
