"""Articles that a page tells machines and does not print; every page is invented."""

import html
import json

import pytest

from dateline.article import read_article
from dateline.article.saved.unseen import unseen_paragraphs
from dateline.article.structured import Structured, is_article
from dateline.model import Article, Page

_SENTENCE = "The pilots of Velno said on Monday that boat {} would not sail again before the county prints a new chart."
_PARAGRAPHS = [_SENTENCE.format(number) for number in range(8)]


def page_of(body: str, printed: str = "") -> Article:
    node = {"@type": "OpinionNewsArticle", "headline": "No boat sails from Velno", "articleBody": body}
    content = f"""<html lang="en"><head><title>No boat sails from Velno</title>
        <script type="application/ld+json">{json.dumps(node)}</script></head><body><h1>No boat sails from Velno</h1>
        <div id="app">{printed}</div><p>Sefa Lindqvist writes about the coast. She lives on a boat in Sallo, and has
        sailed since she was nine years old.</p></body></html>""".encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))


def structured_of(body: str) -> Structured:
    node = {"@type": "NewsArticle", "headline": "No boat sails from Velno", "articleBody": body}
    return Structured(article=node, nodes=[node], by_id={}, metas={}, items={}, types=frozenset(("NewsArticle",)))


def test_the_text_that_scripts_would_have_printed_is_read_and_says_where_it_was_found() -> None:
    article = page_of("\n".join(_PARAGRAPHS))
    assert article.kind == "article"
    assert [block.text for block in article.blocks if block.role == "body"] == _PARAGRAPHS
    assert article.found_by["text"] == "json-ld"
    assert all(article.page_text[block.start : block.end] == block.text for block in article.blocks)
    assert [article.text[span.start : span.end] for span in article.body] == _PARAGRAPHS


def test_markup_in_it_is_taken_out() -> None:
    body = "".join(f'<p class="text">{text.replace("Velno", "<b>Velno</b>")}</p>' for text in _PARAGRAPHS)
    assert [block.text for block in page_of(body).blocks if block.role == "body"] == _PARAGRAPHS
    hostile = "<script>alert(1)</script>" + body
    assert "<script>" not in page_of(hostile).text


def test_escaped_markup_is_markup_and_what_no_reader_sees_is_left_out() -> None:
    for escape in (html.escape, lambda text: html.escape(html.escape(text))):
        body = escape("".join(f"<p>{text}</p>" for text in _PARAGRAPHS))
        assert [block.text for block in page_of(body).blocks if block.role == "body"] == _PARAGRAPHS
    hidden = "<style>.quay{color:red}</style><!-- the editor's note --><SCRIPT>sail(1)</script >"
    structured = structured_of(hidden + "".join(f"<p>{text}</p>" for text in _PARAGRAPHS))
    assert unseen_paragraphs(structured, [], "No boat sails from Velno") == _PARAGRAPHS
    structured = structured_of("<script>" * 20_000 + "\u2028".join(_PARAGRAPHS))
    assert unseen_paragraphs(structured, [], "No boat sails from Velno") == _PARAGRAPHS


def test_half_a_pair_is_no_letter_and_blanks_take_no_time() -> None:
    article = page_of("\ud800 " + " " * 150_000 + "\n".join(_PARAGRAPHS))
    assert article.found_by["text"] == "json-ld"
    assert article.text.encode()


@pytest.mark.parametrize("headline", ["Storks come early to Brenn", "404: nothing here"])
def test_the_text_of_another_article_is_none_of_the_pages(headline: str) -> None:
    node = {"@type": "NewsArticle", "headline": "No boat sails from Velno", "articleBody": "\n".join(_PARAGRAPHS)}
    content = f"""<html lang="en"><head><title>{headline}</title><script type="application/ld+json">{json.dumps(node)}
        </script></head><body><h1>{headline}</h1><p>A film of one minute.</p></body></html>""".encode()
    article = read_article(Page(id=Page.identify(content), content=content, media_type="text/html"))
    assert "text" not in article.found_by and "boat" not in article.text


def test_a_text_that_is_printed_is_read_as_printed_and_a_short_one_is_none() -> None:
    printed = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    assert "text" not in page_of("\n".join(_PARAGRAPHS), printed).found_by
    assert "text" not in page_of(_PARAGRAPHS[0]).found_by


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("OpinionNewsArticle", True), ("ReportageNewsArticle", True), ("NewsArticle", True), ("Article", True),
     ("SatiricalArticle", True), ("BlogPosting", True), ("NewsItem", False), ("Particle", False), ("WebPage", False)],
)  # fmt: skip
def test_types_of_articles(kind: str, expected: bool) -> None:
    assert is_article({"@type": kind}) is expected
