"""Lines of steps from the front page."""

import re

from dateline.article.dump.cues import find_cues, load_cues
from dateline.article.lines.pointers import holds_any
from dateline.article.roles.context import CRUMB_SIGNS, RoleContext, letters_of, stands_at_head
from dateline.article.tree.markup import RawBlock

_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")


def is_breadcrumb(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """A line of steps from the front page: "Home > News"."""
    if not raw.links or len(raw.text) > 200 or not holds_any(raw.text, CRUMB_SIGNS):
        return False
    if not stands_at_head(context, index):
        return False
    steps = _CRUMB.split(raw.text)
    if len(steps) > 6:
        return False
    first = find_cues(re.sub(r"^.*:\s*", "", steps[0]), load_cues())
    named = (
        any(load_cues().kinds[kind] == "navigation" for kind in first)
        or letters_of(steps[0].split(":")[-1]) in context.names
    )
    return named or raw.text.lower().startswith("you are here")
