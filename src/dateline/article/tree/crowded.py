"""Tags with more attributes than any page's: the parser compares each with all before it, which takes their square.

Where a tag begins and ends is known to the parser alone: a script's "<b" may open none, and a quoted ">" closes none.
So all that may be one are followed at once, from each "<" before a letter on, in linear time: outside of values,
within double and within single quotes, each with the most parts that a tag there may have so far. What is told of is
never less than what the parser will meet (the states of https://html.spec.whatwg.org/#tag-open-state).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.article.native import native

# Shorter pages have no room for attributes that take time.
_HARMLESS_SIZE = 100_000
# Pairs of attributes that are compared within half a second. Scripts that look like tags come to a quarter of it.
MOST_PAIRS = 150e6
# What is left of any tag where it is exceeded, counted in parts between white space or slashes and in quotes that are
# part of a name: at most one for each attribute.
MOST_PARTS = 500
# A second <body> or <html> adds its attributes to the first.
_MOST_ROOTS = 20
# Where a quote opens a value, so many bytes before it tell that it does; twice the longest name or white space in a
# simple tag, and more.
_NEAR = 128
_BLANK_OR_EQUALS = b" \t\n\v\f\r="

_PARTED = bytes.maketrans(b"/\x0b", b" -")  # what splits in a tag, of "/" and of the one sign that splits bytes alone
_BEGIN, _END, _DOUBLE = b'<>"'
_SIGNS = re.compile(rb"<(?=[a-zA-Z])|[>\"']")
ROOTS = ("body", "html")
_ROOT = re.compile(f"<(?:{'|'.join(ROOTS)})(?![a-z0-9-])".encode(), re.IGNORECASE)
_START = re.compile(rb"<(?=[a-zA-Z])")
# What holds no more than text and tags of few attributes, each of a simple form: most of most pages.
_ORDINARY = re.compile(
    rb"""(?:[^<]++|<(?![a-zA-Z])|
    <[a-zA-Z][^\s/<>"'=]{0,60}+
    (?:[ \t\r\n]{1,60}+[^\s/<>"'=]{1,60}+(?:="[^"<>]*+"|='[^'<>]*+'|=[^\s<>"'=]{1,40}+)?+(?=[\s/>])){0,20}+
    [ \t\r\n]{0,60}+/?+>)++""",
    re.VERBOSE,
)


def is_crowded(content: bytes) -> bool:
    """Whether a page in UTF-8 may have a tag of more attributes than the parser should be given.

    >>> is_crowded(b"<p>The bridge is closed.</p>")
    False
    """
    if len(content) < _HARMLESS_SIZE:
        return False
    pairs, roots = count_pairs(content)
    return roots > _MOST_ROOTS or pairs * max(roots, 1) > MOST_PAIRS


def count_pairs(content: bytes) -> tuple[float, int]:
    """How many pairs of attributes the crowded tags of a page may have at most, and how many roots it opens."""
    built = native()
    return count_pairs_plainly(content) if built is None else built.count_pairs(content, MOST_PARTS, ROOTS)


def count_pairs_plainly(content: bytes) -> tuple[float, int]:
    """The same tag by tag."""
    pairs = sum(tag.parts * tag.parts / 2 for tag in find_crowded(content) if tag.is_whole)
    return pairs, len(_ROOT.findall(content))


def thin_out(content: bytes) -> bytes:
    """The page without what stands in a tag beyond MOST_PARTS parts, and without all but the first roots."""
    kept: list[bytes] = []
    at = 0
    tag = next(find_crowded(content), None)
    while tag is not None:
        end = content.find(b">", tag.at)
        kept.append(content[at : tag.at])
        at = len(content) if end < 0 else end
        tag = next(find_crowded(content, at, tag.double, tag.single), None)
    return _drop_roots(b"".join([*kept, content[at:]]))


def _drop_roots(content: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    for number, match in enumerate(_ROOT.finditer(content)):
        if number >= _MOST_ROOTS and match.start() >= at:
            kept.append(content[at : match.start()])
            at = content.find(b">", match.start()) + 1 or len(content)
    return b"".join([*kept, content[at:]])


class Crowded(NamedTuple):
    """What may be a tag with more than MOST_PARTS parts: those so far, and where the last of them begin.

    double, single: the most parts of any that may have a value open in such quotes there, -1 for none.
    """

    at: int
    parts: int
    double: int
    single: int
    is_whole: bool


def find_crowded(content: bytes, at: int = 0, double: int = -1, single: int = -1) -> Iterator[Crowded]:
    """What may be tags of too many parts, told at each sign from their excess on; behind `at`, outside of tags."""
    bare = -1
    while True:
        if bare == double == single == -1:
            ordinary = _ORDINARY.match(content, at)
            start = _START.search(content, at if ordinary is None else ordinary.end())
            if start is None:
                return
            at = start.start()
        for match in _SIGNS.finditer(content, at):
            place = match.start()
            sign = content[place]
            if bare >= 0:
                bare += len(content[at:place].translate(_PARTED).split())
                if bare > MOST_PARTS:
                    yield Crowded(at, bare, double, single, is_whole=sign == _END)
            at = place + 1
            if sign == _BEGIN:
                bare = max(bare, 0)
            elif sign == _END:
                bare = -1
            elif sign == _DOUBLE:
                bare, double = _pass_quote(content, place, bare, double)
            else:
                bare, single = _pass_quote(content, place, bare, single)
            if bare == double == single == -1:
                break
        else:
            bare += len(content[at:].translate(_PARTED).split()) if bare >= 0 else 0
            if bare > MOST_PARTS:
                yield Crowded(at, bare, double, single, is_whole=True)
            return


def _pass_quote(content: bytes, place: int, bare: int, within: int) -> tuple[int, int]:
    """Parts outside of values, and within such quotes, behind a quote."""
    if bare < 0:
        return within, -1
    may_open, may_not = _opens(content, place)
    return max(within, bare + 1 if may_not else -1), bare if may_open else -1


def _opens(content: bytes, place: int) -> tuple[bool, bool]:
    """Whether a quote in a tag may open a value, and whether it may be part of a name or of a value without quotes."""
    if place and content[place - 1] not in _BLANK_OR_EQUALS:
        return False, True
    near = content[max(0, place - _NEAR) : place]
    before = near.rstrip()
    if not before or b"\x0b" in near:
        return True, True
    if before[-1:] != b"=":
        return False, True
    told = before[:-1].rsplit(None, 1)  # the name, and what ends behind white space before it
    surely = len(told) == 2 and told[0][-1:] != b"=" and told[1].translate(None, b"=<>\"'/") == told[1]
    return True, not surely
