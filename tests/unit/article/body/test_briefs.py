"""Articles of one paragraph on pages that hold far more beside them."""

import time

import numpy as np
import pytest

from dateline.article import read_article
from dateline.article.body.brief import find_reach
from dateline.article.tree.read import read_markup
from dateline.model import Article, Page

BRIEF = (
    "The county has closed the swing bridge at Hollen Ford until further notice after divers found two of its piers "
    "cracked, the harbour office said on Tuesday; lorries are sent round by Lowmark."
)
MORE = (
    "The office had the piers looked at because the bridge no longer shut flush after the spring floods, and three "
    "captains had told it of stones in the channel.",
    "Its engineer, Oda Renn, told the council that nobody had been in danger, since the bridge carries no more than "
    "one lorry at a time and a guard stands at either end.",
    "What the repair costs is not known; the council put two hundred thousand crowns aside for it in the winter, and "
    "half of that has gone on the lamps of the eastern mole.",
)
MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("Coast", "Harbours", "Council", "Sport", "Weather")
)
LETTER = (
    "Sign up to our newsletter and read each Friday what moves the coast. We ask for nothing but your address, we "
    "never hand it on, and you may unsubscribe whenever you have had enough of us."
)
ABOUT = (
    "Tam Orrery has written for the Courier since 2019. He grew up among the locks of Brenn and keeps the tide tables "
    "of three harbours in his head; when he is not at a quay, he mends clocks."
)
TERMS = (
    "We keep this space open so that readers may speak with each other. Please stay with the subject, leave out what "
    "would hurt others, and tell us of what breaks the rules; we read each report, though it may take an hour or two."
)
TEASERS = (
    (
        "Kelp prices climb for a third month",
        "Growers on the outer skerries say that the buyers from Velno now come before dawn.",
    ),
    (
        "Old cinema to be a school of bells",
        "The trust wants forty pupils by the autumn and has asked the guild for its ringers.",
    ),
    (
        "Gulls beat the town hall's new kites",
        "For two weeks the kites kept the roof clean, then the birds began to ride on them.",
    ),
)
HEAD = "<html lang=en><head><title>{} - Lowmark Courier</title>{}</head><body>"


def page(*paragraphs: str, kind: str = "", letter: str = LETTER) -> str:
    cards = "".join(
        f'<div class="c7"><h3><a href="/x{number}">{title}</a></h3><p>{words}</p></div>'
        for number, (title, words) in enumerate(TEASERS)
    )
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"{HEAD.format('Bridge at Hollen Ford shut as piers crack', kind)}"
        f"<div class=top><ul>{MENU}</ul></div>"
        f"<div class=col><h1>Bridge at Hollen Ford shut as piers crack</h1><div class=when>3 May 2031, 10:20</div>"
        f"<div class=txt>{text}</div></div>"
        f"<div class=col2><div class=newsletter><h4>Newsletter</h4><p>{letter}</p><a href=/letter>Sign up</a></div>"
        f"<div class=about-author><h4>About the author</h4><p>{ABOUT}</p></div>"
        f"<div class=comment-rules><h4>Comments</h4><p>{TERMS}</p></div></div><div class=row>{cards}</div>"
        "<div class=end><p>© 2031 Lowmark Courier. All rights reserved.</p></div></body></html>"
    )


def read(html: str) -> Article:
    content = html.encode()
    address = "https://courier.example/coast/bridge-hollen-ford-shut-piers-4411.html"
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=address))


def body(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.body]


@pytest.mark.parametrize("kind", ["", '<meta property="og:type" content="article">'])
@pytest.mark.parametrize("count", range(4))
def test_what_stands_beside_a_short_article_is_none_of_it(count: int, kind: str) -> None:
    paragraphs = (BRIEF, *MORE[:count])
    article = read(page(*paragraphs, kind=kind))
    assert article.kind == "article"
    assert body(article) == list(paragraphs)


def test_a_page_whose_text_did_not_come_with_it_has_none() -> None:
    article = read(page("Watch the video", letter="The week in a letter."))
    assert article.kind != "article" and not article.text


def test_a_brief_among_cards_is_no_index() -> None:
    website = '<meta property="og:type" content="website">'
    assert read(page(BRIEF, kind=website)).kind == "article"


