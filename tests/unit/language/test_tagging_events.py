"""Windows of the event heads: which sentences are read together, and whose rows and tokens are whose."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from dateline.language.tagging.reading import _held
from dateline.language.tagging.tellings import WINDOW_PIECES, EventHeads, EventReader, HeldSentence
from dateline.language.tagging.weights import Scores
from dateline.model import TaggedEvent

MARKS = (np.full(2, 7, np.float32), np.full(2, 8, np.float32))


class Session:
    """A graph whose vectors say it all: a word tells an event by its first piece, and takes part in any by its last."""

    def run(self, _: list[str], feed: dict[str, Any]) -> list[Any]:
        self.feed = feed
        told, takes_part = feed["vectors"][0, feed["first"], 0], feed["vectors"][0, feed["last"], 1]
        tags = np.stack([told, np.full_like(told, -9), np.zeros_like(told), np.ones_like(told)], axis=1)
        return [tags, np.ones((len(told), 3), np.float32), np.repeat(takes_part[:, None], 3, axis=1)]


class Windows:
    """Heads that find nothing, and keep which sentences they were given together."""

    def __init__(self) -> None:
        self.read_together: list[list[int]] = []

    def read(self, sentences: Sequence[HeldSentence], _: object) -> Iterator[TaggedEvent]:
        self.read_together.append([each.token for each in sentences])
        return iter(())


def heads_on(session: Session) -> EventHeads:
    heads = EventHeads.__new__(EventHeads)
    heads._types, heads._bias, heads._session = ("OTHER", "ASSAULT"), np.zeros(3, np.float32), session
    return heads


def sentence(token: int, *words: tuple[int, bool, bool]) -> HeldSentence:
    """words: how many pieces, whether it tells, whether it takes part."""
    vectors, first, last = list[list[float]](), list[int](), list[int]()
    for pieces, tells, takes_part in words:
        first.append(len(vectors))
        vectors += [[-9.0, -9.0] for _ in range(pieces)]
        last.append(len(vectors) - 1)
        vectors[first[-1]][0] = 9.0 if tells else -9.0
        vectors[last[-1]][1] = 9.0 if takes_part else -9.0
    return HeldSentence(token, np.array(vectors, np.float32), tuple(first), tuple(last), True)


def long_sentence(token: int, pieces: int, *, eventful: bool = True) -> HeldSentence:
    return HeldSentence(token, np.zeros((pieces, 2), np.float32), (0,), (pieces - 1,), eventful)


def test_each_event_has_its_token_and_the_parties_of_its_own_sentence() -> None:
    session = Session()
    one = sentence(0, (2, False, True), (3, True, False))
    two = sentence(2, (1, True, False), (2, False, True), (1, False, False))
    events = list(heads_on(session).read([one, two], MARKS))
    found = [(e.token, e.type, {(p.role, p.token) for p in e.parties}) for e in events]
    roles = ("actor", "to", "what")
    assert found == [
        (1, "ASSAULT", {(role, 0) for role in roles}),
        (2, "ASSAULT", {(role, 3) for role in roles}),
    ]
    assert session.feed["first"].tolist() == [0, 1, 3, 6, 7, 9]
    assert session.feed["last"].tolist() == [0, 2, 5, 6, 8, 9]
    assert session.feed["vectors"].shape == (1, 11, 2)
    assert session.feed["vectors"][0, 0].tolist() == [7, 7] and session.feed["vectors"][0, -1].tolist() == [8, 8]


@pytest.mark.parametrize(
    ("sizes", "together"),
    [
        ((), []),
        ((10,), [[0]]),
        ((100, WINDOW_PIECES - 100), [[0, 1]]),
        ((100, WINDOW_PIECES - 99), [[0], [1]]),
        ((100, 100, 30, 254, 10), [[0, 1], [2], [3], [4]]),
    ],
    ids=["none", "one", "just fit", "one too many", "longer than a window"],
)
def test_neighbours_are_read_together_as_far_as_they_fit(sizes: tuple[int, ...], together: list[list[int]]) -> None:
    windows = Windows()
    reader = EventReader(windows)  # type: ignore[arg-type]
    for number, size in enumerate(sizes):
        assert list(reader.add(long_sentence(number, size), MARKS)) == []
    assert list(reader.rest()) == []
    assert windows.read_together == together
    assert list(reader.rest()) == [] and windows.read_together == together


def test_a_window_without_any_event_word_is_not_read() -> None:
    windows = Windows()
    reader = EventReader(windows)  # type: ignore[arg-type]
    for number, eventful in enumerate((False, False, True, False)):
        list(reader.add(long_sentence(number, WINDOW_PIECES // 2, eventful=eventful), MARKS))
    list(reader.rest())
    assert windows.read_together == [[2, 3]]


def test_a_sentence_is_held_with_its_own_pieces() -> None:
    # Four words of 2, 1, 3 and 1 pieces between the marks; the sentence is the second and the third.
    vectors = np.arange(9, dtype=np.float32)[:, None]
    none = np.zeros((5, 1), np.float32)
    scores = Scores(none, none, none, none, none, none, vectors[None], (0, 1, 3, 4, 7), (0, 2, 3, 6, 7))
    held = _held(scores, vectors, 1, 3, 10, eventful=True)
    assert held.token == 11
    assert held.vectors[:, 0].tolist() == [3, 4, 5, 6]
    assert (held.first, held.last) == ((0, 1), (0, 3))
    assert [each.tolist() for each in scores.marks] == [[0], [8]]
