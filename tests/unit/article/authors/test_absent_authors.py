"""Who is no author though data or a line name them, and who is one beside them; every page is invented."""

import json

import pytest

from dateline.article import read_article
from dateline.article.authors.told import unsorted_names
from dateline.model import Article, Author, Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6
_LATER = "A ferry will carry lorries as long as the bridge is under repair, he said, and that may be until May. " * 6
_SITE = "Salvane Courier"
_BODY = {"@type": "NewsMediaOrganization", "name": _SITE, "url": "https://salvanecourier.example"}


def read(
    *,
    author: object = None,
    creator: object = None,
    metas: tuple[str, ...] = (),
    before: str = "",
    above: str = "",
    below: str = "",
    site: str = _SITE,
) -> Article:
    data = {"@type": "NewsArticle", "headline": "Bridge stays open", "author": author, "creator": creator}
    data["publisher"] = {"@type": "Organization", "name": site}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if author or creator else ""
    names = "".join(f'<meta name="author" content="{value}">' for value in metas)
    content = f"""<html lang="en"><head><title>Bridge stays open</title>{names}{script}
        <meta property="og:type" content="article"><meta property="og:site_name" content="{site}"></head>
        <body>{before}<article><h1>Bridge stays open</h1>{above}<p>{_TOLD}</p><p>{_LATER}</p>{below}</article>
        </body></html>""".encode()
    page = Page(
        id=Page.identify(content), content=content, media_type="text/html", url="https://salvanecourier.example/b"
    )
    return read_article(page)


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    "author",
    [
        _BODY,
        [_BODY],
        {"@type": "Organization", "name": "salvanecourier.example"},
        {"@type": "WebSite", "name": _SITE},
        {"@type": "Person", "name": "SalvaneCourier"},
        {"@type": "Person", "name": "The Salvane Courier"},
        "SalvaneCourier",
    ],
)
def test_the_site_in_an_author_s_place_is_no_author(author: object) -> None:
    article = read(author=author)
    assert (article.authors, "authors" in article.found_by) == ((), False)
    assert article.raw["authors"]  # what machines are told is kept


def test_the_site_is_a_desk_where_a_line_prints_it_or_an_account_has_its_name() -> None:
    assert read(author=_BODY, above='<div class="byline">By Salvane Courier</div>').authors[0].kind == "desk"
    assert names(read(author=_BODY, above="<div>Salvane Courier</div>")) == [_SITE]
    account = {"@type": "Person", "name": _SITE, "url": "https://salvanecourier.example/author/courier/"}
    assert names(read(author=account)) == [_SITE]
    scheme = {"name": _SITE, "@id": "https://salvanecourier.example/#/schema/person/1a2b"}
    assert names(read(author=scheme)) == [_SITE]


def test_a_desk_a_body_or_a_person_with_a_site_of_that_name_stay() -> None:
    assert names(read(author={"@type": "Organization", "name": "Courier Harbour Desk"})) == ["Courier Harbour Desk"]
    assert names(read(author={"@type": "Organization", "name": "Reuters"}, site="Reuters")) == ["Reuters"]
    assert names(read(author={"@type": "Organization", "name": "Institute of the Tides"})) == ["Institute of the Tides"]
    assert names(read(author={"@type": "Person", "name": "Cordwin Meschel"}, site="Cordwin Meschel")) == [
        "Cordwin Meschel"
    ]


def test_data_whose_author_is_the_site_may_tell_beside_it_who_wrote() -> None:
    assert names(read(author=_BODY, creator=["Runa Meschel"])) == ["Runa Meschel"]
    assert names(read(author=_BODY, creator=["Harbour"])) == []


def test_where_the_site_is_told_a_bare_name_beside_the_headline_signs() -> None:
    assert names(read(author=_BODY, above="<div>Jonas Tavi</div><div>3 May 2031</div>")) == ["Jonas Tavi"]


@pytest.mark.parametrize("login", ["jtavi12", "jonas.tavi", "salv_desk", "rm"])
def test_a_name_to_log_in_with_that_the_page_prints_nowhere_is_no_author(login: str) -> None:
    assert names(read(author={"@type": "Person", "name": login})) == []
    assert names(read(metas=(login,))) == []
    assert names(read(metas=(login,), below=f"<p>Posted by {login}</p>")) == [login]


