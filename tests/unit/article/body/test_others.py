"""Other texts beside the article, and texts printed twice; every page is invented."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import read_article
from dateline.article.body.likely import at_least_something, best_threshold
from dateline.article.body.repeats import drop_repeats
from dateline.article.body.threads import drop_counted_thread
from dateline.article.learned.blocks import Floats
from dateline.article.learned.features import Features, measure_blocks
from dateline.article.structured import read_structured
from dateline.article.tree.markup import Markup
from dateline.article.tree.read import read_markup
from dateline.model import Article, Page

_FIRST = [
    "The council of Velno voted on Monday to keep the old bridge open through the winter, the mayor said.",
    "Lorries of more than twelve tonnes will have to take the ferry until the piers have been mended, she said.",
    "The county pays for half of the work, which is to begin in the second week of April and to last until autumn.",
    "Shopkeepers on the north bank had feared for their trade since cracks were found in two of the piers.",
    "A second survey of the bridge by the state's engineers is due before the end of the month, she said.",
]
_SECOND = [
    "Bakers in Sallo raised the price of bread by a tenth on Tuesday, and blamed the cost of the oil in their ovens.",
    "The millers' union said that it had warned of this since the harvest failed in three of the five valleys.",
    "The minister for trade promised a bill by Friday that would cap what a loaf may cost in towns.",
    "Families queued outside of the two shops that still sold at the old price until both had closed at noon.",
]


def _page(body: str, *, head: str = "", title: str = "Bridge stays open") -> Article:
    content = f"""<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _body(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.role in ("body", "standfirst", "list", "quotation")]


def _unit(title: str, by: str, texts: list[str]) -> str:
    head = f'<header class="story-head"><h2>{title}</h2><p class="byline">By {by}</p><time>3 May 2031</time></header>'
    return f'<div class="story">{head}<div class="story-text">{_paragraphs(texts)}</div></div>'


def test_the_next_article_under_a_signed_heading_made_like_the_headline_is_another() -> None:
    article = _page(
        _unit("Bridge stays open", "Mika Orrin", _FIRST) + _unit("Bread costs more", "Runa Meschel", _SECOND)
    )
    assert article.headline == "Bridge stays open"
    assert _body(article) == _FIRST


def test_sections_with_headings_alike_that_nobody_signs_are_the_article_s_own() -> None:
    parts = "".join(
        f'<div class="part"><h2 class="title">{title}</h2>{_paragraphs(texts)}</div>'
        for title, texts in (("Who pays", _FIRST[2:]), ("Who else raised a price", _SECOND))
    )
    head = '<h2 class="title">Bridge stays open</h2><p class="byline">By Mika Orrin</p>'
    article = _page(f'<article><div class="part">{head}{_paragraphs(_FIRST[:2])}</div>{parts}</article>')
    assert set(_FIRST + _SECOND) <= set(_body(article))


@pytest.mark.parametrize("rank", ["h1", "h2"])
@pytest.mark.parametrize("signed", ['<p class="date">3 May 2031</p>', '<p class="byline">By Ann Orr</p>', ""])
def test_parts_of_one_article_element_are_its_own_signed_or_not(rank: str, signed: str) -> None:
    parts = "".join(
        f'<div class="entry"><header class="head"><{rank} class="title">{title}</{rank}>{by}</header>'
        f"<div>{_paragraphs(texts)}</div></div>"
        for title, by, texts in (
            ("Bridge stays open", '<p class="byline">By Mika Orrin</p>', _FIRST),
            ("Bread costs more", signed, _SECOND),
        )
    )
    assert set(_FIRST + _SECOND) <= set(_body(_page(f"<main><article>{parts}</article></main>")))


def test_text_before_the_headline_in_the_same_article_is_its_own() -> None:
    lead = f'<div class="lead">{_paragraphs(_SECOND[:2])}</div>'
    article = _page(f"<article>{lead}<div class='box'><h1>Bridge stays open</h1>{_paragraphs(_FIRST)}</div></article>")
    assert set(_SECOND[:2]) <= set(_body(article))


def test_text_before_the_headline_in_another_element_is_not_its_article_s() -> None:
    before = f'<div class="top"><div>{_SECOND[0]}</div><div>{_SECOND[1]}</div></div>'
    article = _page(f'{before}<div class="main"><h1>Bridge stays open</h1>{_paragraphs(_FIRST)}</div>')
    assert _body(article) == _FIRST


def _sure(html: str) -> tuple[Markup, Features, Floats]:
    """A page whose every longer block the model takes for body."""
    markup = read_markup(f"<html><body>{html}</body></html>")
    features = measure_blocks(markup, read_structured(markup), None)
    return markup, features, np.where(features.mass >= 8, 0.9, 0.1).astype(np.float32)


def _kept(markup: Markup, body: Floats) -> list[str]:
    return [block.text for block, chance in zip(markup.blocks, body.tolist()) if chance >= 0.5]


