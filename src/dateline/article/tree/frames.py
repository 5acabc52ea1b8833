"""Frames whose page stands in the markup: `srcdoc`, or an address that is the page itself (`data:text/html`).

What a browser prints in such a frame is read in its place, as a part of the page. Newsletters are kept so, viewers
show pages so, and SingleFile writes every frame so; of the many that are advertisements and posts only those are read
that hold an article's measure of sentences, and none that the page hides. A frame that holds far more of them than all
around it is the page: what its head tells machines is believed before what the page around does. Nothing is run or
fetched.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser

from dateline.article.tree.bound import bound_nesting
from dateline.article.tree.given import Html, holds
from dateline.language.charset import decide_charset, decode

_SIGNS = ("srcdoc", "SRCDOC", "data:text/html")
_DATA = "data:text/html"
_DEEPEST, _MOST, _LONGEST = 3, 100, 2_000_000
# A frame is read that has so many words in stretches of so many.
_LEAST_WORDS, _STRETCH = 80, 8
_UNSPACED = "\u2e80"
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "textarea", "head", "title", "svg", "a", "select"})
_TOLD = "meta, link, script[type='application/ld+json']"
_KEPT = ("class", "id", "style")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_SIZE = re.compile(r"\s*[01](?:px)?\s*\Z")
# A frame with so many times the words of all around it is the page.
_OUTWEIGHS = 3


def has_frames(html: Html) -> bool:
    """Whether a page may have frames whose page stands in it."""
    return any(holds(html, sign) for sign in _SIGNS)


def holds_frames(tree: LexborHTMLParser, html: Html) -> bool:
    """The same of a page that was parsed: its frames are few, and its text takes five times as long to search."""
    told = (frame.attributes for frame in tree.css("iframe")[:_MOST])
    held = any("srcdoc" in each or _DATA in (each.get("src") or "").lower() for each in told)
    return held and has_frames(html)


def open_frames(tree: LexborHTMLParser, depth: int = 0) -> None:
    """Put what frames show in their place, bounded in number, size and depth; those of few words stay as they are."""
    around: int | None = None
    for frame in tree.css("iframe")[:_MOST]:
        shown = _shown_in(frame.attributes)
        if shown is None or len(shown) < _LEAST_WORDS:
            continue
        inner = LexborHTMLParser(bound_nesting(shown))
        if depth + 1 < _DEEPEST and has_frames(shown):
            open_frames(inner, depth + 1)
        words = words_shown(inner)
        if words < _LEAST_WORDS:
            continue
        around = words_shown(tree) if around is None else around
        if words > _OUTWEIGHS * around:
            _tell(tree, inner)
        _put_in_place(frame, inner)


def _put_in_place(frame: Any, inner: LexborHTMLParser) -> None:
    """An element in a frame's place, with what the frame shows and what the page says of the frame."""
    box = LexborHTMLParser("<div></div>").css_first("div")
    if box is None or inner.body is None:
        return
    for name in _KEPT:
        if (value := frame.attributes.get(name)) is not None:
            box.attrs[name] = value
    for child in children(inner.body):
        box.insert_child(child)
    frame.replace_with(box)


def _shown_in(attributes: dict[str, str | None]) -> str | None:
    """The page that a frame's attributes hold, none where they hide it; a `srcdoc` goes before an address."""
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    if "hidden" in attributes or _UNSEEN.search(attributes.get("style") or "") or any(map(_NO_SIZE.match, sizes)):
        return None
    told = attributes.get("srcdoc")
    if told is not None:
        return told if len(told) <= _LONGEST else None
    address = (attributes.get("src") or "").strip()
    if address[: len(_DATA)].lower() != _DATA or len(address) > 2 * _LONGEST:
        return None
    kind, _, data = address.partition(",")
    try:
        content = b64decode(unquote_to_bytes(data)) if kind.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return None
    return decode(content, decide_charset(content, declared=kind[len("data:") :], markup=True))


def words_shown(tree: LexborHTMLParser) -> int:
    """The words that a page shows in stretches of some length, links aside."""
    count = 0
    unread: set[int] = set()
    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        above = node.parent
        if node.tag in _NO_TEXT or (above is not None and above.mem_id in unread):
            unread.add(node.mem_id)
        elif node.tag == "-text":
            words = count_words(node.text_content or "")
            count += words if words >= _STRETCH else 0
    return count


def count_words(text: str) -> int:
    """The words of a text; two letters are one in scripts that set no words apart."""
    words = len(text.split())
    return words if text.isascii() else max(words, sum(letter >= _UNSPACED for letter in text) // 2)


def _tell(tree: LexborHTMLParser, inner: LexborHTMLParser) -> None:
    """Put what a frame's head tells machines before what the page's own does, and its title where that has none."""
    head = tree.head
    if head is None or inner.head is None:
        return
    first = head.first_child
    wanted = inner.css(f"{_TOLD}, title") if tree.css_first("head title") is None else inner.css(_TOLD)
    for node in wanted:
        if first is None:
            head.insert_child(node)
        else:
            first.insert_before(node)


def children(node: Any) -> Iterator[Any]:
    """The nodes right within one; each may be moved while they are told."""
    child = node.first_child
    while child is not None:
        following = child.next
        yield child
        child = following
