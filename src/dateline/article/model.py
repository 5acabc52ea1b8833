"""The block model: how likely each block is the article's text, from boosted trees kept as plain arrays.

Two stages: the first judges each block by its own features; the second sees the first one's judgement of the
blocks around it, so that siblings agree. The mean of two such pairs, of trees of other depths, is what counts. Trees
are oblivious (each level asks one question), leaves are whole numbers, so that the sum is the same on every machine.
Trained by `python -m training.blocks`; card beside the data.
"""

import functools
import io
from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.features import feature_names, join_columns
from dateline.article.trees import Questions, find_leaves, gather_questions
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]

# Leaves are multiples of this.
LEAF_UNIT = 1 / 65_536
_BATCH = 4_000
# The data files of the pairs.
MODELS = ("blocks", "blocks_shallow")


class Forest(msgspec.Struct, frozen=True, dict=True):
    """Oblivious trees of one depth: questions level by level (column > threshold), leaves tree by tree."""

    columns: npt.NDArray[np.int64]
    thresholds: Floats
    leaves: npt.NDArray[np.int64]
    bias: float
    depth: int

    @functools.cached_property
    def questions(self) -> Questions:
        """The questions, each once."""
        return gather_questions(self.columns, self.thresholds, self.depth)


class BlockModel(msgspec.Struct, frozen=True):
    """Both stages, and the names of the columns that the first one was trained on."""

    first: Forest
    second: Forest
    names: tuple[str, ...]


def load_models() -> tuple[BlockModel, ...]:
    """The shipped models, read once per process."""
    return shared_data().resource("article-blocks", _build)


def body_probability(matrix: Floats, mass: Floats, parents: npt.NDArray[np.int64]) -> Floats:
    """For each block, how likely it is the article's text, 0 to 1.

    matrix: `measure_blocks`' features. mass: words. parents: three columns, for each block its element, the element
    above, and a number for the blocks made alike; the second stage averages over them.
    """
    if not len(matrix):
        return np.zeros(0, np.float32)
    judged = [_judge(model, matrix, mass, parents) for model in load_models()]
    mean: Floats = np.mean(judged, axis=0, dtype=np.float32)
    return mean


def _judge(model: BlockModel, matrix: Floats, mass: Floats, parents: npt.NDArray[np.int64]) -> Floats:
    matrix = _wanted(matrix, model.names)
    first = vote(model.first, matrix)
    return vote(model.second, join_columns([matrix, surroundings(first, mass, parents)]))


def _wanted(matrix: Floats, names: tuple[str, ...]) -> Floats:
    """The columns that the model was trained on, in its order."""
    here = feature_names()
    return matrix if names == here else matrix[:, [here.index(name) for name in names]]


def vote(forest: Forest, matrix: Floats) -> Floats:
    """Probabilities of the rows of a matrix."""
    return np.concatenate([_vote(forest, matrix[start : start + _BATCH]) for start in range(0, len(matrix), _BATCH)])


def _vote(forest: Forest, matrix: Floats) -> Floats:
    total = forest.leaves.take(find_leaves(forest.questions, matrix)).sum(axis=0)
    chance: Floats = (1 / (1 + np.exp(-(total * LEAF_UNIT + forest.bias)))).astype(np.float32)
    return chance


def surroundings(first: Floats, mass: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """The second stage's columns: the first one's judgement of the block, of its neighbours, of its kin."""
    count = len(first)
    columns = [first]
    for step in (-4, -3, -2, -1, 1, 2, 3, 4):
        shifted = np.full(count, -1, np.float32)
        if step < 0 and count > -step:
            shifted[-step:] = first[:step]
        elif step > 0 and count > step:
            shifted[:-step] = first[step:]
        columns.append(shifted)
    heavy = mass * first
    for group in groups.T:
        masses = np.bincount(group, weights=mass)
        columns.append((np.bincount(group, weights=heavy) / np.maximum(masses, 1))[group].astype(np.float32))
        columns.append(np.bincount(group, weights=first > 0.5)[group].astype(np.float32))
    for half in (3, 10):
        before = np.concatenate(([0.0], np.cumsum(heavy)))
        weight = np.concatenate(([0.0], np.cumsum(mass)))
        low = np.maximum(0, np.arange(count) - half)
        high = np.minimum(count, np.arange(count) + half + 1)
        columns.append(((before[high] - before[low]) / (weight[high] - weight[low] + 1)).astype(np.float32))
    sure = np.flatnonzero(first > 0.8)
    start, end = (int(sure[0]), int(sure[-1])) if len(sure) else (count, count)
    index = np.arange(count)
    columns.append(np.clip(index - start, -50, 50).astype(np.float32))
    columns.append(np.clip(end - index, -50, 50).astype(np.float32))
    whole = heavy.sum()
    columns.append(((np.cumsum(heavy) - heavy) / (whole + 1)).astype(np.float32))
    columns.append(np.full(count, np.log1p(whole), np.float32))
    columns.append(np.full(count, float(np.max(first)), np.float32))
    return np.stack(columns).astype(np.float32, copy=False).T


def pack(first: Forest, second: Forest, names: tuple[str, ...]) -> bytes:
    """The bytes of a model's data file."""
    return pack_arrays(names, {**forest_arrays(first, "first_"), **forest_arrays(second, "second_")})


def pack_arrays(names: tuple[str, ...], arrays: dict[str, npt.NDArray[np.generic]]) -> bytes:
    """The bytes of a data file that holds trees' arrays and the names of the columns that they ask for."""
    out = io.BytesIO()
    np.savez_compressed(out, names=np.array("\n".join(names)), **arrays)  # type: ignore[arg-type]
    return out.getvalue()


def forest_arrays(forest: Forest, prefix: str = "") -> dict[str, npt.NDArray[np.generic]]:
    """A forest as arrays of a data file; `forest_of` reads them again."""
    return {
        f"{prefix}columns": forest.columns.astype(np.uint16),
        f"{prefix}thresholds": forest.thresholds.astype(np.float32),
        f"{prefix}leaves": forest.leaves.astype(np.int32),
        f"{prefix}shape": np.array([forest.bias, forest.depth]),
    }


def forest_of(data: Mapping[str, npt.NDArray[np.generic]], prefix: str = "") -> Forest:
    """The forest that `forest_arrays` laid down in a data file."""
    bias, depth = data[f"{prefix}shape"].tolist()
    return Forest(
        data[f"{prefix}columns"].astype(np.int64),
        data[f"{prefix}thresholds"].astype(np.float32),
        data[f"{prefix}leaves"].astype(np.int64),
        float(bias),
        int(depth),
    )


def _build(language: Language) -> tuple[BlockModel, ...]:
    return tuple(_read(language.read(f"article/{name}.npz") or b"") for name in MODELS)


def _read(content: bytes) -> BlockModel:
    data = np.load(io.BytesIO(content), allow_pickle=False)
    return BlockModel(forest_of(data, "first_"), forest_of(data, "second_"), tuple(str(data["names"]).split("\n")))
