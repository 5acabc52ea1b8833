"""Posts that no class of a network's own code marks, by their words; every page and post is invented."""

import tomllib
from collections.abc import Callable

import pytest

from dateline.article import read_article
from dateline.article.lines.posted import ends_as_post, is_button, names_sharer, signs_post
from dateline.language import shared_data
from dateline.model import Article, Page

_TABLE = tomllib.loads((shared_data().read("article/posts.toml") or b"").decode())
_HEADLINE = "Pilots of Velno refuse to sail without a new chart"
_PARAGRAPHS = [
    "The pilots of Velno said on Monday that they would not sail again before the county gives them a new chart.",
    "Two ships have run aground since the spring, and the harbour master counts nine more that touched the bottom.",
    "The county answered that the chart would be printed by June and that the channel is as deep as ten years ago.",
    "Ferries to the islands go as before, the company said, but with fewer lorries, since a light ferry draws less.",
]
_SAID = "We measured it ourselves at low tide: four metres where the chart has six."
_SIGNED = "— Mika Orrin (@orrin_pilot) May 4, 2031"


def page_of(*lines: str, media_type: str = "text/html") -> Article:
    """An article with these lines (elements in a page of HTML) amid its paragraphs."""
    if media_type == "text/html":
        first, second, *rest = [f"<p>{text}</p>" for text in _PARAGRAPHS]
        words = f"""<html lang="en"><head><title>{_HEADLINE}</title><meta property="og:type" content="article"></head>
            <body><article><h1>{_HEADLINE}</h1>{first}{second}{"".join(lines)}{"".join(rest)}</article></body></html>"""
    else:
        words = "\n".join(["Home", "Coast", _HEADLINE, "4 May 2031", *_PARAGRAPHS[:2], *lines, *_PARAGRAPHS[2:]])
    content = words.encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type=media_type))


def quoted(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.role == "quotation"]


@pytest.mark.parametrize(
    ("table", "tells"),
    [("links", ends_as_post), ("shared", names_sharer), ("buttons", is_button), ("signatures", signs_post)],
)
def test_the_tables_examples_hold(table: str, tells: Callable[[str], bool]) -> None:
    assert [line for line in _TABLE[table]["examples"] if not tells(line)] == []
    assert [line for line in _TABLE[table]["counterexamples"] if tells(line)] == []


@pytest.mark.parametrize(
    "lines",
    [
        [f"<p>{_SAID} pic.twitter.com/aB3dE5</p>", f"<p>{_SIGNED}</p>"],
        [f"<p>{_SAID} https://t.co/aB3dE5</p>", "<p>Mika Orrin (@orrin_pilot) May 4, 2031</p>"],
        [f"<blockquote><p>{_SAID}</p>{_SIGNED}</blockquote>"],
        [f"<p>{_SAID}</p>", f"<p>{_SIGNED}</p>"],
        [f"<p>{_SAID} pic.x.com/aB3dE5 {_SIGNED}</p>"],
        [f"<div><div>Mika Orrin</div><div>@orrin_pilot</div><p>{_SAID}</p><div>10:12 AM · May 4, 2031</div></div>"],
    ],
    ids=["linked", "without a dash", "in its quotation", "signed alone", "one line", "as set by a network"],
)
def test_a_post_that_no_code_marks_is_quoted_and_no_paragraph_is(lines: list[str]) -> None:
    article = page_of(*lines)
    found = "\n".join(quoted(article))
    assert _SAID in found and "orrin_pilot" in found
    assert {block.role for block in article.blocks if block.text in _PARAGRAPHS} <= {"body", "standfirst"}


def test_in_a_dump_the_address_at_its_end_or_the_line_below_tells_a_post() -> None:
    for lines in ([f"{_SAID} pic.twitter.com/aB3dE5", _SIGNED], [_SAID, _SIGNED], [f"{_SAID} https://t.co/aB3dE5"]):
        assert quoted(page_of(*lines, media_type="text/plain"))[0].startswith(_SAID)


def test_in_a_dump_the_last_line_that_signs_quotes_no_paragraph() -> None:
    words = "\n".join(["Home", "Coast", _HEADLINE, "4 May 2031", *_PARAGRAPHS, "— Runa Meschel (@runa) May 4, 2031"])
    content = words.encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/plain"))
    assert not set(quoted(article)) & set(_PARAGRAPHS)


def test_a_paragraph_that_quotes_a_post_and_who_signs_the_page_are_none() -> None:
    told = f"<p>Orrin wrote: “{_SAID}” https://t.co/aB3dE5</p>"
    box = (
        "<div><p>Runa Meschel</p><p>@runa</p><p>Runa sails where she can and writes of what the pilots tell.</p></div>"
    )
    assert quoted(page_of(told)) == []
    assert quoted(page_of(box)) == []


def test_the_button_to_a_post_is_none_of_the_text() -> None:
    article = page_of("<p>View this post on Instagram</p>", "<p>A post shared by Mika Orrin (@orrin_pilot)</p>")
    assert quoted(article) == ["A post shared by Mika Orrin (@orrin_pilot)"]
    assert "View this post" not in article.text


def test_a_line_of_copyright_at_the_text_s_end_is_none_of_it() -> None:
    words = "\n".join(f"<p>{text}</p>" for text in [*_PARAGRAPHS, "© Tidal Press 2031"])
    content = (
        f"<html lang='en'><title>{_HEADLINE}</title><article><h1>{_HEADLINE}</h1>{words}</article></html>".encode()
    )
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert {block.text: block.role for block in article.blocks}["© Tidal Press 2031"] == "legal"
    assert "©" not in article.text


@pytest.mark.parametrize("line", [_SIGNED, "Mika Orrin (@orrin_pilot) won it on 4 May 2031"])
def test_who_signs_the_article_below_its_text_makes_no_post_of_it(line: str) -> None:
    words = "\n".join(f"<p>{text}</p>" for text in [*_PARAGRAPHS, line])
    content = (
        f"<html lang='en'><title>{_HEADLINE}</title><main><h1>{_HEADLINE}</h1><p class='standfirst'>{_SAID}</p>"
        f"<div>{words}</div></main></html>"
    ).encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert not set(quoted(article)) & set(_PARAGRAPHS[:-1])
    assert all(text in article.text for text in _PARAGRAPHS[:-1])
