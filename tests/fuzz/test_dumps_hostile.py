"""Hostile text dumps are read within bounded time."""

import random
import time

import pytest

from dateline.article.dump import read_dump
from dateline.article.dump.unprint import unprint

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
    "link-ends": "](" * 900_000,
    "pictures": "![a](" * 350_000,
    "links-in-links": "# a\n" + "[a](b(" * 300_000,
    "emphasis": "# a\n" + "**a _b " * 250_000,
    "link-numbers": "[1]a [2]b " * 180_000,
    "addresses": "# a\n" + "1. http://a.example/\n" * 50_000,
    "at-a-width": ("word " * 15 + "\n") * 20_000,
    "wide": "語" * 40 * 20_000,
    "glued": "word.Word " * 190_000,
    "quotations": "> a\n" * 50_000,
    "front-matter": "---\n" + "title: a\n" * 200_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_time_is_bounded(name: str) -> None:
    start = time.process_time()
    draft = read_dump(HOSTILE[name])
    assert time.process_time() - start < 20
    assert draft.page_text == unprint(HOSTILE[name]).text


def test_noise_is_read_without_complaint() -> None:
    draw = random.Random(3)
    alphabet = "ab .\n\t©|>1:,-'\"éж市\u200f\ud800\x00\u2028"
    for _ in range(60):
        noise = "".join(draw.choices(alphabet, k=draw.randint(0, 2_000)))
        draft = read_dump(noise)
        text = draft.page_text or ""
        assert text in (noise, unprint(noise).text)
        assert all(text[block.start : block.start + len(block.text)] == block.text for block in draft.blocks)
