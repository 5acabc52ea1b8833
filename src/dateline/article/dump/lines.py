"""The lines of a text dump, with their places in it; paragraphs that were wrapped are put together again."""

import re

import msgspec

# Marks that printers set before list items; digits stay, since they may be ranks.
_BULLET = re.compile(r"(?:[*•·‣▪▸►»›–—+-]|\[\*\])[ \t]+(?=\S)")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Lines shorter than this are not the inside of a wrapped paragraph; printers wrap at 60 to 100 characters.
_MIN_WRAP, _MAX_WRAP = 55, 120
_ENDS = tuple(".!?:;…\"”»“')]。！？」")


class Line(msgspec.Struct, frozen=True):
    """A block of a dump: `text == page_text[start:end]`, without the white space and bullet around it.

    blanks: empty lines before it. indent: characters of white space before it. bullet: whether one stood before it.
    rows: printed lines it spans, more than one where a paragraph was wrapped.
    """

    text: str
    start: int
    end: int
    blanks: int
    indent: int
    bullet: bool
    rows: int = 1


def split_lines(page_text: str, *, most: int = 20_000, most_chars: int = 2_000_000) -> list[Line]:
    """The lines of a dump in order, none empty; no more than `most`, and none that begins after `most_chars`.

    >>> [line.text for line in split_lines("Home\\n\\n * Bridge closed\\n")]
    ['Home', 'Bridge closed']
    """
    lines: list[Line] = []
    blanks = at = 0
    while at < len(page_text) and len(lines) < most and at < most_chars:
        found = _BREAK.search(page_text, at)
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
            lines.append(Line(words, start, start + len(words), blanks, indent, bullet is not None))
            blanks = 0
        else:
            blanks += 1
        at = after
    return _join_wrapped(lines, page_text) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether long lines break off at a common width and go on in the next line."""
    widths = sorted(line.end - line.start + line.indent for line in lines)
    if len(widths) < 8 or widths[-1] > _MAX_WRAP or widths[-1] < _MIN_WRAP:
        return False
    full = [
        index
        for index, line in enumerate(lines[:-1])
        if line.end - line.start + line.indent >= widths[-1] - 14 and lines[index + 1].blanks == 0
    ]
    if len(full) < 5:
        return False
    broken = sum(1 for index in full if not lines[index].text.endswith(_ENDS))
    return broken > 0.6 * len(full) and any(line.blanks for line in lines[1:])


def _join_wrapped(lines: list[Line], page_text: str) -> list[Line]:
    width = max(line.end - line.start + line.indent for line in lines)
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and line.blanks == 0 and not line.bullet:
            row_start = page_text.rfind("\n", 0, last.end) + 1
            next_word = len(line.text.split(None, 1)[0])
            # The next word had no room left: the break is the printer's, not the page's.
            if last.end - row_start + 1 + next_word > width - 4:
                joined[-1] = Line(
                    page_text[last.start : line.end], last.start, line.end, last.blanks, last.indent, last.bullet,
                    last.rows + 1,
                )  # fmt: skip
                continue
        joined.append(line)
    return joined
