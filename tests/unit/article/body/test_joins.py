"""Paragraphs of a very long text that the block model doubts: made like the rest they go on with it."""

import numpy as np

from dateline.article import read_article
from dateline.article.body.joins import join_alike, join_headings, join_long_text, join_paragraphs, judge_crowd
from dateline.article.tree.read import read_markup
from dateline.model import Page

SENTENCE = "The pilots of Sallo told the county again that the channel silts up by a metre a year and boat {} waits."


def joined(pieces: list[tuple[str, float]]) -> list[str]:
    """The texts that are body. pieces: elements, each with its chance."""
    markup = read_markup(f"<div>{''.join(piece for piece, _ in pieces)}</div>")
    body = np.array([chance for _, chance in pieces], np.float32)
    join_long_text(markup, np.array([len(block.text.split()) for block in markup.blocks], np.float32), body)
    return [block.text for block, value in zip(markup.blocks, body) if value >= 0.5]


def paragraphs(first: int, count: int, chance: float, *, classes: str = "text") -> list[tuple[str, float]]:
    return [(f'<p class="{classes}">{SENTENCE.format(number)}</p>', chance) for number in range(first, first + count)]


def test_a_very_long_text_goes_on_where_its_paragraphs_do() -> None:
    later = [("<h3>The second survey</h3>", 0.2), *paragraphs(80, 2, 0.1)]
    texts = joined(paragraphs(0, 80, 0.98) + later)
    assert len(texts) == 83
    assert "The second survey" in texts
    assert len(joined(paragraphs(0, 30, 0.98) + later)) == 30


def test_what_is_made_otherwise_or_printed_again_or_very_unlikely_stays_out() -> None:
    text = paragraphs(0, 80, 0.98)
    for later in (
        paragraphs(90, 2, 0.1, classes="note"),
        paragraphs(0, 2, 0.1),
        paragraphs(90, 2, 0.04),
        [('<p class="text">The dredger <a href="/dredger">that the county promised</a> in May has not '
          "been seen in the bay since the spring tide, pilots say.</p>", 0.3)],
        [("<h3>More stories</h3>", 0.3)],
    ):  # fmt: skip
        assert len(joined(text + later)) == 80


def test_a_doubtful_paragraph_joins_the_one_before_it_in_the_same_element() -> None:
    first, second = (SENTENCE.format(number) for number in (1, 2))

    def joins(html: str, doubtful: float = 0.45) -> bool:
        markup = read_markup(html)
        body = np.array([0.8, doubtful], np.float32)
        join_paragraphs(markup, np.array([len(block.text.split()) for block in markup.blocks], np.float32), body)
        return bool(body[1] >= 0.5)

    assert joins(f"<div><p>{first}</p><p>{second}</p></div>")
    assert joins(f"<div>{first}<br><br>{second}</div>")
    assert not joins(f"<div>{first}<br><br>{second}</div>", 0.2)
    assert not joins(f'<div>{first}<br><br>{second} <a href="/more">More</a></div>')
    assert not joins(f"<div><div>{first}</div><div>{second}</div></div>")


def test_lines_amid_a_body_in_the_mould_of_one_of_it_are_body_too() -> None:
    first, last = (f"<p>{SENTENCE.format(number)}</p>" for number in (1, 2))

    def joins(lines: str, *, chance: float = 0.4, end: str = last) -> bool:
        markup = read_markup(f"<div>{first}{lines}{end}</div>")
        body = np.array([0.9 if block.text.startswith("The pilots") else chance for block in markup.blocks], np.float32)
        body[1] = 0.8
        join_alike(markup, body)
        return bool(body[2] >= 0.5)

    assert joins("<p>Built: 2011</p><p>Built: 2011</p>")
    assert joins("<li>Built: 2011</li><li>Built: 2011</li>")
    assert joins("<p>Built: 2011</p><p>Built: 2012</p>")
    assert joins("<section><b>Step 1</b></section><section><b>Step 2</b></section>")
    assert not joins("<p>Built: 2011</p><p>Sold: 2011</p>")
    assert not joins("<p>Built: 2011</p><p>Built: 2011</p>", chance=0.2)
    assert not joins("<p>Built: 2011</p><p>Built: 2011</p>", end="")
    # Made otherwise, it may be another thing's.
    assert not joins('<p>Built: 2011</p><p class="note">Built: 2011</p>')
    assert not joins('<p>Built: 2011</p><div class="note"><p>Built: 2011</p></div>')


def test_a_text_of_hundreds_of_paragraphs_is_read_whole() -> None:
    told = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(300))
    content = f"""<html lang="en"><head><title>The report of the pilots</title></head><body>
        <nav><a href="/">Home</a></nav><article><h1>The report of the pilots</h1>{told}</article>
        <footer>© Courier</footer></body></html>""".encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert sum(block.role in ("body", "standfirst") for block in article.blocks) == 300


def test_links_one_text_over_and_over_and_part_of_a_page_are_no_crowd() -> None:
    def raised(paragraph: str, rest: str = "", count: int = 120) -> int:
        told = "".join(paragraph.format(number) for number in range(count))
        markup = read_markup(f"<body><div>{told}</div><div>{rest}</div></body>")
        mass = np.array([len(block.text.split()) for block in markup.blocks], np.float32)
        return int((judge_crowd(markup, mass, np.full(len(mass), 0.1, np.float32)) >= 0.5).sum())

    plain = f"<p>{SENTENCE}</p>"
    assert raised(plain) == 120
    assert raised(plain, count=40) == 0
    assert raised(f'<p><a href="/quay">{SENTENCE}</a></p>') == 0
    assert raised(f"<p>{SENTENCE.format(1)}</p>") == 0
    assert raised(plain, rest="".join(f"<div>{SENTENCE.format(number)}</div>" for number in range(120))) == 0


def test_a_heading_between_two_texts_of_one_element_is_their_subhead() -> None:
    first, second = (f"<p>{SENTENCE.format(number)}</p>" for number in (1, 2))

    def joins(html: str, *, chance: float = 0.1, headline: int | None = None) -> bool:
        markup = read_markup(html)
        body = np.array([0.9 if block.text.startswith("The pilots") else chance for block in markup.blocks], np.float32)
        join_headings(markup, body, headline)
        return bool(body[1] >= 0.5)

    assert joins(f"<div>{first}<h2>Ten offers of the dredgers</h2>{second}</div>")
    assert not joins(f"<div>{first}<h2>Ten offers of the dredgers</h2>{second}</div>", headline=1)
    assert not joins(f"<div>{first}<h2>Advertisement: a new boat</h2>{second}</div>", chance=0.02)
    assert not joins(f'<div>{first}<h2><a href="/dredgers">Ten offers of the dredgers</a></h2>{second}</div>')
    assert not joins(f"<div>{first}<p>Ten offers of the dredgers</p>{second}</div>")
    # Of another element, or before another element's text, it is a neighbour's.
    assert not joins(f"<div>{first}</div><div><h2>Ten offers of the dredgers</h2>{second}</div>")
    assert not joins(f"<div>{first}<h2>Ten offers of the dredgers</h2><div>{second}</div></div>")
    assert not joins(f"<div>{first}<h2>Ten offers of the dredgers</h2></div>")
