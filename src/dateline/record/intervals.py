"""Stretches of time as readings give them: ISO 8601, earliest inclusive, latest exclusive, often without a zone."""

import datetime

Interval = tuple[datetime.datetime, datetime.datetime]


def interval_of(earliest: str | None, latest: str | None) -> Interval | None:
    """Both bounds as local wall-clock times (zones dropped); None unless both are known and in order.

    >>> interval_of("2025-03-03", "2025-03-04")[0].isoformat()
    '2025-03-03T00:00:00'
    """
    start, end = moment_of(earliest), moment_of(latest)
    if start is None or end is None or end < start:
        return None
    return start, end


def moment_of(text: str | None) -> datetime.datetime | None:
    """A day or time of ISO 8601 as a local wall-clock time; None for anything else (years before 1, say)."""
    if not text:
        return None
    try:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 1
        return datetime.datetime(year, month, 1) if len(numbers) <= 2 else None
    except (ValueError, IndexError):
        return None


def days_apart(one: Interval, other: Interval) -> float:
    """Days between two stretches; 0 where they touch or overlap."""
    gap = max(one[0], other[0]) - min(one[1], other[1])
    return max(0.0, gap.total_seconds() / 86400)


def days_long(interval: Interval) -> float:
    """Length in days."""
    return (interval[1] - interval[0]).total_seconds() / 86400
