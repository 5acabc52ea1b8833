"""Who publishes a page whose metadata do not say so."""

import pytest

from dateline.article import read_article
from dateline.article.names.owners import owner_in
from dateline.model import Page

BODY = """<p>Police arrested two men in the harbour town on Tuesday after a fire at a shed, the prosecutor said.</p>
<p>The fire began shortly after midnight and burned for three hours before crews from two towns put it out.</p>
<p>Neighbours told reporters that they had heard a loud bang and seen smoke over the quay before the sirens came.</p>"""
ADDRESS = '<link rel="canonical" href="https://www.{host}.example/two-held">'
BODY_NODE = '{"@context": "https://schema.org", "@type": "Organization", "name": "Sallo Harbour Watch"}'


def outlet_of(*, title: str = "", head: str = "", top: str = "", foot: str = "") -> str | None:
    html = (
        f"<html lang=en><head><title>Two held after boat shed fire{title}</title>{head}</head><body>{top}<article>"
        f"<h1>Two held after boat shed fire</h1><p>By Jonas Tavi</p>{BODY}</article>{foot}</body></html>"
    ).encode()
    return read_article(Page(id=Page.identify(html), content=html, media_type="text/html")).outlet


@pytest.mark.parametrize(
    ("places", "outlet"),
    [
        ({"title": " - Astrel Today"}, "Astrel Today"),
        ({"title": " | Crime | Dursk Daily News"}, "Dursk Daily News"),
        ({"title": " – Teln Online", "head": ADDRESS.format(host="telnonline")}, "Teln Online"),
        ({"title": " – Teln Online", "foot": "<p>© 2025 Teln Online Ltd</p>"}, "Teln Online"),
        ({"foot": "<p>Copyright © 2025 Velno Times Ltd. All rights reserved.</p>"}, "Velno Times"),
        ({"head": f'<script type="application/ld+json">{BODY_NODE}</script>'}, "Sallo Harbour Watch"),
        ({"head": '<meta property="al:ios:app_name" content="Teln News">'}, "Teln News"),
        ({"head": ADDRESS.format(host="velno-times")}, "Velno Times"),
        ({"head": ADDRESS.format(host="harbourwatch"), "top": "<div>Harbour Watch</div>"}, "Harbour Watch"),
        ({"title": " | Sallo Harbour Network", "head": ADDRESS.format(host="shn")}, "Sallo Harbour Network"),
        ({"title": " | Sallo Harbour Network", "head": ADDRESS.format(host="sh")}, None),
        ({"title": " - velnoblog", "head": ADDRESS.format(host="velnoblog")}, "velnoblog"),
        ({"title": " - www.sallo.example", "head": ADDRESS.format(host="sallo")}, "sallo.example"),
        ({"title": " - VLB - For the birds of Velno", "head": ADDRESS.format(host="vlb")}, "VLB"),
        ({"title": " | Harbour Office Velno", "head": ADDRESS.format(host="velno")}, "Harbour Office Velno"),
        ({"title": " | Crime in velno.example", "head": ADDRESS.format(host="velno")}, "velno.example"),
        ({"title": " | Crimes, fires, Velno", "head": ADDRESS.format(host="velno")}, None),
        ({"title": " - velnoblog", "head": ADDRESS.format(host="sallo")}, None),
        ({"title": " | Velno", "head": ADDRESS.format(host="velno"), "top": "<h2>Velno</h2>"}, "Velno"),
        (
            {"head": ADDRESS.format(host="velnos"), "top": '<img src="/a.png" alt="velnos.example logo">'},
            "velnos.example",
        ),
        ({"top": '<img src="/a.png" alt="velnos.example logo">'}, None),
        ({"title": " - Crime"}, None),
        ({"foot": "<p>© 2025 Dursk Holdings</p>"}, None),
        ({"head": ADDRESS.format(host="harbourwatch")}, None),
    ],
)
def test_outlet_without_a_site_name(places: dict[str, str], outlet: str | None) -> None:
    assert outlet_of(**places) == outlet


SITE = '<meta property="og:site_name" content="{}">'


