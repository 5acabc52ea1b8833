"""Paragraphs of a very long text that the block model doubts: made like the rest they go on with it."""

import numpy as np

from dateline.article.blocks import read_markup
from dateline.article.joins import join_long_text, join_paragraphs

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
