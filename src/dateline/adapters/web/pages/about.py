"""What this is, what the record holds, and what went wrong."""

from itertools import islice
from typing import Any

from dateline.adapters.web import saying
from dateline.adapters.web.asked import Asked
from dateline.adapters.web.pages.narrow import pager_of
from dateline.views import Store

_PROBLEMS = 50


def about(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """How to read these pages, and the record in numbers."""
    return "about.html", {"stats": store.stats(), "statuses": saying.STATUS_MEANINGS}


def problems(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """What could not be read, and why."""
    start = (asked.page - 1) * _PROBLEMS
    rows = tuple(islice(store.problems(), start, start + _PROBLEMS + 1))
    shown = rows[:_PROBLEMS]
    return "problems.html", {
        "stats": store.stats(),
        "problems": shown,
        "pager": pager_of(asked, len(shown), _PROBLEMS, len(rows) > _PROBLEMS),
    }
