"""Pages of our own writing in languages of the world's press: what their lines tell, without a word for machines."""

import html
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.article import read_article
from dateline.article.bylines.split import split_byline
from dateline.model import Article, Page

_TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "pages" / "languages.toml").read_text("utf-8")
)
_PUBLISHED, _MODIFIED = "2026-05-12", "2026-05-13"
# Which two of the four sentences make each paragraph.
_PARAGRAPHS = ((0, 1), (2, 3), (3, 0), (1, 2), (2, 0))
_SITE = "Sallen 24"

languages = pytest.mark.parametrize("language", _TABLE)


def paragraphs(told: dict[str, Any]) -> list[str]:
    space = "" if told["sentences"][0].endswith("。") else " "
    return [told["sentences"][first] + space + told["sentences"][second] for first, second in _PARAGRAPHS]


def read(content: str, media_type: str) -> Article:
    written = content.encode()
    return read_article(Page(id=Page.identify(written), content=written, media_type=media_type))


def printed(told: dict[str, Any], *, wall: bool = False) -> Article:
    """The page in HTML with no class name that helps."""
    told = {name: html.escape(value) if isinstance(value, str) else value for name, value in told.items()}
    text = [f"<p>{html.escape(each)}</p>" for each in paragraphs(told)]
    label, title = map(html.escape, told["pointer"])
    text.insert(3, f'<p>{label} <a href="/n/4">{title}</a></p>')
    text = [*text[:2], f"<p>{told['wall']}</p>"] if wall else text
    menu = " ".join(f'<a href="/{index}/">{entry}</a>' for index, entry in enumerate(told["menu"]))
    tags = ", ".join(f'<a href="/t/{index}">{tag}</a>' for index, tag in enumerate(told["tags"][1:]))
    return read(
        f"<title>{told['headline']} - {_SITE}</title><div><a href='/'>{_SITE}</a></div><div>{menu}</div>"
        f"<div><h1>{told['headline']}</h1><p><b>{told['standfirst']}</b></p><div>{told['byline']}</div>"
        f"<div>{told['published']}</div><div>{told['updated']}</div>"
        f"<div><img src='/quay.jpg'><br><i>{told['caption']} {told['credit']}</i></div>{''.join(text)}"
        f"<p>{told['tags'][0]} {tags}</p></div>" + "".join(f"<div>{html.escape(line)}</div>" for line in told["foot"]),
        "text/html",
    )


def dumped(told: dict[str, Any]) -> Article:
    """The same page's visible text, a line a block."""
    text = paragraphs(told)
    head = [
        _SITE,
        *told["menu"],
        *(told[name] for name in ("headline", "standfirst", "byline", "published", "updated")),
    ]
    lines = [
        *head,
        f"{told['caption']} {told['credit']}",
        *text[:2],
        " ".join(told["pointer"]),
        *text[2:],
        *told["foot"],
    ]
    return read("\n".join(lines), "text/plain")


def body(article: Article) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.role in ("body", "subhead", "list")]


def fields(article: Article) -> dict[str, object]:
    return {
        "headline": article.headline,
        "authors": [author.name for author in article.authors],
        "published": (article.published or "")[:10],
        "modified": (article.modified or "")[:10],
        "body": body(article),
    }


def expected(told: dict[str, Any]) -> dict[str, object]:
    return {
        "headline": told["headline"],
        "authors": told["authors"],
        "published": _PUBLISHED,
        "modified": _MODIFIED,
        "body": paragraphs(told),
    }


@languages
def test_a_page_without_data_for_machines_tells_its_fields(language: str) -> None:
    told = _TABLE[language]
    article = printed(told)
    assert fields(article) == expected(told)
    assert list(article.tags) == told["tags"][1:]
    assert [(image.caption, image.credit) for image in article.images] == [(told["caption"], told["credit"])]
    assert not article.paywalled


@languages
def test_its_visible_text_tells_them_too(language: str) -> None:
    told = _TABLE[language]
    assert fields(dumped(told)) == expected(told)


@languages
def test_a_line_that_asks_for_a_subscription_is_a_wall(language: str) -> None:
    told = _TABLE[language]
    article = printed(told, wall=True)
    assert article.paywalled
    assert body(article)[-2:] == paragraphs(told)[:2]
    assert told["wall"] not in article.text


@languages
def test_bylines_as_they_are_printed(language: str) -> None:
    read_lines = {line: "; ".join(author.name for author in split_byline(line)) for line in _TABLE[language]["bylines"]}
    assert read_lines == _TABLE[language]["bylines"]
