"""Fits the trees that tell how much better a proposal for the body is than the body so far.

They learn from the train pages as they are, cut to a few paragraphs, with something put in that other pages hold, both,
and without their text. What the block model and the forests of briefs say of a page is that of trees which saw no page
of its site.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.body.brief import IN_DOUBT as BRIEF_IN_DOUBT
from dateline.article.body.brief import BriefModel, stay_with_brief
from dateline.article.body.choose import choose_body
from dateline.article.body.joins import judge_crowd
from dateline.article.body.proposals import IN_DOUBT, MARGIN, Chances, Ground, measure_proposals, propose
from dateline.article.kind.genre import is_dated
from dateline.article.learned.blocks import Forest, vote
from dateline.article.learned.confidence import body_confidence
from training.blocks.briefs import Fitted
from training.blocks.cuts import Brief, empty, vary_cut
from training.blocks.learn import Floats, as_forest
from training.blocks.pages import FOLDS, TrainingPage
from training.blocks.sources import donors_for
from training.blocks.wholes import judge_by_pairs

Pair = tuple[Forest, Forest]
OPTIONS = {"iterations": 400, "depth": 6, "learning_rate": 0.06, "l2_leaf_reg": 6, "rsm": 0.3}
# Bodies that are surer than this say nothing about doubtful ones.
_SURE = 0.97
_MOST_BLOCKS = 5_000
# What a page weighs: as it is; cut, without classes half as much; with something put in; cut and with something put in;
# without its text.
WEIGHTS = {"whole": 1.0, "cut": 0.1, "put": 0.5, "cut and put": 0.1, "empty": 0.1}
# Variants of each page, as it is and cut to such a number of paragraphs; their numbers differ from those of wholes.
_VARIANTS, _FIRST_NUMBER = 2, 100
_LENGTHS = (1, 1, 2, 3, 5)
_BODY = 0.5


class Judged(msgspec.Struct):
    """A page's proposals. kind: a key of WEIGHTS; length: paragraphs that it was cut to, 0 where it was not.

    rows: as measured; gain: for each by how much its F1 is larger than the body's; first: whether the first row is that
    body. f1: the body's.
    """

    kind: str
    length: int
    bare: bool
    fold: int
    confidence: float
    rows: Floats
    gain: npt.NDArray[np.float64]
    first: bool
    f1: float


def judge_proposals(pages: Sequence[TrainingPage], pairs: Sequence[Sequence[Pair]], fitted: Fitted) -> list[Judged]:
    """The proposals for all pages and their variants. pairs: for each fold the block model's."""
    found: list[Judged] = []
    for kind, brief in _variants(pages, fitted):
        judged = _judge(kind, brief, pairs[brief.fold], fitted.by_fold[brief.fold])
        if judged is not None:
            found.append(judged)
    return found


def _variants(pages: Sequence[TrainingPage], fitted: Fitted) -> Iterator[tuple[str, Brief]]:
    for brief in fitted.briefs:
        yield "cut" if brief.length else "whole", brief
    having = [page for page in pages if page.source.gold]
    sources = [page.source for page in having]
    for place, page in enumerate(having):
        yield "empty", empty(page)
        donors = donors_for(page.source, sources)
        for number in range(_VARIANTS):
            length = _LENGTHS[(place + 2 * number) % len(_LENGTHS)]
            for kind, cut in (("put", 0), ("cut and put", length)):
                varied = vary_cut(page, cut, donors, _FIRST_NUMBER + 2 * number + bool(cut))
                if varied is not None:
                    yield kind, varied


def _judge(kind: str, brief: Brief, pairs: Sequence[Pair], model: BriefModel) -> Judged | None:
    """A page's proposals; None where there is none, or no doubt."""
    markup, features, headline = brief.markup, brief.features, brief.headline
    if not 0 < len(markup.blocks) <= _MOST_BLOCKS:
        return None
    judged = judge_crowd(markup, brief.mass, judge_by_pairs(features, pairs))
    dated = is_dated(markup, brief.structured, headline)
    settled = choose_body(markup, brief.structured, features, judged, headline, brief.names, dated=dated)
    confidence = body_confidence(features, judged, settled, np.flatnonzero(settled >= _BODY).tolist())
    if confidence >= _SURE:
        return None
    chances, body = vote(model.blocks, features.matrix), settled
    if confidence < BRIEF_IN_DOUBT:
        body = stay_with_brief(
            markup, features, judged, settled, headline, confidence=confidence, brief=chances, beyond=model.beyond
        )
    ground = Ground(markup, features)
    told = Chances(judged, settled, chances, body)
    proposals = propose(ground, told, headline)
    if not proposals.made:
        return None
    rows = measure_proposals(ground, told, proposals, headline, confidence)
    first = proposals.made[0].kind == 0
    scores = np.array([_f1(brief, proposal.blocks) for proposal in proposals.made])
    so_far = float(scores[0]) if first else 0.0
    return Judged(kind, brief.length, brief.bare, brief.fold, confidence, rows, scores - so_far, first, so_far)


def _f1(brief: Brief, blocks: npt.NDArray[np.bool_]) -> float:
    gold = brief.gold >= _BODY
    both = brief.mass[blocks & gold].sum()
    return float(2 * both / (brief.mass[blocks].sum() + brief.mass[gold].sum() + 1e-9))


def fit_proposals(judged: Sequence[Judged], threads: int) -> Forest:
    """The trees; they give half of one plus the gain."""
    rows, gains, weights = [], [], []
    for each in judged:
        start = int(each.first)  # the body so far gains nothing, by what it is
        count = len(each.gain) - start
        if count:
            rows.append(each.rows[start:])
            gains.append(each.gain[start:])
            weights.append(np.full(count, WEIGHTS[each.kind] * (0.5 if each.bare else 1.0) / count))
    weight = np.concatenate(weights)
    model = CatBoostClassifier(
        **OPTIONS,
        loss_function="CrossEntropy",
        thread_count=threads,
        random_seed=1,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(np.concatenate(rows), (np.concatenate(gains) + 1) / 2, sample_weight=weight / weight.mean())
    return as_forest(model, int(OPTIONS["depth"]))


def proposal_figures(judged: Sequence[Judged], threads: int) -> list[str]:
    """For each kind and length: pages, and the mean F1 without the trees and with them, out of fold."""
    forests = [fit_proposals([each for each in judged if each.fold != fold], threads) for fold in range(FOLDS)]
    told: dict[tuple[str, int], list[tuple[float, float]]] = {}
    emptied: list[bool] = []
    for each in judged:
        gains = 2 * vote(forests[each.fold], each.rows) - 1
        if each.first:
            gains[0] = 0
        best = int(np.argmax(gains))
        moved = each.confidence < IN_DOUBT and float(gains[best]) > MARGIN
        if each.kind == "empty":
            emptied.append(moved and not each.first)
        else:
            after = each.f1 + (float(each.gain[best]) if moved else 0.0)
            told.setdefault((each.kind, each.length), []).append((each.f1, after))
    lines = []
    for (kind, length), scores in sorted(told.items()):
        before, after = np.mean(scores, axis=0)
        worse, better = (sum(sign * (new - old) > 0.02 for old, new in scores) for sign in (-1, 1))
        lines.append(
            f"{kind}{f', {length} paragraphs' if length else ''}: {len(scores)} pages, {before:.4f} to {after:.4f} "
            f"({better} better, {worse} worse by .02)"
        )
    return [*lines, f"without text: {len(emptied)} pages, {sum(emptied)} that had no body have one"]
