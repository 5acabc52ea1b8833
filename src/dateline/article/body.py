"""Second thoughts on the body: comments, second articles, walls and what follows the end are taken out as wholes.

The block model judges block by block; a thread of comments or a neighbour's whole article reads like body to it.
"""

import re

import numpy as np
import numpy.typing as npt

from dateline.article.blocks import Markup
from dateline.article.dump_cues import START, WHOLE, find_cues, load_cues
from dateline.article.features import Features, distance_columns
from dateline.article.walls import is_wall

Floats = npt.NDArray[np.float32]

_BODY = 0.5
_OUT = 0.3
_COMMENT_REACH = 8
_LONGEST_HEADING = 60
# What follows the end of an article is another thing where it is less than half of what came before.
_TAIL_SHARE = 0.5
_APP = re.compile(r"(?:get|download|install|open|try)\b.{0,40}\bapp\b.{0,20}$", re.IGNORECASE)
_LABELS = ("advert", "share", "newsletter", "consent")
_MAIN_WORDS = 80
_LEAST_WORDS = 25
_LEAST_LIKELY = 0.12
_NEARLY = 0.6
_SURE = 0.97


def settle_body(markup: Markup, features: Features, body: Floats, headline: int | None) -> Floats:
    """The body probabilities with comments, other articles, pay walls, labels and tails put below one half."""
    matrix, mass = features.matrix, features.mass
    settled = _at_least_something(mass, body)
    if not (settled >= _BODY).any():
        return settled
    _drop_next_headline(markup, mass, settled, headline)
    _drop_comments(matrix, mass, settled)
    _drop_other_articles(markup, mass, settled, headline)
    _drop_tail(markup, mass, settled)
    labels = {load_cues().kinds.index(kind) for kind in _LABELS}
    for index in np.flatnonzero(settled >= _BODY).tolist():
        if _is_label(markup, index, features.cues[index], labels):
            settled[index] = _OUT
        if settled[index] < _SURE and is_wall(markup.blocks[index].text):
            settled[index] = _OUT
    return settled


def _is_label(markup: Markup, index: int, told: dict[int, int], labels: set[int]) -> bool:
    """Whether a block is the label of furniture and no more ("Advertisement"), or a link that opens like one."""
    block = markup.blocks[index]
    linked = block.link_chars >= 0.9 * len(block.text)
    if linked and _APP.match(block.text):
        return True
    if ":" in block.text[:30] and told:
        kinds = load_cues().kinds
        # "Tags: ferries, tides" and "Read also: Pilots ask for a survey" name themselves.
        if told.get(kinds.index("tags"), 0) >= START:
            return True
        if block.links and told.get(kinds.index("related"), 0) >= START:
            return True
    return any(told.get(kind, 0) >= (START if linked else WHOLE) for kind in labels)


def _at_least_something(mass: Floats, body: Floats) -> Floats:
    """Where next to nothing is body by the model, the likeliest blocks are, if any is likely at all."""
    likeliest = float(body.max(initial=0.0))
    if mass[body >= _BODY].sum() >= _LEAST_WORDS or likeliest < _LEAST_LIKELY:
        return body.copy()
    raised = np.where((body >= _NEARLY * likeliest) & (body < _BODY), _BODY + 0.01, body)
    return raised.astype(np.float32) if mass[raised >= _BODY].sum() >= _LEAST_WORDS else body.copy()


def _drop_next_headline(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """A later block made like the headline opens the next article, where enough stands between the two."""
    if headline is None:
        return
    make = _make(markup, headline)
    if make[0] != "h1":
        return
    weights = np.where(body >= _BODY, mass, 0.0)
    for index in range(headline + 1, len(markup.blocks)):
        if markup.elements[markup.blocks[index].element].tag != make[0]:
            continue
        between = weights[headline:index].sum()
        if (
            _make(markup, index) == make
            and _parent(markup, index) != _parent(markup, headline)
            and between >= _MAIN_WORDS
            and markup.blocks[index].text != _text(markup, headline)
        ):
            if between >= 0.15 * weights.sum():
                body[index:] = np.minimum(body[index:], _OUT)
            return


def _make(markup: Markup, index: int) -> tuple[str, str | None, str, str | None]:
    element = markup.elements[markup.blocks[index].element]
    above = markup.elements[max(element.parent, 0)]
    return (
        element.tag,
        (element.attributes or {}).get("class"),
        above.tag,
        (above.attributes or {}).get("class"),
    )


def _parent(markup: Markup, index: int) -> int:
    return markup.elements[markup.blocks[index].element].parent


def _text(markup: Markup, index: int) -> str:
    return markup.blocks[index].text


def _drop_comments(matrix: Floats, mass: Floats, body: Floats) -> None:
    inside = body >= _BODY
    comments = inside & (matrix[:, distance_columns()["comment"]] <= _COMMENT_REACH)
    if comments.any() and mass[comments].sum() < 0.5 * mass[inside].sum():
        body[comments] = np.minimum(body[comments], _OUT)


def _drop_other_articles(markup: Markup, mass: Floats, body: Floats, headline: int | None) -> None:
    """Of several article elements side by side, the one with the headline is the page's own."""
    elements = markup.elements
    if sum(element.tag == "article" for element in elements) < 2:
        return
    homes = [_outer_article(markup, block.element) for block in markup.blocks]
    words: dict[int, float] = {}
    for home, weight, value in zip(homes, mass.tolist(), body.tolist()):
        if home >= 0 and value >= _BODY:
            words[home] = words.get(home, 0.0) + weight
    if len(words) < 2:
        return
    own = homes[headline] if headline is not None and homes[headline] in words else next(iter(words))
    if words[own] < max(_MAIN_WORDS, 0.3 * max(words.values())):
        return
    for index, home in enumerate(homes):
        if home >= 0 and home != own and body[index] >= _BODY and elements[home].parent >= 0:
            body[index] = min(float(body[index]), _OUT)


def _outer_article(markup: Markup, element: int) -> int:
    """The outermost article element around an element, -1 where there is none."""
    found = -1
    while element >= 0:
        if markup.elements[element].tag == "article":
            found = element
        element = markup.elements[element].parent
    return found


def _drop_tail(markup: Markup, mass: Floats, body: Floats) -> None:
    """After a heading of furniture, the less sure and shorter rest is furniture too."""
    cues = load_cues()
    ends = {cues.kinds.index(kind) for kind in ("related", "ranking", "newsletter", "comment")}
    inside = np.flatnonzero(body >= _BODY)
    first, last = int(inside[0]), int(inside[-1])
    weights = np.where(body >= _BODY, mass, 0.0)
    before = np.cumsum(weights)
    for index in range(first + 1, last):
        text = markup.blocks[index].text
        if body[index] >= _BODY or len(text) > _LONGEST_HEADING or markup.blocks[index].link_chars > 0.5 * len(text):
            continue
        tag = markup.elements[markup.blocks[index].element].tag
        heading = tag[0] == "h" and tag[1:].isdigit()
        told = find_cues(text, cues)
        if not any(told.get(kind, 0) >= (START if heading else WHOLE) for kind in ends):
            continue
        rest = before[-1] - before[index]
        after = slice(index + 1, len(body))
        sure = float((weights[after] * body[after]).sum() / max(rest, 1.0))
        if heading and rest < _TAIL_SHARE * before[index] and sure < 0.9:
            body[after] = np.minimum(body[after], _OUT)
            return
