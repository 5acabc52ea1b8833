"""When a page was published: what dates it, what does not, and which of several places is believed."""

from pathlib import Path

import pytest

from dateline.article import read_article
from dateline.article.draft import DraftBlock
from dateline.article.publication.printed import last_saved
from dateline.model import Article, Page

PAGES = Path(__file__).parents[1] / "pages"
LEDE = (
    "The morning ferry from Sallo ran aground on a sandbank off Hollen Ford on Wednesday, and 212 passengers spent "
    "five hours on board before the tide lifted her."
)
REST = """<p>Nobody was hurt, the harbour master, Orrin Vask, said. He said that a buoy had drifted during the storm of
the weekend and that the pilot could not have known.</p>
<p>The company said that it would refund every ticket and that the ferry would be inspected in dock.</p>
<p>The sandbank has moved by about 300 metres since the charts of last year were printed, the pilots’ guild said.</p>"""
HEADLINE = "Ferry runs aground off Hollen Ford"
URL = "https://tern.example/sea/ferry"


def read(
    *, head: str = "", above: str = "", below: str = "", lede: str = LEDE, rest: str = REST, after: str = "",
    language: str = "en-GB", url: str = URL,
) -> Article:  # fmt: skip
    """A page with a headline, lines above and below it, a text, and lines after it."""
    html = (
        f'<!doctype html><html lang="{language}"><head><title>{HEADLINE} | The Tern</title>'
        f'<meta property="og:type" content="article">{head}</head><body><header><a href="/">The Tern</a></header>'
        f"<main>{above}<h1>{HEADLINE}</h1>{below}<p>{lede}</p>{rest}{after}</main>"
        "<footer><p>© Tern Press. All rights reserved.</p></footer></body></html>"
    ).encode()
    return read_article(Page(id=Page.identify(html), content=html, media_type="text/html", url=url))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://tern.example/2025/3/4/ferry", "2025-03-04"),
        ("https://tern.example/202503/04/ferry", "2025-03-04"),
        ("https://tern.example/ferry-2025-03-04", "2025-03-04"),
        ("https://tern.example/news/14-03-2025", "2025-03-14"),
        ("https://tern.example/news/04032025-ferry-aground", "2025-03-04"),
        ("https://tern.example/news/ferry-14-03-2025", None),
        ("https://tern.example/news/44-03-2025", None),
        ("https://tern.example/2028064/ferry", None),
        ("https://tern.example/2025/3/41/ferry", None),
    ],
)
def test_a_number_in_an_address_is_no_date(url: str, day: str | None) -> None:
    article = read(url=url)
    assert article.published == day
    assert article.found_by.get("published") == ("url" if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "Week of 9-23 May 2025",
        "14. - 20. Mai 2025",
        "2025/5/11-12",
        "11 May 2025 - 14 May 2025",
        "14 May 2025, 13:15 - 19:00",
        "Valid until 14 May 2025",
        "(bis 31.12.2025)",
        "Anmeldeschluss 14.05.2025",
    ],
)
def test_the_days_of_an_event_and_the_end_of_an_offer_date_nothing(line: str) -> None:
    article = read(below=f'<div class="date">{line}</div>')
    assert (article.published, article.modified) == (None, None)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("14 May 2025 - 13:15", "2025-05-14T13:15"),
        ("14 May 2025 - 2 min read", "2025-05-14"),
        ("Part 3 - 14.05.2025", "2025-05-14"),
        ("Part 3 - 2025-05-14", "2025-05-14"),
        ("14.05.2025 - 12.30 Uhr", "2025-05-14"),
    ],
)
def test_what_only_looks_like_a_span_still_dates(line: str, value: str) -> None:
    assert read(below=f'<div class="date">{line}</div>').published == value


