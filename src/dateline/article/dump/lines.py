"""The lines of a text dump, with their places in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

# Marks that printers set before list items; digits stay, since they may be ranks.
_BULLET = re.compile(r"(?:[*•·‣▪▸►»›–—+-]|\[\*\])[ \t]+(?=\S)")
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class RowMarks(NamedTuple):
    """What a printer told of a row. linked: share of its characters in links. level: of a heading, 0 where it is none.

    -1 where the printer tells nothing of the kind.
    """

    linked: float = -1.0
    level: int = -1


UNMARKED = RowMarks()


class Line(msgspec.Struct, frozen=True):
    """A block of a dump: `text == page_text[start:end]`, without the white space and bullet around it.

    blanks: empty lines before it. indent: characters of white space before it. bullet: whether one stood before it.
    marks: what the printer told of it.
    """

    text: str
    start: int
    end: int
    blanks: int
    indent: int
    bullet: bool
    marks: RowMarks = UNMARKED


def is_small(letter: str) -> bool:
    """Whether a letter is a small one of a script that has capitals as well: Georgian writes none."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def split_lines(
    page_text: str, marks: Sequence[RowMarks] = (), *, most: int = 20_000, most_chars: int = 2_000_000
) -> list[Line]:
    """The lines of a dump in order, none empty; no more than `most`, and none that begins after `most_chars`.

    marks: what the printer told of each row, blank ones too, where it told anything.

    >>> [line.text for line in split_lines("Home\\n\\n * Bridge closed\\n")]
    ['Home', 'Bridge closed']
    """
    lines: list[Line] = []
    blanks = at = row = 0
    while at < len(page_text) and len(lines) < most and at < most_chars:
        found = LINE_BREAK.search(page_text, at)
        stop, after = (found.start(), found.end()) if found else (len(page_text), len(page_text))
        raw = page_text[at:stop]
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            bullet = _BULLET.match(words)
            if bullet:
                start += bullet.end()
                words = words[bullet.end() :]
            told = marks[row] if row < len(marks) else UNMARKED
            lines.append(Line(words, start, start + len(words), blanks, indent, bullet is not None, told))
            blanks = 0
        else:
            blanks += 1
        at, row = after, row + 1
    return lines
