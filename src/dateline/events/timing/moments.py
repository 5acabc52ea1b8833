"""When an event happened, as a value: made of a time expression, compared with another."""

import datetime

from dateline.language.calendar import add_days
from dateline.model import TimeExpression, When

# From the finest to the coarsest.
_GRAINS = (
    "second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "quarter", "season", "half", "year",
    "decade", "century", "millennium", "unknown",
)  # fmt: skip


def when_of(time: TimeExpression, how: str, *, inferred: bool = False) -> When:
    """A time expression as an event's time; "since August" opens what goes on, an event in it is of that August.

    "after 1950" stays open: it begins where that year ends.
    """
    edtf, latest = time.edtf, time.latest
    if edtf is not None and edtf.endswith("/..") and latest is None and time.earliest is not None:
        first = edtf.removesuffix("/..")
        end = _end_of(first)
        if end is None or time.earliest < end:
            edtf, latest = first, end
    return When(
        edtf=edtf,
        earliest=time.earliest,
        latest=latest,
        grain=time.grain,
        time=time.id,
        how=how,
        inferred=inferred,
    )


def _end_of(edtf: str) -> str | None:
    """The day after a day, month or year in EDTF; None for what has another form."""
    try:
        if len(edtf) in (4, 7):
            year, month = int(edtf[:4]), int(edtf[5:] or 12)
            return datetime.date(year + month // 12, month % 12 + 1, 1).isoformat()
        day = add_days(datetime.date.fromisoformat(edtf), 1)
    except ValueError:
        return None
    return day.isoformat() if day is not None else None


def finer(left: When | None, right: When | None) -> When | None:
    """The more exact of two times of one event; the first where neither is."""
    if left is None or right is None:
        return left or right
    if left.inferred != right.inferred:
        return right if left.inferred else left
    size = {grain: number for number, grain in enumerate(_GRAINS)}
    return right if size.get(right.grain or "unknown", 15) < size.get(left.grain or "unknown", 15) else left


def clash(left: When | None, right: When | None) -> bool:
    """Whether two times cannot be of one event: their bounds do not meet."""
    if left is None or right is None:
        return False
    if None in (left.earliest, left.latest, right.earliest, right.latest):
        return False
    first = (str(left.earliest)[:10], str(left.latest)[:10])
    second = (str(right.earliest)[:10], str(right.latest)[:10])
    return first[1] < second[0] or second[1] < first[0]
