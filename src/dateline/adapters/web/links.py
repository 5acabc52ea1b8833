"""Addresses: of our own pages, and of the saved page's origin where it may be one to click."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from dateline.model import Span

_DIGITS = 32  # 128 bits of the page's hash: short enough for an address, too many to make two pages share
_MOST_SPANS = 8
_MOST_ADDRESS = 2000


def article_link(page_id: str, spans: Iterable[Span] = ()) -> str:
    """The article, and in it these words: shown, and scrolled to."""
    shown = [f"{span.start}-{span.end}" for _, span in zip(range(_MOST_SPANS), spans)]
    address = f"/article/{quote(page_id[:_DIGITS], safe='')}"
    return address + (f"?{'&'.join(f'at={each}' for each in shown)}#w{shown[0]}" if shown else "")


def event_link(event_id: str) -> str:
    """An event's page, or a report's: its event's."""
    return "/event/" + short(event_id)


def entity_link(entity_id: str) -> str:
    """An entity's page."""
    return "/entity/" + short(entity_id)


def short(reference: str) -> str:
    """`page#local` as it stands in an address."""
    page, mark, local = reference.partition("#")
    return quote(f"{page[:_DIGITS]}.{local}" if mark else page[:_DIGITS], safe=".")


def full(reference: str) -> str:
    """`page#local` whole, as a parameter has it: a facet's value must be found again as it is."""
    return reference.replace("#", ".", 1)


def origin(url: str | None) -> str | None:
    """The address the page came from, if a browser may follow it: http or https with a host, nothing else."""
    if not url or len(url) > _MOST_ADDRESS or any(character.isspace() or ord(character) < 32 for character in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
