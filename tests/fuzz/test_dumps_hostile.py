"""Hostile text dumps are read within bounded time."""

import random
import time

import pytest

from dateline.article.dump import read_dump

HOSTILE = {
    "one-long-line": "word " * 2_000_000,
    "one-long-word": "a" * 5_000_000,
    "many-lines": "Home\n" * 1_000_000,
    "many-different-lines": "\n".join(f"line {number} of many" for number in range(300_000)),
    "blank-lines": "\n" * 5_000_000,
    "separators": "|·•/" * 500_000,
    "open-brackets": "(" * 1_000_000,
    "dots": ("." * 5_000 + "\n") * 300,
    "copyright": ("© " * 120 + "\n") * 5_000,
    "almost-photo": ("Photo " * 60 + "\n") * 5_000,
    "names": ("Ana Ferrol " * 20 + "\n") * 10_000,
    "months": ("4 March " * 30 + "\n") * 10_000,
    "tags": "Tags: " + "Sallo Ferrol " * 200_000,
    "capitals": ("aB" * 150 + "\n") * 10_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_time_is_bounded(name: str) -> None:
    start = time.process_time()
    draft = read_dump(HOSTILE[name])
    assert time.process_time() - start < 20
    assert draft.page_text == HOSTILE[name]


def test_noise_is_read_without_complaint() -> None:
    draw = random.Random(3)
    alphabet = "ab .\n\t©|>1:,-'\"éж市\u200f\ud800\x00\u2028"
    for _ in range(60):
        noise = "".join(draw.choices(alphabet, k=draw.randint(0, 2_000)))
        draft = read_dump(noise)
        assert draft.page_text == noise
        assert all(noise[block.start : block.start + len(block.text)] == block.text for block in draft.blocks)
