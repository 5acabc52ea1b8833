"""How far above each block an element stands that tells what it is; elements that hold the article itself tell nothing.

Class words name the parts of a page, but also pages and columns as wholes: "heading-tag-switch", "image-text". What
holds most of the text is neither a list of tags nor a caption.
"""

import functools

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
    markup: Markup, features: Features, body: npt.NDArray[np.float32], kinds: tuple[str, ...]
) -> npt.NDArray[np.uint8]:
    """A row a kind, a column a block: steps up to the nearest element of the kind, FAR where none tells.

    body: the probability of each block to be the article's text.
    """
    columns, of_lines, of_all = _asked(kinds)
    steps: npt.NDArray[np.uint8] = features.matrix.T.take(columns, axis=0).astype(np.uint8)
    holding, several = _holders(markup, features.mass, body)
    if not holding:
        return steps
    blocks = np.arange(steps.shape[1])
    for element in several:
        marks = markup.elements[element].marks
        for row, bit in of_all if element in holding else of_lines:
            if marks & bit:
                nearest = features.above[np.minimum(steps[row], FAR - 1), blocks]
                steps[row, nearest == element] = FAR
    return steps


_Rows = tuple[tuple[int, int], ...]


@functools.cache
def _asked(kinds: tuple[str, ...]) -> tuple[npt.NDArray[np.intp], _Rows, _Rows]:
    """The kinds' columns, and the rows and bits of those kinds that an element says nothing of: where it holds several
    paragraphs, and where it holds most of the text.
    """
    places = distance_columns()
    first = min(places.values())  # the columns stand in the order of the bits
    rows = [(row, 1 << places[kind] - first) for row, kind in enumerate(kinds)]
    of_lines = tuple(each for each, kind in zip(rows, kinds) if kind in _OF_LINES)
    of_all = tuple(each for each, kind in zip(rows, kinds) if kind not in _OF_TEXT)
    return np.array([places[kind] for kind in kinds]), of_lines, of_all


def _holders(markup: Markup, mass: npt.NDArray[np.float32], body: npt.NDArray[np.float32]) -> tuple[set[int], set[int]]:
    """Elements that hold most of the text, and those that hold several paragraphs of it."""
    elements = markup.elements
    inside = (body >= _BODY).nonzero()[0]
    masses = mass[inside]
    words: dict[int, float] = {}
    paragraphs: dict[int, int] = {}
    for index, own in zip(inside.tolist(), masses.tolist()):
        at = markup.blocks[index].element
        words[at] = words.get(at, 0.0) + own
        paragraphs[at] = paragraphs.get(at, 0) + (own >= _PARAGRAPH_WORDS)
    for at in list(words):
        above = elements[at].parent
        while above >= 0 and above not in words:
            words[above], paragraphs[above] = 0.0, 0
            above = elements[above].parent
    # Each element hands on to the one around it what it holds; elements stand behind those around them.
    for at in sorted(words, reverse=True):
        above = elements[at].parent
        if above >= 0:
            words[above] += words[at]
            paragraphs[above] += paragraphs[at]
    least = _MOST * float(masses.sum())
    several = {at for at, count in paragraphs.items() if count >= _PARAGRAPHS}
    return {at for at in several if words[at] >= least}, several
