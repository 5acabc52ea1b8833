"""Tags that lines name amid other things, and a menu's that are none; every page is invented."""

import pytest

from dateline.article import read_article
from dateline.article.fields.tags import is_no_tag, labelled_tags, tells_access, without_prefix
from dateline.language import shared_data
from dateline.model import Page

_TABLE = shared_data().table("article/tags.toml")
_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6


def tags_of(*, above: str = "", below: str = "", head: str = "") -> tuple[str, ...]:
    content = f"""<html lang="en"><head><title>Bridge stays open</title><meta property="og:type" content="article">
        {head}</head><body>{above}
        <article><h1>Bridge stays open</h1><p>{_TOLD}</p><p>{_TOLD}</p></article>{below}</body>
        </html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html")).tags


@pytest.mark.parametrize("line", [*_TABLE["examples"], *_TABLE["counterexamples"]])
def test_the_tables_examples_hold(line: str) -> None:
    words, _, tags = line.partition(" => ")
    assert labelled_tags(words) == [tag for tag in tags.split("; ") if tag.strip()]


@pytest.mark.parametrize("line", [*_TABLE["prefix"]["examples"], *_TABLE["prefix"]["counterexamples"]])
def test_the_word_for_what_a_tag_is_goes(line: str) -> None:
    tag, _, bare = line.partition(" => ")
    assert without_prefix(tag) == bare


def test_a_line_that_tells_more_than_tags_has_them_behind_its_label() -> None:
    assert tags_of(below="<p>Posted in Coast and tagged with ferry, harbour. Bookmark the permalink.</p>") == (
        "ferry",
        "harbour",
    )


def test_topics_in_a_menu_above_the_headline_are_no_tags() -> None:
    menu = '<nav><a href="/">Coast</a></nav><div class="topics"><a href="/f">Ferries</a></div>'
    menu += '<div class="topics"><a href="/h">Harbours</a></div>'
    assert tags_of(above=menu) == ()


def _linked(words: str) -> str:
    return '<div class="tags">' + " ".join(f'<a href="/t/{word}">{word}</a>' for word in words.split()) + "</div>"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Anchors Boats Coast Dredging Eels Ferries Gales Harbours Ice Jetties Kelp Locks Moles Nets Piers Quays",
            False,
        ),
        ("Anchors Boats Coast Dredging Eels", True),
        (
            "Quays Boats Coast Anchors Eels Ferries Gales Harbours Ice Piers Kelp Locks Moles Nets Jetties Dredging",
            True,
        ),
    ],
    ids=["a cloud", "few in order", "many in none"],
)
def test_a_cloud_of_all_of_a_site_s_tags_is_none_of_the_article_s(words: str, told: bool) -> None:
    assert tags_of(below=_linked(words)) == (tuple(words.split()) if told else ())


def test_what_a_system_files_a_page_under_is_no_tag() -> None:
    told = "subject:Local news (general_news), path:news, clone:no, Harbours, Topic: Ferries"
    assert tags_of(above=f'<meta name="keywords" content="{told}">') == ("Harbours", "Ferries")


def test_a_tool_of_the_page_is_no_tag() -> None:
    tool = _TABLE["tool"]
    assert [each for each in tool["examples"] if not is_no_tag(each)] == []
    assert [each for each in tool["counterexamples"] if is_no_tag(each)] == []


@pytest.mark.parametrize("tag", _TABLE["access"]["examples"])
def test_who_may_read_a_page_is_no_tag(tag: str) -> None:
    assert tells_access(tag)
    assert tags_of(head=f'<meta name="keywords" content="{tag}, ferries">') == ("ferries",)


@pytest.mark.parametrize("tag", _TABLE["access"]["counterexamples"])
def test_words_of_access_amid_a_tag_are_its_own(tag: str) -> None:
    assert tags_of(head=f'<meta name="keywords" content="{tag}, ferries">') == (tag, "ferries")


def test_a_tag_of_access_alone_does_not_hide_the_keywords() -> None:
    head = '<meta property="article:tag" content="premium"><meta name="keywords" content="ferries, Teln">'
    assert tags_of(head=head) == ("ferries", "Teln")
