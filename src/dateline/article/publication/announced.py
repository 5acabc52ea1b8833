"""Dates of what a page announces, or of what a box beside the text shows: they tell of no publication.

An event's box names its place and its price in the lines beside the date, or its markup says what it is; a forecast's
does. Words and class words are data (`shared/article/times.toml`).
"""

import functools
import re

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.draft import DraftBlock
from dateline.article.tree.chosen import places_from
from dateline.article.tree.markup import Markup, is_within
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

# A detail stands so few lines from the date, and is so short; the markup may say so on so many elements around it.
_NEAR, _LONGEST, _STEPS = 2, 80, 3
# Boxes of so many lines at most, two with a label of so many characters.
_LEAST_DETAILS, _MOST_LINES, _LABEL = 2, 9, 30
_BODY, _OUT = 0.5, 0.45
_LISTS = frozenset({"ul", "ol"})
# What heads a text stands so many blocks below the headline at most: each of a thousand dates looks no farther.
_FARTHEST = 300
_DEGREES = "°"
_TOPS = frozenset({"article", "main", "body", "html"})

Floats = npt.NDArray[np.float32]


class Announced(msgspec.Struct, frozen=True):
    """The table compiled.

    details: how lines about an event's place and price open; boxed: those, and how lines about its time do.
    marks: class words of what shows dates of its own; weather: those of what is never a page's own.
    """

    details: re.Pattern[str]
    boxed: re.Pattern[str]
    marks: re.Pattern[str]
    weather: re.Pattern[str]


def is_announced(markup: Markup, blocks: list[DraftBlock], index: int, headline: int) -> bool:
    """Whether a line's date is that of an event or another box's, by the lines beside it or by its markup.

    headline: the place of the article's; what holds it, too, is no box.
    """
    words = _load_words()
    details = 0
    near = range(max(0, index - _NEAR), min(len(blocks), index + _NEAR + 1))
    for place in near:
        block = blocks[place]
        if place != index and len(block.text) <= _LONGEST and (detail := words.details.match(block.text)):
            details += 2 if detail["colon"] else 1
    if details > 1 or not _heads_text(blocks, index, headline):
        return details > 1 or _is_marked(markup, index, headline, words.marks)
    # A paper of the weather's may call its own date by such a word; a forecast tells degrees.
    told = any(_DEGREES in blocks[place].text for place in near if len(blocks[place].text) <= _LONGEST)
    return told and _is_marked(markup, index, headline, words.weather)


def drop_announced(markup: Markup, body: Floats) -> None:
    """Boxes within the text whose lines tell where something is to be, when and for how much, are none of it.

    A box is an element of short lines alone, two of them with labels. What a report itself lists stands among its
    paragraphs, or is a list.
    """
    words = _load_words()
    boxes: dict[int, int] = {}
    for index in places_from(body, _BODY):
        block = markup.blocks[index]
        if ":" in block.text[:_LABEL] and len(block.text) <= _LONGEST and words.boxed.match(block.text):
            home = markup.elements[block.element].parent
            boxes[home] = boxes.get(home, 0) + 1
    lines: dict[int, list[int]] = {
        home: []
        for home, count in boxes.items()
        if count >= _LEAST_DETAILS and home > 0 and markup.elements[home].tag not in _TOPS | _LISTS
    }
    for index, block in enumerate(markup.blocks if lines else ()):
        at = block.element
        while at > 0:
            if at in lines:
                lines[at].append(index)
            at = markup.elements[at].parent
    for inside in lines.values():
        if len(inside) <= _MOST_LINES and all(len(markup.blocks[index].text) <= _LONGEST for index in inside):
            body[inside] = np.minimum(body[inside], _OUT)


def _heads_text(blocks: list[DraftBlock], index: int, headline: int) -> bool:
    """Whether a line stands between the headline and the text, not too far below."""
    return headline < index <= headline + _FARTHEST and not any(
        block.role == "body" for block in blocks[headline:index]
    )


def _is_marked(markup: Markup, index: int, headline: int, marks: re.Pattern[str]) -> bool:
    """Whether the markup close around a line calls it an event's or a forecast's, short of what holds the headline."""
    at = markup.blocks[index].element
    own = markup.blocks[headline].element if headline < len(markup.blocks) and headline != index else -1
    for _ in range(_STEPS + 1):
        element = markup.elements[at] if at >= 0 else None
        if element is None or element.tag in _TOPS or (own >= 0 and is_within(markup, own, at)):
            return False
        if element.classes and marks.search(element.classes):
            return True
        at = element.parent
    return False


@functools.cache
def _load_words() -> Announced:
    return _build(shared_data())


def _build(language: Language) -> Announced:
    table = language.table("article/times.toml")["announced"]

    def marked(*lists: str) -> re.Pattern[str]:
        one_of = alternatives(word for name in lists for word in table[name])
        return re.compile(rf"(?<![a-z])(?:{one_of})s?(?![a-z])", re.IGNORECASE)

    return Announced(
        details=re.compile(rf"\W{{0,3}}(?:{alternatives(table['details'])})\s?(?:(?P<colon>:)|$)", re.IGNORECASE),
        boxed=re.compile(rf"\W{{0,3}}(?:{alternatives([*table['details'], *table['times']])})\s?:", re.IGNORECASE),
        marks=marked("marks", "weather"),
        weather=marked("weather"),
    )
