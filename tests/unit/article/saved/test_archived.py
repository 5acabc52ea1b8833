"""Pages saved from web archives read as the pages that they hold, not as the archive's."""

import time

import pytest

from dateline.article import read_article
from dateline.article.saved.archived import restore
from dateline.model import Article, Locator, Page
from dateline.sources.page import pages_of

_URL = "https://www.teln-courier.example/2031/04/05/ferry"
_PARAGRAPHS = """
<p>The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.</p>
<p>Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.</p>
<p>The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.</p>
"""
_STORY = f"""
<nav><a href="{{link}}https://www.teln-courier.example/">Home</a> <a href="{{link}}https://www.teln-courier.example/sea">Sea</a></nav>
<article><h1>Ferry stops</h1><p class="byline">By Runa Meschel</p>
{_PARAGRAPHS}<p>A copy stands at https://web.archive.org/web/20200101000000/https://orm.example/ as well.</p></article>
"""
_WAYBACK = "https://web.archive.org/web/20310406070809/"
_TOOLBAR = """<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base" lang="en"><div id="wm-ipp"><p>The Wayback Machine is an initiative of a library, which keeps pages
of the whole web so that readers may find them again; these crawls are a part of that effort of many years.</p>
<p>13 captures</p><p>5 Apr 2031 - 7 Jun 2033</p><input type="text" name="url" id="wmtbURL" value="{url}"></div></div>
<div id="wm-ipp-print">The Wayback Machine - {wayback}{url}</div><!-- END WAYBACK TOOLBAR INSERT -->"""


def _wayback(*, toolbar: bool = True) -> str:
    told = f'<script>__wm.wombat("{_URL}","20310406070809","https://web.archive.org/","web","/_static/");</script>'
    head = f'<head>{told}<title>Ferry stops</title><link rel="canonical" href="{_WAYBACK}{_URL}"></head>'
    bar = _TOOLBAR.format(url=_URL, wayback=_WAYBACK) if toolbar else ""
    return f"<html>{head}<body>{bar}{_STORY.format(link='/web/20310406070809/')}</body></html>"


_TODAY = f"""<!DOCTYPE html><html itemscope itemtype="http://schema.org/Article"><head>
<meta property="og:type" content="article"><meta property="og:site_name" content="archive.ph">
<meta property="og:url" content="http://archive.ph/XbQ7z" itemprop="url">
<meta property="og:title" content="Ferry stops">
<meta property="article:published_time" content="2033-01-02T03:04:05Z" itemprop="dateCreated">
<meta property="article:modified_time" content="2033-01-02T03:04:05Z" itemprop="dateModified">
<link rel="canonical" href="https://archive.ph/XbQ7z"><link rel="bookmark" href="http://archive.today/20330102030405/{_URL}">
<title>Ferry stops</title></head><body><center><div id="HEADER"><table><tr><td>archive.today</td><td>Saved from</td><td>
<input type="text" name="q" value="{_URL}"></td><td><time itemprop="pubdate" datetime="2033-01-02T03:04:05Z">2 Jan 2033
03:04:05 UTC</time></td></tr></table></div><div id="SOLID"><div id="CONTENT"><div class="html">
{_STORY.format(link="https://archive.ph/o/XbQ7z/")}</div></div>
<table id="hashtags"><tr><td><a href="#0%">0%</a></td><td><a href="#5%">5%</a></td></tr></table>
</div></center></body></html>"""


def _read(html: str, url: str | None = None) -> Article:
    return read_article(Page(id="p", content=html.encode(), media_type="text/html", url=url))


def _lines(article: Article) -> list[str]:
    return [article.page_text[block.start : block.end] for block in article.blocks]


