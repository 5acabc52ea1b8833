"""Event heads as an int8 ONNX graph that takes the vectors of pieces which the tagger's main graph gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import TensorProto, helper

from training.export import Graph, array, lay_layer, lay_positions, made_model
from training.mentions.heads import EventHeads
from training.model import Layer


def build(heads: EventHeads, attention_heads: int) -> Any:
    """vectors [1, pieces, width], first, last [rows] -> tags [rows, labels], events, parties [rows, roles * PAIR]."""
    g = Graph()
    zero = g.constant("zero", np.array([0], np.int64))
    g.constant("one", np.array([1], np.int64))
    x = lay_positions(g, "vectors", "vectors", heads.tagger)
    for number, layer in enumerate(heads.layers):
        assert isinstance(layer, Layer)
        x = lay_layer(g, layer, f"layer{number}", x, attention_heads)
    x = g.one("Squeeze", [x, zero])
    x = g.one("Add", [g.one("Gather", [x, "first"], axis=0), g.one("Gather", [x, "last"], axis=0)])
    x = g.one("Mul", [x, g.constant("half", np.array(0.5, np.float32))])
    tags = g.linear(x, "tags", array(heads.tags.weight), array(heads.tags.bias))
    pairs = g.one("Gelu", [g.linear(x, "pairs", array(heads.pairs.weight), array(heads.pairs.bias))], "com.microsoft")
    events, parties = g.node("Split", [pairs], 2, axis=1, num_outputs=2)
    outputs = {"tags": tags, "events": events, "parties": parties}
    for name, source in outputs.items():
        g.nodes.append(helper.make_node("Identity", [source], [name]))
    ints = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", heads.pairs.in_features]),
        helper.make_tensor_value_info("first", ints, ["words"]),
        helper.make_tensor_value_info("last", ints, ["words"]),
    ]
    return made_model(g, inputs, [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs])
