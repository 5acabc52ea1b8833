"""Evidence: which page, which words, and what found them."""

from typing import Literal

import msgspec

from dateline.model.text import Span


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """The ground for one field of a reading.

    page_id: sha256 of the page's bytes.
    text: which frozen text `spans` point into; `metadata` when the words stand in the page's
        structured data (JSON-LD, meta elements, the address) and not in its visible text.
    spans: code points, half-open, ordered; several where something splits a quotation; empty for metadata.
    words: the exact words at `spans`, one per span (or the raw metadata value).
    found_by: `rule@version`, `model@version` or the name of the metadata field ("json-ld:datePublished").
    inferred: True where the value is concluded, not stated, by `words`.
    """

    page_id: str
    text: Literal["article", "page", "metadata"]
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    found_by: str
    inferred: bool = False