@pytest.mark.parametrize("url", [_WAYBACK + _URL, None])
@pytest.mark.parametrize("toolbar", [True, False])
def test_wayback(url: str | None, toolbar: bool) -> None:
    article, plain = (
        _read(_wayback(toolbar=toolbar), url),
        _read(f"<title>Ferry stops</title>{_STORY.format(link='')}", _URL),
    )
    assert article.text == plain.text and "https://web.archive.org/web/20200101000000/" in article.text
    assert _lines(article) == _lines(plain)
    assert [block.role for block in article.blocks] == [block.role for block in plain.blocks]
    assert article.canonical_url == _URL
    assert (article.published, article.outlet) == (plain.published, plain.outlet)
    assert article.published == "2031-04-05"


@pytest.mark.parametrize("url", ["https://archive.ph/XbQ7z", f"https://archive.ph/20330102030405/{_URL}", None])
def test_archive_today(url: str | None) -> None:
    article = _read(_TODAY, url)
    assert article.headline == "Ferry stops"
    assert [author.name for author in article.authors] == ["Runa Meschel"]
    assert (article.published, article.modified) == ("2031-04-05", None)
    assert (article.canonical_url, article.found_by["canonical_url"]) == (_URL, "archive")
    assert article.outlet is None or "archive" not in article.outlet
    assert not {"archive.today", "Saved from", "0%"} & set(_lines(article))


def test_a_page_that_speaks_of_archives_is_itself() -> None:
    code = '<pre>__wm.wombat("https://orm.example/x","20310406070809","https://web.archive.org/")</pre>'
    html = f'{_STORY.format(link="")}{code}<input id="SHARE_LONGLINK" value="x">'
    for url in (_URL, None):
        assert restore(html, url).held is None
    served = f'<script>__wm.wombat("https://orm.example/x","20310406070809")</script>{html}'
    assert restore(served, _URL).held is None
    assert restore(served, None).url == "https://orm.example/x"


def test_the_head_of_an_own_page_stays() -> None:
    link = '<a href="https://archive.ph/XbQ7z">A copy</a>'
    html = f'<div id="HEADER"><h2>Teln Courier</h2></div>{_STORY.format(link="")}{link}'
    assert restore(html, _URL).put_in == ()
    assert "Teln Courier" in _lines(_read(html, _URL))


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html>"])
@pytest.mark.parametrize("name", ["HEADER", "header"])
def test_the_head_of_the_page_within_a_frame_stays(doctype: str, name: str) -> None:
    story = f'<div id="{name}"><h1>Ferry stops</h1></div><p class="byline">By Runa Meschel</p>{_PARAGRAPHS}'
    frame = '<div id="HEADER">Saved from <div id="SHARER">Share</div></div>'
    lines = _lines(_read(f"{doctype}<body>{frame}{story}", f"https://archive.ph/20330102030405/{_URL}"))
    assert lines[:2] == ["Ferry stops", "By Runa Meschel"]


@pytest.mark.parametrize("tag", ["html", "body", "main"])
def test_what_holds_the_page_is_no_frame(tag: str) -> None:
    html = f'<{tag} id="HEADER">{_PARAGRAPHS}'
    assert len(_lines(_read(html, f"https://archive.ph/20330102030405/{_URL}"))) == 3


@pytest.mark.parametrize(
    "sample",
    [
        '<pre>__wm.wombat("http://orm.example/x","20310405060708")</pre>',
        """<code>__wm.saveSnapshot('http://orm.example/x', '20310405060708')</code>""",
        '<p>Look for id="wmtbURL" value="http://orm.example/x" in it.</p>',
    ],
)
def test_what_a_page_shows_tells_of_no_archive(sample: str) -> None:
    html = f'<head><link rel="canonical" href="{_URL}"></head>{_PARAGRAPHS}{sample}<p id="donato">Given by Orm.</p>'
    assert restore(html, None).held is None
    assert "Given by Orm." in _lines(_read(html))


@pytest.mark.parametrize("address", ["http://[", "http://[x]/a"])
def test_an_address_that_is_none_tells_of_no_archive(address: str) -> None:
    html = f'<script>__wm.wombat("{address}","20310405060708")</script>{_STORY.format(link="")}'
    for url in (None, address, f"https://web.archive.org/web/20310405060708/{address}"):
        assert _read(html, url).headline == "Ferry stops"


