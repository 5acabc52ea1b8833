"""Pages of a few plain lines: their text is all there is, unless it is what a server says."""

import pytest

from dateline.article import read_article
from dateline.model import Article, Page


def read(body: str, *, head: str = "") -> Article:
    content = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def text(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Tide", ["Tide"]),
        ("<p>Ferries run again.</p><p>No delays.</p>", ["Ferries run again.", "No delays."]),
        ('<a href="javascript:show()"><p>Quay</p><p>Mole</p>Lamp</a>', ["Quay", "Mole", "Lamp"]),
        ("<h1>Lowmark</h1><div>High water at noon.</div>", ["High water at noon."]),
    ],
)
def test_the_few_words_of_a_bare_page_are_its_text(body: str, lines: list[str]) -> None:
    article = read(body)
    assert article.kind == "article"
    assert text(article) == lines
    assert article.confidence["body"] <= 0.3


@pytest.mark.parametrize(
    "body",
    [
        "<h1>404 Not Found</h1><hr><center>nginx</center>",
        "<h1>Not Found</h1><p>There is no such page on this server.</p>",
        "<h1>Access Denied</h1><p>Reference 18.2f</p>",
        "Access denied",
        "<p>Forbidden</p>",
        "<p>We use cookies to make the crossing smoother.</p>",
        "<p>Please enable JavaScript to read on.</p>",
        "Loading…",
        "<h1>It works!</h1>",
        "<p>OK</p>",
        "",
        '<p><a href="/timetable">Timetable</a></p>',
        "<ul><li>Quay</li><li>Mole</li></ul>",
        "<p>Quay</p><form><input></form>",
        '<div id="app">Quay</div><script src="/app.js"></script>',
        "<p>Quay</p>" * 7,
    ],
)
def test_errors_waits_and_shells_are_no_article(body: str) -> None:
    assert read(body).kind != "article"


def test_a_title_that_names_an_error_is_enough() -> None:
    assert read("<p>Nothing at this quay.</p>", head="<title>Error 404</title>").kind != "article"
