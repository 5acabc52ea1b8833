"""Pictures' addresses: on the web or not at all."""

import time

import pytest

from dateline.article import read_article
from dateline.article.draft import DraftBlock
from dateline.article.fields.images import gather_images
from dateline.article.tree.read import read_markup
from dateline.model import Page

_TEXT = "".join(
    f"<p>The ferry to Orm stopped on {day} after ice closed the northern channel, the harbour office said again.</p>"
    for day in ("Monday", "Tuesday", "Wednesday")
)


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ('src="/quay.jpg"', "https://teln.example/quay.jpg"),
        ('data-src="/quay.jpg"', "https://teln.example/quay.jpg"),
        ('src="data:image/gif;base64,R0lGOD" data-src="/quay.jpg"', "https://teln.example/quay.jpg"),
        ('src="data:image/gif;base64,R0lGOD"', None),
        ('src="./Ferry%20stops_files/quay.jpg"', None),
        ('src="https://[quay.jpg"', None),
        ('src="file:///tmp/quay.jpg"', None),
        ('src="cid:quay@courier.example"', None),
        ('src="//pictures.example/quay.jpg"', "https://pictures.example/quay.jpg"),
        ("", None),
    ],
)
def test_address_of_a_picture(attributes: str, address: str | None) -> None:
    figure = f"<figure><img {attributes} alt='Quay'><figcaption>The quay at Orm on Tuesday.</figcaption></figure>"
    html = f"<article><h1>Ferry stops</h1>{figure}{_TEXT}</article>"
    page = Page(id="p", content=html.encode(), media_type="text/html", url="https://teln.example/ferry")
    (image,) = read_article(page).images
    assert (image.url, image.caption) == (address, "The quay at Orm on Tuesday.")


def test_what_singlefile_hides_is_no_text() -> None:
    html = f"<article><h1>Ferry stops</h1>{_TEXT}<p class='sf-hidden'>Never shown on any page of ours.</p></article>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert "Never shown" not in article.page_text


@pytest.mark.parametrize(
    "hidden", ["<span hidden>{}</span>", "<i class='sr-only'>{}</i>", "<b style='display:none'>{}</b>"]
)
def test_hidden_words_within_a_line_are_no_text(hidden: str) -> None:
    line = f"<p>The ferry <a href='/f'>to Orm{hidden.format(' (opens in a new window)')}</a> sails again on Monday.</p>"
    html = f"<article><h1>Ferry stops</h1>{line}{_TEXT}</article>"
    article = read_article(Page(id="p", content=html.encode(), media_type="text/html"))
    assert "The ferry to Orm sails again on Monday." in article.text


def test_a_figure_of_the_article_s_own_media_has_a_caption() -> None:
    figure = (
        '<figure itemprop="associatedMedia"><img src="/quay.jpg"><figcaption><span>Ice in the northern channel on '
        'Monday, seen from the quay.</span><span itemprop="copyrightHolder">Credit: Runa Tavi</span></figcaption>'
        "</figure>"
    )
    html = f"<article><header><h1>Ferry to Orm stops</h1>{figure}</header>{_TEXT}</article>".encode()
    article = read_article(Page(id=Page.identify(html), content=html, media_type="text/html"))
    assert [block.role for block in article.blocks][:3] == ["headline", "caption", "credit"]


@pytest.mark.parametrize("line", ["By", "3 hours ago", "4 May 2031"])
def test_the_beginning_of_a_byline_and_a_time_in_a_picture_s_box_are_no_captions(line: str) -> None:
    told = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 4
    figure = f'<figure><img src="a.jpg"><figcaption><p>A pilot boat off Velno.</p><p>{line}</p></figcaption></figure>'
    content = (
        f"<html lang='en'><title>Bridge</title><h1>Bridge stays open</h1>{figure}<p>{told}</p><p>{told}</p></html>"
    )
    page = Page(id=Page.identify(content.encode()), content=content.encode(), media_type="text/html")
    roles = {block.text: block.role for block in read_article(page).blocks}
    assert roles["A pilot boat off Velno."] == "caption"
    assert roles[line] not in ("caption", "credit")


def _seconds(figures: int) -> float:
    """How long the pictures of so many figures take, the shortest of some runs."""
    told = [f"<figure><img src=/{at}.jpg><figcaption>Quay {at} at noon.</figcaption></figure>" for at in range(figures)]
    markup = read_markup("".join(told))
    best = 60.0
    for _ in range(3):
        blocks = [DraftBlock(text=block.text, role="caption") for block in markup.blocks]
        start = time.thread_time()
        images = gather_images(markup, blocks, "https://teln.example/")
        best = min(best, time.thread_time() - start)
        assert [image.url for image in images] == [f"https://teln.example/{at}.jpg" for at in range(figures)]
    return best


def test_pictures_take_time_in_proportion_to_their_number() -> None:
    assert _seconds(4000) < 9 * max(_seconds(1000), 2e-4)
