"""Entities from an OpenAI-compatible chat endpoint, upon the words and trees of another tagger."""

import json
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dateline.adapters.taggers._kinds import laid_on_tokens
from dateline.adapters.taggers.gliner import LABELS
from dateline.language.tagger import Tagger
from dateline.model import Analysis, Span, TaggedSpan

PROMPT = (
    "List the named entities of the text as a JSON array of objects with the keys text (copied exactly) and kind "
    "(one of: " + ", ".join(LABELS) + "). Give every occurrence, in order. Answer with the array alone.\n\nText:\n"
)

# Takes the body of a POST to /v1/chat/completions, gives the body of the answer.
Ask = Callable[[bytes], bytes]


class EndpointTagger:
    """Asks a chat endpoint for the entities of each paragraph; keeps only what stands word for word in the text.

    ask: does the call (address, key, retries and time limits are its own matter). model: the endpoint's model.
    An answer that cannot be read gives no entities for that paragraph. Such models need not answer alike twice: a
    reading by one is not reproducible, and its name in `Analysis.tagger` says so.
    """

    def __init__(self, ask: Ask, *, words: Tagger, model: str, version: str) -> None:
        self._ask = ask
        self._words = words
        self._model = model
        self.name = f"endpoint-{model}"
        self.version = version

    def tag(self, text: str, spans: Sequence[Span]) -> Analysis:
        """The other tagger's analysis with the endpoint's entities in place of its own."""
        analysis = self._words.tag(text, spans)
        entities: list[TaggedSpan] = []
        for span in spans:
            own = [t for t in analysis.tokens if span.start <= t.start < span.end]
            if own:
                entities.extend(laid_on_tokens(self._found(span.of(text), span.start), own))
        return msgspec.structs.replace(
            analysis, entities=tuple(entities), has_entities=True, tagger=f"{self.name}@{self.version}"
        )

    def _found(self, paragraph: str, start: int) -> Iterator[tuple[str, int, int, float]]:
        body = {
            "model": self._model,
            "temperature": 0,
            "messages": [{"role": "user", "content": PROMPT + paragraph.encode("utf-8", "replace").decode()}],
        }
        at = 0
        for words, kind in _read_answer(self._ask(json.dumps(body).encode())):
            place = paragraph.find(words, at)
            if place >= 0:
                at = place + len(words)
                yield kind, start + place, start + at, 1.0


def _read_answer(answer: bytes) -> list[tuple[str, str]]:
    """(text, kind) of a chat completion's array; none where the answer is not of that form."""
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
        rows = json.loads(re.sub(r"^```\w*\n|\n?```\s*$", "", content.strip()))
        return [(str(r["text"]), str(r["kind"])) for r in rows if r["text"] and r["kind"] in LABELS]
    except (ValueError, KeyError, IndexError, TypeError):
        return []
