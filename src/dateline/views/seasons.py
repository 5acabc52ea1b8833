"""Seasons, quarters and halves of a year, which EDTF writes as months beyond the twelfth, in words."""

import re

# ISO 8601-2, 4.8: sub-year groupings.
PARTS_OF_YEAR = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
    "40": "first half of", "41": "second half of",
}  # fmt: skip
_PART = re.compile(rf"(?<!\d)(\d{{4}})-({'|'.join(PARTS_OF_YEAR)})(?![\d-])", re.ASCII)


def in_words(edtf: str) -> str:
    """An EDTF date for a reader's eye: as it is, but that "2025-23" is no month.

    >>> in_words("2025-23"), in_words("2025-33~/2025-04"), in_words("2025-11-21")
    ('autumn 2025', 'first quarter of 2025~/2025-04', '2025-11-21')
    """
    return _PART.sub(lambda match: f"{PARTS_OF_YEAR[match[2]]} {match[1]}", edtf)
