"""The line of a dump that heads the article."""

import re

from dateline.article.bylines.split import opens_byline
from dateline.article.dates.read import read_printed_date
from dateline.article.dump.context import FEW_LINES, LEAST_ROLE, DumpContext, FoundRole
from dateline.article.dump.cues import WHOLE
from dateline.article.dump.features import feature_names, line_size
from dateline.article.dump.lines import Line
from dateline.article.lines.credits import ends_in_credit

_LEAST_HEADLINE = 0.12
_LONGEST_HEADLINE, _MOST_WORDS = 300, 25
# So many lines into the text a headline may stand, and so many above the text the line that heads a short dump.
_INTO_TEXT, _ABOVE_TEXT = 4, 4
_LEAST_WORDS = 3
_BEFORE_SITE = re.compile(r"\s+[-–—|·•:»]\s+|\s*[|·»]\s*")
_SEPARATED = re.compile(r"[|·•>›»]")


def choose_headline(context: DumpContext) -> int | None:
    """The line that heads the article: the likeliest up to a little below the body's first line."""
    lines, chance = context.lines, context.chances("headline")
    paragraph = context.first_paragraph()
    first = len(lines) if paragraph is None else paragraph
    candidates = [
        index
        for index in range(min(len(lines), first + _INTO_TEXT))
        if chance[index] >= _LEAST_HEADLINE
        and len(lines[index].text) <= _LONGEST_HEADLINE
        and not _tells(context, index, passing="agency")
        and not ends_in_credit(lines[index].text)
    ]
    if not candidates:
        return _line_above(context, first) if len(lines) <= FEW_LINES else None
    # The article speaks of what its headline names; a banner of other news does not share its words.
    shared = context.rows[:, feature_names(context.cues).index("in_body_words")]
    best = max(candidates, key=lambda index: (round(float(chance[index] * (0.5 + shared[index])), 4), -index))
    # A standfirst can look like a headline; of two close above each other the upper one heads.
    above = best - 1
    if (
        above in candidates
        and chance[above] >= 0.4 * chance[best]
        and shared[above] >= 0.6 * shared[best]
        and _can_head(lines[above].text)
        and lines[above].text not in lines[best].text
    ):
        best = above
    best = _without_the_site(lines, best, first + _INTO_TEXT)
    context.found[best] = FoundRole("headline", max(LEAST_ROLE, round(float(chance[best]), 3)))
    return best


def _without_the_site(lines: list[Line], headline: int, end: int) -> int:
    """The line below that prints a headline alone, where this one is the page's title with the site's name behind."""
    text = lines[headline].text
    heads = [text[: found.start()].casefold() for found in _BEFORE_SITE.finditer(text)]
    for index in range(headline + 1, min(end, len(lines))):
        if lines[index].text.casefold() in heads and len(lines[index].text.split()) >= _LEAST_WORDS:
            return index
    return headline


def _tells(context: DumpContext, index: int, *, passing: str | None = None) -> bool:
    """Whether a line is words that tell what it is, and no more. passing: a kind that does not count."""
    kinds = context.cues.kinds
    return any(strength == WHOLE and kinds[kind] != passing for kind, strength in context.told[index].items())


def _line_above(context: DumpContext, first: int) -> int | None:
    """The line that heads a dump of few lines: the nearest above the text that tells neither who wrote nor when."""
    if first == len(context.lines):
        return None
    for index in range(first - 1, max(-1, first - 1 - _ABOVE_TEXT), -1):
        text = context.lines[index].text
        if opens_byline(text) or read_printed_date(text) is not None:
            continue
        if 3 <= context.words(index) <= _MOST_WORDS and text[-1] not in ".:;" and not _tells(context, index):
            context.found[index] = FoundRole("headline", LEAST_ROLE)
            return index
        return None
    return None


def _can_head(text: str) -> bool:
    return 4 <= line_size(text) <= _MOST_WORDS and not _SEPARATED.search(text) and text[-1] not in ".:"
