"""The own address of a page that was saved by a tool, or printed: what its lines say, and whose the rest of it is.

A reader for later, a clipper or a print view shows a page under another address or under none, and names the page's own
in a line or a link. Asked only of pages whose address is unknown or a tool's (`shared/article/sourced.toml`): what such
a page tells machines of its address and site is the tool's, and goes.
"""

import functools
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from dateline.article.dates.read import may_hold_date
from dateline.article.draft import DraftBlock
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data
from dateline.language.archives import is_address
from dateline.language.expressions import alternatives

# So many lines of the head and of the end are asked, so long at most; those that tell a day are shorter.
_FIRST, _LAST, _LONGEST, _LONGEST_DAY = 15, 12, 300, 80
_OWN_METAS = frozenset({"og:url", "og:site_name", "application-name"})
_ADDRESS = r"(?P<url>https?://[^\s<>\"]{4,2000})"
_WEB = re.compile(r"https?://", re.IGNORECASE)


class Sourced(msgspec.Struct, frozen=True):
    """The table compiled. labels: whole lines of a label and an address; weak: those that want another sign."""

    labels: re.Pattern[str]
    weak: re.Pattern[str]
    clips: re.Pattern[str]
    links: re.Pattern[str]
    days: re.Pattern[str]
    tools: frozenset[str]
    metas: frozenset[str]


def own_address(markup: Markup, url: str | None) -> str | None:
    """The page's own address by its lines, where `url` and what it tells machines is none or a tool's; else `url`.

    What a tool tells machines of itself is taken out of the markup then.
    """
    words = _load_words()
    told = [href for rel, href in markup.links if "canonical" in rel.split()]
    told += [value for name, value in markup.metas if name == "og:url"]
    known = dict.fromkeys([*told, *([url] if url else [])])
    tooled = any(host_of(each) in words.tools for each in known)
    if known and not tooled:
        return url
    found = _told_by_metas(markup, words) or _told_by_lines(markup, words, tooled=tooled)
    if found and tooled:
        markup.metas = [each for each in markup.metas if each[0] not in _OWN_METAS]
        markup.links = [each for each in markup.links if "canonical" not in each[0].split()]
    return found or url


def saving_lines(markup: Markup) -> list[int]:
    """Lines about the head and the end that tell the page's address, the day of its saving, or lead to the page."""
    words = _load_words()
    found = []
    for index in _ends(markup):
        text = markup.blocks[index].text
        if len(text) > _LONGEST:
            continue
        addressed = "://" in text and (words.labels.fullmatch(text) or words.weak.fullmatch(text))
        dated = len(text) <= _LONGEST_DAY and may_hold_date(text) and words.days.match(text)
        if addressed or dated or (markup.blocks[index].links and words.links.fullmatch(text)):
            found.append(index)
    return found


def is_clipped(blocks: list[DraftBlock], index: int) -> bool:
    """Whether a clipper's line on where the page was taken from stands right below a line, or below a time there."""
    if len(blocks[index].text) > _LONGEST_DAY:
        return False
    following = (block.text for block in blocks[index + 1 : index + 3])
    clips = _load_words().clips
    return any("://" in text and clips.match(text) for text in following)


@functools.cache
def _load_words() -> Sourced:
    return _build(shared_data())


def _ends(markup: Markup) -> Iterable[int]:
    count = len(markup.blocks)
    return dict.fromkeys((*range(min(_FIRST, count)), *range(max(0, count - _LAST), count)))


def _told_by_metas(markup: Markup, words: Sourced) -> str | None:
    values = (value.strip() for name, value in markup.metas if name in words.metas)
    return next((value for value in values if _WEB.match(value) and is_address(value)), None)


def _told_by_lines(markup: Markup, words: Sourced, *, tooled: bool) -> str | None:
    lines = [index for index in _ends(markup) if len(markup.blocks[index].text) <= _LONGEST]
    saved = tooled or any(words.days.match(markup.blocks[index].text) for index in lines)
    for index in lines:
        text = markup.blocks[index].text
        labelled = words.labels.fullmatch(text) or (words.weak.fullmatch(text) if saved else None)
        address = labelled["url"] if labelled else _linked(markup, index, words, tooled=tooled)
        if address and is_address(address) and host_of(address) not in words.tools:
            return address
    return None


def _linked(markup: Markup, index: int, words: Sourced, *, tooled: bool) -> str | None:
    """Where a link leads whose words say that it leads to the page itself; in a tool, or are the host it leads to."""
    for text, owner in markup.blocks[index].pieces if markup.blocks[index].links else ():
        element = markup.elements[owner] if owner >= 0 else None
        if element is None or element.tag != "a":
            continue
        address = element.href or ""
        named = tooled and text.strip().lower().removeprefix("www.") == host_of(address)
        if _WEB.match(address) and (named or words.links.fullmatch(text)):
            return address
    return None


def host_of(address: str) -> str:
    """The host of an address without "www."; "" where it is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _build(language: Language) -> Sourced:
    table = language.table("article/sourced.toml")
    days = alternatives(language.table("article/times.toml")["saved"])

    def label(name: str) -> str:
        return rf"\W*(?:{alternatives(table[name])})\s?[:：]?\s*"

    return Sourced(
        labels=re.compile(rf"{label('labels')}{_ADDRESS}\W*", re.IGNORECASE),
        weak=re.compile(rf"{label('weak')}{_ADDRESS}\W*", re.IGNORECASE),
        clips=re.compile(label("clips"), re.IGNORECASE),
        links=re.compile(rf"\W*(?:{alternatives(table['links'])})\W*", re.IGNORECASE),
        days=re.compile(rf"\W*(?:{days})", re.IGNORECASE),
        tools=frozenset(table["tools"]),
        metas=frozenset(table["metas"]),
    )
