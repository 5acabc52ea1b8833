"""The one shape all corpora are read into, and the label inventories."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

KINDS = (
    "person",
    "organisation",
    "place",
    "facility",
    "group",
    "event",
    "work",
    "product",
    "cardinal",
    "percent",
    "money",
    "quantity",
    "date",
    "time",
)
NUMBER_KINDS = ("cardinal", "percent", "money", "quantity", "date", "time")
UPOS: tuple[str, ...] = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)

ENTITY_LABELS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
LABEL_NUMBER = {label: number for number, label in enumerate(ENTITY_LABELS)}
ALL_LABELS = (1 << len(ENTITY_LABELS)) - 1
OUTSIDE = 1


def mask_of(kinds: tuple[str, ...] | list[str], mark: str) -> int:
    """The set of labels `mark`-kind as bits."""
    bits = 0
    for kind in kinds:
        bits |= 1 << LABEL_NUMBER[f"{mark}-{kind}"]
    return bits


def any_of(kinds: tuple[str, ...] | list[str]) -> int:
    """B and I of the kinds, as bits."""
    return mask_of(kinds, "B") | mask_of(kinds, "I")


@dataclass
class Quotation:
    """Token numbers within a window's document: one attribution."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Sent:
    """A sentence. None where a corpus does not say.

    spaces: space before each word, 0 none, 1 space, 2 line break. heads: 0 for the root, else 1-based.
    entities: bits of the labels a word may bear. events: 1 yes, 0 no, -1 unknown.
    quotations: word numbers within the sentence; None when quotations were not labelled.
    tags: a corpus's own entity tags, for scoring.
    """

    forms: list[str]
    spaces: list[int]
    upos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    entities: list[int] | None = None
    events: list[int] | None = None
    quotations: list[Quotation] | None = None
    boundary_known: bool = True
    identity: str = ""
    glued_end: bool = False
    tags: list[str] | None = None


@dataclass
class Doc:
    """A document: paragraphs of sentences."""

    name: str
    paragraphs: list[list[Sent]] = field(default_factory=list)
    weight: float = 1.0

    def sentences(self) -> list[Sent]:
        return [s for p in self.paragraphs for s in p]


def data_root() -> Path:
    """DATELINE_DATA, or ../shared/data beside the repository."""
    named = os.environ.get("DATELINE_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"


_CLOSING = {",", ".", ";", ":", "!", "?", ")", "]", "%", "...", "”", "’", "''", "'s", "n't", "’s"}
_CLOSING |= {"'re", "'ve", "'ll", "'m", "'d"}


def guess_spaces(forms: list[str]) -> list[int]:
    """Space before each word of a text whose spacing is lost. Quotation marks open and close by turns."""
    spaces = []
    glue_next = True
    quote_open = False
    for form in forms:
        glued = glue_next
        glue_next = False
        if form in _CLOSING:
            glued = True
        elif form in {"(", "[", "$", "£", "€", "“", "‘", "``", "#"}:
            glue_next = True
        elif form in {"-", "/", "–"}:
            glued = glue_next = True
        elif form == '"':
            glued = quote_open or glued
            glue_next = not quote_open
            quote_open = not quote_open
        spaces.append(0 if glued else 1)
    if spaces:
        spaces[0] = 1
    return spaces
