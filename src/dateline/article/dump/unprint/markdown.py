"""Markdown in a dump: links, pictures, headings, emphasis, quotations and tables as the words they stand for.

Written for what clippers and converters print, which is often no sound Markdown (addresses broken at a width, links
around whole blocks, brackets without partners), so no mark needs its partner to be seen as one. Syntax as in
CommonMark 0.31 and GitHub's tables.
"""

import re
from collections.abc import Sequence

from dateline.article.dump.lines import UNMARKED, RowMarks

_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*\Z")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t]*(?:(?:[-*_=][ \t]*){3,}|\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?)\Z")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*\Z")
_TAG = re.compile(
    r"[ \t]*</?(?:div|span|section|figure|figcaption|article|main|aside|header|footer|nav|p|br|hr|img|a|picture|"
    r"source|svg|path|iframe|button|form|input|ul|ol|li|table|tr|td|th|tbody|thead)\b[^<>]*>"
)
_LIST_LINK = re.compile(r"[ \t]*\[[^\]]{1,200}\]:[ \t]+<?(?:[a-z]+:|/|#)\S*(?:[ \t]+[\"'(].*)?\Z", re.IGNORECASE)
_EMBEDDED = re.compile(r"!\[\[[^\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|\n]{1,300}\|)?([^\]|\n]{1,300})\]\]")
_NOTE = re.compile(r"\[\^[\w-]{1,30}\]:?")
_STRONG = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{0,2000}?[^\s*])\1(?![\w*])( (?=[,.;:!?)](?:\s|\Z)))?")
_UNDERLINED = re.compile(r"(?<![\w])(_{1,3})(?=[^\s_])([^_]{0,2000}?[^\s_])\1(?!\w)( (?=[,.;:!?)](?:\s|\Z)))?")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,500})~~")
_CODE = re.compile(r"(`{1,3})([^`]{1,500})\1")
_EMPTY_MARKS = re.compile(r"(?<![\w*_])(?:\*\*\*?\*?|___?_?)(?=\s|\Z)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_ADDRESS = 4000
_ADDRESS = re.compile(r"[^()]{0,4000}+(?:\([^()]{0,400}+\)[^()]{0,1000}+){0,20}+\)")
_LEAST_LINKS, _LEAST_HEADINGS = 3, 2
# Marks of lists and numbers, which stand outside of links.
_AROUND = " \t*+-•.)0123456789"
_BRACKET = re.compile(r"\\.|!?\[|\]\(|\]", re.DOTALL)


def is_markdown(rows: Sequence[str]) -> bool:
    """Whether a dump marks links or headings as Markdown does, or opens with a heading so marked."""
    links = 0
    top = next((row for row in rows if row.strip()), "")
    headings = int(_HEADING.match(top) is not None)  # a text that opens with one is marked, however short
    for row in rows:
        links += row.count("](")
        headings += row.lstrip()[:1] == "#" and _HEADING.match(row) is not None
    return links >= _LEAST_LINKS or headings >= _LEAST_HEADINGS


def without_marks(rows: Sequence[str]) -> tuple[list[str], list[RowMarks]]:
    """Rows in the words that Markdown stands for, and what the marks told of each.

    Pictures' alternative texts and cells of tables are rows of their own.
    """
    plain: list[str] = []
    marks: list[RowMarks] = []
    for row in rows:
        if _LIST_LINK.match(row) or _RULE.match(row):
            plain.append("")
            marks.append(UNMARKED)
            continue
        row = _TAG.sub("", row) if "<" in row and "`" not in row else row
        for cell in _cells(row) if _TABLE_ROW.match(row) else [row]:
            text, linked = _without_links(_without_notes(cell) if "[[" in cell or "[^" in cell else cell)
            for piece in text.split("\n"):
                words, level = _plain(piece)
                plain.append(words)
                marks.append(RowMarks(round(min(1.0, linked / max(1, len(text.strip(_AROUND)))), 3), level))
    return plain, marks


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|") if cell.strip()]


def _without_notes(row: str) -> str:
    """A row without what note-taking tools add: links to notes by name, files set in, numbers of notes."""
    row = _EMBEDDED.sub("", row)
    return _NOTE.sub("", _WIKI_LINK.sub(r"\1", row))


def _without_links(row: str) -> tuple[str, int]:
    """A row with the words of its links alone, and how many characters stand in links.

    A picture's alternative text is set apart by line breaks.
    """
    if "[" not in row and "](" not in row:
        return row, 0
    kept: list[str] = []
    linked = 0
    # Where in `kept` each open bracket stands.
    opened: list[int] = []
    at = 0
    while found := _BRACKET.search(row, at):
        mark = found.group()
        kept.append(row[at : found.start()])
        at = found.end()
        if mark in ("[", "!["):
            opened.append(len(kept))
            kept.append(mark)
        elif mark == "](":
            end = _address_end(row, at)
            if end is None:
                kept.append(mark)
                continue
            at = end
            if opened:
                start = opened.pop()
                picture = kept[start] == "!["
                kept[start] = "\n" if picture else ""
                kept.append("\n" if picture else "")
                linked += sum(map(len, kept[start:])) if not picture and not opened else 0
        elif mark == "]":
            if opened:
                opened.pop()
            kept.append(mark)
        else:
            kept.append(mark)
    kept.append(row[at:])
    return "".join(kept), linked


def _address_end(row: str, start: int) -> int | None:
    """Where the address that begins at `start` is over, its bracket taken; brackets in it have partners."""
    found = _ADDRESS.match(row, start)
    if found:
        return found.end()
    end = row.find(")", start, start + _LONGEST_ADDRESS)
    return end + 1 if end >= 0 else None


def _plain(row: str) -> tuple[str, int]:
    """A row without the marks of headings, quotations and emphasis, and the level of its heading."""
    level = 0
    row = _QUOTE.sub("", row, count=1) if row.lstrip()[:1] == ">" else row
    if row.lstrip()[:1] == "#" and (heading := _HEADING.match(row)):
        level = heading.group().count("#")
        row = _CLOSING_HASHES.sub("", row[heading.end() :])
    if "*" in row:
        row = _STRONG.sub(r"\2", row)
        row = _STRONG.sub(r"\2", row)
    if "_" in row:
        row = _UNDERLINED.sub(r"\2", row)
    if "*" in row or "_" in row:
        row = _EMPTY_MARKS.sub("", row)
    if "~~" in row:
        row = _STRUCK.sub(r"\1", row)
    if "`" in row:
        row = _CODE.sub(r"\2", row)
    return (_ESCAPED.sub(r"\1", row) if "\\" in row else row), level