def test_a_page_of_cards_below_the_name_of_its_section_is_one() -> None:
    cards = "".join(
        f'<div class="card"><h2><a href="/{number}">{title}</a></h2><p>{words}</p></div>'
        for number, (title, words) in enumerate(TEASERS * 3)
    )
    html = (
        f"{HEAD.format('News from the coast', '<meta property=og:type content=website>')}"
        f"<ul>{MENU}</ul><h1>News from the coast</h1><div>{cards}</div></body></html>"
    )
    content = html.encode()
    address = "https://courier.example/news-from-the-coast/"
    found = read_article(Page(id=Page.identify(content), content=content, media_type="text/html", url=address))
    assert found.kind == "index"


SERIES = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
OWN = (
    "All that moves the harbours between Sallo and Velno: reports, tide tables, prices of fish and what the council "
    "has decided this week."
)


@pytest.mark.parametrize("with_text", [True, False])
@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("News from the coast of Lowmark", "/news/news-from-the-coast-of-lowmark/"),
        ("Clara Ostrel Meschel", "/authors/clara-ostrel-meschel/"),
    ],
)
def test_what_a_section_says_of_itself_is_no_brief(title: str, address: str, with_text: bool) -> None:
    cards = "".join(
        f'<div class="card"><h3><a href="/{number}">Kelp prices climb for a {each} month</a></h3>'
        f"{f'<p>Growers say that the buyers from Velno come before {each} bell.</p>' if with_text else ''}"
        "<span class=date>3 May 2031</span></div>"
        for number, each in enumerate(SERIES * 2)
    )
    website = '<meta property="og:type" content="website">'
    content = f"{HEAD.format(title, website)}<h1>{title}</h1><p>{OWN}</p>{cards}</body></html>".encode()
    address = f"https://courier.example{address}"
    page = Page(id=Page.identify(content), content=content, media_type="text/html", url=address)
    assert read_article(page).kind == "index"


NOTICES = {
    "consent": "We and our partners store small files on your device, such as cookies, and use what you read to show "
    "you things that suit you; you may agree or refuse, and change your mind at any time.",
    "offer": "Read on with a subscription: for two crowns a week you get every story of the Courier on all of your "
    "devices, the paper of each Saturday at your door, and you may leave whenever you want to.",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES)
def test_a_hidden_notice_is_not_the_text_of_a_short_article(notice: str) -> None:
    title = "Bridge at Hollen Ford shut as piers crack"
    rest = "<p>The bridge was shut at noon.</p><div class=c1 style='display:none'><p>{}</p></div></body></html>"
    found = read(f"{HEAD.format(title, '')}<h1>{title}</h1>{rest.format(notice)}")
    assert notice not in found.text
    assert BRIEF in read(f"{HEAD.format(title, '')}<h1>{title}</h1>{rest.format(BRIEF)}").text


def test_many_hidden_texts_are_read_in_time() -> None:
    title = "Bridge at Hollen Ford shut as piers crack"
    hidden = "".join(f"<div hidden><p>{number} {LETTER}</p></div>" for number in range(8_000))
    start = time.process_time()
    markup = read_markup(f"{HEAD.format(title, '')}<h1>{title}</h1><p>{BRIEF}</p>{hidden}</body></html>")
    assert len(markup.blocks) == 2
    assert time.process_time() - start < 2


def test_a_body_of_very_many_parts_is_not_followed() -> None:
    parts = "".join(f"<div><p>{number} {BRIEF}</p></div>" for number in range(2_100))
    markup = read_markup(f"<html><body><div><p>{BRIEF}</p></div>{parts}</body></html>")
    count = len(markup.blocks)
    mass, body, brief = (np.full(count, value, np.float32) for value in (30, 0.6, 0))
    brief[0] = 0.9
    assert find_reach(markup, mass, body, brief) is None
    body[2_000:] = 0
    reach = find_reach(markup, mass, body, brief)
    assert reach is not None
    assert len(reach.parts) == 1_999


def test_what_a_subscription_offers_is_none_of_the_text_and_the_page_asks_for_one() -> None:
    offer = (
        "To view the full story, please subscribe to the Lowmark Courier.",
        "With the Courier you read each report from the coast, the tide tables of three harbours and the letters of "
        "our readers, on all of your devices and without a word of advertising.",
        "Readers of the first hour also get a brass key ring, made by hand in Brenn.",
        "If you are already a subscriber, you can log in here.",
    )
    article = read(page(BRIEF, *MORE, *offer))
    assert body(article) == [BRIEF, *MORE]
    assert article.paywalled and article.truncated
