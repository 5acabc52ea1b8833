"""How bylines open ("By ", "Von ", "بقلم "), and what lines that open so may be of others."""

import functools
import re
from typing import Literal

from dateline.article.bylines.names import is_agency, is_given, is_personal, is_uncased, names_agency
from dateline.article.bylines.words import (
    ANYTHING,
    INNER,
    Wording,
    begins_with_opener,
    find_closer,
    load_wording,
    openings,
    without_loose,
)

# An agency's name with one capital has so many letters, alone in a line.
_LEAST_TITLED = 4
# A line that a word behind the name closes, and what may stand before a date to tell what of, have so many characters.
_LONGEST_CLOSED, LONGEST_LABEL = 40, 40
# A name has so many words at most.
_MOST_OF_NAME = 4
# Signs behind the name that a weak opener opens.
_WEAK_ENDS = re.compile(r"[,;|/&:]")
# A line of agencies is no longer: "Deutsche Presse-Agentur, Agence France-Presse".
_LONGEST_AGENCY_LINE = 80


def is_agency_line(text: str) -> bool:
    """Whether a line is nothing but an agency's name, or says that the text is from one ("Quelle: dpa")."""
    if len(text) > _LONGEST_AGENCY_LINE:
        return False  # a paragraph that names one
    wording = load_wording()
    name = text.strip("/()©")
    told = name.isupper() or is_uncased(name) or name in wording.small_agencies
    titled = name[:1].isupper() and len(name) >= _LEAST_TITLED and not is_given(name)
    return ((told or titled) and is_agency(name)) or sourced_agency(text, wording) != ""


@functools.lru_cache(maxsize=256)  # roles, bylines and authors ask of the same few lines of a page
def opens_byline(text: str) -> bool:
    """Whether a line begins as bylines do ("By ", "Von ", "بقلم ")."""
    wording, may = load_wording(), openings(text)
    if may and begins_with_opener(text, wording) and _begins(text, wording, may):
        return True
    if _may_be_glued(text, wording, may) and wording.glued.match(text):
        return True
    # A word behind a name says that it signs.
    return len(text) <= _LONGEST_CLOSED and find_closer(text, wording) is not None and text.count(" ") < _MOST_OF_NAME


def _begins(text: str, wording: Wording, may: frozenset[str]) -> bool:
    """Whether words apart from the name open a line. may: the expressions that it may begin with."""
    bare = text.lstrip("-–—~|•· ")
    return (
        ("opener" in (may if bare == text else openings(bare)) and wording.opener.match(bare) is not None)
        or ("weak_opener" in may and _weakly_opened(text, wording) is not None)
        or _agency_behind(text, wording, may) != ""
    )


def _may_be_glued(text: str, wording: Wording, may: frozenset[str]) -> bool:
    """Whether a line may begin with a glued opener, by its first letters or those of its second word."""
    return "glued" in may or text.startswith(wording.glued_second, text.find(" ") + 1)


def _weakly_opened(text: str, wording: Wording) -> str | None:
    """What stands behind a word that opens bylines in one language and other lines in others: a person's plain name."""
    opener = wording.weak_opener.match(text)
    if opener is None:
        return None
    rest = text[opener.end() :]
    name = _WEAK_ENDS.split(rest, maxsplit=1)[0].split()[:2]
    if not is_personal(" ".join(name)):
        return None
    word = opener.group().strip().casefold()
    if f"{word} {name[0].casefold()}" in wording.double_names:
        return None  # "Per Anders Tavi"
    one = word in wording.plural_openers and not any(
        sign.search(rest) for sign in (wording.joiner, wording.weak_joiner)
    )
    return None if one else rest


def sourced_agency(text: str, wording: Wording) -> str:
    """The agency that a line names as its source and nothing else: "Quelle: dpa", "Avec AFP", "/ritzau/"; else ""."""
    return _agency_behind(text, wording, openings(text))


