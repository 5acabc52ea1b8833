"""Fits the model of whole elements beside the article: on the train pages, and on variants of them.

A whole's label is which part of what was found in it, by words, stands in the gold body. The block model's judgement
of a page, or of its variants, is that of trees which saw no page of its site.
"""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from catboost import CatBoostClassifier  # type: ignore[import-not-found]

from dateline.article.body.settle import settle_body
from dateline.article.body.wholes import find_wholes, measure_wholes
from dateline.article.learned.blocks import Forest, surroundings, vote
from dateline.article.learned.features import Features, measure_blocks
from dateline.article.names.headline import find_headline
from dateline.article.names.sites import outlet_names
from dateline.article.structured import read_structured
from dateline.article.tree.markup import Markup
from dateline.article.tree.read import read_markup
from training.blocks.align import align
from training.blocks.learn import Floats, as_forest
from training.blocks.pages import FOLDS, TrainingPage
from training.blocks.sources import donors_for
from training.blocks.variants import is_put, vary

OPTIONS = {"iterations": 100, "depth": 4, "learning_rate": 0.08, "l2_leaf_reg": 6, "border_count": 32, "rsm": 0.5}
SEEDS = 3
VARIANTS = 3
# A variant's whole weighs so much beside one of a page as it is.
_VARIANT_WEIGHT = 0.2
_SHARE_POWER, _LEAST_WEIGHT = 0.7, 0.01
_BODY = 0.5


class Wholes(msgspec.Struct):
    """The wholes of a page or a variant. rows: as measured. weight: the page's, 1 for one as it is.

    gold: share of each in the gold body. share: of each in the page's body so far.
    """

    fold: int
    weight: float
    rows: Floats
    gold: npt.NDArray[np.float64]
    share: npt.NDArray[np.float64]


def gather_wholes(
    pages: list[TrainingPage], judged: list[Floats], forests: Sequence[Sequence[tuple[Forest, Forest]]]
) -> list[Wholes]:
    """The wholes of all pages and of their variants. forests: for each fold the pairs that saw no page of it."""
    found = [_wholes(page.fold, 1.0, page.markup, page.features, chances, page.gold, page.headline)
             for page, chances in zip(pages, judged)]  # fmt: skip
    found += [
        _wholes(
            page.fold, _VARIANT_WEIGHT, markup, features, judge_by_pairs(features, forests[page.fold]), gold, headline
        )
        for page, markup, features, gold, headline in _varied(pages)
    ]
    return [each for each in found if each is not None]


def _varied(pages: list[TrainingPage]) -> Iterator[tuple[TrainingPage, Markup, Features, Floats, int | None]]:
    """Each page's variants, with what the page reader knows of them and the share of each block in the gold body."""
    varied = [page for page in pages if page.source.gold]
    sources = [page.source for page in varied]
    for page in varied:
        donors = donors_for(page.source, sources)
        for number in range(VARIANTS):
            markup = read_markup(vary(page.source, donors, number)[1])
            structured = read_structured(markup)
            headline = find_headline(markup, structured, outlet_names(structured, markup)).block
            features = measure_blocks(markup, structured, headline)
            gold = np.array(align([block.text for block in markup.blocks], page.body), np.float32)
            gold[is_put(markup)] = 0
            if (gold >= _BODY).any():
                yield page, markup, features, gold, headline


def judge_by_pairs(features: Features, pairs: Sequence[tuple[Forest, Forest]]) -> Floats:
    """The block model's judgement by other pairs than the shipped ones."""
    judged = []
    for first, second in pairs:
        around = surroundings(vote(first, features.matrix), features.mass, features.groups)
        judged.append(vote(second, np.concatenate([features.matrix, around], axis=1)))
    mean: Floats = np.mean(judged, axis=0, dtype=np.float32)
    return mean


def _wholes(
    fold: int, weight: float, markup: Markup, features: Features, judged: Floats, gold: Floats, headline: int | None
) -> Wholes | None:
    body, mass = settle_body(markup, features, judged, headline), features.mass
    wholes = find_wholes(markup, features, body, headline)
    if not wholes:
        return None
    words = np.array([whole.words for whole in wholes])
    own = [np.average(gold[whole.chosen] >= _BODY, weights=mass[whole.chosen]) for whole in wholes]
    rows = measure_wholes(markup, features, body, headline, wholes)
    return Wholes(fold, weight, rows, np.array(own), words / float(mass[body >= _BODY].sum()))


def fit_wholes(wholes: Sequence[Wholes]) -> Forest:
    """The mean of a few forests, as one."""
    rows = np.concatenate([each.rows for each in wholes])
    gold = np.concatenate([each.gold for each in wholes])
    share = np.concatenate([each.share for each in wholes])
    weight = np.concatenate([np.full(len(each.gold), each.weight) for each in wholes])
    weight = weight * (share**_SHARE_POWER + _LEAST_WEIGHT) * np.abs(gold - 0.5) * 2 + 1e-9
    forests = []
    for seed in range(1, SEEDS + 1):
        model = CatBoostClassifier(**OPTIONS, thread_count=1, random_seed=seed, verbose=0, allow_writing_files=False)
        model.fit(rows, (gold < _BODY).astype(int), sample_weight=weight / weight.mean())
        forests.append(as_forest(model, int(OPTIONS["depth"])))
    return _mean(forests)


def _mean(forests: list[Forest]) -> Forest:
    """One forest with the trees of all, each leaf its part of the mean."""
    depth = forests[0].depth
    return Forest(
        np.concatenate([each.columns.reshape(depth, -1) for each in forests], axis=1).ravel(),
        np.concatenate([each.thresholds.reshape(depth, -1) for each in forests], axis=1).ravel(),
        np.concatenate([np.rint(each.leaves / len(forests)).astype(np.int64) for each in forests]),
        float(np.mean([each.bias for each in forests])),
        depth,
    )


def reliability(wholes: list[Wholes], threshold: float) -> list[str]:
    """Lines that tell how often a whole that would go is another's, on folds that the model was not fitted on."""
    right, wrong, missed = np.zeros(2), np.zeros(2), np.zeros(2)
    for fold in range(FOLDS):
        forest = fit_wholes([each for each in wholes if each.fold != fold])
        for each in wholes:
            if each.fold == fold:
                gone, other = vote(forest, each.rows) >= threshold, each.gold < _BODY
                place = int(each.weight < 1)
                right[place] += (gone & other).sum()
                wrong[place] += (gone & ~other).sum()
                missed[place] += (~gone & other).sum()
    return [
        f"{name}, at {threshold}: {int(right[place])} wholes that are another's go, {int(missed[place])} such stay, "
        f"{int(wrong[place])} of the article's own go"
        for place, name in enumerate(("pages as they are", "variants"))
    ]
