"""Paragraphs that a printer broke at a width: which width, and each as one line again."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from dateline.language.detect import function_words

_NARROWEST, _WIDEST = 55, 125
# So many breaks speak for a width, and so large a share of the rows that have another right below.
_LEAST_BREAKS = 4
_LEAST_SHARE = 0.5
# Rows that go on past the width though they could have been broken: no more than this share of the breaks.
_MOST_PAST = 0.35
# Rows of less than this share of the width end by their own, however long the next row's first word.
_FULL = 0.5
_CENTRED, _MARGINS = 8, 6
_BULLET = re.compile(r"[ \t]*(?:[*•·‣▪▸►»›+o–—□☆-]|\[\*\]|#{1,6}|\(?\d{1,3}[.)]|[|])[ \t]")
_QUOTED = re.compile(r"[ \t]*>[>\t ]*(?=\S)")
_RULE = re.compile(r"[ \t]*[-=_*|+:─━═]{3,}[-=_*|+:─━═ \t]*\Z")
_ENDS = tuple(".!?:;…\"”»“')]。！？」।؟")
_HARD_BREAK = re.compile(r"(?:  |\\)\Z")

Measure = Callable[[str], int]


def wrap_width(rows: Sequence[str]) -> tuple[int, Measure] | None:
    """The width at which a printer broke paragraphs, and how it counts; None where rows end by their own.

    A row that was broken had no room for the next row's first word: the width is the one that explains most rows
    with another right below, and that few rows go past. Printers count wide characters as one column or as two.
    """
    found: list[tuple[int, int, Measure]] = [(*_explained(rows, len), len)]
    if not all(map(str.isascii, rows)):
        found.append((*_explained(rows, columns), columns))
    breaks, width, measure = max(found, key=lambda each: each[0])
    return (width, measure) if breaks else None


def _explained(rows: Sequence[str], measure: Measure) -> tuple[int, int]:
    """How many breaks the best width explains, and that width; no break where it doesn't hold for the rest."""
    reaches: Counter[int] = Counter()
    unfinished = 0
    finished: list[int] = []
    for row, below in pairwise(rows):
        below = _rest(row, below)
        if not row.strip() or not below.strip() or _starts_block(below):
            continue
        low = _reach(row, measure)
        high = low + _first_word(below, measure)
        if high < _NARROWEST:
            continue
        if row.rstrip().endswith(_ENDS):
            finished.append(high)
            continue
        unfinished += 1
        for width in range(max(low, _NARROWEST), min(high, _WIDEST + 1)):
            reaches[width] += 1
    if not reaches:
        return 0, 0
    breaks = max(reaches.values())
    width = max(width for width, count in reaches.items() if count == breaks)
    # Paragraphs of about one length, a line each, have full rows too: theirs end with the sentence.
    if (
        breaks < _LEAST_BREAKS
        or breaks < _LEAST_SHARE * unfinished
        or breaks < sum(1 for high in finished if high > width)
    ):
        return 0, 0
    past = sum(1 for row in rows if _goes_past(row, width, measure))
    return (breaks, width) if past <= _MOST_PAST * breaks else (0, 0)


def unwrap(rows: Sequence[str], width: int, measure: Measure) -> list[str]:
    """Rows with those put together that a printer broke at `width`; where it did, the white space is one space."""
    joined: list[str] = []
    last = ""
    for row in rows:
        rest = _rest(last, row)
        if rest and _goes_on(last, rest, width, measure):
            joined[-1] = _one(joined[-1], rest)
        else:
            joined.append(row)
        last = row
    return joined


def _rest(row: str, below: str) -> str:
    """What the next row adds to this one if it goes on: all of it, or what is behind the mark of the same quotation."""
    mark, other = _QUOTED.match(row), _QUOTED.match(below)
    if mark and other and mark.group() == other.group():
        return below[other.end() :]
    return "" if other else below


def _goes_on(row: str, below: str, width: int, measure: Measure) -> bool:
    """Whether the next row was broken off this one."""
    if not row.strip() or not below.strip() or _starts_block(below) or _RULE.match(row) or _HARD_BREAK.search(row):
        return False
    reach = _reach(row, measure)
    return reach > _FULL * width and reach + _first_word(below, measure) > width


def _one(above: str, below: str) -> str:
    above, below = above.rstrip(), below.strip()
    wide = _is_wide(above[-1]) and _is_wide(below[0])
    return f"{above}{below}" if wide or _is_compound(above, below) else f"{above} {below}"


def _is_compound(above: str, below: str) -> bool:
    """Whether a row broke at the hyphen of a compound ("year-", "old") and not behind a first half ("Vor-", "und")."""
    if not above.endswith("-") or not above[-2:-1].isalnum() or not below[0].isalnum():
        return False
    return below.split(None, 1)[0].strip(",.;:!?").lower() not in function_words(None)


def _starts_block(row: str) -> bool:
    return _BULLET.match(row) is not None or _RULE.match(row) is not None


def _reach(row: str, measure: Measure) -> int:
    """How far a row reaches; one that is centred would have begun at the margin."""
    text = row.strip()
    indent = measure(row[: len(row) - len(row.lstrip())])
    return measure(text) + (_MARGINS if indent >= _CENTRED and not _BULLET.match(row) else indent)


def _first_word(row: str, measure: Measure) -> int:
    """The width of what had to go to the next row: a space and its first word, or a character that needs no space."""
    text = row.lstrip()
    return measure(text[0]) if _is_wide(text[0]) else 1 + measure(text.split(None, 1)[0])


def _goes_past(row: str, width: int, measure: Measure) -> bool:
    """Whether a row is too wide though it has a place to be broken at."""
    text = row.strip()
    if measure(text) <= width or _starts_block(row) or "|" in text:
        return False
    return " " in text[: width - (len(row) - len(row.lstrip()))]


def columns(text: str) -> int:
    """The columns of a text on a terminal, where East Asian wide characters take two (Unicode annex 11)."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


def _is_wide(character: str) -> bool:
    return character > "\u1100" and east_asian_width(character) in "WF"
