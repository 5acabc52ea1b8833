"""The likeliest text of a page that the block model is at a loss with."""

import numpy as np
import numpy.typing as npt

from dateline.article.tree.chosen import places_from, sum_at
from dateline.article.tree.markup import Markup, lies_in

Floats = npt.NDArray[np.float32]

_BODY = 0.5
_LEAST_WORDS = 25
_LEAST_LIKELY = 0.12
_NEARLY = 0.6
# Expected F1 below which the model is at a loss with a page.
_AT_A_LOSS = 0.75
# By less than this two ways of adding differ.
_ROUNDING = 0.01
# The element that holds so much of what is likely, among it one of the first so many below the headline.
_MOST, _FIRST_BELOW = 0.65, 2


def at_least_something(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> Floats:
    """Where next to nothing is body by the model, the likeliest blocks are, if any is likely at all.

    So are, on a page that the model is at a loss with, those above the threshold that makes the expected F1 largest,
    in the element that holds most of them: one half is that threshold only where the judgement is sure (Lipton et al.
    2014, "Optimal thresholding of classifiers to maximize F1 measure").
    """
    if not len(body):
        return body.copy()
    inside = places_from(body, _BODY)
    words, likely = sum_at(mass, inside), mass * body
    # On most pages the text is plain, and so is it that no threshold is needed.
    if 2 * sum_at(likely, inside) < (_AT_A_LOSS + _ROUNDING) * (words + float(likely.sum()) + 1e-6):
        expected, threshold = best_threshold(mass, body)
        if expected < _AT_A_LOSS and threshold >= _LEAST_LIKELY:
            body = _raise(body, _near(markup, mass, body, headline, threshold))
            words = sum_at(mass, places_from(body, _BODY))
    likeliest = float(body.max()) if words < _LEAST_WORDS else 0.0
    if likeliest < _LEAST_LIKELY:
        return body.copy()
    raised = _raise(body, places_from(body, _NEARLY * likeliest))
    return raised if sum_at(mass, places_from(raised, _BODY)) >= _LEAST_WORDS else body.copy()


def _raise(body: Floats, chosen: list[int]) -> Floats:
    raised = body.copy()
    raised[chosen] = np.maximum(raised[chosen], _BODY + 0.01)
    return raised


def _near(markup: Markup, mass: Floats, body: Floats, headline: int | None, threshold: float) -> list[int]:
    """Blocks above a threshold in the element that holds most of them, where that is what stands below the headline."""
    likely = places_from(body, threshold)
    home = element_of_most(markup, likely, (mass * body)[likely], _MOST)
    near = [index for index in likely if lies_in(markup, index, home)]
    below = likely if headline is None else [index for index in likely if index > headline][:_FIRST_BELOW]
    words = sum_at(mass, [index for index in near if body[index] < _BODY]) + sum_at(mass, places_from(body, _BODY))
    return near if words >= _LEAST_WORDS and not set(below).isdisjoint(near) else []


def element_of_most(markup: Markup, blocks: list[int], weights: Floats, share: float, *, beside: bool = False) -> int:
    """The lowest element that holds so much of some blocks, by their weights; share: above one half.

    beside: an element that holds one block holds what stands beside it, too: the element around the block's own.
    """
    held: dict[int, float] = {}
    for index, weight in zip(blocks, weights.tolist()):
        at = markup.blocks[index].element
        if beside:
            at = max(markup.elements[at].parent, 0)
        while at >= 0:
            held[at] = held.get(at, 0.0) + weight
            at = markup.elements[at].parent
    least = share * float(weights.sum())
    return max((element for element, weight in held.items() if weight >= least), default=0)


def best_threshold(mass: Floats, body: Floats) -> tuple[float, float]:
    """The largest expected F1 that a threshold gives, by words, and that threshold."""
    order = np.argsort(-body, kind="stable")
    right, chosen = np.cumsum((mass * body)[order]), np.cumsum(mass[order])
    expected = 2 * right / (chosen + right[-1] + 1e-6)
    best = int(np.argmax(expected))
    return float(expected[best]), float(body[order[best]])
