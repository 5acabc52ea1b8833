"""Whatever pages go into an archive come out of it, in order and unchanged; and FastWARC reads the same records."""

import gzip
import io
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.make_archives import PAGE, chunked, gzipped, record

from dateline.model import Page, Unreadable
from dateline.sources import open_source
from dateline.sources.inflate import inflate_gzip, unchunk
from dateline.sources.sniff import sniff

BODIES = st.lists(st.text(max_size=200), min_size=1, max_size=6).map(
    lambda texts: [(PAGE + each).encode() for each in texts]
)


@settings(max_examples=40, deadline=None)
@given(bodies=BODIES, layout=st.sampled_from(["plain", "member-each", "one-member"]))
def test_pages_come_out_as_they_went_in(tmp_path_factory, bodies, layout) -> None:  # type: ignore[no-untyped-def]
    records = [record(number, body=body) for number, body in enumerate(bodies, 1)]
    content = b"".join(records if layout != "member-each" else map(gzipped, records))
    content = gzipped(content) if layout == "one-member" else content
    path: Path = tmp_path_factory.mktemp("warc") / "archive"
    path.write_bytes(content)
    pages = [each for each in open_source(path) if isinstance(each, Page)]
    assert [page.content for page in pages] == bodies
    theirs = [each.record_id for each in ArchiveIterator(io.BytesIO(content))]
    assert [page.locator.record for page in pages if page.locator] == [each.strip("<>") for each in theirs]


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, 2000))
def test_a_cut_archive_loses_only_its_end_and_says_so(tmp_path_factory, cut) -> None:  # type: ignore[no-untyped-def]
    members = [gzipped(record(number)) for number in range(1, 5)]
    content = b"".join(members)
    kept = content[: max(20, len(content) - cut)]
    path: Path = tmp_path_factory.mktemp("cut") / "archive"
    path.write_bytes(kept)
    found = list(open_source(path))
    ends = [sum(map(len, members[: number + 1])) for number in range(4)]
    whole = sum(1 for end in ends if end <= len(kept))
    # A record may be whole though the last bytes of its gzip member are missing.
    assert sum(isinstance(each, Page) for each in found) in {whole, whole + 1}
    assert sum(isinstance(each, Unreadable) for each in found) == (0 if len(kept) in {0, *ends} else 1)


@given(st.binary(max_size=3000), st.integers(1, 300))
def test_chunked_bodies_are_put_together(body: bytes, size: int) -> None:
    assert unchunk(chunked(body, size)) == body


@given(st.lists(st.binary(max_size=500), min_size=1, max_size=5))
def test_gzip_members_are_joined(pieces: list[bytes]) -> None:
    assert inflate_gzip(b"".join(map(gzip.compress, pieces)), limit=10_000) == b"".join(pieces)


@given(st.binary(max_size=2000))
def test_sniffing_always_answers(content: bytes) -> None:
    assert "/" in sniff(content)
