"""Articles that the markup hides until a script shows them, beside other text that shows."""

import pytest

from dateline.article.tree.read import read_markup

HEADLINE = "Ferry to Orm stops running"
SENTENCE = "The harbour office said that crews had brought food and mail to number {} by sledge, and two patients back."
TEXT = "".join(f"<p>{SENTENCE.format(number)}</p>" for number in range(6))
NOTICE = (
    "<p>The fish market opens at six on Saturdays, and boats are there an hour before, with what the night brought.</p>"
)
ASIDE = f"<aside>{NOTICE * 9}</aside>"
HIDINGS = ['style="display: none"', "hidden", 'style="visibility:hidden"']


def _shown(html: str) -> str:
    page = f"<html><title>{HEADLINE} | The Tern</title><body>{html}</body></html>"
    return "\n".join(block.text for block in read_markup(page).blocks)


@pytest.mark.parametrize("hiding", HIDINGS)
def test_a_hidden_article_is_read_by_its_heading(hiding: str) -> None:
    shown = _shown(f"<div {hiding}><h1>{HEADLINE}</h1>{TEXT}</div>{ASIDE}")
    assert SENTENCE.format(5) in shown
    assert "fish market" in shown


@pytest.mark.parametrize("hiding", HIDINGS)
def test_so_is_the_hidden_text_of_an_article_of_which_less_shows(hiding: str) -> None:
    html = f"<article><h1>{HEADLINE}</h1><p>{SENTENCE.format(0)[:40]}…</p><div {hiding}>{TEXT}</div></article>{ASIDE}"
    assert SENTENCE.format(5) in _shown(html)


@pytest.mark.parametrize(
    "html",
    [
        # Another heading than the title; a copy for another screen; a note beside the text; outside of the article.
        f"<div hidden><h1>Storks return to the mill</h1>{TEXT}</div>",
        f"<div hidden><h1>{HEADLINE}</h1>{TEXT}</div><article><h1>{HEADLINE}</h1>{NOTICE * 9}</article>",
        f"<article><h1>{HEADLINE}</h1>{NOTICE * 9}<div hidden>{TEXT}</div></article>",
        f"<article><h1>{HEADLINE}</h1><p>{SENTENCE.format(9)[:40]}</p></article><div hidden>{TEXT}</div>",
        f"<article><h1>{HEADLINE}</h1><p>{SENTENCE[:40]}</p><div class='comments' hidden>{TEXT}</div></article>",
    ],
)
def test_what_else_is_hidden_stays_unread(html: str) -> None:
    assert SENTENCE.format(5) not in _shown(html + ASIDE)
