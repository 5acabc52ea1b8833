import gzip
from pathlib import Path

import pytest
from tests.fixtures.make_archives import FOLDER, PAGE, archives

from dateline.model import DatelineError, Page, Unreadable
from dateline.sources import NOT_A_PAGE, open_source


def read(name: str, **options: object) -> list[Page | Unreadable]:
    return list(open_source(FOLDER / name, **options))  # type: ignore[arg-type]


def told(name: str, **options: object) -> list[str]:
    """For each thing in the stream: the last part of the address of a page, or the code of a problem."""
    return [
        each.problem.code if isinstance(each, Unreadable) else (each.url or "page").rsplit("/", 1)[-1]
        for each in read(name, **options)
    ]


def only_page(name: str) -> Page:
    (page,) = read(name)
    assert isinstance(page, Page)
    return page


def test_committed_archives_are_what_the_script_writes() -> None:
    made = archives()
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(made)
    for name, content in made.items():
        if not name.endswith((".gz", ".wacz", ".zip")) and name != "odd-encodings.warc":  # zlib builds may differ
            assert (FOLDER / name).read_bytes() == content, name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("whole.warc.gz", ["1", "2", "3", "4"]),
        ("whole.warc", ["1", "2", "3", "4"]),
        ("whole.wacz", ["1", "2", "3", "4"]),
        ("one-member-for-all.warc.gz", ["1", "2", "3", "4"]),
        ("truncated-gzip.warc.gz", ["1", "2", "3", "truncated-gzip"]),
        ("truncated.warc", ["1", "2", "3", "truncated-warc"]),
        ("corrupt-member.warc.gz", ["1", "corrupt-gzip", "3", "4"]),
        ("garbage-between-records.warc", ["1", "bad-warc-record", "2"]),
        ("bad-content-length.warc", ["bad-warc-record", "bad-warc-record", "3"]),
        ("no-record-type.warc", ["bad-warc-record", "2"]),
        ("odd-encodings.warc", ["1", "2", "3", "4", "5", "truncated-gzip", "unsupported-encoding", "bad-encoding"]),
        ("no-pages.warc", [NOT_A_PAGE] * 4),
        ("text.wet", ["1"]),
        ("no-wacz.zip", [NOT_A_PAGE]),
        ("truncated.wacz", ["corrupt-zip"]),
        ("gzip-in-gzip.html.gz", ["page"]),
        ("too-deep.html.gz", ["too-deep"]),
        ("truncated-gzip.html.gz", ["truncated-gzip"]),
        ("entity-bomb.rss", ["unsafe-feed"]),
        ("external-entity.rss", ["unsafe-feed"]),
        ("unclosed.rss", ["ferry", "malformed-feed"]),
        ("undeclared-prefix.rss", ["page"]),
        ("no-entries.rss", [NOT_A_PAGE]),
        ("saved.mhtml", ["ferry"]),
        ("no-html.mhtml", ["malformed-mhtml"]),
    ],
)
def test_the_good_come_out_and_the_bad_are_named(name: str, expected: list[str]) -> None:
    assert told(name) == expected


def test_size_is_bounded_after_decompression() -> None:
    assert told("bomb.html.gz", max_bytes=1_000_000) == ["too-large"]
    assert told("record-too-large.warc.gz", max_bytes=10_000) == ["too-large", "2"]


def test_a_record_keeps_where_it_came_from() -> None:
    page = read("whole.warc.gz")[1]
    assert isinstance(page, Page)
    assert page.locator is not None
    assert page.locator.record == "urn:uuid:0000-2"
    assert page.locator.digest == "sha1:DIGEST2"
    assert page.captured_at == "2031-05-03T08:00:00Z"
    assert (page.http_status, page.declared_charset, page.charset) == (200, "utf-8", "utf-8")
    assert page.content.decode() == PAGE
    raw = (FOLDER / "whole.warc.gz").read_bytes()
    assert page.locator.offset is not None
    assert gzip.decompress(raw[page.locator.offset :]).startswith(b"WARC/1.0\r\nWARC-Type: response")


def test_every_encoding_gives_the_same_page() -> None:
    assert {page.content.decode() for page in read("odd-encodings.warc") if isinstance(page, Page)} == {PAGE}


def test_a_server_error_is_a_page_that_tells_its_status() -> None:
    assert only_page("error-page.warc").http_status == 404


def test_a_feed_entry_is_an_atom_document_of_its_own() -> None:
    page = read("unclosed.rss")[0]
    assert isinstance(page, Page)
    assert page.media_type == "application/vnd.dateline.feed-entry+xml"
    assert page.url == "https://courier.example/ferry"
    text = page.content.decode()
    assert '<title type="html">Ferry &amp; port</title>' in text
    assert "<source><title>Courier of Sallo</title>" in text


def test_feeds_are_read_as_feeds_are_written() -> None:
    assert "Café \xa0 fire" in only_page("named-characters.rss").content.decode()
    assert "<author><name>Ana Ferrol</name></author>" in only_page("undeclared-prefix.rss").content.decode()
    assert "Courier of Salló" in only_page("latin1.rss").content.decode()


def test_mhtml_tells_its_address_and_time() -> None:
    page = only_page("saved.mhtml")
    assert (page.media_type, page.captured_at) == ("text/html", "2031-05-02T10:00:00+02:00")
    assert "All saved, café too." in page.content.decode()


def test_a_folder_is_read_in_order_without_links_and_dot_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page").write_text(PAGE)
    (tmp_path / "a.txt").write_text("Ferry sinks\nAll saved.")
    (tmp_path / "c.css").write_text("p { color: red; }\nh1 { margin: 0; }")
    (tmp_path / ".hidden").write_text(PAGE)
    (tmp_path / "d").symlink_to(tmp_path)
    found = list(open_source(tmp_path))
    assert [each.media_type if isinstance(each, Page) else each.problem.code for each in found] == [
        "text/plain",
        "text/html",
        NOT_A_PAGE,
        "link-not-followed",
    ]


def test_a_missing_path_is_a_bad_call_at_once(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as error:
        open_source(tmp_path / "absent")
    assert "absent" in error.value.message
    assert error.value.remedy


def test_what_a_browser_noted_when_saving() -> None:
    from dateline.sources.saved_by import read_save_note

    note = read_save_note(
        b"<!DOCTYPE html> <!--\n Page saved with SingleFile \n url: https://courier.example/p/2 \n"
        b" saved date: Fri May 02 2031 10:00:00 GMT+0200 (Summer time)\n-->"
    )
    assert (note.url, note.captured_at) == ("https://courier.example/p/2", "2031-05-02T10:00:00+02:00")


def test_two_strokes_of_an_address_are_escaped_in_the_note() -> None:
    from dateline.sources.saved_by import read_save_note

    note = read_save_note(b"<!-- saved from url=(0041)https://tern.example/sea%2D%2Dferry%20log -->")
    assert note.url == "https://tern.example/sea--ferry%20log"
