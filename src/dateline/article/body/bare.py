"""Bare pages: a handful of plain lines and nothing else, where all that is there is the text.

The block model goes by what stands beside a text; here nothing does. What a server or a script prints on such pages
(an error, a test, a wait) is told by its words (`shared/article/lines.toml`, `notice`) or by cues of furniture.
"""

import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features
from dateline.article.lines.pointers import is_notice
from dateline.article.tree.markup import LINK, Markup

Floats = npt.NDArray[np.float32]

# No more confidence than this in a body that is one for want of anything else.
MOST_CONFIDENCE = 0.3
_BODY, _IN = 0.5, 0.51
_MOST_BLOCKS = 6
# Where the model found more than this, the page is not bare to it.
_FEW = 25
# Nothing but text, its markup and a style: no script, list, form, table or picture.
_PLAIN = frozenset({
    "html", "head", "title", "meta", "style", "body", "main", "article", "section", "div", "p", "br", "hr", "center",
    "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "a", "span", "font", "b", "strong", "i", "em", "u",
})  # fmt: skip
# Links that lead nowhere are none.
_NOWHERE = ("javascript:", "#")


def is_bare(markup: Markup, features: Features, body: Floats) -> bool:
    """Whether a page shows a few plain lines and no more, of which next to none was taken for its text.

    body: the probability of each block so far. A link that leads somewhere, or a line that is furniture or a notice by
    its words, and the page is not bare.
    """
    if not 0 < len(markup.blocks) <= _MOST_BLOCKS or features.mass[body >= _BODY].sum() >= _FEW:
        return False
    for element in markup.elements:
        if element.tag not in _PLAIN:
            return False
        if element.flags & LINK and element.tag == "a":
            address = (element.href or "").strip().lower()
            if address and not address.startswith(_NOWHERE):
                return False
    return not any(features.cues) and not any(is_notice(line) for line in (markup.title, *_texts(markup)))


def bare_body(body: Floats) -> Floats:
    """The body probabilities of a bare page: all of its lines are the text."""
    raised: Floats = np.maximum(body, _IN).astype(np.float32)
    return raised


def _texts(markup: Markup) -> list[str]:
    return [block.text for block in markup.blocks]
