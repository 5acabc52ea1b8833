"""What the block model is told by of a block's element: its number, the code of its tag, what it is made like."""

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import Ints
from dateline.article.native import native
from dateline.article.tree.markup import Markup

Codes = npt.NDArray[np.uint8]
TAGS = ("p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "figcaption", "span", "dt",
        "dd", "pre", "section", "article", "header", "address", "cite", "center", "body", "label", "form")  # fmt: skip
RANKS = {f"h{rank}": rank for rank in range(10)}
# A code for each tag that is told of; those of TAGS are the first ones, then comes that of all tags unknown here.
UNKNOWN = len(TAGS)
CODED = (*TAGS, "", *[tag for tag in RANKS if tag not in TAGS])
_CODES = {tag: code for code, tag in enumerate(CODED)}


def gather_blocks(markup: Markup) -> tuple[Ints, Codes, Ints]:
    """Of each block: its element, the code of that one's tag, and a number in common with the blocks made alike."""
    built, count = native(), len(markup.blocks)
    if built is None:
        return gather_plainly(markup)
    element, codes, alike = np.empty(count, np.int64), np.empty(count, np.uint8), np.empty(count, np.int64)
    built.gather_blocks(markup.blocks, markup.elements, _CODES, UNKNOWN, element, codes, alike)
    return element, codes, alike


def gather_plainly(markup: Markup) -> tuple[Ints, Codes, Ints]:
    """The same in plain Python. Alike are those of the same tag and class, whose parents are of the same, too."""
    groups: dict[tuple[str, str | None, str, str | None], int] = {}
    elements, places = markup.elements, [block.element for block in markup.blocks]
    alike = []
    for place in places:
        element = elements[place]
        above = elements[element.parent] if element.parent > 0 else elements[0]
        key = (element.tag, element.classes, above.tag, above.classes)
        alike.append(groups.setdefault(key, len(groups)))
    codes = np.frombuffer(bytes([_CODES.get(elements[place].tag, UNKNOWN) for place in places]), np.uint8)
    return np.array(places), codes, np.array(alike)
