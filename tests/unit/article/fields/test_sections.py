"""What is an article's section, and what names a kind of page; every page is invented."""

import tomllib

import pytest

from dateline.article import read_article
from dateline.article.fields.section import _names_section, read_section
from dateline.language import shared_data
from dateline.model import Page

_TABLE = tomllib.loads((shared_data().read("article/sections.toml") or b"").decode())
_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6


_HEADLINE = "Bridge of Velno stays open in winter"


def section_of(*, head: str = "", above: str = "", headline: str = _HEADLINE) -> str | None:
    content = f"""<html lang="en"><head><title>{headline}</title>{head}
        <meta property="og:type" content="article"></head><body>{above}<article>
        <h1>{headline}</h1><p>{_TOLD}</p><p>{_TOLD}</p></article></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html")).section


@pytest.mark.parametrize("line", [*_TABLE["examples"], *_TABLE["counterexamples"]])
def test_the_tables_examples_hold(line: str) -> None:
    value, _, section = line.partition(":")
    assert read_section(value) == (section.strip() or None)


def test_a_kind_of_page_is_no_section_and_the_next_value_is_asked() -> None:
    article, coast = ('<meta property="article:section" content="article">', '<meta name="section" content="Coast">')
    assert section_of(head=article) is None
    assert section_of(head=article + coast) == "Coast"


def test_the_last_step_of_the_way_is_the_section_unless_it_is_the_headline_cut_short() -> None:
    steps = '<nav class="breadcrumb"><a href="/">Home</a> › <a href="/coast">Coast</a> › {last}</nav>'
    assert section_of(above=steps.format(last="Bridge of Velno stays ...")) == "Coast"
    assert section_of(above=steps.format(last="Bridge of Velno stays open in winter")) == "Coast"
    assert section_of(above='<nav class="breadcrumb"><a href="/">Home</a> › Bridge of Velno stays open</nav>') is None


def test_a_month_or_a_year_that_a_page_is_filed_under_is_no_section() -> None:
    assert [
        _names_section(step) for step in ("August", "2031", "3 May 2031 at 19:34", "Free until 19:34", "Harbour")
    ] == [
        False,
        False,
        False,
        False,
        True,
    ]


def test_the_end_of_a_headline_with_a_colon_is_no_section() -> None:
    told = "Port Salvane: the long way to land"
    way = '<nav class="breadcrumb"><a href="/">Home</a> › <a href="/coast">Coast</a> › {last}</nav>'
    assert section_of(above=way.format(last=told), headline=told) == "Coast"
    steps = '<ul class="breadcrumb"><li><a href="/">You are here: Home</a></li><li>{last}</li></ul>'
    assert section_of(above=steps.format(last=told), headline=told) is None
    quoted = "The mayor of Brenn calls it « low tide »: what the pilots make of that word now"
    assert section_of(above=way.format(last=quoted), headline=quoted) == "Coast"
    timed = '<ul class="breadcrumb"><li><a href="/">Coast</a></li><li>Free until 19:34</li></ul>'
    assert section_of(above=timed) is None


def test_a_headline_told_as_the_section_is_none() -> None:
    assert section_of(head=f'<meta property="article:section" content="{_HEADLINE}">') is None
