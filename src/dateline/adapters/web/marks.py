"""Marks over a text: nested and overlapping stretches become a flat row of segments that add up to the text."""

import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dateline.model import Span

KINDS = ("here", "event", "argument", "claim", "source", "cue", "time", "name", "place", "number")


class Mark(msgspec.Struct, frozen=True):
    """A stretch with a kind; href leads to what is said of it, title says it in short."""

    start: int
    end: int
    kind: str
    href: str | None = None
    title: str | None = None


class Segment(msgspec.Struct, frozen=True):
    """A stretch that the same marks cover. anchors: ids of the marks that begin here; kinds: in a fixed order."""

    text: str
    start: int
    end: int
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    href: str | None = None
    title: str | None = None

    @property
    def classes(self) -> str:
        """The kinds as CSS classes."""
        return " ".join(f"m-{kind}" for kind in self.kinds)


def mark_text(text: str, marks: Iterable[Mark], cuts: Sequence[int] = ()) -> tuple[Segment, ...]:
    """The text in segments, in order; joined, their texts are the text again.

    marks: in any order, nested or overlapping; what lies outside the text is left out. Where several lead
    somewhere, the one that begins last does (of nested ones the innermost). cuts: offsets at which a segment
    must end. A stretch's anchor `w{start}-{end}` stands once, on the segment where it begins.

    >>> [(each.text, each.kinds) for each in mark_text("He said so", [Mark(0, 7, "claim"), Mark(3, 10, "cue")])]
    [('He ', ('claim',)), ('said', ('claim', 'cue')), (' so', ('cue',))]
    """
    size = len(text)
    kept = sorted(
        {each for each in marks if 0 <= each.start < each.end <= size},
        key=lambda each: (each.start, -each.end, each.kind, each.href or "", each.title or ""),
    )
    edges = sorted({0, size, *(cut for cut in cuts if 0 < cut < size)} | {e for m in kept for e in (m.start, m.end)})
    ends = sorted(kept, key=lambda each: each.end)
    covering: Counter[str] = Counter()
    leading: list[tuple[int, int, int, Mark]] = []
    seen: set[tuple[int, int]] = set()
    found: list[Segment] = []
    opened = closed = 0
    for start, end in itertools.pairwise(edges):
        while closed < len(ends) and ends[closed].end <= start:
            covering[ends[closed].kind] -= 1
            closed += 1
        anchors = []
        while opened < len(kept) and kept[opened].start == start:
            mark = kept[opened]
            covering[mark.kind] += 1
            if (mark.start, mark.end) not in seen:
                seen.add((mark.start, mark.end))
                anchors.append(f"w{mark.start}-{mark.end}")
            if mark.href is not None:
                heapq.heappush(leading, (-mark.start, mark.end, opened, mark))
            opened += 1
        while leading and leading[0][1] <= start:
            heapq.heappop(leading)
        lead = leading[0][3] if leading else None
        found.append(
            Segment(
                text=text[start:end],
                start=start,
                end=end,
                kinds=tuple(kind for kind in KINDS if covering[kind]),
                anchors=tuple(anchors),
                href=lead.href if lead else None,
                title=lead.title if lead else None,
            )
        )
    return tuple(found)


def mark_excerpt(text: str, span: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """`mark_text` over one stretch of a text; marks in code points of the whole text, cut to the stretch."""
    inside = (
        Mark(max(each.start, span.start) - span.start, min(each.end, span.end) - span.start, each.kind)
        for each in marks
        if each.start < span.end and span.start < each.end
    )
    return mark_text(span.of(text), inside)
