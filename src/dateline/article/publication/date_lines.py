"""The line that likeliest dates a page where nothing else does: boosted trees over all its short lines with a date.

What `printed` takes stands where bylines and time lines stand. Pages without metadata print their date elsewhere,
too: in a line that also counts comments or minutes, in one that looks like a teaser's or a reader's. Trees weigh what
such a line is and where it stands, and which other lines print dates. Asked late, and only then. Trained by
`python -m training.dates`; card beside the data.
"""

import io
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dates.read import find_printed_date, may_hold_date
from dateline.article.draft import BODY_ROLES, DraftBlock, places_among, places_by_role
from dateline.article.learned.blocks import Forest, forest_of, vote
from dateline.article.learned.furniture import RULED
from dateline.article.publication.printed import Dated, bounds, holding_element, label_above, load_time_words, read_line
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import Markup, is_within
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]

# Where metadata and known lines tell nothing, 9 of 11 dates told between this and 0.8 were right (dev and train pages).
LIKELY = 0.65
_LONGEST = 120
_NEVER = frozenset({"standfirst", "headline", "ranking", "caption", "credit"})
_LISTED = 3
_FAR, _MANY, _STEPS = 60, 20, 5
_MARKED = ("timestamp", "comment", "teaser", "related", "ranking", "meta", "byline")
NAMES = (
    *(f"role {role}" for role in RULED),
    *(f"marked {kind}" for kind in _MARKED),
    "behind headline", "from headline", "behind first text", "behind last text", "before headline", "in text",
    "other letters", "length", "date from", "date to end", "has hour", "order known", "time element", "published",
    "changed", "other", "label published", "label changed", "own time mark", "in holder", "no holder", "steps apart",
    "steps to headline", "links", "linked", "at sign", "blocks", "has headline", "lines", "same day", "alike",
    "same depth", "number", "oldest", "newest", "newer days", "from line before", "to line behind",
)  # fmt: skip


class DateLine(msgspec.Struct):
    """A line that may date its page: its place among the blocks, what it tells, and how it is made."""

    index: int
    told: Dated
    made: tuple[str, str | None, int]
    measures: list[float]


def likely_date(markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None) -> Dated | None:
    """The date of the likeliest line, as sure as the trees are of it; None where none is likely."""
    forest = _load_forest()
    lines = find_date_lines(markup, blocks, day_first=day_first) if forest is not None else []
    if forest is None or not lines:
        return None
    chances = vote(forest, np.array([line.measures for line in lines], np.float32))
    best = int(chances.argmax())
    if chances[best] < LIKELY:
        return None
    return msgspec.structs.replace(lines[best].told, sure=round(float(chances[best]), 3))


def find_date_lines(markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None) -> list[DateLine]:
    """All short lines that print a date; with their measures, as in NAMES.

    None that is one of a list of others, says it tells of a change, or is of readers' comments; none of the text, where
    days of events stand; none above the headline and outside of what holds the article: that is the day on which the
    page was shown.
    """
    places = places_by_role(blocks)
    headline, last = bounds(places)
    first = next(iter(places_among(places, BODY_ROLES)), headline)
    above = _above(markup, headline)
    holder = holding_element(markup, headline)
    lines = []
    for index, block in enumerate(blocks):
        if (
            len(block.text) > _LONGEST
            or not may_hold_date(block.text)
            or _is_elsewhere(markup, block, index, headline, holder)
        ):
            continue
        told = read_line(markup, blocks, index, headline, day_first)
        printed = find_printed_date(block.text, day_first=day_first)
        if told is None or told[0] is None or printed is None:
            continue
        letters = sum(map(str.isalpha, block.text[: printed.start] + block.text[printed.end :]))
        element = markup.elements[markup.blocks[index].element]
        placed = [index - headline, abs(index - headline), index - first, index - last]
        words = [float(letters), len(block.text), printed.start, len(block.text) - printed.end]
        line = DateLine(index, told[0], (element.tag, element.classes, element.depth), [])
        line.measures = [
            *(float(block.role == role) for role in RULED),
            *_marked(markup, markup.blocks[index].element),
            *(max(-_FAR, min(_FAR, each)) for each in placed),
            float(index < headline),
            float(first <= index <= last),
            *words,
            *_said(blocks, index, told[0]),
            *_reached(markup, index, above, holder),
            min(len(blocks), 600),
            float(any(each.role == "headline" for each in blocks)),
        ]
        lines.append(line)
    listed = _listed(lines)
    lines = [line for line in lines if line.made not in listed]
    _compare(lines)
    return lines


