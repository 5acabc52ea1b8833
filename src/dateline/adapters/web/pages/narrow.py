"""What one can narrow a list by, which of it is chosen, and the way to the next page."""

from collections.abc import Mapping, Sequence

import msgspec

from dateline.adapters.web import saying
from dateline.adapters.web.asked import Asked
from dateline.adapters.web.links import full
from dateline.views import FacetValue, Query, Store

_TITLES = {
    "outlet": "Outlet",
    "type": "Kind of event told",
    "status": "Status of event told",
    "language": "Language",
    "year": "Year of publication",
    "entity": "Who and where",
    "kind": "Kind of page",
}
_SHOWN = 8


class Choice(msgspec.Struct, frozen=True):
    """A value to narrow by; count: articles that have it, None where it was not counted."""

    value: str
    label: str
    count: int | None
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """One field to narrow by. name: of the parameter. first: shown at once; rest: on demand."""

    name: str
    title: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]


class Chip(msgspec.Struct, frozen=True):
    """A filter in force and the address without it."""

    label: str
    href: str


class Pager(msgspec.Struct, frozen=True):
    """Where one is in a list: numbers of the first and last row shown, addresses of the pages beside this one."""

    first: int
    last: int
    before: str | None
    after: str | None


def pager_of(asked: Asked, shown: int, limit: int, more: bool) -> Pager:
    """The pager of a page that shows so many rows of `limit`."""
    page = asked.page
    first = (page - 1) * limit + 1
    return Pager(
        first=first if shown else 0,
        last=first + shown - 1 if shown else 0,
        before=asked.but(page=str(page - 1)) if page > 1 else None,
        after=asked.but(page=str(page + 1)) if more else None,
    )


def facets_of(
    asked: Asked, counted: Mapping[str, Sequence[FacetValue]], names: Sequence[str]
) -> tuple[tuple[Facet, ...], tuple[Chip, ...]]:
    """The facets to show, and chips for all that is chosen, words apart."""
    facets, chips = [], []
    for name in names:
        choices = _choices(asked, name, counted.get(name, ()))
        chips += [
            Chip(each.label, asked.but(**{name: [one for one in asked.all(name) if one != each.value]}))
            for each in choices
            if each.chosen and name != "year"
        ]
        if choices and name != "year":
            facets.append(Facet(name, _TITLES[name], choices[:_SHOWN], choices[_SHOWN:]))
    for name, word in (("since", "from"), ("until", "until")):
        if asked.one(name):
            chips.append(Chip(f"{word} {saying.say_time(asked.one(name))}", asked.but(**{name: None})))
    return tuple(facets), tuple(chips)


def years_of(asked: Asked, counted: Mapping[str, Sequence[FacetValue]]) -> tuple[tuple[str, int, str], ...]:
    """Years of publication, newest first: the year, how many articles, and the address that narrows to it."""
    return tuple(
        (each.value, each.count, asked.but(since=each.value, until=each.value))
        for each in sorted(counted.get("year", ()), key=lambda each: each.value, reverse=True)
    )


def counted_of(store: Store, query: Query) -> Mapping[str, Sequence[FacetValue]]:
    """Facets of the articles that match, where a view of something else than articles is shown."""
    return store.search(msgspec.structs.replace(query, offset=0, limit=0)).facets


def _choices(asked: Asked, name: str, counted: Sequence[FacetValue]) -> tuple[Choice, ...]:
    chosen = asked.all(name)
    values = [(full(each.value) if name == "entity" else each.value, each) for each in counted]
    found = [
        Choice(value=value, label=_label(name, each.label), count=each.count, chosen=value in chosen)
        for value, each in values
    ]
    known = {each.value for each in found}
    lost = [Choice(value=value, label=_label(name, value), count=None, chosen=True) for value in chosen]
    found += [each for each in lost if each.value not in known]
    found.sort(key=lambda each: not each.chosen)  # stable: chosen ones first, then as counted
    return tuple(found)


def _label(name: str, label: str) -> str:
    if name == "language":
        return saying.say_language(label)
    if name == "status":
        return saying.say_status(label)
    return saying.say_type(label) if name == "type" else label
