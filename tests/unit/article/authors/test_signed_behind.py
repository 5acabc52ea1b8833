"""Who signs where no byline does, and words that are no author, caption or tag; every page is invented."""

import pytest

from dateline.article import read_article
from dateline.article.bylines.openers import opens_byline
from dateline.article.bylines.split import split_byline, split_signoff
from dateline.model import Article, Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6


def read(*, above: str = "", below: str = "", head: str = "") -> Article:
    content = f"""<html lang="en"><head><title>Bridge stays open</title>{head}
        <meta property="og:type" content="article"></head><body><article><h1>Bridge stays open</h1>
        {above}<p>{_TOLD}</p><p>{_TOLD}</p>{below}</article></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(Reporting by Runa Meschel in Velno; Editing by Bo Mott and Cy Lind)", ["Runa Meschel"]),
        (
            "Reporting by Runa Meschel in Velno and Jonas Tavi in Sallo; Writing by Ada Quill; Editing by Bo Mott",
            ["Runa Meschel", "Jonas Tavi", "Ada Quill"],
        ),
        ("(Reporting by Runa Meschel and Jonas Tavi; Writing by Runa Meschel)", ["Runa Meschel", "Jonas Tavi"]),
        ("(Reporting by Runa Meschel, Jonas Tavi; Additional reporting by Cy Lind)", ["Runa Meschel", "Jonas Tavi"]),
        ("(Editing by Bo Mott)", []),
        ("(Additional reporting by Bo Mott; Editing by Cy Lind)", []),
        ("Reporting by telephone is common in the valley.", []),
    ],
)
def test_a_wires_line_names_its_reporters_and_no_editor(line: str, names: list[str]) -> None:
    assert [author.name for author in split_signoff(line)] == names


def test_reporters_sign_where_nothing_above_the_text_does() -> None:
    line = "<p>(Reporting by Runa Meschel; Editing by Bo Mott)</p>"
    assert [author.name for author in read(below=line).authors] == ["Runa Meschel"]
    signed = read(above='<p class="byline">By Jonas Tavi</p>', below=line)
    assert [author.name for author in signed.authors] == ["Jonas Tavi"]


def test_no_author_is_no_ones_name() -> None:
    assert split_byline("No Author") == ()
    assert read(head='<meta name="author" content="No Author">').authors == ()


def test_a_name_of_initials_may_be_glued_to_its_opener() -> None:
    assert [author.name for author in split_byline("ByE.M. Tavi")] == ["E.M. Tavi"]
    assert not opens_byline("Byrne Tavi")


def test_an_advertisements_label_and_a_date_are_no_captions() -> None:
    article = read(
        above="<figure><img src='/f.jpg'><figcaption>The bridge of Velno in the first snow of the year.</figcaption>"
        "</figure><figure><figcaption>Published 3 May 2031</figcaption></figure>",
        below="<figure><img src='/a.jpg'><figcaption>Advertisement</figcaption></figure>",
    )
    captions = [block.text for block in article.blocks if block.role in ("caption", "credit")]
    assert captions == ["The bridge of Velno in the first snow of the year."]


def test_what_leads_on_and_months_are_no_printed_tags() -> None:
    tags = "".join(f'<a rel="tag" href="/t/{tag}">{tag}</a> ' for tag in ("Bridges", "Next story", "May 2031", "Velno"))
    assert read(below=f'<div class="tags">Tags: {tags}</div>').tags == ("Bridges", "Velno")


def test_a_label_before_the_only_tag_is_none_of_it() -> None:
    line = '<p class="post-tags">Filed under <a rel="tag" href="/tag/t">Tern elections in the spring</a></p>'
    assert read(below=line).tags == ("Tern elections in the spring",)


def test_topics_of_the_day_above_the_headline_are_no_tags() -> None:
    named = ("Tides", "Ferries", "Snow", "Velno", "Sallo", "Elections")
    topics = "".join(f'<a href="/t/{topic}">{topic}</a> ' for topic in named)
    menu = f'<div class="topics">{topics}</div>'
    page = f"<html><body>{menu}<article><h1>Bridge stays open</h1><p>{_TOLD}</p><p>{_TOLD}</p></article></body></html>"
    article = read_article(Page(id="menu", content=page.encode(), media_type="text/html"))
    assert article.tags == ()


def test_printed_tags_outrank_words_for_search_engines() -> None:
    printed = '<div class="tags"><p>In this report</p><a href="/t/b">Bridges</a> <a href="/t/v">Velno</a></div>'
    words = '<meta name="keywords" content="Tern, news, coast, weather">'
    assert read(head=words, below=printed).tags == ("Bridges", "Velno")
    more = '<meta name="keywords" content="Bridges, Velno, winter">'
    assert read(head=more, below=printed).tags == ("Bridges", "Velno", "winter")
    own = '<meta property="article:tag" content="Winter">'
    assert read(head=own, below=printed).tags == ("Winter",)
    assert read(head=words).tags == ("Tern", "news", "coast", "weather")


def test_keywords_of_a_script_without_spaces_are_split_at_theirs() -> None:
    assert read(head='<meta name="keywords" content="港口 渡轮 潮汐">').tags == ("港口", "渡轮", "潮汐")


def test_a_headline_given_as_the_sites_name_is_none() -> None:
    title = "Bridge of Velno stays open through the winter, mayor says"
    content = f"""<html lang="en"><head><title>{title}</title><meta name="application-name" content="{title}">
        </head><body><article><h1>{title}</h1><p>{_TOLD}</p><p>{_TOLD}</p></article></body></html>""".encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert article.outlet is None
    assert article.headline == title


def test_words_joined_by_underlines_are_a_systems_and_no_tags() -> None:
    assert read(head='<meta name="keywords" content="ece_front, uk_news, Bridges, Velno">').tags == ("Bridges", "Velno")
