"""Which line below the headline is the standfirst, on small pages of our own with the model's probabilities given."""

import numpy as np

from dateline.article import read_article
from dateline.article.learned.features import measure_blocks
from dateline.article.roles import assign_roles
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Page

HEADLINE = "County of Brenn moves the channel to the east"
TOLD = "The county explains why the channel moves and what the fishers of Hollen Ford think of it now"
TEXT = "The morning ferry from Sallo ran aground on Monday and was pulled free at high water, the office said."


def roles_of(below: str, chance: float) -> dict[str, str]:
    """Roles by text, of a page with these lines below its headline. chance: of each of them to be body."""
    html = (
        f'<html><head><meta property="og:description" content="{TOLD}"></head><body><h1>{HEADLINE}</h1>'
        f"<header>{below}</header><article><p>{TEXT}</p><p>{TEXT} Again.</p></article></body></html>"
    )
    markup = read_markup(html)
    structured = read_structured(markup)
    body = np.array([0.95 if TEXT in block.text else chance for block in markup.blocks], np.float32)
    body[0] = 0.0
    _, blocks = assign_roles(markup, structured, measure_blocks(markup, structured, 0), body, 0, [])
    return {block.text: block.role for block in blocks}


def test_the_pages_description_with_a_place_before_it_is_the_standfirst() -> None:
    line = f"Lowmark. {TOLD}."
    assert roles_of(f"<div>{line}</div>", 0.2)[line] == "standfirst"


def test_neither_the_headline_told_again_nor_a_request_is_one() -> None:
    again = "The county of Brenn moves its channel to the east"
    request = "Follow The Sallo Courier on Facebook and Instagram."
    lines = f'<h2 class="standfirst">{again}</h2><p class="standfirst">{request}</p>'
    roles = roles_of(lines, 0.2)
    assert roles[again] != "standfirst"
    assert roles[request] != "standfirst"
    other = "Fishers of the bay fear for their berths"
    assert roles_of(f'<h2 class="standfirst">{other}</h2>', 0.2)[other] == "standfirst"


def test_a_paragraph_that_opens_with_the_dateline_is_the_report_s_first_and_no_standfirst() -> None:
    report = f"PORT SALVANE (Tidal Press) - {TOLD}."
    assert roles_of(f'<p class="standfirst">{report}</p>', 0.8)[report] == "body"
    untold = "PORT SALVANE (Tidal Press) - All about the channel and the ford"
    assert roles_of(f'<p class="standfirst">{untold}</p>', 0.8)[untold] == "standfirst"


def test_a_standfirst_with_a_place_stays_one_above_a_text_with_a_dateline_of_its_own() -> None:
    report = f"PORT SALVANE - {TOLD}."
    lines = f'<p class="standfirst">{report}</p><p>HOLLEN FORD (Tidal Press) - {TEXT}</p>'
    assert roles_of(lines, 0.8)[report] == "standfirst"


def above_the_byline(first: str, second: str) -> str:
    rest = "".join(
        f"<p>The ferry to Salvane stayed in port for want of a crew, said pilot {each}.</p>" for each in "abcd"
    )
    html = (
        f"<html><body><div><h1>Ferry to Salvane stays in port</h1><p>{first}</p><p>By Mara Teld</p><p>{second}</p>"
        f"{rest}</div></body></html>"
    )
    page = Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8")
    return next(block.role for block in read_article(page).blocks if block.text == first)


def test_the_one_paragraph_above_the_byline_is_the_standfirst() -> None:
    first = "The harbour office blames the weather, the pilots blame the harbour office, and the lorries wait at Orlik."
    second = (
        "The queue at the quay of Orlik reached the fish market by noon on Monday, where drivers slept in their cars."
    )
    assert above_the_byline(first, second) == "standfirst"


def test_a_report_that_opens_above_the_byline_is_text() -> None:
    first = "ORLIK, May 3 (OPA) - The ferry to Salvane stayed in port on Monday for want of a crew, the port said."
    second = (
        "The queue at the quay of Orlik reached the fish market by noon on Monday, where drivers slept in their cars."
    )
    assert above_the_byline(first, second) == "body"
