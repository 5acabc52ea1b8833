"""Declared publishers: where a site's own layout is known, by one data file, its selectors outrank the general rules.

The files lie in the shared language data under publishers/; each names its sites and its layouts with the days
between which they hold. The general reader needs none of them.
"""

import tomllib
from urllib.parse import urlsplit

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.tree.markup import Markup, places_of
from dateline.language import Language, shared_data
from dateline.model import Role

Floats = npt.NDArray[np.float32]


class Layout(msgspec.Struct, frozen=True, rename={"since": "from"}):
    """Selectors (CSS) of one layout, valid from `since` (inclusive) until `until` (exclusive), ISO days."""

    since: str = ""
    until: str = "9999"
    body: str | None = None
    exclude: list[str] = []
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    timestamp: str | None = None
    caption: str | None = None
    credit: str | None = None


class Publisher(msgspec.Struct, frozen=True):
    """One file: the sites it speaks for, and its layouts."""

    sites: list[str]
    layout: list[Layout]


_ROLES: tuple[Role, ...] = ("standfirst", "byline", "timestamp", "caption", "credit")


def find_layout(url: str | None, day: str | None) -> Layout | None:
    """The layout declared for an address on a day; on an unknown day, the latest one.

    >>> find_layout("https://www.astrel-observer.example/a", "2024-07-01").headline
    'div.top-line'
    """
    host = _host(url)
    if not host:
        return None
    known = shared_data().resource("publishers", _build)
    parts = host.split(".")
    publisher = next((known[name] for at in range(len(parts)) if (name := ".".join(parts[at:])) in known), None)
    if publisher is None:
        return None
    layouts = sorted(publisher.layout, key=lambda layout: layout.since)
    if day is None:
        return layouts[-1]
    return next((layout for layout in reversed(layouts) if layout.since <= day[:10] < layout.until), None)


def declared_headline(markup: Markup, layout: Layout) -> int | None:
    """The block that the layout says prints the headline."""
    return next(iter(_blocks_under(markup, layout.headline)), None)


def declared_body(markup: Markup, layout: Layout, body: Floats) -> Floats:
    """Body probabilities as the layout has them: all within its body but the excluded parts, and nothing else."""
    inside = set(_blocks_under(markup, layout.body))
    if not inside:
        return body
    for selector in (*layout.exclude, layout.headline, *(getattr(layout, role) for role in _ROLES)):
        inside -= set(_blocks_under(markup, selector))
    return np.array([1.0 if index in inside else 0.0 for index in range(len(body))], np.float32)


def apply_roles(markup: Markup, layout: Layout, blocks: list[DraftBlock]) -> None:
    """Give the blocks under the layout's selectors their declared roles."""
    for role in _ROLES:
        for index in _blocks_under(markup, getattr(layout, role)):
            blocks[index].role, blocks[index].score = role, 1.0
    for selector in layout.exclude:
        for index in _blocks_under(markup, selector):
            if blocks[index].role in BODY_ROLES:
                blocks[index].role = "other"


def _blocks_under(markup: Markup, selector: str | None) -> list[int]:
    if not selector:
        return []
    places = places_of(markup)
    homes = {places.get(node.mem_id, -1) for node in markup.tree.css(selector)} - {-1}
    found = []
    for index, block in enumerate(markup.blocks):
        at = block.element
        while at >= 0 and at not in homes:
            at = markup.elements[at].parent
        if at >= 0:
            found.append(index)
    return found


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _build(language: Language) -> dict[str, Publisher]:
    known: dict[str, Publisher] = {}
    for content in language.read_all("publishers/*.toml"):
        publisher = msgspec.convert(tomllib.loads(content.decode("utf-8")), Publisher)
        known |= dict.fromkeys(publisher.sites, publisher)
    return known
