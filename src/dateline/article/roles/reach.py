"""How far above each block an element stands that tells what it is; elements that hold the article itself tell nothing.

Class words name the parts of a page, but also pages and columns as wholes: "heading-tag-switch", "image-text". What
holds most of the text is neither a list of tags nor a caption.
"""

import functools

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import FAR
from dateline.article.learned.features import Features, distance_columns
from dateline.article.native import native
from dateline.article.tree.markup import Markup

_BODY = 0.5
# An element holds the article with this share of its words, or for a kind of single lines with so many paragraphs.
_MOST, _PARAGRAPHS, _PARAGRAPH_WORDS = 0.5, 3, 15
_OF_LINES = frozenset({"caption", "credit", "tag_figure"})
# What these say is true of the article's text as well, or asked only above it.
_OF_TEXT = frozenset({"body", "live_entry", "quotation", "tag_list", "tag_quote", "masthead", "tag_header"})


def telling_steps(
    markup: Markup, features: Features, body: npt.NDArray[np.float32], kinds: tuple[str, ...]
) -> dict[str, bytes]:
    """For each kind a byte a block: steps up to the nearest element of the kind, FAR where none tells.

    body: the probability of each block to be the article's text.
    """
    built = native()
    if built is None:
        return steps_plainly(markup, features, body, kinds)
    columns, silent, _, _ = _asked(kinds)
    most = _MOST * float(features.mass[body >= _BODY].sum())
    steps = built.tell_steps(
        features.matrix.T, columns, silent, features.above, features.parent, features.mass, body,
        _BODY, _PARAGRAPH_WORDS, _PARAGRAPHS, most,
    )  # fmt: skip
    return dict(zip(kinds, steps))


def steps_plainly(
    markup: Markup, features: Features, body: npt.NDArray[np.float32], kinds: tuple[str, ...]
) -> dict[str, bytes]:
    """The same in plain Python."""
    columns, _, of_lines, of_all = _asked(kinds)
    steps: npt.NDArray[np.uint8] = features.matrix.T.take(columns, axis=0).astype(np.uint8)
    holding, several = _holders(markup, features.mass, body)
    if holding:
        blocks = np.arange(steps.shape[1])
        for element in several:
            marks = markup.elements[element].marks
            for row, bit in of_all if element in holding else of_lines:
                if marks & bit:
                    nearest = features.above[np.minimum(steps[row], FAR - 1), blocks]
                    steps[row, nearest == element] = FAR
    return {kind: row.tobytes() for kind, row in zip(kinds, steps)}


_Rows = tuple[tuple[int, int], ...]


@functools.cache
def _asked(kinds: tuple[str, ...]) -> tuple[npt.NDArray[np.intp], bytes, _Rows, _Rows]:
    """The kinds' columns, and of which of them an element says nothing: where it holds several paragraphs, and where it
    holds most of the text; a byte a kind with bits for these, and the kinds' rows and bits.
    """
    places = distance_columns()
    first = min(places.values())  # the columns stand in the order of the bits
    rows = [(row, 1 << places[kind] - first) for row, kind in enumerate(kinds)]
    of_lines = tuple(each for each, kind in zip(rows, kinds) if kind in _OF_LINES)
    of_all = tuple(each for each, kind in zip(rows, kinds) if kind not in _OF_TEXT)
    silent = bytes((kind in _OF_LINES) | (kind not in _OF_TEXT) << 1 for kind in kinds)
    return np.array([places[kind] for kind in kinds]), silent, of_lines, of_all


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


def reach_kinds(rows: tuple[bytes, ...], reaches: bytes) -> bytes:
    """For each block the bits of those rows, eight at most, whose steps are within their reach.

    >>> list(reach_kinds((bytes([0, 3]), bytes([5, 4])), bytes([2, 4])))
    [1, 2]
    """
    built = native()
    told: bytes = reach_plainly(rows, reaches) if built is None else built.reach_kinds(rows, reaches)
    return told


def reach_plainly(rows: tuple[bytes, ...], reaches: bytes) -> bytes:
    """The same in plain Python."""
    inside = _stacked(rows) <= _stacked((reaches,)).T
    return np.packbits(inside, axis=0, bitorder="little").tobytes()


def nearest_kinds(rows: tuple[bytes, ...], reaches: bytes) -> bytes:
    """For each block the place of the row with the fewest steps within its reach, and of equally near ones the first.

    How many rows there are where none is.

    >>> list(nearest_kinds((bytes([1, 3]), bytes([1, 2])), bytes([2, 1])))
    [0, 2]
    """
    built = native()
    told: bytes = nearest_plainly(rows, reaches) if built is None else built.nearest_kinds(rows, reaches)
    return told


def nearest_plainly(rows: tuple[bytes, ...], reaches: bytes) -> bytes:
    """The same in plain Python."""
    steps, count = _stacked(rows), len(rows)
    # Steps and place in one number: the least is that of the nearest, and of equally near ones the first.
    ranks = steps.astype(np.uint16) * np.uint16(count) + np.arange(count, dtype=np.uint16)[:, None]
    least = np.where(steps <= _stacked((reaches,)).T, ranks, np.uint16(0xFFFF)).min(axis=0)
    return np.where(least < 0xFFFF, least % np.uint16(count), np.uint16(count)).astype(np.uint8).tobytes()


def _stacked(rows: tuple[bytes, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), -1)
