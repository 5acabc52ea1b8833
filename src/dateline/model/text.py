"""Frozen text and spans into it."""

import hashlib

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of Unicode code points: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


def text_sha256(text: str) -> str:
    """The hex SHA-256 of the UTF-8 bytes of `text`; lone surrogates are kept as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
