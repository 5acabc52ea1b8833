"""Which mentions name the same thing: names by their parts, roles by titles, pronouns by what fits.

Precision before recall: where two people fit, neither is taken. Persons and organisations only are referred to by
roles; persons only by "he" and "she".
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from dateline.entities.lexicon import Lexicon
from dateline.entities.names import Name
from dateline.entities.words import Words
from dateline.model import MentionKind, Span

PRONOUNS = {"he": "male", "him": "male", "his": "male", "himself": "male",
            "she": "female", "her": "female", "hers": "female", "herself": "female"}  # fmt: skip
_SUFFIXES = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_COMPANY_SUFFIXES = re.compile(
    r",?\s+(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|Corporation|Company|Group|Holdings|AG|SA|GmbH|N\.V)\.?$"
)
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "al", "&"))
_DEFINITE = frozenset(("the", "this", "that"))
_PARTICLES = frozenset(
    ("al", "bin", "ibn", "de", "van", "von", "der", "del", "da", "dos", "el", "la", "le", "di", "ben", "abu")
)
_REACH_SENTENCES = 3
_NOMINAL_REACH = 12


class Thing(msgspec.Struct):
    """One person, body, place, ... of the article: its names and what they tell together."""

    kind: MentionKind
    names: list[Name]
    ontology: str | None = None
    country: str | None = None
    sex: str | None = None
    offices: list[str] = []

    @property
    def name(self) -> str:
        """The fullest name: most words, then the longest, then the first."""
        full = max(self.names, key=lambda name: (len(name.text.split()), len(name.text)), default=None)
        return full.text if full is not None else ""


class Reference(msgspec.Struct, frozen=True):
    """A mention without a name: "the minister", "she". thing: None where it names someone not told of before."""

    span: Span
    form: str
    thing: Thing
    kind: MentionKind
    ontology: str | None
    country: str | None
    found_by: str
    score: float


def group_names(words: Words, names: Sequence[Name], places: dict[int, str]) -> list[Thing]:
    """Names grouped by what they name, in order of first mention.

    places: for names of places (by index), the key of the place they resolve to, so that two names of one place
    meet and one name of two places does not.
    """
    things: list[Thing] = []
    exact: dict[tuple[str, str], Thing] = {}
    acronyms = _acronyms_told(words, names)
    full_order = sorted(range(len(names)), key=lambda i: (-len(_person_words(names[i].text)), i))
    surnames: dict[str, list[int]] = defaultdict(list)
    for index in full_order:
        if names[index].kind == "person":
            parts = _person_words(names[index].text)
            if len(parts) > 1:
                surnames[parts[-1]].append(index)
    thing_of: dict[int, Thing] = {}
    for index, name in enumerate(names):
        thing = _known_thing(index, name, names, exact, acronyms, places, thing_of)
        if thing is None:
            thing = Thing(name.kind, [])
            things.append(thing)
        thing_of[index] = thing
        _add(thing, name)
        for key in _keys(index, name, places):
            exact.setdefault(key, thing)
    return [thing for thing in things if thing.names]


def _keys(index: int, name: Name, places: dict[int, str]) -> list[tuple[str, str]]:
    kind = "body" if name.kind in ("organisation", "facility") else name.kind
    if name.kind == "place" and index in places:
        return [("place", places[index])]
    text = _folded(name.text)
    keys: list[tuple[str, str]] = [(kind, text)]
    if name.kind == "organisation":
        keys.append((kind, _folded(_COMPANY_SUFFIXES.sub("", name.text))))
    return keys


def _folded(text: str) -> str:
    return re.sub(r"[\s-]+", " ", re.sub(r"[.,'’]", "", text)).strip().casefold()


def _known_thing(
    index: int,
    name: Name,
    names: Sequence[Name],
    exact: dict[tuple[str, str], Thing],
    acronyms: dict[str, str],
    places: dict[int, str],
    thing_of: dict[int, Thing],
) -> Thing | None:
    for key in _keys(index, name, places):
        if key in exact:
            thing = exact[key]
            if name.kind != "person" or not _sexes_clash(thing, name):
                return thing
    if name.kind == "person":
        return _same_person(index, name, names, thing_of)
    if name.kind == "organisation":
        told = acronyms.get(name.text.rstrip("."))
        if told is not None and ("body", _folded(told)) in exact:
            return exact["body", _folded(told)]
        return _same_body(name, exact)
    return None


def _person_words(text: str) -> list[str]:
    return [
        word for word in _folded(_SUFFIXES.sub("", text)).split() if len(word) > 1 or not word.isalpha()
    ] or _folded(text).split()


def _sexes_clash(thing: Thing, name: Name) -> bool:
    return bool(thing.sex and name.sex and thing.sex != name.sex)


def _same_person(index: int, name: Name, names: Sequence[Name], thing_of: dict[int, Thing]) -> Thing | None:
    """The one person told of before whose name this one is a part of, or that is a part of this one."""
    parts = _person_words(name.text)
    fitting: dict[int, Thing] = {}
    for earlier in range(index - 1, -1, -1):
        thing = thing_of.get(earlier)
        if thing is None or thing.kind != "person" or id(thing) in fitting:
            continue
        if any(_parts_fit(parts, _person_words(each.text)) for each in thing.names) and not _sexes_clash(thing, name):
            fitting[id(thing)] = thing
    people = list(fitting.values())
    if len(people) == 1:
        return people[0]
    if len(people) > 1:
        full = [thing for thing in people if any(_person_words(each.text) == parts for each in thing.names)]
        if len(full) == 1:
            return full[0]
        office = _folded(name.office or "")
        titled = [thing for thing in people if office and any(_folded(told) == office for told in thing.offices)]
        if len(titled) == 1:
            return titled[0]
        if len(parts) == 1:  # a surname two people bear: the one named last, where that was just before
            return people[0]
    return None


def _parts_fit(left: list[str], right: list[str]) -> bool:
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if not short or short == long:
        return short == long
    if len(short) == 1:
        return (
            short[0] == long[-1]
            or (len(long) >= 2 and short[0] == long[0] and len(short[0]) > 2)
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


def _same_body(name: Name, exact: dict[tuple[str, str], Thing]) -> Thing | None:
    text = name.text
    bare = text.replace(".", "")
    candidates: dict[int, Thing] = {}
    if bare.isupper() and 2 <= len(bare) <= 7:
        for (kind, _), thing in exact.items():
            if kind == "body" and any(initials(each.text) == bare and " " in each.text for each in thing.names):
                candidates[id(thing)] = thing
    elif " " in text and 2 <= len(initials(text)) <= 7:
        key = ("body", initials(text).casefold())
        if key in exact:
            candidates[id(exact[key])] = exact[key]
    return next(iter(candidates.values())) if len(candidates) == 1 else None


def _add(thing: Thing, name: Name) -> None:
    thing.names.append(name)
    thing.sex = thing.sex or name.sex
    thing.country = thing.country or name.country
    if name.ontology and (thing.ontology in (None, "civilian", "group")):
        thing.ontology = name.ontology
    if name.office and name.office not in thing.offices:
        thing.offices.append(name.office)


def find_references(words: Words, things: Sequence[Thing], lexicon: Lexicon) -> list[Reference]:
    """Roles and pronouns that refer to named persons and bodies, and actors without names, in text order."""
    seen = _Seen(words, things)
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
    unnamed: dict[str, Thing] = {}
    index = 0
    while index < len(words):
        found = None
        if not taken[index]:
            found = _pronoun(words, index, seen, lexicon) or _nominal(words, index, seen, unnamed, lexicon, taken)
        if found is not None:
            references.append(found)
            seen.add(found.span, found.thing)
            index = max(index + 1, words.within(found.span.start, found.span.end).stop)
        else:
            index += 1
    return references


class _Seen:
    """Mentions by place in the text, for looking back."""

    def __init__(self, words: Words, things: Sequence[Thing]) -> None:
        self.words = words
        self.mentions: list[tuple[int, Thing, bool]] = []  # token, thing, by name
        for thing in things:
            for name in thing.names:
                near = words.within(name.span.start, name.span.end)
                if len(near):
                    self.mentions.append((near.start, thing, True))
        self.mentions.sort(key=lambda each: each[0])
        self.things = things

    def add(self, span: Span, thing: Thing) -> None:
        near = self.words.within(span.start, span.end)
        entry = (near.start, thing, False)
        low = len(self.mentions)
        while low and self.mentions[low - 1][0] > near.start:
            low -= 1
        self.mentions.insert(low, entry)

    def before(self, index: int, sentences: int) -> list[tuple[int, Thing]]:
        """Mentions before a token within that many sentences, nearest first."""
        low = self.words.sentence_of[index] - sentences if self.words.sentence_of else 0
        found = []
        for token, thing, _ in reversed(self.mentions[: self._position(index)]):
            if self.words.sentence_of[token] < low:
                break
            found.append((token, thing))
        return found

    def _position(self, index: int) -> int:
        low, high = 0, len(self.mentions)
        while low < high:
            middle = (low + high) // 2
            if self.mentions[middle][0] < index:
                low = middle + 1
            else:
                high = middle
        return low


def _pronoun(words: Words, index: int, seen: _Seen, lexicon: Lexicon) -> Reference | None:
    sex = PRONOUNS.get(words.lower[index])
    if sex is None or (words.text[index].isupper() and len(words.text[index]) > 1):
        return None
    here = words.sentence_of[index]
    scores: dict[int, float] = {}
    people: dict[int, Thing] = {}
    for token, thing in seen.before(index, _REACH_SENTENCES):
        if thing.kind != "person" or (thing.sex and thing.sex != sex):
            continue
        distance = here - words.sentence_of[token]
        score = 3.0 - distance
        score += 1.0 if thing.sex == sex else 0.0
        score += 1.2 if _is_subject(words, token) else 0.0
        score += 0.4 if words.opens_sentence(token) else 0.0
        if distance == 0 and words.lower[index] in ("him", "her", "himself", "herself") and index - token < 3:
            score -= 1.0
        key = id(thing)
        people[key] = thing
        scores[key] = max(scores.get(key, -9.0), score) + (0.25 if key in scores else 0.0)
    if not scores:
        return None
    ordered = sorted(scores, key=lambda key: -scores[key])
    best = ordered[0]
    margin = scores[best] - scores[ordered[1]] if len(ordered) > 1 else 2.0
    if margin < 0.5:
        return None
    thing = people[best]
    thing.sex = thing.sex or sex
    pronoun = words.tokens[index]
    return Reference(Span(pronoun.start, pronoun.end), "pronoun", thing, "person", thing.ontology, thing.country,
                     "entities/pronouns@1", round(min(0.95, 0.6 + 0.15 * margin), 2))  # fmt: skip


def _is_subject(words: Words, token: int) -> bool:
    last = words.last(token)
    for index in range(token, min(last, token + 6)):
        if words.tokens[index].deprel.startswith("nsubj"):
            return True
        if words.tokens[index].upos in ("VERB", "AUX", "PUNCT"):
            break
    return False


def _nominal(
    words: Words, index: int, seen: _Seen, unnamed: dict[str, Thing], lexicon: Lexicon, taken: list[bool]
) -> Reference | None:
    """An actor noun or role that starts at or after this token: "the defence minister", "police", "two gunmen"."""
    noun = _actor_at(words, index, lexicon, taken)
    if noun is None:
        return None
    end, phrase, ontology, number, is_person = noun
    start = index
    modifiers = _modifiers_before(words, index, lexicon, taken)
    start = modifiers if modifiers is not None else index
    definite = start > words.first(index) and words.lower[start - 1] in _DEFINITE and not taken[start - 1]
    span = Span(words.tokens[start - definite].start, words.tokens[end - 1].end)
    country = next(
        (lexicon.demonyms[words.text[i]] for i in range(start, end) if words.text[i] in lexicon.demonyms), None
    )
    if definite and number == "singular":
        thing = _role_bearer(words, index, phrase, ontology, country, is_person, seen, lexicon)
        if thing is not None:
            return Reference(
                span, "nominal", thing, thing.kind, thing.ontology, thing.country or country, "entities/roles@1", 0.8
            )
    if number == "singular" and is_person:
        return None
    kind: MentionKind = "group" if number == "plural" else "organisation"
    key = f"{phrase}|{country or ''}"
    if key not in unnamed or not (definite or number == "plural"):
        unnamed.setdefault(key, Thing(kind, [], ontology=ontology, country=country))
    thing = unnamed[key]
    return Reference(span, "nominal", thing, kind, ontology, country, "entities/actors@1", 0.7)


def _actor_at(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> tuple[int, str, str, str, bool] | None:
    """The longest actor phrase that starts at a token: its end, phrase, ontology, number, whether one person."""
    if words.text[index][:1].isupper() and not words.opens_sentence(index):
        return None
    for length in (3, 2, 1):
        end = index + length
        if end > len(words) or any(taken[index:end]) or end > words.last(index):
            continue
        phrase = " ".join(words.lower[index:end])
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


def _modifiers_before(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> int | None:
    start = index
    first = words.first(index)
    while start > first and words.joined(start - 1, start) and (
        words.lower[start - 1] in lexicon.modifiers or words.text[start - 1] in lexicon.demonyms
        or (words.tokens[start - 1].upos in ("ADJ", "NOUN") and not taken[start - 1] and words.text[start - 1].isalpha()
            and words.lower[start - 1] not in lexicon.nouns)
    ) and index - start < 4:  # fmt: skip
        start -= 1
    return start


def _role_bearer(
    words: Words,
    index: int,
    phrase: str,
    ontology: str,
    country: str | None,
    is_person: bool,
    seen: _Seen,
    lexicon: Lexicon,
) -> Thing | None:
    """The one named person or body before this token that a role fits; None where several or none do."""
    fitting: dict[int, Thing] = {}
    for _, thing in seen.before(index, _NOMINAL_REACH):
        if id(thing) in fitting or not thing.names:
            continue
        if country and thing.country and thing.country != country:
            continue
        if (is_person and thing.kind == "person" and _bears(thing, phrase, lexicon)) or (
            not is_person and thing.kind == "organisation" and _is_such(thing, phrase, ontology)
        ):
            fitting[id(thing)] = thing
    people = list(fitting.values())
    if len(people) == 1:
        return people[0]
    if len(people) > 1 and not is_person:
        return None
    return None


def _bears(thing: Thing, phrase: str, lexicon: Lexicon) -> bool:
    for told in thing.offices:
        low = _folded(told)
        if (
            low == phrase
            or low.endswith(" " + phrase)
            or f" {phrase} of " in f" {low} "
            or low.startswith(phrase + " ")
        ):
            return True
        if phrase == "general" and re.search(r"\bgen\b|general$", low):
            return True
    return False


def _is_such(thing: Thing, phrase: str, ontology: str) -> bool:
    name = f" {_folded(thing.name)} "
    if f" {phrase} " in name:
        return True
    return (
        phrase
        in (
            "company",
            "firm",
            "union",
            "party",
            "charity",
            "newspaper",
            "militia",
            "court",
            "university",
            "airline",
            "bank",
            "watchdog",
        )
        and thing.ontology == ontology
    )
