"""Damaged and hostile bytes: no exception leaks, and time and memory stay bounded."""

import random
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest
from tests.fixtures.make_archives import PAGE, archives, feed, gzipped, record

from dateline.model import Page, Unreadable
from dateline.sources import open_source

ARCHIVES = archives()
ROUNDS = 25


def drain(path: Path, **options: int) -> list[Page | Unreadable]:
    found = list(open_source(path, **options))
    for each in found:
        assert isinstance(each, Page) or each.problem.code
    return found


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_damaged_archives(name: str, tmp_path: Path) -> None:
    draw = random.Random(name)
    path = tmp_path / "damaged"
    for _ in range(ROUNDS):
        content = bytearray(ARCHIVES[name])
        for _ in range(draw.randint(1, 12)):
            action = draw.choice(("flip", "cut", "copy", "drop"))
            at = draw.randrange(len(content)) if content else 0
            if action == "flip" and content:
                content[at] = draw.randrange(256)
            elif action == "cut":
                del content[max(at, 8) :]
            elif action == "copy":
                content[at:at] = content[at : at + draw.randint(1, 300)]
            else:
                del content[at : at + draw.randint(1, 60)]
        path.write_bytes(content)
        drain(path, max_bytes=1_000_000)


def test_random_bytes(tmp_path: Path) -> None:
    draw = random.Random(7)
    path = tmp_path / "noise"
    for opening in (b"", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"PK\x03\x04", b"<?xml", b"<rss>", b"MIME-Version: 1.0\n"):
        for _ in range(30):
            path.write_bytes(opening + draw.randbytes(draw.randint(0, 3000)))
            drain(path)


def bomb(size: int) -> bytes:
    """A gzip member of `size` spaces, made without holding them."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [squeeze.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, squeeze.flush()])


HOSTILE = {
    "bomb.html.gz": lambda: bomb(2_000_000_000),
    "bomb-in-bomb.gz": lambda: gzipped(bomb(200_000_000)),
    "bomb-record.warc.gz": lambda: gzipped(record(1)) + gzipped(record(2, body=b" " * 40_000_000)) + gzipped(record(3)),
    "endless-header.warc": lambda: b"WARC/1.0\r\n" + b"X: " + b"a" * 30_000_000,
    "many-headers.warc": lambda: b"WARC/1.0\r\n" + b"X: a\r\n" * 2_000_000,
    "promised-terabytes.warc": lambda: record(1, length="999999999999999"),
    "nested-feed.rss": lambda: b"<rss><channel>" + b"<item>" * 500_000,
    "long-line.txt": lambda: b"word " * 3_000_000,
    "open-tags.html": lambda: b"<" * 10_000_000,
    "fake-members.warc.gz": lambda: gzipped(record(1)) + b"\x1f\x8b\x08" * 3_000_000,
    "many-entries.rss": lambda: feed("<item><title>A</title></item>" * 100_000),
    "mail-headers.mhtml": lambda: (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 1_000_000
    ),
    "comments.html": lambda: b"<!--" * 3_000_000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_are_bounded_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    start = time.process_time()
    for _ in open_source(path, max_bytes=20_000_000):
        pass
    assert time.process_time() - start < 20


def test_memory_is_bounded_by_the_page_and_not_by_what_it_unpacks_to(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(bomb(500_000_000))
    tracemalloc.start()
    drain(path, max_bytes=5_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_a_long_archive_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "long.warc.gz"
    member = gzipped(record(1, body=PAGE.encode() + bytes(range(32, 120)) * 500))
    path.write_bytes(member * 300)
    tracemalloc.start()
    count = sum(1 for _ in open_source(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count, peak < 3_000_000) == (300, True)
