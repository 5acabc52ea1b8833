"""Paragraphs that are links or captions by their markup alone are the article's text."""

import pytest

from dateline.article import read_article
from dateline.article.tree.read import read_markup
from dateline.model import Page

PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    "“We have wood for a month and flour for two,” said Ines Talvik, who keeps the only shop of the island.",
    "Pilots had asked for a second icebreaker in the autumn, and the council put the question off until spring.",
]
DRESSES = [
    "<p><a href='/app?at=1'>{}</a></p>",
    "<a href='/app?at=1'><p>{}</p></a>",
    "<div class='row'><p><a href='/app?at=1'>{}</a></p></div>",
    "<figcaption>{}</figcaption>",
    "<figure><figcaption>{}</figcaption></figure>",
]


def _page(dress: str) -> str:
    text = "".join(map(dress.format, PARAGRAPHS))
    return f"<nav><a href='/'>Home</a></nav><article><h1>Ferry to Orm stops</h1>{text}</article><footer>© Teln</footer>"


@pytest.mark.parametrize("dress", DRESSES)
def test_the_dress_is_unsaid(dress: str) -> None:
    markup = read_markup(_page(dress))
    assert [block.links for block in markup.blocks if block.text in PARAGRAPHS] == [0] * 5
    article = read_article(Page(id="p", content=_page(dress).encode(), media_type="text/html"))
    assert [span.of(article.text) for span in article.body] == PARAGRAPHS


def test_two_such_paragraphs_stay_as_they_are() -> None:
    markup = read_markup("<div>" + "".join(map(DRESSES[0].format, PARAGRAPHS[:2])) + "</div>")
    assert [block.links for block in markup.blocks] == [1, 1]


def test_teasers_with_titles_stay_links() -> None:
    cards = "".join(
        f"<div><h3><a href='/{n}'>Orm {n}</a></h3>{DRESSES[0].format(p)}</div>" for n, p in enumerate(PARAGRAPHS)
    )
    assert all(block.links for block in read_markup(f"<section>{cards}</section>").blocks)


def test_an_index_leads_to_a_page_each() -> None:
    lines = "".join(f"<p><a href='/{n}'>{p}</a></p>" for n, p in enumerate(PARAGRAPHS))
    assert all(block.links for block in read_markup(f"<section>{lines}</section>").blocks)


def test_captions_of_pictures_stay_captions() -> None:
    figures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>{p}</figcaption></figure>" for n, p in enumerate(PARAGRAPHS)
    )
    bare = "".join(f"<div><img src='/{n}.jpg'><figcaption>{p}</figcaption></div>" for n, p in enumerate(PARAGRAPHS))
    for html in (figures, bare):
        markup = read_markup(f"<section>{html}</section>")
        assert {markup.elements[block.element].tag for block in markup.blocks} == {"figcaption"}
