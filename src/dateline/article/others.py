"""Whole texts that are not the page's own article: the next one under a headline of its own, what stands before it."""

import numpy as np
import numpy.typing as npt

from dateline.article.blocks import Markup, is_heading, is_within
from dateline.article.features import distance_columns

Floats = npt.NDArray[np.float32]
_Make = tuple[str, str | None, str, str | None]

_BODY, _OUT = 0.5, 0.3
# Words that stand between two headlines, and their part of the whole.
_MAIN_WORDS, _LEAST_SHARE = 80, 0.15
# A byline or a time so near to a headline, in blocks and in steps to the element that says so, belongs to it.
_SIGNED_BLOCKS, _SIGNED_STEPS = 4, 2
# Words below the headline that are an article by themselves.
_BELOW_WORDS, _BELOW_SURE = 60, 0.8


def drop_next_article(markup: Markup, matrix: Floats, mass: Floats, body: Floats, headline: int | None) -> None:
    """A later block made like the headline opens the next article, where enough stands between the two.

    A heading below the first rank must be signed or dated, as the headline is: sections have headings made alike.
    """
    if headline is None:
        return
    make = _make(markup, headline)
    first_rank = make[0] == "h1"
    signed = _signed(matrix)
    if not first_rank:
        named = make[1] or make[3]
        if not named or not is_heading(markup.elements[markup.blocks[headline].element]):
            return
        if not _is_signed(signed, headline):
            return
    weights = np.where(body >= _BODY, mass, 0.0)
    text = markup.blocks[headline].text
    for index in range(headline + 1, len(markup.blocks)):
        block = markup.blocks[index]
        if markup.elements[block.element].tag != make[0]:
            continue
        between = float(weights[headline:index].sum())
        if (
            _make(markup, index) == make
            and _parent(markup, index) != _parent(markup, headline)
            and between >= _MAIN_WORDS
            and block.text != text
            and (first_rank or _is_signed(signed, index))
        ):
            if between >= _LEAST_SHARE * float(weights.sum()) or not first_rank:
                body[index:] = np.minimum(body[index:], _OUT)
            return


def _make(markup: Markup, index: int) -> _Make:
    element = markup.elements[markup.blocks[index].element]
    above = markup.elements[max(element.parent, 0)]
    return element.tag, element.classes, above.tag, above.classes


def _parent(markup: Markup, index: int) -> int:
    return markup.elements[markup.blocks[index].element].parent


def _signed(matrix: Floats) -> npt.NDArray[np.bool_]:
    """Blocks that the markup says are a byline or a time."""
    columns = distance_columns()
    nearest: npt.NDArray[np.bool_] = (
        np.minimum(matrix[:, columns["byline"]], matrix[:, columns["timestamp"]]) <= _SIGNED_STEPS
    )
    return nearest


def _is_signed(signed: npt.NDArray[np.bool_], index: int) -> bool:
    return bool(signed[max(0, index - _SIGNED_BLOCKS) : index + _SIGNED_BLOCKS + 1].any())


def drop_before_headline(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """What stands before the headline, outside of the element around it and the text below, is not of its article."""
    if headline is None:
        return
    inside = np.flatnonzero(body >= _BODY)
    before, below = inside[inside < headline], inside[inside > headline]
    words = float(mass[below].sum())
    if not len(before) or words < max(_BELOW_WORDS, float(mass[before].sum())):
        return
    if float((mass * body)[below].sum()) < _BELOW_SURE * words:
        return
    home = markup.blocks[headline].element
    first = markup.blocks[int(below[0])].element
    while home >= 0 and not is_within(markup, first, home):
        home = markup.elements[home].parent
    for index in before.tolist():
        if not is_within(markup, markup.blocks[index].element, home):
            body[index] = _OUT
