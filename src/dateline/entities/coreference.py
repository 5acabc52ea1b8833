"""Which mentions name the same thing: names by their parts, roles by titles, pronouns by what fits.

Precision before recall: where two people fit, neither is taken. Persons and organisations only are referred to by
roles; persons only by "he" and "she".
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.entities.lexicon import Lexicon
from dateline.entities.names import Name
from dateline.entities.pronouns import pronoun_at, subject_of
from dateline.entities.speakers import Speakers
from dateline.entities.things import Reference, Seen, Thing
from dateline.entities.words import Words
from dateline.model import MentionKind, Span

_SUFFIXES = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_COMPANY_SUFFIXES = re.compile(
    r",?\s+(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|Corporation|Company|Group|Holdings|AG|SA|GmbH|N\.V)\.?$"
)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "al", "&"))
_DEFINITE = frozenset(("the", "this", "these", "those"))
_PARTICLES = frozenset(
    ("al", "bin", "ibn", "de", "van", "von", "der", "del", "da", "dos", "el", "la", "le", "di", "ben", "abu")
)
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_MOST_MODIFIERS = 4
_MOST_OFFICE_WORDS = 6  # between a role and the name that is set beside it
_NOMINAL_REACH = 12  # sentences a role looks back for its bearer
_NAMESAKE_REACH = 5  # sentences in which a surname is that of who was just told of
_MOST_NAMESAKES = 8  # people of one name part that are looked at
_NEAR_SENTENCES = 1  # and where only nearness tells who is meant


def group_names(words: Words, names: Sequence[Name], places: dict[int, str]) -> list[Thing]:
    """Names grouped by what they name, in order of first mention.

    places: for names of places (by index), the key of the place they resolve to, so that two names of one place
    meet and one name of two places does not.
    """
    known = _Known(words, _acronyms_told(words, names))
    things: list[Thing] = []
    for index, name in enumerate(names):
        keys = _keys(index, name, places)
        thing = known.thing(keys, name)
        if thing is None:
            thing = Thing(name.kind, [])
        if not thing.names:
            things.append(thing)
        _add(thing, name)
        known.add(keys, name, thing)
    return things


class _Known:
    """What was named before, by the ways in which it may be named again."""

    def __init__(self, words: Words, acronyms: dict[str, str]) -> None:
        self.words = words
        self.acronyms = acronyms
        self.unclear: dict[str, Thing] = {}
        self.exact: dict[tuple[str, str], Thing] = {}
        self.people_by_word: dict[str, list[Thing]] = defaultdict(list)
        self.bodies_by_initials: dict[str, list[Thing]] = defaultdict(list)

    def thing(self, keys: Sequence[tuple[str, str]], name: Name) -> Thing | None:
        """What a name names again, None for a new thing."""
        parts = _person_words(name.text) if name.kind == "person" else []
        if len(parts) == 1:
            return self._person(name, parts)  # a surname may be another's since it was first used
        for key in keys:
            thing = self.exact.get(key)
            if thing is not None and not (name.kind == "person" and _sexes_clash(thing, name)):
                return thing
        if name.kind == "person":
            return self._person(name, parts)
        return self._body(name) if name.kind == "organisation" else None

    def add(self, keys: Sequence[tuple[str, str]], name: Name, thing: Thing) -> None:
        """Remember a name of a thing."""
        if any(thing is unclear for unclear in self.unclear.values()):
            return  # no one of its own: the next such name may be either's again
        for key in keys:
            self.exact.setdefault(key, thing)
        if name.kind == "person":
            for word in _person_words(name.text):
                told = self.people_by_word[word]
                if thing in told:
                    told.remove(thing)
                told.append(thing)  # the one named last stands last
                del told[:-_MOST_NAMESAKES]
        elif name.kind == "organisation" and " " in name.text:
            bodies = self.bodies_by_initials[initials(name.text)]
            if len(bodies) < 2 and not any(each is thing for each in bodies):  # two are as unclear as more
                bodies.append(thing)

    def _person(self, name: Name, parts: list[str]) -> Thing | None:
        """The one person told of before whose name this one is a part of, or that is a part of this one."""
        told = _distinct(thing for word in parts for thing in reversed(self.people_by_word.get(word, ())))
        people = [thing for thing in told if not _sexes_clash(thing, name) and _may_bear(thing, parts)]
        if len(parts) > 1:
            people = [thing for thing in people if not self._was_called_short(thing, name)]
        if len(people) < 2:
            return people[0] if people else None
        office = _folded(name.office or "")
        titled = [thing for thing in people if office and any(_folded(each) == office for each in thing.offices)]
        if len(titled) == 1:
            return titled[0]
        return self._namesake(name, parts, people) if len(parts) == 1 else None

    def _was_called_short(self, thing: Thing, name: Name) -> bool:
        """ "Korr says that his wife, Didi Korr, wrote": who is called by surname is not then named in full."""
        last = thing.names[-1]
        short = all(len(_person_words(each)) == 1 for each in thing.spellings)
        return (
            short
            and last.span.start < name.span.start
            and self._sentence(last) == self._sentence(name)
            and _person_words(last.text)[-1] == _person_words(name.text)[-1]
        )

    def _namesake(self, name: Name, parts: list[str], people: Sequence[Thing]) -> Thing | None:
        """Who is meant by a surname that several bear: who was just told of, else who is called so all along.

        people: whom it fits, the one named last first. Where two fit alike it names neither, but one of its own.
        """
        here = self._sentence(name)
        near = [thing for thing in people if here - self._sentence(thing.names[-1]) <= _NAMESAKE_REACH]
        acting = [thing for thing in near if self._acts(thing.names[-1])]
        if acting and (len(acting) == 1 or self._sentence(acting[0].names[-1]) > self._sentence(acting[1].names[-1])):
            return acting[0]
        usual = [thing for thing in people if any(_person_words(each) == parts for each in thing.spellings)]
        if not acting and len(usual) == 1:
            return usual[0]
        return self.unclear.setdefault(parts[0], Thing("person", []))

    def _sentence(self, name: Name) -> int:
        near = self.words.within(name.span.start, name.span.end)
        return self.words.sentence_of[near.start] if len(near) else 0

    def _acts(self, name: Name) -> bool:
        """Whether a name is a subject; any may be where there are no trees."""
        near = self.words.within(name.span.start, name.span.end)
        return not self.words.has_trees or (len(near) > 0 and subject_of(self.words, near.start, near.stop) is not None)

    def _body(self, name: Name) -> Thing | None:
        told = self.acronyms.get(name.text.rstrip("."))
        if told is not None and ("body", _folded(told)) in self.exact:
            return self.exact["body", _folded(told)]
        bare = name.text.replace(".", "")
        if bare.isupper() and 2 <= len(bare) <= 7:
            bodies = self.bodies_by_initials.get(bare, [])
            return bodies[0] if len(bodies) == 1 else None
        if " " in name.text and 2 <= len(initials(name.text)) <= 7:
            return self.exact.get(("body", initials(name.text).casefold()))
        return None


def _keys(index: int, name: Name, places: dict[int, str]) -> list[tuple[str, str]]:
    kind = "body" if name.kind in ("organisation", "facility") else name.kind
    if name.kind == "place" and index in places:
        return [("place", places[index])]
    text = _folded(name.text)
    keys: list[tuple[str, str]] = [(kind, text)]
    if name.kind == "organisation":
        keys.append((kind, _folded(_COMPANY_SUFFIXES.sub("", name.text))))
    return keys


@functools.lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return re.sub(r"[\s-]+", " ", re.sub(r"[.,'’]", "", text)).strip().casefold()


@functools.lru_cache(maxsize=4096)
def _person_words(text: str) -> list[str]:
    return [
        word for word in _folded(_SUFFIXES.sub("", text)).split() if len(word) > 1 or not word.isalpha()
    ] or _folded(text).split()


def _may_bear(thing: Thing, parts: list[str]) -> bool:
    """Whether a person may be called so: by the full names told of it where it has any, else by parts of them.

    A full name of another initial is another's, though both share a surname; "Joe" may be "Joseph".
    """
    spellings = [_person_words(each) for each in thing.spellings]
    full = [each for each in spellings if len(each) > 1] if len(parts) > 1 else []
    if full and not any(each[0][0] == parts[0][0] or _parts_fit(parts, each) for each in full):
        return False
    return any(_parts_fit(parts, each) for each in spellings)


def _sexes_clash(thing: Thing, name: Name) -> bool:
    return bool(thing.sex and name.sex and thing.sex != name.sex)


def _parts_fit(left: list[str], right: list[str]) -> bool:
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


def _acronyms_told(words: Words, names: Sequence[Name]) -> dict[str, str]:
    """Acronyms the text explains: "the Port Workers Union (PWU)", or "PWU (Port Workers Union)"."""
    told: dict[str, str] = {}
    text = words.article_text
    for name in names:
        if name.kind not in ("organisation", "facility", "group", "place"):
            continue
        follows = re.match(
            r"['’]?s?\s?\(\s?(?:the\s)?(?:or\s)?([A-Z][A-Za-z.&-]{1,9})\)?", text[name.span.end : name.span.end + 16]
        )
        if follows and sum(letter.isupper() for letter in follows.group(1)) > 1:
            told.setdefault(follows.group(1).rstrip("."), name.text)
    return told


def initials(name: str) -> str:
    """The capital initials of a name: "Port Workers Union" is "PWU"."""
    return "".join(word[0] for word in re.findall(r"[\w’']+", name) if word[0].isupper())


def _add(thing: Thing, name: Name) -> None:
    thing.names.append(name)
    thing.spellings.setdefault(name.text)
    thing.sex = thing.sex or name.sex
    thing.country = thing.country or name.country
    if name.ontology and (thing.ontology in (None, "civilian", "group")):
        thing.ontology = name.ontology
    if name.office and name.office not in thing.offices:
        thing.offices.append(name.office)


def find_references(words: Words, things: Sequence[Thing], lexicon: Lexicon) -> list[Reference]:
    """Roles and pronouns that refer to named persons and bodies, and actors without names, in text order."""
    seen = Seen(words, things)
    taken = [False] * len(words)
    for thing in things:
        for name in thing.names:
            for index in words.within(name.span.start, name.span.end):
                taken[index] = True
            before = words.within(name.span.start, name.span.end).start
            if name.title:  # the title before a name is part of its mention's words, not a mention of its own
                for index in range(max(0, before - len(name.title.split()) - 1), before):
                    taken[index] = True
    references: list[Reference] = []
    speakers = Speakers(words, seen, lexicon)
    unnamed: dict[str, Thing] = {}
    index = 0
    while index < len(words):
        found = None
        if not taken[index]:
            found = pronoun_at(words, index, seen, speakers, lexicon)
            found = found or _nominal(words, index, seen, unnamed, lexicon, taken)
        if found is not None:
            references.append(found)
            seen.add(found.span, found.thing)
            index = max(index + 1, words.within(found.span.start, found.span.end).stop)
        else:
            index += 1
    return references


def _nominal(
    words: Words, index: int, seen: Seen, unnamed: dict[str, Thing], lexicon: Lexicon, taken: list[bool]
) -> Reference | None:
    """An actor noun or role that starts at or after this token: "the defence minister", "police", "two gunmen"."""
    noun = _actor_at(words, index, lexicon, taken)
    if noun is None:
        return None
    end, phrase, ontology, number, is_person = noun
    start = _modifiers_before(words, index, lexicon, taken)
    definite = start > words.first(index) and _is_definite(words, start - 1) and not taken[start - 1]
    span = Span(words.tokens[start - definite].start, words.tokens[end - 1].end)
    country = next(
        (lexicon.demonyms[words.text[i]] for i in range(start, end) if words.text[i] in lexicon.demonyms), None
    )
    borne = _apposed(words, start, end, seen) if is_person and number == "singular" else None
    if borne is not None and words.tokens[end - 1].deprel == "appos":
        return None  # a role behind its bearer's name is told with it, and is no one else
    if borne is None and is_person and number == "singular":
        borne = _told_of(words, start, end, seen)
        if borne is not None:
            borne.offices.append(words.article_text[words.tokens[start].start : span.end])
    if borne is not None:
        return Reference(span, "nominal", borne, "person", borne.ontology, borne.country, "entities/roles@1", 0.8)
    if definite and number == "singular":
        follows = words.lower[end] if end < words.last(index) else ""
        alone = start == index and follows not in ("of", "for", "to", "who", "whose", "in", "from")
        thing = _role_bearer(words, index, phrase, ontology, country, is_person, alone, seen, lexicon)
        if thing is not None:
            return Reference(
                span, "nominal", thing, thing.kind, thing.ontology, thing.country or country, "entities/roles@1", 0.8
            )
    if number == "singular" and is_person:
        return _unnamed_person(words, start, span, phrase, ontology, country, definite, unnamed, lexicon)
    if number == "singular" and not (definite or country or phrase in lexicon.same_again):
        return None  # "moral authority", "school": no body of its own
    kind: MentionKind = "group" if number == "plural" or ontology == "civilian" else "organisation"
    key = f"{words.article_text[words.tokens[start].start : span.end].lower()}|{country or ''}"
    known = unnamed.get(key) or (unnamed.get(f"{phrase}|") if definite else None)
    again = known is not None and (definite or phrase in lexicon.same_again)
    thing = known if again and known is not None else Thing(kind, [], ontology=ontology, country=country)
    unnamed[key] = unnamed[f"{phrase}|"] = thing
    return Reference(span, "nominal", thing, kind, ontology, country, "entities/actors@1", 0.7)


def _apposed(words: Words, start: int, end: int, seen: Seen) -> Thing | None:
    """The named person a role stands beside: "Dana Orlo, a port officer, ...", "another officer, Dana Orlo, ..."."""
    noun = words.tokens[end - 1]
    if noun.deprel == "appos" and noun.head < start:
        near = seen.named.get(noun.head)
        return near if near is not None and near.kind == "person" else None
    for index in range(end, min(end + _MOST_OFFICE_WORDS, words.last(end - 1))):
        token = words.tokens[index]
        if token.deprel == "appos" and token.head == end - 1:
            near = seen.named.get(index)
            return near if near is not None and near.kind == "person" else None
    return None


def _told_of(words: Words, start: int, end: int, seen: Seen) -> Thing | None:
    """The named person whom a sentence says to hold an office: "Ilja Mott is the harbour minister"."""
    below = [each for each in range(words.first(start), words.last(start)) if words.tokens[each].head == end - 1]
    relations = {words.tokens[each].deprel: each for each in reversed(below)}
    subject = relations.get("nsubj")
    if subject is None or "cop" not in relations or not subject < start:
        return None
    near = seen.named.get(subject)
    denied = any(words.tokens[each].upos == "PART" for each in below)
    return near if near is not None and near.kind == "person" and not denied else None


def _unnamed_person(
    words: Words,
    start: int,
    span: Span,
    phrase: str,
    ontology: str,
    country: str | None,
    definite: bool,
    unnamed: dict[str, Thing],
    lexicon: Lexicon,
) -> Reference | None:
    """Someone told of without a name: "a Red Cross official", then "the official"."""
    first = words.first(start)
    while start > first and words.text[start - 1][:1].isupper() and words.joined(start - 1, start):
        start -= 1  # "a Red Cross official"
    if start == first and words.lower[start] in _INDEFINITE:
        start += 1
    article = words.lower[start - 1] if start > first else ""
    key = f"{phrase}|person"
    known = unnamed.get(key)
    if definite and known is not None:
        thing = known
    elif article in _INDEFINITE:
        sex = lexicon.person_nouns.get(phrase) or None
        thing = unnamed[key] = Thing("person", [], ontology=ontology, country=country, sex=sex)
        span = Span(words.tokens[start - 1].start, span.end)
    else:
        return None
    return Reference(span, "nominal", thing, "person", thing.ontology, thing.country, "entities/actors@1", 0.7)


def _is_definite(words: Words, index: int) -> bool:
    return words.lower[index] in _DEFINITE and words.tokens[index].upos in ("DET", "PRON", "X")


def _actor_at(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> tuple[int, str, str, str, bool] | None:
    """The longest actor phrase that starts at a token: its end, phrase, ontology, number, whether one person."""
    if words.lower[index] not in lexicon.actor_openers:
        return None
    capital = words.text[index][:1].isupper() and not words.opens_sentence(index)
    if capital and not _is_definite(words, index - 1) and not _is_of_country(words, index, lexicon):
        return None
    for length in (3, 2, 1):
        end = index + length
        if end > len(words) or any(taken[index:end]) or end > words.last(index):
            continue
        phrase = " ".join(words.lower[index:end])
        if index > words.first(index) and f"{words.lower[index - 1]} {phrase}" in lexicon.offices:
            return None  # "the vice president" is no president
        if end < len(words) and words.text[end] in ("-", "–") and words.tokens[end].start == words.tokens[end - 1].end:
            continue
        upos = words.tokens[end - 1].upos
        if upos not in ("NOUN", "PROPN", "X"):
            continue
        if (
            end < words.last(index)
            and words.tokens[end].upos in ("NOUN", "PROPN")
            and words.joined(end - 1, end)
            and not taken[end]
        ):
            continue  # "police station", "government building": a modifier, no actor
        noun = lexicon.nouns.get(phrase)
        if noun is not None:
            return end, phrase, noun.ontology, noun.number, False
        if phrase in lexicon.offices:
            return end, phrase, lexicon.offices[phrase], "singular", True
        if phrase in lexicon.person_nouns:
            return end, phrase, "civilian", "singular", True
    return None


def _is_of_country(words: Words, index: int, lexicon: Lexicon) -> bool:
    """ "the US President": an office with a capital behind its country's word."""
    return (
        index - 2 >= words.first(index)
        and words.text[index - 1] in lexicon.demonyms
        and _is_definite(words, index - 2)
        and words.joined(index - 1, index)
    )


