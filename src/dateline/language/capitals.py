"""Capital letters as headlines use them."""

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
# Above this share of capitals among its longer words a line is written as titles are.
_TITLED = 0.75


def has_title_case(words: str) -> bool:
    """Whether most words of four letters and more begin with a capital, so that a capital tells of no name.

    >>> has_title_case("Guards Seize the Dam"), has_title_case("Guards seized the dam, he told Astrel")
    (True, False)
    """
    found: list[str] = _WORD.findall(words)
    return sum(word[0].isupper() for word in found) > _TITLED * len(found)
