"""Quantities: the pack's examples and counterexamples, and what bounds mean."""

import json
from pathlib import Path

import pytest
from tests.unit.entities.reading_of import mentions_of

import dateline.language

PACK = Path(dateline.language.__file__).parent / "en" / "entities"


def cases(file: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (PACK / file).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    "case", [*cases("examples.jsonl"), *cases("counterexamples.jsonl")], ids=lambda case: case["text"]
)
def test_examples_beside_the_rules(case: dict) -> None:
    found = [mention for mention in mentions_of(case["text"]) if mention.kind == "quantity"]
    assert [mention.text for mention in found] == [wanted["text"] for wanted in case["quantities"]]
    for mention, wanted in zip(found, case["quantities"]):
        quantity = mention.quantity
        assert quantity is not None
        for field in ("value", "lower", "upper", "unit", "mod"):
            assert getattr(quantity, field) == wanted.get(field), field
        if "of" in wanted:
            assert quantity.of == wanted["of"]


def test_a_bound_is_open_on_its_other_side() -> None:
    (quantity,) = [m.quantity for m in mentions_of("At least one guard died.") if m.kind == "quantity"]
    assert quantity is not None
    assert (quantity.value, quantity.lower, quantity.upper) == (1, 1, None)


def test_numbers_in_names_are_no_quantities() -> None:
    mentions = mentions_of("The Group of Seven Ports met in Brussels with 12 ministers.")
    assert [m.text for m in mentions if m.kind == "quantity"] == ["12"]


def test_a_long_row_of_digits_is_read_in_time() -> None:
    text = "Stock: " + "1,000 " * 20_000 + "9" * 20_000
    assert all(m.end - m.start < 60 for m in mentions_of(text[:120_000]) if m.kind == "quantity")


def test_a_range_may_open_at_nothing() -> None:
    (quantity,) = [m.quantity for m in mentions_of("It may cost 0 to 3 million crowns.") if m.kind == "quantity"]
    assert quantity is not None
    assert (quantity.lower, quantity.upper) == (0, 3_000_000)