@pytest.mark.parametrize("line", ["14 May 2025 | Sea", "Hollen Ford, 14 May 2025", "Sea (1/1) 14 May 2025"])
@pytest.mark.parametrize("markup", ["figcaption", "h2", "p"])
def test_a_bare_date_beside_the_headline_is_the_articles_own(line: str, markup: str) -> None:
    article = read(below=f"<div><{markup}>{line}</{markup}></div>")
    assert article.published == "2025-05-14"
    assert article.found_by["published"] == "visible"


def test_dates_of_other_stories_by_the_headline_of_another_do_not_date() -> None:
    cards = "".join(f'<li><a href="/{day}">Storks come early this year</a> {day} May 2025</li>' for day in (11, 12, 13))
    assert read(after=f'<aside class="related"><h3>More from Sea</h3><ul>{cards}</ul></aside>').published is None


@pytest.mark.parametrize(
    "opening",
    [
        "14.05.2025 – {}",
        "14 May 2025. {}",
        "(14 May 2025) {}",
        "2025-05-14 | {}",
        "HOLLEN FORD, May 14, 2025 (TP) — {}",
        "Hollen Ford, 14 May 2025 /Tern Wire/ -- {}",
        "Press release of 14 May 2025 | {}",
    ],
)
def test_the_date_that_opens_a_report_dates_it(opening: str) -> None:
    article = read(lede=opening.format(LEDE))
    assert article.published == "2025-05-14"
    assert article.confidence["published"] < 0.8


@pytest.mark.parametrize(
    "lede",
    [
        "14 May 2025 was the day on which the ferry from Sallo ran aground, and nobody on board will forget it.",
        "On Wednesday, 14 May 2025 – the day of the storm – the ferry from Sallo ran aground off the ford.",
        "The ferry ran aground on 14 May 2025. The 212 passengers spent five hours on board until the tide came.",
        "14-16 May 2025 – The pilots of Hollen Ford meet in Sallo, and the sandbank is what they will talk about.",
    ],
)
def test_a_date_within_a_sentence_dates_nothing(lede: str) -> None:
    assert read(lede=lede).published is None


def test_a_chronicle_opens_with_the_dates_of_what_it_tells() -> None:
    told = "May 2025 – The ferry was seen off the ford, and the tide was low again."
    rest = "".join(f"<p>{day} {told}</p>" for day in (15, 16, 18))
    assert read(lede=f"14 May 2025 – {LEDE}", rest=rest).published is None


@pytest.mark.parametrize("name", ["w-published-date", "article-publish-time", "published", "first_published_at"])
def test_metadata_of_a_publishers_own_naming(name: str) -> None:
    article = read(head=f'<meta name="{name}" content="2025-05-14T08:00:00Z">')
    assert article.published == "2025-05-14T08:00:00Z"
    assert article.found_by["published"] == "meta"


@pytest.mark.parametrize("name", ["publisher", "published-by", "unpublish-date", "publish-state"])
def test_names_that_tell_no_time_of_publication(name: str) -> None:
    assert read(head=f'<meta name="{name}" content="2025-05-14">').published is None


def test_of_two_names_of_its_own_making_the_earlier_is_the_publication() -> None:
    head = '<meta name="published-time" content="2026-03-09T08:45Z"><meta name="published-date" content="2025-05-14">'
    assert read(head=head).published == "2025-05-14"


def test_a_meta_element_called_date_yields_to_a_named_one_and_to_what_is_printed() -> None:
    bare = '<meta name="date" content="2025-05-20">'
    named = '<meta property="article:published_time" content="2025-05-14T07:00:00Z">'
    line = '<div class="date">14 May 2025</div>'
    assert read(head=bare).published == "2025-05-20"
    assert read(head=bare + named).published == "2025-05-14T07:00:00Z"
    article = read(head=bare, below=line)
    assert (article.published, article.found_by["published"]) == ("2025-05-14", "visible")
    assert read(head=named.replace("14T", "20T"), below=line).published == "2025-05-20T07:00:00Z"