@pytest.mark.parametrize(
    ("name", "host", "outlet"),
    [
        ("Astrel Today - All the news of the northern coast", "x", "Astrel Today"),
        ("News of the coast | Sallo Harbour Watch | See what is true", "salloharbourwatch", "Sallo Harbour Watch"),
        ("Dursk - Union of Dursk", "x", "Dursk - Union of Dursk"),
        ("News and views of the coast on www.dursk-daily.example", "x", "dursk-daily.example"),
        ("Teln Online http://www.telnonline.example", "x", "Teln Online"),
        ("https://www.teln.example", "x", "teln.example"),
        ("Two held after boat shed fire | Teln Online", "x", "Teln Online"),
        ("Teln Online |", "x", "Teln Online"),
        ("★★★ - Teln Online", "x", "Teln Online"),
        ("Teln.example", "x", "Teln.example"),
    ],
)
def test_a_slogan_or_an_address_is_no_part_of_the_name(name: str, host: str, outlet: str) -> None:
    assert outlet_of(head=SITE.format(name) + ADDRESS.format(host=host)) == outlet


@pytest.mark.parametrize(
    ("publisher", "outlet"), [("Dursk Wire", "telnonline.example"), ("Teln Online", "Teln Online")]
)
def test_an_address_yields_to_the_publisher_whose_it_is(publisher: str, outlet: str) -> None:
    node = f'{{"@type": "NewsArticle", "headline": "x", "publisher": {{"name": "{publisher}"}}}}'
    site = SITE.format("https://www.telnonline.example")
    assert outlet_of(head=f'{site}<script type="application/ld+json">{node}</script>') == outlet


@pytest.mark.parametrize(
    ("name", "end", "path", "outlet"),
    [
        ("velnotimes.example", "Velno Times", "two-held", "Velno Times"),
        ("velnotimes.example", "velnotimes.example", "two-held", "velnotimes.example"),
        ("velnotimes.example", "Crime", "two-held", "velnotimes.example"),
        ("Velnotimes.example", "Velno Times", "two-held", "Velnotimes.example"),
        ("Harbour", "Velno Times", "harbour/two-held", "Velno Times"),
        ("Harbour", "Velno Times", "two-held", "Harbour"),
        ("Harbour", "Crime", "harbour/two-held", "Harbour"),
        ("Velnotimes", "Velno Times", "velnotimes/two-held", "Velnotimes"),
    ],
)
def test_a_bare_host_or_a_section_yields_to_the_name_in_the_title(name: str, end: str, path: str, outlet: str) -> None:
    url = f"https://www.velnotimes.example/{path}"
    html = (
        f"<html lang=en><head><title>Two held after boat shed fire | {end}</title>{SITE.format(name)}</head><body>"
        f"<article><h1>Two held after boat shed fire</h1>{BODY}</article></body></html>"
    ).encode()
    page = Page(id=Page.identify(html), content=html, media_type="text/html", url=url)
    assert read_article(page).outlet == outlet


def test_a_slogan_that_ends_the_title_and_heads_the_page_is_no_outlet() -> None:
    slogan = "See what the coast is saying"
    assert outlet_of(title=f" | {slogan}", top=f"<div>{slogan}</div>") is None
    assert outlet_of(title=" | Sallo Harbour Watch", top="<div>Sallo Harbour Watch</div>") == "Sallo Harbour Watch"


def test_a_page_that_an_article_is_part_of_lends_it_no_site_name() -> None:
    data = """{"@graph": [{"@type": "Article", "headline": "Two held after boat shed fire", "isPartOf": {"@id": "#p"}},
        {"@type": "WebPage", "@id": "#p", "name": "Two held after boat shed fire"}]}"""
    html = f"""<html lang=en><head><title>Two held after boat shed fire</title><script type="application/ld+json">{data}
        </script></head><body><article><h1>Two held after boat shed fire</h1>{BODY}</article></body></html>""".encode()
    article = read_article(Page(id=Page.identify(html), content=html, media_type="text/html"))
    assert article.headline == "Two held after boat shed fire"
    assert article.outlet is None


def test_owner_keeps_the_words_that_are_left_of_a_group() -> None:
    assert owner_in("© 2025 Dursk Media Group") == "Dursk Media Group"
    assert owner_in("© 2025 Velno Times Media Group") == "Velno Times"
    assert owner_in("All rights reserved") is None


def test_outlet_of_a_dump_is_not_taken_for_a_time() -> None:
    lines = ["Astrel Today", "Home", "Two held after boat shed fire", "By Jonas Tavi", *BODY.splitlines()]
    text = "\n".join([*lines, "More from Astrel Today", "Write to Astrel Today"]).replace("<p>", "").replace("</p>", "")
    page = Page(id=Page.identify(text.encode()), content=text.encode(), media_type="text/plain")
    assert read_article(page, kind="dump").outlet == "Astrel Today"


def test_a_name_of_thousands_of_letters_is_none_and_takes_no_time() -> None:
    name = "harbour" * 10_000
    assert outlet_of(head=f'<meta property="og:site_name" content="{name}">', title=" - Astrel Today") == "Astrel Today"
