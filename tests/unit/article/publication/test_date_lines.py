"""Dates of pages that print them in unlikely lines; days of events, of readers and of today date no page."""

import numpy as np
import pytest

from dateline.article import read_article
from dateline.article.html import read_html
from dateline.article.publication.date_lines import NAMES, find_date_lines, likely_date
from dateline.article.publication.find import read_printed_times
from dateline.language import shared_data
from dateline.model import Page

_TEXT = "".join(
    f"<p>The ferry to Orm stopped on {day} after ice closed the northern channel, the harbour office said again.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
)
_HEAD = "<h1>Ferry to Orm stops running</h1>"
_NAV = "<nav><ul><li><a href='/a'>News</a></li><li><a href='/b'>Sea</a></li><li><a href='/c'>Land</a></li></ul></nav>"


def _published(body: str) -> tuple[str | None, float | None]:
    html = f"<html lang='en-US'><title>Ferry to Orm stops running</title><body>{_NAV}{body}</body></html>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    return article.published, article.confidence.get("published")


@pytest.mark.parametrize(
    "line",
    [
        "<div class='related'>March 5, 2031 in Sea, Harbours, Ferries of the North, Islands and Winter</div>",
        "<div class='share-bar'>5 March 2031 - Sea, Harbours, Ferries of the North, Islands and Winter</div>",
    ],
)
def test_a_line_by_the_headline_dates_the_page(line: str) -> None:
    day, sure = _published(f"<main><article>{line}{_HEAD}{_TEXT}</article></main>")
    assert day == "2031-03-05" and sure is not None and 0.5 <= sure <= 1


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='today'>5 March 2031</div><main><article>{_HEAD}{_TEXT}</article></main>",
        f"<main>{_HEAD}{_TEXT}<div class='comments'><div class='comment'>Ada, 5 March 2031</div></div></main>",
        f"<main>{_HEAD}{_TEXT}<p>The channel froze over on 5 March 2029 as well, he said.</p></main>",
        f"<main>{_HEAD}<p>The channel froze over on 5 March 2029.</p>{_TEXT}</main>",
        f"<main>{_HEAD}<figure><img src=x><figcaption>The quay on 5 March 2029.</figcaption></figure>{_TEXT}</main>",
    ],
)
def test_other_days_do_not(body: str) -> None:
    assert _published(body) == (None, None)


def test_every_measure_has_a_name_and_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def listen(markup, blocks, *, day_first):  # type: ignore[no-untyped-def]
        seen.extend(find_date_lines(markup, blocks, day_first=day_first))
        assert likely_date(markup, [], day_first=day_first) is None
        return read_printed_times(markup, blocks, day_first=day_first)

    monkeypatch.setattr("dateline.article.publication.find.read_printed_times", listen)
    teasers = "".join(f"<div class='teaser'><a href='/{at}'>Harbour {at}</a> {at} May 2030</div>" for at in (1, 2))
    read_html(f"<h1>Ferry to Orm stops running</h1><p>5 March 2031</p>{_TEXT}{teasers}")
    assert len(seen) == 3 and {len(line.measures) for line in seen} == {len(NAMES)} and len(set(NAMES)) == len(NAMES)
    assert np.isfinite(np.array([line.measures for line in seen], np.float32)).all()


def test_the_shipped_trees_ask_for_these_measures() -> None:
    import io

    data = np.load(io.BytesIO(shared_data().read("article/date_lines.npz") or b""))
    assert str(data["names"]).split("\n") == list(NAMES)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Freitag, den 5. März 2031 um 10.30 Uhr.</p>",
        "<p class='date'>First told on the air on 5 March 2031.</p>",
    ],
)
def test_a_time_line_may_end_in_a_point(line: str) -> None:
    assert _published(f"<main><article>{_HEAD}{line}{_TEXT}</article></main>")[0] == "2031-03-05"
