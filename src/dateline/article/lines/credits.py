"""The credit that ends a caption; its words are data (`shared/article/credits.toml`)."""

import functools
import re
from collections.abc import Callable
from typing import Any

import msgspec

from dateline.article.lines.sought import holder_of
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

_LONGEST_CREDIT = 60
# Behind a credit's opener, within so many characters, stands one of these; before it, one of the others.
_CREDIT_SIGNS, _OPENER = frozenset(".:：=＝／/՝៖፡-"), 18
# Scripts from here on write sentences without stops, or captions so.
_NO_STOPS = "\u0e00"
_ENDS = frozenset(".!?…。！？।؟۔։።။")
# A name's capital.
_CAPITAL = "[A-ZÄÖÜÁÉÍÓÚ]"


class Credits(msgspec.Struct, frozen=True):
    """The table compiled; every pattern has a group "credit". may_open: whether a line holds a word
    that stands in all that `opened` finds.

    opened: by words that open a credit. ends: in brackets or behind the last sentence, by who is named.
    """

    may_open: Callable[[str], bool]
    opened: re.Pattern[str]
    ends: tuple[re.Pattern[str], ...]


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
    opened = known.may_open(caption)
    for pattern in (known.opened, *known.ends) if opened else known.ends:
        match = pattern.search(caption)
        if match and match.start():
            return caption[: match.start()].rstrip(" |-–—=＝"), match["credit"].strip()
    return caption, None


def ends_in_credit(line: str) -> bool:
    """Whether a line is a sentence with a short credit behind it, its opener parted by a sign: "The quay. Photo: Mika".

    >>> ends_in_credit("The quay at noon. Photo: Mika Orrin"), ends_in_credit("All photos: the harbour office")
    (True, False)
    """
    known = load_credits()
    if known.ends[-1].search(line):
        return True
    match = known.opened.search(line) if known.may_open(line) else None
    if match is None or not match.start():
        return False
    credit, caption = match["credit"], line[: match.start()].rstrip(" (|[–—-")
    return (
        len(credit) <= _LONGEST_CREDIT
        and not _CREDIT_SIGNS.isdisjoint(credit[:_OPENER])
        and (caption[-1:] in _ENDS or caption[-1:] >= _NO_STOPS)
    )


def _build(language: Language) -> Credits:
    table = language.table("article/credits.toml")
    openers = table["opener"]["pattern"].replace("\n|", "|")
    agencies = alternatives(table["agency"]["words"])
    return Credits(
        may_open=holder_of(table["opener"]["has"]),
        opened=re.compile(
            rf"\s*(?:[|(\[（]\s*)?(?P<credit>(?:{openers})\s*[^\n]{{2,120}}?)\s*[)\]）]?\s*$", re.IGNORECASE
        ),
        ends=(
            _bracketed(agencies, alternatives(table["giver"]["words"])),
            _trailing(agencies, table["agency"]),
            re.compile(table["signed"]["pattern"]),
            re.compile(
                rf"(?<=[.!?…])\s+(?P<credit>[^\W\d_][^.!?|]{{2,60}}?\s(?:{alternatives(table['behind']['words'])}))\s*$"
            ),
        ),
    )


def _bracketed(agencies: str, givers: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*[(\[（](?P<credit>[^()\[\]（）]{{2,60}}(?:/[^()\[\]（）]{{2,40}})+"
        rf"|[^()\[\]（）]{{0,40}}(?:{agencies})\b[^()\[\]（）]{{0,40}}|[^()（）]{{1,20}}(?:{givers}))[)\]）]\s*$"
    )


def _trailing(agencies: str, section: dict[str, Any]) -> re.Pattern[str]:
    """After the last sentence or a sign: "... on Monday. AP Photo/Rana Vessel", "... | Rana Vessel/EFE", "…＝ＡＰ"."""
    services, files = alternatives(section["services"]), alternatives(section["files"])
    return re.compile(
        rf"(?:(?<=[.!?。다])\s+|\s*\|\s*|\s*[＝=]\s*|(?<=[^\W\d_])\s+)"
        rf"(?P<credit>(?:{agencies})(?:\s(?:{services}))?\s?/\s?[^.!?|/]{{2,50}}(?:,\s?(?:{files}))?"
        rf"|(?:(?<=[.!?。]\s)|(?<=\|\s)|(?<=\|)|(?<=[＝=]))(?:{_CAPITAL}[^.!?|/]{{1,40}}/\s?{_CAPITAL}[^.!?|]{{1,60}}"
        rf"|{agencies}|[^.!?|]{{0,40}}\b(?:{agencies})\b[^.!?|]{{0,30}})"
        rf"|(?<=[＝=])[^.!?|\s]{{1,12}})\s*$"
    )
