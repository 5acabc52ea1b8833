"""What stands amid a body and is none of it, on small pages of our own with the model's probabilities given."""

import time
from collections.abc import Sequence

import numpy as np
import pytest
from tests.unit.article.body.test_body import CLOSING, MIDDLE

from dateline.article.body.amid import _site
from dateline.article.body.settle import settle_body
from dateline.article.learned.features import measure_blocks
from dateline.article.names.headline import retells
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup

HEADLINE = "County of Brenn moves the channel to the east"
OPENING = (
    "The harbour office of Sallo counted forty vessels on Tuesday, more than on any day since the quay was rebuilt, "
    "and asked the owners of those without a berth to wait outside the mole until the evening, when the tide turns."
)


def kept(
    *pieces: str, article: bool = False, authors: Sequence[str] = (), chances: dict[str, float] | None = None
) -> list[str]:
    """The texts that stay body, below a headline. chances: by how a block's text begins; others 0.8."""
    markup = read_markup(f"<html><body><h1>{HEADLINE}</h1><div>{''.join(pieces)}</div></body></html>")
    body = np.full(len(markup.blocks), 0.8, np.float32)
    for index, block in enumerate(markup.blocks):
        for start, chance in (chances or {}).items():
            if block.text.startswith(start):
                body[index] = chance
    body[0] = 0.0
    features = measure_blocks(markup, read_structured(markup), 0)
    settled = settle_body(markup, features, body, 0, article=article, authors=authors)
    return [block.text for block, value in zip(markup.blocks, settled) if value >= 0.5]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_code_between_paragraphs_stays_down_to_one_in_ten() -> None:
    code = "<pre>tide = read(gauge)\n\nprint(tide)</pre>"
    low = {"tide": 0.2, "print": 0.05}
    assert kept(paragraphs(OPENING), code, paragraphs(CLOSING), chances=low) == [OPENING, "tide = read(gauge)", CLOSING]
    assert "tide = read(gauge)" not in kept(paragraphs(OPENING, CLOSING), code, chances=low)


def test_a_numbered_gallery_amid_an_article_goes_and_a_gallery_by_itself_stays() -> None:
    slides = "".join(
        f"<li><h2>{number}/3 Boat {number}</h2><p>The boat of berth {number} in the harbour of Sallo.</p></li>"
        for number in (1, 2, 3)
    )
    gallery = f"<div><ul>{slides}</ul></div>"
    assert kept(paragraphs(OPENING, MIDDLE), gallery, paragraphs(CLOSING)) == [OPENING, MIDDLE, CLOSING]
    assert "2/3 Boat 2" in kept("<p>All boats of the harbour.</p>", gallery)


def test_the_axes_of_a_chart_go_and_a_grid_of_words_and_figures_stays() -> None:
    axis = paragraphs(*(f"’{year}" for year in range(17, 29)))
    assert kept(paragraphs(OPENING), axis, paragraphs(MIDDLE)) == [OPENING, MIDDLE]
    grid = paragraphs("Ferries", "12", "14", "Cutters", "31", "29", "Pilots", "4", "4", "Buoys", "60", "61")
    assert "12" in kept(paragraphs(OPENING), grid, paragraphs(MIDDLE))


def test_asides_and_forms_amid_the_text_go_and_contents_stay() -> None:
    quoted = "<aside><p>“The channel has silted up by a metre”</p></aside>"
    form = "<form><p>Please fill in all fields that are marked.</p></form>"
    contents = '<aside class="toc"><p>How the channel silted up</p></aside>'
    pieces = (paragraphs(OPENING), quoted, paragraphs(MIDDLE), form, paragraphs(CLOSING))
    assert kept(*pieces) == [OPENING, MIDDLE, CLOSING]
    assert "How the channel silted up" in kept(contents, paragraphs(OPENING, MIDDLE, CLOSING))


def test_a_ticker_beside_the_article_goes_though_it_is_as_long() -> None:
    entries = "".join(f"<li><div>1{hour}:4{hour}</div><p>{MIDDLE} Entry {hour}.</p></li>" for hour in range(5))
    told = kept(paragraphs(OPENING, MIDDLE, CLOSING, OPENING + " So it stands."), f"<aside><ul>{entries}</ul></aside>")
    assert not any("Entry" in text for text in told)


def test_what_a_subscription_gives_goes_with_the_line_that_offers_it() -> None:
    offer = (
        "<div><div>This content is reserved for subscribers only</div>"
        "<ul><li>All articles by the harbour desk of the Courier.</li><li>The Courier's puzzles.</li></ul></div>"
    )
    assert kept(paragraphs(OPENING, MIDDLE), offer, paragraphs(CLOSING)) == [OPENING, MIDDLE, CLOSING]


def test_a_label_before_links_at_the_end_goes_and_one_before_text_stays() -> None:
    links = '<div><a href="/tides">How tides are told</a></div><div><a href="/buoys">The buoys of Brenn</a></div>'
    out = {"How tides": 0.1, "The buoys": 0.1}
    text = paragraphs(OPENING, MIDDLE, CLOSING)
    assert kept(text, "<h3>All about the harbour</h3>", links, chances=out) == [OPENING, MIDDLE, CLOSING]
    assert "What now?" in kept(text, "<h3>What now?</h3>", links, chances=out)
    assert "The channel" in kept(paragraphs(OPENING, MIDDLE), "<h3>The channel</h3>", paragraphs(CLOSING))


