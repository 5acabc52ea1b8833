"""A page as it was before a web archive served it: addresses turned back, the archive's own elements named."""

import re
from urllib.parse import urlsplit

import msgspec

from dateline.article.tree.given import Html, holds, text_of
from dateline.language.archives import Held, held_by, load_archives, original_of

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINKED_DATA = re.compile(r"<script\b[^<>]*\bld\+json", re.IGNORECASE)
_SCRIPT_ENDS = "</script"
_HEAD = 60_000
_GENERIC = r"\d{14}(?:[a-z]{2}_)?\\?/"


class Restored(msgspec.Struct, frozen=True):
    """A page without its archive. url: its own address, or the one given. put_in: selectors of what is not its own."""

    html: Html
    url: str | None
    held: Held | None = None
    put_in: tuple[str, ...] = ()


def restore(html: Html, url: str | None) -> Restored:
    """The page that an archive holds, told by its address or by what the archive wrote into it; any other as it is.

    Text that shows is left alone: only addresses in the markup that lead into the archive lead to the page's own
    neighbours again.
    """
    held = original_of(url) or _told(html, url)
    if held is None:
        return Restored(html, url)
    return Restored(_turn_back(text_of(html), held), held.url, held, held.archive.put_in)


def _told(html: Html, url: str | None) -> Held | None:
    """What the markup tells of an archive that served it; a page known to be from elsewhere may only speak of one."""
    host = _host_of(url)
    for archive in load_archives():
        if (url and host not in archive.hosts) or not any(holds(html, sign) for sign in archive.signs):
            continue
        html = text_of(html)
        for told in archive.told:
            found = next((each for each in told.finditer(html, 0, _HEAD) if _is_markup(html, each.end())), None)
            if found and (held := held_by(archive, found)):
                return held
    return None


def _is_markup(html: str, at: int) -> bool:
    """Whether a place lies within a tag or a script: what a page shows, such as code, tells of no archive."""
    opened = html.rfind("<", 0, at)
    script = html.rfind("<script", 0, at)
    return html.rfind(">", 0, at) < opened or html.rfind(_SCRIPT_ENDS, 0, at) < script


def _host_of(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _turn_back(html: str, held: Held) -> str:
    """The page with its addresses, in tags and linked data, as they were."""
    prefix = held.archive.prefix
    if held.before is not None:
        path = "/" + held.before.split("/", 3)[3]
        host = re.escape(held.before[: -len(path)])
        prefix = f"(?:{host})?{re.escape(path)}{_GENERIC}"
    if not prefix:
        return html
    rewritten = re.compile(f"{prefix}(?=https?:)")
    out: list[str] = []
    done = 0
    while tag := _TAG.search(html, done):
        end = tag.end()
        if _LINKED_DATA.match(tag[0]):
            end = html.find(_SCRIPT_ENDS, end)
            end = len(html) if end < 0 else end
        out += (html[done : tag.start()], rewritten.sub("", html[tag.start() : end]))
        done = end
    out.append(html[done:])
    return "".join(out)
