"""The block model: how likely each block is the article's text, from boosted trees kept as plain arrays.

Two stages: the first judges each block by its own features; the second sees the first one's judgement of the
blocks around it, so that siblings agree. The mean of two such pairs, of trees of other depths, is what counts. Trees
are oblivious (each level asks one question), leaves are whole numbers, so that the sum is the same on every machine.
Trained by `python -m training.blocks`; card beside the data.
"""

import functools
import io
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import known_names, pick_columns
from dateline.article.learned.trees import Questions, compile_trees, gather_questions, score_leaves
from dateline.article.native import native
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]

# Leaves are multiples of this.
LEAF_UNIT = 1 / 65_536
# The second stage's columns, and which of them is the likely words of the page.
_ROWS_OF_KIN, _ROW_OF_WHOLE = 22, 20
# The data files of the pairs.
MODELS = ("blocks", "blocks_shallow")


class Forest(msgspec.Struct, frozen=True, dict=True):
    """Oblivious trees of one depth: questions level by level (column > threshold), leaves tree by tree."""

    columns: npt.NDArray[np.int64]
    thresholds: Floats
    leaves: npt.NDArray[np.int32]
    bias: float
    depth: int

    @functools.cached_property
    def against(self) -> npt.NDArray[np.float64]:
        """What is added to the odds against a row."""
        return np.array([-self.bias])

    @functools.cached_property
    def questions(self) -> Questions:
        """The questions, each once."""
        return gather_questions(self.columns, self.thresholds, self.depth)

    @functools.cached_property
    def compiled(self) -> Any:
        """The trees in C."""
        return compile_trees(self)


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
    around = _surrounder(mass, parents)
    first, *others = [_judge(model, matrix, around) for model in load_models()]
    for each in others:
        first += each
    first /= len(others) + 1
    return first


def _judge(model: BlockModel, matrix: Floats, around: Callable[[Floats], Floats]) -> Floats:
    matrix = pick_columns(matrix, model.names)
    first = vote(model.first, matrix)
    return vote(model.second, matrix, around(first))


def vote(forest: Forest, matrix: Floats, beside: Floats | None = None) -> Floats:
    """Probabilities of the rows of a matrix. beside: more columns of it."""
    odds = score_leaves(forest, matrix, -LEAF_UNIT, forest.against, beside)[:, 0]  # against them, as logarithms
    np.exp(odds, out=odds)
    built, chances = native(), np.empty(len(odds), np.float32)
    if built is None:
        chances[:] = 1 / (odds + 1)
    else:
        built.to_chances(odds, chances)
    return chances


class _Kin(msgspec.Struct):
    """What both models' second stages look at alike: the words of blocks, of their groups and of those about them.

    groups: for each group of a block its number and the words of all of the group's, at least one.
    about: of the blocks so many steps before and after, the first, the one behind the last, and their words plus one.
    """

    mass: Floats
    groups: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]
    about: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]]


def _gather_kin(mass: Floats, groups: npt.NDArray[np.int64]) -> _Kin:
    index = np.arange(len(mass))
    weight = np.concatenate(([0.0], np.cumsum(mass)))
    about = []
    for half in (3, 10):
        low, high = np.maximum(0, index - half), np.minimum(len(mass), index + half + 1)
        about.append((low, high, weight[high] - weight[low] + 1))
    weighed = [(group, np.maximum(np.bincount(group, weights=mass), 1)) for group in np.ascontiguousarray(groups.T)]
    return _Kin(mass, weighed, about)


def surroundings(first: Floats, mass: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """The second stage's columns: the first one's judgement of the block, of its neighbours, of its kin."""
    return _surrounder(mass, groups)(first)


def _surrounder(mass: Floats, groups: npt.NDArray[np.int64]) -> Callable[[Floats], Floats]:
    """What gives a judgement's surroundings on a page."""
    built = native()
    if built is None:
        return functools.partial(_surroundings, kin=_gather_kin(mass, groups))

    def surround(first: Floats) -> Floats:
        rows = np.empty((_ROWS_OF_KIN, len(first)), np.float32)
        heavy = mass * first
        whole = np.add.reduce(heavy)
        built.measure_kin(first, heavy, mass, groups, rows, whole)
        rows[_ROW_OF_WHOLE] = np.log1p(whole)
        return rows.T

    return surround


def _surroundings(first: Floats, kin: _Kin) -> Floats:
    count = len(first)
    columns = np.empty((_ROWS_OF_KIN, count), np.float32)
    columns[0] = first
    columns[1:9] = -1
    for shifted, step in zip(columns[1:9], (-4, -3, -2, -1, 1, 2, 3, 4)):
        if step < 0 and count > -step:
            shifted[-step:] = first[:step]
        elif step > 0 and count > step:
            shifted[:-step] = first[step:]
    heavy, likely = kin.mass * first, first > 0.5
    for place, (group, masses) in enumerate(kin.groups):
        columns[9 + 2 * place] = (np.bincount(group, weights=heavy) / masses)[group]
        columns[10 + 2 * place] = np.bincount(group, weights=likely)[group]
    summed = np.cumsum(heavy)
    before = np.concatenate(([0.0], summed))
    for place, (low, high, words) in enumerate(kin.about):
        columns[15 + place] = (before[high] - before[low]) / words
    sure = (first > 0.8).nonzero()[0]
    start, end = (int(sure[0]), int(sure[-1])) if len(sure) else (count, count)
    index = np.arange(count)
    columns[17] = np.clip(index - start, -50, 50)
    columns[18] = np.clip(end - index, -50, 50)
    whole = heavy.sum()
    columns[19] = (summed - heavy) / (whole + 1)
    columns[_ROW_OF_WHOLE] = np.log1p(whole)
    columns[21] = np.max(first)
    return columns.T


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
        data[f"{prefix}leaves"].astype(np.int32),
        float(bias),
        int(depth),
    )


def _build(language: Language) -> tuple[BlockModel, ...]:
    return tuple(_read(language.read(f"article/{name}.npz") or b"") for name in MODELS)


def _read(content: bytes) -> BlockModel:
    data = np.load(io.BytesIO(content), allow_pickle=False)
    return BlockModel(
        forest_of(data, "first_"), forest_of(data, "second_"), known_names(tuple(str(data["names"]).split("\n")))
    )
