"""Where an argument's words begin and end: whole quotations, no loose mark and no "and" or "whose" at an edge."""

import re

from dateline.events.scene import Scene
from dateline.language.spans import without_blanks
from dateline.model import Span

_CLOSES = {"“": "”", "‘": "’", "«": "»", "„": "“"}
# "beat Velno 2-0": how it ended, and no part of a name.
_SCORE = re.compile(r",?\s+\d{1,3}[-–]\d{1,3}$")
# Code points behind a phrase within which a quotation that opens in it must close.
_REACH = 60


def tidied(scene: Scene, span: Span, head: int) -> Span:
    """The stretch of a phrase as a reader would quote it; it always holds its head.

    "its “right" goes on to the mark that closes it, "the path” of the boat" ends before one that opens outside.
    """
    text, word = scene.article.text, scene.trees.tokens[head]
    whole, own = span, Span(word.start, word.end)
    span = _within_quotation(text, _to_closing_mark(scene, span, head), word.start)
    start, end = span.start, span.end
    inside = scene.trees.within(span)
    for token in inside:
        loose = scene.trees.tokens[token].upos == "CCONJ" or scene.trees.form(token) in scene.lexicon.words("whose")
        if not loose or scene.trees.tokens[token].end > word.start:
            break
        start = scene.trees.tokens[token + 1].start
    while end > word.end and (text[end - 1] in ",;:" or text[end - 1].isspace()):
        end -= 1
    score = _SCORE.search(text[word.end : end])
    end = word.end + score.start() if score is not None else end
    tidy = Span(start, max(start, end))
    return tidy if tidy.holds(own) else whole  # a head that is a mark itself stays


def _open_marks(text: str, span: Span) -> tuple[str, int] | None:
    """The last mark in a stretch that opens a quotation not closed in it, and where it stands."""
    open_: list[tuple[str, int]] = []
    for place in range(span.start, span.end):
        char = text[place]
        if open_ and char == _CLOSES[open_[-1][0]] and not _is_apostrophe(text, place):
            open_.pop()
        elif char in _CLOSES:
            open_.append((char, place))
    return open_[-1] if open_ else None


def _is_apostrophe(text: str, place: int) -> bool:
    """ "the town’s": a mark between letters closes nothing."""
    between = 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()
    return text[place] == "’" and between


def _to_closing_mark(scene: Scene, span: Span, head: int) -> Span:
    text = scene.article.text
    opened = _open_marks(text, span)
    if opened is None:
        return span
    mark, place = opened
    last = min(span.end + _REACH, scene.trees.sentence(head).end)
    for at in range(span.end, last):
        if text[at] == _CLOSES[mark] and not _is_apostrophe(text, at):
            return Span(span.start, at + 1)
    return Span(span.start + 1, span.end) if place == span.start else span


def _within_quotation(text: str, span: Span, head: int) -> Span:
    """A stretch without what lies beyond a mark that closes a quotation opened before it."""
    depth = 0
    for place in range(span.start, span.end):
        char = text[place]
        if char in _CLOSES:
            depth += 1
        elif char in "”»":
            depth -= 1
            if depth < 0 and span.start > 0 and _CLOSES.get(text[span.start - 1]) == char:
                return Span(span.start - 1, span.end)
            if depth < 0:
                return without_blanks(text, Span(span.start, place) if head < place else Span(place + 1, span.end))
    return span