def _agency_behind(text: str, wording: Wording, may: frozenset[str]) -> str:
    """The same. may: the expressions that the line may begin with."""
    if len(text) > _LONGEST_AGENCY_LINE:
        return ""
    told = wording.source.match(text) if "source" in may else None
    source = told or (wording.with_agency.match(text) if "with_agency" in may else None)
    if source is None and text[:1] not in "/(":
        return ""
    name = text[source.end() if source else 0 :].strip(" /()[]©.")
    known = names_agency(name, wording, sourced=told is not None)
    return name if known and name.casefold() not in wording.picture_agencies else ""


def signs_plainly(text: str) -> bool:
    """Whether a line begins with words that say no less than who wrote ("Autorin: ", "Posted by ")."""
    bare = text.lstrip("-–—~|•· (")
    return "signers" in openings(bare) and load_wording().signers.match(bare) is not None


def is_opener(text: str) -> bool:
    """Whether a line is nothing but the words that open a byline, the name being in the next."""
    bare = text.strip(" :-–—~|•·")
    if bare == "" or "opener" not in openings(bare):
        return False
    return load_wording().opener.sub("", f"{bare} .", count=1).strip() == "."


def may_head_others(text: str) -> bool:
    """Whether a line of nothing but an opener may be the heading of other things than a name ("Text", "From")."""
    return text.strip(" :-–—~|•·").casefold() in load_wording().labels


def labels_others(text: str) -> bool:
    """Whether a line opens with a word that may stand before other things than a name ("From")."""
    wording = load_wording()
    opener = wording.opener.match(text)
    return opener is not None and opener.group().strip(" :/|").casefold() in wording.labels


def is_of_another(text: str) -> bool:
    """Whether a line is nothing but words that tell what another did than write, the name being in the next."""
    return _is_nothing_but("others", text)


def names_editors(text: str, above: str = "") -> bool:
    """Whether a line names those who edited: it opens with the word for that, or the line above is nothing else."""
    bare = text.lstrip(" (-–—~|•·")
    if "editors" in openings(bare) and load_wording().editors.match(bare):
        return True
    return _is_nothing_but("editors", text) or (above != "" and _is_nothing_but("editors", above))


def _is_nothing_but(words: Literal["editors", "others"], text: str) -> bool:
    bare = text.strip(" :-–—~|•·")
    if words not in openings(bare):
        return False
    wording = load_wording()
    match = (wording.editors if words == "editors" else wording.others).match(f"{bare}: .")
    return match is not None and match.end() >= len(bare) + 2


def behind_opener(part: str, wording: Wording, amid: int = ANYTHING) -> str | None:
    """A part without the words that open a byline, None where none do.

    part: without signs around it. amid: what may stand amid it (`words.stands_amid`).
    """
    may = openings(part)
    glued = _may_be_glued(part, wording, may)
    if not glued and "opener" not in may and "weak_opener" not in may:
        return None
    bare = wording.glued.sub("", part) if glued else part
    if "weak_opener" in may or glued:
        bare = _weakly_opened(bare, wording) or bare
    for _ in range(3):
        shorter = wording.opener.sub("", bare, count=1).strip(" :,-–—|")
        if shorter == bare:
            break
        bare = shorter
    if bare == part:
        return None
    inner = wording.inner.search(bare) if amid & INNER else None
    opened = part[: len(part) - len(bare)].lower().split()
    is_short = bare.count(" ") < _MOST_OF_NAME or is_given(bare.split()[0])
    if inner and inner.group().split() == opened[-1:] and is_short:
        inner = None  # "Artikel von Runa von Meschel", "Von Jonas von Tavi und Runa Meschel"
    if inner:
        bare = bare[inner.end() :]  # "Posted in News by Jonas Tavi"
    elif wording.shelved.match(part):
        return ""  # "Posted in News"
    bare = without_loose(bare)
    closer = next((word for word in wording.glued_closers if bare.endswith(word)), "")
    bare = bare[: len(bare) - len(closer)]
    category = wording.category.search(bare) if amid & INNER else None
    joins = category is not None and is_personal(
        " ".join(category.group().split()[1:3])
    )  # "Runa Meschel en Jonas Tavi"
    return bare if category is None or joins else bare[: category.start()]
