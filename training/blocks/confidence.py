"""Fits the body's confidence: which measures of a page tell that its body is good, on judgements of unseen pages."""

import itertools

import numpy as np
import numpy.typing as npt
from bench.quality.shingles import shingle_match

from dateline.article.body.choose import choose_body
from dateline.article.html import body_places
from dateline.article.kind.genre import is_dated
from dateline.article.learned.confidence import MEASURES, measure_body
from dateline.article.roles import assign_roles
from training.blocks.learn import Floats
from training.blocks.pages import FOLDS, TrainingPage

GOOD = 0.9
# What a measure may say: more agreement never makes a body worse. A measure that would say the contrary is left out.
_SIGNS = {"agreement": 1, "doubt": -1, "dropped": -1, "unlikely": -1, "told": 1, "untold": -1, "holes": -1, "first": 1}
_RIDGE = 1.0
_STEPS = 30
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)

Doubles = npt.NDArray[np.float64]


def fit_confidence(pages: list[TrainingPage], judged: list[Floats]) -> tuple[str, list[str]]:
    """The data file's text, and lines that tell how reliable the confidence is on folds that it was not fitted on."""
    rows, good, folds = [], [], []
    for page, chances in zip(pages, judged):
        found = _measure(page, chances)
        if found is not None:
            rows.append(found[0])
            good.append(found[1])
            folds.append(page.fold)
    matrix, wanted, fold = np.array(rows), np.array(good, float), np.array(folds)
    held_out = np.zeros(len(wanted))
    for each in range(FOLDS):
        weights = fit_signed(matrix[fold != each], wanted[fold != each])
        held_out[fold == each] = 1 / (1 + np.exp(-matrix[fold == each] @ weights))
    final = fit_signed(matrix, wanted)
    listed = "\n".join(f"{name} = {weight:.4f}" for name, weight in zip(MEASURES, final))
    head = "# Weights of the body's confidence, made by `python -m training.blocks`.\n[weights]\n"
    return f"{head}{listed}\n", reliability(held_out, wanted)


def reliability(told: Doubles, good: Doubles) -> list[str]:
    """Expected calibration error, Brier score, and a line a bin: how many pages, confidence told, share good."""
    lines, error = [], 0.0
    for low, high in itertools.pairwise(_BINS):
        inside = (told >= low) & (told < high)
        if inside.any():
            mean, share = float(told[inside].mean()), float(good[inside].mean())
            error += inside.sum() * abs(mean - share)
            lines.append(f"confidence {low:.2f} to {min(high, 1.0):.2f}: {inside.sum()} pages, {mean:.3f}, {share:.3f}")
    brier = float(((told - good) ** 2).mean())
    head = f"{len(good)} pages, {good.mean():.3f} good; expected calibration error {error / len(good):.3f}"
    return [f"{head}, Brier score {brier:.3f}; by confidence (pages, mean told, share good):", *lines]


def fit_signed(matrix: Doubles, wanted: Doubles) -> Doubles:
    """Weights with the signs that the measures may have; zero for a measure left out, the most contrary one first."""
    signs = np.array([_SIGNS.get(name, 0) for name in MEASURES])
    used = np.ones(matrix.shape[1], bool)
    while True:
        weights = np.zeros(matrix.shape[1])
        weights[used] = fit_logistic(matrix[:, used], wanted)
        contrary = weights * signs * matrix.std(axis=0)
        if contrary.min() >= 0:
            return weights
        used[int(np.argmin(contrary))] = False


def fit_logistic(matrix: Doubles, wanted: Doubles) -> Doubles:
    """Weights by Newton's method with a ridge; the first column is the bias."""
    weights = np.zeros(matrix.shape[1])
    ridge = np.full(matrix.shape[1], _RIDGE)
    ridge[0] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (wanted - chance) - ridge * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _measure(page: TrainingPage, chances: Floats) -> tuple[list[float], bool] | None:
    """The measures of a page read with these judgements, and whether its body is good; None where there is no body."""
    dated = is_dated(page.markup, page.structured, page.headline)
    settled = choose_body(page.markup, page.structured, page.features, chances, page.headline, page.names, dated=dated)
    _, blocks = assign_roles(page.markup, page.structured, page.features, settled, page.headline, page.names)
    chosen = body_places(blocks)
    if not chosen:
        return None
    common, excess, missing = shingle_match(page.body, "\n".join(blocks[index].text for index in chosen))
    f1 = 2 * common / (2 * common + excess + missing) if common else 0.0
    return measure_body(page.features, chances, settled, chosen), f1 >= GOOD
