"""One function for each page: from a store and what was asked to a template and its values. None writes."""

from dateline.adapters.web.pages.about import about, problems
from dateline.adapters.web.pages.article import article
from dateline.adapters.web.pages.event import event
from dateline.adapters.web.pages.front import front
from dateline.adapters.web.pages.lists import claims, disagreements, forecasts, search, timeline
from dateline.adapters.web.pages.people import entity, people

__all__ = [
    "about",
    "article",
    "claims",
    "disagreements",
    "entity",
    "event",
    "forecasts",
    "front",
    "people",
    "problems",
    "search",
    "timeline",
]
