"""Paths from a site's first page to the page, as dumps print them."""

import re

from dateline.article.dump.context import DumpContext
from dateline.article.dump.cues import bare
from dateline.article.dump.wording import load_wording

_PATH = re.compile(r"\S.{0,60}?(?:\s*[>›»→]\s*|\s+/\s+)\S")
_ABOVE_HEADLINE = 5
_LONGEST_STEP = 4


def is_path(text: str) -> bool:
    """Whether a line has two steps with the sign of a path between them."""
    return _PATH.match(text) is not None


def find_path(context: DumpContext) -> None:
    """Short lines from "Home" down to the headline: a path whose steps were printed apart.

    A menu has "Home" once; a path repeats it below the menu.
    """
    home, lines = load_wording().home, context.lines
    headline = context.headline or 0
    menu = next((index for index, line in enumerate(lines) if bare(line.text) in home), len(lines))
    for start in range(headline - 1, max(-1, headline - 1 - _ABOVE_HEADLINE), -1):
        if context.found[start].role != "other" or context.words(start) > _LONGEST_STEP:
            return
        if bare(lines[start].text) in home:
            if start == menu:
                return
            for each in context.found[start:headline]:
                each.role = "breadcrumb"
            return
