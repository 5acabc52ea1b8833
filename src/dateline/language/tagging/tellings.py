"""The event heads: which words tell of a happening, and who takes part; layers above the tagger's lower ones."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

import msgspec
import numpy as np

from dateline.language.tagging.labels import Floats, sigmoid, softmax
from dateline.language.tagging.session import open_session
from dateline.model import TaggedEvent, TaggedParty
from dateline.model.analysis import PartyRole

# Less likely events and parties are not worth carrying on: the event stage weighs what is left.
LEAST_EVENT = 0.1
LEAST_PARTY = 0.2
# A window in which no word is an event word in TimeML's sense, at this probability, tells of nothing.
LEAST_WORD = 0.05

_ROLES: tuple[PartyRole, ...] = get_args(PartyRole)


class HeadFacts(msgspec.Struct, frozen=True):
    """What `tagger.json` says of a model's event heads. bias: added to the scores of pairs, by role."""

    model: str
    sha256: str
    types: tuple[str, ...]
    bias: tuple[float, float, float]


class EventHeads:
    """Loaded heads. Files are read once; their hash is proven against `tagger.json`."""

    def __init__(self, folder: Path, facts: HeadFacts) -> None:
        content = (folder / facts.model).read_bytes()
        if hashlib.sha256(content).hexdigest() != facts.sha256:
            raise ValueError(f"{facts.model} is not the file that tagger.json describes")
        self._types = facts.types
        self._bias = np.array(facts.bias, dtype=np.float32)
        self._session = open_session(content)

    def read(
        self, middle: Floats, first: Sequence[int], last: Sequence[int], sentences: Sequence[tuple[int, int]]
    ) -> Iterator[TaggedEvent]:
        """Events of one window, tokens counted from the window's first word, in order.

        middle: [1, pieces, width], the tagger's vectors after its lower layers. first, last: each row's pieces, row 0
        being the root. sentences: half-open ranges of words; a party stands in its event's sentence.
        """
        feed = {"middle": middle, "first": np.array(first, np.int64), "last": np.array(last, np.int64)}
        tags, events, parties = self._session.run(["tags", "events", "parties"], feed)
        chance = sigmoid(tags[:, :2])
        kinds = softmax(tags[:, 2:])
        vectors = [each.reshape(len(first), len(_ROLES), -1) for each in (events, parties)]
        for start, end in sentences:
            for word in range(start, end):
                told, referred = chance[word + 1].tolist()
                if max(told, referred) < LEAST_EVENT:
                    continue
                kind = int(kinds[word + 1].argmax())
                yield TaggedEvent(
                    word,
                    round(told, 3),
                    round(referred, 3),
                    self._types[kind],
                    round(float(kinds[word + 1, kind]), 3),
                    tuple(self._parties(vectors[0][word + 1], vectors[1][start + 1 : end + 1], start, word)),
                )

    def _parties(self, event: Floats, words: Floats, start: int, own: int) -> Iterator[TaggedParty]:
        """Words of a sentence that take part in an event. event: [roles, width]; words: [words, roles, width]."""
        reached = (words * event[None]).sum(axis=-1) / event.shape[-1] ** 0.5 + self._bias
        chance = sigmoid(reached)
        for at, role in np.argwhere(chance >= LEAST_PARTY).tolist():
            if start + at != own:
                yield TaggedParty(_ROLES[role], start + at, round(float(chance[at, role]), 3))
