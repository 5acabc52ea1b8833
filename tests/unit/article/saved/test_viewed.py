"""Saved views of a page's source are read as the page; the table's examples hold."""

import re
from html import escape

import pytest

from dateline.article import read_article
from dateline.article.saved.viewed import page_viewed
from dateline.language import shared_data
from dateline.model import Article, Page

URL = "https://tern.example/sea/ferry"
PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
]
SOURCE = "\n".join([
    "<!DOCTYPE html>",
    '<html lang="en"><head><title>Ferry stops &amp; waits | The Tern</title>',
    f'<link rel="canonical" href="{URL}"><meta property="article:published_time" content="2031-05-04">',
    '</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>',
    "<h1>Ferry stops &amp; waits</h1><p class='byline'>By Runa Meschel</p>",
    *(f"<p>{each}</p>" for each in PARAGRAPHS),
    "</body></html>",
])  # fmt: skip

NUMBERED = list(enumerate(SOURCE.split("\n"), 1))


def _coloured(line: str) -> str:
    return re.sub(r"(&lt;/?\w+)", r'<span class="html-tag">\1</span>', escape(line))


def _lines(number: int, line: str) -> str:
    return f'<tr><td class="line-number" value="{number}"></td><td class="line-content">{_coloured(line)}</td></tr>'


CHROME = (
    '<html><head><meta name="color-scheme" content="light dark"></head><body><div class="line-gutter-backdrop"></div>'
    '<form><label class="line-wrap-control">Line wrap<input type="checkbox"></label></form><table><tbody>'
    f"{''.join(_lines(number, line) for number, line in NUMBERED)}</tbody></table></body></html>"
)
FIREFOX = (
    f'<html><head><title>{URL}</title></head><body id="viewsource" class="highlight wrap"><pre>'
    f"{''.join(f'<span id=line{number}></span>{_coloured(line)}{chr(10)}' for number, line in NUMBERED)}"
    "</pre></body></html>"
)
TEXT = f'<html><head></head><body><pre style="word-wrap: break-word">{escape(SOURCE)}</pre></body></html>'


def _read(html: str, url: str | None = None) -> Article:
    return read_article(Page(id="p", content=html.encode(), media_type="text/html", url=url))


@pytest.mark.parametrize("html", [CHROME, FIREFOX, TEXT])
def test_a_view_of_a_source_is_read_as_the_page(html: str) -> None:
    article = _read(html, f"view-source:{URL}")
    assert article.headline == "Ferry stops & waits"
    assert [span.of(article.text) for span in article.body] == PARAGRAPHS
    assert (article.published, article.canonical_url) == ("2031-05-04", URL)
    assert [author.name for author in article.authors] == ["Runa Meschel"]


def test_the_address_is_the_pages() -> None:
    for viewed in (page_viewed(CHROME, f"view-source:{URL}"), page_viewed(FIREFOX, None)):
        assert viewed is not None
        assert viewed.url == URL


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>How pages begin</h1><p>They begin so:</p><pre>{escape(SOURCE)}</pre>",
        f"<body><pre>{escape('<p>No document</p>')}</pre>",
        f"<title>How pages begin</title><pre>{escape(SOURCE)}</pre>",
        '<table><tr><td class="line-content">let tide = 4</td></tr></table>',
        SOURCE,
    ],
)
def test_pages_about_markup_are_themselves(html: str) -> None:
    assert page_viewed(html, None) is None


@pytest.mark.parametrize(("title", "url"), [("http://[tern", None), ("The Tern", "view-source:http://[tern")])
def test_an_address_that_cannot_be_taken_apart_is_none(title: str, url: str | None) -> None:
    html = f'<title>{title}</title><body id="viewsource"><pre>{escape(SOURCE)}</pre>'
    viewed = page_viewed(html, url)
    assert viewed is not None
    assert viewed.url is None
    content = html.encode()
    assert read_article(Page(id="p", content=content, media_type="text/html", url=url)).headline


def test_the_tables_examples() -> None:
    for row in shared_data().table("article/viewed.toml")["views"]:
        sign = re.compile(row["sign"], re.IGNORECASE)
        assert all(sign.search(each) and row["piece"] in each.casefold() for each in row["examples"])
        assert not any(sign.search(each) for each in row["counterexamples"])