@pytest.mark.parametrize(
    ("value", "found"), [("Redaktion", []), ("Velno Media", []), ("Runa Meschel", ["Runa Meschel"])]
)
def test_a_desk_or_a_paper_of_a_meta_element_wants_to_be_printed(value: str, found: list[str]) -> None:
    assert names(read(metas=(value,))) == found
    assert names(read(metas=(value,), below=f"<p>{value}</p>")) == [value]


@pytest.mark.parametrize(
    ("told", "line", "found"),
    [
        ("Sefa Lindqvist", "By Cordwin Meschel", ["Cordwin Meschel"]),
        ("KatjaS", "Von Runa Meschel", ["Runa Meschel"]),
        ("Sefa Lindqvist", "By Velno Harbour Team", ["Sefa Lindqvist"]),
        ("Runa Ostrel Meschel", "By Runa Meschel", ["Runa Ostrel Meschel"]),
        ("田中花子", "By Runa Meschel", ["田中花子"]),
        ("Sefa Lindqvist", "Cordwin Meschel", ["Sefa Lindqvist"]),
    ],
)
def test_a_byline_outranks_a_name_that_the_page_prints_nowhere(told: str, line: str, found: list[str]) -> None:
    assert names(read(author={"@type": "Person", "name": told}, above=f'<div class="byline">{line}</div>')) == found


def test_a_name_that_only_a_menu_prints_yields_to_a_byline_as_well() -> None:
    menu = "<nav><a href='/'>Home</a><a href='/o'>Sefa Lindqvist</a><a href='/t'>Tides</a></nav>"
    line = '<div class="byline">Written by Cordwin</div>'
    assert names(read(metas=("Sefa Lindqvist",), before=menu, above=line)) == ["Cordwin"]
    assert names(read(metas=("Sefa Lindqvist",), above=line, below="<p>Sefa Lindqvist is a pilot.</p>")) == [
        "Sefa Lindqvist"
    ]


def test_of_several_bylines_the_one_that_opens_as_such_below_the_headline_signs() -> None:
    opened = '<div class="byline">By Runa Meschel</div>'
    assert names(read(above=f'<p class="licence-author">Jonas Tavi</p><div>3 May 2031</div>{opened}')) == [
        "Runa Meschel"
    ]
    before = '<div class="author">Sefa Lindqvist</div>'
    assert names(read(before=before, above='<div class="author">Jonas Tavi</div>')) == ["Jonas Tavi"]
    site = '<div class="author">Salvane Courier</div><div>3 May 2031</div><div class="author">Jonas Tavi</div>'
    assert names(read(above=site)) == ["Jonas Tavi"]


def test_all_whom_a_byline_names_sign_where_data_name_one_of_them() -> None:
    told = {"@type": "Person", "name": "Runa Meschel"}
    line = '<div class="byline">By Runa Meschel, Jonas Tavi and Clara Ostrel</div>'
    assert names(read(author=told, above=line)) == ["Runa Meschel", "Jonas Tavi", "Clara Ostrel"]
    lines = '<div class="byline">Jonas Tavi</div><div class="byline">Runa Meschel</div>'
    assert names(read(author=told, above=lines)) == ["Jonas Tavi", "Runa Meschel"]
    other = '<div class="byline">By Runa Meschel, Lowmark Bay</div>'
    assert names(read(author=told, above=other)) == ["Runa Meschel"]


