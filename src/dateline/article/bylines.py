"""Who signed: bylines and author fields split into persons, agencies and desks, titles apart from names."""

import re
import tomllib

import msgspec

from dateline.language import Language, shared_data
from dateline.model import Author, AuthorKind

_LONGEST_BYLINE = 400
_MOST_AUTHORS = 12
_SPLIT = re.compile(r"\s*(?:[;/|•·&،、\n]|\s-\s|\s–\s|\s—\s)\s*")
_PLACE = re.compile(r"\s+(?:in|à|aus|en|im|from|reporting from)\s+[A-ZÄÖÜ][^,]{2,40}$")
_TAIL = re.compile(
    r"\s*(?:\(?\b\d{1,2}[:.]\d\d.*|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}.*|\b(?:19|20)\d\d\b.*|@\w+.*|\S+@\S+.*|https?:.*)$"
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


class Wording(msgspec.Struct, frozen=True):
    """The table of byline words, compiled."""

    opener: re.Pattern[str]
    joiner: re.Pattern[str]
    no_names: frozenset[str]
    desks: re.Pattern[str]
    agencies: frozenset[str]
    agency_words: re.Pattern[str]
    titles: re.Pattern[str]
    honorifics: frozenset[str]
    never: tuple[str, ...]
    place_openers: frozenset[str]


def load_wording() -> Wording:
    """The shared table of byline words, compiled once per process."""
    return shared_data().resource("article-bylines", _build)


def opens_byline(text: str) -> bool:
    """Whether a line begins as bylines do ("By ", "Von ", "بقلم ")."""
    return load_wording().opener.match(text) is not None


def split_byline(text: str, *, outlet: str | None = None) -> tuple[Author, ...]:
    """The authors that a byline or an author field names, in order; none where it names nobody.

    outlet: a byline that is the outlet's own name is its desk.

    >>> [(author.name, author.kind) for author in split_byline("By Jonas Tavi, Runa Meschel and Reuters")]
    [('Jonas Tavi', 'person'), ('Runa Meschel', 'person'), ('Reuters', 'agency')]
    """
    wording = load_wording()
    text = _TAIL.sub("", text[:_LONGEST_BYLINE].strip())
    for _ in range(2):
        text = wording.opener.sub("", text, count=1).strip(" :,-–—|")
    bracketed = [name for name in _BRACKETS.findall(text) if _is_agency(name, wording)]
    found: list[Author] = []
    for piece in _SPLIT.split(_BRACKETS.sub(" ", text)):
        _read_piece(piece, found, wording, outlet)
    found.extend(Author(name=name.strip(), kind="agency") for name in bracketed)
    unique: dict[str, Author] = {}
    for author in found:
        unique.setdefault(author.name.casefold(), author)
    return tuple(unique.values())[:_MOST_AUTHORS]


def author_named(name: str, *, outlet: str | None = None, organisation: bool = False) -> Author | None:
    """One author of a name as metadata gives it; None where the name is nobody's.

    organisation: the metadata calls it one: then it is an agency unless it is the outlet's own desk.
    """
    wording = load_wording()
    name = " ".join(_TAIL.sub("", name).split()).strip(" ,.;:|-") if not name.endswith(".") else name.strip(" ,;:|-")
    if not _is_name(name, wording):
        return None
    kind = _kind(name, wording, outlet)
    if organisation and kind == "person":
        kind = "agency"
    honorific, _, rest = name.partition(" ")
    if kind == "person" and honorific.lower() in wording.honorifics and " " in rest:
        return Author(name=rest, kind=kind, title=honorific)
    return Author(name=name, kind=kind)


def _read_piece(piece: str, found: list[Author], wording: Wording, outlet: str | None) -> None:
    for words in wording.joiner.split(piece):
        names = [part.strip() for part in words.split(",")]
        for name in names:
            name = _PLACE.sub("", name).strip(" .:*") if not name.endswith(("инф.", "Jr.")) else name
            last = found[-1] if found else None
            is_title = wording.titles.search(name) is not None
            follows = last is not None and last.kind == "person" and last.title is None
            if last and follows and is_title and (_kind(name, wording, outlet) != "desk" or not _capitalised(name)):
                found[-1] = msgspec.structs.replace(last, title=name)
                continue
            if is_title and _kind(name, wording, outlet) == "person":
                continue
            if found and name.partition(" ")[0].lower() in wording.place_openers:
                continue  # "Sefa Lindqvist, Port Salvane": where it was written
            author = author_named(name, outlet=outlet) if name else None
            if author and not (author.kind == "person" and " " not in author.name and found):
                found.append(author)  # one word after a full name is where it was written, not who


def _capitalised(name: str) -> bool:
    words = _WORD.findall(name)
    return bool(words) and all(word[0].isupper() for word in words)


def _is_name(name: str, wording: Wording) -> bool:
    lowered = name.lower()
    if not 2 <= len(name) <= 80 or lowered in wording.no_names or any(word in lowered for word in wording.never):
        return False
    words = name.split()
    return len(words) <= 8 and any(letter.isalpha() for letter in name) and sum(c.isdigit() for c in name) <= 2


def _kind(name: str, wording: Wording, outlet: str | None) -> AuthorKind:
    lowered = name.casefold().strip(" .")
    if _is_agency(name, wording):
        return "agency"
    if wording.desks.search(name.lower()):
        return "desk"
    if outlet:
        home = outlet.casefold()
        if lowered == home or (len(lowered) > 3 and (lowered in home or home in lowered)):
            return "desk"
    return "person"


def _is_agency(name: str, wording: Wording) -> bool:
    lowered = name.casefold().strip(" .")
    return lowered in wording.agencies or wording.agency_words.search(lowered) is not None


def _build(language: Language) -> Wording:
    table = tomllib.loads((language.read("article/bylines.toml") or b"").decode())

    def alternatives(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

    return Wording(
        opener=re.compile(rf"^\s*(?:{alternatives(table['openers'])})(?:\s*[:：/|]\s*|\s+|$)(?!$)", re.IGNORECASE),
        joiner=re.compile(rf"\s+(?:{alternatives(table['joiners'])})\s+", re.IGNORECASE),
        no_names=frozenset(table["no_names"]),
        desks=re.compile(rf"(?<!\w)(?:{alternatives(table['desk_words'])})(?!\w)"),
        agencies=frozenset(table["agencies"]),
        agency_words=re.compile(alternatives(table["agency_words"])),
        titles=re.compile(rf"(?<!\w)(?:{alternatives(table['title_words'])})(?!\w)", re.IGNORECASE),
        honorifics=frozenset(table["honorifics"]),
        never=tuple(table["never_in_names"]),
        place_openers=frozenset(table["place_openers"]),
    )
