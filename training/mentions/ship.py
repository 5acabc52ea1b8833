"""Lays taught heads among the shipped weights."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from training.mentions.export import build
from training.mentions.heads import EventHeads
from training.mentions.windows import TYPES

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