def test_names_side_by_side_in_elements_of_their_own_are_each_one() -> None:
    spans = "<span>Runa Meschel</span> <span>Jonas van der Tavi</span>"
    assert names(read(above=f'<div class="byline">{spans}</div>')) == ["Runa Meschel", "Jonas van der Tavi"]
    halves = "<span>Runa</span> <span>Meschel</span>"
    assert names(read(above=f'<div class="byline">{halves}</div>')) == ["Runa Meschel"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("责编：林月、陈海", ["林月", "陈海"]),
        ("Written by Runa and Jonas", ["Runa", "Jonas"]),
        ("By Runa, Velno", ["Runa"]),
        ("By Runa Meschel ⋅ Harbour reporter ⋅ Updated 3 May 2031", ["Runa Meschel"]),
        ("By Runa Meschel, MD. Reviewed by <a rel='author' href='/a'>Jonas Tavi</a>", ["Runa Meschel"]),
        ("Contact: <a rel='author' href='/a'>Jonas Tavi</a>", []),
        ("From Salvane Courier", []),
        ("Posted by Salvane Courier", ["Salvane Courier"]),
        ("Business &amp; Economy", []),
        ("Interview mit Runa Meschel", []),
        ("Full Bio", []),
        ("Schritt-für-Schritt Anleitung", []),
        ("Recipe by Runa Meschel", ["Runa Meschel"]),
        ("By Runa Meschel on behalf of the harbour group", ["Runa Meschel"]),
    ],
)
def test_a_byline_s_words(line: str, found: list[str]) -> None:
    assert names(read(above=f'<div class="byline">{line}</div>')) == found


def test_a_bare_name_below_a_picture_is_whose_picture_it_is() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>The bridge of Velno at low water on Monday</figcaption></figure>"
    assert names(read(above=f"{picture}<div>Jonas Tavi</div>")) == []
    assert names(read(above=f"<div>Jonas Tavi</div>{picture}")) == ["Jonas Tavi"]


@pytest.mark.parametrize("reach", ["Quay Street 3<br>20459 Velno", "040 374 709-40", "press(at)velno.example"])
def test_a_name_behind_the_text_above_an_address_is_whom_to_ask(reach: str) -> None:
    assert names(read(below=f"<p>Runa Meschel</p><p>{reach}</p>")) == []
    assert names(read(below="<p>Runa Meschel</p><p>Share this</p>")) == ["Runa Meschel"]


def test_names_with_a_stroke_between_them_in_bold_before_the_text_sign() -> None:
    assert names(read(above="<h4>Selwyn Meschel/Mordeka Tavi</h4>")) == ["Selwyn Meschel", "Mordeka Tavi"]
    assert names(read(above="<h4>Selwyn Meschel</h4>")) == []


def test_a_first_name_takes_the_whole_name_of_the_byline() -> None:
    line = '<div class="byline">By Runa van den Ostrel</div>'
    assert names(read(author={"@type": "Person", "name": "Runa"}, above=line)) == ["Runa van den Ostrel"]
    assert names(
        read(author={"@type": "Person", "name": "Tides"}, above='<div class="byline">By Tides Ostrel</div>')
    ) == ["Tides"]


def test_who_edited_yields_to_who_wrote_though_metadata_name_the_former() -> None:
    line, edited = '<div class="byline">By Runa Meschel</div>', "<p>Edited by Clara Ostrel</p>"
    assert names(read(metas=("Clara Ostrel",), above=line, below=edited)) == ["Runa Meschel"]


def test_a_first_name_takes_the_family_name_that_a_line_prints() -> None:
    told = {"@type": "Person", "name": "Runa"}
    assert names(read(author=told, above="<div>Runa Meschel</div>")) == ["Runa Meschel"]
    assert names(read(author=told, below="<div>Runa Meschel – pilot and diver</div>")) == ["Runa Meschel"]
    assert names(read(author=told, above="<div>Runa Meschel, tides, ports</div>")) == ["Runa"]
    assert names(read(author=told, above="<div>Runa sails</div>")) == ["Runa"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Salvane Courier, Cordwin Meschel", ["Cordwin Meschel"]),
        ("Salvane Courier, Port Sallo", []),
        ("Salvane Courier, Velno", []),
        ("Salvane Courier, South Velno", []),
        ("Runa Meschel for Ostrel Radio", ["Runa Meschel"]),
        ("Runa Meschel for Velno", ["Runa Meschel for Velno"]),
    ],
)
def test_a_person_beside_the_site_or_their_station(value: str, found: list[str]) -> None:
    assert names(read(metas=(value,))) == found


