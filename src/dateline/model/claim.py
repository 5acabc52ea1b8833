"""Claims: content, cue, and the whole chain of who says so."""

from typing import Literal

import msgspec

from dateline.model.text import Span

Mode = Literal["direct", "indirect", "mixed", "author"]
SourceKind = Literal["outlet", "programme", "document", "person", "organisation", "unnamed"]


class ClaimSource(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link of a source chain. start, end: code points into `Article.text`, None for the outlet itself.

    kind "unnamed": typed by what is said of it: number ("1", "2", "some"), office ("defence ministry"),
    reason (why unnamed, as printed). entity, name: after coreference.
    """

    text: str
    kind: SourceKind
    start: int | None = None
    end: int | None = None
    entity: str | None = None
    name: str | None = None
    number: str | None = None
    office: str | None = None
    reason: str | None = None


class Cue(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words that attribute. type: report, belief, order, question, denial, threat, promise, accusation, ..."""

    text: str
    start: int
    end: int
    lemma: str | None = None
    type: str | None = None
    negated: bool = False


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """Attributed content. sources: from the outermost (the outlet) inwards; parent: id of the claim that holds it.

    content: spans in `Article.text`, ordered, split where a cue interrupts. found_by: rules or heads, for explain.
    """

    id: str
    mode: Mode
    sources: tuple[ClaimSource, ...]
    content: tuple[Span, ...]
    cue: Cue | None = None
    parent: str | None = None
    found_by: str = ""
    score: float | None = None
