"""Fits the trees that tell lines about the headline and the text (`dateline.article.roles.meta_lines`).

Every page weighs alike; a line on which the two passes differ counts half for each of their roles.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from bench.quality.report import Counts, total
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.learned.furniture import RoleForest, vote
from dateline.article.roles.meta_lines import SURE, TOLD
from training.roles.learn import as_forest
from training.roles.pages import FOLDS, RolePage

Floats = npt.NDArray[np.float32]
OPTIONS: dict[str, Any] = {
    "iterations": 200, "depth": 5, "learning_rate": 0.15, "l2_leaf_reg": 6, "border_count": 32,
    "loss_function": "MultiClass", "classes_count": len(TOLD), "rsm": 0.2,
}  # fmt: skip


def fit_meta_lines(pages: list[RolePage], threads: int) -> RoleForest:
    """A forest fitted to what the readers said of such lines."""
    rows, roles, weights = [], [], []
    for page in pages:
        told = [place for place, index in enumerate(page.asked) if page.first[index]]
        for passes in (page.first, page.second):
            rows.append(page.lines[told])
            roles += [_class(passes[page.asked[place]] or page.first[page.asked[place]]) for place in told]
            weights += [1 / max(len(told), 1) ** 0.5] * len(told)
    model = CatBoostClassifier(**OPTIONS, thread_count=threads, random_seed=1, verbose=0, allow_writing_files=False)
    weight = np.array(weights)
    model.fit(np.concatenate(rows), np.array(roles), sample_weight=weight / weight.mean())
    return as_forest(model, OPTIONS)


def meta_lines_out_of_fold(pages: list[RolePage], threads: int) -> list[Floats]:
    """Each page's probabilities from a forest that saw no page of its site."""
    found: list[Floats] = [np.zeros((0, len(TOLD)), np.float32)] * len(pages)
    for fold in range(FOLDS):
        forest = fit_meta_lines([page for page in pages if page.fold != fold], threads)
        for index, page in enumerate(pages):
            if page.fold == fold and page.asked:
                found[index] = vote(forest, page.lines)
    return found


def meta_line_figures(pages: list[RolePage], judged: list[Floats]) -> list[str]:
    """Precision, recall and F1 of each role, before and with the trees, where both passes agree."""
    return [
        f"{role}: before {_score(pages, None, role)}; with the trees {_score(pages, judged, role)}"
        for role in TOLD[:-1]
    ]


def _score(pages: list[RolePage], judged: list[Floats] | None, role: str) -> str:
    counts = []
    for number, page in enumerate(pages):
        ours = list(page.given)
        for index, line in zip(page.asked, judged[number][:, :-1].tolist() if judged else ()):
            if max(line) >= SURE:
                ours[index] = TOLD[line.index(max(line))]
        told = [
            (gold, mine)
            for gold, other, mine in zip(page.first, page.second, ours)
            if gold and (gold == other or not any(page.second))
        ]
        both = sum(gold == mine == role for gold, mine in told)
        given, wanted = sum(mine == role for _, mine in told), sum(gold == role for gold, _ in told)
        counts.append(Counts(both, given - both, wanted - both))
    whole = total(counts)
    return f"precision {whole.precision:.3f}, recall {whole.recall:.3f}, f1 {whole.f1:.3f}"


def _class(role: str) -> int:
    return TOLD.index(role) if role in TOLD else len(TOLD) - 1
