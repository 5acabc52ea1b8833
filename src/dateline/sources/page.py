"""One saved file or record becomes one Page, or several, or word of why it is none."""

import re
from collections.abc import Iterator

from dateline.language.archives import original_of
from dateline.language.charset import decide_charset
from dateline.model import Locator, Page, Unreadable
from dateline.sources import sniff
from dateline.sources.faults import NOT_A_PAGE, SourceError, unreadable
from dateline.sources.feed import read_feed
from dateline.sources.inflate import inflate_gzip
from dateline.sources.mhtml import read_mhtml
from dateline.sources.saved_by import read_save_note
from dateline.sources.webarchive import read_webarchive

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:\-]{1,40})", re.IGNORECASE)
_MAX_NESTING = 3


def pages_of(
    content: bytes,
    locator: Locator,
    *,
    url: str | None = None,
    captured_at: str | None = None,
    declared: str = "",
    http_status: int | None = None,
    media_type: str | None = None,
    max_bytes: int,
    nesting: int = 0,
) -> Iterator[Page | Unreadable]:
    """The pages in these bytes: one for HTML and text, one an entry for a feed.

    gzip, MHTML, e-mails and Safari's web archives are opened.
    declared: the transfer header's Content-Type. media_type: known for certain, not sniffed.
    """
    if len(content) > max_bytes:
        yield unreadable(locator, "too-large", f"{len(content)} bytes; at most {max_bytes} are read")
        return
    found = media_type or sniff.sniff(content, declared=declared)
    try:
        if found in {sniff.HTML, sniff.TEXT}:
            yield _page(content, found, locator, url, captured_at, declared, http_status)
        elif found == sniff.FEED:
            yield from read_feed(content, locator, declared_charset=_charset(declared), captured_at=captured_at)
        elif found == sniff.GZIP:
            if nesting >= _MAX_NESTING:
                raise SourceError("too-deep", f"gzip within gzip, more than {_MAX_NESTING} times")
            yield from pages_of(
                inflate_gzip(content, limit=max_bytes),
                locator,
                url=url,
                captured_at=captured_at,
                declared=declared,
                http_status=http_status,
                max_bytes=max_bytes,
                nesting=nesting + 1,
            )
        elif found == sniff.WEBARCHIVE:
            if nesting >= _MAX_NESTING:
                raise SourceError("too-deep", f"web archive within web archive, more than {_MAX_NESTING} times")
            saved = read_webarchive(content)
            yield from pages_of(
                saved.content,
                locator,
                url=saved.url or url,
                captured_at=captured_at,
                declared=saved.content_type,
                http_status=http_status,
                max_bytes=max_bytes,
                nesting=nesting + 1,
            )
        elif found == sniff.MHTML:
            saved = read_mhtml(content)
            is_html = saved.content_type.lower().startswith(sniff.HTML)
            yield _page(
                saved.content, sniff.HTML if is_html else sniff.TEXT, locator, saved.url or url,
                saved.captured_at or captured_at, saved.content_type, http_status,
            )  # fmt: skip
        else:
            yield unreadable(locator, NOT_A_PAGE, f"{found}: {_named(url, locator)}")
    except SourceError as fault:
        yield unreadable(locator, fault.code, fault.detail)


def _page(
    content: bytes,
    media_type: str,
    locator: Locator,
    url: str | None,
    captured_at: str | None,
    declared: str,
    http_status: int | None,
) -> Page:
    declared_charset = _charset(declared)
    if media_type == sniff.HTML and (url is None or captured_at is None):
        note = read_save_note(content)
        url = url or note.url
        # What an archive holds was kept when the archive says, not when the archive's page was saved.
        held = original_of(url)
        captured_at = captured_at or (held.captured_at if held else None) or note.captured_at
    return Page(
        id=Page.identify(content),
        content=content,
        media_type=media_type,
        url=url,
        charset=decide_charset(content, declared=declared_charset, markup=media_type == sniff.HTML),
        captured_at=captured_at,
        locator=locator,
        declared_charset=declared_charset,
        http_status=http_status,
    )


def _charset(content_type: str) -> str | None:
    found = _CHARSET.search(content_type)
    return found.group(1) if found else None


def _named(url: str | None, locator: Locator) -> str:
    return url or locator.file
