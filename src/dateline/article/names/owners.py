"""Who owns a page, by its copyright line ("© 2025 Salvane Courier Ltd") or its logo, and names of papers."""

import re

import msgspec

from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives


class Owners(msgspec.Struct, frozen=True):
    """The table of lines that say whose a page is, compiled.

    openers: signs and words of which a copyright line has one, in folded case.
    copyright: with groups "name" and "group". rights: what such lines end in.
    """

    openers: tuple[str, ...]
    copyright: re.Pattern[str]
    rights: re.Pattern[str]


def load_owners() -> Owners:
    """The shared table of owners' lines, compiled once per process."""
    return shared_data().resource("article-owners", _build)


def paper_words() -> frozenset[str]:
    """First and last words of names that papers go by, in lower case: "times", "today"."""
    return shared_data().resource("article-papers", _read_papers)


def _read_papers(language: Language) -> frozenset[str]:
    return frozenset(language.table("article/outlets.toml").get("papers", ()))


def logo_of(alt: str) -> str | None:
    """The name in the text that stands for a site's picture; None where it names none.

    >>> logo_of("Astrel Today logo")
    'Astrel Today'
    """
    words = shared_data().resource("article-logos", _read_logos)
    if not words.search(alt):
        return None
    return " ".join(words.sub(" ", alt).split()) or None


def _read_logos(language: Language) -> re.Pattern[str]:
    listed = alternatives(language.table("article/outlets.toml")["logo"]["words"])
    return re.compile(rf"(?:(?<!\s)\s+)?\b(?:{listed})\b\s*", re.IGNORECASE)


def owner_in(line: str) -> str | None:
    """The name in a copyright line, without legal forms and years; None where the line has none.

    "Media Group" goes where a name of several words is left ("Salvane Courier Media Group"), else it is part of it.

    >>> owner_in("© 2025 Dursk Media Group"), owner_in("Copyright 2025 Salvane Courier Ltd")
    ('Dursk Media Group', 'Salvane Courier')
    """
    owners = load_owners()
    folded = line.casefold()
    if not any(opener in folded for opener in owners.openers):
        return None  # as most lines are, before two expressions go over them
    found = owners.copyright.search(owners.rights.sub("", line))
    if found is None:
        return None
    name = found["name"].strip(' -–|:«»„“”"')
    if found["group"] and " " not in name:
        name = f"{name} {found['group']}"
    known = 2 <= len(name) <= 50 and name[0].isalpha() and len(name.split()) <= 6
    return name if known else None


def _build(language: Language) -> Owners:
    table = language.table("article/outlets.toml")["copyright"]
    one_of = {name: alternatives(words) for name, words in table.items()}
    forms = rf"(?:{one_of['forms']}|(?P<group>{one_of['groups']})|(?:{one_of['joiners']}) (?:{one_of['others']}))\b"
    return Owners(
        openers=("©", "(c)", *(word.casefold() for word in table["words"])),
        copyright=re.compile(
            rf"(?:©|\b(?:{one_of['words']})\b|\(c\))\s*(?:©|\(c\)|{one_of['words']})?\s*(?:{one_of['before_names']})?[\s,]*"
            rf"(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?"
            rf"[\s,.:\-–—|]*(?:(?:{one_of['before_owners']})\s+)?(?!\W*(?:{one_of['words']})\b)(?P<name>[^\d.,|©(]{{2,60}}?)\s*"
            rf"(?:,?\s*(?<![^\W\d_]){forms}.*)?(?:\s*(?:19|20)\d\d.*|[.,|(].*|\s+[-–].*)?\Z",
            re.IGNORECASE,
        ),
        rights=re.compile(rf"\s*\b(?:{one_of['rights']}).*", re.IGNORECASE),
    )
