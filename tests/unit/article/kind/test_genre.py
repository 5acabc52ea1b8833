"""What a page may be taken for before its blocks have roles: by what it calls itself, or by its date."""

import pytest

from dateline.article.kind.genre import is_dated, is_likely_article, is_likely_news
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup

_DATED = "<h1>Ferry strikes pier at Lake Orm</h1><p>4 May 2031, 09:40</p><p>The ferry turned.</p>"
_UNDATED = "<h1>Our ferries</h1><p>We have sailed Lake Orm for years.</p>"
_FAR = f"<h1>Our ferries</h1>{'<p>We sail.</p>' * 12}<p>4 May 2031</p>"
_LD = '<script type="application/ld+json">{{"@type": "{}"}}</script>'


@pytest.mark.parametrize(
    ("head", "body", "article", "news"),
    [
        ("", _DATED, True, True),
        ("", _UNDATED, False, False),
        ("", _FAR, False, False),
        (_LD.format("NewsArticle"), _UNDATED, True, True),
        (_LD.format("BlogPosting"), _UNDATED, True, False),
        # Of a page that calls itself something else the date says no more than that it is one thing, not a list.
        (_LD.format("BlogPosting"), _DATED, True, False),
        ('<meta property="og:type" content="website">', _DATED, True, False),
        (_LD.format("CollectionPage"), _DATED, False, False),
        ('<meta property="article:published_time" content="2031-05-04">', _UNDATED, True, True),
    ],
)
def test_what_it_is_taken_for(head: str, body: str, article: bool, news: bool) -> None:
    markup = read_markup(f"<html><head>{head}</head><body>{body}</body></html>")
    structured = read_structured(markup)
    headline = next(n for n, block in enumerate(markup.blocks) if markup.elements[block.element].tag == "h1")
    dated = is_dated(markup, structured, headline)
    assert is_likely_article(structured, dated=dated) == article
    assert is_likely_news(structured, dated=dated) == news
