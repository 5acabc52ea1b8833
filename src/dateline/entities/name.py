"""One name in a text."""

import msgspec

from dateline.model import MentionKind, Span


class Name(msgspec.Struct):
    """One name in the text and what its words tell."""

    span: Span
    text: str
    kind: MentionKind
    score: float
    title: str | None = None
    office: str | None = None
    ontology: str | None = None
    country: str | None = None
    sex: str | None = None
    found_by: str = "tagger"