def test_families_with_their_towns_are_not_turned_round() -> None:
    assert unsorted_names(["Meschel, Velno; Tavi, Brenn"]) == ["Meschel, Velno; Tavi, Brenn"]
    assert unsorted_names(["Meschel, Runa; Tavi, Astoro"]) == ["Runa Meschel", "Astoro Tavi"]
    assert unsorted_names(["Meschel, Sarwin", "Tavi, Astoro"], sorted_=True) == ["Sarwin Meschel", "Astoro Tavi"]


def test_an_account_of_microdata_signs_where_no_line_does() -> None:
    account = '<meta itemprop="author" content="Sefa Lindqvist">'
    assert names(read(before=account)) == ["Sefa Lindqvist"]
    assert names(read(before=account, above="<div>By Runa Meschel</div>")) == ["Runa Meschel"]
    assert names(read(before=account + '<meta itemprop="author" content="Jonas Tavi">')) == []
    assert names(read(before='<meta itemprop="author" content="Salvane Courier">')) == []


@pytest.mark.parametrize(
    "line",
    [
        "Posted by Runa Meschel at 18:52 Tagged with: tides, ports, ferries, harbours, pilots, divers",
        "This post was written by Runa Meschel, head of tides and Ports at the harbour office of Velno.",
        "About the Author - Runa Meschel",
        "Gespeichert von Runa Meschel am 3. Mai 2031 - 18:55",
    ],
)
def test_lines_behind_the_text_that_say_who_wrote(line: str) -> None:
    assert names(read(below=f"<div>Share this</div><div>{line}</div>")) == ["Runa Meschel"]


def test_a_mail_s_address_is_no_name_and_a_capital_makes_a_name_of_a_particle() -> None:
    assert names(read(metas=("meschel[at]velno.example",))) == []
    assert names(read(above="<div>3 May 2031 • Runa Das</div>")) == ["Runa Das"]


def test_kinds_of_names_that_spell_the_site() -> None:
    line = '<div class="byline">By {}</div>'
    assert read(above=line.format("SalvaneCourier.news")).authors == (Author(name="SalvaneCourier.news", kind="desk"),)


def test_an_agency_that_only_metadata_name_is_an_author_in_small_letters_too() -> None:
    assert names(read(author={"@type": "Organization", "name": "dpa"})) == ["dpa"]


def test_a_person_beside_the_site_that_metadata_name_signs() -> None:
    line = '<div class="byline"><span>Anna Meschel</span><span>Salvane Courier</span></div>'
    article = read(author=_BODY, above=line)
    assert names(article) == ["Anna Meschel"]
    assert (article.found_by["authors"], article.raw["authors"]) == ("visible", "Anna MeschelSalvane Courier")
    ministry = {"@type": "Organization", "name": "Ministry of Ports"}
    (author,) = read(author=ministry, above='<p class="byline">By Ministry of Ports</p>').authors
    assert (author.name, author.kind) == ("Ministry of Ports", "agency")


@pytest.mark.parametrize("beside", ["Harbour Correspondent", "Port Salvane"])
def test_an_element_of_a_line_that_tells_what_or_where_one_is_names_nobody(beside: str) -> None:
    line = f'<div class="byline"><span>Anna Meschel</span><span>{beside}</span></div>'
    assert names(read(above=line)) == ["Anna Meschel"]


def test_a_person_comes_before_a_desk_of_a_line_above() -> None:
    assert names(read(above="<div>Harbour Newsroom</div><div>Anna Meschel</div>")) == ["Anna Meschel"]


def test_two_first_names_are_no_whole_name() -> None:
    assert names(read(above='<p class="byline">Ana e Rui</p>')) == ["Ana", "Rui"]


def test_the_site_s_host_is_no_person() -> None:
    article = read(above="<p class=byline>Article by salvanecourier</p>", site="")
    assert [(author.name, author.kind) for author in article.authors] == [("salvanecourier", "desk")]
    article = read(above="<p class=byline>Article by mirela</p>", site="")
    assert [(author.name, author.kind) for author in article.authors] == [("mirela", "person")]
