"""Lines amid an article that name whose its picture is, with no picture in sight; labels at its end."""

import pytest

from dateline.article import read_article
from dateline.model import Article, Page

BODY = """<p>Police arrested two men in the harbour town on Tuesday after a fire at a shed, the prosecutor said.</p>
<p>The fire began shortly after midnight and burned for three hours before crews from two towns put it out.</p>
<p>Neighbours told reporters that they had heard a loud bang and seen smoke over the quay before the sirens came.</p>"""


def read(*, top: str = "", end: str = "") -> Article:
    html = (
        f"<html lang=en><head><title>Two held after boat shed fire | Velno Times</title></head><body><article>"
        f"<h1>Two held after boat shed fire</h1>{top}{BODY}{end}</article><footer><p>© 2031 Velno Times</p></footer>"
        f"</body></html>"
    ).encode()
    return read_article(Page(id=Page.identify(html), content=html, media_type="text/html"))


def role_of(article: Article, line: str) -> str | None:
    return next((block.role for block in article.blocks if block.text == line), None)


@pytest.mark.parametrize(
    "line",
    [
        "Fotocredit: Mika Orrin © 2031 Tern Pictures, Inc. All Rights",
        "Foto: Mika Orrin",
        "Image illustrative : Le quai de Brenn par Mika Orrin",
        "Photo source: Mika Orrin of the Courier.",
    ],
)
def test_a_line_that_names_whose_the_picture_is_is_a_credit(line: str) -> None:
    assert role_of(read(top=f"<p>{line}</p>"), line) == "credit"
    assert role_of(read(end=f"<p>{line}</p>"), line) == "credit"


@pytest.mark.parametrize(
    "line",
    ["The photo of the fire was seen by all of the town before the crews had come to the quay that night.", "Photo"],
)
def test_other_lines_about_pictures_are_none(line: str) -> None:
    assert role_of(read(top=f"<p>{line}</p>"), line) != "credit"


@pytest.mark.parametrize("line", ["Schon gelesen?", "Zum Weiterlesen:", "Quellenangaben:", "What to read next..."])
@pytest.mark.parametrize("tag", ["p", "h3"])
def test_a_label_at_the_end_that_heads_nothing_is_no_text(line: str, tag: str) -> None:
    assert role_of(read(end=f"<{tag}>{line}</{tag}>"), line) not in ("body", "subhead")


def test_what_asks_for_money_behind_the_text_is_none_of_it() -> None:
    asks = "Unterstütze TernMag bereits mit 2,50!"
    assert role_of(read(end=f"<h3>{asks}</h3>"), asks) not in ("body", "subhead")
