"""Titles of error pages and ages of texts: every example of the tables, and what only looks like one."""

from typing import Any

from dateline.article.kind.tell import names_error
from dateline.article.lines.ages import before_age, tells_age
from dateline.language import shared_data


def table(file: str) -> dict[str, Any]:
    return shared_data().table(file)


def test_titles_of_error_pages() -> None:
    titles = table("article/kinds.toml")["error_title"]
    assert [each for each in titles["examples"] if not names_error(each)] == []
    assert [each for each in titles["counterexamples"] if names_error(each)] == []


def test_ages_of_texts() -> None:
    ages = table("article/ages.toml")
    assert [each for each in ages["examples"] if not tells_age(each)] == []
    assert [each for each in ages["counterexamples"] if tells_age(each)] == []


def test_an_age_behind_a_comma_is_parted_from_what_is_before_it() -> None:
    assert before_age("Por Runa Meschel, hace dos horas") == "Por Runa Meschel"
    assert before_age("By Runa Meschel, 3 hours ago") == "By Runa Meschel"
    assert before_age("Von Runa Meschel, Velno") == "Von Runa Meschel, Velno"
