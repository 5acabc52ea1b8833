"""Which lines marked as bylines sign the article, and what metadata tell of who did; every page is invented."""

import json
import time

import pytest

from dateline.article import read_article
from dateline.article.authors.find import find_authors
from dateline.article.authors.told import unsorted_names
from dateline.article.bylines.split import split_byline
from dateline.article.draft import DraftBlock, Fields
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Article, Page, Role

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6
_TEXT: tuple[Role, str] = ("body", _TOLD)
_HEAD: tuple[Role, str] = ("headline", "Bridge stays open")


def signed(*lines: tuple[Role, str], head: str = "", outlet: str | None = None, url: str | None = None) -> Fields:
    """The fields of a page whose lines have the roles given."""
    paragraphs = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for _, text in lines)
    markup = read_markup(f"<html><head>{head}</head><body>{paragraphs}</body></html>")
    assert [block.text for block in markup.blocks] == [text.strip() for _, text in lines]
    fields = Fields(headline="Bridge stays open", outlet=outlet)
    if outlet:
        fields.note("outlet", "meta", 0.9)
    blocks = [DraftBlock(text=text.strip(), role=role) for role, text in lines]
    find_authors(fields, markup, read_structured(markup), blocks, [outlet] if outlet else [], url)
    return fields


def names(fields: Fields) -> list[str]:
    return [author.name for author in fields.authors]


def tell(author: object) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": "Bridge stays open", "author": author})
    return f'<script type="application/ld+json">{data}</script>'


def meta(name: str, *values: str) -> str:
    return "".join(f'<meta name="{name}" content="{value}">' for value in values)


@pytest.mark.parametrize(
    "line",
    ["Foto: Jonas Tavi", "Medically reviewed by Runa Meschel", "Contact: Runa Meschel", "Runa Meschel, Getty Images",
     "Brenn Trio – Low Water (CC BY)", "Runa Meschel’s Tide Model", "Besonders für Fischer", "By Harbour or Coast",
     "DE FR IT EN", "|", "(changed 11:14 a.m. CET)", "Filed by", "Bluesky 🦋 | Mastodon 🐘"],
)  # fmt: skip
def test_a_byline_that_names_a_picture_s_maker_a_reader_or_a_thing_signs_nothing(line: str) -> None:
    assert names(signed(_HEAD, ("byline", line), _TEXT)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Runa Meschel, Getty Images", ["Runa Meschel"]),
        ("By Runa Meschel. Reviewed by Jonas Tavi", ["Runa Meschel"]),
        ("By Runa Meschel, home and harbour security expert", ["Runa Meschel"]),
        ("Text und Fotos: Jonas Tavi", ["Jonas Tavi"]),
        ("Jonas Tavi for the Salvane Mail", ["Jonas Tavi"]),
        ("Kurier-Experte Jonas Tavi", ["Jonas Tavi"]),
        ("Our Foreign Staff", ["Our Foreign Staff"]),
        ("Runa (Ostrel) Meschel", ["Runa (Ostrel) Meschel"]),
        ("Runa Meschel (Velno)", ["Runa Meschel"]),
    ],
)
def test_what_stands_beside_a_name_is_no_author(line: str, found: list[str]) -> None:
    assert names(signed(_HEAD, ("byline", line), _TEXT)) == found


@pytest.mark.parametrize("line", ["Healthcare", "Insurance & Financing", "By Course of Tides"])
def test_a_menu_s_entry_is_no_author(line: str) -> None:
    menu: list[tuple[Role, str]] = [("navigation", "Home"), ("navigation", line), ("navigation", "Ferries")]
    assert names(signed(*menu, _HEAD, ("byline", line), _TEXT)) == []
    person: tuple[Role, str] = ("navigation", "Jonas Tavi")
    assert names(signed(menu[0], person, menu[2], _HEAD, ("byline", "Jonas Tavi"), _TEXT)) == ["Jonas Tavi"]