def _modifiers_before(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> int:
    """Where the phrase of an actor noun starts: with adjectives, nationalities and nouns before it."""
    start = index
    first = max(words.first(index), index - _MOST_MODIFIERS)
    while start > first and words.joined(start - 1, start):
        word, low = words.text[start - 1], words.lower[start - 1]
        plain = words.tokens[start - 1].upos in ("ADJ", "NOUN") and not taken[start - 1] and word.isalpha()
        fits = low in lexicon.modifiers or word in lexicon.demonyms or (plain and low not in lexicon.nouns)
        if not fits or low in lexicon.not_modifiers:
            break
        start -= 1
    return start


def _role_bearer(
    words: Words,
    index: int,
    phrase: str,
    ontology: str,
    country: str | None,
    is_person: bool,
    alone: bool,
    seen: Seen,
    lexicon: Lexicon,
) -> Thing | None:
    """The one named person or body before this token that a role fits; None where several or none do."""
    told = [
        (token, thing)
        for token, thing in seen.before(index, _NOMINAL_REACH)
        if thing.names and not (country and thing.country and thing.country != country)
    ]
    if is_person:
        bearers = _distinct(thing for _, thing in told if thing.kind == "person" and _bears(thing, phrase))
        if not bearers and phrase in lexicon.wider:
            narrower = lexicon.wider[phrase]
            bearers = _distinct(
                thing for _, thing in told if thing.kind == "person" and any(_bears(thing, each) for each in narrower)
            )
        if not bearers and ontology == "civilian" and alone:
            here = words.sentence_of[index]
            sex = lexicon.person_nouns[phrase] or None
            near = [thing for token, thing in told if here - words.sentence_of[token] <= _NEAR_SENTENCES]
            people = _distinct(thing for thing in near if thing.kind == "person")
            fits = sex is not None and all(thing.sex == sex for thing in people)
            bearers = people if fits else []
        return bearers[0] if len(bearers) == 1 else None
    bodies = _distinct(thing for _, thing in told if thing.kind == "organisation")
    bearers = [thing for thing in bodies if _is_such(thing, phrase, ontology, lexicon)]
    return bearers[0] if len(bearers) == 1 else None


def _distinct(things: Iterable[Thing]) -> list[Thing]:
    return list({id(thing): thing for thing in things}.values())


def _bears(thing: Thing, phrase: str) -> bool:
    for told in thing.offices:
        low = _folded(told)
        ends = low == phrase or low.endswith(" " + phrase) or low.startswith(phrase + " ")
        if ends or f" {phrase} of " in f" {low} " or f" {phrase} for " in f" {low} ":
            return True
        if phrase == "general" and re.search(r"\bgen\b", low):
            return True
    return False


def _is_such(thing: Thing, phrase: str, ontology: str, lexicon: Lexicon) -> bool:
    return f" {phrase} " in f" {_folded(thing.name)} " or (phrase in lexicon.kind_nouns and thing.ontology == ontology)
