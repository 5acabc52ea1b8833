"""What the rules find: a cue, whose words it gives, and what they are."""

import msgspec

from dateline.model import Span


class Attribution(msgspec.Struct, frozen=True):
    """Source, cue and content as token numbers and spans, before quotations and the tagger's view are joined in.

    cue: token of the cue. cue_span, content: code points. source: token of the source's head, None if the text
    names none. source_span: its whole phrase. addressee: token of who is spoken to. frame: which rule found it.
    """

    cue: int
    cue_span: Span
    type: str
    frame: str
    content: tuple[Span, ...]
    source: int | None = None
    source_span: Span | None = None
    addressee: int | None = None
    negated: bool = False