def test_a_bare_meta_date_after_the_last_change_is_a_save() -> None:
    article = read(
        head='<meta name="date" content="2025-05-20T11:52:23">',
        below='<p class="stand">Stand: 14.05.2025 18:00 Uhr</p>',
    )
    assert (article.published, article.modified) == (None, "2025-05-14T18:00")
    dated = read(
        head='<meta name="date" content="2025-05-20">',
        below="<p>Updated 14 May 2025</p>",
        url=f"{URL}/2025/05/12/ferry",
    )
    assert (dated.published, dated.modified) == ("2025-05-12", "2025-05-14")


def test_a_change_before_the_publication_is_one_of_something_else() -> None:
    article = read(
        head='<meta property="article:published_time" content="2025-05-14T07:00:00Z">',
        after="<p>Terms last updated 3 March 2024</p>",
    )
    assert (article.published, article.modified) == ("2025-05-14T07:00:00Z", None)


def test_the_order_of_numbers_is_settled_by_what_is_sure() -> None:
    line = '<p class="date"><time datetime="2025-03-04T12:00:00Z">03/04/2025</time></p>'
    assert read(below=line, language="en").published == "2025-03-04T12:00:00Z"
    article = read(
        head='<meta name="date" content="05/04/2025 12:43:42">',
        after="<p>Erstellt am: 04.05.2025</p>",
        language="de-CH",
    )
    assert article.published == "2025-05-04T12:43"


def test_a_line_that_alone_is_labelled_dates_from_wherever_it_stands() -> None:
    assert read(after='<div class="share"><p>Published</p><p>14 May 2025</p></div>').published == "2025-05-14"
    assert read(after='<ul class="contact"><li>Veröffentlicht am 14. Mai 2025</li></ul>').published == "2025-05-14"
    assert read(after='<ul class="promo"><li>Updated 14 May 2025</li></ul>').modified == "2025-05-14"


def test_structured_data_in_a_script_without_a_type() -> None:
    data = '{"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": "2025-05-14T06:00:00+01:00"}'
    article = read(head=f"<script>{data}</script>")
    assert (article.published, article.found_by["published"]) == ("2025-05-14T06:00:00+01:00", "json-ld")
    assert read(head=f"<script>var page = {data};</script>").published is None


def test_a_script_that_only_prints_its_date() -> None:
    line = '<div class="info"><script>{}</script></div>'
    article = read(below=line.format('showDate("2025/05/14 01:43:09")'))
    assert (article.published, article.found_by["published"]) == ("2025-05-14T01:43", "script")
    typed = line.replace("<script>", '<script type="text/javascript">').format("document.write('2025-05-14 10:00')")
    assert read(below=typed).published == "2025-05-14T10:00"
    nested = line.format('document.write(since(new Date("2025-05-14T01:43")));')
    assert read(below=nested).published == "2025-05-14T01:43"
    assert read(below=line.format('var shown = "2025-05-14"; load("/menu")')).published is None
    several = "".join(line.format(f'showDate("2025/05/{day} 01:43:09")') for day in (14, 15))
    assert read(below=several).published is None


def test_a_videos_page_keeps_its_own_date_among_many_others() -> None:
    html = (PAGES / "section-index.html").read_text("utf-8")
    video = '<meta property="og:type" content="video.other"><meta itemprop="datePublished" content="2025-05-14">'
    plain, told = (
        read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
        for content in (html.encode(), html.replace("</title>", f"</title>{video}").encode())
    )
    assert (plain.kind, plain.published) == ("index", None)
    assert (told.kind, told.published, told.found_by["published"]) == ("other", "2025-05-14", "microdata")


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("This page was last edited on 3 May 2025, at 08:15.",), "2025-05-03"),
        (("Diese Seite wurde zuletzt am 3. Mai 2025 geändert.", "Impressum"), "2025-05-03"),
        (("Last edited on 3 May 2025", "Last edited on 9 May 2025"), None),
        (("The ferry was built on 3 May 2025",), None),
    ],
)
def test_a_page_without_other_dates_has_that_of_its_last_change(lines: tuple[str, ...], day: str | None) -> None:
    blocks = [DraftBlock(text=LEDE, role="body"), *(DraftBlock(text=line, role="other") for line in lines)]
    saved = last_saved(blocks, 0, True)
    assert (saved and saved.day) == day
    assert last_saved([DraftBlock(text=LEDE, role="body"), DraftBlock(text=lines[0], role="comment")], 0, True) is None


