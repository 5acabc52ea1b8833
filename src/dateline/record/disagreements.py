"""Where reports of one event do not agree, and how many independent sources stand behind each value."""

from collections.abc import Sequence
from itertools import combinations

import msgspec

from dateline.model import Disagreement, DisagreementValue
from dateline.record.cards import COUNTED, Count, ReportCard
from dateline.record.intervals import days_apart, interval_of

_DENIED = ("denied", "did_not_happen")
_AFFIRMED = ("happened", "alleged")


class Account(msgspec.Struct, frozen=True):
    """One report of the event, the voice that gives it, and when."""

    reference: str
    report: ReportCard
    source: str
    published: str | None


def disagreements_of(event: str, accounts: Sequence[Account]) -> tuple[Disagreement, ...]:
    """Fields on which two reports cannot both be right, in a fixed order of fields.

    Numbers differ when their bounds do not meet ("at least 14" and 17 agree; 14 and 17 do not), dates when
    their stretches do not touch, places when their names differ at the same grain, statuses when one
    source affirms what another denies. Values are ordered by independent sources, most first.
    """
    found = [_numbers(event, role, accounts) for role in COUNTED]
    found += [_dates(event, accounts), _places(event, accounts), _statuses(event, accounts)]
    return tuple(each for each in found if each is not None)


def _numbers(event: str, role: str, accounts: Sequence[Account]) -> Disagreement | None:
    told = [(account, count) for account in accounts for count in account.report.counts if count.role == role]
    if not any(_bounds_part(a[1], b[1]) for a, b in combinations(told, 2)):
        return None
    return _disagreement(event, role, [(account, _number(count)) for account, count in told])


def _number(count: Count) -> str:
    def plain(value: float | None) -> str:
        return "" if value is None else f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"

    low, high = _bounds(count)
    if low is not None and low == high:
        return plain(low)
    return f"{plain(low)}..{plain(high)}"


def _bounds(count: Count) -> tuple[float | None, float | None]:
    if count.lower is None and count.upper is None:
        return count.value, count.value
    return count.lower, count.upper


def _bounds_part(one: Count, other: Count) -> bool:
    (low1, high1), (low2, high2) = _bounds(one), _bounds(other)
    return (high1 is not None and low2 is not None and high1 < low2) or (
        high2 is not None and low1 is not None and high2 < low1
    )


def _dates(event: str, accounts: Sequence[Account]) -> Disagreement | None:
    told = []
    for account in accounts:
        interval = interval_of(account.report.earliest, account.report.latest)
        if interval is not None and not account.report.inferred:
            told.append((account, interval))
    # Stretches that only meet at midnight lie on two days.
    parted = any(days_apart(a[1], b[1]) > 0 or a[1][1] == b[1][0] or b[1][1] == a[1][0]
                 for a, b in combinations(told, 2))  # fmt: skip
    if not parted:
        return None
    return _disagreement(
        event, "date", [(account, account.report.edtf or account.report.earliest or "") for account, _ in told]
    )


def _places(event: str, accounts: Sequence[Account]) -> Disagreement | None:
    told = [account for account in accounts if account.report.place is not None]

    def part(one: ReportCard, other: ReportCard) -> bool:
        if one.place_key == other.place_key or one.lat is None or other.lat is None:
            return False
        same_grain = one.precision == other.precision and (one.precision or 9) <= 2
        return same_grain and (abs(one.lat - other.lat) + abs((one.lon or 0) - (other.lon or 0))) > 0.05

    if not any(part(a.report, b.report) for a, b in combinations(told, 2)):
        return None
    return _disagreement(event, "place", [(account, account.report.place or "") for account in told])


def _statuses(event: str, accounts: Sequence[Account]) -> Disagreement | None:
    statuses = {account.report.status for account in accounts}
    if not statuses & set(_DENIED) or not statuses & set(_AFFIRMED):
        return None
    told = [each for each in accounts if each.report.status in _DENIED + _AFFIRMED]
    return _disagreement(event, "status", [(account, account.report.status) for account in told])


def _disagreement(event: str, field: str, told: Sequence[tuple[Account, str]]) -> Disagreement:
    by_value: dict[str, list[Account]] = {}
    for account, value in told:
        by_value.setdefault(value, []).append(account)
    values = [_value(value, accounts) for value, accounts in by_value.items()]
    values.sort(key=lambda each: (-each.independent, each.earliest or "~", each.value))
    return Disagreement(event=event, field=field, values=tuple(values))


def _value(value: str, accounts: Sequence[Account]) -> DisagreementValue:
    times = sorted(account.published for account in accounts if account.published is not None)
    return DisagreementValue(
        value=value,
        reports=tuple(sorted({account.reference for account in accounts})),
        independent=len({account.source for account in accounts}),
        earliest=times[0] if times else None,
        latest=times[-1] if times else None,
    )
