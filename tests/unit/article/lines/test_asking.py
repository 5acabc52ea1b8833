"""Lines that may ask something are told by their words: all that do are among them."""

from collections.abc import Callable

import pytest

from dateline.article.lines.asking import find_asking, find_signs
from dateline.article.lines.pointers import find_request
from dateline.article.lines.walls import is_wall
from dateline.article.tree.markup import RawBlock
from dateline.language import shared_data

WALLS = [each for wall in shared_data().table("article/walls.toml")["wall"] for each in wall["examples"]]
REQUESTS = [each for kind in shared_data().table("article/lines.toml")["request"] for each in kind["examples"]]
PLAIN = "The ferry of Sallo lay at the quay until noon."


def blocks_of(lines: list[str]) -> list[RawBlock]:
    return [RawBlock(line, 0, [], 0, 0, 0, order) for order, line in enumerate(lines)]


@pytest.mark.parametrize("spell", [str, str.upper, str.title])
def test_whatever_asks_is_among_what_may(spell: Callable[[str], str]) -> None:
    lines = [spell(line) for line in [*WALLS, *REQUESTS]]
    blocks = blocks_of(lines)
    asking = find_asking(blocks, 0, len(blocks))
    signs = find_signs(blocks, asking)
    assert {place for place, line in enumerate(lines) if is_wall(line)} <= set(signs)
    assert {place for place, line in enumerate(lines) if find_request(line)} <= set(asking)


def test_few_lines_may_ask() -> None:
    blocks = blocks_of([PLAIN, WALLS[0], PLAIN, "S\u0130GN UP TO READ", REQUESTS[0]])
    assert find_asking(blocks, 0, 5) == [1, 3, 4]
    assert find_asking(blocks, 2, 4) == [3]
    assert 3 in find_signs(blocks, [1, 3, 4])
