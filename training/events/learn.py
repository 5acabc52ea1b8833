"""Logistic regression on yes-or-no signs, by Newton's method; pages are never split between folds."""

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
# A sign seen on fewer reports or fewer pages than these says more about those pages than about reports.
MIN_REPORTS, MIN_PAGES = 5, 4
FOLDS = 10


def vocabulary(signs: Sequence[Sequence[str]], pages: Sequence[str]) -> list[str]:
    """Signs that are seen often enough to be weighed, sorted."""
    reports = Counter(sign for each in signs for sign in set(each))
    on_pages = Counter(sign for sign, _ in {(sign, page) for each, page in zip(signs, pages) for sign in each})
    return sorted(s for s in reports if reports[s] >= MIN_REPORTS and on_pages[s] >= MIN_PAGES)


def matrix(signs: Sequence[Sequence[str]], names: Sequence[str]) -> Floats:
    """A row for each report; 1 where it bears a sign; the last column is always 1."""
    place = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(signs), len(names) + 1))
    for row, each in zip(rows, signs):
        for sign in each:
            if sign in place:
                row[place[sign]] = 1.0
    rows[:, -1] = 1.0
    return rows


def fit(rows: Floats, right: Floats, penalty: float) -> Floats:
    """The coefficients of least penalised loss; the constant is not penalised."""
    size = rows.shape[1]
    held = np.full(size, penalty)
    held[-1] = 1e-6
    found = np.zeros(size)
    for _ in range(30):
        chance = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (chance - right) + held * found
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(curve, slope)
        found = found - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return found


def fold_of(page: str) -> int:
    """Which fold a page is judged in."""
    return int(hashlib.sha256(f"fold {page}".encode()).hexdigest(), 16) % FOLDS


def out_of_fold(signs: Sequence[Sequence[str]], pages: Sequence[str], right: Floats, penalty: float) -> Floats:
    """Log odds of each report by a model that saw no report of its page."""
    folds = np.array([fold_of(page) for page in pages])
    found = np.zeros(len(right))
    for fold in range(FOLDS):
        seen, judged = folds != fold, folds == fold
        if not judged.any():
            continue
        names = vocabulary([s for s, k in zip(signs, seen) if k], [p for p, k in zip(pages, seen) if k])
        rows = matrix(signs, names)
        found[judged] = rows[judged] @ fit(rows[seen], right[seen], penalty)
    return found
