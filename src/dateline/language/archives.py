"""Addresses within a web archive or a viewer: the page's own address, and when the archive kept it.

Wayback Machine, archive.today and their like serve a page under an address that holds the page's own; so do caches of
AMP pages, translators and a browser's reader view. The table is `shared/archives.toml`.
"""

import re
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import msgspec

from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

_LONGEST = 4_000
_HOST_SIGN = re.compile("--?")
_DIGITS = re.compile(r"\D+")
_DEFAULT_PORT = re.compile(r"^(?:(http://[^/?#:]+):80|(https://[^/?#:]+):443)(?=[/?#]|$)")


class Archive(msgspec.Struct, frozen=True):
    """What the table tells of one archive; its comments say what each field is."""

    name: str
    address: re.Pattern[str]
    hosts: frozenset[str]
    signs: tuple[str, ...]
    told: tuple[re.Pattern[str], ...]
    prefix: str | None
    put_in: tuple[str, ...]
    drops: re.Pattern[str] | None = None


class Held(msgspec.Struct, frozen=True):
    """A page that an archive holds. url: its own address. captured_at: ISO 8601, None where the archive tells none.

    before: what the archive's address has before the time, where the table does not tell.
    """

    archive: Archive
    url: str
    captured_at: str | None = None
    before: str | None = None


def load_archives() -> tuple[Archive, ...]:
    """The archives that are known, read once per process."""
    return shared_data().resource("archives", _build)


def original_of(address: str | None) -> Held | None:
    """The page that an archive's address leads to; None for any other address.

    >>> original_of("https://web.archive.org/web/20310405060708/http://teln.example:80/a").url
    'http://teln.example/a'
    """
    if not address or len(address) > _LONGEST:
        return None
    for archive in load_archives():
        found = archive.address.match(address.strip())
        if found and (held := held_by(archive, found)):
            return held
    return None


def is_saved_copy(address: str) -> bool:
    """Whether a relative address leads into the folder that a browser saved beside the page."""
    return shared_data().resource("saved-copies", _build_copies).match(address) is not None


def held_by(archive: Archive, found: re.Match[str]) -> Held | None:
    """What a match of one of an archive's expressions tells; None where its time is none, or its address."""
    told = found.groupdict()
    time = _time(told["time"]) if told.get("time") else None
    if time is None and told.get("before"):
        return None  # nothing but the time tells that this is an archive
    url = _whole(_own_address(archive, told))
    return Held(archive, url, time, told.get("before")) if is_address(url) else None


def _own_address(archive: Archive, told: dict[str, str | None]) -> str:
    """The page's own address from what a match tells of it; the table says what each of its groups is."""
    url = told["url"] or ""
    if told.get("encoded"):
        url = unquote(url)
    if told.get("host"):
        url = _HOST_SIGN.sub(lambda sign: "-" if len(sign[0]) > 1 else ".", told["host"] or "") + url
    if archive.drops:
        url = archive.drops.sub("", url)
        url = url if "?" in url else url.replace("&", "?", 1)
    return f"https://{url}" if told.get("secure") else url


def is_address(url: str) -> bool:
    """Whether an address can be taken apart: "http://[" cannot.

    >>> is_address("http://teln.example/a"), is_address("http://[")
    (True, False)
    """
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


def _whole(url: str) -> str:
    """An address with its scheme and without a port that says nothing."""
    scheme = re.match(r"(https?):/{1,2}", url)
    url = f"{scheme[1]}://{url[scheme.end() :]}" if scheme else f"http://{url}"
    return _DEFAULT_PORT.sub(lambda port: port[1] or port[2], url)


def _time(digits: str) -> str | None:
    try:
        return datetime.strptime(_DIGITS.sub("", digits), "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _build_copies(language: Language) -> re.Pattern[str]:
    ends = alternatives(language.table("archives.toml")["copies"]["folder_ends"])
    return re.compile(rf"(?:\./)?[^/?#]{{1,300}}?(?:{ends})/[^/]+$")


def _build(language: Language) -> tuple[Archive, ...]:
    return tuple(
        Archive(
            row["name"],
            re.compile(row["address"]),
            frozenset(row["hosts"]),
            tuple(row["signs"]),
            tuple(map(re.compile, row["told"])),
            row.get("prefix"),
            tuple(row["put_in"]),
            re.compile(row["drops"]) if "drops" in row else None,
        )
        for row in language.table("archives.toml")["archives"]
    )
