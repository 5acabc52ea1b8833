"""Authors as metadata tell them: JSON-LD, then meta elements, microdata, and the labelled data of a share card."""

import re
from collections.abc import Container, Iterable

import msgspec

from dateline.article.bylines.names import is_agency, is_personal, is_personal_in_any_case
from dateline.article.bylines.openers import opens_byline
from dateline.article.bylines.split import author_named, split_byline
from dateline.article.bylines.words import load_wording
from dateline.article.names.outlet import letters
from dateline.article.structured import Structured, texts, types_of
from dateline.model import Author

_AUTHOR_METAS = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "citation_author", "byl", "cxenseparse:author", "article:author_name", "rnews:author",
    "shareaholic:article_author_name",
    "cxenseparse:recs:author", "dc:creator", "creator", "authors", "article:authors", "sailthru:author", "author_name",
)  # fmt: skip
# Those that libraries and journals fill.
_SORTED_METAS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
# A name as libraries sort it, the family's first: "Meschel, Runa", "Tavi, J. K.".
_SORTED = re.compile(r"(?P<family>[^\W\d_][^\s,;]*),\s+(?P<given>[^\W\d_][^,;]*)")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_MOST_GIVEN = 4
# Places of one kind, and names in them, that are looked at.
_MOST_TOLD, _LONGEST_TOLD = 50, 2000

# The authors, the kind of place that tells them, and its words.
Told = tuple[tuple[Author, ...], str, str]


def told_authors(outlet: str | None, structured: Structured, home: Container[str]) -> Told | None:
    """Whom metadata name, by the surest place that names anyone; None where none does.

    outlet: the page's. home: the words by which it calls its site, letters alone.
    """
    found: list[Author] = []
    for key in ("author", "creator"):
        named = _in_data(structured, key, outlet, home)
        # Data whose author is the site may tell who wrote beside it.
        if not found or (_names_persons(named) and all(author.kind == "desk" for author in found)):
            found = named
    if found:
        return unique(found), "json-ld", "; ".join(author.name for author in found)
    for name in _AUTHOR_METAS:
        if name not in structured.metas:
            continue  # as most are not
        for value in unsorted_names(structured.metas[name], sorted_=name in _SORTED_METAS):
            if not value.startswith(("http", "/", "@")):
                found += _authors_of(value, outlet, False, home)
        if found:
            return unique(found), "meta", "; ".join(structured.metas[name])
    # Several authors of microdata are those of comments and reviews.
    items = {content for content, _ in structured.items.get("author", ()) if content}
    if len(items) == 1:
        words = items.pop()
        found = _authors_of(words, outlet, False, home)
        if found:
            return unique(found), "microdata", words
    return _card_author(outlet, structured)


def _names_persons(authors: list[Author]) -> bool:
    return bool(authors) and all(is_personal(author.name) or not author.name[0].isascii() for author in authors)


def _in_data(structured: Structured, key: str, outlet: str | None, home: Container[str]) -> list[Author]:
    """Whom a property of the article's data names."""
    found: list[Author] = []
    value = structured.article.get(key)
    if value is None:
        return found
    for each in value if isinstance(value, list) else [value]:
        organisation = isinstance(each, dict) and any("Organization" in kind for kind in types_of(each))
        for name in texts(each, structured):
            found += _authors_of(name, outlet, organisation, home)
    return found


def unsorted_names(values: list[str], *, sorted_: bool = False) -> list[str]:
    """Names as libraries sort them, as they are said; other values as they stand.

    One alone is turned where what stands behind the comma is a given name and what stands before is none; several,
    where this holds of one of them ("Meschel, Velno; Tavi, Brenn" are names with their towns), and no agency ("Reuters,
    AFP") and no job ("Tavi, Reporter") is among them. sorted_: of values that libraries write all are.

    >>> unsorted_names(["Meschel, Runa; Tavi, J. K."]), unsorted_names(["Runa Meschel, Velno"])
    (['Runa Meschel', 'J. K. Tavi'], ['Runa Meschel, Velno'])
    """
    values = [value[:_LONGEST_TOLD] for value in values[:_MOST_TOLD]]
    parts = [part.strip() for value in values for part in value.split(";") if part.strip()][:_MOST_TOLD]
    matches = [match for part in parts if (match := _SORTED.fullmatch(part))]
    if not parts or len(matches) < len(parts) or any(_is_no_given(match["given"]) for match in matches):
        return values
    given = load_wording().given
    if any(_is_other(word) for match in matches for word in (match["family"], match["given"].strip())):
        return values
    plain = [
        _INITIAL.fullmatch(first := match["given"].split()[0]) is not None
        or (first.casefold() in given and match["family"].casefold() not in given)
        for match in matches
    ]
    if not any(plain) and not (sorted_ and len(matches) > 1):
        return values
    return [f"{match['given'].strip()} {match['family']}" for match in matches]


def _is_other(word: str) -> bool:
    """Whether a piece of a name is none: an agency, or a job."""
    return is_agency(word) or load_wording().titles.expression.fullmatch(word) is not None


def _is_no_given(given: str) -> bool:
    """Whether words are too many or too small for given names."""
    words = given.split()
    return len(words) > _MOST_GIVEN or not (words[0][0].isupper() or _INITIAL.fullmatch(words[0]))


def unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    """Each author once, as first told."""
    known: dict[str, Author] = {}
    for author in authors:
        known.setdefault(author.name.casefold(), author)
    return tuple(known.values())


def _card_author(outlet: str | None, structured: Structured) -> Told | None:
    """The author in the labelled data of a share card ("Written by": "Jonas Tavi")."""
    for number in (1, 2):
        label = structured.metas.get(f"twitter:label{number}", [""])[0]
        value = structured.metas.get(f"twitter:data{number}", [""])[0]
        if value and (opens_byline(f"{label} x") or opens_byline(value)):
            authors = split_byline(value, outlet=outlet)
            if authors:
                return authors, "meta", value
    return None


def _authors_of(words: str, outlet: str | None, organisation: bool, home: Container[str]) -> list[Author]:
    own = _site_in(words, outlet, home)
    if own is not None:
        author = author_named(own, outlet=outlet)
        return [msgspec.structs.replace(author, kind="desk")] if author else []
    if organisation:
        author = author_named(words, outlet=outlet, organisation=True)
        return [author] if author else []
    return list(split_byline(words, outlet=outlet, told=True))


def _site_in(words: str, outlet: str | None, home: Container[str]) -> str | None:
    """The site's own name where it is all that the words tell, with where it has its seat: "Salvane Courier, Velno"."""
    if is_personal_in_any_case(words):
        return None
    if " " in words and letters(words) in home:
        return words
    if outlet and " " in words and _words(words) == _words(outlet):
        return outlet  # in another order
    first, comma, rest = words.partition(",")
    seats = [part.strip() for part in rest.split(",")]
    if comma and letters(first) in home and not any(map(_may_be_someone, seats)):
        return first
    return None


def _may_be_someone(words: str) -> bool:
    """Whether words behind a site's name may be a person's rather than the town or the land where it has its seat."""
    parts = words.split()
    wording = load_wording()
    if is_personal(words) or opens_byline(words):
        return True
    shaped = 2 <= len(parts) <= 3 and all(part[0].isupper() and part.isalpha() for part in parts)
    return shaped and parts[0].casefold() not in wording.place_openers


def _words(name: str) -> frozenset[str]:
    """The words of a name, letters alone, in whatever order it has them."""
    return frozenset(letters(word) for word in name.split()) - {""}
