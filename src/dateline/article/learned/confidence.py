"""How likely an article's body is good, from what the block model and its second thoughts say of the whole page.

A logistic model over a few measures of the page, fitted by `python -m training.blocks` on pages whose sites the block
model had not seen. "Good" is F1 of at least 0.9 by the article-extraction benchmark's shingles.
"""

import math

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features, feature_places
from dateline.article.tree.chosen import places_among, places_from, sum_at
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]

# What the measures are, in order; the data file gives a weight for each.
MEASURES = ("bias", "agreement", "doubt", "dropped", "unlikely", "told", "untold", "words", "blocks", "holes", "first")
_BODY = 0.5
_NEAR = 0.1
_SURE = 0.8
_FEW_SHARE = 0.3


class Confidence(msgspec.Struct, frozen=True):
    """A weight for each of MEASURES."""

    weights: tuple[float, ...]


def body_confidence(features: Features, judged: Floats, settled: Floats, chosen: list[int]) -> float:
    """The probability that the body is good, 0 to 1.

    judged: the block model's probabilities; settled: after second thoughts; chosen: the blocks that became the body.
    """
    if not chosen:
        return 0.0
    weights = shared_data().resource("article-confidence", _build).weights
    total = sum(weight * value for weight, value in zip(weights, measure_body(features, judged, settled, chosen)))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def measure_body(features: Features, judged: Floats, settled: Floats, chosen: list[int]) -> list[float]:
    """The measures, in the order of MEASURES; chosen is not empty."""
    mass = features.mass
    places, inside = np.array(chosen), set(chosen)
    words = sum_at(mass, chosen) + 1e-6
    weighed = mass * settled
    likely, expected = float(np.add.reduce(weighed)), float(np.add.reduce(weighed.take(places)))
    agreement = 2 * expected / (words + likely)
    near = places_from(settled, _NEAR)
    maybe = np.array(near if inside.issubset(near) else sorted(inside.union(near)))
    chance = settled.take(maybe)
    doubt = float(np.add.reduce(mass.take(maybe) * np.minimum(chance, 1 - chance))) / words
    dropped = sum_at(mass, [index for index in places_from(judged, _BODY) if index not in inside]) / words
    unlikely = sum_at(mass, places_among(settled, chosen, 0, _SURE)) / words
    # Where the page's own data hold the article's text, how much of the body is in it.
    told = features.matrix[:, feature_places()["in_article_body"]]
    has, share = float(told[0]) >= 0, 0.0
    if has:
        share = float(np.add.reduce(mass.take(places) * told.take(places))) / words
    holes = 1 - words / (sum_at(mass, list(range(chosen[0], chosen[-1] + 1))) + 1e-6)
    first = judged.take(places[: max(1, len(chosen) // 10)])
    return [
        1.0,
        math.log(max(agreement, 1e-3)) * 10,
        min(doubt, 1.0) * 10,
        min(dropped, 1.0),
        unlikely,
        share,
        float(has and share < _FEW_SHARE),
        math.log1p(words) / 5,
        math.log1p(len(chosen)) / 5,
        holes,
        float(np.add.reduce(first) / len(first)),
    ]


def _build(language: Language) -> Confidence:
    told = language.table("article/confidence.toml")
    return Confidence(tuple(float(told["weights"][name]) for name in MEASURES))