@pytest.mark.parametrize(
    ("published", "modified", "kept"),
    [
        ("2031-05-04T16:25:00+02:00", "2031-05-04T17:08:00+02:00", True),
        ("2031-05-04T16:25:00+02:00", "2031-05-04T05:08:00+02:00", False),
        ("2031-05-04", "2031-05-03", False),
        ("2031-05-04T16:25:00+02:00", "2031-05-04T14:30:00Z", True),
        ("2031-05-04T16:25:00", "2031-05-04T14:30:00Z", True),
        ("2031-05-04", "2031-05-04T05:08:00+02:00", True),
    ],
)
def test_a_change_before_the_publication_is_none(published: str, modified: str, kept: bool) -> None:
    node = f'{{"@type": "NewsArticle", "datePublished": "{published}", "dateModified": "{modified}"}}'
    article = read(head=f'<script type="application/ld+json">{node}</script>')
    assert (article.modified is not None) is kept


def _data(published: str, modified: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "'
        f'{published}", "dateModified": "{modified}"}}</script>'
    )


@pytest.mark.parametrize(
    ("published", "modified", "line", "day"),
    [
        ("Jun 24, 2031", "Jun 24, 2031", "August 25, 2030", "2030-08-25"),
        ("Jun 24, 2031", "Jun 20, 2031", "August 25, 2030", "2030-08-25"),  # the site was built anew after the change
        ("Jun 24, 2031", "Jul 20, 2031", "August 25, 2030", "2031-06-24"),
        ("Jun 24, 2031", "Jun 24, 2031", "June 23, 2031", "2031-06-24"),  # the same on another clock
        ("2031-11-01", "2031-11-01", "11/01/2031", "2031-11-01"),
    ],
)
def test_the_day_of_the_last_save_yields_to_a_printed_one(published: str, modified: str, line: str, day: str) -> None:
    article = read(head=_data(published, modified), below=f'<div class="date">{line}</div>', language="de-AT")
    assert (article.published or "")[:10] == day


def test_microdata_of_the_last_change_yield_to_a_meta_element() -> None:
    meta = '<meta property="article:published_time" content="2029-04-12T18:33:59+02:00">'
    item = '<div itemscope><meta itemprop="datePublished" content="2031-02-19">{}</div>'
    changed = '<meta itemprop="dateModified" content="2031-02-19">'
    assert (read(head=meta, above=item.format(changed)).published or "")[:10] == "2029-04-12"
    assert (read(head=meta, above=item.format("")).published or "")[:10] == "2031-02-19"
    printed = '<div class="date">12 April 2029</div>'
    assert (read(head=meta, above=item.format(""), below=printed).published or "")[:10] == "2029-04-12"


def test_a_moment_of_universal_time_is_told_as_the_page_prints_it_with_its_zone() -> None:
    meta = '<meta property="article:published_time" content="2031-05-04T03:37:37+00:00">'
    line = '<div class="date"><time datetime="2031-05-03T23:37:37-04:00">3 May, 11:37 pm</time></div>'
    assert read(head=meta, below=line).published == "2031-05-03T23:37:37-04:00"
    other = line.replace("23:37:37", "22:37:37")
    assert read(head=meta, below=other).published == "2031-05-04T03:37:37+00:00"


def test_linked_data_that_a_meta_element_holds_are_read() -> None:
    data = '{"@type": "Article", "datePublished": "2031-11-17T09:00:00-05:00", "author": {"name": "Runa Meschel"}}'
    article = read(head=f"<meta name='script:ld+json' content='{data}'>")
    assert article.published == "2031-11-17T09:00:00-05:00"
    assert [author.name for author in article.authors] == ["Runa Meschel"]
