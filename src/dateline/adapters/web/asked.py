"""What a visitor asked for: path and query, bounded before anything looks at them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import msgspec

from dateline.model import DatelineError, Span
from dateline.views import Query

MOST_WORDS = 300  # code points of a question
_MOST_VALUES = 20  # of one parameter
_MOST_VALUE = 300  # code points of one value
_MOST_PAGE = 10_000
_MOST_OFFSET = 10_000_000_000
KINDS = ("article", "index", "error", "consent", "empty", "other")


class NotFoundError(Exception):
    """Nothing in the record answers to this address; the text says what was looked for."""


class Asked(msgspec.Struct, frozen=True):
    """path: as in the address. pairs: the query's parameters in order. named: what the route took from the path."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()
    named: Mapping[str, str] = {}

    def one(self, name: str, most: int = _MOST_VALUE) -> str:
        """The first value of a parameter without spaces around it, cut to `most` code points; "" where absent."""
        return next((value.strip()[:most] for key, value in self.pairs if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a parameter, empty ones left out, each once, at most 20."""
        values = (value.strip()[:_MOST_VALUE] for key, value in self.pairs if key == name)
        return tuple(dict.fromkeys(value for value in values if value))[:_MOST_VALUES]

    @property
    def page(self) -> int:
        """Which page of a list, from 1. Raises DatelineError for what is no such number."""
        text = self.one("page") or "1"
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= _MOST_PAGE:
            raise DatelineError(f"no such page: {text[:20]!r}", remedy=f"give a number from 1 to {_MOST_PAGE}")
        return int(text)

    def but(self, **changes: str | Sequence[str] | None) -> str:
        """This address with some parameters given anew (None takes one away); always back on the first page."""
        taken = {*changes, "page"}
        pairs = [(key, value) for key, value in self.pairs if key not in taken and value.strip()]
        for key, value in changes.items():
            values = [] if value is None else [value] if isinstance(value, str) else list(value)
            pairs += [(key, each) for each in values]
        return self.path + (f"?{urlencode(pairs, errors='replace')}" if pairs else "")

    def elsewhere(self, path: str) -> str:
        """The same question put to another view."""
        return msgspec.structs.replace(self, path=path).but(order=None, undated=None)


def query_of(asked: Asked, *, limit: int, more: int = 1) -> Query:
    """The question in the parameters. Asks for `more` rows than are shown, to know whether a next page is there."""
    kinds = asked.all("kind")
    wanted = tuple(kind for kind in kinds if kind in KINDS)
    order = asked.one("order")
    return Query(
        text=asked.one("q", MOST_WORDS),
        outlets=asked.all("outlet"),
        languages=asked.all("language"),
        kinds=() if "any" in kinds else wanted or ("article",),
        entities=tuple(map(reference_of, asked.all("entity"))),
        types=tuple(each.upper() for each in asked.all("type")),
        statuses=tuple(each.lower() for each in asked.all("status")),
        since=asked.one("since") or None,
        until=asked.one("until") or None,
        order="newest" if order == "newest" else "oldest" if order == "oldest" else "best",
        offset=(asked.page - 1) * limit,
        limit=limit + more,
    )


def spans_asked(asked: Asked) -> tuple[Span, ...]:
    """The stretches of text that `at=120-134` parameters name; what is no stretch is left out."""
    found = []
    for value in asked.all("at"):
        first, dash, last = value.partition("-")
        if dash and all(part.isascii() and part.isdigit() and len(part) <= 10 for part in (first, last)):
            start, end = int(first), int(last)
            if start < end <= _MOST_OFFSET:
                found.append(Span(start, end))
    return tuple(found)


def reference_of(text: str) -> str:
    """The record's id from its form in an address: `page.local` there, `page#local` in the record."""
    page, dot, local = text.partition(".")
    return f"{page}#{local}" if dot and page and set(page) <= set("0123456789abcdef") else text
