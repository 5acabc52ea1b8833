"""Fits the trees with CatBoost and turns them into plain arrays.

Every page weighs alike; a block on which the two passes differ weighs half for each of their roles. Blocks that the
rules keep for the article are no furniture to learn from, unless the readers say that they are.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.learned.furniture import FURNITURE, LEAF_UNIT, RoleForest, vote
from training.roles.pages import FOLDS, RolePage

Floats = npt.NDArray[np.float32]
OPTIONS: dict[str, Any] = {
    "iterations": 150, "depth": 5, "learning_rate": 0.18, "l2_leaf_reg": 6, "border_count": 24,
    "loss_function": "MultiClass", "classes_count": len(FURNITURE), "rsm": 0.25,
}  # fmt: skip


def fit(pages: list[RolePage], threads: int) -> RoleForest:
    """A forest fitted to what the readers said of the pages' furniture."""
    rows, roles, weights = [], [], []
    for page in pages:
        told = page.told()
        if told:
            rows.append(page.columns[[row for row, _ in told]])
            roles += [role for _, role in told]
            weights += [1 / len(told) ** 0.7] * len(told)
    model = CatBoostClassifier(**OPTIONS, thread_count=threads, random_seed=1, verbose=0, allow_writing_files=False)
    weight = np.array(weights)
    model.fit(np.concatenate(rows), np.array(roles), sample_weight=weight / weight.mean())
    return as_forest(model, OPTIONS)


def out_of_fold(pages: list[RolePage], threads: int) -> list[Floats]:
    """Each page's probabilities from a forest that saw no page of its site."""
    found: list[Floats] = [np.zeros((0, len(FURNITURE)), np.float32)] * len(pages)
    for fold in range(FOLDS):
        forest = fit([page for page in pages if page.fold != fold], threads)
        for index, page in enumerate(pages):
            if page.fold == fold:
                found[index] = vote(forest, page.columns)
        print(f"fold {fold} done", flush=True)
    return found


def as_forest(model: Any, options: dict[str, Any]) -> RoleForest:
    """CatBoost's oblivious trees as arrays: questions level by level, leaves in whole units."""
    depth, kinds = options["depth"], options["classes_count"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text())
    scale, bias = told["scale_and_bias"]
    constant = np.array(bias if isinstance(bias, list) else [bias] * kinds, np.float64)
    for tree in told["oblivious_trees"]:
        if not tree["splits"]:
            constant = constant + np.array(tree["leaf_values"], np.float64) * scale
    trees = [tree for tree in told["oblivious_trees"] if tree["splits"]]
    # A tree of fewer levels asks what is never true for those that lack: their bits of the leaf's number stay 0.
    never = {"float_feature_index": 0, "border": float(np.finfo(np.float32).max)}
    splits = [[*tree["splits"], *[never] * (depth - len(tree["splits"]))] for tree in trees]
    columns = [[asked[level]["float_feature_index"] for asked in splits] for level in range(depth)]
    thresholds = [[asked[level]["border"] for asked in splits] for level in range(depth)]
    leaves = [_leaves(tree["leaf_values"], scale, kinds, 1 << depth) for tree in trees]
    return RoleForest(
        np.array(columns, np.intp).ravel(),
        np.array(thresholds, np.float32).ravel(),
        np.concatenate(leaves).astype(np.int32),
        constant,
        depth,
    )


def _leaves(values: list[float], scale: float, kinds: int, count: int) -> npt.NDArray[np.float64]:
    """A tree's leaves in whole units, a row a leaf; rows of zeros for those that it does not have."""
    leaves = np.zeros((count, kinds))
    given = np.rint(np.array(values) * scale / LEAF_UNIT).reshape(-1, kinds)
    leaves[: len(given)] = given
    return leaves
