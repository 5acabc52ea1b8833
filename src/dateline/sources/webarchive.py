"""Safari's web archive: the page and its address in a binary property list.

The format is Apple's (CFBinaryPList.c). Only the few objects that lead to the page are read: a list may name one long
object a thousand times over, which the standard library's reader would then copy as often.
"""

from dateline.sources.faults import SourceError
from dateline.sources.mhtml import SavedPart

_MAGIC = b"bplist00"
_TRAILER = 32
_DATA, _ASCII, _UTF16, _DICT = 0x4, 0x5, 0x6, 0xD
_INT = 0x1
_MOST_KEYS = 1_000


def read_webarchive(content: bytes) -> SavedPart:
    """The main resource of a web archive. Raises SourceError malformed-webarchive where there is none."""
    try:
        part = _Plist(content).main_resource()
    except (IndexError, ValueError) as error:
        raise SourceError("malformed-webarchive", str(error) or "cut off") from error
    return part


class _Plist:
    """A binary property list, its objects read when asked for."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(_MAGIC) or len(content) < len(_MAGIC) + _TRAILER:
            raise ValueError("no binary property list")
        self.content = content
        trailer = content[-_TRAILER:]
        self.offset_size, self.reference_size = trailer[6], trailer[7]
        self.count, self.top, self.table = (int.from_bytes(trailer[at : at + 8], "big") for at in (8, 16, 24))
        if not 1 <= self.offset_size <= 8 or not 1 <= self.reference_size <= 8:
            raise ValueError("sizes out of range")

    def main_resource(self) -> SavedPart:
        main = self._dict(self._dict(self.top).get("WebMainResource", -1))
        if "WebResourceData" not in main:
            raise ValueError("no page in it")
        media_type, charset, url = (
            self._text(main[key]) if key in main else ""
            for key in ("WebResourceMIMEType", "WebResourceTextEncodingName", "WebResourceURL")
        )
        return SavedPart(
            content=self._bytes(main["WebResourceData"]),
            content_type=f"{media_type or 'text/html'}; charset={charset}" if charset else media_type or "text/html",
            url=url if url.startswith(("http://", "https://")) else None,
        )

    def _place(self, number: int) -> int:
        if not 0 <= number < self.count:
            raise ValueError(f"no object {number}")
        at = self.table + number * self.offset_size
        return self._number(at, self.offset_size)

    def _number(self, at: int, size: int) -> int:
        if at < 0 or at + size > len(self.content):
            raise ValueError("cut off")
        return int.from_bytes(self.content[at : at + size], "big")

    def _head(self, number: int) -> tuple[int, int, int]:
        """An object's kind, its length, and where it begins."""
        at = self._place(number)
        kind, length = divmod(self._number(at, 1), 16)
        at += 1
        if length == 15 and kind in (_DATA, _ASCII, _UTF16, _DICT):
            told, power = divmod(self._number(at, 1), 16)
            if told != _INT or power > 3:
                raise ValueError("a length that is no number")
            length, at = self._number(at + 1, 1 << power), at + 1 + (1 << power)
        return kind, length, at

    def _dict(self, number: int) -> dict[str, int]:
        """An object's keys, each with the number of its value."""
        kind, length, at = self._head(number)
        if kind != _DICT or length > _MOST_KEYS:
            raise ValueError("no page in it")
        size = self.reference_size
        keys = [self._text(self._number(at + place * size, size)) for place in range(length)]
        return {key: self._number(at + (length + place) * size, size) for place, key in enumerate(keys)}

    def _text(self, number: int) -> str:
        kind, length, at = self._head(number)
        if kind not in (_ASCII, _UTF16) or length > 4_000:
            return ""
        size = length * (2 if kind == _UTF16 else 1)
        return self.content[at : at + size].decode("utf-16-be" if kind == _UTF16 else "latin-1", "replace")

    def _bytes(self, number: int) -> bytes:
        kind, length, at = self._head(number)
        if kind != _DATA or at + length > len(self.content):
            raise ValueError("no page in it")
        return self.content[at : at + length]
