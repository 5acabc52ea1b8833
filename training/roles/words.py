"""Fits the model of words: which words of blocks, headings and classes speak for which furniture.

A word counts that stands on pages of several sites, so that no single site's own are among them; given names, the
family names and outlets of `left_out.txt` and numbers are left out, whoever prints them. Every page weighs alike, as
with the trees; a block on which the two passes differ weighs for both of their roles.
"""

import functools
import tomllib
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from dateline.article.learned.furniture import FURNITURE
from dateline.article.learned.furniture_words import (
    CERTAIN,
    KINDS,
    WordModel,
    add_words,
    judge_words,
    pack_words,
    rows_of,
    unpack_words,
)
from dateline.language import load_language, shared_data
from training.roles.learn import Floats
from training.roles.pages import FOLDS, RolePage

_LEAST_SITES = 4
_STRENGTH, _ITERATIONS = 0.3, 60
# Rounded, a word with less than this in every role says nothing.
_LEAST_WEIGHT = 0.05
# Given names that are plain words as well.
_ALSO_WORDS = frozenset({
    "april", "art", "august", "bill", "faith", "frank", "grace", "hope", "joy", "june", "mark", "may", "per", "ray",
    "rose", "said", "will",
})  # fmt: skip
_MARKUP = ("class", "tag")


def fit_words(pages: list[RolePage]) -> WordModel:
    """A model of the words on these pages, as it is read from its file."""
    places = _vocabulary(pages)
    chosen, roles, weights = [], [], []
    for page in pages:
        told = page.told()
        if told:
            known = [rows_of(evidence, places) for evidence in page.words]
            chosen.append(_matrix([known[row] for row, _ in told], sum(map(len, places.values()))))
            roles += [role for _, role in told]
            weights += [1 / len(told) ** 0.7] * len(told)
    weight = np.array(weights)
    model = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS)
    model.fit(vstack(chosen), np.array(roles), sample_weight=weight / weight.mean())
    fitted = np.zeros((sum(map(len, places.values())), len(FURNITURE)), np.float32)
    bias = np.full(len(FURNITURE), -20.0, np.float32)
    fitted[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    telling = np.abs(fitted).max(axis=1) >= _LEAST_WEIGHT
    kept = {kind: {word: row for word, row in known.items() if telling[row]} for kind, known in places.items()}
    prior = np.log(np.bincount(roles, weights, len(FURNITURE)) / sum(weights) + 1e-6).astype(np.float32)
    return unpack_words(pack_words(WordModel(kept, fitted, bias, prior)))


def words_out_of_fold(pages: list[RolePage], judged: list[Floats]) -> list[Floats]:
    """Each page's probabilities with those of a model of words that saw no page of its site. judged: the trees' own."""
    found: list[Floats] = [np.zeros((0, len(FURNITURE)), np.float32)] * len(pages)
    for fold in range(FOLDS):
        model = fit_words([page for page in pages if page.fold != fold])
        for index, page in enumerate(pages):
            if page.fold == fold:
                words = judge_words(model, [rows_of(each, model.places) for each in page.words])
                doubtful = judged[index].max(axis=1, keepdims=True) < CERTAIN
                found[index] = np.where(doubtful, add_words(judged[index], words, model.prior), judged[index])
    return found


def _vocabulary(pages: list[RolePage]) -> dict[str, dict[str, int]]:
    """The row of each word that stands on pages of several sites, by kind."""
    sites: dict[tuple[str, str], set[str]] = defaultdict(set)
    for page in pages:
        for evidence in page.words:
            for kind, words in evidence:
                for word in words:
                    sites[kind, word].add(page.site)
    places: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    kept = (key for key, on in sites.items() if len(on) >= _LEAST_SITES and not _is_left_out(*key))
    for row, (kind, word) in enumerate(sorted(kept)):
        places[kind][word] = row
    return places


def _is_left_out(kind: str, word: str) -> bool:
    """Whether a word, or one of a short block's, is somebody's name or a number."""
    parts = word.split()
    return kind not in _MARKUP and any(part in _names() or any(char.isdigit() for char in part) for part in parts)


@functools.cache
def _names() -> frozenset[str]:
    bylines = tomllib.loads((shared_data().read("article/bylines.toml") or b"").decode())
    first = tomllib.loads((load_language("en").read("entities/first_names.toml") or b"").decode())
    lines = (Path(__file__).parent / "left_out.txt").read_text("utf-8").splitlines()
    listed = [bylines["given_names"], first["male"], first["female"], *(each for each in lines if each[:1] != "#")]
    return frozenset(word for each in listed for word in each.split()) - _ALSO_WORDS


def _matrix(rows: list[set[int]], width: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in sorted(row)], np.int64)
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), width))
