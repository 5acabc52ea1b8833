"""The credit that ends a caption; its words are data (`shared/article/credits.toml`)."""

import functools
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from dateline.article.lines.sought import holder_of
from dateline.language import Language, shared_data
from dateline.language.expressions import Late, alternatives

_LONGEST_CREDIT = 60
# One of these closes a credit in brackets; one of those stands in a credit behind the last sentence, or an agency does.
_CLOSERS, _PARTS = (")", "]", "）"), ("/", "=", "＝")
# One of these may stand before a credit's opener.
_OPENED = ("|", "(", "[", "（")
# Behind a credit's opener, within so many characters, stands one of these; before it, one of the others.
_CREDIT_SIGNS, _OPENER = frozenset(".:：=＝／/՝៖፡-"), 18
# Scripts from here on write sentences without stops, or captions so.
_NO_STOPS = "\u0e00"
_ENDS = frozenset(".!?…。！？।؟۔։።။")
# A name's capital.
_CAPITAL = "[A-ZÄÖÜÁÉÍÓÚ]"


class Ending(msgspec.Struct, frozen=True):
    """How a credit ends a line.

    may_end: whether a line has what all lines have that end so; few do, which is told at a fraction of the cost.
    pattern: with a group "credit". small: it is written for lines in small letters. bracketed: a bracket before it
    belongs to it; an expression that begins with the credit's own words is sought in little more than half the time.
    """

    may_end: Callable[[str], bool]
    pattern: Late
    small: bool = False
    bracketed: bool = False

    def split(self, line: str) -> tuple[str, str] | None:
        """What stands before the credit, and the credit; None where there is no such credit, or nothing before it."""
        if not self.may_end(line):
            return None
        match = self.pattern.search(_in_small_letters(line) if self.small else line)
        if match is None:
            return None
        before = line[: match.start()]
        if self.bracketed:
            before = before.rstrip()
            before = before[:-1].rstrip() if before.endswith(_OPENED) else before
        start, end = match.span("credit")
        return (before, line[start:end]) if before else None


class Credits(msgspec.Struct, frozen=True):
    """The table compiled. opened: by words that open a credit. ends: in brackets or behind the last sentence, by who is
    named, the last by what stands behind the name.
    """

    opened: Ending
    ends: tuple[Ending, ...]


@functools.cache
def load_credits() -> Credits:
    """The shared table of credits, compiled once per process."""
    return _build(shared_data())


@functools.lru_cache(maxsize=16)  # what tells captions and what gathers pictures ask of the same lines
def split_credit(caption: str) -> tuple[str, str | None]:
    """A caption and the credit that ends it, if one does.

    >>> split_credit("Smoke over the quay. Photo: Lev Amsel/The Salvane Courier")
    ('Smoke over the quay.', 'Photo: Lev Amsel/The Salvane Courier')
    """
    known = load_credits()
    for ending in (known.opened, *known.ends):
        if (parts := ending.split(caption)) is not None:
            words, credit = parts
            return words.rstrip(" |-–—=＝"), credit.strip()
    return caption, None


def ends_in_credit(line: str) -> bool:
    """Whether a line is a sentence with a short credit behind it, its opener parted by a sign: "The quay. Photo: Mika".

    >>> ends_in_credit("The quay at noon. Photo: Mika Orrin"), ends_in_credit("All photos: the harbour office")
    (True, False)
    """
    known = load_credits()
    if known.ends[-1].split(line):
        return True
    parts = known.opened.split(line)
    if parts is None:
        return False
    caption, credit = parts[0].rstrip(" (|[–—-"), parts[1]
    return (
        len(credit) <= _LONGEST_CREDIT
        and not _CREDIT_SIGNS.isdisjoint(credit[:_OPENER])
        and (caption[-1:] in _ENDS or caption[-1:] >= _NO_STOPS)
    )


def _build(language: Language) -> Credits:
    table = language.table("article/credits.toml")
    openers = table["opener"]["pattern"].replace("\n|", "|")
    agencies = alternatives(table["agency"]["words"])
    behind = table["behind"]["words"]
    return Credits(
        opened=Ending(
            holder_of(table["opener"]["has"]),
            Late(rf"(?P<credit>(?:{openers})\s*[^\n]{{2,120}}?)\s*[)\]）]?\s*$"),
            small=True,
            bracketed=True,
        ),
        ends=(
            Ending(_closer(_CLOSERS), _bracketed(agencies, alternatives(table["giver"]["words"]))),
            Ending(_holder((*table["agency"]["words"], *_PARTS)), _trailing(agencies, table["agency"])),
            Ending(_holder(table["signed"]["has"]), Late(table["signed"]["pattern"])),
            Ending(
                _closer(behind),
                Late(rf"(?<=[.!?…])\s+(?P<credit>[^\W\d_][^.!?|]{{2,60}}?\s(?:{alternatives(behind)}))\s*$"),
            ),
        ),
    )


def _in_small_letters(line: str) -> str:
    """A line in small letters, each at its place."""
    small = line.lower()
    return small if len(small) == len(line) else "".join(letter.lower()[:1] for letter in line)  # a Turkish İ is two


def _closer(words: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether a line ends in one of these, but for white space."""
    ends = tuple(words)
    return lambda line: line.rstrip().endswith(ends)


def _holder(words: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether a line has one of these, case and all."""
    known = tuple(words)

    def holds(line: str) -> bool:
        for word in known:  # noqa: SIM110 - a generator would take half as long again
            if word in line:
                return True
        return False

    return holds


def _bracketed(agencies: str, givers: str) -> Late:
    return Late(
        rf"\s*[(\[（](?P<credit>[^()\[\]（）]{{2,60}}(?:/[^()\[\]（）]{{2,40}})+"
        rf"|[^()\[\]（）]{{0,40}}(?:{agencies})\b[^()\[\]（）]{{0,40}}|[^()（）]{{1,20}}(?:{givers}))[)\]）]\s*$"
    )


def _trailing(agencies: str, section: dict[str, Any]) -> Late:
    """After the last sentence or a sign: "... on Monday. AP Photo/Rana Vessel", "... | Rana Vessel/EFE", "…＝ＡＰ"."""
    services, files = alternatives(section["services"]), alternatives(section["files"])
    return Late(
        rf"(?:(?<=[.!?。다])\s+|\s*\|\s*|\s*[＝=]\s*|(?<=[^\W\d_])\s+)"
        rf"(?P<credit>(?:{agencies})(?:\s(?:{services}))?\s?/\s?[^.!?|/]{{2,50}}(?:,\s?(?:{files}))?"
        rf"|(?:(?<=[.!?。]\s)|(?<=\|\s)|(?<=\|)|(?<=[＝=]))(?:{_CAPITAL}[^.!?|/]{{1,40}}/\s?{_CAPITAL}[^.!?|]{{1,60}}"
        rf"|{agencies}|[^.!?|]{{0,40}}\b(?:{agencies})\b[^.!?|]{{0,30}})"
        rf"|(?<=[＝=])[^.!?|\s]{{1,12}})\s*$"
    )
