"""Fits the words that tell a block of the body from others: a linear model over words which several sites have.

Names do not get in: of a block's words those count which are nearly always written small.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from dateline.article.learned.words import UNIT, WordReader, Words, spell_words
from training.blocks.learn import sample
from training.blocks.pages import FOLDS, TrainingPage

LEAST_SITES = 8
# Weights below are too small to be told from none, and would be most of the file.
_LEAST_WEIGHT = 2 * UNIT
# A word is no name where it stands written small so many times as often as not.
_SMALL = 4
_BODY = 0.5
_PENALTY = 33.0
_STEPS = 120

Doubles = npt.NDArray[np.float64]


def fit_words(pages: list[TrainingPage]) -> tuple[Words, list[str]]:
    """The words' weights from all pages, and lines that tell how well they do on sites that they do not know."""
    told = [_words_of(page) for page in pages]
    names = _vocabulary(pages, told)
    places = {word: place for place, word in enumerate(names)}
    rows = [_rows(words, places) for words in told]
    said, golds = [], []
    for fold in range(FOLDS):
        weights = _fit([(page, row) for page, row in zip(pages, rows) if page.fold != fold])
        for page, row in zip(pages, rows):
            if page.fold == fold:
                said.append(row @ weights[:-1] + weights[-1])
                golds.append(page.gold >= _BODY)
    area = _area(np.concatenate(said), np.concatenate(golds))
    weights = _fit(list(zip(pages, rows)))
    kept = {word: float(weight) for word, weight in zip(names, weights) if abs(weight) >= _LEAST_WEIGHT}
    told_of = f"area under the curve, by blocks of sites that the words do not know (five folds): {area:.3f}"
    return Words(kept, float(weights[-1])), [told_of]


def _words_of(page: TrainingPage) -> list[set[str]]:
    reader = WordReader(page.markup, page.mass)
    return [reader.words_of(index) for index in range(len(page.texts))]


def _vocabulary(pages: list[TrainingPage], told: list[list[set[str]]]) -> list[str]:
    """Words that enough sites have and that are no names, in order."""
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for page, words in zip(pages, told):
        for word in set[str]().union(*words):
            sites[word].add(page.site)
    is_small = _small_words(pages)
    return sorted(
        word
        for word, known in sites.items()
        if len(known) >= LEAST_SITES and (word[0] in "ct" or all(map(is_small, word.split(":", 1)[1].split(" "))))
    )


def _small_words(pages: list[TrainingPage]) -> Callable[[str], bool]:
    """Whether a word is nearly always written small where it does not open a block."""
    small: Counter[str] = Counter()
    for page in pages:
        for text in page.texts:
            for word in spell_words(text)[1:]:
                small[word.lower()] += 1 if word.islower() else -_SMALL
    return lambda word: small[word] > 0


def _rows(told: list[set[str]], places: dict[str, int]) -> Any:
    found = [sorted(places[word] for word in words if word in places) for words in told]
    ends = np.cumsum([0, *map(len, found)])
    inside = np.array([place for each in found for place in each], np.int64)
    return csr_matrix((np.ones(len(inside)), inside, ends), shape=(len(told), len(places)))


def _fit(pages: list[tuple[TrainingPage, Any]]) -> Doubles:
    """The weights, the bias last, that lose least on the pages' blocks, weighed as for the trees."""
    kept = [sample(page) for page, _ in pages]
    rows = vstack([row[chosen] for (_, row), (chosen, _) in zip(pages, kept)]).tocsr()
    gold = np.concatenate([page.gold[chosen] >= _BODY for (page, _), (chosen, _) in zip(pages, kept)]).astype(float)
    weight = np.concatenate([each for _, each in kept]).astype(float)
    weight /= weight.mean()
    turned = rows.T.tocsr()

    def loss(beta: Doubles) -> tuple[float, Doubles]:
        odds = rows @ beta[:-1] + beta[-1]
        wrong = weight * (1 / (1 + np.exp(-odds)) - gold)
        slope = np.concatenate([turned @ wrong + _PENALTY * beta[:-1], [wrong.sum()]])
        lost = (weight * (np.logaddexp(0, odds) - gold * odds)).sum()
        return float(lost + 0.5 * _PENALTY * (beta[:-1] ** 2).sum()), slope

    start = np.zeros(rows.shape[1] + 1)
    found: Doubles = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return found


def _area(said: Doubles, gold: npt.NDArray[np.bool_]) -> float:
    """How often a block of the body has more said for it than another block."""
    ranks = np.empty(len(said))
    ranks[np.argsort(said, kind="stable")] = np.arange(1, len(said) + 1)
    inside = int(gold.sum())
    return float((ranks[gold].sum() - inside * (inside + 1) / 2) / (inside * (len(gold) - inside)))
