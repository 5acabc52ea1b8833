"""Hostile markup made harmless before it is parsed: nesting beyond any page's, formatting that is never closed.

The parser takes time with the square of the depth, and copies every unclosed formatting element into each later
paragraph, as the standard demands; a scan in linear time drops the tags beyond the bounds.
"""

import re
from collections import Counter

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.native import native
from dateline.article.tree.crowded import is_crowded, thin_out

Signs = npt.NDArray[np.uint8]

_OPEN, _SLASH = b"</"
_SMALL = 0x20  # the bit by which small letters differ from capital ones
# How tags begin that are asked for: in small letters, three at most.
ASKED = (b"tem", b"ifr")
_DEEPEST = 400
_MOST_OPEN_FORMATS = 20
# Pages with fewer tags than this cannot nest deep enough to matter.
_HARMLESS_TAGS = 12_000
_UNCLOSED = 600
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_FORMATS = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
# Void elements, and those whose end tag may be left out: they do not nest by themselves.
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "caption", "html", "head", "body", "rt", "rp", "path", "circle", "rect", "use",
})  # fmt: skip


def bound_nesting(html: str) -> str:
    """The page without tags nested deeper than 400, without more than 20 formatting elements open at once, and
    without what is beyond any tag's attributes.

    >>> bound_nesting("<p>The bridge is closed.</p>")
    '<p>The bridge is closed.</p>'
    """
    content = html.encode("utf-8", "ignore")
    if not is_harmless(find_openings(content)):
        html = _drop_excess(html)
        content = html.encode("utf-8", "ignore")
    return thin_out(content).decode() if is_crowded(content) else html


class Openings(msgspec.Struct, frozen=True, gc=False):
    """How many tags of a page open and close; told: the number in ASKED of each beginning that a tag has, as bits."""

    opening: int
    closing: int
    told: int


def find_openings(content: bytes) -> Openings:
    """What the bytes behind each "<" of a page in UTF-8 tell."""
    built = native()
    return find_openings_plainly(content) if built is None else Openings(*built.count_tags(content, ASKED))


def find_openings_plainly(content: bytes) -> Openings:
    """The same by numpy."""
    signs = np.frombuffer(content, np.uint8)  # searches a page three times as fast as bytes do
    at = (signs == _OPEN).nonzero()[0]
    behind = np.stack([signs.take(at + step, mode="clip") for step in (1, 2, 3)])
    told = sum(1 << number for number, start in enumerate(ASKED) if _has_tag(behind, start))
    opening = np.count_nonzero((behind[0] | _SMALL) - ord("a") < 26)  # no comment, no sign of a script
    return Openings(int(opening), int(np.count_nonzero(behind[0] == _SLASH)), told)


def _has_tag(behind: Signs, start: bytes) -> bool:
    found = behind[: len(start)].T
    for place, letter in enumerate(start):
        found = found[found[:, place] | _SMALL == letter]
    return len(found) > 0


def has_tag(openings: Openings, start: bytes) -> bool:
    """Whether a tag of the page begins with these letters, one of ASKED."""
    return bool(openings.told >> ASKED.index(start) & 1)


def is_harmless(openings: Openings) -> bool:
    """Whether a page has too few tags, and too few left open, to nest beyond the bounds."""
    opening, closing = openings.opening, openings.closing
    return opening + closing < _HARMLESS_TAGS and opening - closing < _UNCLOSED


class _Open:
    """Elements that are open: no more than `most` at a time, what closes those beyond it is dropped with them.

    What closes none of its own name makes no room.
    """

    def __init__(self, most: int) -> None:
        self.left = most
        self.kept: Counter[str] = Counter()
        self.dropped = 0

    def exceeds(self, name: str, *, closing: bool) -> bool:
        """Counts a tag; whether it is one of an element too many."""
        if not closing:
            excess = self.left <= 0
            self.dropped += excess
            self.left -= not excess
            self.kept[name] += not excess
            return excess
        if self.dropped:
            self.dropped -= 1
            return True
        if self.kept[name]:
            self.kept[name] -= 1
            self.left += 1
        return False


def _drop_excess(html: str) -> str:
    kept: list[str] = []
    at = end = 0
    formats, others = _Open(_MOST_OPEN_FORMATS), _Open(_DEEPEST)
    for match in _TAG.finditer(html):
        name = match[2].lower()
        opened = formats if name in _FORMATS else others if name not in _FLAT else None
        if opened is not None and opened.exceeds(name, closing=bool(match[1])):
            kept.append(html[at : match.start()])
            if end < match.end():
                end = html.find(">", match.end())
            if end < 0:
                return "".join(kept)
            at = max(at, end + 1)
    kept.append(html[at:])
    return "".join(kept)
