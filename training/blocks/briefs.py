"""Fits the two forests of briefs: on the train pages, and on these cut to the first one to three paragraphs.

A block's judgement by the block model, and by the forest that looks for briefs, is that of trees which saw no page of
its site.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.body.brief import BEYOND_BRIEF, IN_DOUBT, NAMES, BriefModel, Scene, find_reach, reach_out
from dateline.article.body.choose import choose_body
from dateline.article.body.joins import judge_crowd
from dateline.article.kind.genre import is_dated
from dateline.article.learned.blocks import Forest
from dateline.article.learned.confidence import body_confidence
from training.blocks.cuts import LONGER, Brief, cut_pages
from training.blocks.learn import FIRST, Floats, as_forest, fit, fold_forests, out_of_fold
from training.blocks.pages import FOLDS, TrainingPage
from training.blocks.wholes import judge_by_pairs

BLOCKS = {**FIRST, "iterations": 400, "depth": 5, "rsm": 0.4}
BEYOND = {"iterations": 250, "depth": 4, "learning_rate": 0.07, "l2_leaf_reg": 6, "border_count": 32, "rsm": 0.5}
# What a page adds beyond a brief weighs so much where the page was cut to one, and where it was cut to a longer text,
# beside one of a page as it is.
_BRIEF_WEIGHT, _LONGER_WEIGHT = 0.2, 0.5
_SHARE_POWER, _LEAST_WEIGHT = 0.7, 0.01
_BODY = 0.5


class Beyond(msgspec.Struct):
    """What stands beyond a brief, step by step. rows: as measured. gold: share in the gold body, by words."""

    fold: int
    weight: float
    rows: list[Floats]
    gold: list[float]
    share: list[float]


class Fitted(msgspec.Struct):
    """What was fitted. by_fold: for each fold the model of the others' pages. briefs: the pages and their cuts.

    beyond: for each of these what stands beyond a brief. lines: what the forests do out of fold.
    """

    by_fold: list[BriefModel]
    briefs: list[Brief]
    beyond: list[Beyond]
    lines: list[str]


def fit_briefs(pages: list[TrainingPage], pairs: Sequence[Sequence[tuple[Forest, Forest]]], threads: int) -> Fitted:
    """Both forests for each fold. pairs: for each fold the block model's."""
    briefs = cut_pages(pages)
    taught = _taught(briefs)
    matrices = [brief.matrix for brief in taught]
    forests = fold_forests(taught, matrices, BLOCKS, threads)
    looked_for = out_of_fold(briefs, [brief.matrix for brief in briefs], forests)
    beyond: list[Beyond] = []
    reached: list[tuple[Brief, Floats, Floats, Floats]] = []
    for brief, chances in zip(briefs, looked_for):
        judged = judge_crowd(brief.markup, brief.mass, judge_by_pairs(brief.features, pairs[brief.fold]))
        dated = is_dated(brief.markup, brief.structured, brief.headline)
        body = choose_body(
            brief.markup, brief.structured, brief.features, judged, brief.headline, brief.names, dated=dated
        )
        reached.append((brief, judged, body, chances))
        beyond.append(_walk(brief, judged, body, chances))
    outer = [fit_beyond([each for each in beyond if each.fold != fold]) for fold in range(FOLDS)]
    return Fitted([BriefModel(*each) for each in zip(forests, outer)], briefs, beyond, _figures(reached, outer))


def fit_all(fitted: Fitted, threads: int) -> BriefModel:
    """Both forests, from all pages."""
    taught = _taught(fitted.briefs)
    return BriefModel(fit(taught, [brief.matrix for brief in taught], BLOCKS, threads), fit_beyond(fitted.beyond))


def _taught(briefs: list[Brief]) -> list[Brief]:
    return [brief for brief in briefs if brief.length not in LONGER]


def _walk(brief: Brief, judged: Floats, body: Floats, chances: Floats) -> Beyond:
    """What a page's body adds to a brief, outward; what is the article's counts as within for what follows."""
    weight = 1.0 if not brief.length else _LONGER_WEIGHT if brief.length in LONGER else _BRIEF_WEIGHT
    found = Beyond(brief.fold, weight, [], [], [])
    reach = find_reach(brief.markup, brief.mass, body, chances, limited=False)
    if reach is None:
        return found
    scene = Scene(brief.markup, brief.features, judged, body, chances, brief.headline)
    total = float(brief.mass[body >= _BODY].sum()) + 1
    for part in reach.parts:
        blocks = part.blocks
        words = float(brief.mass[blocks].sum()) + 1e-6
        own = float(brief.mass[blocks[brief.gold[blocks] >= _BODY]].sum()) / words
        found.rows.append(scene.measure(reach, part)[0])
        found.gold.append(own)
        found.share.append(words / total)
        if own >= _BODY:
            reach.within[blocks] = True
    return found


def fit_beyond(beyond: Sequence[Beyond]) -> Forest:
    """The trees that tell whether what stands farther out is another thing's."""
    rows = np.array([row for each in beyond for row in each.rows], np.float32).reshape(-1, len(NAMES))
    gold = np.array([share for each in beyond for share in each.gold])
    share = np.array([share for each in beyond for share in each.share])
    weight = np.array([each.weight for each in beyond for _ in each.rows])
    weight = weight * (share**_SHARE_POWER + _LEAST_WEIGHT) * np.abs(gold - 0.5) * 2 + 1e-9
    model = CatBoostClassifier(**BEYOND, thread_count=1, random_seed=1, verbose=0, allow_writing_files=False)
    model.fit(rows, (gold < _BODY).astype(int), sample_weight=weight / weight.mean())
    return as_forest(model, int(BEYOND["depth"]))


def _figures(reached: list[tuple[Brief, Floats, Floats, Floats]], outer: list[Forest]) -> list[str]:
    """For each set and length: pages, and the mean F1 of single blocks, by words, without the forests and with them."""
    scores: dict[tuple[str, int, bool], list[tuple[float, float]]] = {}
    for brief, judged, body, chances in reached:
        settled = _settle(brief, judged, body, chances, outer[brief.fold])
        scores.setdefault((brief.set, brief.length, brief.bare), []).append((_f1(brief, body), _f1(brief, settled)))
    lines = []
    for (name, length, bare), told in sorted(scores.items()):
        before, after = np.mean(told, axis=0)
        worse, better = (sum(sign * (new - old) > 0.02 for old, new in told) for sign in (-1, 1))
        what = f"cut to {length}{', without classes' if bare else ''}" if length else "as they are"
        lines.append(
            f"{name}, {what}: {len(told)} pages, {before:.4f} to {after:.4f} ({better} better, {worse} worse by .02)"
        )
    return lines


def _settle(brief: Brief, judged: Floats, body: Floats, chances: Floats, outer: Forest) -> Floats:
    chosen = np.flatnonzero(body >= _BODY).tolist()
    reach = find_reach(brief.markup, brief.mass, body, chances)
    if reach is None or (chosen and body_confidence(brief.features, judged, body, chosen) >= IN_DOUBT):
        return body
    scene = Scene(brief.markup, brief.features, judged, body, chances, brief.headline)
    reach_out(reach, scene, outer, BEYOND_BRIEF)
    return reach.within.astype(np.float32)


def _f1(brief: Brief, body: Floats) -> float:
    inside, gold = body >= _BODY, brief.gold >= _BODY
    both = brief.mass[inside & gold].sum()
    return float(2 * both / (brief.mass[inside].sum() + brief.mass[gold].sum() + 1e-9))
