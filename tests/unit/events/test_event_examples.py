"""The examples and counterexamples beside the event words, each through every stage, as rules alone read them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline import read_text
from dateline.language import load_language
from dateline.model import EventReport

PACK = Path(__file__).parents[3] / "src" / "dateline" / "language" / "en" / "events"


@pytest.fixture(autouse=True)
def _by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data files' rules are what is tested: the event heads, which weigh them, stay silent."""
    monkeypatch.setattr(load_language("en").tagger, "_heads_of_events", None)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (PACK / name).read_text("utf-8").splitlines()]


def wrong(report: EventReport, want: dict[str, Any]) -> list[str]:
    """What of a report is not as wanted; only wanted fields are looked at."""
    faults = [
        f"{field}: {getattr(report, field)}"
        for field in ("type", "mode", "status")
        if field in want and getattr(report, field) != want[field]
    ]
    for role, words in want.get("arguments", {}).items():
        texts = [argument.text for argument in report.arguments if argument.role == role]
        if bool(texts) if words is None else not any(words in text for text in texts):
            faults.append(f"{role}: {texts}")
    if "when" in want:
        when = report.when.edtf if report.when is not None else None
        how = report.when.how if report.when is not None else None
        if when != want["when"] or how != want.get("how", how):
            faults.append(f"when: {when} ({how})")
    if "where" in want and (report.where is None or report.where.text != want["where"]):
        faults.append(f"where: {report.where}")
    return faults


@pytest.mark.parametrize("row", rows("examples.jsonl"), ids=lambda row: row["case"])
def test_an_example_is_found(row: dict[str, Any]) -> None:
    reading = read_text(row["text"], published=row.get("published", "2025-03-12"), language="en")
    for want in row["events"]:
        found = [
            report
            for report in reading.events
            if want["trigger"] in (report.trigger.text, *(trigger.text for trigger in report.same_as))
        ]
        assert found, f"no {want['trigger']!r} in {[report.trigger.text for report in reading.events]}"
        assert not wrong(found[0], want)
    if "horizon" in row:
        horizon = next(report.horizon for report in reading.events if report.horizon is not None)
        assert {key: getattr(horizon, key) for key in row["horizon"]} == row["horizon"]


@pytest.mark.parametrize("row", rows("counterexamples.jsonl"), ids=lambda row: row["text"][:40])
def test_a_counterexample_tells_no_event(row: dict[str, Any]) -> None:
    reading = read_text(row["text"], published="2025-03-12", language="en")
    assert [report.trigger.text for report in reading.events] == []
