"""Oblivious trees, whose every level asks one question: which leaf each row comes to."""

from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import join_columns
from dateline.article.native import native

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

# Rows that numpy asks at once: all their leaves are held together.
_BATCH = 1_000


class Questions(msgspec.Struct, frozen=True):
    """What oblivious trees ask, each question once: columns, thresholds.

    places: which of them each level of each tree asks, those of the first level of all trees first.
    """

    columns: Places
    thresholds: Floats
    places: Places
    depth: int


def gather_questions(columns: Places, thresholds: Floats, depth: int) -> Questions:
    """The distinct ones of these questions (column > threshold); of a forest's, half are asked more than once."""
    asked = list(zip(columns.tolist(), thresholds.tolist()))
    distinct = {question: place for place, question in enumerate(sorted(set(asked)))}
    return Questions(
        np.array([column for column, _ in distinct], np.intp),
        np.array([threshold for _, threshold in distinct], thresholds.dtype),
        np.array([distinct[question] for question in asked], np.intp),
        depth,
    )


def find_leaves(questions: Questions, matrix: Floats) -> Places:
    """For each tree and each row of the matrix, the place of its leaf among the leaves of all trees: [trees, rows].

    A level's answer is a bit of the leaf's number, the first level's the lowest. Up to eight levels, so that a byte
    holds a leaf.

    >>> asked, thresholds = np.array([0, 1]), np.array([0.5, 0.5], np.float32)
    >>> find_leaves(gather_questions(asked, thresholds, 2), np.array([[1, 0], [0, 1]], np.float32)).tolist()
    [[1, 2]]
    """
    depth = questions.depth
    trees = len(questions.places) // depth
    answers = np.ascontiguousarray(matrix.T).take(questions.columns, axis=0) > questions.thresholds[:, None]
    levels = answers.view(np.uint8).take(questions.places, axis=0).reshape(depth, trees, len(matrix))
    leaf = levels[-1]
    for level in levels[-2::-1]:
        leaf += leaf  # a shift by one; numpy adds bytes many at a time, but shifts them one by one
        leaf |= level
    # Added in numbers as narrow as they may be and widened once: numpy widens slowly where it adds, too.
    narrow = np.min_scalar_type(trees << depth)
    firsts = np.arange(0, trees << depth, 1 << depth, dtype=narrow)
    places: Places = (leaf.astype(narrow) + firsts[:, None]).astype(np.intp)
    return places


class Trees(Protocol):
    """A forest: its questions level by level, the leaves of all trees, a row a leaf where it votes for several."""

    @property
    def columns(self) -> npt.NDArray[np.int64]: ...  # noqa: D102

    @property
    def thresholds(self) -> Floats: ...  # noqa: D102

    @property
    def leaves(self) -> npt.NDArray[np.int32]: ...  # noqa: D102

    @property
    def depth(self) -> int: ...  # noqa: D102

    @property
    def questions(self) -> Questions: ...  # noqa: D102

    @property
    def compiled(self) -> Any: ...  # noqa: D102


def compile_trees(forest: Trees) -> Any:
    """The forest in C."""
    leaves = forest.leaves if forest.leaves.ndim > 1 else forest.leaves[:, None]
    return native().Forest(forest.columns, forest.thresholds, leaves, forest.depth)


def sum_leaves(
    forest: Trees, matrix: Floats, beside: Floats | None = None, places: Places | None = None
) -> npt.NDArray[np.integer]:
    """For each row the sum of its leaves over all trees: [rows], or [rows, votes] as the leaves are.

    places: the rows of the matrix that are asked about, else all. beside: more columns of those rows.
    """
    if native() is None or matrix.dtype != np.float32:
        return sum_plainly(forest, matrix, beside, places)
    several = forest.leaves.ndim > 1
    rows = len(matrix if places is None else places)
    sums = np.empty((rows, forest.leaves.shape[1] if several else 1), np.int64)
    forest.compiled.sum(_by_columns(matrix), sums, None if beside is None else _by_columns(beside), places)
    return sums if several else sums[:, 0]


def score_leaves(
    forest: Trees,
    matrix: Floats,
    unit: float,
    biases: npt.NDArray[np.float64],
    beside: Floats | None = None,
    places: Places | None = None,
) -> npt.NDArray[np.float64]:
    """Those sums times a unit, with what is added for each vote: [rows, votes], which is one where leaves have one."""
    sums, built = sum_leaves(forest, matrix, beside, places), native()
    sums = sums.reshape(len(sums), len(biases))
    if built is None or sums.dtype != np.int64:
        scaled: npt.NDArray[np.float64] = sums * unit + biases
        return scaled
    scores = np.empty(sums.shape)
    built.scale_rows(sums, unit, biases, scores)
    return scores


def _by_columns(matrix: Floats) -> Floats:
    """A matrix the other way round, each column in one piece of memory."""
    return matrix.T if matrix.strides[0] == matrix.itemsize else np.ascontiguousarray(matrix.T)


def sum_plainly(
    forest: Trees, matrix: Floats, beside: Floats | None = None, places: Places | None = None
) -> npt.NDArray[np.integer]:
    """The same by numpy. Leaves are whole numbers, some hundred below 2**17: no order of adding is better."""
    if places is not None:
        matrix = matrix.T.take(places, axis=1).T
    if beside is not None:
        matrix = join_columns([matrix, beside])
    sums = np.empty((len(matrix), *forest.leaves.shape[1:]), np.int32)
    for start in range(0, len(matrix), _BATCH):
        leaves = find_leaves(forest.questions, matrix[start : start + _BATCH])
        forest.leaves.take(leaves, axis=0).sum(axis=0, dtype=np.int32, out=sums[start : start + _BATCH])
    return sums
