"""Saved pages that were damaged: read to the end without a complaint, as page, as dump and as running text."""

import json
import random
import re
from pathlib import Path

from dateline import Page, read_page
from dateline.model import Reading
from dateline.reading import ReadOptions
from dateline.reading.face import encode_reading, reading_to_json

PAGES = sorted(
    path for path in (Path(__file__).parents[2] / "examples" / "pages").rglob("*") if path.suffix in (".html", ".txt")
)
ROUNDS = 30
SIGNS = ("רעש בעיר ", "الخبر ", "хроника ", "市長 ", "\u202e", "\u200f", "e\u0301", "🌪️", "“", "«", "—", "|", "•", ">",
         "\x00", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "0 to 3 million ", "| reports. ", "after 1950 ")  # fmt: skip


def damaged(draw: random.Random, content: bytes) -> bytes:
    how = draw.choice(("cut", "flip", "twice", "signs", "bare", "line", "shuffled", "wide"))
    text = content.decode("utf-8", "replace")
    if how == "cut":
        return content[: draw.randrange(len(content))]
    if how == "flip":
        flipped = bytearray(content)
        for _ in range(draw.choice((10, 500))):
            flipped[draw.randrange(len(flipped))] = draw.randrange(256)
        return bytes(flipped)
    if how == "twice":
        return content + content
    if how == "wide":
        return text.encode("utf-16")
    if how == "signs":
        words = text.split(" ")
        for _ in range(len(words) // 8 + 1):
            words.insert(draw.randrange(len(words)), draw.choice(SIGNS))
        return " ".join(words).encode()
    bare = re.sub(r"<[^>]*>", "", text)
    if how == "line":
        bare = " ".join(bare.split())
    elif how == "shuffled":
        lines = bare.splitlines()
        draw.shuffle(lines)
        bare = "\n".join(lines)
    return bare.encode()


def read(content: bytes, draw: random.Random) -> Reading:
    page = Page(id=Page.identify(content), content=content, media_type=draw.choice(("text/html", "text/plain")))
    kind = draw.choice(("auto", "auto", "html", "dump", "article"))
    return read_page(page, options=ReadOptions(kind=kind, events="all", language=draw.choice((None, "en"))))


def test_damaged_pages_are_read() -> None:
    assert PAGES
    for number in range(ROUNDS):
        draw = random.Random(number)
        reading = read(damaged(draw, draw.choice(PAGES).read_bytes()), draw)
        assert reading.problems == (), number
        assert json.loads(encode_reading(reading)) == json.loads(json.dumps(reading_to_json(reading)))
