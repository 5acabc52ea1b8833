"""Lists of cookies with what each is for: where an article is short they outweigh it, and read like tables of its own.

Told by their columns or labels (`shared/article/cookies.toml`), and by what they list: something called a cookie, or
names as programs write them.
"""

import functools
import re
from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.lines.sought import holder_of
from dateline.article.tree.chosen import places_from
from dateline.article.tree.markup import Markup, lies_in
from dateline.language import Language, shared_data
from dateline.language.expressions import Late, alternatives

Floats = npt.NDArray[np.float32]

_BODY, _OUT, _PARAGRAPH = 0.5, 0.01, 15
_LISTS = frozenset({"table", "dl", "ul", "ol"})
_LONGEST_LABEL, STEPS, _AROUND = 60, 6, 8
_IDENTIFIER = re.compile(r"(?=\w*_)[A-Za-z_][\w.-]{2,40}(?=\s|$)")


class CookieWords(msgspec.Struct, frozen=True):
    """are_named: whether a line calls them so; expiry: how one about the time opens; other: one about the rest;
    heads: a row of column heads.
    """

    are_named: Callable[[str], bool]
    expiry: Late
    other: Late
    heads: Late


def without_cookie_lists(markup: Markup, mass: Floats, body: Floats) -> Floats:
    """The body probabilities with lists of cookies below one half, where there is a paragraph of anything else."""
    lists: dict[int, list[int]] = {}
    for index in places_from(body, _BODY):
        at = markup.blocks[index].element
        for _ in range(STEPS):
            if at < 0 or markup.elements[at].tag in _LISTS:
                break
            at = markup.elements[at].parent
        if at >= 0 and markup.elements[at].tag in _LISTS:
            lists.setdefault(at, []).append(index)
    found: list[int] = []
    for at, members in lists.items():
        if not any(_is_cookies(markup.blocks[index].text) for index in members):
            continue
        near = range(max(0, members[0] - _AROUND), min(len(markup.blocks), members[-1] + _AROUND))
        if lists_cookies([markup.blocks[index].text for index in near if lies_in(markup, index, at)]):
            found += members
    if not found or np.delete(mass, found).max(initial=0.0) < _PARAGRAPH:
        return body
    cleared = body.copy()
    cleared[found] = np.minimum(cleared[found], _OUT)
    return cleared


def _is_cookies(line: str) -> bool:
    return load_cookie_words().are_named(line) or _IDENTIFIER.match(line) is not None


def lists_cookies(lines: Sequence[str]) -> bool:
    """Whether the lines of a list or table are those of a list of cookies."""
    if not any(map(_is_cookies, lines)):
        return False
    words = load_cookie_words()
    short = [line for line in lines if len(line) <= _LONGEST_LABEL]
    if any(words.heads.fullmatch(line) and words.expiry.search(line) for line in short):
        return True
    return any(words.expiry.match(line) for line in short) and any(words.other.match(line) for line in short)


@functools.cache
def load_cookie_words() -> CookieWords:
    """The shared table, compiled once per process."""
    return _build(shared_data())


def _build(language: Language) -> CookieWords:
    table = language.table("article/cookies.toml")
    expiry, others = table["expiry"], table["others"]

    def heads() -> str:
        head = alternatives([*expiry, *others])
        return rf"(?:{head})(?:\W+(?:{head})){{1,6}}"

    return CookieWords(
        are_named=holder_of(table["named"]),
        expiry=Late(lambda: rf"(?<!\w)(?:{alternatives(expiry)})(?:\s?:|$)", re.IGNORECASE),
        other=Late(lambda: rf"(?:{alternatives(others)})(?:\s?:|$)", re.IGNORECASE),
        heads=Late(heads, re.IGNORECASE),
    )
