"""Other makers' names for kinds, and spans laid upon words."""

from collections.abc import Iterable, Sequence

from dateline.model import TaggedSpan, Token

# OntoNotes' and CoNLL's names. A country or city is a place; LAW and LANGUAGE have no kind here.
KIND_OF = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "PRODUCT": "product",
    "CARDINAL": "cardinal",
    "PERCENT": "percent",
    "MONEY": "money",
    "QUANTITY": "quantity",
    "DATE": "date",
    "TIME": "time",
}


def laid_on_tokens(found: Iterable[tuple[str, int, int, float]], tokens: Sequence[Token]) -> tuple[TaggedSpan, ...]:
    """Spans (kind, start, end, score) grown to whole words; of two that overlap, the surer, then the earlier."""
    grown: list[TaggedSpan] = []
    for kind, start, end, score in found:
        held = [t for t in tokens if t.start < end and start < t.end]
        if held:
            grown.append(TaggedSpan(kind, held[0].start, held[-1].end, round(min(1.0, max(0.0, score)), 4)))
    kept: list[TaggedSpan] = []
    for span in sorted(grown, key=lambda s: (-s.score, s.start, -s.end, s.kind)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda s: s.start))
