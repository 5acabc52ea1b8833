"""A browser's view of a page's source, saved as a page: what it shows is the markup of the page that was meant.

How browsers make such a view is data (`shared/article/viewed.toml`). A page is one only where what it shows opens as
documents do.
"""

import re

import msgspec
from selectolax.lexbor import LexborHTMLParser

from dateline.article.tree.bound import bound_nesting
from dateline.article.tree.given import Html, head_of, text_of
from dateline.language import Language, shared_data
from dateline.language.archives import is_address

_HEAD = 6_000
_OPENS = re.compile(
    r"\s*(?:<\?xml\b[^<>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,9}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?://\S+$")
_VIEWER = "view-source:"


class View(msgspec.Struct, frozen=True):
    """How one browser shows sources. sign: what its head holds, piece: of that, in small letters and in UTF-8.

    lines: their selector; alone: no more shows.
    """

    sign: re.Pattern[str]
    piece: bytes
    lines: str
    alone: bool


class Viewed(msgspec.Struct, frozen=True):
    """The page whose source is shown, and its address where the view tells it."""

    html: str
    url: str | None


def page_viewed(html: Html, url: str | None) -> Viewed | None:
    """The page whose source a saved view shows; None for any other page."""
    views = shared_data().resource("article-views", _build)
    head = head_of(html, _HEAD)
    small = head.encode("utf-8", "ignore").lower()  # in small letters for a tenth of what it takes as text
    view = next((each for each in views if each.piece in small and each.sign.search(head)), None)
    if view is None:
        return None
    tree = LexborHTMLParser(bound_nesting(text_of(html)))
    source = "\n".join((node.text() or "").rstrip("\r\n") for node in tree.css(view.lines))
    if not _OPENS.match(source):
        return None
    title = tree.css_first("title")
    told = (title.text() or "").strip() if title is not None else ""
    if view.alone and (_tells_more(tree, source) or (told and not _ADDRESS.match(told))):
        return None  # a page about the source, and no file that a browser shows
    if url and url.startswith(_VIEWER):
        url = url.removeprefix(_VIEWER)
    elif url is None and _ADDRESS.match(told):
        url = told
    return Viewed(source, url if url and is_address(url) else None)


def _tells_more(tree: LexborHTMLParser, source: str) -> bool:
    return tree.body is not None and len(tree.body.text().strip()) > len(source.strip())


def _build(language: Language) -> tuple[View, ...]:
    rows = language.table("article/viewed.toml")["views"]
    return tuple(
        View(re.compile(row["sign"], re.IGNORECASE), row["piece"].encode(), row["lines"], row["alone"]) for row in rows
    )