def _listed(lines: Sequence[DateLine]) -> set[tuple[str, str | None, int]]:
    """How lines are made of which there are several, of several days: the dates of other articles."""
    made = Counter(line.made for line in lines)
    days = Counter(made for made, _ in {(line.made, line.told.day) for line in lines})
    return {each for each, count in made.items() if count >= _LISTED and days[each] > 1}


def _is_elsewhere(markup: Markup, block: DraftBlock, index: int, headline: int, holder: int) -> bool:
    """Whether a line stands where no line dates the article."""
    at = markup.blocks[index].element
    if index < headline and holder >= 0 and not is_within(markup, at, holder):
        return True
    if block.role in BODY_ROLES or block.role in _NEVER:
        return True
    return block.role == "comment" and bool(_marked(markup, at)[_MARKED.index("comment")])


def _above(markup: Markup, headline: int) -> dict[int, int]:
    """The elements around the headline, each with its steps up."""
    above: dict[int, int] = {}
    at = markup.blocks[headline].element if headline < len(markup.blocks) else -1
    while at >= 0:
        above[at] = len(above)
        at = markup.elements[at].parent
    return above


def _marked(markup: Markup, element: int) -> list[float]:
    """Whether the element or one of those around it is marked as these kinds."""
    mask, at = 0, element
    for _ in range(_STEPS):
        if at < 0:
            break
        mask |= markup.elements[at].marks
        at = markup.elements[at].parent
    marks = load_marks()
    return [float(bool(mask & marks.bit(kind))) for kind in _MARKED]


def _said(blocks: list[DraftBlock], index: int, told: Dated) -> list[float]:
    """What the line and the one above it say of the date."""
    words, text, label = load_time_words(), blocks[index].text, label_above(blocks, index)
    asked = ((words.published, text), (words.changed, text), (words.other, text))
    return [
        float("T" in told.date.value),
        told.date.sure,
        float(told.source == "time"),
        *(float(pattern.search(line) is not None) for pattern, line in asked),
        float(words.published.search(label) is not None),
        float(words.changed.search(label) is not None),
    ]


def _reached(markup: Markup, index: int, above: dict[int, int], holder: int) -> list[float]:
    """Where the line stands in the tree, as seen from the headline; its links."""
    block = markup.blocks[index]
    element, at, steps = markup.elements[block.element], block.element, 0
    while at >= 0 and at not in above:
        at, steps = markup.elements[at].parent, steps + 1
    return [
        float(bool(element.marks & load_marks().bit("timestamp"))),
        float(holder >= 0 and is_within(markup, block.element, holder)),
        float(holder < 0),
        min(steps, _MANY),
        min(above.get(at, _MANY), _MANY),
        block.links,
        block.link_chars / max(len(block.text), 1),
        float("@" in block.text),
    ]


def _compare(lines: Sequence[DateLine]) -> None:
    """Adds what the lines tell of each other: how many print the day, are made alike, are newer."""
    days = Counter(line.told.day for line in lines)
    alike = Counter(line.made for line in lines)
    depths = Counter((line.made[0], line.made[2]) for line in lines)
    order = sorted(days)
    for number, line in enumerate(lines):
        day = line.told.day
        line.measures += [
            min(len(lines), 2 * _MANY),
            min(days[day], 10),
            min(alike[line.made], _MANY),
            min(depths[line.made[0], line.made[2]], _MANY),
            min(number, _MANY),
            float(day == order[0]),
            float(day == order[-1]),
            len(order) - 1 - order.index(day),
            min(line.index - lines[number - 1].index, 30) if number else 30,
            min(lines[number + 1].index - line.index, 30) if number + 1 < len(lines) else 30,
        ]


def _load_forest() -> Forest | None:
    """The shipped model, read once per process; None where there is none."""
    return shared_data().resource("article-date-lines", _build)


def _build(language: Language) -> Forest | None:
    content = language.read("article/date_lines.npz")
    return forest_of(np.load(io.BytesIO(content), allow_pickle=False)) if content else None
