"""Gradient-boosted trees as data: loaded from a file and evaluated with numpy, no training library needed.

The file is a zlib-compressed MessagePack map of the trees' nodes as flat arrays; training writes it from a
LightGBM model. Thresholds are kept as float32: they lie midway between values seen in training, so that rounding
them moves no line to the other side.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
# Rows times trees that are walked at once: bounds memory on pages of many lines.
_AT_ONCE = 400_000


class Trees(msgspec.Struct, frozen=True):
    """An ensemble. Nodes of all trees lie in one array; a leaf is its own child.

    features: names of the columns, in order. classes: values per row; tree t adds to class t % classes.
    roots: (trees,). feature, threshold, left, right, value: (nodes,). depth: of the deepest tree.
    """

    features: tuple[str, ...]
    classes: int
    depth: int
    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: Matrix
    children: npt.NDArray[np.int32]
    value: npt.NDArray[np.float64]

    def scores(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """Raw scores, (rows, classes), before any link function; the trees' values summed in their order."""
        count = len(rows)
        scores = np.zeros((count, self.classes))
        step = max(1, _AT_ONCE // max(1, len(self.roots)))
        for start in range(0, count, step):
            part = rows[start : start + step]
            flat = np.ascontiguousarray(part).ravel()
            base = (np.arange(len(part), dtype=np.int32) * part.shape[1])[:, None]
            node = np.broadcast_to(self.roots, (len(part), len(self.roots)))
            for _ in range(self.depth):
                goes_right = flat.take(base + self.feature.take(node)) > self.threshold.take(node)
                node = self.children.take(2 * node + goes_right)
            leaves = self.value.take(node).reshape(len(part), -1, self.classes)
            # A running sum and not np.sum: its pairwise order may differ between builds.
            scores[start : start + step] = np.add.accumulate(leaves, axis=1)[:, -1]
        return scores

    def probabilities(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """(rows, classes) by softmax; for one class the logistic function, (rows, 1)."""
        scores = self.scores(rows)
        if self.classes == 1:
            return np.asarray(1 / (1 + np.exp(-scores)))
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def load_trees(content: bytes) -> Trees:
    """The ensemble in a file's bytes."""
    raw: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(content))
    return Trees(
        features=tuple(raw["features"]),
        classes=raw["classes"],
        depth=raw["depth"],
        roots=np.frombuffer(raw["roots"], "<i4").astype(np.int32),
        feature=np.frombuffer(raw["feature"], "<i2").astype(np.int32),
        threshold=np.frombuffer(raw["threshold"], "<f4").astype(np.float32),
        children=np.frombuffer(raw["children"], "<i4").astype(np.int32),
        value=np.frombuffer(raw["value"], "<f4").astype(np.float64),
    )


def dump_trees(features: Sequence[str], classes: int, trees: Sequence[dict[str, Any]]) -> bytes:
    """The file for LightGBM's trees (`tree_info` of `Booster.dump_model()`), the same bytes for the same trees."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    children: list[int] = []
    value: list[float] = []
    deepest = 0
    for tree in trees:
        roots.append(len(feature))
        pending = [(tree["tree_structure"], -1, 0)]
        while pending:
            node, parent_slot, depth = pending.pop()
            place = len(feature)
            if parent_slot >= 0:
                children[parent_slot] = place
            deepest = max(deepest, depth)
            if "split_feature" in node:
                feature.append(node["split_feature"])
                threshold.append(node["threshold"])
                children += [place, place]
                value.append(0.0)
                pending.append((node["right_child"], 2 * place + 1, depth + 1))
                pending.append((node["left_child"], 2 * place, depth + 1))
            else:
                feature.append(0)
                threshold.append(float("inf"))
                children += [place, place]
                value.append(node["leaf_value"])
    raw = {
        "features": list(features),
        "classes": classes,
        "depth": deepest,
        "roots": np.asarray(roots, "<i4").tobytes(),
        "feature": np.asarray(feature, "<i2").tobytes(),
        "threshold": np.asarray(threshold, "<f4").tobytes(),
        "children": np.asarray(children, "<i4").tobytes(),
        "value": np.asarray(value, "<f4").tobytes(),
    }
    return zlib.compress(msgspec.msgpack.encode(raw), 9)
