"""Fields of pages printed as text: who signs, which day, which tags, where no markup tells what a line is."""

import pytest

from dateline.article import read_article
from dateline.model import Article, Page

STORY = [
    "The morning ferry from Sallo ran aground on a sandbank off Hollen Ford on Wednesday, the harbour master said.",
    "All 212 passengers spent five hours on board before the tide lifted her, he told reporters at the quay.",
    "“We heard a bang and then the lights went out,” said Mira Tolland, who was on the upper deck with her sons.",
    "The company said that it would refund every ticket and that the ferry would be inspected in dock next week.",
    "The sandbank has moved by about 300 metres since the charts of last year were printed, the pilots’ guild said.",
    "The ministry of transport said on Thursday that all ferries of the line would go round by the northern channel.",
]
MENU = ["Home", "News", "Coast", "Weather", "Subscribe"]
HEADLINE = "Ferry runs aground off Hollen Ford"


def read(*head: str, tail: tuple[str, ...] = (), headline: str = HEADLINE) -> Article:
    lines = [*MENU, *([headline] if headline else []), *head, *STORY, *tail, "© Tern Press. All rights reserved."]
    content = "\n".join(lines).encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/plain"))


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (("By Runa MeschelUpdated: 4 March 2031",), ["Runa Meschel"]),
        (("By Orm TaviMarch 4, 2031",), ["Orm Tavi"]),
        (("By Runa Meschel@runameschel", "4 March 2031"), ["Runa Meschel"]),
        (("Xilvana Ordrup", "4 March 2031"), ["Xilvana Ordrup"]),
        (("Key points", "The ferry is safe"), []),
        (("Sallo, 4 March 2031",), []),
    ],
)
def test_who_signs_a_page_of_lines(head: tuple[str, ...], expected: list[str]) -> None:
    assert names(read(*head)) == expected


@pytest.mark.parametrize(
    "path",
    [
        f"Home / Coast / {HEADLINE}",
        f"The Tern > Coast > {HEADLINE}",
        f"HomeCoast{HEADLINE}",
    ],
)
def test_a_path_that_ends_in_the_headline_heads_nothing(path: str) -> None:
    article = read(HEADLINE, "By Runa Meschel", "4 March 2031", headline=path)
    assert article.headline == HEADLINE
    assert {block.text: block.role for block in article.blocks}[path] == "breadcrumb"


def test_a_headline_that_ends_in_a_line_below_is_none_the_less_one() -> None:
    article = read("Off Hollen Ford", "By Runa Meschel", "4 March 2031", headline="The ferry: off Hollen Ford")
    assert article.headline == "The ferry: off Hollen Ford"


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (("Tags:", "Ferries", "Hollen Ford", "Harbour Office of Sallo", "Share this article"),
         ("Ferries", "Hollen Ford", "Harbour Office of Sallo")),
        (("Tags: Ferries, Hollen Ford", "More stories", "Storks come early this year to the marshes"),
         ("Ferries", "Hollen Ford")),
        (("Topics", "Ferries,", "Hollen Ford", "A pilot tells of twenty years in the northern channel"),
         ("Ferries", "Hollen Ford")),
    ],
)  # fmt: skip
def test_tags_end_where_other_lines_begin(tail: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert read("By Runa Meschel", "4 March 2031", tail=tail).tags == expected


def test_a_day_below_the_headline_dates_a_page_whatever_its_line_looks_like() -> None:
    assert read("By Runa Meschel", "4 March 2031 | 12 comments").published == "2031-03-04"


def test_the_later_of_two_days_with_nothing_between_them_is_that_of_the_last_change() -> None:
    article = read("By Runa Meschel", "6. März 20314. März 2031")
    assert (article.published, article.modified) == ("2031-03-04", "2031-03-06")
    again = read("By Runa Meschel", "4. März 20314. März 2031")
    assert (again.published, again.modified) == ("2031-03-04", None)


def test_a_day_that_is_named_as_that_of_publication_is_it_though_an_earlier_one_follows() -> None:
    assert read("By Runa Meschel", "Veröffentlicht am 6. März 20314. März 2031").published == "2031-03-06"