@pytest.mark.parametrize("role", ["tags", "breadcrumb"])
def test_a_byline_that_is_one_of_the_page_s_tags_is_its_section_but_a_person_s_name(role: Role) -> None:
    for line, found in (("Tides & Ports", []), ("Runa Meschel", ["Runa Meschel"])):
        assert names(signed(_HEAD, ("byline", line), _TEXT, (role, line))) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Harbour Newsdesk", ["Harbour Newsdesk"]),
        ("Redaktion Hafenpost", ["Redaktion Hafenpost"]),
        ("The desk of the mayor was empty", []),
        ("AFP, VELNO", ["AFP"]),
        ("News - Reuters", ["Reuters"]),
        ("Reuters, a harbour agency", []),
    ],
)
def test_a_desk_or_an_agency_alone_below_the_headline_signs(line: str, found: list[str]) -> None:
    assert names(signed(_HEAD, ("other", line), ("timestamp", "3 May 2031"), _TEXT)) == found


def test_a_step_of_the_address_is_a_section_but_a_person_s_name() -> None:
    url = "https://courier.example/healthcare/jonas-tavi/bridge"
    assert names(signed(_HEAD, ("byline", "Healthcare"), _TEXT, url=url)) == []
    assert names(signed(_HEAD, ("byline", "Jonas Tavi"), _TEXT, url=url)) == ["Jonas Tavi"]


def test_a_byline_among_teasers_or_amid_a_menu_is_another_s() -> None:
    byline: tuple[Role, str] = ("byline", "3 May 2031 Runa Meschel")
    assert names(signed(_HEAD, ("teaser", "Tides of May"), byline, ("teaser", "Read more"), _TEXT)) == []
    assert names(signed(_HEAD, byline, ("teaser", "Tides of May"), _TEXT)) == ["Runa Meschel"]
    entry: tuple[Role, str] = ("byline", "Runa Meschel")
    assert names(signed(("navigation", "Home"), entry, ("navigation", "Imprint"), _HEAD, _TEXT)) == []
    opened: list[tuple[Role, str]] = [("navigation", "by"), entry, ("navigation", "Imprint")]
    assert names(signed(*opened, _HEAD, _TEXT)) == ["Runa Meschel"]


def test_a_long_line_of_other_things_signs_nothing_by_a_name_at_its_end() -> None:
    line = "Low water, high stakes: what the tide tables of the ports mean for ferries in early summer Runa Meschel"
    assert names(signed(_HEAD, ("byline", line), _TEXT)) == []


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("Written by", "Cordwin Meschel", ["Cordwin Meschel"]),
        ("By", "The Harbour Team", ["The Harbour Team"]),
        ("Reviewed by", "Runa Meschel", []),
        ("Pressekontakt", "Runa Meschel", []),
    ],
)
def test_the_line_above_tells_what_a_name_is(above: str, below: str, found: list[str]) -> None:
    lines: list[tuple[Role, str]] = [("promotion", above), ("byline" if not found else "promotion", below)]
    assert names(signed(_HEAD, *lines, _TEXT)) == found
    assert names(signed(_HEAD, lines[0], ("other", "CM"), lines[1], _TEXT)) == found


def test_behind_the_text_a_name_wants_words_above_that_plainly_sign() -> None:
    assert names(signed(_HEAD, _TEXT, ("other", "Article by:"), ("other", "Cordwin Meschel"))) == ["Cordwin Meschel"]
    assert names(signed(_HEAD, _TEXT, ("other", "From"), ("other", "Cordwin Meschel"))) == []


def test_who_edited_signs_only_where_no_one_wrote() -> None:
    edited: tuple[Role, str] = ("byline", "Edited by Jonas Tavi")
    assert names(signed(_HEAD, edited, ("byline", "By Runa Meschel"), _TEXT)) == ["Runa Meschel"]
    assert names(
        signed(_HEAD, ("byline", "Edited by"), ("byline", "Jonas Tavi"), ("byline", "By Runa Meschel"), _TEXT)
    ) == ["Runa Meschel"]
    assert names(signed(_HEAD, edited, _TEXT)) == ["Jonas Tavi"]


