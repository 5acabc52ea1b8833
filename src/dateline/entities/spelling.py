"""Names as they are compared: folded, in their parts, as initials."""

import functools
import re

_SUFFIXES = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_PARTICLES = frozenset(
    ("al", "bin", "ibn", "de", "van", "von", "der", "del", "da", "dos", "el", "la", "le", "di", "ben", "abu")
)


@functools.lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A name without marks and case, its words parted by single blanks."""
    return re.sub(r"[\s-]+", " ", re.sub(r"[.,'’]", "", text)).strip().casefold()


@functools.lru_cache(maxsize=4096)
def person_words(text: str) -> list[str]:
    """The words of a person's name as they are compared, without initials and "Jr"."""
    return [word for word in folded(_SUFFIXES.sub("", text)).split() if len(word) > 1 or not word.isalpha()] or folded(
        text
    ).split()


def parts_fit(left: list[str], right: list[str]) -> bool:
    """Whether one name of a person may be a part of the other: a surname, a first name, an initial for it."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if not short or short == long:
        return short == long
    if len(short) == 1:
        return (
            short[0] == long[-1]
            or (len(long) >= 2 and short[0] == long[0] and len(short[0]) > 1)
            or (len(long) > 2 and long[-2] in _PARTICLES and short[0] == long[-1])
        )
    if short[-1] != long[-1]:
        return False
    return short[0] == long[0] or short[0] in long or (len(short[0]) <= 2 and long[0].startswith(short[0][0]))


def initials(name: str) -> str:
    """The capital initials of a name: "Port Workers Union" is "PWU"."""
    return "".join(word[0] for word in re.findall(r"[\w’']+", name) if word[0].isupper())
