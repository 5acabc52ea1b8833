"""Names of a whole text: one extent and one kind throughout, capitals where kept, places side by side."""

import numpy as np
import pytest

from dateline.language.tagging.labels import NameWords, begin_shares, in_doubt, join_names
from dateline.language.tagging.repeated import settled
from dateline.language.tagging.small_names import SmallNames


def cut(words: str) -> list[str]:
    return words.split()


CAREFUL = cut("The mayor spoke . Ann Low left . Boats sank at Elm . It rained hard . Nobody from Elm came")
CAREFUL_ENDS = [(0, 4), (4, 8), (8, 13), (13, 17), (17, 21)]


def test_a_part_of_a_name_gets_the_extent_it_has_elsewhere() -> None:
    words = cut("Orm Rail Authority closed ; Orm Rail Authority reopened ; Orm Rail is not it")
    names = [("organisation", 0, 3, 0.9), ("place", 5, 6, 0.7), ("organisation", 10, 12, 0.8)]
    assert settled(names, words, [(0, len(words))]) == [
        ("organisation", 0, 3, 0.9),
        ("organisation", 5, 8, 0.7),
        ("organisation", 10, 12, 0.8),
    ]


def test_a_name_does_not_grow_over_the_end_of_a_sentence() -> None:
    words = cut("Low Hay met . They left Low Hay came")
    names = [("person", 0, 2, 0.9), ("place", 6, 7, 0.5)]
    assert settled(names, words, [(0, 4), (4, 7), (7, 9)]) == names


def test_a_name_is_of_the_kind_that_most_is_said_for() -> None:
    words = cut("Wick said Wick and Wick of Norvik on Monday")
    names = [("person", 0, 1, 0.9), ("place", 2, 3, 0.6), ("person", 4, 5, 0.5), ("place", 6, 7, 0.9)]
    kinds = [kind for kind, *_ in settled([*names, ("date", 8, 9, 0.9)], words, [(0, 9)])]
    assert kinds == ["person", "person", "person", "place", "date"]


def test_where_as_much_is_said_for_both_each_keeps_its_own() -> None:
    names = [("place", 0, 1, 0.5), ("person", 2, 3, 0.5)]
    assert settled(names, ["Wick", "or", "Wick"], [(0, 3)]) == names


def test_no_name_lies_within_another() -> None:
    words = cut("Orm Rail Authority closed ; Orm Rail Authority reopened")
    names = [("organisation", 0, 3, 0.9), ("place", 5, 6, 0.7), ("organisation", 6, 8, 0.8)]
    assert settled(names, words, [(0, len(words))]) == [("organisation", 0, 3, 0.9), ("organisation", 5, 8, 0.8)]
    assert settled([], [], []) == []


@pytest.mark.parametrize(
    ("kind", "name", "slip"),
    [
        ("organisation", ["farmers", "union"], True),
        ("place", ["elm"], False),
        ("organisation", ["65th"], False),
        ("organisation", ["tessaly.example"], False),
        ("place", ["市長"], False),
        ("person", ["al", "-", "Hasa"], False),
        ("date", ["tomorrow"], False),
    ],
)
def test_a_name_written_small_in_a_careful_text(kind: str, name: list[str], slip: bool) -> None:
    assert SmallNames(CAREFUL, CAREFUL_ENDS).are_slips(kind, name, 0.7) == slip


def test_a_name_written_small_that_the_model_is_sure_of() -> None:
    small = SmallNames(CAREFUL, CAREFUL_ENDS)
    assert small.are_slips("organisation", ["ministry", "of", "trade"], 0.7)
    assert not small.are_slips("organisation", ["ministry", "of", "trade"], 0.9)


def test_a_name_written_small_in_a_hasty_text() -> None:
    hasty = [word.lower() for word in CAREFUL]
    assert not SmallNames(hasty, CAREFUL_ENDS).are_slips("place", ["norvik"], 0.7)
    assert not SmallNames(CAREFUL[:8], CAREFUL_ENDS[:2]).are_slips("place", ["norvik"], 0.7)


def test_two_places_side_by_side_are_two_where_the_second_surely_begins() -> None:
    #           O    B-place I-place
    surely = [[0.1, 0.8, 0.1], [0.0, 0.95, 0.05]]
    hardly = [[0.1, 0.8, 0.1], [0.0, 0.6, 0.4]]
    spans = [("place", 0, 1, 0.8), ("place", 1, 2, 0.6)]
    for rows, found in ((surely, spans), (hardly, [("place", 0, 2, 0.6)])):
        begins = begin_shares(np.array(rows, dtype=np.float32))
        assert join_names(spans, ["Norvik", "Tessaly"], NameWords(), begins) == found
    people = [("person", 0, 1, 0.8), ("person", 1, 2, 0.6)]
    begins = begin_shares(np.array(surely, dtype=np.float32))
    assert join_names(people, ["Ann", "Low"], NameWords(), begins) == [("person", 0, 2, 0.6)]


def test_doubt_is_of_names_alone() -> None:
    rows = np.array(
        [[0.9, 0.1, 0, 0, 0], [0.45, 0.55, 0, 0, 0], [0.2, 0, 0, 0.4, 0.4], [0.5, 0.5, 0, 0, 0]], dtype=np.float32
    )
    assert in_doubt(rows, ("place", "date"), 0.6).tolist() == [False, True, False, True]
    assert not in_doubt(rows, ("place", "date"), 0.0).any()
