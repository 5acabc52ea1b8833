"""Second thoughts on the body, on small pages of our own with the model's probabilities given."""

import numpy as np

from dateline.article.body.settle import settle_body
from dateline.article.learned.features import measure_blocks
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup

OPENING = (
    "The harbour office of Sallo counted forty vessels on Tuesday, more than on any day since the quay was rebuilt, "
    "and asked the owners of those without a berth to wait outside the mole until the evening."
)
MIDDLE = (
    "Pilots said that the channel had silted up by a metre since the spring, so that the larger ferries can pass only "
    "at high water, and that the dredger which the county had promised for May has not been seen yet in the bay."
)
CLOSING = (
    "The county wants to decide in autumn whether the channel is moved to the east, which the fishers of Hollen Ford "
    "have asked for since the last of their boats ran aground there with the whole of a night's catch on board."
)


def kept(html: str, chances: dict[str, float]) -> list[str]:
    """The texts that stay body. chances: by how a block's text begins; others 0.98."""
    markup = read_markup(html)
    body = np.array([_chance(block.text, chances) for block in markup.blocks], np.float32)
    settled = settle_body(markup, measure_blocks(markup, read_structured(markup), None), body, None)
    return [block.text for block, value in zip(markup.blocks, settled) if value >= 0.5]


def _chance(text: str, chances: dict[str, float]) -> float:
    return next((chance for start, chance in chances.items() if text.startswith(start)), 0.98)


def page(*pieces: str) -> str:
    return f"<html><body><div>{''.join(pieces)}</div></body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def cards(words: str) -> str:
    names = ("the mole and its lamps", "the dredger of the county", "the boats of Hollen Ford", "the silted channel")
    return "".join(
        f'<div><h3><a href="/{place}">All on {name}</a></h3><p>{words}</p></div>' for place, name in enumerate(names)
    )


def test_a_list_of_links_amid_the_text_that_the_model_is_sure_of_stays() -> None:
    contents = (
        "<ul>" + "".join(f'<li><a href="#part{part}">Part {part} of the survey</a></li>' for part in range(4)) + "</ul>"
    )
    html = page(
        "<div>",
        paragraphs(OPENING, MIDDLE),
        "</div>",
        f"<div><div>{contents}</div></div>",
        "<div>",
        paragraphs(CLOSING),
        "</div>",
    )
    assert "Part 2 of the survey" in kept(html, {"Part": 0.85})
    assert "Part 2 of the survey" not in kept(html, {"Part": 0.6})


def test_a_stream_after_the_text_goes_however_sure_the_model_is() -> None:
    html = page(
        "<div>", paragraphs(OPENING, MIDDLE, CLOSING), "</div>", f"<div><div>{cards('Read it all.')}</div></div>"
    )
    assert not any(text.startswith("All on") for text in kept(html, {"All on": 0.85, "Read it": 0.85}))


def test_a_single_paragraph_said_twice_is_the_authors() -> None:
    other = OPENING.replace("Tuesday", "Friday")
    both = page(
        "<div>", paragraphs(OPENING, MIDDLE, CLOSING, other), "</div><div>", paragraphs(OPENING, MIDDLE), "</div>"
    )
    assert kept(both, {}).count(OPENING) == 1
    single = page("<div>", paragraphs(OPENING, MIDDLE, CLOSING, other), "</div><div>", paragraphs(OPENING), "</div>")
    assert kept(single, {}).count(OPENING) == 2


def test_a_discussion_that_the_model_is_sure_of_is_no_thread_of_comments() -> None:
    thread = f'<div class="comments">{paragraphs(CLOSING.replace("county", "council"))}</div>'
    html = page("<div>", paragraphs(OPENING, MIDDLE, CLOSING), "</div>", thread)
    assert any("council" in text for text in kept(html, {}))
    assert not any("council" in text for text in kept(html, {"The council": 0.7}))


def test_a_sure_tail_after_a_heading_of_furniture_stays() -> None:
    tail = (
        "The office keeps a list of all vessels, which anyone may see in the house by the mole on weekdays until four."
    )
    html = page(
        paragraphs(OPENING, MIDDLE, CLOSING),
        "<h2>Related articles</h2>",
        paragraphs(tail, tail.replace("office", "county")),
    )
    chances = {"Related": 0.1, "The office": 0.85, "The county keeps": 0.85}
    assert tail in kept(html, chances)
    assert tail not in kept(html, {**chances, "The office": 0.6, "The county keeps": 0.6})


def test_a_paragraph_that_follows_one_of_the_body_joins_it() -> None:
    plain, linked = paragraphs(OPENING, MIDDLE, CLOSING), CLOSING.replace("county", '<a href="/county">county</a>')
    assert CLOSING in kept(page(plain), {"The county": 0.4})
    assert CLOSING not in kept(page(plain), {"The county": 0.2})
    assert CLOSING not in kept(page(paragraphs(OPENING, MIDDLE, linked)), {"The county": 0.4})
    assert CLOSING not in kept(
        page(paragraphs(OPENING, MIDDLE), f"<div>{paragraphs(CLOSING)}</div>"), {"The county": 0.4}
    )
