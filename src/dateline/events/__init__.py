"""Events: who did what to whom, where, when, how many, and how sure who is of it."""

from dateline.events.find import find_events

__all__ = ["find_events"]
