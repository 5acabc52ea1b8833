"""What kind of thing a name names, where the tagger alone cannot tell: by the name's last word, by the words
beside it, and by what the same name is elsewhere in the article.

A name the gazetteer knows as it stands is never turned from a place by its last word ("West Bank").
"""

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence

from dateline.entities.lexicon import Lexicon
from dateline.entities.name import Name
from dateline.entities.places import Atlas
from dateline.entities.words import Words
from dateline.language.capitals import has_title_case
from dateline.model import MentionKind, Span

_LOCATING = frozenset(
    ("in", "at", "near", "from", "outside", "around", "towards", "toward", "across", "into", "to", "through")
)
_KNOWN_PLACE = 1.5  # votes that a gazetteer entry of some size gives
_MANY_PEOPLE = 20_000
# Letters of a body's short name that may look like a place's; characters within which a dateline's places stand.
_SHORT_NAME = 6
_DATELINE_PLACE = 40
# Code points between the two names of one country, at most: " and the ".
_BETWEEN = 10
# Where agencies sign: "VELNO, May 3 (KRP) —", "/KRP/", "Photo: KRP / TLA".
_AGENCY_PLACES = (
    re.compile(r"^[^\n(]{2,60}\((?P<agency>[^()\n]{2,40})\)\s*(?:—|–|--?|[.:])", re.MULTILINE),
    re.compile(r"(?<!\w)/(?P<agency>[A-Z]{2,8})/(?!\w)"),
    re.compile(
        r"\b(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage|[Ss]ource|[Cc]redit|Foto)s?(?:\s+(?:by|courtesy of)|\s*:)"
        r"(?P<agency>[^\n.;]{2,60})"
    ),
)


def settle_kinds(
    words: Words, names: list[Name], lexicon: Lexicon, atlas: Atlas | None, outlet: str | None
) -> list[Name]:
    """The names with their kinds settled; names the tagger cut short or missed are whole, in text order."""
    names = _with_outlet(words, names, outlet)
    names = _with_known_bodies(words, names, lexicon)
    names = _with_numbered_facilities(words, names, lexicon)
    if atlas is not None:
        names = _with_countries(words, _with_joined_countries(words, names, atlas), atlas)
    for name in names:
        _extend_over_possessive(words, name, names, lexicon)
        _extend_over_day(words, name, lexicon)
    names = _without_overlaps(names)
    if atlas is not None:  # "Street", "North": half a name at best
        names = [
            name for name in names if name.kind not in ("place", "facility") or name.text.lower() not in atlas.generic
        ]
    for name in names:
        _by_capitals(words, name, atlas)
        _by_last_word(name, lexicon, atlas)
        if atlas is not None and name.kind in ("organisation", "facility") and atlas.is_country(name.text):
            name.kind = "place"
    _by_votes(words, names, lexicon, atlas)
    _name_agencies(words, names, atlas)
    for name in names:
        if name.kind == "organisation" and name.country is None and atlas is not None:
            name.country = _country_in(name.text, lexicon, atlas)
        if atlas is not None and name.kind == "place" and atlas.is_country(name.text):
            name.ontology = "state"  # a country that acts ("the U.S. said") is a place all the same, and a state
    return names


def _country_in(text: str, lexicon: Lexicon, atlas: Atlas) -> str | None:
    """The country a body's name holds ("US State Department", "Central Bank of Kenya"); None for none or two."""
    found = {code for word in re.findall(r"[A-Z][\w-]+", text) if (code := lexicon.demonyms.get(word)) is not None}
    for word in set(re.findall(r"[A-Z]\w*", text)):
        for known in sorted(atlas.countries.get(word, ())):
            if re.search(rf"(?<!\w){re.escape(known)}(?!\w)", text):
                found.add(atlas.candidates(known)[0].place.country)
    return found.pop() if len(found) == 1 else None


def _with_outlet(words: Words, names: list[Name], outlet: str | None) -> list[Name]:
    """The outlet's own name, wherever the text has it."""
    if not outlet or len(outlet) < 4 or not outlet[0].isupper():
        return names
    bare = re.sub(r"^The\s+", "", outlet)
    found = [
        Name(
            Span(match.start(), match.end()),
            match.group(),
            "organisation",
            0.9,
            ontology="media",
            found_by="entities/outlet@1",
        )
        for match in re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", words.article_text)
    ]
    if not found:
        return names
    kept = [name for name in names if not _overlapping(found, name.span)]
    return sorted([*kept, *found], key=lambda name: name.span)


