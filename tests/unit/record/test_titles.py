"""The title of an event: the sentence that tells it, without the dateline that opens the report."""

from dateline.language import load_language
from dateline.model import Page
from dateline.reading import read_page
from dateline.record.cards import card_of

TEXT = "An explosion tore through a warehouse late on Monday, killing 14 people, officials said."
MORE = "The fire was put out by noon, and the harbour of Port Salvane was closed to all ships for the week."


def titles(opening: str) -> set[str]:
    html = (
        f"<html><head><title>Blast at port</title></head><body><article><h1>Blast at port</h1><p>{opening}{TEXT}</p>"
        f"<p>{MORE}</p></article></body></html>"
    ).encode()
    page = Page(id=Page.identify(html), content=html, media_type="text/html")
    return {report.sentence for report in card_of(read_page(page, load_language("en"))).reports}


def test_an_events_title_has_no_dateline() -> None:
    assert TEXT in titles("PORT SALVANE, Mereva (AD) — ")
    assert not any("PORT SALVANE" in title for title in titles("PORT SALVANE, Mereva (AD) — "))
    assert TEXT in titles("")
