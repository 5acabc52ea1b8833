"""Fits the two stages with CatBoost and turns them into plain arrays.

A block weighs by its words, since the metric counts words; blocks half in the gold weigh little, and far furniture
is thinned out, the rest weighing for it.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.learned.blocks import LEAF_UNIT, Forest, surroundings, vote
from training.blocks.pages import FOLDS

Floats = npt.NDArray[np.float32]

FIRST: dict[str, Any] = {"iterations": 240, "depth": 6, "learning_rate": 0.12, "l2_leaf_reg": 5, "border_count": 48}
SECOND: dict[str, Any] = {"iterations": 160, "depth": 6, "learning_rate": 0.1, "l2_leaf_reg": 6, "border_count": 48}
# The second pair: more trees of less depth.
SHALLOW = ({**FIRST, "iterations": 320, "depth": 5}, {**SECOND, "iterations": 220, "depth": 5})
_WEIGHT_POWER = 0.6
_NEAR = 12
_THIN = 3


class Page(Protocol):
    """What is learned from: `TrainingPage` tells what its parts are."""

    fold: int
    matrix: Floats
    mass: Floats
    groups: npt.NDArray[np.int64]
    gold: Floats


def fit(pages: Sequence[Page], columns: list[Floats], options: dict[str, Any], threads: int) -> Forest:
    """A forest fitted to the gold of all pages; columns: each page's matrix."""
    xs, ys, ws = [], [], []
    for page, matrix in zip(pages, columns):
        keep, weight = sample(page)
        xs.append(matrix[keep])
        ys.append(page.gold[keep] >= 0.5)
        ws.append(weight)
    weights = np.concatenate(ws)
    model = CatBoostClassifier(**options, thread_count=threads, random_seed=1, verbose=0, allow_writing_files=False)
    model.fit(np.concatenate(xs), np.concatenate(ys).astype(int), sample_weight=weights / weights.mean())
    return as_forest(model, options["depth"])


def fold_forests(pages: Sequence[Page], columns: list[Floats], options: dict[str, Any], threads: int) -> list[Forest]:
    """For each fold a forest that saw no page of it."""
    forests = []
    for fold in range(FOLDS):
        inside = [index for index, page in enumerate(pages) if page.fold != fold]
        chosen = [pages[index] for index in inside]
        forests.append(fit(chosen, [columns[index] for index in inside], options, threads))
        print(f"fold {fold} done", flush=True)
    return forests


def out_of_fold(pages: Sequence[Page], columns: list[Floats], forests: list[Forest]) -> list[Floats]:
    """Each page's probabilities from the forest that saw no page of its fold."""
    return [vote(forests[page.fold], matrix) for page, matrix in zip(pages, columns)]


def second_columns(pages: Sequence[Page], first: list[Floats]) -> list[Floats]:
    """Each page's matrix for the second stage, from the first stage's probabilities."""
    return [
        np.concatenate([page.matrix, surroundings(judged, page.mass, page.groups)], axis=1)
        for page, judged in zip(pages, first)
    ]


def sample(page: Page) -> tuple[npt.NDArray[np.int64], Floats]:
    """The blocks of a page that a model is fitted to, and how much each weighs."""
    gold = page.gold
    index = np.arange(len(gold))
    inside = np.flatnonzero(gold >= 0.5)
    gap = np.min(np.abs(index[:, None] - inside[None, :]), axis=1) if len(inside) else np.full(len(gold), 999)
    far = (gap > _NEAR) & (gold < 0.2)
    keep = np.flatnonzero(~far | (index % _THIN == 0))
    weight = (page.mass + 3) ** _WEIGHT_POWER * np.abs(gold - 0.5) * 2 * np.where(far, _THIN, 1)
    return keep, (weight[keep] / max(float(weight.sum()), 1e-6)).astype(np.float32)


def as_forest(model: Any, depth: int) -> Forest:
    """CatBoost's oblivious trees as arrays: questions level by level, leaves in whole units."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text())
    trees = [tree for tree in told["oblivious_trees"] if len(tree["splits"]) == depth]
    scale, bias = told["scale_and_bias"][0], told["scale_and_bias"][1][0]
    constant = sum(tree["leaf_values"][0] for tree in told["oblivious_trees"] if not tree["splits"])
    columns = [[tree["splits"][level]["float_feature_index"] for tree in trees] for level in range(depth)]
    thresholds = [[tree["splits"][level]["border"] for tree in trees] for level in range(depth)]
    leaves = [round(value * scale / LEAF_UNIT) for tree in trees for value in tree["leaf_values"]]
    return Forest(
        np.array(columns, np.int64).ravel(),
        np.array(thresholds, np.float32).ravel(),
        np.array(leaves, np.int64),
        float(bias + constant * scale),
        depth,
    )
