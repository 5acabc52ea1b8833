"""Authors where metadata name none, the site, or a name to log in with; every page is invented."""

import json
import time

import pytest

from dateline.article import read_article
from dateline.article.bylines.names import is_personal
from dateline.article.bylines.split import author_named
from dateline.model import Article, Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6
_LATER = "A ferry will carry lorries as long as the bridge is under repair, he said, and that may be until May. " * 6


def read(*, author: str | None = None, above: str = "", first: str = "", below: str = "", head: str = "") -> Article:
    data = {"@type": "NewsArticle", "headline": "Bridge stays open", "author": author}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if author else ""
    content = f"""<html lang="en"><head><title>Bridge stays open</title>{head}{script}
        <meta property="og:type" content="article"></head><body><article><h1>Bridge stays open</h1>
        {above}<p>{first}{_TOLD}</p><p>{_LATER}</p>{below}</article></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize("author", ["admin", "wordpressadmin", "jtavi12", "jonas.tavi", None])
def test_a_byline_that_opens_the_text_outranks_a_name_to_log_in_with(author: str | None) -> None:
    assert names(read(author=author, first="By Jonas Tavi: ")) == ["Jonas Tavi"]


def test_a_name_to_log_in_with_signs_where_the_page_prints_it_and_an_administrator_never() -> None:
    assert names(read(author="jtavi12", below="<p>Posted by jtavi12</p>")) == ["jtavi12"]
    assert names(read(author="jtavi12", below="<p>Tides of jtavi123</p>")) == []
    assert names(read(author="siteadmin", below="<p>Posted by siteadmin</p>")) == []


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ('<div class="src-row"><span>Clara Meschel</span></div><time>3 May 2031</time>', ["Clara Meschel"]),
        ("<div>3 May 2031 - Clara Meschel</div>", ["Clara Meschel"]),
        ('<div class="related-box"><div>By Runa Meschel</div></div>', ["Runa Meschel"]),
        ("<div>Harbour Watch</div>", []),
        ("<div>Contact Us</div>", []),
    ],
)
def test_a_name_beside_the_headline_signs_where_nothing_else_does(above: str, found: list[str]) -> None:
    assert names(read(above=above)) == found


def test_an_aggregators_page_is_signed_by_the_name_it_prints() -> None:
    above = (
        '<div class="provider"><span>Astrel Today</span></div><div><span>Clara Meschel</span></div><div>2h ago</div>'
    )
    head = '<meta property="og:site_name" content="Sallo Portal">'
    assert names(read(above=above, head=head)) == ["Clara Meschel"]


def test_a_signature_behind_the_text_counts() -> None:
    assert names(read(below="<div>Author: Runa Meschel</div>")) == ["Runa Meschel"]


def test_the_site_as_author_is_a_desk_and_a_person_who_has_a_site_is_not() -> None:
    site = '<meta property="og:site_name" content="{}"><link rel="canonical" href="https://www.{}.example/a">'
    desk = read(author="La Última Hora", head=site.format("Última Hora", "laultimahora"))
    assert [(author.name, author.kind) for author in desk.authors] == [("La Última Hora", "desk")]
    assert names(read(author="La Última Hora", head=site.format("X", "laultimahora"), first="By Jonas Tavi: ")) == [
        "Jonas Tavi"
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Runa Meschel on Friday", "Runa Meschel"),
        ("“Runa Meschel”", "Runa Meschel"),
        ("and Runa Meschel", "Runa Meschel"),
        ("Runa Meschel Follow", "Runa Meschel"),
        ("NOC Admin", None),
        ("All posts", None),
        ("Badminton Velno", "Badminton Velno"),
    ],
)
def test_what_hangs_on_a_name_is_taken_off(words: str, name: str | None) -> None:
    author = author_named(words)
    assert (author.name if author else None) == name


def test_a_name_is_a_persons_by_its_given_name() -> None:
    assert is_personal("Clara van der Meschel")
    assert is_personal("Clara O’Tavi")
    assert is_personal("Clara D. Saint-Tavi")
    assert not is_personal("Market News")
    assert not is_personal("Clara M3schel")
    assert not is_personal("Clara")


def test_a_name_of_capitals_is_looked_at_in_bounded_time() -> None:
    start = time.process_time()
    assert not is_personal(f"Clara {'A' * 60}1")
    assert not is_personal(f"Clara {'O’' * 60}1")
    assert time.process_time() - start < 1


def test_what_is_left_of_a_line_behind_a_bracket_is_nobody() -> None:
    assert author_named(") Share this page") is None
    assert names(read(above='<div class="byline">(updated 11:14 on 29.04.2031) Copy the short URL</div>')) == []
