"""A page's HTML as it is given: as text, or as the same in UTF-8, which is all that the parser asks for.

To make a text of it takes a fiftieth of what the whole reading takes, and few pages are asked for theirs.
"""

from dateline.article.native import native

# Bytes are valid UTF-8 without a byte order mark.
Html = str | bytes


def is_utf8(content: bytes) -> bool:
    """Whether bytes are text in UTF-8, all of them.

    >>> is_utf8("Fähre".encode()), is_utf8("Fähre".encode("latin-1"))
    (True, False)
    """
    built = native()
    return is_utf8_plainly(content) if built is None else bool(built.is_utf8(content))


def is_utf8_plainly(content: bytes) -> bool:
    """The same by Python's own decoder, which makes a text of them."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def text_of(html: Html) -> str:
    """The page as text."""
    return html if isinstance(html, str) else html.decode("utf-8")


def content_of(html: Html) -> bytes:
    """The page in UTF-8; half a character that a text has is left out."""
    return html.encode("utf-8", "ignore") if isinstance(html, str) else html


def head_of(html: Html, size: int) -> str:
    """So many of its first characters.

    >>> head_of("Fähre".encode(), 3)
    'Fäh'
    """
    if isinstance(html, str):
        return html[:size]
    head = html[:size]
    return head.decode("ascii") if head.isascii() else html[: 4 * size].decode("utf-8", "ignore")[:size]


def holds(html: Html, word: str) -> bool:
    """Whether a word stands in a page."""
    return word in html if isinstance(html, str) else word.encode() in html
