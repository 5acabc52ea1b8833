"""What bytes are, by their content; a declared type only decides where the content leaves it open.

The order and the leading tags follow the WHATWG MIME sniffing standard; what it leaves to the file name
(style sheets, scripts, JSON) is told by how such text is built.
"""

import codecs
import re

HTML = "text/html"
TEXT = "text/plain"
FEED = "application/feed+xml"
GZIP = "application/gzip"
ZIP = "application/zip"
WARC = "application/warc"
MHTML = "multipart/related"
WEBARCHIVE = "application/x-webarchive"

_HEAD = 8192
_MAGIC = (
    (b"\x1f\x8b", GZIP),
    (b"WARC/", WARC),
    (b"bplist00", WEBARCHIVE),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\0\0\1\0", "image/x-icon"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OTTO", "font/otf"),
    (b"\0\1\0\0", "font/ttf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
)
_OPENS_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|noscript|iframe|h[1-6]|div|p|br|a|b|"
    r"table|font|span|section|article|main|header|footer|nav|ul|ol|img|form|template|center)(?=[\s>/])",
    re.IGNORECASE,
)
_XML_ROOT = re.compile(r"<(?![?!])(?:[\w.\-]{1,40}:)?([\w.\-]{1,60})")
_PREAMBLE = re.compile(r"\s+|<\?[^>]{0,2000}>|<!--.{0,6000}?-->", re.DOTALL)
_ANY_TAG = re.compile(r"</(?:p|div|a|span|li|h[1-6]|td|ul|table|body|html)>|<(?:a\s+href|br\s*/?>|p>|div\s)", re.I)
_JSON = re.compile(r'\{\s*(?:"|\})|\[\s*(?:["{]|\[(?![^\W\d]|!)|-?\d[\d.eE+-]*\s*,|(?:true|false|null)\s*,|\]\s*$)')
_SCRIPT = re.compile(
    r"""(?:/\*|//|["']use strict|\(\s*function|[!;]function|function\s|var\s|let\s|const\s|import\s|export\s|"""
    r"""window\.|document\.|self\.|define\(|\(\(|\(self|webpackJsonp)"""
)
_STYLE = re.compile(r"@(?:charset|import|media|font-face|keyframes)\b|/\*|[^{}<>]{1,300}\{[^{}<>]*:[^{}<>]*[;}]")
_CODE_TYPES = ("javascript", "ecmascript", "css", "json", "wasm", "font", "x-sh", "csv", "dns")
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_OPENS_AS_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_LEAST_LINKS = 2
# Elements that converters to Markdown leave none of.
_OF_PAGES = re.compile(r"<(?:!doctype|html|head|body|title|script|style|p|a|ul|li|h[1-6])[\s>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9\-]{0,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){1,40}")


def sniff(content: bytes, *, declared: str | None = None) -> str:
    """The media type of `content`; only its first 8 KiB are looked at.

    declared: the transfer header's type, believed only for text that could be anything.

    >>> sniff(b"\\n<!-- saved --><!DOCTYPE html><title>Port reopens</title>")
    'text/html'
    >>> sniff(b"Port reopens after blast\\nBy Ana Ferrol\\n")
    'text/plain'
    """
    head = content[:_HEAD]
    binary = _binary_type(head)
    if binary:
        return binary
    text = _text_of(head)
    if text is None:
        return "application/octet-stream"
    if _is_mhtml(head):
        return MHTML
    start = _skip_preamble(text)
    marked_up = _markup_type(text, start)
    if marked_up and not (marked_up == HTML and _is_markdown(text)):
        return marked_up
    return _plain_type(text[start:], (declared or "").lower())


def _binary_type(head: bytes) -> str | None:
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            if magic == b"BM" and b"\0" not in head[:32]:
                continue  # a text that begins "BMW ..." has no zero bytes
            return media_type
    if head[:4] == b"RIFF" and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/avi"}[head[8:12]]
    if head[4:8] == b"ftyp":
        return "image/avif" if head[8:12] in {b"avif", b"avis"} else "video/mp4"
    return None


def _text_of(head: bytes) -> str | None:
    """The first characters, one per byte unless UTF-16; None where the bytes are no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    if _OPENS_AS_HTML.match(head):
        return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")  # whatever stray bytes follow, it is a page
    zeros = head.count(0)
    if zeros:
        for odd, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[odd::2].count(0) > 0.4 * (len(head) // 2) and zeros <= head[odd::2].count(0) * 1.05:
                return head.decode(name, "replace")
        # A stray zero byte happens in text files joined from pieces; more of them make a binary file.
        if zeros > 2 or zeros > 0.01 * len(head):
            return None
    controls = sum(head.count(code) for code in range(1, 32) if code not in (9, 10, 12, 13, 27))
    if controls > 0.02 * len(head) + 1:
        return None
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _is_mhtml(head: bytes) -> bool:
    mail = _MAIL_HEADER.match(head)
    if not mail:
        return False
    header = b"\n" + mail.group().lower()
    if b"\nmime-version:" not in header:
        return False
    # An e-mail may be of one part; where a browser saved a page, its pictures are further parts.
    is_sent = b"\nfrom:" in header and b"\ndate:" in header
    return b"multipart/" in header or (is_sent and any(kind in header for kind in (b"text/html", b"text/plain")))


def _skip_preamble(text: str) -> int:
    start = 0
    while (match := _PREAMBLE.match(text, start)) and match.end() > start:
        start = match.end()
    return start


def _markup_type(text: str, start: int) -> str | None:
    if not text.startswith("<", start):
        return HTML if len(_ANY_TAG.findall(text)) >= 4 else None
    root_at = start
    if text[start : start + 9].lower() == "<!doctype":
        root_at = text.find(">", start) + 1
        if re.match(r"<!doctype\s+html", text[start : start + 40], re.IGNORECASE):
            return HTML
    root = _XML_ROOT.search(text, root_at)
    name = root.group(1).lower() if root else ""
    if name in _FEED_ROOTS:
        return FEED
    if _OPENS_HTML.match(text, start) or name in {"html", "head", "body"}:
        return HTML
    if name == "svg":
        return "image/svg+xml"
    if text.lstrip().startswith("<?xml") or text[start : start + 9].lower() == "<!doctype":
        return "application/xml"
    if len(_ANY_TAG.findall(text)) >= 2 or text.startswith("<!--", start):
        return HTML
    return "application/xml" if root and f"</{root.group(1)}" in text else None


def _is_markdown(text: str) -> bool:
    """Whether a text marks headings and links as Markdown does, among whatever elements a converter left in it."""
    return text.count("](") >= _LEAST_LINKS and bool(_HEADING.search(text)) and not _OF_PAGES.search(text)


def _plain_type(text: str, declared: str) -> str:
    for word in _CODE_TYPES:
        if word in declared:
            return declared.split(";")[0].strip()
    if _JSON.match(text):
        return "application/json"
    size = max(1, len(text))
    signs = sum(text.count(sign) for sign in "{}();=")
    if signs > 0.03 * size and _SCRIPT.match(text):
        return "text/javascript"
    if text.count("{") > 0.003 * size and text.count("}") > 0.002 * size and _STYLE.match(text):
        return "text/css"
    return TEXT