def _with_numbered_facilities(words: Words, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """ "Warehouse 9", "Gate 4": facilities told by a number, which taggers pass over or cut."""
    alone = [name for name in names if name.text.lower() in lexicon.numbered_facilities]
    kept = [name for name in names if name.text.lower() not in lexicon.numbered_facilities]
    covered = {index for name in kept for index in words.within(name.span.start, name.span.end)}
    for index in range(len(words) - 1):
        if words.lower[index] not in lexicon.numbered_facilities or not words.text[index][0].isupper():
            continue
        numbered = re.fullmatch(r"\d{1,3}[A-Z]?|[A-Z]", words.text[index + 1]) and words.joined(index, index + 1)
        if numbered and index not in covered and index + 1 not in covered:
            span = Span(words.tokens[index].start, words.tokens[index + 1].end)
            text = span.of(words.article_text)
            kept.append(Name(span, text, "facility", 0.8, found_by="entities/facilities@1"))
            covered.update((index, index + 1))
    kept += [name for name in alone if covered.isdisjoint(words.within(name.span.start, name.span.end))]
    return sorted(kept, key=lambda name: name.span)


def _with_known_bodies(words: Words, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """Well-known names of several words, which a tagger may cut in two ("White", "House") or pass over."""
    found: list[Name] = []
    for index, word in enumerate(words.text):
        for known in lexicon.known_openers.get(word, ()) if word[:1].isupper() else ():
            start = words.tokens[index].start
            if words.article_text.startswith(known, start):
                last = words.within(start, start + len(known)).stop - 1
                if words.tokens[last].end == start + len(known):
                    kind, country = lexicon.known[known]
                    span = Span(start, start + len(known))
                    found.append(
                        Name(
                            span,
                            known,
                            "organisation",
                            0.9,
                            ontology=kind,
                            country=country,
                            found_by="entities/known@1",
                        )
                    )
                    break
    found = _without_overlaps(found)
    # a longer name of the tagger's stays ("Sallo Supreme Court"); what lies within the known one goes
    found = [each for each in found if all(each.span.holds(n.span) for n in _overlapping(names, each.span))]
    gone = {id(name) for each in found for name in _overlapping(names, each.span)}
    return sorted([*(name for name in names if id(name) not in gone), *found], key=lambda name: name.span)


def _overlapping(names: Sequence[Name], span: Span) -> list[Name]:
    """The names that share words with a span; names are in text order and do not overlap."""
    low = bisect.bisect_left(names, span.start, key=lambda name: name.span.end)
    near = []
    while low < len(names) and names[low].span.start < span.end:
        if names[low].span.overlaps(span):
            near.append(names[low])
        low += 1
    return near


def _with_countries(words: Words, names: list[Name], atlas: Atlas) -> list[Name]:
    """Countries the tagger passed over: written in full or by a known short form, and not beside another name."""
    covered = {index for name in names for index in words.within(name.span.start, name.span.end)}
    found: list[Name] = []
    for index, word in enumerate(words.text):
        choices = atlas.countries.get(word.split(".")[0]) if word[:1].isupper() and index not in covered else None
        for length in (4, 3, 2, 1) if choices else ():
            end = index + length
            if end > words.last(index) or covered.intersection(range(index, end)):
                continue
            span = Span(words.tokens[index].start, words.tokens[end - 1].end)
            text = span.of(words.article_text)
            if choices and text in choices and not (text.istitle() and _beside_a_name(words, index, end)):
                found.append(Name(span, text, "place", 0.8, ontology="state", found_by="entities/countries@1"))
                covered.update(range(index, end))
                break
    return sorted([*names, *found], key=lambda name: name.span) if found else names


def _with_joined_countries(words: Words, names: list[Name], atlas: Atlas) -> list[Name]:
    """ "Antigua and Barbuda": two names that the gazetteer knows as one country's, with small words between."""
    kept: list[Name] = []
    for name in names:
        before = kept[-1] if kept else None
        between = words.article_text[before.span.end : name.span.start] if before is not None else ""
        if before is not None and len(between) < _BETWEEN and between.islower() and between[0] == between[-1] == " ":
            span = Span(before.span.start, name.span.end)
            text = span.of(words.article_text)
            if atlas.is_country(text):
                kept[-1] = Name(span, text, "place", 0.9, ontology="state", found_by="entities/countries@1")
                continue
        kept.append(name)
    return kept


def _beside_a_name(words: Words, start: int, end: int) -> bool:
    """Whether a capitalised word that is no sentence's first stands directly before or after these tokens."""
    before = start > words.first(start) and words.joined(start - 1, start) and words.text[start - 1][:1].isupper()
    after = end < words.last(start) and words.joined(end - 1, end) and words.text[end][:1].isupper()
    return (before and not words.opens_sentence(start - 1)) or after


def _by_capitals(words: Words, name: Name, atlas: Atlas | None) -> None:
    """A "person", "work" or unknown "place" in capitals is a body's short name, unless all around it is in capitals."""
    if name.kind not in ("person", "work", "place") or not re.fullmatch(r"[A-Z]{3,8}", name.text) or name.title:
        return
    if name.kind == "place" and (atlas is None or len(name.text) > _SHORT_NAME or _is_known_place(name.text, atlas)):
        return
    near = words.within(name.span.start, name.span.end)
    if name.kind == "place" and _opens_line(words.article_text, name.span):
        return  # a dateline's town
    around = [words.text[i] for i in range(words.first(near.start), words.last(near.start)) if words.text[i].isalpha()]
    if sum(word.isupper() and len(word) > 1 for word in around) * 2 < len(around):
        name.kind, name.ontology, name.sex = "organisation", "group", None


def _opens_line(text: str, span: Span) -> bool:
    """Whether nothing but capitals stands before a name on its line: "PARIS/LIMA, May 3"."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return not any(letter.islower() for letter in line) and len(line) < _DATELINE_PLACE


def _is_known_place(text: str, atlas: Atlas) -> bool:
    """Whether a name in capitals is a country's, a known short form, or a well-known place's own."""
    return text in atlas.aliases or any(
        each.main and (each.place.population >= _MANY_PEOPLE or each.place.kind in ("country", "admin1"))
        for each in atlas.candidates(text)
    )


def _name_agencies(words: Words, names: Sequence[Name], atlas: Atlas | None) -> None:
    """Short names in capitals in a dateline's brackets, between slashes or in a credit are agencies, all through."""
    text = words.article_text
    told = [Span(*found.span("agency")) for form in _AGENCY_PLACES for found in form.finditer(text)]
    short = [name for name in names if re.fullmatch(r"[A-Z]{2,8}", name.text)]
    agencies = {
        name.text
        for name in short
        if any(span.holds(name.span) for span in told) and not (atlas is not None and atlas.is_country(name.text))
    }
    for name in short:
        if name.text in agencies and name.kind != "organisation":
            name.kind, name.ontology, name.country = "organisation", "media", None
            name.title = name.office = name.sex = None


def _extend_over_possessive(words: Words, name: Name, names: Sequence[Name], lexicon: Lexicon) -> None:
    """ "Port Workers' Federation": a tagger may stop at the apostrophe."""
    if name.kind not in ("organisation", "group", "person", "place"):
        return
    text = words.article_text
    follows = re.compile(r"['’](?:s)?\s((?:[A-Z][\w-]+\s){0,3}[A-Z][\w-]+)").match(
        text, name.span.end, name.span.end + 60
    )
    if follows is None or not name.text.endswith("s"):
        return
    last = follows.group(1).split()[-1].lower()
    if lexicon.organisation_words.get(last) is not None and last in lexicon.organisation_heads:
        name.span = Span(name.span.start, follows.end())
        name.text = name.span.of(text)
        name.kind = "organisation"
        name.ontology = lexicon.organisation_words[last]


def _extend_over_day(words: Words, name: Name, lexicon: Lexicon) -> None:
    """ "He told Astrel Today": a paper's name, of which a tagger takes the last word for a time."""
    text, end = words.article_text, name.span.end
    last = next((each for each in lexicon.paper_endings if text.startswith(f" {each}", end)), None)
    if last is None or name.kind in ("group", "event") or text[end + 1 + len(last) : end + 2 + len(last)].isalnum():
        return
    near = words.within(name.span.start, end)
    if not len(near):
        return
    sentence = words.sentences[words.sentence_of[near.start]]
    if has_title_case(f"{text[sentence.start : name.span.start]} {text[end + 1 + len(last) : sentence.end]}"):
        return  # "Guards Seize Dursk Today"
    name.span = Span(name.span.start, end + 1 + len(last))
    name.text = name.span.of(text)
    name.kind, name.ontology, name.title, name.office, name.sex = "organisation", "media", None, None, None


def _without_overlaps(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return kept


def _by_last_word(name: Name, lexicon: Lexicon, atlas: Atlas | None) -> None:
    words = name.text.lower().split()
    if len(words) < 2 or name.kind not in ("place", "person", "organisation", "facility", "product"):
        return
    if name.kind == "person" and words[0] in lexicon.first_names:
        return
    last = words[-1]
    if name.kind == "place" and atlas is not None and atlas.candidates(name.text):
        return
    if last in lexicon.facility_heads and name.kind in ("organisation", "place", "person"):
        name.kind = "facility"
    elif last in lexicon.organisation_heads and name.kind in ("place", "person", "facility"):
        name.kind = "organisation"
        name.ontology = lexicon.organisation_words.get(last, "group")
        name.title = name.office = name.sex = None


def _by_votes(words: Words, names: Sequence[Name], lexicon: Lexicon, atlas: Atlas | None) -> None:
    """One name, one kind: person or place or organisation, by how the article uses it throughout."""
    by_text: dict[str, list[Name]] = defaultdict(list)
    surnames = set()
    for name in names:
        if name.kind in ("person", "place", "organisation"):
            by_text[name.text.casefold()].append(name)
        if name.kind == "person" and " " in name.text:
            surnames.add(name.text.casefold().split()[-1])
    for text, alike in by_text.items():
        if any(name.text in lexicon.known for name in alike):
            continue
        if text in surnames:
            _settle_surname(words, alike, lexicon)
            continue
        votes: dict[MentionKind, float] = defaultdict(float)
        many = 1 + 0.5 * min(
            len(alike) - 1, 4
        )  # the tagger that errs once errs again: its votes count less than singly
        for name in alike:
            votes[name.kind] += max(0.3, name.score) * many / len(alike)
            for kind, vote in _beside(words, name, lexicon):
                votes[kind] += vote
        if atlas is not None and votes.get("place", 0.0) >= 0.5 and (found := atlas.candidates(alike[0].text)):
            known = any(
                each.main and (each.place.population >= _MANY_PEOPLE or each.place.kind == "country") for each in found
            )
            votes["place"] += _KNOWN_PLACE if known else 0.3
        best = max(sorted(votes), key=lambda kind: votes[kind])
        for name in alike:
            if name.kind != best:
                name.kind = best
                name.title = name.office = name.sex = None
                name.ontology = "civilian" if best == "person" else None


def _settle_surname(words: Words, alike: Sequence[Name], lexicon: Lexicon) -> None:
    """Names that are somebody's last: that person, or a town of that name where the words beside it say so.

    "Anton Orm, mayor of Orm": on such a page a bare "Orm" that says nothing is what the tagger took it for.
    """
    has_town = any(_is_governed(words, name, lexicon) for name in alike)
    for name in alike:
        beside = [kind for kind, _ in _beside(words, name, lexicon)]
        if _is_governed(words, name, lexicon) or (has_town and name.kind == "organisation" and "person" not in beside):
            name.kind, name.ontology = "place", None
            name.title = name.office = name.sex = None
        elif name.kind != "person" and "place" not in beside and ("person" in beside or not has_town):
            name.kind, name.ontology = "person", "civilian"


def _is_governed(words: Words, name: Name, lexicon: Lexicon) -> bool:
    """ "The mayor of Orm": whether what stands before a name makes it a place's."""
    first = words.within(name.span.start, name.span.end).start
    if first - words.first(min(first, len(words) - 1)) < 2 or words.lower[first - 1] != "of":
        return False
    return words.lower[first - 2] in lexicon.governing


def _beside(words: Words, name: Name, lexicon: Lexicon) -> list[tuple[MentionKind, float]]:
    near = words.within(name.span.start, name.span.end)
    votes: list[tuple[MentionKind, float]] = []
    if not len(near):
        return votes
    before = words.lower[near.start - 1] if near.start > words.first(near.start) else ""
    owned = words.article_text[name.span.end : name.span.end + 40]
    if before in _LOCATING and owned[:1] not in ("'", "’"):  # "in Korr's view" is no place
        votes.append(("place", 0.8 if before in ("in", "at", "near", "outside") else 0.1))
    if _is_governed(words, name, lexicon):
        votes.append(("place", 2.0))
    if name.kind == "person" and (name.title or name.office):
        votes.append(("person", 3.0))
    after = near.stop
    if owned[:1] in ("'", "’") and lexicon.state_nouns.intersection(owned[2:].lower().split()[:2]):
        votes.append(("place", 2.0))
    if after < words.last(near.start) and words.tokens[after].lemma.lower() in lexicon.speech:
        votes.append(("person", 0.4))
    return votes
