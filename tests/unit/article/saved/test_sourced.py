"""Pages that a tool saved or a view printed: the page's own address, site and day, not the tool's nor the saving's."""

import pytest

from dateline.article import read_article
from dateline.article.saved.sourced import _build, host_of
from dateline.language import shared_data
from dateline.model import Article, Page

TABLE = shared_data().table("article/sourced.toml")
URL = "https://www.teln-courier.example/sea/ferry-orm"
HEADLINE = "Ferry to Orm stops running"
PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    "Pilots had asked for a second icebreaker in the autumn, and the council put the question off until spring.",
]
TEXT = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)


def _read(body: str, head: str = "", url: str | None = None) -> Article:
    html = f"<html><head><title>{HEADLINE}</title>{head}</head><body>{body}</body></html>"
    return read_article(Page(id="p", content=html.encode(), media_type="text/html", url=url))


def _body(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


@pytest.mark.parametrize(
    ("before", "behind", "day"),
    [
        (
            "<p>Creation date: 2 November 2032</p><p>Published: 3 May 2031</p><a href='{}'>View original</a>",
            "",
            "2031-05-03",
        ),
        ("<p>Tuesday, November 2, 2032</p><p>8:15 AM</p><p>Clipped from: <a href='{}'>{}</a></p>", "", None),
        ("<p>Saved: November 2, 2032</p><p>Published: May 3, 2031</p><p>URL: {}</p>", "", "2031-05-03"),
        ("<p>Printed from: {}</p><p>Date printed: 2 November 2032 08:15</p>", "<p>URL of this page: {}</p>", None),
        ("", "<p>Source: <a href='{}'>{}</a></p><p>Printed on: 2 November 2032</p>", None),
        ("<p>Druckversion - Dienstag, 2. November 2032</p>", "<p>Quelle: {}</p><p>Ausgedruckt am 02.11.2032</p>", None),
    ],
)
def test_what_tools_and_views_write_is_none_of_the_page(before: str, behind: str, day: str | None) -> None:
    before, behind = before.replace("{}", URL), behind.replace("{}", URL)
    article = _read(f"<h1>{HEADLINE}</h1>{before}<p>By Runa Meschel</p><div>{TEXT}</div>{behind}")
    assert (article.canonical_url, article.found_by["canonical_url"]) == (URL, "visible")
    assert (article.published, article.outlet) == (day, "Teln Courier")
    assert [author.name for author in article.authors] == ["Runa Meschel"]
    assert _body(article) == PARAGRAPHS


def test_a_clippers_element_tells_the_address_but_no_day() -> None:
    head = f'<meta name="created" content="2032-11-02 08:15:12 +0000"><meta name="source-url" content="{URL}">'
    article = _read(f"<div><p>By Runa Meschel</p><p>3 May 2031</p>{TEXT}</div>", head)
    assert (article.canonical_url, article.published) == (URL, "2031-05-03")


def test_a_tools_own_site_is_not_the_pages() -> None:
    head = (
        '<meta property="og:site_name" content="Raindrop.io"><meta property="og:url" content="https://raindrop.io/x/1">'
    )
    line = f"<h1>{HEADLINE}</h1><p><a href='{URL}'>teln-courier.example</a> <time>Saved 2 Nov 2032</time></p>"
    article = _read(f"{line}<article>{TEXT}</article>", head, "https://app.raindrop.io/my/4")
    assert (article.canonical_url, article.outlet, article.published) == (URL, "Teln Courier", None)


def test_a_known_address_stays() -> None:
    own = "https://www.tern.example/4"
    body = f"<h1>{HEADLINE}</h1>{TEXT}<p>Source URL: {URL}</p>"
    assert _read(body, f'<link rel="canonical" href="{own}">').canonical_url == own
    assert _read(body, url=own).canonical_url is None
    assert _read(f"<h1>{HEADLINE}</h1>{TEXT}<p>Source: {URL}</p>").canonical_url is None


def test_the_tables_examples() -> None:
    words = _build(shared_data())
    found = {
        "labels": lambda line: words.labels.fullmatch(line) is not None,
        "weak": lambda line: words.weak.fullmatch(line) is not None,
        "clips": lambda line: words.clips.match(line) is not None,
        "links": lambda line: words.links.fullmatch(line.strip("[]")) is not None,
        "tools": lambda line: host_of(line) in words.tools,
        "metas": lambda line: line in words.metas,
    }
    assert found.keys() == {name for name, value in TABLE.items() if isinstance(value, list)}
    for name, tells in found.items():
        assert [each for each in TABLE["examples"][name] if not tells(each)] == []
        assert [each for each in TABLE["counterexamples"][name] if tells(each)] == []