@pytest.mark.parametrize(
    ("value", "outlet", "found"),
    [
        ("Salvane Courier, Port Sallo, Velmark", "Salvane Courier", []),
        ("Tides and Ports", "Tides and Ports", []),
        ("Harbour League Group of Velno", "Group of Velno Harbour League", []),
        ("Institute for Tides, Fish and Harbours", "Tide News", ["Institute for Tides, Fish and Harbours"]),
        ("Meschel, Runa", "Tide News", ["Runa Meschel"]),
        ("Tavi, J. K.; Ostrel, Runa", "Tide News", ["J. K. Tavi", "Runa Ostrel"]),
        ("Runa Meschel, Jonas Tavi", "Tide News", ["Runa Meschel", "Jonas Tavi"]),
        ("Jonas, Runa", "Tide News", ["Jonas"]),
        ("Tavi, Reporter; Ostrel, Editor", "Tide News", ["Tavi"]),
        ("Reuters, AFP; Tass, DPA", "Tide News", ["Reuters", "AFP", "Tass", "DPA"]),
        ("Tidal - the paper for pilots", "Tide News", ["Tidal"]),
        ("Cordwin Meschel, Association for Tides", "Tide News", ["Cordwin Meschel", "Association for Tides"]),
        ("Cordwin Meschel, Special for the Ostrel Mail", "Tide News", ["Cordwin Meschel"]),
        ("Jonas Tavi (CC BY)", "Tide News", ["Jonas Tavi"]),
        ("LE VU HA", "Tide News", ["LE VU HA"]),
    ],
)
def test_metadata_that_name_the_site_name_no_one_and_sorted_names_are_turned(
    value: str, outlet: str, found: list[str]
) -> None:
    assert names(signed(_HEAD, _TEXT, head=meta("author", value), outlet=outlet)) == found


def test_names_are_turned_where_all_of_them_are_sorted() -> None:
    assert unsorted_names(["Tavi, J. K.", "Ostrel, Runa"]) == ["J. K. Tavi", "Runa Ostrel"]
    assert unsorted_names(["Tavi, J. K.", "Runa Ostrel"]) == ["Tavi, J. K.", "Runa Ostrel"]


def test_a_body_that_metadata_name_yields_to_a_person_that_the_page_names() -> None:
    head = meta("author", "Institute for Tides and Harbours")
    assert names(signed(_HEAD, ("byline", "By Runa Meschel"), _TEXT, head=head)) == ["Runa Meschel"]


def test_a_name_that_only_metadata_have_is_less_sure_than_one_the_page_prints() -> None:
    unprinted = signed(_HEAD, _TEXT, head=tell("Runa Meschel"))
    printed = signed(_HEAD, _TEXT, ("other", "More of Runa Meschel"), head=tell("Runa Meschel"))
    assert names(unprinted) == names(printed) == ["Runa Meschel"]
    assert unprinted.confidence["authors"] < printed.confidence["authors"]


def test_a_site_with_a_persons_name_signs_nothing() -> None:
    """A town's name may be a given name: its paper is nobody."""
    for outlet in ("Jonas Tavi", "Jonas Pilot"):
        url = f"https://{outlet.replace(' ', '').lower()}.example/2031/bridge"
        assert names(signed(("masthead", outlet), _HEAD, _TEXT, outlet=outlet, url=url)) == []
    assert names(signed(_HEAD, ("byline", "By Runa Meschel"), _TEXT, outlet="Jonas Tavi")) == ["Runa Meschel"]


@pytest.mark.parametrize(
    ("above", "below"),
    [("From", "Port Sallo"), ("Interview", "Harbour Affairs"), ("De", "Fr"), ("Published by", "Ostrel Media Ltd")],
)
def test_a_heading_of_other_things_is_no_opener(above: str, below: str) -> None:
    assert names(signed(_HEAD, ("other", above), ("other", below), _TEXT)) == []
    assert names(signed(_HEAD, ("other", above), ("other", "Jonas Tavi"), _TEXT)) == ["Jonas Tavi"]


def test_many_names_in_metadata_take_no_time_to_speak_of() -> None:
    start = time.thread_time()
    found = names(signed(_HEAD, _TEXT, head=meta("author", "Meschel, Runa; " * 100_000)))
    assert found == ["Runa Meschel"]
    assert time.thread_time() - start < 1


