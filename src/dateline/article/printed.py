"""The dates that an article's own lines print: which lines may date it, of what, and which is the likeliest."""

import re
import tomllib

import msgspec

from dateline.article.blocks import Markup
from dateline.article.dates import FoundDate, find_printed_date, read_machine_date
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.marks import load_marks
from dateline.language import Language, shared_data

_PRINTED_ROLES = ("timestamp", "byline", "correction")
_LONGEST_LINE = 120
# A line that is not known as a time line may have this many letters beside its date.
_MOST_LETTERS = 30
_LONGEST_LABEL = 30
# How far before the headline, and after the end of the text, a line may stand that dates the article.
_BEFORE, _AFTER = 6, 15


class Dated(msgspec.Struct, frozen=True):
    """A date, where it was found, how sure it is (0 to 1), and the words that gave it."""

    source: str
    date: FoundDate
    sure: float
    raw: str

    @property
    def day(self) -> str:
        """The date without its time of day."""
        return self.date.value[:10]


class TimeWords(msgspec.Struct, frozen=True):
    """The table of words that stand before dates, compiled."""

    changed: re.Pattern[str]
    published: re.Pattern[str]
    other: re.Pattern[str]


def load_time_words() -> TimeWords:
    """The shared table of words before dates, compiled once per process."""
    return shared_data().resource("article-times", _build)


def read_printed_times(
    markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None
) -> tuple[Dated | None, Dated | None, float]:
    """The dates that the article's own lines print: of publication, and of the last change where a line says so.

    The third value: how likely the first is the article's own, as `_worth` has it.
    """
    best: tuple[float, Dated] | None = None
    modified: Dated | None = None
    headline, last = _bounds(blocks)
    for index in _lines(markup, blocks, headline, last):
        told = _read_line(markup, blocks, index, day_first)
        if told is None:
            continue
        published, updated = told
        modified = modified or updated
        if published and not (blocks[index].time and best):
            worth = _worth(markup, blocks, index, headline, last, published)
            if best is None or worth > best[0] + 1e-9:
                best = (worth, published)
    return best[1] if best else None, modified, best[0] if best else 0.0


def _bounds(blocks: list[DraftBlock]) -> tuple[int, int]:
    """Where the article begins and ends: its headline, or first text where none is printed, and its last text."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    headline = next((index for index, block in enumerate(blocks) if block.role == "headline"), None)
    start = headline if headline is not None else body[0] if body else 0
    return start, body[-1] if body else start


def _lines(markup: Markup, blocks: list[DraftBlock], headline: int, last: int) -> list[int]:
    """Lines that may date the article, in page order: those known as such, and others that are little but a date.

    A date above the headline and outside of what holds the article is the day on which the page was shown.
    """
    home = _home(markup, headline)
    first = next((index for index, block in enumerate(blocks) if block.role in BODY_ROLES), headline)
    near = max(first, headline) + _AFTER
    return [
        index
        for index, block in enumerate(blocks)
        if (
            (index >= headline or home < 0 or is_within(markup, markup.blocks[index].element, home))
            and block.role in _PRINTED_ROLES
        )
        or (
            block.role == "other"
            and headline - _BEFORE <= index <= last + _AFTER
            and _is_time_line(block.text, labelled=index > near)
        )
    ]


def _home(markup: Markup, headline: int) -> int:
    """The article or main element around the headline, the innermost; -1 where there is none."""
    at = markup.blocks[headline].element if headline < len(markup.blocks) else -1
    while at >= 0 and markup.elements[at].tag not in ("article", "main"):
        at = markup.elements[at].parent
    return at


def _is_time_line(text: str, *, labelled: bool) -> bool:
    """Whether a line is little but a date. labelled: only where it says what of."""
    if len(text) > _LONGEST_LINE or "@" in text or not any(letter.isdigit() for letter in text):
        return False
    words = load_time_words()
    told = words.published.search(text[:40]) or words.changed.search(text[:40])
    return told is not None or (not labelled and sum(map(str.isalpha, text)) <= _MOST_LETTERS)


def _read_line(
    markup: Markup, blocks: list[DraftBlock], index: int, day_first: bool | None
) -> tuple[Dated | None, Dated | None] | None:
    """What a line tells: (published, modified); None where it has no date or one of something else."""
    words = load_time_words()
    text = blocks[index].text
    machine = _machine_time(markup, index)
    label = blocks[index - 1].text if index and len(blocks[index - 1].text) <= _LONGEST_LABEL else ""
    published: Dated | None = None
    modified: Dated | None = None
    start = 0
    while True:
        found = find_printed_date(text[start:], day_first=day_first)
        if found is None:
            break
        before = text[start : start + found.start]
        told = Dated("visible", found.date, 0.85, text)
        if machine and machine.day == told.day:
            told = machine
        if words.changed.search(before or (label if start == 0 else "")) or (
            start == 0 and blocks[index].role == "correction"
        ):
            modified = modified or told
        elif not words.other.search(before):
            published = published or told
        start += found.end
    if not start and machine and blocks[index].role in _PRINTED_ROLES:
        changed = words.changed.search(text) or words.changed.search(label)
        return (None, machine) if changed else (machine, None)
    return (published, modified) if start else None


def _worth(markup: Markup, blocks: list[DraftBlock], index: int, headline: int, last: int, told: Dated) -> float:
    """How likely a line is the one that dates the article: its role, its markup, how near the headline it stands."""
    text = blocks[index].text
    role = blocks[index].role
    worth = 1.0 if role == "timestamp" else 0.9 if role == "byline" else 0.5
    worth -= 0.3 * ("@" in text)  # a post that the text shows
    element = markup.elements[markup.blocks[index].element]
    worth += 0.3 * (told.source == "time")
    worth += 0.2 * bool(element.marks & load_marks().bit("timestamp"))
    worth += 0.3 * (load_time_words().published.search(text) is not None)
    worth -= 0.2 * (len(text) > 100)
    distance = 2 * (headline - index) if index < headline else index - headline
    if index > last:
        distance = 6 + index - last
    return worth - 0.04 * min(distance, 20)


def _machine_time(markup: Markup, index: int) -> Dated | None:
    """The datetime of a time element within a block."""
    for value, element in markup.times:
        found = read_machine_date(value) if value else None
        if found and is_within(markup, element, markup.blocks[index].element):
            return Dated("time", found, 0.9, value)
    return None


def date_in_headline(blocks: list[DraftBlock]) -> Dated | None:
    """A date at the head or the end of the heading that prints the headline, where a page tells it nowhere else."""
    for block in blocks:
        if block.role == "headline":
            found = find_printed_date(block.text)
            if found and (found.start <= 1 or found.end >= len(block.text) - 1):
                return Dated("visible", found.date, 0.5, block.text)
    return None


def is_within(markup: Markup, element: int, above: int) -> bool:
    """Whether an element is another one, or lies inside of it."""
    while element > above:
        element = markup.elements[element].parent
    return element == above


def _build(language: Language) -> TimeWords:
    table = tomllib.loads((language.read("article/times.toml") or b"").decode())

    def pattern(words: list[str]) -> re.Pattern[str]:
        listed = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
        return re.compile(rf"(?<!\w)(?:{listed})", re.IGNORECASE)

    return TimeWords(pattern(table["changed"]), pattern(table["published"]), pattern(table["other"]))
