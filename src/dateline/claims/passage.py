"""What attributions are read from: a text with its trees, its quotations and its paragraphs."""

from collections.abc import Sequence

import msgspec

from dateline.language.attribution import Lexicon, Quotes
from dateline.language.trees import Trees
from dateline.model import Span


class Passage(msgspec.Struct, frozen=True):
    """paragraphs: in order; headings: where those of them begin that are headings.

    dateline: the place and date that open a report.
    """

    text: str
    trees: Trees
    quotes: Quotes
    paragraphs: Sequence[Span]
    headings: frozenset[int]
    lexicon: Lexicon
    dateline: Span | None = None