def test_a_whole_page_names_its_writer_and_not_the_menu_above() -> None:
    content = f"""<html lang="en"><head><title>Bridge stays open</title>
        <meta property="og:type" content="article"></head>
        <body><nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Ferries</a></li></ul></nav><article>
        <h1>Bridge stays open</h1><div><span>Written by</span></div><div><span>Cordwin Meschel</span></div>
        <p>{_TOLD}</p><p>{_TOLD}</p></article></body></html>""".encode()
    article: Article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert [author.name for author in article.authors] == ["Cordwin Meschel"]


def test_two_names_of_one_line_stay_two() -> None:
    assert [author.name for author in split_byline("By Runa Meschel and Jonas Tavi", told=True)] == [
        "Runa Meschel",
        "Jonas Tavi",
    ]


def test_a_line_that_could_be_anything_yields_to_a_name() -> None:
    box = '<div class="author-box"><span>Anna Meschel</span></div>'
    shown = '<div class="byline-row">Live now</div>'
    text = "".join(
        f"<p>The ferry to Orm stopped on {day}, the harbour office said.</p>" * 2 for day in ("Monday", "Friday")
    )
    html = f"<article><h1>Ferry to Orm stops</h1>{shown}{box}{text}</article>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert [author.name for author in article.authors] == ["Anna Meschel"]


def test_all_of_a_line_sign_where_some_are_links() -> None:
    line = '<p class="byline">By Anna Meschel, <a href="/author/tavi">John Tavi</a> and Maria Orrery</p>'
    text = "".join(
        f"<p>The ferry to Orm stopped on {day}, the harbour office said.</p>" * 2 for day in ("Monday", "Friday")
    )
    html = f"<article><h1>Ferry to Orm stops</h1>{line}{text}</article>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert [author.name for author in article.authors] == ["Anna Meschel", "John Tavi", "Maria Orrery"]


def test_first_names_alone_sign_together() -> None:
    assert [author.name for author in split_byline("By Anna, Peter and Maria")] == ["Anna", "Peter", "Maria"]
    assert [author.name for author in split_byline("By Anna Meschel, Velno and Peter Tavi")] == [
        "Anna Meschel",
        "Peter Tavi",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Lisa Ort, Harbour Correspondent",
        "Lisa Ort | Harbour Correspondent",
        "Lisa Ort - Harbour Correspondent",
        "By Lisa Ort, Harbour Correspondent, and Jonas Tavi, Chief Reporter",
    ],
)
def test_a_title_with_capitals_is_no_desk_beside_the_one_who_has_it(line: str) -> None:
    titles = {author.name: (author.kind, author.title) for author in split_byline(line)}
    assert titles.pop("Lisa Ort") == ("person", "Harbour Correspondent")
    assert titles in ({}, {"Jonas Tavi": ("person", "Chief Reporter")})
    assert [author.kind for author in split_byline("Harbour Correspondent")] == ["desk"]
    assert [author.name for author in split_byline("By Lisa Ort and Harbour Desk")] == ["Lisa Ort", "Harbour Desk"]


def test_a_job_in_the_data_beside_the_person_who_has_it_is_no_author() -> None:
    told = [{"@type": "Person", "name": "Runa Meschel"}, {"@type": "Person", "name": "Harbour Correspondent"}]
    fields = signed(_HEAD, _TEXT, head=tell(told))
    assert [(each.name, each.title) for each in fields.authors] == [("Runa Meschel", "Harbour Correspondent")]
    told[1]["name"] = "Velno Bureau"
    assert names(signed(_HEAD, ("byline", "Runa Meschel, Velno Bureau"), _TEXT, head=tell(told)))[0] == "Runa Meschel"


@pytest.mark.parametrize(("login", "kind"), [("port.salvane", "desk"), ("jonas.tavi", "person"), ("tavi", "person")])
def test_an_account_that_holds_no_given_name_is_no_person(login: str, kind: str) -> None:
    fields = signed(_HEAD, ("byline", f"By {login}"), _TEXT)
    assert [(each.name, each.kind) for each in fields.authors] == [(login, kind)]


def test_a_given_name_within_a_word_of_the_site_s_name_is_a_person_s() -> None:
    kinds = [split_byline("By Runa", outlet=outlet)[0].kind for outlet in ("Runarivers", "Runa writes", "Runa")]
    assert kinds == ["person", "desk", "desk"]
