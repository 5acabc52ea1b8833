"""Lines that are none of an article by their own words: every example of the table, and what only looks like one."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from dateline.article.lines.pointers import (
    find_request,
    is_hanging_label,
    is_notice,
    is_pointer,
    offers_app,
    opens_amendment,
    slide_number,
)
from dateline.language import shared_data

TABLE = tomllib.loads((shared_data().read("article/lines.toml") or b"").decode())
_LINK = re.compile(r"\[(.*)\]")


def pointer(example: str) -> bool:
    """An example's link stands in [brackets]."""
    link = _LINK.search(example)
    return is_pointer(_LINK.sub(r"\1", example), len(link[1]) if link else 0)


@pytest.mark.parametrize("kind", ["pointer", "linked"])
def test_pointers_to_other_pages(kind: str) -> None:
    assert [each for each in TABLE[kind]["examples"] if not pointer(each)] == []
    assert [each for each in TABLE[kind]["counterexamples"] if pointer(each)] == []


def test_labels_that_head_nothing() -> None:
    assert [each for each in TABLE["hanging"]["examples"] if not is_hanging_label(each)] == []
    assert [each for each in TABLE["hanging"]["counterexamples"] if is_hanging_label(each)] == []


def test_notices_of_servers() -> None:
    assert [each for each in TABLE["notice"]["examples"] if not is_notice(each)] == []
    assert [each for each in TABLE["notice"]["counterexamples"] if is_notice(each)] == []


@pytest.mark.parametrize(
    ("kind", "tells"), [("amendment", opens_amendment), ("app", offers_app), ("slide", slide_number)]
)
def test_amendments_offers_of_apps_and_pictures_of_galleries(kind: str, tells: Callable[[str], object]) -> None:
    assert [each for each in TABLE[kind]["examples"] if not tells(each)] == []
    assert [each for each in TABLE[kind]["counterexamples"] if tells(each)] == []


@pytest.mark.parametrize("request_of", TABLE["request"], ids=lambda each: each["name"])
def test_requests_to_the_reader(request_of: dict[str, Any]) -> None:
    assert {find_request(each) for each in request_of["examples"]} == {request_of["name"]}
    assert [each for each in request_of["counterexamples"] if find_request(each)] == []


def test_a_pointer_has_a_link_and_a_long_paragraph_asks_for_nothing() -> None:
    assert not is_pointer("Read more: Ferry pilots ask for a survey", 0)
    assert not is_pointer("Read more of it on Monday", 10)
    assert find_request("Follow us on Facebook. " + "The ferry of Sallo runs again. " * 20) is None
