"""Words of a table as a part of a pattern."""

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """One of these words as they stand, longest first so that none hides behind its own beginning.

    >>> alternatives(["by", "by and for", "by"])
    'by\\\\ and\\\\ for|by'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
