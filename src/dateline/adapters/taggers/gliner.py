"""GLiNER's models as finders of entities, upon the words and trees of another tagger."""

from collections.abc import Sequence
from typing import Any

import msgspec

from dateline.adapters.taggers._kinds import laid_on_tokens
from dateline.language.tagger import Tagger
from dateline.model import Analysis, Span, TaggedSpan

LABELS = (
    "person",
    "organisation",
    "place",
    "facility",
    "group",
    "event",
    "work",
    "product",
    "money",
    "quantity",
    "percent",
    "date",
    "time",
)


class GlinerTagger:
    """Entities by a loaded GLiNER model (`predict_entities`); all else by `words`, another tagger."""

    def __init__(self, model: Any, *, words: Tagger, name: str, version: str, threshold: float = 0.5) -> None:
        self._model = model
        self._words = words
        self._threshold = threshold
        self.name = name
        self.version = version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """The other tagger's analysis with GLiNER's entities in place of its own."""
        analysis = self._words.tag(text, spans)
        entities: list[TaggedSpan] = []
        for span in spans:
            own = [t for t in analysis.tokens if span.start <= t.start < span.end]
            if not own:
                continue
            found = self._model.predict_entities(span.of(text), list(LABELS), threshold=self._threshold)
            spans_found = (
                (f["label"], span.start + int(f["start"]), span.start + int(f["end"]), float(f["score"]))
                for f in found
                if f["label"] in LABELS
            )
            entities.extend(laid_on_tokens(spans_found, own))
        return msgspec.structs.replace(
            analysis, entities=tuple(entities), has_entities=True, tagger=f"{self.name}@{self.version}"
        )
