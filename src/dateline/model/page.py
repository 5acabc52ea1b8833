"""A saved page: its bytes, and where and when it was captured."""

import hashlib

import msgspec

from dateline.model.problem import Problem


class Locator(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the bytes were found: a file, and inside an archive the record and its byte offset."""

    file: str
    record: str | None = None
    offset: int | None = None
    digest: str | None = None


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """Saved bytes as they were saved.

    id: hex sha256 of `content` (of the payload for an archive record).
    media_type: as sniffed from the content: `text/html`, `text/plain`, `application/rss+xml`, ...
    charset: as decided from the byte order mark, the transfer header, the markup and the bytes; None when unknown.
    captured_at: ISO 8601 with zone, from the archive, the feed or the caller; None when unknown.
    declared_charset: what the transfer header said, if anything.
    """

    id: str
    content: bytes
    media_type: str
    url: str | None = None
    charset: str | None = None
    captured_at: str | None = None
    locator: Locator | None = None
    declared_charset: str | None = None
    http_status: int | None = None

    @staticmethod
    def identify(content: bytes) -> str:
        """The id of a page with these bytes."""
        return hashlib.sha256(content).hexdigest()


class Unreadable(msgspec.Struct, frozen=True):
    """A file or archive record that gave no page, and why: yielded in a page's place, so that the run goes on."""

    locator: Locator
    problem: Problem
