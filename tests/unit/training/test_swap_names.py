"""Names give their place to others of their kind, and nothing else changes."""

import random

import pytest
from training.corpus import OUTSIDE, Doc, Sent, mask_of
from training.swap_names import names_of, pool_of, swapped

B, IN = mask_of(("place",), "B"), mask_of(("place",), "I")
DOC = Doc(
    "harbour",
    [
        [
            Sent(["Port", "Elm", "flooded", "."], [1, 1, 1, 0], entities=[B, IN, OUTSIDE, OUTSIDE]),
            Sent(["It", "rained", "."], [1, 1, 0], entities=[OUTSIDE] * 3),
        ],
        [Sent(["Back", "in", "Port", "Elm", "."], [1, 1, 1, 1, 0], entities=[OUTSIDE, OUTSIDE, B, IN, OUTSIDE])],
    ],
)
OTHER = Doc("hills", [[Sent(["Low", "-", "Hay"], [1, 0, 0], entities=[B, IN, IN])]])


def test_a_pool_holds_each_name_once() -> None:
    assert pool_of([DOC, OTHER]) == {"place": [("Low", "-", "Hay"), ("Port", "Elm")]}


@pytest.mark.parametrize("seed", range(12))
def test_a_name_is_the_same_other_throughout_a_document(seed: int) -> None:
    (new,) = swapped([DOC], {"place": [("Low", "-", "Hay"), ("Wick",)]}, random.Random(seed))
    first, last = new.sentences()
    assert first.forms[-2:] == ["flooded", "."] and last.forms[:2] == ["Back", "in"]
    chosen = {tuple(sent.forms[a:b]) for sent in (first, last) for a, b, _ in names_of(sent)}
    assert len(chosen) == 1 and chosen <= {("Port", "Elm"), ("Low", "-", "Hay"), ("Wick",)}
    for sent in (first, last):
        assert len(sent.forms) == len(sent.spaces) == len(sent.entities or ())
    if ("Low", "-", "Hay") in chosen:
        assert first.spaces == [1, 0, 0, 1, 0]


def test_one_word_may_be_two_kinds() -> None:
    person, place = mask_of(("person",), "B"), mask_of(("place",), "B")
    both = Doc("two", [[Sent(["Wick", "left", "Wick"], [1, 1, 1], entities=[person, OUTSIDE, place])]])
    for seed in range(8):
        (new,) = swapped([both], {"person": [("Ann",)], "place": [("Elm",)]}, random.Random(seed))
        assert new.sentences()[0].forms[0] in ("Wick", "Ann") and new.sentences()[0].forms[2] in ("Wick", "Elm")


def test_sentences_without_names_are_left_out() -> None:
    (new,) = swapped([DOC], pool_of([OTHER]), random.Random(1))
    assert all("rained" not in sent.forms for sent in new.sentences())


def test_a_label_that_may_be_several_is_no_name() -> None:
    either = mask_of(("place", "organisation"), "B")
    assert list(names_of(Sent(["Elm"], [1], entities=[either]))) == []
