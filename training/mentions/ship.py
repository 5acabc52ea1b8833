"""Lays taught heads among the shipped weights, and reads what heads say of a page as the run time would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.language.tagging.tellings import LEAST_EVENT, LEAST_PARTY
from dateline.model import TaggedEvent, TaggedParty
from training.mentions.export import build
from training.mentions.heads import EventHeads
from training.mentions.labels import ROLES
from training.mentions.learn import Found
from training.mentions.windows import TYPES, Window

NAME = "full.events.onnx"


def ship(heads: EventHeads, attention_heads: int, weights: Path) -> None:
    """Write the heads' graph, and what `tagger.json` says of it."""
    content = build(heads, attention_heads).SerializeToString(deterministic=True)
    (weights / NAME).write_bytes(content)
    facts = json.loads((weights / "tagger.json").read_text("utf-8"))
    model = facts["models"]["full"]
    model["sha256"] = hashlib.sha256((weights / model["model"]).read_bytes()).hexdigest()
    model["heads"] = {
        "model": NAME,
        "sha256": hashlib.sha256(content).hexdigest(),
        "types": list(TYPES),
        "bias": [round(float(each), 6) for each in heads.bias],
    }
    (weights / "tagger.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


def events_of(windows: Sequence[Window], found: Sequence[Found]) -> Iterator[tuple[str, TaggedEvent]]:
    """Page and event, as the tagger would give them, of heads that are no files yet."""
    for window, said in zip(windows, found):
        for row in range(1, len(window.first)):
            told, referred = (float(each) for each in said.tags[row, :2])
            if max(told, referred) >= LEAST_EVENT:
                kind = int(said.tags[row, 2:].argmax())
                parties = tuple(_parties(window, said, row))
                score = round(float(said.tags[row, 2 + kind]), 3)
                event = TaggedEvent(window.tokens[row], round(told, 3), round(referred, 3), TYPES[kind], score, parties)
                yield window.page, event


def _parties(window: Window, said: Found, event: int) -> Iterator[TaggedParty]:
    for row in range(1, len(window.first)):
        if row != event and window.sentence[row] == window.sentence[event]:
            for number, role in enumerate(ROLES):
                score = float(said.pairs[number, event, row])
                if score >= LEAST_PARTY:
                    yield TaggedParty(role, window.tokens[row], round(score, 3))
