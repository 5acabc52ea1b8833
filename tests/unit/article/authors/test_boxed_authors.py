"""Authors in boxes, behind openers of their own, and of sites called by a person's name; every page is invented."""

import pytest

from dateline.article import read_article
from dateline.article.bylines.split import split_byline
from dateline.model import Article, Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6
_MINE = "I rowed to the bridge of Velno on Monday, and my boat took in more water than I had thought it would. " * 6


def read(
    *, above: str = "", before: str = "", below: str = "", head: str = "", site: str = "", text: str = _TOLD
) -> Article:
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    content = f"""<html lang="en"><head><title>Bridge stays open</title>{head}{named}
        <meta property="og:type" content="article"></head><body><article>{before}<h1>Bridge stays open</h1>
        {above}<p>{text}</p><p>{text}</p>{below}</article></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ('<div class="author-box">Runa Meschel</div>', ["Runa Meschel"]),
        ('<p class="author-bio">Runa</p>', ["Runa"]),
        ('<div class="author-box">Redaktion</div>', ["Redaktion"]),
        ('<div class="article-author"><span>By Tidework</span></div>', ["Tidework"]),
        ('<h4 class="author-box"><a href="/about">tide work</a></h4>', ["tide work"]),
        ('<div class="author-box">Meet the harbour of Tidework</div>', []),
    ],
)
def test_a_box_names_who_wrote(box: str, found: list[str]) -> None:
    assert names(read(above=box, site="Tidework Boats")) == found


def test_a_box_above_the_headline_signs_and_yields_to_a_byline() -> None:
    box = '<div class="author-info"><div>Clara Ostrel</div><div>Writer</div></div><div>3 May 2031</div>'
    assert names(read(before=box)) == ["Clara Ostrel"]
    assert names(read(before=box, above='<p class="byline">By Jonas Tavi</p>')) == ["Jonas Tavi"]


def test_openers_in_a_line_of_their_own_behind_the_text() -> None:
    assert names(read(below="<p>Von</p><p>Clara Ostrel</p>")) == ["Clara Ostrel"]
    assert names(read(below="<p>Von</p><p>Harbour Ostrel</p>")) == []
    assert names(read(below="<p>Share this</p><p>Autoren</p><p>Clara Ostrel</p>")) == ["Clara Ostrel"]
    assert names(read(below="<p>Share this</p><p>Authors</p><p>The Twelve Tides Theme</p>")) == []


def test_a_first_name_behind_an_opener_signs_behind_the_text() -> None:
    assert names(read(below="<p>von Runa</p>")) == ["Runa"]


def test_a_long_line_that_plainly_signs_may_name_several() -> None:
    line = "Posted by Runa Meschel, Jonas Tavi, Clara Ostrel and Sefa C Lindqvist - Brenn Harbour Safety team"
    assert names(read(above=f"<div>{line}</div>")) == ["Runa Meschel", "Jonas Tavi", "Clara Ostrel", "Sefa C Lindqvist"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("3 May 2031 @ 18:13 // Autor: Runa Meschel // Tides", ["Runa Meschel"]),
        ("by Runa Meschel, Senior Director, Tides & Ports, Velno Institute", ["Runa Meschel"]),
        ("By Runa Meschel - Harbour Desk", ["Runa Meschel"]),
        ("Posted in Harbour News", []),
        ("Von Jonas von Tavi und Clara Ostrel", ["Jonas von Tavi", "Clara Ostrel"]),
        ("Written by Dr Runa van der Meschel, Dr Jonas Tavi", ["Runa van der Meschel", "Jonas Tavi"]),
    ],
)
def test_what_stands_beside_names(line: str, found: list[str]) -> None:
    assert [author.name for author in split_byline(line)] == found


def test_a_line_that_tells_who_someone_is_makes_a_box_of_the_name_above() -> None:
    told = (
        "Sefa Lindqvist has written of tides and harbours for nineteen years, and rows to Brenn on each of its feasts."
    )
    box = f'<div class="byline-box"><div class="author-name">Sefa Lindqvist</div><p>{told}</p></div>'
    assert names(read(below=f"<p>Share this</p>{box}")) == ["Sefa Lindqvist"]


def test_a_person_signs_beside_an_agency_in_a_bare_line() -> None:
    assert names(read(above="<div>Clara Ostrel and AP</div>")) == ["Clara Ostrel", "AP"]


def test_an_opener_of_several_words_signs_far_behind_the_text() -> None:
    lines = "".join(
        f"<p>{line}</p>" for line in ("Share this", "Save this", "Print this", "Kommentar von", "Clara Ostrel")
    )
    assert names(read(below=lines)) == ["Clara Ostrel"]


def test_lines_made_like_a_bare_signature_sign_with_it() -> None:
    lines = "".join(f'<div class="author">{name}</div>' for name in ("Clara Ostrel", "Jonas Tavi<i>Reporter</i>"))
    assert names(read(above=lines)) == ["Clara Ostrel", "Jonas Tavi"]


def test_a_site_called_by_a_persons_name_is_hers_where_its_text_says_so() -> None:
    assert names(read(site="Clara Ostrel", text=_MINE)) == ["Clara Ostrel"]
    assert names(read(site="Clara Ostrel")) == []  # a paper of the town of that name
    assert names(read(site="Clara Courier", text=_MINE)) == []
    quoted = f"“{_MINE[:500]}”, the mayor said."
    assert names(read(site="Clara Ostrel", text=quoted)) == []
    other = '<p class="byline">By Jonas Tavi</p>'
    assert names(read(site="Clara Ostrel", text=_MINE, above=other)) == ["Jonas Tavi"]


def test_metadata_may_name_the_person_whose_site_it_is_in_small_letters() -> None:
    head = '<meta name="author" content="clara ostrel">'
    assert names(read(site="Clara Ostrel", head=head)) == ["clara ostrel"]


def test_a_byline_outranks_one_word_of_metadata() -> None:
    head = '<meta name="author" content="content: Tidework, code: TIDEWORKS">'
    line = "<div class='byline'>by Runa Meschel, Director of Tides</div>"
    assert names(read(head=head, above=line)) == ["Runa Meschel"]


def test_a_box_above_the_text_outranks_a_name_that_the_page_prints_nowhere() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Clara Ostrel"}}</script>'
    box = '<div class="author-box">Tidework Team</div>'
    assert names(read(head=head, above=box, site="Tidework Boats")) == ["Tidework Team"]
    assert names(read(head=head, below=box, site="Tidework Boats")) == ["Clara Ostrel"]


def test_a_team_that_data_alone_name_beside_one_who_signs_is_none() -> None:
    told = '[{"@type": "Person", "name": "Runa Meschel"}, {"@type": "Person", "name": "Tides Editorial Team"}]'
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {told}}}</script>'
    line = '<div class="byline">By Runa Meschel</div>'
    assert names(read(head=head, above=line)) == ["Runa Meschel"]
    second = head.replace("Tides Editorial Team", "Zhelka Vondt")
    assert names(read(head=second, above=line)) == ["Runa Meschel", "Zhelka Vondt"]
    both = '<div class="byline">By Runa Meschel and Tides Editorial Team</div>'
    assert names(read(head=head, above=both)) == ["Runa Meschel", "Tides Editorial Team"]


def test_a_name_to_log_in_with_is_the_full_name_that_the_page_prints() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "clara.ostrel"}}</script>'
    assert names(read(head=head, below="<p>That is what will be seen. (Clara P. Ostrel) +++</p>")) == [
        "Clara P. Ostrel"
    ]
    assert names(read(head=head, below="<p>That is what will be seen. (Clara Ostrelova) +++</p>")) == []
    team = read(head=head.replace("clara.ostrel", "tides.team"), below="<p>Written by the Tides Team.</p>")
    assert "person" not in {author.kind for author in team.authors}


def test_a_byline_of_many_names_is_taken_whole_where_data_name_one() -> None:
    head = '<meta name="author" content="Runa Meschel">'
    line = '<div class="byline">Runa Meschel, Zofka Brennt, Velmo Cort Ansk &amp; Suparn Tolle</div>'
    assert len(names(read(head=head, above=line))) == 4
    place = '<div class="byline">By Runa Meschel, Lowmark Bay</div>'
    assert names(read(head=head, above=place)) == ["Runa Meschel"]


def test_names_below_an_opener_outrank_one_that_the_page_prints_nowhere() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Clara Ostrel"}}</script>'
    lines = "".join(f'<div class="byline">{line}</div>' for line in ("By", "Runa Meschel,", "Jonas Tavi"))
    assert names(read(head=head, above=lines)) == ["Runa Meschel", "Jonas Tavi"]
