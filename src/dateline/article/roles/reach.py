"""How far above each block an element stands that tells what it is; elements that hold the article itself tell nothing.

Class words name the parts of a page, but also pages and columns as wholes: "heading-tag-switch", "image-text". What
holds most of the text is neither a list of tags nor a caption.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import FAR
from dateline.article.learned.features import Features, distance_columns
from dateline.article.tree.markup import Markup

_BODY = 0.5
# An element holds the article with this share of its words, or for a kind of single lines with so many paragraphs.
_MOST, _PARAGRAPHS, _PARAGRAPH_WORDS = 0.5, 3, 15
_OF_LINES = frozenset({"caption", "credit", "tag_figure"})
# What these say is true of the article's text as well, or asked only above it.
_OF_TEXT = frozenset({"body", "live_entry", "quotation", "tag_list", "tag_quote", "masthead", "tag_header"})


def telling_steps(
    markup: Markup, features: Features, body: npt.NDArray[np.float32], kinds: Sequence[str]
) -> npt.NDArray[np.int64]:
    """A row a kind, a column a block: steps up to the nearest element of the kind, FAR where none tells.

    body: the probability of each block to be the article's text.
    """
    places = distance_columns()
    steps: npt.NDArray[np.int64] = features.matrix.T[[places[kind] for kind in kinds]].astype(np.int64)
    holding, lines = _holders(markup, features.mass, body)
    if not holding:
        return steps
    # What an element holds: nothing much, several paragraphs, most of the text; and what is too much for each kind.
    holds = np.zeros(len(markup.elements), np.int8)
    holds[list(lines)] = 1
    holds[list(holding)] = 2
    least = [3 if kind in _OF_TEXT else 1 if kind in _OF_LINES else 2 for kind in kinds]
    near = features.above[np.minimum(steps, FAR - 1), np.arange(steps.shape[1])]
    steps[(holds[near] >= np.array(least)[:, None]) & (steps < FAR)] = FAR
    return steps


def _holders(markup: Markup, mass: npt.NDArray[np.float32], body: npt.NDArray[np.float32]) -> tuple[set[int], set[int]]:
    """Elements that hold most of the text, and those that hold several paragraphs of it."""
    elements = markup.elements
    inside = np.flatnonzero(body >= _BODY).tolist()
    masses = mass[inside].tolist()
    words: dict[int, float] = {}
    paragraphs: dict[int, int] = {}
    for index, own in zip(inside, masses):
        at = markup.blocks[index].element
        words[at] = words.get(at, 0.0) + own
        paragraphs[at] = paragraphs.get(at, 0) + (own >= _PARAGRAPH_WORDS)
    # Each element hands on to the one around it what it holds; elements stand behind those around them.
    waiting = [-at for at in words]
    heapify(waiting)
    while waiting:
        at = -heappop(waiting)
        above = elements[at].parent
        if above < 0:
            continue
        if above not in words:
            words[above], paragraphs[above] = 0.0, 0
            heappush(waiting, -above)
        words[above] += words[at]
        paragraphs[above] += paragraphs[at]
    least = _MOST * float(mass[inside].sum())
    several = {at for at, count in paragraphs.items() if count >= _PARAGRAPHS}
    return {at for at in several if words[at] >= least}, several
