"""Pages whose blocks stand side by side in one element are read as the lines of a dump."""

from html import escape
from pathlib import Path

from dateline.article import read_article
from dateline.article.saved.flat import is_flat
from dateline.article.tree.read import read_markup
from dateline.model import Article, Page

DUMP = (Path(__file__).parents[3] / "fixtures" / "printed" / "inscriptis.txt").read_text("utf-8")
ROWS = [row.strip() for row in DUMP.split("\n") if row.strip()]


def read(html: str) -> Article:
    content = html.encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html", charset="utf-8"))


def page(tag: str, *, classes: str = "") -> str:
    return "<html><body>" + "".join(f"<{tag}{classes}>{escape(row)}</{tag}>" for row in ROWS) + "</body></html>"


def test_a_flat_page_s_text_is_told_from_menus_and_rankings() -> None:
    for tag in ("p", "div"):
        assert is_flat(read_markup(page(tag)))
        body = [span.of(read(page(tag)).text) for span in read(page(tag)).body]
        assert len(body) == 6
        assert body[0].startswith("A ferry with forty")
        assert body[-1].endswith("to the crossing.")


def test_a_page_with_parts_or_classes_is_not_flat() -> None:
    assert not is_flat(read_markup(page("p", classes=' class="text"')))
    assert not is_flat(read_markup(page("p").replace("<body>", "<body><article>")))
    parts = page("p").replace("<p>Most read", "<div><p>Most read").replace("</body>", "</div></body>")
    assert not is_flat(read_markup(parts))
    assert not is_flat(read_markup("<p>One</p>" * 11))
