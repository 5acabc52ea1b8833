"""Safari's web archives: the page in them, its address and charset; broken ones give a problem, no traceback."""

import plistlib
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Page, Unreadable
from dateline.sources import open_source
from dateline.sources.faults import SourceError
from dateline.sources.webarchive import read_webarchive

_HTML = "<title>Färja står stilla</title><p>Färjan till Orm står stilla sedan tisdag, säger hamnkontoret.</p>"
_URL = "https://courier.example/färja"


def _archive(**main: Any) -> bytes:
    given = {"WebResourceData": _HTML.encode("latin-1"), "WebResourceURL": _URL, "WebResourceMIMEType": "text/html"}
    url = "https://courier.example/{}.png"
    resources = [{"WebResourceData": b"\x89PNG" * 100, "WebResourceURL": url.format(at)} for at in range(300)]
    told = {**given, "WebResourceTextEncodingName": "iso-8859-1", "WebResourceFrameName": "", **main}
    return plistlib.dumps({"WebMainResource": told, "WebSubresources": resources}, fmt=plistlib.FMT_BINARY)


def _read(content: bytes, folder: Path) -> Page | Unreadable:
    (folder / "ferry.webarchive").write_bytes(content)
    (found,) = open_source(folder)
    return found


def test_page_address_and_charset(tmp_path: Path) -> None:
    page = _read(_archive(), tmp_path)
    assert isinstance(page, Page)
    assert (page.url, page.media_type, page.charset) == (_URL, "text/html", "cp1252")
    assert page.content.decode("latin-1") == _HTML
    assert page.id == Page.identify(page.content)


def test_a_plain_text_in_it_is_a_text(tmp_path: Path) -> None:
    page = _read(_archive(WebResourceData=b"Ferry stops\nAll saved.", WebResourceMIMEType="text/plain"), tmp_path)
    assert isinstance(page, Page) and page.media_type == "text/plain"


def test_an_archive_in_an_archive_has_an_end(tmp_path: Path) -> None:
    content = _archive()
    for _ in range(6):
        content = _archive(WebResourceData=content)
    found = _read(content, tmp_path)
    assert isinstance(found, Unreadable) and found.problem.code == "too-deep"


@pytest.mark.parametrize(
    "content",
    [
        plistlib.dumps({"other": 1}, fmt=plistlib.FMT_BINARY),
        plistlib.dumps(["a"], fmt=plistlib.FMT_BINARY),
        plistlib.dumps({"WebMainResource": {"WebResourceData": "text"}}, fmt=plistlib.FMT_BINARY),
        b"bplist00",
        _archive()[:-40],
        b"bplist00" + b"\xff" * 100,
    ],
)
def test_what_holds_no_page_has_a_problem(content: bytes, tmp_path: Path) -> None:
    found = _read(content, tmp_path)
    assert isinstance(found, Unreadable) and found.problem.code == "malformed-webarchive"


@given(st.integers(0, 2_000), st.binary(min_size=1, max_size=40))
def test_damage_never_raises_anything_else(at: int, damage: bytes) -> None:
    content = _archive()
    at = len(content) - at if at % 2 else at
    broken = content[:at] + damage + content[at + len(damage) :]
    try:
        read_webarchive(broken)
    except SourceError as fault:
        assert fault.code == "malformed-webarchive"


def test_one_long_object_named_often_is_read_once() -> None:
    body = b"x" * 1_000_000
    many = plistlib.dumps(
        {"WebMainResource": {"WebResourceData": body}, "WebSubresources": [body] * 10_000}, fmt=plistlib.FMT_BINARY
    )
    started = time.process_time()
    assert read_webarchive(many).content == body
    assert time.process_time() - started < 1
