"""Front pages whose first card looks like an article; every page is invented."""

import pytest

from dateline.article import read_article
from dateline.model import Article, Page

_STORIES = [
    ("Pilots of Velno refuse to sail without a new chart", "They will not sail again before the county draws one."),
    (
        "Storks come back to Hollen Ford a month early",
        "Warm winds brought the first of them on Sunday, and eleven nests.",
    ),
    ("Ferry company of Brenn buys two lighter ships", "The ships draw less water and may go on at low tide, it said."),
    ("Council of Lowmark votes for a wall along the quay", "Nine of the fifteen members voted for it after six hours."),
    ("School of navigation takes a record number of pupils", "More than two hundred will begin in the autumn there."),
]
_ADDRESS = "https://harbour.example/"
_STORY = "https://harbour.example/2031/05/story-0.html"


def page_of(
    *, url: str | None, mast: str = "p", first: str = "h1", linked: bool = True, paragraphs: int = 1
) -> Article:
    """Five cards. mast, first: the tags of the site's name and of the first title; the last has so many paragraphs."""
    cards = ""
    for place, (title, text) in enumerate(_STORIES):
        tag = "h2" if place else first
        words = title if not (place or linked) else f'<a href="/2031/05/story-{place}.html">{title}</a>'
        text = "".join(
            f"<p>{text} The harbour master counted the ships.</p>" for _ in range(1 if place else paragraphs)
        )
        cards += f"<div class='story'><{tag}>{words}</{tag}><time datetime='2031-05-04'>4 May 2031</time>{text}</div>"
    content = f"""<html lang="en"><head><title>Harbour Mail</title></head><body><header>
        <{mast}><a href="/">Harbour Mail</a></{mast}><nav><a href="/coast">Coast</a> <a href="/town">Town</a></nav>
        </header><main>{cards}</main><footer><p>© Harbour Mail</p></footer></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=url))


def section_of(*, told: str = "", head: str = "") -> Article:
    """A section by the name of Coast, with five cards. told: what stands above them."""
    cards = "".join(
        f"<div class='card'><h2><a href='/2031/05/story-{place}.html'>{title}</a></h2><p>{text}</p></div>"
        for place, (title, text) in enumerate(_STORIES)
    )
    content = f"""<html lang="en"><head><title>Coast - Harbour Mail</title>{head}</head><body><header>
        <p><a href="/">Harbour Mail</a></p></header><main><h1>Coast</h1>{told}{cards}</main></body></html>""".encode()
    return read_article(
        Page(id=Page.identify(content), content=content, media_type="text/html", url=f"{_ADDRESS}coast")
    )


@pytest.mark.parametrize("url", [_ADDRESS, f"{_ADDRESS}coast", None])
def test_a_page_whose_first_title_is_a_link_like_the_others_is_an_index(url: str | None) -> None:
    for article in (page_of(url=url), page_of(url=url, mast="h1", first="h2")):
        assert (article.kind, article.headline, article.text) == ("index", None, "")
        assert article.section in (None, "Harbour Mail")
        assert {block.role for block in article.blocks if block.text == _STORIES[0][0]} == {"teaser"}


def test_on_a_site_s_own_address_the_first_title_need_be_no_link() -> None:
    assert page_of(url=_ADDRESS, linked=False).kind == "index"


def test_a_section_that_opens_with_linked_titles_is_an_index_unless_it_calls_itself_an_article() -> None:
    assert section_of().kind == "index"
    assert section_of(told="<p>All that happens on the coast of Velno, from the ford to the bay.</p>").kind == "index"
    assert section_of(head='<meta property="og:type" content="article">').kind == "article"
    assert (
        section_of(told=f"<p>{'The council voted to keep the bridge open through the winter. ' * 6}</p>").kind
        == "article"
    )


def test_an_article_whose_headline_leads_to_itself_or_that_is_long_is_one() -> None:
    assert page_of(url=_STORY, paragraphs=8).kind == "article"
    assert page_of(url=_STORY).kind == "article"
    assert page_of(url=f"{_ADDRESS}coast", paragraphs=12).kind == "article"


def round_up(url: str | None, *, headline: str, head: str = "") -> Article:
    """An article that tells of five others: its headline a link, each of theirs a heading that leads to them."""
    cards = "".join(f"<h3><a href='/2031/05/story-{n}'>{title}</a></h3><p>{text}</p>" for n, (title, text) in _CARDS)
    content = f"""<html lang="en"><head><title>What the coast spoke of</title>{head}
        <meta property="og:type" content="article"></head><body><main><h1><a href="{headline}">What the coast spoke of
        this week</a></h1><p>Nine of the ferries that were to sail on Monday lay at the quay, and so did the storks.</p>
        {cards}</main></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=url))


_CARDS = list(enumerate(_STORIES))
_WEEK = "/2031/05/week"


@pytest.mark.parametrize(
    ("url", "headline", "head"),
    [
        (f"{_ADDRESS}2031/05/week/amp", _WEEK, ""),
        (f"{_ADDRESS}2031/05/week.html", _WEEK, ""),
        (f"{_ADDRESS}print/77", _WEEK, f'<link rel="canonical" href="{_ADDRESS}2031/05/week">'),
        (None, _WEEK, ""),
    ],
    ids=["a page for phones", "an ending", "a print view", "no address"],
)
def test_a_headline_that_leads_to_the_article_by_its_other_address_makes_no_index(
    url: str | None, headline: str, head: str
) -> None:
    article = round_up(url, headline=headline, head=head)
    assert (article.kind, article.headline) == ("article", "What the coast spoke of this week")


def test_a_note_above_a_list_of_links_is_no_section() -> None:
    links = "".join(f"<li><a href='/2031/05/story-{n}'>{title}</a></li>" for n, (title, _) in _CARDS)
    text = " ".join(text for _, text in _STORIES[:2])
    content = f"""<html lang="en"><head><title>Ferry drifts</title></head><body><article><ul>{links}</ul>
        <h2>Ferry drifts for hours off the coast</h2><p>By Runa Meschel</p><p>{text}</p></article></body></html>"""
    page = content.encode()
    assert read_article(Page(id=Page.identify(page), content=page, media_type="text/html")).kind == "article"
