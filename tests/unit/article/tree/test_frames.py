"""Frames whose page stands in the markup: what they show is read in its place."""

import base64
import time
from html import escape

import pytest

from dateline.article import read_article
from dateline.article.tree.frames import has_frames
from dateline.model import Article, Page

HEADLINE = "Ferry to Orm stops running"
PARAGRAPHS = [
    "The ferry to Orm stopped running on Tuesday after ice closed the northern channel, the harbour office said.",
    "Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.",
    "The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.",
    "“We have wood for a month and flour for two,” said Ines Talvik, who keeps the only shop of the island.",
    "Pilots had asked for a second icebreaker in the autumn, and the council put the question off until spring.",
]
TEXT = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
STORY = f"<h1>{HEADLINE}</h1><p class='byline'>By Runa Meschel</p>{TEXT}"
NAV = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
ADVERT = (
    f"<p>Kettles of the finest copper, now for half the price at Tern & Sons of Sallo. {'Order yours now. ' * 5}</p>"
)


def _read(html: str) -> Article:
    return read_article(Page(id="p", content=html.encode(), media_type="text/html"))


def _body(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


def _frame(html: str, attributes: str = "") -> str:
    return f'<iframe {attributes} srcdoc="{escape(html)}"></iframe>'


def test_an_article_in_a_frame_is_read() -> None:
    article = _read(f"<title>{HEADLINE}</title>{NAV}<div>{_frame(STORY, 'sandbox')}</div><footer>Imprint</footer>")
    assert article.headline == HEADLINE
    assert _body(article) == PARAGRAPHS
    assert [author.name for author in article.authors] == ["Runa Meschel"]


def test_a_frames_text_stands_where_the_frame_does() -> None:
    before = "Nobody had crossed the bay for six days when the letter below was read out in the council of Velno."
    behind = "The council voted to send it on to the county, which has not said whether it will answer before the thaw."
    article = _read(f"{NAV}<article><h1>{HEADLINE}</h1><p>{before}</p>{_frame(TEXT)}<p>{behind}</p></article>")
    assert _body(article) == [before, *PARAGRAPHS, behind]


def test_frames_within_frames_are_read_to_a_bound() -> None:
    html = STORY
    for depth in range(4):
        assert (_body(_read(html)) == PARAGRAPHS) is (depth <= 3)
        html = _frame(html)
    assert _body(_read(html)) == []


def test_an_address_may_be_the_page() -> None:
    told = base64.b64encode(STORY.encode()).decode()
    for address in (f"data:text/html;charset=utf-8;base64,{told}", f"data:text/html,{STORY.replace('#', '%23')}"):
        assert _body(_read(f'{NAV}<iframe src="{escape(address)}"></iframe>')) == PARAGRAPHS
    assert _body(_read(f'{NAV}<iframe src="data:text/html;base64,%%%"></iframe>')) == []


def test_an_address_may_name_its_charset() -> None:
    data = base64.b64encode(STORY.replace("Tuesday", "Märztag").encode("latin-1", "replace")).decode()
    article = _read(f"<title>{HEADLINE}</title>{NAV}<iframe src='data:text/html;charset=iso-8859-1;base64,{data}'>")
    assert "on Märztag after" in article.text


def test_short_frames_are_left_out() -> None:
    html = f"{NAV}<article>{STORY.replace('</p><p>', f'</p>{_frame(ADVERT)}<p>', 2)}</article>"
    article = _read(html)
    assert _body(article) == PARAGRAPHS
    assert "Kettles" not in article.page_text


def test_of_a_frame_that_is_the_page_the_head_counts() -> None:
    day, site = (
        '<meta property="article:published_time" content="2031-05-0{}">',
        '<meta property="og:site_name" content="{}">',
    )
    inner = f"<html><head>{day.format(4)}{site.format('The Tern')}</head><body>{STORY}</body></html>"
    shell = f"<html><head><title>Viewer</title>{day.format(9)}</head><body>{NAV}{{}}</body></html>"
    article = _read(shell.format(_frame(inner)))
    assert (article.published, article.outlet) == ("2031-05-04", "The Tern")
    own = shell.format(f"<article>{STORY}<p>{PARAGRAPHS[0].replace('Orm', 'Sallo')}</p></article>{_frame(inner)}")
    assert _read(own).published == "2031-05-09"


LONG_ADVERT = (
    "<html><head><meta property='og:site_name' content='Tern & Sons'></head><body>"
    f"{'<p>Kettles of the finest copper are sold now by Tern for half the price in all the shops of Sallo.</p>' * 7}"
    "</body></html>"
)


def test_a_long_advertisement_tells_nothing_of_the_page() -> None:
    article = _read(f"<html><head><title>{HEADLINE}</title></head><body>{STORY}{_frame(LONG_ADVERT)}</body></html>")
    assert (article.headline, article.outlet) == (HEADLINE, None)


@pytest.mark.parametrize("attributes", ["hidden", "style='display: none'", "width=1 height=1", "height='0'"])
def test_frames_that_the_page_hides_are_left_out(attributes: str) -> None:
    page = f"<html><head><title>{HEADLINE}</title></head><body>{STORY}{_frame(LONG_ADVERT * 3, attributes)}"
    assert _body(_read(page)) == PARAGRAPHS


def test_nothing_is_opened_without_a_sign() -> None:
    assert not has_frames(f"{STORY}<iframe src='/ad'></iframe>")
    commented = f"{NAV}<!-- {_frame(STORY)} --><script>var x = '{_frame(STORY)}'</script>"
    assert _body(_read(commented)) == []


@pytest.mark.parametrize(
    "part", ["<iframe srcdoc='<p>", '<iframe srcdoc="&lt;iframe srcdoc=', f"<iframe srcdoc='{TEXT}'></iframe>"]
)
def test_time_is_linear(part: str) -> None:
    started = time.process_time()
    _read(part * (400_000 // len(part)))
    assert time.process_time() - started < 8
