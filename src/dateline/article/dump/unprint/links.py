"""Links as printers show them in text: numbers before them and a list at the end, or addresses behind them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.article.dump.lines import RowMarks

_NUMBER = re.compile(r"\[(\d{1,4})\](?=[^\s:;,.]|\Z)")
# The same where nothing stands right before it, as it does before the number of a note.
_BEFORE_WORDS = re.compile(r"(?<![^\s(\[\"“«„|])\[(\d{1,4})\](?=[^\s:;,.])")
_OPENS_ROW = re.compile(r"[\s*+•·-]*(?:\d{1,3}[.)]\s+)?\[\d{1,4}\]")
_WORDS_OF_LINK = 3
_NUMBERED = re.compile(r"\s*(\d{1,4})\.\s+\S")
_ADDRESS = re.compile(r"\s*(?:\d{1,4}\.\s.*)?(?:\b[a-z][a-z0-9+.-]{1,20}:\S|(?<=\s)/\S*|www\.)", re.IGNORECASE)
# What lynx prints of link elements at the top, and of frames.
_NAMED = re.compile(r"\s*(?:#|IFRAME: )\[\d{1,4}\]")
_LONGEST_LABEL = 40
_LEAST_NUMBERS, _LEAST_RISING = 5, 0.9
# A list of links begins at one of the first, or at the first that is no field of a form.
_FIRST = 20
_LEAST_LIST, _LEAST_SHARE = 3, 0.9
# Numbers that are left out on the way belong to pictures and fields.
_LONGEST_STEP = 60
_BEHIND = re.compile(r"[ \t]*(?:\((?:https?://|mailto:|/)[^\s()<>]*\)|<(?:https?://|mailto:|/)[^\s()<>]*>)")
_LEAST_ADDRESSES = 5


def list_of_links(rows: Sequence[str]) -> int | None:
    """Where the numbered addresses begin that a printer sets below the page, with the labels over them."""
    good = listed = told = 0
    start = None
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if not row.strip():
            continue
        told += 1
        number = _NUMBERED.match(row)
        has_address = _ADDRESS.match(row) is not None
        is_label = len(row.strip()) < _LONGEST_LABEL and row.rstrip().endswith(":")
        good += number is not None or has_address or is_label
        listed += number is not None and has_address
        if number and has_address and int(number.group(1)) <= _FIRST and good >= _LEAST_SHARE * told:
            start = place if listed >= _LEAST_LIST else None
        if told - good > _LEAST_LIST and good < (2 * _LEAST_SHARE - 1) * told:
            break
    return None if start is None else _above_labels(rows, start)


def _above_labels(rows: Sequence[str], start: int) -> int:
    """The start of a list with at most two short rows right over it, such as "References"."""
    for _ in range(2):
        above = start - 1
        while above >= 0 and not rows[above].strip():
            above -= 1
        if above < 0 or len(rows[above].strip()) > _LONGEST_LABEL or "[" in rows[above]:
            break
        start = above
    return start


def has_link_numbers(rows: Sequence[str]) -> bool:
    """Whether numbers in brackets stand right before words, counting up from the top: a printer numbered the links.

    Notes in a text ("[1]") stand behind words.
    """
    numbers = list(_numbers(rows))
    if len(numbers) < _LEAST_NUMBERS or numbers[0] > _FIRST:
        return False
    rising = sum(1 for one, other in pairwise(numbers) if one < other <= one + _LONGEST_STEP)
    return rising >= _LEAST_RISING * (len(numbers) - 1)


def _numbers(rows: Sequence[str]) -> Iterator[int]:
    for row in rows:
        if "[" in row:
            for found in _BEFORE_WORDS.finditer(row):
                yield int(found.group(1))


def without_numbers(rows: Sequence[str]) -> tuple[list[str], list[RowMarks]]:
    """Rows without the numbers of links, and without rows that only name what the page links to or frames.

    Beside them about what share of each row its links take: where a link ends is not printed.
    """
    last = 0

    def leave_out(found: re.Match[str]) -> str:
        nonlocal last
        number = int(found.group(1))
        if not last < number <= last + _LONGEST_STEP:
            return found.group()
        last = number
        return ""

    kept: list[str] = []
    marks: list[RowMarks] = []
    for row in rows:
        plain = _NUMBER.sub(leave_out, row) if "[" in row else row
        is_name = _NAMED.match(row) is not None
        kept.append("" if is_name else plain)
        links = len(_NUMBER.findall(row)) if plain != row else 0
        is_one = links == 1 and _OPENS_ROW.match(row) is not None
        marks.append(RowMarks(linked=1.0 if is_one else min(1.0, _WORDS_OF_LINK * links / max(1, len(plain.split())))))
    return kept, marks


def without_addresses(rows: Sequence[str]) -> Sequence[str]:
    """Rows without the addresses that stand in brackets behind the words of links, where a page has several."""
    found = sum(len(_BEHIND.findall(row)) for row in rows if "(" in row or "<" in row)
    if found < _LEAST_ADDRESSES:
        return rows
    return [_BEHIND.sub("", row) if "(" in row or "<" in row else row for row in rows]