def test_addresses_of_another_archive_are_turned_back() -> None:
    before = "https://arquivo.example/wayback/20310405060708"
    image, text = f"/wayback/20310405060708im_/{_URL}.jpg", f'("{before}/{_URL}")'
    data = f'<script type="application/ld+json">{{"url": "AT{_URL}", "name": "<b>Sea</b>"}}</script>'
    html = (
        f'<a href="{before}/{_URL}">{text}</a><img srcset="{image} 1x, {image} 2x">{data.replace("AT", before + "/")}'
    )
    own = f'<a href="{_URL}">{text}</a><img srcset="{_URL}.jpg 1x, {_URL}.jpg 2x">{data.replace("AT", "")}'
    assert restore(html, f"{before}mp_/{_URL}").html == own


def test_it_was_kept_when_the_archive_says() -> None:
    html = f"<!-- saved from url=(0099){_WAYBACK}{_URL} -->{_wayback()}"
    (page,) = pages_of(html.encode(), Locator(file="a.html"), max_bytes=10**6)
    assert isinstance(page, Page)
    assert (page.url, page.captured_at) == (_WAYBACK + _URL, "2031-04-06T07:08:09+00:00")


@pytest.mark.parametrize(
    "part",
    [
        "<a href=/web/20310406070809/",
        "<script type=ld+json>",
        '"/web/20310406070809',
        "archive.ph/o/",
        '<link rel="bookmark" ',
    ],
)
def test_time_is_linear(part: str) -> None:
    started = time.process_time()
    restore(f'<script>__wm.wombat("{_URL}","20310406070809"' + part * 100_000, None)
    restore('id="SHARE_LONGLINK"' + part * 100_000, None)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "address",
    [
        "https://www-teln--courier-example.cdn.ampproject.org/c/s/www.teln-courier.example/2031/04/05/ferry",
        "https://www.google.com/amp/s/www.teln-courier.example/2031/04/05/ferry",
        "https://www-teln--courier-example.translate.goog/2031/04/05/ferry?_x_tr_sl=de&_x_tr_tl=en",
        "https://translate.google.com/translate?sl=de&u=https%3A%2F%2Fwww.teln-courier.example%2F2031%2F04%2F05%2Fferry",
        "about:reader?url=https%3A%2F%2Fwww.teln-courier.example%2F2031%2F04%2F05%2Fferry",
    ],
)
def test_caches_translators_and_readers_show_another_page(address: str) -> None:
    article = _read(f"<title>Ferry stops</title>{_STORY.format(link='')}", address)
    assert (article.canonical_url, article.found_by["canonical_url"]) == (_URL, "archive")
    assert (article.published, article.outlet) == ("2031-04-05", "Teln Courier")
    canonical = f'<link rel="canonical" href="{address}">'
    assert _read(f"{canonical}<title>Ferry stops</title>{_STORY.format(link='')}", address).canonical_url == _URL


def test_a_saved_readers_view_names_its_page() -> None:
    tools = '<div class="toolbar-container"><div class="reader-toolbar"><h2>Text and layout</h2></div></div>'
    head = f'<a class="domain reader-domain" href="{_URL}">teln-courier.example</a><h1>Ferry stops</h1>'
    told = '<div class="credits reader-credits">Runa Meschel</div><div class="reader-estimated-time">2 minutes</div>'
    text = f'<div class="moz-reader-content"><div id="readability-page-1" class="page">{_PARAGRAPHS}</div></div>'
    article = _read(f"<title>Ferry stops</title>{tools}{head}{told}{text}")
    assert (article.canonical_url, article.outlet) == (_URL, "Teln Courier")
    assert [author.name for author in article.authors] == ["Runa Meschel"]
    assert "Text and layout" not in article.page_text and "2 minutes" not in article.page_text
