"""Sentences read whole, with the event heads, as a coder of conflicts and courts would: who, when, where, how many."""

from typing import Any

import pytest
from tests.unit.events.test_event_examples import wrong

from dateline import read_text

ROWS: list[tuple[str, dict[str, Any]]] = [
    (
        "The presidential election due on 2 June has been postponed until September, the commission said.",
        {"trigger": "presidential election", "status": "planned", "when": None},
    ),
    (
        "Dana Mott was charged with attempted kidnapping, robbery at a mill and arson.",
        {"trigger": "robbery", "status": "alleged"},
    ),
    (
        "Neither the army nor the rebels shelled the village on Friday.",
        {"trigger": "shelled", "status": "did_not_happen"},
    ),
    (
        "The forger was kept in Tessaly pending extradition to Orlik.",
        {
            "trigger": "extradition",
            "status": "expected",
            "arguments": {"destination": "Orlik", "recipient": "The forger"},
        },
    ),
    (
        "A courier was robbed while crossing a square in Vienna on Monday.",
        {"trigger": "robbed", "where": "a square in Vienna"},
    ),
    (
        "The envoy flew home, escorted by two guards.",
        {"trigger": "escorted", "arguments": {"actor": "two guards", "recipient": "The envoy"}},
    ),
]


@pytest.mark.parametrize(("text", "want"), ROWS, ids=[text[:50] for text, _ in ROWS])
def test_it_is_read_as_a_coder_would(text: str, want: dict[str, Any]) -> None:
    reading = read_text(text, published="2025-03-12", language="en")
    found = [each for each in reading.events if want["trigger"] == each.trigger.text]
    assert found, [each.trigger.text for each in reading.events]
    assert not wrong(found[0], want)
