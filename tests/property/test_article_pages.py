"""Whatever a page holds, its article's offsets are true and nothing raises."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.article import read_article
from dateline.model import Article, Page

_TAGS = ["p", "div", "span", "a", "b", "li", "ul", "h1", "h2", "table", "tr", "td", "br", "article", "nav", "figure",
         "figcaption", "time", "script", "style", "noscript", "svg", "x-card", "button", "pre",
         "blockquote"]  # fmt: skip
_WORDS = st.text(alphabet=string.ascii_letters + " .,:;äßж中عא\u00ad\u200b\u200f\x00\ud800", max_size=80)
_PIECE = st.one_of(
    _WORDS,
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(
        ["<", "</", "<!--", "-->", "&amp;", "&#0;", "<p class='caption'>", "<div hidden>", '<a href="/x">']
    ),
    st.sampled_from(['<script type="application/ld+json">{"@type":"NewsArticle","headline":["a"]}</script>', "{", '"']),
)
_SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(content: bytes, **options: str) -> Article:
    page = Page(id=Page.identify(content), content=content, media_type="text/html")
    return read_article(page, **options)  # type: ignore[arg-type]


def holds(article: Article) -> None:
    for block in article.blocks:
        assert block.text == article.page_text[block.start : block.end]
    assert [block.start for block in article.blocks] == sorted(block.start for block in article.blocks)
    end = 0
    for part in article.parts:
        assert part.start >= end
        assert not article.text[end : part.start].strip()
        if part.block is not None:
            assert article.text[part.start : part.end] == article.blocks[part.block].text
        end = part.end
    assert not article.text[end:].strip()
    for segment in article.text_map.segments:
        words = article.text[segment.article : segment.article + segment.length]
        assert words == article.page_text[segment.page : segment.page + segment.length]
    for span in article.body:
        assert article.text_map.to_page(span)


@given(st.lists(_PIECE, max_size=60))
@_SETTINGS
def test_any_markup_gives_true_offsets(pieces: list[str]) -> None:
    content = "".join(pieces).encode("utf-8", "surrogatepass")
    article = read(content)
    holds(article)
    assert read(content) == article


@given(st.binary(max_size=400))
@_SETTINGS
def test_any_bytes_are_read(content: bytes) -> None:
    holds(read(content))


@given(st.lists(_WORDS, max_size=12))
@_SETTINGS
def test_an_articles_own_text_is_untouched(lines: list[str]) -> None:
    text = "\n".join(lines).replace("\ud800", "").replace("\x00", "")  # bytes with NUL are taken for UTF-16
    article = read(text.encode(), kind="article")
    if article.kind == "article":
        assert article.text == text
        assert [text[part.start : part.end] for part in article.parts] == [block.text for block in article.blocks]
    holds(article)
