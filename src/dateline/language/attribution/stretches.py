"""Stretches of content put in order: joined, trimmed of loose marks, and how much of them stands in quotation marks."""

from collections.abc import Sequence

from dateline.language.attribution.quotes import Quotes
from dateline.model import Mode, Span

_CLOSING = {"“": "”", "‘": "’", "«": "»"}


def merged(text: str, content: Sequence[Span], cue: Span) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap joined, the cue cut out."""
    joined: list[Span] = []
    for span in sorted(content):
        if joined and (span.start <= joined[-1].end or not text[joined[-1].end : span.start].strip(" \u00a0")):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    result: list[Span] = []
    for span in joined:
        if not span.overlaps(cue):
            result.append(span)
            continue
        for part in (Span(span.start, cue.start), Span(cue.end, span.end)):
            piece = trimmed(text, part)
            if piece is not None:
                result.append(piece)
    return _without_loose_marks(text, result)


def _without_loose_marks(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans, those without a letter or figure joined to the one before them in their line: `‘we lived,’`."""
    kept: list[Span] = []
    for span in spans:
        if any(map(str.isalnum, span.of(text))):
            kept.append(span)
            continue
        between = text[kept[-1].end : span.start] if kept else "\n"
        if "\n" not in between and not any(map(str.isalnum, between)):
            kept[-1] = Span(kept[-1].start, span.end)
    return tuple(_closed(text, span) for span in kept)


def _closed(text: str, span: Span) -> Span:
    """A span that opens with a quotation mark, with the mark that closes it right behind it: `‘we lived,’`."""
    mark = _CLOSING.get(text[span.start])
    if mark is None or mark in span.of(text):
        return span
    end = span.end + (text[span.end : span.end + 1] in (",", ".", "!", "?"))
    return Span(span.start, end + 1) if text.startswith(mark, end) else span


def trimmed(text: str, span: Span) -> Span | None:
    """A span without blanks and loose marks at its edges; None where nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in " ,;:–—-\n\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-\n\t\u00a0":
        end -= 1
    return Span(start, end) if end > start else None


def last_before(text: str, end: int, blanks: str | None = None) -> int:
    """The last code point before another that is no blank (by default no white space), -1 if there is none."""
    end -= 1
    while end >= 0 and (text[end].isspace() if blanks is None else text[end] in blanks):
        end -= 1
    return end


def mode_of(text: str, content: Sequence[Span], quotes: Quotes) -> Mode:
    """Direct: all words stand in quotation marks; mixed: some do; indirect: none."""
    inside = outside = 0
    for span in content:
        parts = quotes.parts_touching(span)
        covered = sum(min(span.end, part.end) - max(span.start, part.start) for part in parts)
        inside += covered
        outside += len(text[span.start : span.end].strip(" .,;:!?")) - covered
    if inside and outside <= 3:
        return "direct"
    return "mixed" if inside else "indirect"