def test_links_to_the_sites_other_pages_go_from_articles_and_stay_elsewhere() -> None:
    links = (
        '<ul><li><a href="/dredger">The dredger that never came to the bay</a></li>'
        '<li><a href="/fishers">Fishers of Hollen Ford sue the county</a></li></ul>'
    )
    pieces = (paragraphs(OPENING, MIDDLE), links, paragraphs(CLOSING))
    assert kept(*pieces, article=True) == [OPENING, MIDDLE, CLOSING]
    assert len(kept(*pieces)) == 5
    introduced = (paragraphs(OPENING, MIDDLE, "The county named two reports:"), links, paragraphs(CLOSING))
    assert len(kept(*introduced, article=True)) == 6


def test_the_headline_told_again_is_no_subhead() -> None:
    again = "The county of Brenn moves its channel to the east"
    text = paragraphs(OPENING, MIDDLE)
    assert kept(f"<h2>{again}</h2>", text, chances={again: 0.6}) == [OPENING, MIDDLE]
    assert again in kept(f"<h2>{again}</h2>", text)  # the model is sure of it
    assert not retells(HEADLINE, "What the fishers of the east say")


def test_the_headline_as_a_line_of_its_own_is_no_paragraph() -> None:
    assert kept(f"<p>{HEADLINE}.</p>", paragraphs(OPENING, MIDDLE)) == [OPENING, MIDDLE]
    assert len(kept(paragraphs(OPENING, HEADLINE, MIDDLE))) == 3  # said again in the text


def test_a_list_that_says_what_the_text_will_say_is_no_text() -> None:
    said = (
        "The county of Brenn will dredge a channel to the east of the mole.",
        "Forty vessels waited outside of the harbour on Tuesday.",
        "The fishers of Hollen Ford go to court.",
    )
    summary = f"<h2>In short</h2><ul>{''.join(f'<li>{each}</li>' for each in said)}</ul>"
    text = paragraphs(OPENING, MIDDLE, CLOSING)
    chances = dict.fromkeys([*said, "In short"], 0.65)
    assert kept(summary, text, article=True, chances=chances) == [OPENING, MIDDLE, CLOSING]
    sure = dict.fromkeys(said, 0.9)
    assert set(said) < set(kept(summary, text, article=True, chances=sure))
    assert set(said) < set(kept(summary, text, chances=chances))
    assert set(said) < set(kept(text, summary, article=True, chances=chances))


def test_links_to_the_sites_other_hosts_are_links_to_the_site() -> None:
    jobs = (
        '<ul><li><a href="https://jobs.tern.example/1">Pilot for the eastern channel, Hollen Ford harbour</a></li>'
        '<li><a href="https://jobs.tern.example/2">Keeper of the tide gauge, county of Brenn</a></li></ul>'
    )
    head = '<link rel="canonical" href="https://www.tern.example/channel">'
    assert kept(head, paragraphs(OPENING, MIDDLE), jobs, paragraphs(CLOSING), article=True) == [
        OPENING,
        MIDDLE,
        CLOSING,
    ]


def test_pointers_and_requests_go() -> None:
    pointer = '<p>Read more: <a href="/dredger">The dredger that never came</a></p>'
    request = "<p>Follow The Sallo Courier on Facebook and Instagram.</p>"
    assert kept(paragraphs(OPENING), pointer, paragraphs(MIDDLE), request) == [OPENING, MIDDLE]


def test_a_hidden_copy_of_the_text_is_not_uncovered() -> None:
    whole = paragraphs(OPENING, MIDDLE, CLOSING)
    markup = read_markup(f"<html><body>{whole}<div hidden>{whole}</div></body></html>")
    assert [block.text for block in markup.blocks] == [OPENING, MIDDLE, CLOSING]


def test_a_note_on_the_author_at_the_end_goes_and_what_an_author_says_in_the_text_stays() -> None:
    note = "Harbour reporter Mika Orrin writes on the coast for the Courier."
    said = "Mika Orrin, who was there, counted nine."
    assert kept(paragraphs(said, OPENING, MIDDLE, CLOSING, note), authors=["Mika Orrin"]) == [
        said,
        OPENING,
        MIDDLE,
        CLOSING,
    ]
    assert note in kept(paragraphs(OPENING, MIDDLE, CLOSING, note), authors=["Sefa Lindqvist"])
    assert len(kept(paragraphs(OPENING, MIDDLE, said), authors=["Mika Orrin"])) == 3


def test_asides_together_never_take_the_body() -> None:
    asides = "".join(f"<aside>{paragraphs(f'{number} of five: {MIDDLE}')}</aside>" for number in range(5))
    assert sum(len(text.split()) for text in kept(asides)) >= 80


def test_an_address_that_is_none_stops_nothing() -> None:
    line = (
        '<p><a href="https://[domain]/quay">The quay at Hollen Ford opens its gates again after the long works</a></p>'
    )
    assert OPENING in kept(paragraphs(OPENING, MIDDLE), line, paragraphs(CLOSING), article=True)


def test_a_letter_to_the_desk_is_no_link_to_another_page() -> None:
    line = '<p><a href="mailto:desk@tern.example">Write to the desk of the Tern about the channel and the ferry</a></p>'
    assert any(
        text.startswith("Write") for text in kept(paragraphs(OPENING, MIDDLE), line, paragraphs(CLOSING), article=True)
    )


def test_many_walls_in_one_box_are_read_in_time() -> None:
    begun = time.process_time()
    kept(
        paragraphs(OPENING), "<div>" + "<p>Subscribe now to continue reading</p>" * 4000 + "</div>", paragraphs(CLOSING)
    )
    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.osk.de/quay", "osk"),
        ("https://osk.de", "osk"),
        ("https://jobs.osk.de/", "osk"),
        ("https://www.lowmark-courier.co.uk/", "lowmark-courier"),
        ("https://sallo.example.com/a", "example"),
        ("https://[domain]/", ""),
    ],
)
def test_a_site_is_the_name_it_is_registered_by(address: str, name: str) -> None:
    assert _site(address) == name
