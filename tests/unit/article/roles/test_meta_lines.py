"""Lines that tell who wrote or when without a word that says so."""

import pytest

from dateline.article import read_article
from dateline.article.draft import Fields
from dateline.article.learned.features import measure_blocks
from dateline.article.roles import assign_roles
from dateline.article.roles.meta_lines import NAMES, _measure
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Page

TEXT = "".join(
    f"<p>The ferry to Salvane will not sail before {day}, the harbour office said, and the queue on the quay of Orlik "
    "reached the fish market by noon, where drivers were told to wait in their cars.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
)


def page_of(lines: str, tail: str = "", head: str = "") -> Page:
    menu = "<nav><a href=/a>Harbour</a> <a href=/b>Sport</a> <a href=/c>Weather</a></nav>"
    html = (
        f"<html><head><title>Ferry to Salvane stays in port</title>{head}</head><body>{menu}<div>"
        f"<h1>Ferry to Salvane stays in port</h1>{lines}{TEXT}{tail}</div>"
        "<footer><p>© Orlik Post</p></footer></body></html>"
    )
    return Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8")


def roles_of(page: Page) -> dict[str, str]:
    return {block.text: block.role for block in read_article(page).blocks}


@pytest.mark.parametrize(
    ("lines", "text", "role"),
    [
        ("<div>Mara Teld</div><div>Last updated 2 hours ago</div>", "Last updated 2 hours ago", "timestamp"),
        ("<div><a href=/author/mara>Mara Teld</a></div><div>4 minute read</div>", "4 minute read", "timestamp"),
        ("<div>Mara Teld</div><div>Published May 3, 2031</div><div>3 minute read</div>", "3 minute read", "timestamp"),
    ],
)
def test_lines_below_the_headline_tell_who_wrote_and_when(lines: str, text: str, role: str) -> None:
    assert roles_of(page_of(lines))[text] == role


def test_a_name_that_machines_are_told_is_shown_where_it_is_printed() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry to Salvane stays in port",'
        '"author":{"@type":"Person","name":"Mara Teld"},"datePublished":"2031-05-03"}</script>'
    )
    page = page_of("<div>Mara Teld</div><div>Share</div>", head=head)
    assert roles_of(page)["Mara Teld"] == "byline"
    assert roles_of(page)["Share"] != "byline"


def test_what_is_told_so_is_no_field() -> None:
    """Fields stand on lines that say so themselves."""
    article = read_article(page_of("<div>Harbour news of Orlik</div><div>4 minute read</div>"))
    assert article.authors == ()
    assert article.published is None


def test_each_line_is_measured_by_every_name() -> None:
    markup = read_markup(page_of("<div>Mara Teld</div>").content.decode())
    structured = read_structured(markup)
    features = measure_blocks(markup, structured, 3)
    context, blocks = assign_roles(markup, structured, features, features.mass.clip(0, 1), 3, [])
    rows = _measure(context, Fields(), list(range(len(blocks))))
    assert rows.shape == (len(blocks), len(NAMES))
