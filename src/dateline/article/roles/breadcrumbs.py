"""Lines of steps from the front page."""

import re

from dateline.article.dump.cues import find_cues, load_cues
from dateline.article.roles.context import RoleContext, letters_of
from dateline.article.tree.markup import RawBlock

_CRUMB = re.compile(r"\s*[›»>‹«/→]\s*")


def is_breadcrumb(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """A line of steps from the front page: "Home > News"."""
    if index not in context.crumbs or not raw.links:
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
