"""An entry of a feed: a stand-alone Atom entry document, its content read as a small page."""

import re
import xml.etree.ElementTree as ElementTree

from dateline.article.bylines.split import author_named
from dateline.article.dates.read import read_machine_date
from dateline.article.draft import Draft, DraftBlock, Fields
from dateline.article.html import read_html

_FEED_SECTION = re.compile(r"\s+[-–—|»:]\s+")

_ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed_entry(text: str, *, url: str | None = None) -> Draft:
    """The draft of an Atom entry (RFC 4287): its own fields, and the blocks of its content or summary.

    An entry that gives a summary alone is an article cut short.
    """
    try:
        entry = ElementTree.fromstring(text.encode("utf-8", "replace"))
    except ElementTree.ParseError:
        return Draft(blocks=[], kind="error")
    content, summary = _words(entry, "content"), _words(entry, "summary")
    inner = read_html(f"<article>{content or summary}</article>", url=url)
    title = _words(entry, "title")
    blocks = [DraftBlock(text=title, role="headline", score=1.0)] if title else []
    for block in inner.blocks:
        if block.text != title:
            block.role = "body" if block.role in ("other", "teaser", "headline", "standfirst") else block.role
            blocks.append(block)
    fields = Fields(
        headline=title or None,
        # a feed is named after its outlet and, behind a dash or bar, its section: "Global Monitor 24 - Mereva"
        outlet=_FEED_SECTION.split(_words(entry, "source/title"), maxsplit=1)[0].strip() or None,
        tags=tuple(each.get("term", "") for each in entry.iter(f"{_ATOM}category") if each.get("term")),
        canonical_url=next((each.get("href") for each in entry.iter(f"{_ATOM}link")), None),
        truncated=not content and bool(summary),
    )
    _persons(entry, fields)
    for name in ("published", "updated"):
        date = read_machine_date(_words(entry, name)) if _words(entry, name) else None
        if date:
            setattr(fields, "modified" if name == "updated" else name, date.value)
    for name in ("headline", "outlet", "tags", "authors", "published", "modified", "canonical_url"):
        if getattr(fields, name):
            fields.found_by[name] = "feed"
            fields.confidence[name] = 0.95
    return Draft(blocks=blocks, fields=fields, kind="article" if blocks else "empty")


def _persons(entry: ElementTree.Element, fields: Fields) -> None:
    names = [_words(author, "name") for author in entry.findall(f"{_ATOM}author")]
    found = [author_named(name, outlet=fields.outlet) for name in names if name]
    fields.authors = tuple(author for author in found if author)


def _words(entry: ElementTree.Element, path: str) -> str:
    element = entry.find("/".join(_ATOM + step for step in path.split("/")))
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
