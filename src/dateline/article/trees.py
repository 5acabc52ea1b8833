"""Oblivious trees, whose every level asks one question: which leaf each row comes to."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]


def find_leaves(columns: npt.NDArray[np.intp], thresholds: Floats, depth: int, matrix: Floats) -> Places:
    """For each tree and each row of the matrix, the place of its leaf among the leaves of all trees: [trees, rows].

    columns, thresholds: questions (column > threshold), those of the first level of all trees first; a level's answer
    is a bit of the leaf's number, the first level's the lowest. depth: up to eight levels, so that a byte holds a leaf.

    >>> asked, thresholds = np.array([0, 1]), np.array([0.5, 0.5], np.float32)
    >>> find_leaves(asked, thresholds, 2, np.array([[1, 0], [0, 1]], np.float32)).tolist()
    [[1, 2]]
    """
    trees = len(columns) // depth
    answers = np.ascontiguousarray(matrix.T)[columns] > thresholds[:, None]
    levels = answers.view(np.uint8).reshape(depth, trees, len(matrix))
    leaf = levels[-1]
    for level in levels[-2::-1]:
        leaf += leaf  # a shift by one; numpy adds bytes many at a time, but shifts them one by one
        leaf |= level
    places: Places = leaf + (np.arange(trees, dtype=np.intp) << depth)[:, None]
    return places
