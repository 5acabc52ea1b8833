"""Long work: what to read, in which order, on which engine, and how to go on after a stop."""

from dateline.jobs.engine import Engine, Lost
from dateline.jobs.plan import current_maker, plan
from dateline.jobs.read import Progress, Tally, Writer, has_failed, join_record, read_into

__all__ = [
    "Engine",
    "Lost",
    "Progress",
    "Tally",
    "Writer",
    "current_maker",
    "has_failed",
    "join_record",
    "plan",
    "read_into",
]
