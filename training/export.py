"""Writes a trained model as int8 ONNX: `python -m training.export MODEL.pt OUT_FOLDER NAME`.

The graph is laid by hand from fused operators, so that nothing but onnxruntime and numpy is needed to run it:
weights are 7 bits with a scale per column, activations are quantised per call (one window per call, so a window's
neighbours cannot change its numbers), the word table is int8 with a scale per row.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from training.model import Layer, TaggerModel
from training.train import load

_MICROSOFT = "com.microsoft"
_POSITIONS = 258
MOST = 63
# Only a model with so many layers gives out the vectors of pieces: the small one has no event heads (docs/adr/0028).
_WITH_HEADS = 6


class Graph:
    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.count = 0

    def constant(self, name: str, value: np.ndarray[Any, Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: int = 1, domain: str = "", **options: Any) -> list[str]:
        self.count += 1
        names = [f"{kind.lower()}{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **options))
        return names

    def one(self, kind: str, inputs: list[str], domain: str = "", **options: Any) -> str:
        return self.node(kind, inputs, 1, domain, **options)[0]

    def linear(self, x: str, name: str, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any] | None) -> str:
        """x times weight transposed, whole numbers. weight: [out, in] as torch keeps it."""
        # Seven bits and a sign: processors without VNNI add pairs of products with 8-bit inputs in 16 bits, which wider
        # weights overflow, so that other scores came out there (by up to 2.0). 2 * 255 * 63 fits. Unsigned weights fit
        # as well, at 8 bits, but are multiplied a third slower there; the bit was not missed (docs/adr/0012).
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / MOST
        whole = np.clip(np.rint(weight / scale[:, None]), -MOST, MOST).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", whole.T),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        ]
        if bias is not None:
            inputs.append(self.constant(f"{name}.bias", bias.astype(np.float32)))
        return self.one("DynamicQuantizeMatMul", inputs, _MICROSOFT)


def array(tensor: Any) -> np.ndarray[Any, Any]:
    return np.asarray(tensor.detach().float().numpy(), dtype=np.float32)


def build(model: TaggerModel) -> Any:
    """The main graph: pieces, shapes [1, pieces], first, last [words] -> tags, arcs, and the vectors of pairs."""
    g = Graph()
    size = model.size
    table = array(model.words.weight)
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127.0
    words = g.constant("word.table", np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
    scales = g.constant("word.scale", scale.astype(np.float32))
    shapes = g.constant("shape.table", array(model.shapes.weight))
    zero = g.constant("zero", np.array([0], np.int64))
    g.constant("one", np.array([1], np.int64))

    x = g.one("Cast", [g.one("Gather", [words, "pieces"], axis=0)], to=TensorProto.FLOAT)
    x = g.one("Mul", [x, g.one("Gather", [scales, "pieces"], axis=0)])
    x = g.one("Add", [x, g.one("Gather", [shapes, "shapes"], axis=0)])
    with_heads = size.layers >= _WITH_HEADS
    if with_heads:
        g.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    x = lay_positions(g, x, "pieces", model)
    for number, layer in enumerate(model.layers):
        assert isinstance(layer, Layer)
        x = lay_layer(g, layer, f"layer{number}", x, size.heads)
    x = g.one("Squeeze", [x, zero])
    x = g.one("Add", [g.one("Gather", [x, "first"], axis=0), g.one("Gather", [x, "last"], axis=0)])
    x = g.one("Mul", [x, g.constant("half", np.array(0.5, np.float32))])

    tags = g.linear(x, "tags", array(model.tags.weight), array(model.tags.bias))
    parts = g.linear(x, "parts", array(model.parts.weight), array(model.parts.bias))
    parts = g.one("Gelu", [parts], _MICROSOFT)
    sizes = g.constant("part.sizes", np.array(model.part_sizes, np.int64))
    dep, head, rdep, rhead, qcue, qarg = g.node("Split", [parts, sizes], 6, axis=1)
    moved = g.linear(dep, "arc", array(model.arc.weight), None)
    arcs = g.one("MatMul", [moved, g.one("Transpose", [head], perm=[1, 0])])
    bias_weight = g.constant("arc.head.weight", array(model.arc_head_bias.weight).T)
    bias = g.one(
        "Add", [g.one("MatMul", [head, bias_weight]), g.constant("arc.head.bias", array(model.arc_head_bias.bias))]
    )
    arcs = g.one("Add", [arcs, g.one("Transpose", [bias], perm=[1, 0])])

    outputs = {"tags": tags, "arcs": arcs, "rdep": rdep, "rhead": rhead, "qcue": qcue, "qarg": qarg}
    for name, source in outputs.items():
        g.nodes.append(helper.make_node("Identity", [source], [name]))
    ints = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("pieces", ints, [1, "pieces"]),
        helper.make_tensor_value_info("shapes", ints, [1, "pieces"]),
        helper.make_tensor_value_info("first", ints, ["words"]),
        helper.make_tensor_value_info("last", ints, ["words"]),
    ]
    given = [*outputs, *(["vectors"] if with_heads else [])]
    return made_model(g, inputs, [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in given])


def lay_positions(g: Graph, x: str, like: str, model: TaggerModel) -> str:
    """Adds to vectors [1, pieces, width] where they stand, and evens them. like: an input [1, pieces, ...].

    Needs the constants "zero" and "one".
    """
    positions = g.constant("positions", array(model.positions.weight)[:_POSITIONS])
    length = g.one("Gather", [g.one("Shape", [like]), "one"], axis=0)
    x = g.one("Add", [x, g.one("Slice", [positions, "zero", length, "zero"])])
    weight, bias = (g.constant(f"norm.{n}", array(getattr(model.norm, n))) for n in ("weight", "bias"))
    return g.one("LayerNormalization", [x, weight, bias], axis=-1, epsilon=1e-12)


def lay_layer(g: Graph, layer: Layer, name: str, x: str, heads: int) -> str:
    qkv = g.linear(x, f"{name}.qkv", array(layer.qkv.weight), array(layer.qkv.bias))
    q, k, v = g.node("Split", [qkv], 3, axis=2, num_outputs=3)
    mixed = g.one("MultiHeadAttention", [q, k, v], _MICROSOFT, num_heads=heads)
    out = g.linear(mixed, f"{name}.out", array(layer.out.weight), array(layer.out.bias))
    x = _skip_norm(g, x, out, layer.norm1, f"{name}.norm1")
    up = g.linear(x, f"{name}.up", array(layer.up.weight), array(layer.up.bias))
    down = g.linear(g.one("Gelu", [up], _MICROSOFT), f"{name}.down", array(layer.down.weight), array(layer.down.bias))
    return _skip_norm(g, x, down, layer.norm2, f"{name}.norm2")


def _skip_norm(g: Graph, x: str, y: str, norm: Any, name: str) -> str:
    weight = g.constant(f"{name}.weight", array(norm.weight))
    bias = g.constant(f"{name}.bias", array(norm.bias))
    # Two plain operators: the fused SkipLayerNormalization took five times as long here.
    return g.one("LayerNormalization", [g.one("Add", [x, y]), weight, bias], axis=-1, epsilon=1e-12)


def build_relations(model: TaggerModel) -> Any:
    """The small graph run once the tree is known: rdep, rhead, heads -> scores of relations."""
    g = Graph()
    chosen = g.one("Gather", ["rhead", "heads"], axis=0)
    x = g.one("Relu", [g.one("Add", ["rdep", chosen])])
    weight = g.constant("relation.weight", array(model.relation.weight).T)
    x = g.one("Add", [g.one("MatMul", [x, weight]), g.constant("relation.bias", array(model.relation.bias))])
    g.nodes.append(helper.make_node("Identity", [x], ["relations"]))
    inputs = [
        helper.make_tensor_value_info("rdep", TensorProto.FLOAT, ["words", model.size.relation]),
        helper.make_tensor_value_info("rhead", TensorProto.FLOAT, ["words", model.size.relation]),
        helper.make_tensor_value_info("heads", TensorProto.INT64, ["words"]),
    ]
    return made_model(g, inputs, [helper.make_tensor_value_info("relations", TensorProto.FLOAT, None)])


def made_model(g: Graph, inputs: list[Any], outputs: list[Any]) -> Any:
    graph = helper.make_graph(g.nodes, "tagger", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
    made = helper.make_model(graph, opset_imports=opsets, producer_name="dateline")
    made.ir_version = 9
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("name")
    options = parser.parse_args()
    model, inventory = load(options.model)
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / f"{options.name}.onnx").write_bytes(build(model).SerializeToString(deterministic=True))
    (options.out / f"{options.name}.relations.onnx").write_bytes(
        build_relations(model).SerializeToString(deterministic=True)
    )
    described = {
        "quote_bias": [round(float(v), 6) for v in model.quote_bias.detach()],
        "relations": inventory.relations,
        "lemmas": inventory.lemmas,
    }
    (options.out / f"{options.name}.json").write_text(json.dumps(described, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
