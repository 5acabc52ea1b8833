"""The event heads: which words tell of a happening, and who takes part; layers of their own on the tagger's vectors."""

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
# Neighbouring sentences of a text are read together, up to so many pieces, across its paragraphs: most of a news page's
# have one sentence, and who "he" is and whether a story is told stands in the others.
WINDOW_PIECES = 220

_ROLES: tuple[PartyRole, ...] = get_args(PartyRole)


class HeadFacts(msgspec.Struct, frozen=True):
    """What `tagger.json` says of a model's event heads. bias: added to the scores of pairs, by role."""

    model: str
    sha256: str
    types: tuple[str, ...]
    bias: tuple[float, float, float]


class HeldSentence(msgspec.Struct, frozen=True):
    """A sentence that waits to be read: its first token; its pieces' vectors [pieces, width], as the tagger's graph
    gives them; the first and last piece of each of its words; whether any may be an event word."""

    token: int
    vectors: Floats
    first: tuple[int, ...]
    last: tuple[int, ...]
    eventful: bool


class EventHeads:
    """Loaded heads. Files are read once; their hash is proven against `tagger.json`."""

    def __init__(self, folder: Path, facts: HeadFacts) -> None:
        content = (folder / facts.model).read_bytes()
        if hashlib.sha256(content).hexdigest() != facts.sha256:
            raise ValueError(f"{facts.model} is not the file that tagger.json describes")
        self._types = facts.types
        self._bias = np.array(facts.bias, dtype=np.float32)
        self._session = open_session(content)

    def read(self, sentences: Sequence[HeldSentence], marks: tuple[Floats, Floats]) -> Iterator[TaggedEvent]:
        """Events of neighbouring sentences, read together, in order. marks: vectors of a window's start and end.

        A party stands in its event's sentence.
        """
        start, end = marks
        first, last, at = [0], [0], 1
        for each in sentences:
            first.extend(at + piece for piece in each.first)
            last.extend(at + piece for piece in each.last)
            at += len(each.vectors)
        vectors = np.concatenate([start[None], *(each.vectors for each in sentences), end[None]])[None]
        feed = {"vectors": vectors, "first": np.array(first, np.int64), "last": np.array(last, np.int64)}
        tags, events, parties = self._session.run(["tags", "events", "parties"], feed)
        chance, kinds = sigmoid(tags[:, :2]), softmax(tags[:, 2:])
        events, parties = (each.reshape(len(first), len(_ROLES), -1) for each in (events, parties))
        row = 1
        for each in sentences:
            rows = range(row, row + len(each.first))
            for word in rows:
                told, referred = chance[word].tolist()
                if max(told, referred) < LEAST_EVENT:
                    continue
                kind = int(kinds[word].argmax())
                yield TaggedEvent(
                    each.token + word - row,
                    round(told, 3),
                    round(referred, 3),
                    self._types[kind],
                    round(float(kinds[word, kind]), 3),
                    tuple(self._parties(events[word], parties[rows.start : rows.stop], each.token, word - row)),
                )
            row = rows.stop

    def _parties(self, event: Floats, words: Floats, token: int, own: int) -> Iterator[TaggedParty]:
        """Words of a sentence that take part in an event. event: [roles, width]; words: [words, roles, width]."""
        reached = (words * event[None]).sum(axis=-1) / event.shape[-1] ** 0.5 + self._bias
        chance = sigmoid(reached)
        for at, role in np.argwhere(chance >= LEAST_PARTY).tolist():
            if at != own:
                yield TaggedParty(_ROLES[role], token + at, round(float(chance[at, role]), 3))


class EventReader:
    """Puts a text's sentences into windows as they come, and gives the events of each window once it is full."""

    def __init__(self, heads: EventHeads) -> None:
        self._heads = heads
        self._held: list[HeldSentence] = []
        self._size = 0
        self._marks: tuple[Floats, Floats] | None = None

    def add(self, sentence: HeldSentence, marks: tuple[Floats, Floats]) -> Iterator[TaggedEvent]:
        """Takes the next sentence; gives the events of those before, where it no longer fits beside them.

        marks: vectors of a window's start and end, the same in every window.
        """
        if self._held and self._size + len(sentence.vectors) > WINDOW_PIECES:
            yield from self.rest()
        self._held.append(sentence)
        self._size += len(sentence.vectors)
        self._marks = marks

    def rest(self) -> Iterator[TaggedEvent]:
        """The events of the sentences held; none is held then."""
        held, self._held, self._size = self._held, [], 0
        if self._marks is not None and any(each.eventful for each in held):
            yield from self._heads.read(held, self._marks)
