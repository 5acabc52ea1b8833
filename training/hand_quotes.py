"""Attributions labelled by hand in news of the train pages. See training/labels/README.md."""

from __future__ import annotations

from functools import cache

from dateline.model import Analysis
from training.corpus import Quotation
from training.hand_names import LABELS, digest_of

Ranges = list[tuple[int, int]]


def _ranges(cell: str) -> Ranges:
    pairs = (part.split("-") for part in cell.split(",")) if cell != "-" else ()
    return [(int(start), int(end)) for start, end in pairs]


@cache
def news_attributions() -> dict[str, tuple[str, list[tuple[Ranges, Ranges, Ranges]]]]:
    """By page: the hash of its body, and source, cue and content of each attribution as places in the body."""
    pages: dict[str, tuple[str, list[tuple[Ranges, Ranges, Ranges]]]] = {}
    for line in (LABELS / "news_attributions.tsv").read_text("utf-8").splitlines():
        page, digest, *cells = line.split("\t")
        source, cue, content = map(_ranges, cells)
        pages.setdefault(page, (digest, []))[1].append((source, cue, content))
    return pages


def attributions_in(page: str, body: str, analysis: Analysis) -> list[list[Quotation]] | None:
    """The read attributions, by the sentence of `analysis` in which the cue stands; None where nobody read the page.

    Word numbers count from that sentence's first, and may point before or after it. What has no cue is left out.
    """
    held = news_attributions().get(page)
    if held is None:
        return None
    digest, read = held
    if digest_of(body) != digest:
        raise ValueError(f"the body of {page} is not the one that was read")
    by_sentence: list[list[Quotation]] = [[] for _ in analysis.sentences]
    for parts in read:
        source, cue, content = (_words_in(analysis, ranges) for ranges in parts)
        if not cue:
            continue
        number = next(n for n, s in enumerate(analysis.sentences) if s.first <= cue[0] < s.last)
        base = analysis.sentences[number].first
        moved = ([w - base for w in words] for words in (source, cue, content))
        by_sentence[number].append(Quotation(*moved))
    return by_sentence


def _words_in(analysis: Analysis, ranges: Ranges) -> list[int]:
    return [i for i, t in enumerate(analysis.tokens) if any(a < t.end and t.start < b for a, b in ranges)]
