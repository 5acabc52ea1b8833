"""Dates of events, forecasts and boxes beside an article: none of them dates it."""

import re
import time

import numpy as np
import pytest

from dateline.article import read_article
from dateline.article.draft import DraftBlock
from dateline.article.publication.announced import _build, drop_announced, is_announced
from dateline.article.tree.read import read_markup
from dateline.language import shared_data
from dateline.model import Article, Page

ANNOUNCED = shared_data().table("article/times.toml")["announced"]
TEXT = """<p>The ferry to Orm stopped running on Tuesday after ice closed the channel, the harbour office said.</p>
<p>Crews from the mainland brought food and mail by sledge, and two patients were flown out in the morning.</p>
<p>The office expects the channel to open again on Friday, when the wind is forecast to turn to the south.</p>"""


def _read(box: str = "", below: str = "") -> Article:
    html = (
        "<html lang=en><title>Ferry to Orm stops | The Tern</title><body><nav><a href=/>Home</a> <a href=/sea>Sea</a>"
        f"</nav><article><h1>Ferry to Orm stops</h1>{below}<p class=byline>By Runa Meschel</p>{TEXT}</article>{box}"
        "<footer>Imprint</footer></body></html>"
    )
    return read_article(Page(id="p", content=html.encode(), media_type="text/html"))


@pytest.mark.parametrize(
    "box",
    [
        "<div class=share><p>Anna says: 3 May 2031 at 10:30</p></div>",
        "<div class=legal><p>Anna wrote: 3 May 2031 at 10:30</p></div>",
        "<div class=legal><p>Terms of use, 3 May 2031</p></div>",
        "<div class=info><p>When: 20 May 2031, 19:30</p><p>Where: Town hall</p></div>",
        "<div class=info><p>Date: 20 May 2031</p><p>Place: Town hall</p><p>Admission: free</p></div>",
        "<dl><dt>Termin</dt><dd>20. Mai 2031, 19:30 Uhr</dd><dt>Ort:</dt><dd>Altes Rathaus</dd></dl>",
        "<div class=event><p>Town meeting</p><p><time datetime=2031-05-20T19:30>20 May 2031, 19:30</time></p></div>",
        "<div class='box weather'><p>Sunday 18 May 2031: rain</p></div>",
    ],
)
def test_a_box_dates_no_article(box: str) -> None:
    assert _read(box).published is None
    assert _read(box, below="<p class=date>14 May 2031</p>").published == "2031-05-14"


@pytest.mark.parametrize(
    "line", ["<p class=event_date>14 May 2031</p>", "<div class=date>14 May 2031</div><p>Place: Orm</p>"]
)
def test_beside_the_headline_no_class_word_nor_a_single_word_speaks_against_a_date(line: str) -> None:
    assert (_read(below=line).published == "2031-05-14") is ("Place" not in line)
    assert _read(below="<p>Local</p><p class=date>14 May 2031</p>").published == "2031-05-14"


def test_an_unknown_label_makes_a_date_doubtful() -> None:
    article = _read("<div><p>Town meeting: 20 May 2031, 19:30</p></div>")
    assert article.published is None or article.confidence["published"] <= 0.5
    assert (
        _read("<p>Town meeting: 20 May 2031</p>", below="<p>First published: 14 May 2031</p>").published == "2031-05-14"
    )


def test_the_tables_examples() -> None:
    words = _build(shared_data())

    def tells(line: str) -> bool:
        marked = re.search(r"class='([^']+)'", line)
        if marked:
            return words.marks.search(marked[1]) is not None
        found = words.details.match(line)
        return found is not None and found["colon"] is not None

    assert [each for each in ANNOUNCED["examples"] if not tells(each)] == []
    assert [each for each in ANNOUNCED["counterexamples"] if tells(each)] == []


def test_a_box_within_the_text_is_none_of_it() -> None:
    box = "<div class=info><p>Place: Town hall</p><p>Date: 20 May 2031, 19:30</p><p>Admission: 5 crowns</p></div>"
    html = f"<article><h1>Ferry to Orm stops</h1>{TEXT.replace('</p>', f'</p>{box}', 1)}</article>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert "Town hall" not in article.text and "crowns" not in article.text
    among = html.replace("<div class=info>", "").replace("</div>", "")
    listed = html.replace("<div class=info>", "<ul>").replace("</div>", "</ul>").replace("<p>Place", "<li>Place")
    listed = listed.replace("<p>Date", "<li>Date").replace("<p>Admission", "<li>Admission")
    for own in (among, listed):
        assert "Town hall" in read_article(Page(id="p", content=own.encode(), media_type="text/html")).text


def test_a_forecast_dates_no_article_wherever_it_stands() -> None:
    assert _read(below="<div class='weather'><span>18 May 2031</span> <span>14°</span></div>").published is None
    assert _read(below="<div class='weather-date'>18 May 2031</div>").published == "2031-05-18"


def _seconds(boxes: int) -> float:
    """How long so many boxes of two lines take, the shortest of some runs."""
    told = [f"<div><p>Where: quay {at}</p><p>When: noon</p></div>" for at in range(boxes)]
    markup = read_markup(f"<article>{''.join(told)}</article>")
    best = 60.0
    for _ in range(3):
        body = np.ones(len(markup.blocks), np.float32)
        start = time.thread_time()
        drop_announced(markup, body)
        best = min(best, time.thread_time() - start)
        assert body.max() < 0.5
    return best


def test_boxes_take_time_in_proportion_to_their_number() -> None:
    assert _seconds(2000) < 9 * max(_seconds(500), 2e-4)


def test_each_of_many_dated_lines_looks_no_farther_than_its_neighbours() -> None:
    def seconds(count: int) -> float:
        markup = read_markup("<div>Updated 3 May 2031</div>" * count)
        blocks = [DraftBlock(text=block.text) for block in markup.blocks]
        begun = time.thread_time()
        assert not any(is_announced(markup, blocks, index, 0) for index in range(1, count))
        return time.thread_time() - begun

    assert seconds(9000) < 7 * min(seconds(3000) for _ in range(3))  # three times; nine times were its square
