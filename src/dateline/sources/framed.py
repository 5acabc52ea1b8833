"""Frames of a page whose pages are further parts of the file: what they show is written into the page (`srcdoc`).

Chrome's MHTML and mails name the part by its identity (`cid:`, RFC 2392), others by its address. A page of nothing but
frames (`frameset`) becomes one with its frames in a row. Nothing is fetched; what has no part stays as it is.
"""

import re
from html import unescape
from urllib.parse import unquote, urljoin

import msgspec

from dateline.language.charset import decide_charset, decode

_SIGN = re.compile(rb"<(?:i?frame)\b", re.IGNORECASE)
_FRAME = re.compile(rb"<(?P<tag>i?frame)\b(?P<told>[^<>]{0,4000})>", re.IGNORECASE)
_SRC = re.compile(rb"\ssrc\s{0,9}=\s{0,9}(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s\"'/]\S{0,2000}))", re.IGNORECASE)
_SET = re.compile(rb"<(?P<end>/?)frameset\b[^<>]{0,2000}>", re.IGNORECASE)
_DEEPEST, _MOST, _LONGEST = 3, 40, 2_000_000


class FramePart(msgspec.Struct, frozen=True):
    """A page that a frame may show, and its Content-Type."""

    content: bytes
    content_type: str


def has_frames(content: bytes) -> bool:
    """Whether a page has frames."""
    return _SIGN.search(content) is not None


def put_in_frames(content: bytes, url: str | None, parts: dict[str, FramePart]) -> bytes:
    """A page with the pages of its frames written into them; bounded in depth, number and length.

    url: the page's own. parts: by `cid:` or by address.

    >>> put_in_frames(b'<iframe src="cid:1@x"></iframe>', None, {"cid:1@x": FramePart(b"<p>Rain.</p>", "")})
    b'<iframe srcdoc="&lt;p&gt;Rain.&lt;/p&gt;"></iframe>'
    """
    return _put_in(content, url, parts, [_LONGEST, _MOST], 0)


def _put_in(content: bytes, url: str | None, parts: dict[str, FramePart], left: list[int], depth: int) -> bytes:
    """As `put_in_frames`. left: how many bytes and how many frames may be put in yet, counted down here."""
    if depth >= _DEEPEST or not parts:
        return content

    def show(frame: re.Match[bytes]) -> bytes:
        source = _SRC.search(frame["told"])
        part = _part_of(source, url, parts) if source else None
        if source is None or part is None or left[1] <= 0 or len(part.content) > left[0]:
            return frame.group()
        left[0] -= len(part.content)
        left[1] -= 1
        inner = _escaped(_put_in(_as_ascii(part), url, parts, left, depth + 1))
        before, behind = frame["told"][: source.start()], frame["told"][source.end() :]
        written = b'<iframe%s srcdoc="%s"%s>' % (before, inner, behind.rstrip(b"/"))
        return written if frame["tag"].lower() == b"iframe" else written + b"</iframe>"

    shown = _FRAME.sub(show, content)
    return _SET.sub(rb"<\g<end>div>", shown) if shown != content else content


def _part_of(source: re.Match[bytes], url: str | None, parts: dict[str, FramePart]) -> FramePart | None:
    told = source[1] or source[2] or source[3].rstrip(b"/")
    address = unescape(told.decode("utf-8", "replace")).strip()
    known = parts.get(address) or parts.get(unquote(address))
    if known is not None or address.lower().startswith("cid:"):
        return known
    try:
        return parts.get(urljoin(url or "", address))
    except ValueError:
        return None


def _as_ascii(part: FramePart) -> bytes:
    """A part's HTML with character references for what is not ASCII, to stand in a page of any charset."""
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", part.content_type, re.IGNORECASE)
    charset = decide_charset(part.content, declared=declared[1] if declared else None, markup=True)
    return decode(part.content, charset).encode("ascii", "xmlcharrefreplace")


def _escaped(content: bytes) -> bytes:
    for sign, written in ((b"&", b"&amp;"), (b'"', b"&quot;"), (b"<", b"&lt;"), (b">", b"&gt;")):
        content = content.replace(sign, written)
    return content
