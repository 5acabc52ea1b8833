"""Whether words are a name, and whose: a person's, an agency's, a firm's, a place's."""

import re
from unicodedata import category

from dateline.article.bylines.words import ANYTHING, KIND, Wording, load_wording
from dateline.article.names.outlet import letters
from dateline.article.names.owners import paper_words
from dateline.model import AuthorKind

WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽƏƠƯȘȚẀ-ỸΆ-ΏΑ-ΫЀ-ЯҐҒҚҢӘӨҮҰҺЎԱ-Ֆ"
NAME_WORD = re.compile(rf"[{_CAPITAL}][^\W\d_]*(?:[’'.-][^\W\d_]*)*")
# "Б.Сарантуяа", as Mongolian pages sign.
_INITIAL_NAME = re.compile(r"[А-ЯӨҮ]\.[А-ЯӨҮ][а-яёөү]{2,}")
# Letters of scripts without capitals, their marks and joiners; those of Georgian count as small to Unicode.
_UNCASED = frozenset({"Lo", "Mn", "Mc", "Cf", "Lm"})
# The end of an address.
_HOST_END = re.compile(r"\.[a-z]{2,4}$")


def is_firm(name: str) -> bool:
    """Whether a name ends or holds the legal form of a company or society ("Salvane Media Ltd")."""
    return load_wording().firms.search(name) is not None


def is_personal(name: str) -> bool:
    """Whether words are a person's name plainly: two to four with capitals, the first of them a given name."""
    wording, words = load_wording(), name.split()
    if not wording.particles.isdisjoint(words):
        words = [word for word in words if word not in wording.particles]
    if not 2 <= len(words) <= 4:
        return not name.isascii() and _INITIAL_NAME.fullmatch(name) is not None
    if words[0].casefold() not in wording.given and not (
        len(words) == 2 and words[1].casefold() in wording.given_last  # "Meschel Réka"
    ):
        return False
    if all(map(NAME_WORD.fullmatch, words)):
        return True  # as most are
    return not name.isascii() and all(NAME_WORD.fullmatch(word) or is_uncased(word) for word in words)


def is_uncased(word: str) -> bool:
    """Whether a word is of two letters or more of a script without capitals, with their marks."""
    if len(word) < 2 or word.isascii():
        return False
    return all(category(letter) in _UNCASED or "\u10d0" <= letter <= "\u10ff" for letter in word)


def is_personal_in_any_case(name: str) -> bool:
    """Whether words are a person's name plainly, or would be with capitals: "runa meschel"."""
    return is_personal(name) or (name.islower() and is_personal(name.title()))


def is_given(name: str) -> bool:
    """Whether a word is a given name, as it is written."""
    return name.casefold() in load_wording().given and (name[:1].isupper() or is_uncased(name))


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's, by the table of agencies or by its own words."""
    return names_agency(name, load_wording())


def tells_of_place(text: str, name: str) -> bool:
    """Whether a text tells of a name as of a place: "in Lowmark"."""
    return any(f" {word} {name}" in text for word in load_wording().before_places)


def has_name_s_shape(name: str) -> bool:
    """Whether words are capitalised as a name of two to four words is."""
    words = [word for word in name.split() if word not in load_wording().particles]
    return 2 <= len(words) <= 4 and all(NAME_WORD.fullmatch(word) for word in words)


def is_called_as_a_place(name: str, wording: Wording) -> bool:
    """Whether some words are a place's name by the last of them: "Velno County", "Lowmark Bay" but no "Runa Bay"."""
    first, _, rest = name.casefold().partition(" ")
    last = rest.rpartition(" ")[2]
    return last in wording.place_closers or (last in wording.place_closers_with_no_given and first not in wording.given)


def are_names(*words: str) -> bool:
    """Whether words that stand side by side are persons': one of them a given name, or in a script without capitals."""
    return not any(" " in word for word in words) and any(is_given(word) or not _is_cased(word) for word in words)


def _is_cased(word: str) -> bool:
    return any(letter.isupper() or letter.islower() for letter in word)


def is_paper_s(name: str) -> bool:
    """Whether a name is a paper's, a station's or a site's, by its first or last word or as an address."""
    words = name.casefold().split()
    return "." in name.strip(".") or not paper_words().isdisjoint((words[0], words[-1]))


def capitalised(name: str) -> bool:
    """Whether every word but particles begins with a capital."""
    words = [word for word in WORD.findall(name) if word not in load_wording().particles]
    return bool(words) and all(word[0].isupper() for word in words)


def kind_of(name: str, wording: Wording, outlet: str | None, may: int = ANYTHING) -> AuthorKind:
    """Whether a name is a person's, an agency's or a desk's. may: what may stand amid it (`words.stands_amid`)."""
    if names_agency(name, wording, may=may):
        return "agency"
    if may & KIND and wording.desks.search(name.lower()):
        return "desk"
    return "desk" if outlet and is_house_s(name, outlet) else "person"


def is_house_s(name: str, outlet: str) -> bool:
    """Whether a name that is no person's plainly is the outlet's, or a part of its name."""
    if is_personal(name):
        return False
    lowered, home = name.casefold().strip(" ."), outlet.casefold()
    within = lowered in home and not (is_given(name) and lowered not in WORD.findall(home))  # "Runa", "Runarivers"
    if lowered == home or (len(lowered) > 3 and (within or home in lowered)):
        return True
    return letters(_HOST_END.sub("", lowered)) == letters(_HOST_END.sub("", home))


def names_agency(name: str, wording: Wording, *, sourced: bool = False, may: int = ANYTHING) -> bool:
    """Whether a name is an agency's. sourced: a word before it says that the text is from there. may: as above."""
    lowered = name.casefold().strip(" .")
    if lowered in wording.capital_agencies:
        return sourced or name.isupper()
    return lowered in wording.agencies or (may & KIND > 0 and wording.agency_words.search(lowered) is not None)
