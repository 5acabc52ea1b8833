"""Reads shipped weights back into a model to train on: `python -m training.restore WEIGHTS NAME OUT.pt`.

The shipped matrices are whole numbers with a scale per column; times the scale they are the trained ones to within half
a step of rounding, which the next round of training makes good. So a round can go on from weights whose checkpoint is
gone.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from dateline.language.tagging.weights import read_facts
from training.model import Layer, Size, TaggerModel
from training.prepare import Inventory
from training.train import save

_Array = np.ndarray[Any, Any]


def _constants(path: Path) -> dict[str, _Array]:
    return {c.name: numpy_helper.to_array(c) for c in onnx.load(str(path)).graph.initializer}


def _fill(parameter: torch.Tensor, value: _Array) -> None:
    if tuple(parameter.shape) != value.shape:
        raise ValueError(f"{tuple(parameter.shape)} is not {value.shape}")
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.array(value, np.float32)))


def _matrix(held: dict[str, _Array], name: str) -> _Array:
    whole = held[f"{name}.weight"].astype(np.float32) - held[f"{name}.zero"].astype(np.float32)
    return (whole * held[f"{name}.scale"]).T


def restored(weights: Path, name: str) -> tuple[TaggerModel, Inventory]:
    """The model NAME of a weights folder, and its inventory."""
    facts = read_facts(weights).models[name]
    main = _constants(weights / f"{name}.onnx")
    relations = _constants(weights / f"{name}.relations.onnx")
    layers = sum(1 for n in main if n.endswith(".qkv.weight"))
    model = TaggerModel(Size(layers=layers, relations=len(facts.relations), lemmas=len(facts.lemmas)))

    _fill(model.words.weight, main["word.table"].astype(np.float32) * main["word.scale"])
    _fill(model.shapes.weight, main["shape.table"])
    with torch.no_grad():
        model.positions.weight.zero_()
    _fill(model.positions.weight[: len(main["positions"])], main["positions"])
    _fill(model.norm.weight, main["norm.weight"])
    _fill(model.norm.bias, main["norm.bias"])
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, Layer)
        for part in ("qkv", "out", "up", "down"):
            _fill(getattr(layer, part).weight, _matrix(main, f"layer{number}.{part}"))
            _fill(getattr(layer, part).bias, main[f"layer{number}.{part}.bias"])
        for part in ("norm1", "norm2"):
            _fill(getattr(layer, part).weight, main[f"layer{number}.{part}.weight"])
            _fill(getattr(layer, part).bias, main[f"layer{number}.{part}.bias"])
    for part in ("tags", "parts"):
        _fill(getattr(model, part).weight, _matrix(main, part))
        _fill(getattr(model, part).bias, main[f"{part}.bias"])
    _fill(model.arc.weight, _matrix(main, "arc"))
    _fill(model.arc_head_bias.weight, main["arc.head.weight"].T)
    _fill(model.arc_head_bias.bias, main["arc.head.bias"])
    _fill(model.relation.weight, relations["relation.weight"].T)
    _fill(model.relation.bias, relations["relation.bias"])
    with torch.no_grad():
        model.quote_bias.copy_(torch.tensor(facts.quote_bias))
    return model, Inventory(list(facts.relations), list(facts.lemmas))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("name")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    model, inventory = restored(options.weights, options.name)
    save(model, inventory, options.out)


if __name__ == "__main__":
    main()
