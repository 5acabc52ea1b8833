"""Tables amid the text stay whole, and lists of steps are not cut to a brief."""

import numpy as np
import pytest

from dateline.article import read_article
from dateline.article.body.steps import tells_steps
from dateline.article.body.tables import join_tables
from dateline.article.learned.features import measure_blocks
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Page

BEFORE = "The harbour office counted the ships of each quay over the summer, and gave the figures to the council."
BEHIND = "The council is to speak of the figures on Friday, when the new dues are on its list."
ROWS = (
    ("Quay", "Ships", "Tons"),
    ("North mole", "41", "9,200"),
    ("Old basin", "17", "3,050"),
    ("Fish quay", "88", "1,120"),
)


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"


def joined(html: str, cells: list[float], *, before: float = 0.9, behind: float = 0.9) -> list[float]:
    markup = read_markup(html)
    mass = measure_blocks(markup, read_structured(markup), None).mass
    body = np.array([before, *cells, behind], np.float32)
    assert len(body) == len(markup.blocks), [block.text for block in markup.blocks]
    join_tables(markup, mass, body)
    return [round(float(value), 2) for value in body[1:-1]]


LINKED = (("<a href=/a>North mole</a>", "<a href=/b>Old basin</a>"),) * 4
PAGE = f"<p>{BEFORE}</p>{table()}<p>{BEHIND}</p>"


def cells_of(html: str) -> int:
    return len(read_markup(html).blocks) - 2


def test_a_table_between_two_paragraphs_is_body_as_one() -> None:
    count = cells_of(PAGE)
    values = [0.6 if place % 2 else 0.4 for place in range(count)]
    assert min(joined(PAGE, values)) >= 0.5


@pytest.mark.parametrize(
    ("page", "value", "around"),
    [
        (PAGE, 0.2, (0.9, 0.9)),  # unlikely all in all
        (PAGE, 0.45, (0.2, 0.9)),  # no text before
        (PAGE, 0.45, (0.9, 0.2)),  # and none behind
        (f"<p>{BEFORE}</p>{table(LINKED)}<p>{BEHIND}</p>", 0.45, (0.9, 0.9)),
    ],
)  # fmt: skip
def test_a_table_is_left_as_it_is(page: str, value: float, around: tuple[float, float]) -> None:
    values = [value] * cells_of(page)
    assert joined(page, values, before=around[0], behind=around[1]) == values


STEPS = "<h1>Mending a creel</h1><p>You need an evening, and twine.</p>"


@pytest.mark.parametrize(
    ("html", "steps"),
    [
        (STEPS + "".join(f"<div>Step {number}</div><p>Pull the twine tight.</p>" for number in (1, 2, 3)), True),
        (STEPS + "".join(f"<h3>{number}. Rinse</h3><p>Pull the twine tight.</p>" for number in (1, 2, 3, 4)), True),
        (STEPS + "".join(f"<div>Step {number}</div><p>Pull the twine tight.</p>" for number in (1, 2)), False),
        (STEPS + "".join(f"<div>Room {number}</div><p>Pull the twine tight.</p>" for number in (7, 3, 9)), False),
        (STEPS + "".join(f"<div><a href=/{number}>Part {number}</a></div><p>Pull.</p>" for number in (1, 2, 3)), False),
        ('<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Recipe", "name": "Kelp soup"}'
         "</script><h1>Kelp soup</h1><p>Boil it.</p>", True),
        ('<script type="application/ld+json">[{"@context": "https://schema.org", "@type": "NewsArticle"}, {"@context": '
         '"https://schema.org", "@type": "Recipe", "name": "Kelp soup"}]</script><h1>Ferry drifts</h1><p>Ah.</p>',
         False),
        ("<h1>Regatta</h1><p>So it ended.</p>" + table((("1", "Velno"), ("2", "Brenn"), ("3", "Teln"))), False),
        ("<h1>Regatta</h1><p>So it ended.</p>" + table((("crew", "1", "30"), ("ferry", "2", "28"), ("road", "3", "9"))),
         False),
        ("<h1>Ferry drifts</h1><p>Three ships helped.</p>", False),
    ],
)  # fmt: skip
def test_steps_are_told_by_the_page_or_by_their_count(html: str, *, steps: bool) -> None:
    markup = read_markup(html)
    body = np.full(len(markup.blocks), 0.6, np.float32)
    assert tells_steps(markup, read_structured(markup), body) is steps


def test_a_table_of_one_cell_with_a_few_words_is_set_into_the_text_and_none_of_it() -> None:
    paragraphs = "".join(
        f"<p>The ferry to Salvane stayed in port on {day} for want of a crew, the harbour office of Orlik said.</p>"
        for day in ("Monday", "Tuesday", "Wednesday")
    )
    inset = "<table align=right><tr><td><b>Seed potatoes, certified.</b><br>Harl &amp; Daughter</td></tr></table>"
    code = "<table><tr><td><pre>ferry = read(port)</pre></td></tr></table>"
    html = f"<html><body><div><h1>Ferry stays</h1>{paragraphs}{inset}{paragraphs}{code}{paragraphs}</div></body></html>"
    article = read_article(Page(id="page", content=html.encode(), media_type="text/html", charset="utf-8"))
    text = "\n".join(span.of(article.text) for span in article.body)
    assert "Seed potatoes" not in text and "ferry = read(port)" in text
