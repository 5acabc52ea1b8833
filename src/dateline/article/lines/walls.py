"""Whether a page withholds its text: behind a paywall, or cut off.

What a wall says is data (`shared/article/walls.toml`, with examples and counterexamples by language).
"""

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.lines.sought import FOLDED_I, Caseless, caseless, finder_of, may_match_of
from dateline.article.structured import Structured, texts
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

_REACH = 15
_CUT = re.compile(r"(?:\.\.\.|…|\[\.\.\.\]|\[…\])\s*$")
_SHORTEST, _LONGEST = 6, 300


class Walls(msgspec.Struct, frozen=True):
    """What walls say, an expression a language; every line that one finds holds a stem of its language.

    signs: one of these stands in every line that any finds. stemmed: the numbers of those of which a line holds a stem.
    tells: for each expression whether a line holds what else stands in all that it finds, or a stem where that is all.
    rest: how a link to the whole text opens, in lower case.

    Most lines are told apart by the stems, at a fraction of an expression's cost.
    """

    signs: tuple[str, ...]
    stemmed: Callable[[str], Iterable[int]]
    tells: tuple[Callable[[str], bool], ...]
    words: tuple[Caseless, ...]
    rest: tuple[str, ...]


@functools.cache
def load_walls() -> Walls:
    """The shared table of walls, compiled once per process."""
    return _build(shared_data())


@functools.lru_cache(maxsize=128)  # the body, the roles and the wall itself ask of the same few lines of a page
def is_wall(text: str) -> bool:
    """Whether a line asks for a subscription before the text goes on.

    >>> is_wall("Already a subscriber? Log in"), is_wall("The ferry's subscribers were paid.")
    (True, False)
    """
    if not _SHORTEST <= len(text) <= _LONGEST:
        return False
    walls = load_walls()
    for number in walls.stemmed(text):  # noqa: SIM110 - a generator would take longer than the search for stems
        if walls.tells[number](text) and walls.words[number].finds(text):
            return True
    return False


def leads_to_rest(text: str) -> bool:
    """Whether a line opens as links do that lead from a text cut short to the whole of it."""
    return text.casefold().startswith(load_walls().rest)


def is_paywalled(markup: Markup, structured: Structured, wall: int | None) -> bool:
    """Whether the page asks for payment before the text goes on: by its words, its markup or its own word.

    wall: the block that asks, from `find_wall`.
    """
    if wall is not None:
        return True
    free = structured.article.get("isAccessibleForFree")
    if free is False or (isinstance(free, str) and free.strip().lower() == "false"):
        return True
    tier = structured.metas.get("article:content_tier", [""])[0].lower()
    return tier in ("locked", "metered") and any(
        load_marks().bit("paywall") & markup.elements[block.element].marks for block in markup.blocks
    )


def is_cut_off(structured: Structured, blocks: list[DraftBlock], wall: int | None, *, paywalled: bool) -> bool:
    """Whether the text breaks off: a wall after the last paragraph, an ellipsis at its end, or a longer text told."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    if not body:
        return False
    if wall is not None and body[0] <= wall and not any(index > wall for index in body):
        return True
    last = blocks[body[-1]].text
    if _CUT.search(last) or (last and last[-1].isalpha() and wall is not None and wall > body[-1]):
        return wall is not None or any(leads_to_rest(block.text) for block in blocks[body[-1] + 1 : body[-1] + 4])
    if not paywalled:
        return False
    told: Any = structured.article.get("wordCount")
    words = sum(len(blocks[index].text.split()) for index in body)
    if isinstance(told, str) and told.isdigit():
        told = int(told)
    if isinstance(told, int) and told > 2 * words + 100:
        return True
    whole = " ".join(texts(structured.article.get("articleBody"), structured))
    return len(whole.split()) > 2 * words + 100


def find_wall(blocks: list[DraftBlock]) -> int | None:
    """The first block from the body's start to a little after its end that asks for a subscription."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    if not body:
        return None
    for index in range(max(0, body[0] - 2), min(len(blocks), body[-1] + _REACH)):
        if blocks[index].role in ("promotion", "other", "legal", "teaser", "related") and is_wall(blocks[index].text):
            return index
    return None


def _build(language: Language) -> Walls:
    table = language.table("article/walls.toml")
    telling = [wall.get("also", wall["has"]) for wall in table["wall"]]
    return Walls(
        (*(word for words in telling for word in words), *FOLDED_I),
        finder_of([wall["has"] for wall in table["wall"]]),
        tuple(map(may_match_of, telling)),
        tuple(caseless(wall["pattern"].replace("\n|", "|")) for wall in table["wall"]),
        tuple(table["rest"]["openings"]),
    )
