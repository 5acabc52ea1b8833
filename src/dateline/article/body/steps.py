"""Whether a page's text is a list of steps: recipes and instructions are short texts in many places, and no briefs."""

import re

from dateline.article.learned.blocks import Floats
from dateline.article.structured import Structured
from dateline.article.tree.chosen import places_from
from dateline.article.tree.markup import Markup

_TYPES = frozenset({"Recipe", "HowTo"})
# "Step 2", "2.", "2) Rinse": a label counts where its number is the next one.
_LABEL = re.compile(r"(?:[^\W\d]{1,12} )?(?P<number>\d{1,2})[.:)]?(?: [^\W\d]{1,15}){0,2}")
# The rows of a ranking count, too.
_CELLS = frozenset({"td", "th", "tr"})
_LONGEST_LABEL = 40
_LEAST_STEPS = 3
_MAYBE = 0.1


def tells_steps(markup: Markup, structured: Structured, body: Floats) -> bool:
    """Whether a page says of itself that it tells steps, or labels amid its text count them: "Step 1", "Step 2", ...

    body: for each block how likely it is text; labels between the first and the last that may be are looked at.
    """
    if structured.types & _TYPES and not any("News" in kind for kind in structured.types):
        return True  # news that offer a recipe beside them are no recipe
    maybe = places_from(body, _MAYBE)
    steps = 0
    for block in markup.blocks[maybe[0] : maybe[-1] + 1] if maybe else ():
        if len(block.text) > _LONGEST_LABEL or block.link_chars or markup.elements[block.element].tag in _CELLS:
            continue
        label = _LABEL.fullmatch(block.text)
        if label is not None and int(label["number"]) == steps + 1:
            steps += 1
    return steps >= _LEAST_STEPS
