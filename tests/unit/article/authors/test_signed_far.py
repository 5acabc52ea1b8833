"""Who signs far from the headline, beside the site's name or in a box, and what no name is; every page is invented."""

import pytest

from dateline.article import read_article
from dateline.article.bylines.openers import signs_plainly
from dateline.article.bylines.split import split_byline
from dateline.model import Article, Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6


def read(*, above: str = "", below: str = "", head: str = "", site: str = "The Velno Pier") -> Article:
    content = f"""<html lang="en"><head><title>Bridge stays open</title>{head}
        <meta property="og:type" content="article"><meta property="og:site_name" content="{site}"></head>
        <body><article><h1>Bridge stays open</h1>{above}<p>{_TOLD}</p><p>{_TOLD}</p>{below}</article></body></html>"""
    page = content.encode()
    return read_article(Page(id=Page.identify(page), content=page, media_type="text/html"))


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Autorin: Runa Meschel", True),
        ("Posted by Runa Meschel at 18:52", True),
        ("erstellt von Runa Meschel —", True),
        ("Author spotlight", False),
        ("By Runa Meschel", False),
        ("Autoren gesucht", False),
    ],
)
def test_some_lines_say_no_less_than_who_wrote(line: str, plain: bool) -> None:
    assert signs_plainly(line) is plain


def test_a_line_that_says_who_wrote_signs_from_far_behind_the_text() -> None:
    furniture = "".join(f"<div>More from the harbour, part {number}</div>" for number in range(8))
    assert names(read(below=f"{furniture}<div>Posted by Runa Meschel at 18:52</div>")) == ["Runa Meschel"]
    assert names(read(below=f"{furniture}<div>Author spotlight</div>")) == []


def test_a_persons_name_alone_right_behind_the_text_signs_and_no_other_word() -> None:
    assert names(read(below="<p>Martin Quill</p>")) == ["Martin Quill"]
    assert names(read(below="<p>Harbour Lights</p>")) == []


def test_a_box_that_its_markup_calls_the_authors_names_one() -> None:
    box = '<div class="page-author-info"><div class="page-author-info-name">{}</div></div>'
    assert names(read(above=box.format("Martin Quill"))) == ["Martin Quill"]
    assert names(read(above=box.format("All about boats"))) == []


def test_a_person_whose_site_has_her_name_is_the_author() -> None:
    told = '<meta name="author" content="{}">'
    assert names(read(head=told.format("Martina Quill"), site="Martina Quill")) == ["Martina Quill"]
    assert names(read(head=told.format("The Velno Pier"))) == []


def test_the_outlet_beside_a_person_is_no_author() -> None:
    told = '<meta name="author" content="By Martina Quill, The Velno Pier">'
    assert names(read(head=told)) == ["Martina Quill"]


@pytest.mark.parametrize(
    "line",
    ["Off we go!", "Code: Bo Mott", "Re\ufffdn Ma\ufffdl", "Posted under Car Wheels", "red", 'Storm"-Star: Night'],
)
def test_calls_labels_and_broken_letters_are_no_names(line: str) -> None:
    assert split_byline(line) == ()


def test_a_name_twice_in_a_row_is_one() -> None:
    assert [author.name for author in split_byline("Bo Mott Bo Mott")] == ["Bo Mott"]


def test_what_the_headline_says_is_no_author() -> None:
    card = '<table><caption class="vcard">Bridge stays open</caption><tr><td>Built in 1911</td></tr></table>'
    assert names(read(above=card)) == []
