"""Other articles beside the page's own, on small pages of our own."""

import numpy as np

from dateline.article.body.wholes import NAMES, find_wholes, measure_wholes
from dateline.article.html import read_html
from dateline.article.learned.features import measure_blocks
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup

HARBOUR = (
    "The harbour office of Sallo counted forty vessels on Tuesday, more than on any day since the quay was rebuilt.",
    "Pilots said that the harbour channel had silted up by a metre, so that vessels can pass only at high water.",
    "The office asked the owners of vessels without a berth at the quay to wait outside the harbour until evening.",
    "Whether the channel to the quay is moved is for the county to decide, which owns the harbour since the spring.",
    "Dredging the channel would cost four million, the harbour office said, and close the quay for most of a month.",
    "Fishers at the quay want the pilots to mark the channel anew before vessels run aground in front of the harbour.",
)
TEAPOTS = (
    "Four hundred teapots stand in the kitchen of Mirabel Onderdonk, who began to collect them after her retirement.",
    "The oldest was fired in the seventeenth century, the youngest arrived last week by parcel from a niece abroad.",
    "A museum offered to take the whole collection, but she would rather keep pouring from each of them once a year.",
    "Neighbours bring cake on Sundays, choose their favourite and hear the story of how it came into her cupboards.",
)
NEWS = '<meta property="og:type" content="article">'


def page(*pieces: str, head: str = NEWS) -> str:
    return f"<html><head><title>Harbour is full</title>{head}</head><body><main>{''.join(pieces)}</main></body></html>"


def piece(title: str, texts: tuple[str, ...]) -> str:
    return f"<div class='post'>{title}<div>By Ada Quill</div>{''.join(f'<p>{text}</p>' for text in texts)}</div>"


OWN = piece("<h1>Harbour of Sallo is full</h1>", HARBOUR)
NEXT = piece("<h2><a href='/teapots'>Four hundred teapots and no cupboard left</a></h2>", TEAPOTS)


def body(html: str) -> list[str]:
    return [block.text for block in read_html(html).blocks if block.role == "body"]


def test_a_neighbouring_article_is_not_the_body() -> None:
    assert body(page(OWN, NEXT)) == list(HARBOUR)


def test_sections_of_the_article_stay() -> None:
    parts = [f"<section>{''.join(f'<p>{text}</p>' for text in HARBOUR[at : at + 2])}</section>" for at in (0, 2, 4)]
    assert body(page("<h1>Harbour of Sallo is full</h1>", *parts)) == list(HARBOUR)


def test_wholes_stand_beside_the_first_paragraph() -> None:
    markup = read_markup(page(OWN, NEXT))
    features = measure_blocks(markup, read_structured(markup), 0)
    chances = np.array([0.9 if len(block.text) > 60 else 0.1 for block in markup.blocks], np.float32)
    (whole,) = find_wholes(markup, features, chances, 0)
    assert [markup.blocks[index].text for index in whole.chosen] == list(TEAPOTS)
    assert whole.up == 2  # the paragraph, the article's own element, the one around both
    row = dict(zip(NAMES, measure_wholes(markup, features, chances, 0, [whole])[0].tolist()))
    assert (row["opens_with_link"], row["linked_headings"], row["alike"], row["title_words"]) == (1, 1, 1, 0)
    assert 0 < row["share"] < 0.5


def test_a_page_without_body_has_no_wholes() -> None:
    markup = read_markup(page(OWN))
    features = measure_blocks(markup, read_structured(markup), 0)
    assert find_wholes(markup, features, np.zeros(len(markup.blocks), np.float32), 0) == []
