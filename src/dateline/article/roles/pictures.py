"""Lines that share a box or a figure with a picture of the article."""

from dateline.article.dump.cues import START
from dateline.article.lines.credits import ends_in_credit
from dateline.article.tree.markup import Markup

# A picture's box: so many elements up, so many lines, each so long, none in these elements.
_CREDITED_BOX = 0.99
_BOX_STEPS = 7
_BOX_BLOCKS = 3
_LONGEST_CAPTION = 400
_NO_BOX = frozenset({"body", "html", "main", "article", "ul", "ol", "table", "nav", "header"})
_NEVER_CAPTION = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "button", "label"})
BODY_FROM = 0.5


def boxed_blocks(
    markup: Markup, cues: list[dict[str, int]], body: list[float], start: int, last: int
) -> dict[int, float]:
    """Short blocks of the article that share the smallest element around a picture with it alone.

    An element that holds a picture and up to three short lines, none of them a heading or a link, holds its caption.
    For each, the probability of body below which it is taken for one: higher where a line of the box is a credit, of
    which no line is asked that is taken for one anyway. body: the blocks' probabilities.
    """
    found: dict[int, float] = {}
    blocks, elements = markup.blocks, markup.elements
    for image in markup.images:
        if not start - 3 <= image.before <= last + 1:
            continue
        near = range(max(0, image.before - 1), min(len(blocks), image.before + _BOX_BLOCKS + 1))
        inside = _in_box(markup, elements[image.element].parent, near)
        if 0 < len(inside) <= _BOX_BLOCKS and all(_may_caption(markup, index) for index in inside):
            credited = max([body[index] for index in inside]) >= BODY_FROM and (
                any(cues[index].get("credit", 0) >= START for index in inside)
                if len(inside) > 1
                else ends_in_credit(blocks[inside[0]].text)
            )
            found |= dict.fromkeys(inside, _CREDITED_BOX if credited else BODY_FROM)
    return found


def _in_box(markup: Markup, element: int, near: range) -> list[int]:
    """Those of the blocks near that stand in the smallest box with any: the element itself or one around it."""
    elements, blocks = markup.elements, markup.blocks
    boxes: list[int] = []
    while len(boxes) < _BOX_STEPS and element >= 0 and elements[element].tag not in _NO_BOX:
        boxes.append(element)
        element = elements[element].parent
    if not boxes:
        return []
    # Of each block the innermost of these; an element around the last of them stands before it, and is none.
    homes = []
    for index in near:
        at = blocks[index].element
        while at >= boxes[-1] and at not in boxes:
            at = elements[at].parent
        homes.append(at)
    box = max(homes, default=-1)
    return [index for index, home in zip(near, homes) if home == box] if box >= boxes[-1] else []


def _may_caption(markup: Markup, index: int) -> bool:
    raw = markup.blocks[index]
    tag = markup.elements[raw.element].tag
    return len(raw.text) <= _LONGEST_CAPTION and tag not in _NEVER_CAPTION and raw.link_chars < 0.5 * len(raw.text)
