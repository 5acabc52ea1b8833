"""Flat pages: all their blocks stand side by side in one element, without classes, as text that was made HTML again.

The block model goes by what holds a block and by its tags. Where neither tells anything, the page's lines are judged as
those of a text dump, whose model goes by words, lengths and the lines around.
"""

import numpy as np
import numpy.typing as npt

from dateline.article.tree.markup import Markup

Floats = npt.NDArray[np.float32]

_LEAST_BLOCKS = 12
_LEAST_SHARE = 0.95
_IN, _OUT = 0.51, 0.49


def is_flat(markup: Markup) -> bool:
    """Whether nearly all blocks stand in one element that does not say "article", and have no classes."""
    blocks = markup.blocks
    if len(blocks) < _LEAST_BLOCKS:
        return False
    elements = markup.elements
    left = int((1 - _LEAST_SHARE) * len(blocks))  # so many may have classes; on most pages the first do
    for block in blocks:
        if elements[block.element].classes:
            left -= 1
            if left < 0:
                return False
    parents = sorted([elements[block.element].parent for block in blocks])
    parent = parents[len(parents) // 2]  # what most have stands in the middle, too
    return parents.count(parent) >= _LEAST_SHARE * len(blocks) and elements[parent].tag not in ("article", "main")


def flat_body(markup: Markup) -> Floats:
    """The probability of each block of a flat page to be the article's text, as one of a text dump's lines."""
    from dateline.article.dump.read import judge_lines  # its data are read only where there are such pages

    found = judge_lines([block.text for block in markup.blocks])
    return np.array([max(score, _IN) if is_text else min(1 - score, _OUT) for is_text, score in found], np.float32)
