"""The line of a dump that heads the article."""

import re

from dateline.article.bylines.openers import opens_byline
from dateline.article.dates.read import read_printed_date
from dateline.article.dump.context import FEW_LINES, LEAST_ROLE, DumpContext, FoundRole
from dateline.article.dump.cues import WHOLE, bare
from dateline.article.dump.heads import INTO_TEXT, LONGEST, likeliest_head, may_head
from dateline.article.dump.lines import Line
from dateline.article.dump.wording import load_wording
from dateline.article.lines.credits import ends_in_credit

_LEAST_HEADLINE = 0.12
_MOST_WORDS = 25
# So many lines above the text the line that heads a short dump may stand.
_ABOVE_TEXT = 4
_LEAST_WORDS = 3
_CLOSE_ABOVE, _LEAST_CLOSE = 6, 0.08
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_]{2}|[。！？]\s*[^\W\d_]")
_BEFORE_SITE = re.compile(r"\s+[-–—|·•:»]\s+|\s*[|·»]\s*")
# How a step of a path ends, and how far below one its last step is printed again; steps without signs are few.
_STEP = re.compile(r"\S\s*[>›»→/|·]\s*$|\S\s+[-–—]\s+$")
_BELOW_PATH, _GLUED_STEPS = 6, 4
# A line that is so many times likelier to head the article is no path's end's rival.
_SURER = 5


def choose_headline(context: DumpContext) -> int | None:
    """The line that heads the article: a path's end, else the likeliest up to a little below the body's first line."""
    best = _likeliest(context)
    paragraph = context.first_paragraph()
    if paragraph is not None and (ended := _end_of_path(context, paragraph + INTO_TEXT, best)) is not None:
        best = ended
        context.found[best] = FoundRole("headline", max(LEAST_ROLE, context.found[best].score))
    if best is not None:
        for index, each in enumerate(context.found):
            if each.role == "headline" and index != best:
                context.found[index] = FoundRole("other", 0.0)  # another article's
    return best


def _end_of_path(context: DumpContext, end: int, chosen: int | None) -> int | None:
    """A line whose words are the last step of a path printed above it; the path itself heads nothing.

    Dumps print paths in one line, with signs between the steps or with nothing: "Home / Coast / Ferry sinks off Sallo".
    """
    lines, found = context.lines, None
    for index in range(min(end, len(lines))):
        path = lines[index].text
        if len(path) > LONGEST or not any(map(str.isalpha, path)):
            continue
        for below in range(index + 1, min(index + 1 + _BELOW_PATH, end, len(lines))):
            text = lines[below].text
            if text != path and _ends_path(path, text):
                found = index, below
                break
    if found is None:
        return None
    path_at, title = found
    chance = context.chances("headline")
    if chosen is not None and chosen not in found and chance[chosen] > _SURER * chance[title]:
        return None
    context.found[path_at] = FoundRole("breadcrumb", LEAST_ROLE)
    if chosen is not None and chosen not in found:
        context.found[chosen] = FoundRole("other", 0.0)
    return title


def _ends_path(path: str, text: str) -> bool:
    """Whether a line is another one's last step: behind a sign, or of some words with nothing before them."""
    words = len(text.split())
    if words < 2 or not path.casefold().endswith(text.casefold()):
        return False
    before = path[: len(path) - len(text)]
    steps = before.split()
    glued = bool(steps) and (before[-1].isalnum() or bare(steps[0]) in load_wording().home)
    return _STEP.search(before) is not None or (glued and words >= _LEAST_WORDS and len(steps) <= _GLUED_STEPS)


def _likeliest(context: DumpContext) -> int | None:
    lines, paragraph = context.lines, context.first_paragraph()
    first = len(lines) if paragraph is None else paragraph
    asked = [index for index in may_head(context, first) if not _is_ruled_out(context, index, first)]
    likeliest = likeliest_head(context, asked, first)
    if likeliest is None or likeliest[1] < _LEAST_HEADLINE:
        return _line_above(context, first) if len(lines) <= FEW_LINES else _likely_above(context, first)
    headline = _without_the_site(lines, likeliest[0], first + INTO_TEXT)
    context.found[headline] = FoundRole("headline", max(LEAST_ROLE, round(likeliest[1], 3)))
    return headline


def _is_ruled_out(context: DumpContext, index: int, first: int) -> bool:
    """Whether a line's words tell what else it is. first: the text's first line, below which stand sentences of it."""
    text = context.lines[index].text
    amid = index > first and context.is_body(index) and _TWO_SENTENCES.search(text) is not None
    return amid or _tells(context, index, passing="agency") or ends_in_credit(text)


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


def _likely_above(context: DumpContext, first: int) -> int | None:
    """The likeliest line close above the text where none is likely: 11 of 15 were the headline (stripped pages)."""
    chance = context.chances("headline")
    close = [
        index
        for index in range(max(0, first - _CLOSE_ABOVE), min(first + 1, len(context.lines)))
        if chance[index] >= _LEAST_CLOSE
        and 2 <= context.words(index) <= _MOST_WORDS
        and not context.is_body(index)
        and not _tells(context, index)
    ]
    best = max(close, key=lambda index: (round(float(chance[index]), 4), -index), default=None)
    if best is not None:
        context.found[best] = FoundRole("headline", LEAST_ROLE)
    return best


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
