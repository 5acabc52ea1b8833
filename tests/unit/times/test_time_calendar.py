"""Calendar arithmetic on TIMEX3 values: bounds, EDTF, shifts, feasts."""

import datetime

import pytest

from dateline.language.calendar import bounds, duration_parts, edtf, persian_date, shift_value
from dateline.times.feasts import feast_day


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2025-01-01"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2024-12", "2024-12-01", "2025-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2024-W01", "2024-01-01", "2024-01-08"),
        ("2024-W18-WE", "2024-05-04", "2024-05-06"),
        ("2024-Q4", "2024-10-01", "2025-01-01"),
        ("2024-H1", "2024-01-01", "2024-07-01"),
        ("2024-WI", "2024-12-01", "2025-03-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
        ("BC0264", "-0263-01-01", "-0262-01-01"),
        ("2024-05-03TNI", "2024-05-03T18:00", "2024-05-04T06:00"),
        ("2024-05-03T24:00", "2024-05-04T00:00", "2024-05-04T00:01"),
        ("2024-05-03T10", "2024-05-03T10:00", "2024-05-03T11:00"),
        ("2024-05-03T10:35:09Z", "2024-05-03T10:35:09Z", "2024-05-03T10:35:10Z"),
        ("2021-03-21/2021-04-20", "2021-03-21", "2021-04-21"),
    ],
)
def test_bounds(value: str, earliest: str, latest: str) -> None:
    assert bounds(value) == (earliest, latest)


@pytest.mark.parametrize(
    "value", ["P2W", "PAST_REF", "XXXX-05-03", "2024-13", "2023-02-29", "2024-05-03T25:00", "0000", "2024-W54", ""]
)
def test_no_bounds(value: str) -> None:
    assert bounds(value) is None


@pytest.mark.parametrize(
    ("value", "mod", "form"),
    [
        ("2024-05-03", None, "2024-05-03"),
        ("XXXX-05-03", None, "XXXX-05-03"),
        ("1999-Q3", None, "1999-35"),
        ("1999-FA", None, "1999-23"),
        ("2008-H2", None, "2008-41"),
        ("19", None, "19XX"),
        ("2003", "BEFORE", "../2003"),
        ("2003", "APPROX", "2003~"),
        ("2024-W18", "ON_OR_AFTER", "2024-04-29/.."),
        ("2024-05-03T10:35Z", None, "2024-05-03T10:35:00Z"),
        ("BC0001", None, "0000"),
        ("P2W", None, None),
        ("PRESENT_REF", None, None),
    ],
)
def test_edtf(value: str, mod: str | None, form: str | None) -> None:
    assert edtf(value, mod) == form


@pytest.mark.parametrize(
    ("value", "count", "unit", "moved"),
    [
        ("2024-02-28", 2, "D", "2024-03-01"),
        ("2024-03-31", -1, "M", "2024-02"),
        ("2024-05-03", 2, "W", "2024-05-17"),
        ("2024-05", 3, "Q", "2025-Q1"),
        ("2024", 2, "Y", "2026"),
        ("2024", 1, "M", None),
        ("2024-05", 1, "D", None),
        ("2024-05-03", 1, "TH", None),
        ("2024-05-03T10:00Z", 2, "TH", "2024-05-03T12:00Z"),
        ("PAST_REF", 1, "D", None),
        ("9999-12-31", 1, "D", None),
        ("2024-05-03", 0.5, "D", None),
    ],
)
def test_shift_value(value: str, count: float, unit: str, moved: str | None) -> None:
    assert shift_value(value, count, unit) == moved


def test_duration_parts() -> None:
    assert duration_parts("P3D") == (3.0, "D")
    assert duration_parts("PT30M") == (30.0, "TM")
    assert duration_parts("P2Y6M") is None


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("12-25", 2020, datetime.date(2020, 12, 25)),
        ("easter-2", 2023, datetime.date(2023, 4, 7)),
        ("4.4.11", 2023, datetime.date(2023, 11, 23)),
        ("9.1.05", 2022, datetime.date(2022, 5, 30)),
        ("1.1.11+1", 2020, datetime.date(2020, 11, 3)),
        ("2001-09-11", 2024, datetime.date(2001, 9, 11)),
    ],
)
def test_feasts(name: str, year: int, day: datetime.date) -> None:
    assert feast_day(name, year) == day


@pytest.mark.parametrize(
    ("persian", "day"),
    [
        ((1399, 1, 1), "2020-03-20"),
        ((1400, 2, 15), "2021-05-05"),
        ((1403, 12, 30), "2025-03-20"),
        ((1357, 11, 22), "1979-02-11"),
    ],
)
def test_persian_dates(persian: tuple[int, int, int], day: str) -> None:
    assert persian_date(*persian) == datetime.date.fromisoformat(day)
    assert persian_date(1402, 12, 30) is None
