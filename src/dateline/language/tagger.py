"""The tagger contract: what any model that reads text for Dateline must give."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from dateline.model import Analysis, Span


@runtime_checkable
class Tagger(Protocol):
    """Reads a frozen text and gives tokens, sentences and what else it can; the same text gives the same bytes.

    name, version: go into `Analysis.tagger` and into a language pack's hash.
    """

    name: str
    version: str

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """Analyse `text` within `spans` (paragraphs: ordered, not overlapping; code points).

        No sentence crosses a span; every offset given is into `text`. Never raises on odd text. What a span's names and
        events are may hang on the other spans: give all of a text at once.
        """
        ...
