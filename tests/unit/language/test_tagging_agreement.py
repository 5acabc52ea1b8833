"""Words that a text names again and again are drawn towards one kind."""

import numpy as np
import pytest

from dateline.language.tagging.agreement import agreed
from dateline.language.tagging.labels import Floats

KINDS = ("person", "place", "date")
PERSON, PLACE, DATE = ([0.04, 0.9, 0.02, 0.01, 0.01, 0.01, 0.01], [0.04, 0.02, 0.01, 0.9, 0.01, 0.01, 0.01],
                       [0.04, 0.01, 0.01, 0.01, 0.01, 0.9, 0.02])  # fmt: skip
OUTSIDE = [0.94, *[0.01] * 6]
OPEN_PLACE = [0.1, 0.4, 0.02, 0.45, 0.01, 0.01, 0.01]


def table(*rows: list[float]) -> Floats:
    return np.array(rows, dtype=np.float32)


def best(found: Floats) -> list[int]:
    return [int(n) for n in found.argmax(axis=1)]


def test_a_name_left_open_is_what_the_others_are() -> None:
    found = agreed(table(PERSON, OUTSIDE, OPEN_PLACE, OUTSIDE, PERSON), ("Wick", "said", "Wick", "was", "Wick"), KINDS)
    assert best(found) == [1, 0, 1, 0, 1]
    assert np.allclose(found.sum(axis=1), 1, atol=1e-4)


def test_what_comes_once_or_in_lower_case_is_left() -> None:
    given = table(PERSON, OUTSIDE, OPEN_PLACE, OUTSIDE)
    assert np.allclose(agreed(given, ("Wick", "wick", "Elm", "wick"), KINDS), given, atol=1e-4)


def test_a_month_is_not_drawn_to_a_person_of_its_name() -> None:
    found = agreed(table(PERSON, DATE, PERSON), ("May", "May", "May"), KINDS)
    assert best(found) == [1, 5, 1]


def test_neighbours_keep_two_of_one_name_apart() -> None:
    words = ("Elm", "Street", "and", "Ann", "Elm", "or", "Ann", "Elm", "by", "Elm", "Street")
    inside_person = [0.1, 0.02, 0.6, 0.2, 0.06, 0.01, 0.01]
    place, street = [0.1, 0.3, 0.01, 0.57, 0.01, 0.005, 0.005], [0.05, 0.01, 0.01, 0.01, 0.9, 0.01, 0.01]
    found = agreed(
        table(place, street, OUTSIDE, PERSON, inside_person, OUTSIDE, PERSON, inside_person, OUTSIDE, place, street),
        words,
        KINDS,
    )
    assert best(found) == [3, 4, 0, 1, 2, 0, 1, 2, 0, 3, 4]


@pytest.mark.parametrize("kind", [1, 3])
def test_a_name_keeps_where_it_begins(kind: int) -> None:
    first, second = ([0.05] * 7 for _ in range(2))
    first[kind], second[kind + 1] = 0.7, 0.7
    found = agreed(table(first, second, first, second), ("Low", "Hay", "Low", "Hay"), KINDS)
    assert best(found) == [kind, kind + 1, kind, kind + 1]


def test_nothing_to_read() -> None:
    assert agreed(np.zeros((0, 7), dtype=np.float32), (), KINDS).shape == (0, 7)
