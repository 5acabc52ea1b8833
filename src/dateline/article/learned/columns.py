"""Columns of features: one row a block, each column in one piece of memory."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
# A matrix the other way round, to be filled in: a row a column.
Rows = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
# Beyond this many steps an ancestor tells nothing more.
FAR = 12


def join_columns(parts: Sequence[Matrix]) -> Matrix:
    """Matrices of the same rows side by side; each column in one piece of memory, as the trees read them."""
    return np.concatenate([part.T for part in parts], dtype=np.float32).T


def fill_rows(rows: Rows, columns: Sequence[npt.ArrayLike]) -> None:
    """Write these columns, each into a row."""
    for row, column in zip(rows, columns, strict=True):
        row[:] = column