def test_a_long_paragraph_that_is_printed_again_is_body_once() -> None:
    markup, features, body = _sure(f"<div>{_paragraphs(_FIRST)}</div><section><p>{_FIRST[0]}</p></section>")
    drop_repeats(markup, features.mass, body)
    assert _kept(markup, body) == _FIRST


def test_filler_that_is_printed_again_to_show_a_design_stays() -> None:
    text = _paragraphs(_FIRST[:2])
    markup, features, body = _sure(f"<div>{text}</div><section>{text}</section>")
    drop_repeats(markup, features.mass, body)
    assert _kept(markup, body) == _FIRST[:2] * 2


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_block_that_gathers_the_paragraphs_is_none_of_them(place: str) -> None:
    whole = f"<div class='aloud'>{' '.join(_FIRST)}</div>"
    text = f"<div>{_paragraphs(_FIRST)}</div>"
    inner = whole + text if place == "before" else text + whole
    article = _page(f"<article><h1>Bridge stays open</h1>{inner}</article>")
    assert _body(article) == _FIRST


_THREAD = "".join(
    f"<li><p>{text}</p><p>Comment by {name} - 4.5.2031 @ 1{number}:04</p></li>"
    for number, (text, name) in enumerate(zip(_SECOND, ("Otto", "Ines", "Bo", "Pip")))
)


@pytest.mark.parametrize(
    ("line", "thread", "kept"),
    [
        ("4 Comments", _THREAD, _FIRST),
        ("4 Comments", _paragraphs(_SECOND), _FIRST + _SECOND),
        ("Comments", _THREAD, _FIRST + _SECOND),
        ("4 Comments", _THREAD.replace("4.5.2031 @ ", ""), _FIRST + _SECOND),
    ],
    ids=["counted", "without times", "not counted", "times of day alone, as entries have"],
)
def test_comments_under_a_line_that_counts_them_are_no_body(line: str, thread: str, kept: list[str]) -> None:
    markup, features, body = _sure(f"<div>{_paragraphs(_FIRST)}</div><h2>{line}</h2><ol>{thread}</ol>")
    drop_counted_thread(markup, features, body)
    assert [text for text in _kept(markup, body) if not text.startswith("Comment by")] == kept


def test_a_count_of_comments_amid_the_text_ends_nothing() -> None:
    hours = "".join(f"<p>{day} May 2031, 9:00 to 17:00</p>" for day in (3, 4, 5))
    text = f"{_paragraphs(_FIRST)}<div class='bar'>12 Comments</div>{_paragraphs(_SECOND)}{hours}"
    markup, features, body = _sure(f"<div>{text}</div>")
    drop_counted_thread(markup, features, body)
    assert set(_FIRST + _SECOND) <= set(_kept(markup, body))


def _unsure(html: str, chances: list[float]) -> tuple[Markup, Floats, Floats]:
    markup = read_markup(f"<html><body>{html}</body></html>")
    features = measure_blocks(markup, read_structured(markup), None)
    return markup, features.mass, np.array(chances, np.float32)


def test_where_the_model_is_at_a_loss_the_likeliest_text_in_one_element_is_body() -> None:
    html = f"<h1>Bridge stays open</h1><div>{_paragraphs(_FIRST)}</div><footer><p>{_SECOND[0]}</p></footer>"
    markup, mass, body = _unsure(html, [0.1, 0.4, 0.6, 0.35, 0.4, 0.38, 0.35])
    assert _kept(markup, at_least_something(markup, mass, body, 0)) == _FIRST
    sure = np.array([0.1, 0.9, 0.95, 0.35, 0.9, 0.9, 0.35], np.float32)
    assert _kept(markup, at_least_something(markup, mass, sure, 0)) == [*_FIRST[:2], *_FIRST[3:]]


def test_what_is_likely_far_from_the_headline_is_not_raised() -> None:
    html = f"<div><h1>Bridge stays open</h1>{_paragraphs(_FIRST[:2])}</div><div>{_paragraphs(_SECOND * 3)}</div>"
    markup, mass, body = _unsure(html, [0.1, 0.6, 0.6, *[0.4] * 12])
    assert _kept(markup, at_least_something(markup, mass, body, 0)) == _FIRST[:2]


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1, width=32)), min_size=1, max_size=40))
def test_no_threshold_has_a_larger_expected_f1(blocks: list[tuple[int, float]]) -> None:
    mass = np.array([words for words, _ in blocks], np.float32)
    body = np.array([chance for _, chance in blocks], np.float32)
    told, threshold = best_threshold(mass, body)

    def expected(least: float) -> float:
        chosen = body >= least
        return float(2 * (mass * body)[chosen].sum() / (mass[chosen].sum() + (mass * body).sum() + 1e-6))

    assert told == pytest.approx(max(expected(float(each)) for each in body), abs=1e-4)
    assert expected(threshold) == pytest.approx(told, abs=1e-4)
