"""Who owns a page, by its copyright line ("© 2025 Salvane Courier Ltd. All rights reserved"), and names of papers."""

import re
import tomllib

from dateline.language import Language, shared_data

_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\))\s*(?:©|\(c\)|by|of)?[\s,]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?"
    r"[\s,.:\-–|]*(?:by\s+)?(?P<name>[^\d.,|©(]{2,60}?)\s*"
    r"(?:,?\s*(?:Limited|Ltd|LLC|Inc|GmbH|AG|S\.?A|plc|Corp|(?P<group>Media Group)|"
    r"and (?:its|affiliated|contributors))\b.*)?"
    r"(?:\s*(?:19|20)\d\d.*|[.,|(].*|\s+[-–].*)?\Z",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\s*\b(?:all rights reserved|alle rechte|tous droits|todos los|tutti i diritti).*", re.IGNORECASE)


def paper_words() -> frozenset[str]:
    """First and last words of names that papers go by, in lower case: "times", "today"."""
    return shared_data().resource("article-papers", _read_papers)


def _read_papers(language: Language) -> frozenset[str]:
    return frozenset(tomllib.loads((language.read("article/outlets.toml") or b"").decode("utf-8")).get("papers", ()))


def owner_in(line: str) -> str | None:
    """The name in a copyright line, without legal forms and years; None where the line has none.

    "Media Group" goes where a name of several words is left ("Salvane Courier Media Group"), else it is part of it.

    >>> owner_in("© 2025 Dursk Media Group"), owner_in("Copyright 2025 Salvane Courier Ltd")
    ('Dursk Media Group', 'Salvane Courier')
    """
    found = _COPYRIGHT.search(_RIGHTS.sub("", line))
    if found is None:
        return None
    name = found["name"].strip(' -–|:«»„“”"')
    if found["group"] and " " not in name:
        name = f"{name} {found['group']}"
    known = 2 <= len(name) <= 50 and name[0].isalpha() and len(name.split()) <= 6
    return name if known else None
