"""Dates of what a page announces, or of what a box beside the text shows: they tell of no publication.

An event's box names its place and its price in the lines beside the date, or its markup says what it is; a forecast's
does. Words and class words are data (`shared/article/times.toml`).
"""

import re

import msgspec

from dateline.article.draft import DraftBlock
from dateline.article.markup import Markup
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

# A detail stands so few lines from the date, and is so short; the markup may say so on so many elements around it.
_NEAR, _LONGEST, _STEPS = 2, 80, 3
_TOPS = frozenset({"article", "main", "body", "html"})


class Announced(msgspec.Struct, frozen=True):
    """details: how lines about an event's place and price open; marks: class words of what shows dates of its own."""

    details: re.Pattern[str]
    marks: re.Pattern[str]


def is_announced(markup: Markup, blocks: list[DraftBlock], index: int, headline: int) -> bool:
    """Whether a line's date is that of an event or another box's, by the lines beside it or by its markup.

    headline: the place of the article's; what holds it, too, is no box.
    """
    words = shared_data().resource("article-announced", _build)
    details = 0
    for place in range(max(0, index - _NEAR), min(len(blocks), index + _NEAR + 1)):
        block = blocks[place]
        if place != index and len(block.text) <= _LONGEST and (detail := words.details.match(block.text)):
            details += 2 if detail["colon"] else 1
    return details > 1 or (not _heads_text(blocks, index, headline) and _is_marked(markup, index, headline, words))


def _heads_text(blocks: list[DraftBlock], index: int, headline: int) -> bool:
    """Whether a line stands between the headline and the text."""
    return headline < index and not any(block.role == "body" for block in blocks[headline:index])


def _is_marked(markup: Markup, index: int, headline: int, words: Announced) -> bool:
    """Whether the markup close around a line calls it an event's or a forecast's, short of what holds the headline."""
    at = markup.blocks[index].element
    own = markup.blocks[headline].element if headline < len(markup.blocks) and headline != index else -1
    for _ in range(_STEPS + 1):
        element = markup.elements[at] if at >= 0 else None
        if element is None or element.tag in _TOPS or _holds(markup, at, own):
            return False
        if element.classes and words.marks.search(element.classes):
            return True
        at = element.parent
    return False


def _holds(markup: Markup, element: int, inner: int) -> bool:
    while inner > element:
        inner = markup.elements[inner].parent
    return inner == element


def _build(language: Language) -> Announced:
    table = language.table("article/times.toml")["announced"]
    return Announced(
        details=re.compile(rf"\W{{0,3}}(?:{alternatives(table['details'])})\s?(?:(?P<colon>:)|$)", re.IGNORECASE),
        marks=re.compile(rf"(?<![a-z])(?:{alternatives(table['marks'])})s?(?![a-z])", re.IGNORECASE),
    )
