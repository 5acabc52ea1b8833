"""Frames whose pages are further parts of an MHTML file or a mail: what they show is read as the page."""

import time

import pytest

from dateline.article import read_article
from dateline.model import Locator, Page
from dateline.sources.framed import FramePart, put_in_frames
from dateline.sources.page import pages_of

HEADLINE = "Ferry to Orm stops running"
PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    "“We have wood for a month and flour for two,” said Ines Talvik, who keeps the only shop of the island.",
    "Pilots had asked for a second icebreaker in the autumn, and the council put the question off until spring.",
]
STORY = f"<h1>{HEADLINE}</h1><p class='byline'>By Runa Meschel</p>" + "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
URL = "https://www.teln-courier.example/sea/"
MAINS = [
    '<nav><a href="/">Home</a></nav><iframe src="cid:frame-1@x" width="600"></iframe>',
    "<frameset cols='20%,80%'><frame src='cid:nav@x'><frame src=cid:frame-1@x noresize></frameset>",
    '<frameset cols="20%,80%"><frame src="nav.html"/><frame src="story.html" /></frameset>',
    f'<iframe src="{URL}story.html"></iframe>',
]


def _saved(main: str, story: bytes, charset: str = "utf-8") -> bytes:
    head = [
        "MIME-Version: 1.0",
        f"Snapshot-Content-Location: {URL}",
        'Content-Type: multipart/related; boundary="B"',
        "",
    ]
    own = [
        "--B",
        "Content-Type: text/html",
        "Content-ID: <main@x>",
        "",
        f"<html><title>Teln Courier</title>{main}</html>",
    ]
    frame = ["--B", f"Content-Type: text/html; charset={charset}", "Content-ID: <frame-1@x>"]
    lines = [*head, *own, *frame, f"Content-Location: {URL}story.html", "", ""]
    return "\r\n".join(lines).encode() + story + b"\r\n--B--\r\n"


def _page(content: bytes) -> Page:
    (page,) = pages_of(content, Locator(file="a.mhtml"), max_bytes=10**7)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("main", MAINS)
def test_the_article_in_a_frames_part_is_read(main: str) -> None:
    page = _page(_saved(main, STORY.encode()))
    article = read_article(page)
    assert (page.url, article.headline) == (URL, HEADLINE)
    assert [span.of(article.text) for span in article.body] == PARAGRAPHS
    assert [author.name for author in article.authors] == ["Runa Meschel"]


def test_a_part_keeps_its_charset() -> None:
    article = read_article(_page(_saved(MAINS[0], STORY.encode("cp1252"), "windows-1252")))
    assert PARAGRAPHS[3] in article.text


def test_frames_without_a_part_stay() -> None:
    page = b'<iframe src="cid:other@x"></iframe><frameset><frame src="x.html"></frameset>'
    assert put_in_frames(page, URL, {"cid:frame-1@x": FramePart(b"<p>Rain.</p>", "")}) == page
    assert put_in_frames(page, "http://[", {"y": FramePart(b"", "")}) == page


def test_a_page_that_frames_itself_ends() -> None:
    loop = b'<iframe src="cid:1@x"></iframe>' * 50 + b"<p>Rain.</p>" * 1_000
    started = time.process_time()
    for part in (b"<iframe src=" + b"a" * 1_990, b"<iframe" + b" src=" * 390, b"<iframe "):
        put_in_frames(part * 2_000, None, {"cid:1@x": FramePart(b"", "")})
    assert len(put_in_frames(loop, None, {"cid:1@x": FramePart(loop, "")})) < 40_000_000
    assert time.process_time() - started < 5


def test_what_a_frameset_shows_without_frames_is_read_where_nothing_else_is() -> None:
    frames = f"<frameset><frame src=a.html><noframes><body>{STORY}</body></noframes></frameset>"
    html = f"<html><head><title>{HEADLINE}</title></head>{frames}</html>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert [span.of(article.text) for span in article.body] == PARAGRAPHS
