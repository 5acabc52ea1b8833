"""The index of spans answers as asking each of them would."""

import random

from dateline.language.spans import SpanIndex
from dateline.model import Span


def test_an_index_finds_what_asking_each_span_finds() -> None:
    chance = random.Random(7)
    for size in (0, 1, 2, 3, 8, 40):
        groups = [
            [Span(start, start + chance.randint(1, 30)) for start in chance.sample(range(100), chance.randint(0, 3))]
            for _ in range(size)
        ]
        index = SpanIndex(groups)
        for _ in range(60):
            asked = Span(start := chance.randint(0, 120), start + chance.randint(1, 20))
            other = Span(start := chance.randint(0, 120), start + 1)
            touching = [n for n, each in enumerate(groups) if any(s.overlaps(q) for s in each for q in (asked, other))]
            assert index.touching(asked, other) == touching
            assert index.holding(asked) == [n for n, each in enumerate(groups) if any(s.holds(asked) for s in each)]
