"""Whole texts that are not the page's own article: the next one under a headline of its own, what stands before it."""

import numpy as np
import numpy.typing as npt

from dateline.article.body.likely import element_of_most
from dateline.article.learned.features import Features, distance_columns
from dateline.article.tree.chosen import places_from, sum_at
from dateline.article.tree.markup import Markup, is_heading, is_within, lies_in

Floats = npt.NDArray[np.float32]

_BODY, _OUT = 0.5, 0.3
# Words that stand between two headlines, and their part of the whole.
_MAIN_WORDS, _LEAST_SHARE = 80, 0.15
# A byline or a time so few blocks below a headline, and so few steps from the element that says so, belongs to it.
_SIGNED_BLOCKS, _SIGNED_STEPS = 4, 2
_LIVE_STEPS = 8
# Words below the headline that are an article by themselves; so much of them lies in its element; before it stands no
# more than so much of them.
_BELOW_WORDS, _BELOW_SURE, _MOST_BELOW, _MOST_BEFORE = 60, 0.8, 0.8, 0.5


def drop_next_article(markup: Markup, features: Features, body: Floats, headline: int | None) -> None:
    """A later block made like the headline opens the next article, where enough stands between the two.

    Not where one element that says that it is the article holds both: sections, answers, entries have headings alike.
    A heading below the first rank opens one only if it is signed or dated as the headline is, with enough text below.
    """
    if headline is None:
        return
    own = markup.elements[markup.blocks[headline].element]
    first_rank = own.tag == "h1"
    if not first_rank:
        above = markup.elements[max(own.parent, 0)]
        if not (own.classes or above.classes) or not is_heading(own):
            return
    make, text = features.groups[:, 2], markup.blocks[headline].text
    alike = [
        index
        for index in ((make[headline + 1 :] == make[headline]).nonzero()[0] + headline + 1).tolist()
        if _parent(markup, index) != own.parent and markup.blocks[index].text != text
    ]
    matrix = features.matrix
    if not alike or not (first_rank or _signed(markup, matrix, headline)):
        return
    weights = np.where(body >= _BODY, features.mass, 0.0)
    before = np.concatenate(([0.0], np.cumsum(weights)))
    held = _holder(markup, markup.blocks[headline].element)
    for place, index in enumerate(alike):
        between = float(before[index] - before[headline])
        if between < _MAIN_WORDS or (held >= 0 and lies_in(markup, index, held)):
            continue
        if first_rank:
            opens = between >= _LEAST_SHARE * float(weights.sum())
        else:
            end = alike[place + 1] if place + 1 < len(alike) else len(body)
            opens = before[end] - before[index] >= _MAIN_WORDS and _opens(markup, matrix, index)
        if opens:
            body[index:] = np.minimum(body[index:], _OUT)
        if opens or first_rank:
            return


def _parent(markup: Markup, index: int) -> int:
    return markup.elements[markup.blocks[index].element].parent


def _opens(markup: Markup, matrix: Floats, index: int) -> bool:
    """Whether a heading is signed or dated, and no live entry's."""
    return bool(matrix[index, distance_columns()["live_entry"]] > _LIVE_STEPS) and _signed(markup, matrix, index)


def _signed(markup: Markup, matrix: Floats, heading: int) -> bool:
    """Whether a byline or a time, as the markup says it, stands right below a heading and before the next."""
    columns = distance_columns()
    for index in range(heading + 1, min(heading + 1 + _SIGNED_BLOCKS, len(matrix))):
        if is_heading(markup.elements[markup.blocks[index].element]):
            return False
        if min(matrix[index, columns["byline"]], matrix[index, columns["timestamp"]]) <= _SIGNED_STEPS:
            return True
    return False


def _holder(markup: Markup, element: int) -> int:
    """The nearest element around one that says that it is an article or its text; -1 where there is none."""
    while element >= 0:
        each = markup.elements[element]
        if each.tag == "article" or "articlebody" in ((each.attributes or {}).get("itemprop") or "").lower():
            return element
        element = each.parent
    return -1


def drop_before_headline(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """What stands before the headline, outside of the element around it and the text below, is not of its article.

    It is where it is more than half as much, or where one element that says that it is the article holds both.
    """
    if headline is None:
        return
    inside = places_from(body, _BODY)
    if not inside or inside[0] >= headline:
        return  # as on most pages
    before, below = [index for index in inside if index < headline], [index for index in inside if index > headline]
    words = sum_at(mass, below)
    if words < max(_BELOW_WORDS, sum_at(mass, before) / _MOST_BEFORE):
        return
    if float((mass * body)[below].sum()) < _BELOW_SURE * words:
        return
    home = markup.blocks[headline].element
    held = _holder(markup, home)
    most = element_of_most(markup, below, mass[below], _MOST_BELOW)
    while held < 0 < home and not is_within(markup, most, home):
        home = markup.elements[home].parent
    home = max(home, 0) if held < 0 else held
    for index in before:
        if not lies_in(markup, index, home):
            body[index] = _OUT
