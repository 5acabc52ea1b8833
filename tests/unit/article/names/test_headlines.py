"""Which heading is the headline, and its words, on small pages of our own."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import read_article
from dateline.article.names.wording import SEPARATOR, gaps_of, pieces_of
from dateline.model import Article, Page

_TEXT = (
    "The council of Velno voted on Monday to keep the old bridge open until the new one is built, the mayor said.",
    "Two members spoke against the plan, which costs twice as much as the ferry that it is to replace next summer.",
    "Work begins in May and ends in autumn, if the river stays low and the stone from Astrel comes in time.",
)


def read(top: str, *, title: str = "", told: str = "", data: str = "", before: str = "") -> Article:
    """A page with a head, lines above a text, and the text."""
    head = f"<title>{title}</title>" if title else ""
    head += f'<meta property="og:title" content="{told}">' if told else ""
    if data:
        node = json.dumps({"@type": "NewsArticle", "headline": data, "datePublished": "2025-05-05"})
        head += f'<script type="application/ld+json">{node}</script>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in _TEXT)
    content = f"{before}<html><head>{head}</head><body>{top}{text}</body></html>".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


@pytest.mark.parametrize(
    ("top", "told", "headline"),
    [
        # What machines are told leaves out, adds or changes words: the printed line counts.
        (
            "<h1>Bridge of Velno to stay open until the new one is built</h1>",
            "Bridge of Velno to stay open",
            "Bridge of Velno to stay open until the new one is built",
        ),
        ("<h1>Plum cake with poppy seed</h1>", "Plum cake with poppy seed recipe", "Plum cake with poppy seed"),
        ("<h1>Velno keeps “its” bridge</h1>", 'Velno keeps "its" bridge', "Velno keeps “its” bridge"),
        # Its own elements set a day or a kicker apart: they are no part of it.
        ("<h1><span>5 May 2025</span> Velno keeps its bridge</h1>", "Velno keeps its bridge", "Velno keeps its bridge"),
        ("<h1>Velno keeps its bridge <small>Council</small></h1>", "Velno keeps its bridge", "Velno keeps its bridge"),
        # Glued in print, divided where machines are told.
        (
            "<h1><span>Vote in Velno</span><span>Old bridge stays open</span></h1>",
            "Vote in Velno: Old bridge stays open",
            "Vote in Velno: Old bridge stays open",
        ),
        # Cut short in print.
        (
            "<h1>Council of Velno votes to keep the old bridge …</h1>",
            "Council of Velno votes to keep the old bridge open",
            "Council of Velno votes to keep the old bridge open",
        ),
        (
            "<h1>Council of Velno votes to keep the old bri</h1>",
            "Council of Velno votes to keep the old bridge open",
            "Council of Velno votes to keep the old bridge open",
        ),
        ("<h1>Velno keeps its old bridge ¶</h1>", "Velno keeps its old bridge", "Velno keeps its old bridge"),
    ],
)
def test_a_headline_is_worded_as_printed_and_bounded_by_what_is_told(top: str, told: str, headline: str) -> None:
    assert read(top, told=told).headline == headline


def test_a_kicker_in_a_line_of_its_own_belongs_to_the_headline_where_two_places_say_so() -> None:
    top = "<p>{}</p><h1>Old bridge stays open</h1>"
    both = {"told": "Vote in Velno: Old bridge stays open", "data": "Vote in Velno: Old bridge stays open"}
    assert read(top.format("Vote in Velno"), **both).headline == "Vote in Velno: Old bridge stays open"
    assert read(top.format("Vote in Velno"), told=both["told"]).headline == "Old bridge stays open"
    section = {"told": "Velno: Old bridge stays open", "data": "Velno: Old bridge stays open"}
    assert read(top.format("Velno"), **section).headline == "Old bridge stays open"


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ('<h1><a href="/">The Old Pier</a></h1><p>Menu</p><h2>Bridge stays open</h2>', "Bridge stays open"),
        ("<h1>The Old Pier</h1><p>Menu</p><h2>Bridge stays open</h2>", "Bridge stays open | The Old Pier"),
        (
            '<h1><a href="/">The Old Pier</a></h1><h2>Bridge stays open</h2>',
            "The Old Pier » Archive » Bridge stays open",
        ),
        ("<h2>Bridge stays open</h2>", "Bridge stays open - Board of those who fish in Velno and Astrel"),
        (
            '<h1><a href="https://kept.example/web/20310503000000/http://pier.example/">The Old Pier</a></h1>'
            "<h2>Bridge stays open</h2>",
            "The Old Pier » Archive » Bridge stays open",
        ),
        ("<h1>The Old Pier of Velno Ltd</h1><p>Menu</p><h2>Bridge stays open</h2>", "Bridge stays open | The Old Pier"),
        ("<h1>The Old Pier</h1><p>Menu</p><h2>Bridge stays open</h2>", "Bridge stays open at last | The Old Pier"),
        ('<h1><a href="/">The Old Pier</a></h1><h2>Bridge stays open</h2>', "The Old Pier"),
    ],
)
def test_the_sites_name_in_the_first_heading_is_no_headline(top: str, title: str) -> None:
    assert read(top, title=title).headline == "Bridge stays open"


@pytest.mark.parametrize(
    ("title", "headline"),
    [("Bridge stays open |", "Bridge stays open"), ("» Bridge stays open", "Bridge stays open"), ("«Open»", "«Open»")],
)
def test_signs_that_part_nothing_are_no_part_of_a_title(title: str, headline: str) -> None:
    assert read("", title=title).headline == headline


def test_a_heading_of_a_part_does_not_outdo_the_first_one() -> None:
    top = "<h1>All that a newcomer should know of bridges</h1><h2>What is a bridge?</h2>"
    assert (
        read(top, title="What is a bridge - A guide for all who are new to them").headline
        == "All that a newcomer should know of bridges"
    )


def test_the_title_is_known_though_text_stands_before_the_head() -> None:
    article = read("", title="Bridge of Velno stays open", before="<br><b>Warning</b>: no such table<br>")
    assert article.headline == "Bridge of Velno stays open"
    drawing = "<svg><title>Arrow</title><path/></svg>"
    assert read(drawing, title="").headline is None


def test_what_a_page_calls_itself_for_machines_is_kept_as_it_is() -> None:
    article = read("<h1>Bridge stays open</h1>", title="Bridge stays open | The Old Pier")
    assert (article.headline, article.raw["title"]) == ("Bridge stays open", "Bridge stays open | The Old Pier")
    assert read("<h1>Bridge</h1>", title="x", told="Old bridge stays", data="Bridge").raw["title"] == "Bridge"


def test_without_a_title_the_one_heading_over_the_text_is_the_headline_and_none_behind_it() -> None:
    told = "<p>" + "The council of Velno voted on Monday to keep the bridge open, the mayor said. " * 5 + "</p>"
    heading = "<h2>Bridge at Velno stays open</h2>"
    for content, headline in (
        (heading + told * 3, "Bridge at Velno stays open"),
        (told * 3 + "<h2>Leave a comment below</h2>" + told, None),
    ):
        raw = f"<html lang='en'><body>{content}</body></html>".encode()
        assert read_article(Page(id=Page.identify(raw), content=raw, media_type="text/html")).headline == headline


def test_a_heading_most_of_which_is_marked_as_leading_home_is_the_blog_s_name() -> None:
    top = '<h1><span>BLOG: </span><a href="https://harbour.example/piers" rel="home">Of piers and tides</a></h1>'
    headline = "What the word tide makes of us"
    article = read(f"{top}<h1>{headline}</h1>", title="The word tide » Harbour Blogs")
    assert article.headline == headline


@given(st.text(st.sampled_from("ab.C1 \u00a0|•·»›~>:-–—/"), max_size=24))
def test_titles_are_divided_where_the_expression_says(title: str) -> None:
    assert gaps_of(title) == tuple(found.span() for found in SEPARATOR.finditer(title))
    assert list(pieces_of(title)) == SEPARATOR.split(title)
