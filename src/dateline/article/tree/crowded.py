"""Tags with more attributes than any page's: the parser compares each with all before it, which takes their square.

Where a tag begins and ends is known to the parser alone: a script's "<b" may open none, and a quoted ">" closes none.
So all that may be one are followed at once, from each "<" before a letter on, in linear time: outside of values,
within double and within single quotes, each with the most parts that a tag there may have so far. What is told of is
never less than what the parser will meet (the states of https://html.spec.whatwg.org/#tag-open-state).
"""

import re

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

_PARTED = bytes.maketrans(b"/\x0b", b" -")  # what splits in a tag, of "/" and of the one sign that splits bytes alone
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
    return Tags(content).count_pairs(), len(_ROOT.findall(content))


def thin_out(content: bytes) -> bytes:
    """The page without what stands in a tag beyond MOST_PARTS parts, and without all but the first roots."""
    tags = Tags(content)
    kept: list[bytes] = []
    at = 0
    while (excess := tags.find_excess()) is not None:
        end = content.find(b">", excess)
        kept.append(content[at:excess])
        at = len(content) if end < 0 else end
        tags.go_on(at)
    return _drop_roots(b"".join([*kept, content[at:]]))


def _drop_roots(content: bytes) -> bytes:
    kept: list[bytes] = []
    at = 0
    for number, match in enumerate(_ROOT.finditer(content)):
        if number >= _MOST_ROOTS and match.start() >= at:
            kept.append(content[at : match.start()])
            at = content.find(b">", match.start()) + 1 or len(content)
    return b"".join([*kept, content[at:]])


class Tags:
    """What may be tags of a page, from its beginning on: their parts so far, -1 where there can be none.

    bare: outside of values; double, single: within quotes; at: behind the last sign; sign: that, b"" at the end.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.bare = self.double = self.single = -1
        self.at = 0
        self.sign = b""

    def count_pairs(self) -> float:
        """Pairs of parts of all tags with more than MOST_PARTS, each with those of its own."""
        pairs = 0.0
        while self._count_on() is not None:
            if self.sign in (b">", b"") and self.bare > MOST_PARTS:
                pairs += self.bare * self.bare / 2
            self._take()
        return pairs

    def find_excess(self) -> int | None:
        """Where the parts begin by which a tag has too many."""
        while (begun := self._count_on()) is not None:
            if self.bare > MOST_PARTS:
                return begun
            self._take()
        return None

    def _count_on(self) -> int | None:
        """Where the parts begin that stand before the next sign, now counted; None behind the last."""
        content = self.content
        if self.at >= len(content):
            return None
        if self.bare == self.double == self.single == -1:
            ordinary = _ORDINARY.match(content, self.at)
            start = _START.search(content, self.at if ordinary is None else ordinary.end())
            if start is None:
                return None
            self.at = start.start()
        match = _SIGNS.search(content, self.at)
        begun, self.at = self.at, len(content) if match is None else match.end()
        self.sign = b"" if match is None else match.group()
        if self.bare >= 0:
            between = content[begun : self.at - len(self.sign)]
            self.bare += len(between.translate(_PARTED).split())
        return begun

    def go_on(self, at: int) -> None:
        """Go on from a ">" by which the tag with too many ends."""
        self.bare, self.at = -1, at

    def _take(self) -> None:
        """What the sign makes of all that may be a tag."""
        if self.sign == b"<":
            self.bare = max(self.bare, 0)
        elif self.sign == b">":
            self.bare = -1
        elif self.sign == b'"':
            self.bare, self.double = self._quoted(self.at - 1, self.double)
        elif self.sign == b"'":
            self.bare, self.single = self._quoted(self.at - 1, self.single)

    def _quoted(self, place: int, within: int) -> tuple[int, int]:
        """Parts outside of values, and within quotes, behind a quote."""
        if self.bare < 0:
            return within, -1
        may_open, may_not = _opens(self.content, place)
        return max(within, self.bare + 1 if may_not else -1), self.bare if may_open else -1


def _opens(content: bytes, place: int) -> tuple[bool, bool]:
    """Whether a quote in a tag may open a value, and whether it may be part of a name or of a value without quotes."""
    near = content[max(0, place - _NEAR) : place]
    before = near.rstrip()
    if not before or b"\x0b" in near:
        return True, True
    if before[-1:] != b"=":
        return False, True
    told = before[:-1].rsplit(None, 1)  # the name, and what ends behind white space before it
    surely = len(told) == 2 and told[0][-1:] != b"=" and told[1].translate(None, b"=<>\"'/") == told[1]
    return True, not surely
