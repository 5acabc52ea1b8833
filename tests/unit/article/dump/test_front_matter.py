"""Front matter of clippings: the table's own examples, and what becomes of it."""

import pytest

from dateline.article import read_article
from dateline.article.dump.front_matter import take_front_matter
from dateline.language import shared_data
from dateline.model import Article, Page

TABLE = shared_data().table("dump/front_matter.toml")
BODY = (
    "# Ferry runs aground off Sallo\n\n"
    "A ferry with forty passengers ran aground off the island of Sallo on Monday, the harbour office said at noon.\n\n"
    "All aboard were brought ashore by fishermen, said the harbour master, Orla Vint, who was on the quay.\n\n"
    "The ministry wants to know why no warning was given; a report is due in May, a spokeswoman told reporters.\n"
)


def read(text: str) -> Article:
    content = text.encode()
    return read_article(Page(id=Page.identify(content), content=content, media_type="text/plain", charset="utf-8"))


@pytest.mark.parametrize("example", TABLE["examples"], ids=lambda example: example["text"].split("\n")[1])
def test_examples_are_read(example: dict[str, object]) -> None:
    front = take_front_matter(f"{example['text']}{BODY}")
    assert {name: front.told.get(name, []) for name in example["told"]} == example["told"]  # type: ignore[attr-defined]
    assert front.rest == BODY


@pytest.mark.parametrize("example", TABLE["counterexamples"], ids=lambda example: example["text"].split("\n")[1])
def test_counterexamples_are_text(example: dict[str, str]) -> None:
    text = f"{example['text']}{BODY}"
    assert take_front_matter(text) == ({}, text)


def test_fields_come_from_front_matter_where_the_text_has_none() -> None:
    article = read(TABLE["examples"][1]["text"] + BODY)
    assert article.headline == "Ferry runs aground off Sallo"  # the printed one
    assert [author.name for author in article.authors] == ["Ana Ferrol", "Ilja Mott"]
    assert (article.published, article.outlet) == ("2031-03-04", "Harbour Post")
    assert article.canonical_url == "https://harbour.example/ferry"
    assert article.found_by["published"] == "front-matter"
    assert article.raw["authors"] == "Ana Ferrol; Ilja Mott"
    assert "hostname" not in article.page_text


def test_the_day_on_which_a_page_was_kept_is_no_publication_date() -> None:
    article = read(TABLE["examples"][-1]["text"] + BODY)
    assert article.published is None


def test_a_printed_value_is_kept() -> None:
    article = read(TABLE["examples"][0]["text"] + BODY.replace("\n\nA ferry", "\n\nBy Runa Tavi\n\nA ferry"))
    assert [author.name for author in article.authors] == ["Runa Tavi"]
    assert article.found_by["authors"] == "visible"


def test_an_address_that_is_none_is_not_given() -> None:
    article = read("---\ntitle: Ferry\nsource: Harbour Post, page 3\n---\n" + BODY)
    assert article.canonical_url is None


def test_front_matter_alone_is_an_empty_page() -> None:
    assert read("---\ntitle: Ferry\nurl: https://harbour.example/f\n---\n").kind == "empty"
