"""Lines that ask for money before the text goes on: every example of the table, and what only looks like one."""

import tomllib
from typing import Any

import pytest

from dateline.article.lines.walls import is_wall, leads_to_rest
from dateline.language import shared_data

_DATA = tomllib.loads((shared_data().read("article/walls.toml") or b"").decode())
_TABLE = _DATA["wall"]


@pytest.mark.parametrize("wall", _TABLE, ids=lambda each: each["language"])
def test_the_tables_examples_hold(wall: dict[str, Any]) -> None:
    assert [each for each in wall["examples"] if not is_wall(each)] == []
    assert [each for each in wall["counterexamples"] if is_wall(each)] == []


@pytest.mark.parametrize("wall", _TABLE, ids=lambda each: each["language"])
def test_one_of_the_stems_stands_in_every_example(wall: dict[str, Any]) -> None:
    for stems in (wall["has"], wall.get("also", wall["has"])):
        assert [each for each in wall["examples"] if not any(stem in each.casefold() for stem in stems)] == []


def test_links_to_the_whole_text() -> None:
    assert [each for each in _DATA["rest"]["examples"] if not leads_to_rest(each)] == []
    assert [each for each in _DATA["rest"]["counterexamples"] if leads_to_rest(each)] == []
