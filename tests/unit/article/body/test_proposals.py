"""Proposals for the body: two classic readers, what is proposed, and that a better one is believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import read_article
from dateline.article.body.proposals import (
    CONFIDENCE_IN_PROPOSAL,
    IN_DOUBT,
    NAMES,
    Chances,
    Ground,
    believe,
    measure_proposals,
    propose,
)
from dateline.article.body.proposals.candidates import KINDS
from dateline.article.body.proposals.classic import by_name, by_weight
from dateline.article.body.proposals.ground import Flags, exact
from dateline.article.learned.features import measure_blocks
from dateline.article.names.headline import find_headline
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Page

PARAGRAPHS = (
    "The ferry Orsolya lost her rudder off the Brenn skerries on Monday night, the coast guard said, and drifted for "
    "three hours before a tug from Lowmark took her in tow.",
    "None of the ninety people on board was hurt, and most of them slept, the master told the harbour office, which "
    "has kept the ship at the quay since.",
    "Divers are to look at the rudder on Wednesday, when the swell is expected to have gone down, and the company has "
    "put a smaller boat on the line until then.",
)
ASIDE = (
    "Our summer guide to the skerries, with forty walks, nine inns, and all the tide tables, is in the shops now, and "
    "readers of the Courier get it, as every year, for half the price."
)
REPLY = (
    "I was on board, and I must say, the crew was calm, the tea was hot, and nobody, not even the children, knew that "
    "anything was wrong until we saw the tug."
)


def ground_of(html: str) -> tuple[Ground, int | None]:
    markup = read_markup(html)
    structured = read_structured(markup)
    headline = find_headline(markup, structured, []).block
    return Ground(markup, measure_blocks(markup, structured, headline)), headline


def texts(ground: Ground, chosen: Flags) -> list[str]:
    return [ground.markup.blocks[place].text for place in np.flatnonzero(chosen).tolist()]


def chances_of(ground: Ground, judged: list[float], body: list[float] | None = None) -> Chances:
    one, other = np.array(judged, np.float32), np.array(body or judged, np.float32)
    return Chances(one, other, np.zeros(len(one), np.float32), other)


def page(paragraphs: str, *, holder: str = "<div class=story>", beside: str = "", after: str = "") -> str:
    return (
        "<html><head><title>Ferry drifts for hours</title></head><body><ul class=menu><li><a href=/a>Coast</a></li>"
        "<li><a href=/b>Harbours</a></li></ul><div class=page><h1>Ferry drifts for hours</h1>"
        f"{holder}{paragraphs}</div>{beside}</div>{after}<div class=footer><p>The Courier is made in Lowmark, by nine "
        "people, and a cat.</p></div></body></html>"
    )


TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("reader", [by_weight, by_name])
@pytest.mark.parametrize(
    "html",
    [
        page(TEXT),
        page(TEXT, beside=f"<div class=sidebar><p>{ASIDE}</p></div>"),
        page(TEXT, after=f"<div class=comments><p>{REPLY}</p></div>"),
        page(TEXT + f"<div class=related-links><p>{ASIDE}</p></div>"),
        # What holds most of the page's prose is no furniture, though it is named like that.
        page(TEXT, holder="<div class='sidebar-layout widget'><div class=entry-content>"),
        page(TEXT, after="<p><a href=/x>" + ASIDE + "</a></p>"),
    ],
)
def test_the_classics_find_an_article_that_its_page_marks(reader: object, html: str) -> None:
    ground, _ = ground_of(html)
    assert callable(reader)
    assert texts(ground, reader(ground)) == list(PARAGRAPHS)


@pytest.mark.parametrize("reader", [by_weight, by_name])
@pytest.mark.parametrize("html", ["<p>Short.</p>", "<ul><li><a href=/a>Coast and harbours of the north</a></li></ul>"])
def test_where_there_is_no_article_the_classics_choose_nothing(reader: object, html: str) -> None:
    ground, _ = ground_of(html)
    assert callable(reader)
    assert not reader(ground).any()


def test_a_container_without_a_name_is_found_by_weight_alone() -> None:
    html = f"<body><h1>Ferry drifts for hours</h1><div class=c1>{TEXT}</div><div class=c2><p>{ASIDE}</p></div></body>"
    ground, _ = ground_of(html)
    assert set(PARAGRAPHS) <= set(texts(ground, by_weight(ground)))
    assert not by_name(ground).any()


def test_proposals_are_no_two_alike_and_the_body_so_far_comes_first() -> None:
    ground, headline = ground_of(page(TEXT, after=f"<div class=x><p>{REPLY}</p></div>"))
    judged = [0.9 if block.text in (*PARAGRAPHS, REPLY) else 0.1 for block in ground.markup.blocks]
    found = propose(ground, chances_of(ground, judged), headline)
    assert KINDS[found.made[0].kind] == "settled"
    assert len({proposal.blocks.tobytes() for proposal in found.made}) == len(found.made)
    assert all(proposal.blocks.any() for proposal in found.made)
    assert list(PARAGRAPHS) in [texts(ground, proposal.blocks) for proposal in found.made]


def test_a_page_without_a_body_has_proposals_all_the_same() -> None:
    ground, headline = ground_of(page(TEXT))
    found = propose(ground, chances_of(ground, [0.0] * len(ground.markup.blocks)), headline)
    assert found.made and found.made[0].kind != 0
    rows = measure_proposals(ground, chances_of(ground, [0.0] * len(ground.markup.blocks)), found, headline, 0.0)
    assert rows.shape == (len(found.made), len(NAMES)) and np.isfinite(rows).all()


def test_names_of_measures_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_a_sure_body_is_not_asked_about() -> None:
    ground, headline = ground_of(page(TEXT))
    chances = chances_of(ground, [0.1] * len(ground.markup.blocks))
    assert believe(ground.markup, ground.features, chances, headline, IN_DOUBT) is chances.body


@pytest.mark.parametrize("html", ["", "<p></p>", "<div>" * 300 + "x", "<p>x</p>" * 6_000])
def test_odd_pages_keep_what_they_have(html: str) -> None:
    markup = read_markup(html)
    features = measure_blocks(markup, read_structured(markup), None)
    body = np.full(len(markup.blocks), 0.6, np.float32)
    settled = believe(markup, features, Chances(body, body, body, body), None, 0.0)
    assert len(settled) == len(body)


@given(st.lists(st.floats(0, 3_000, width=32), min_size=1, max_size=200), st.randoms())
def test_sums_are_the_same_in_any_order(values: list[float], chance: object) -> None:
    numbers = exact(np.array(values, np.float32))
    order = np.random.default_rng(len(values)).permutation(len(numbers))
    assert numbers.sum() == numbers[order].sum() == sum(numbers.tolist())
    assert np.abs(numbers - np.array(values, np.float32)).max() <= 1 / 65_536


def test_what_holds_an_element_is_counted() -> None:
    ground, _ = ground_of(page(TEXT, holder="<div class=related><div class=related>"))
    counts = ground.count_around(ground.marked("related"))
    inner = [int(counts[block.element]) for block in ground.markup.blocks if block.text in PARAGRAPHS]
    assert inner == [2, 2, 2]
    total = ground.held["words"][0]
    assert total == ground.words.sum()


OTHER = (
    "The council of Velno voted on Friday to close the old tannery by the river, which has stood empty since the "
    "flood, and to let the meadow have its ground back within five years.",
    "The tannery had two hundred hands in its best days. Its last owner, a trust of three brothers, left it to the "
    "bank, and the bank to the ravens, as people say in the lower town.",
    "Engineers found arsenic in the cellar walls. To carry them off would cost more than the council spends on its "
    "schools, so they are to be sealed under clay and planted with alder.",
    "A group of painters who have used the drying lofts since spring asked for a year more. The mayor said that she "
    "liked their pictures and that the roof would not last the winter.",
    "Work begins when the storks have gone. The bridge beside the weir will be shut for lorries on weekdays until the "
    "first frost, and the market moves to the station yard.",
)


def test_a_short_article_made_like_a_longer_one_below_it_is_the_text() -> None:
    other = "".join(f"<div>{paragraph}</div>" for paragraph in OTHER)
    start = "".join(f"<div>{paragraph}</div>" for paragraph in (ASIDE, *OTHER[:2]))
    html = (
        "<html><head><title>Ferry drifts for hours - Courier</title></head><body><div class=top><ul><li><a href=/a>"
        "Coast</a></li><li><a href=/b>Harbours</a></li></ul></div><div class=hd><h1>Ferry drifts for hours</h1></div>"
        f"<div itemprop=articleBody><div>{PARAGRAPHS[0]}</div><div>{PARAGRAPHS[1]}</div></div>"
        f"<div class=row><h4>Readers</h4>{other}</div>{other}<section><h4>Readers</h4>{start}</section>"
        "<div class=end><p>© 2031 Courier</p></div></body></html>"
    )
    content = html.encode()
    address = "https://courier.example/ferry-drifts-for-hours-4411.html"
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=address))
    assert [span.of(article.text) for span in article.body] == list(PARAGRAPHS[:2])
    assert article.confidence["body"] == CONFIDENCE_IN_PROPOSAL
