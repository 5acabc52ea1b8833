"""Which names name the same thing, by their parts, acronyms and offices.

Precision before recall: where two people fit, neither is taken.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from dateline.entities.name import Name
from dateline.entities.pronouns import subject_of
from dateline.entities.spelling import folded, initials, parts_fit, person_words
from dateline.entities.things import Thing, distinct
from dateline.entities.words import Words

_COMPANY_SUFFIXES = re.compile(
    r",?\s+(?:Inc|Corp|Co|Ltd|LLC|PLC|plc|Corporation|Company|Group|Holdings|AG|SA|GmbH|N\.V)\.?$"
)

_NAMESAKE_REACH = 5  # sentences in which a surname is that of who was just told of
_MOST_NAMESAKES = 8  # people of one name part that are looked at


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
        parts = person_words(name.text) if name.kind == "person" else []
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
            for word in person_words(name.text):
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
        told = distinct(thing for word in parts for thing in reversed(self.people_by_word.get(word, ())))
        people = [thing for thing in told if not _sexes_clash(thing, name) and _may_bear(thing, parts)]
        if len(parts) > 1:
            people = [thing for thing in people if not self._was_called_short(thing, name)]
        if len(people) < 2:
            return people[0] if people else None
        office = folded(name.office or "")
        titled = [thing for thing in people if office and any(folded(each) == office for each in thing.offices)]
        if len(titled) == 1:
            return titled[0]
        return self._namesake(name, parts, people) if len(parts) == 1 else None

    def _was_called_short(self, thing: Thing, name: Name) -> bool:
        """ "Korr says that his wife, Didi Korr, wrote": who is called by surname is not then named in full."""
        last = thing.names[-1]
        short = all(len(person_words(each)) == 1 for each in thing.spellings)
        return (
            short
            and last.span.start < name.span.start
            and self._sentence(last) == self._sentence(name)
            and person_words(last.text)[-1] == person_words(name.text)[-1]
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
        usual = [thing for thing in people if any(person_words(each) == parts for each in thing.spellings)]
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
        if told is not None and ("body", folded(told)) in self.exact:
            return self.exact["body", folded(told)]
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
    text = folded(name.text)
    keys: list[tuple[str, str]] = [(kind, text)]
    if name.kind == "organisation":
        keys.append((kind, folded(_COMPANY_SUFFIXES.sub("", name.text))))
    return keys


def _may_bear(thing: Thing, parts: list[str]) -> bool:
    """Whether a person may be called so: by the full names told of it where it has any, else by parts of them.

    A full name of another initial is another's, though both share a surname; "Joe" may be "Joseph".
    """
    spellings = [person_words(each) for each in thing.spellings]
    full = [each for each in spellings if len(each) > 1] if len(parts) > 1 else []
    if full and not any(each[0][0] == parts[0][0] or parts_fit(parts, each) for each in full):
        return False
    return any(parts_fit(parts, each) for each in spellings)


def _sexes_clash(thing: Thing, name: Name) -> bool:
    return bool(thing.sex and name.sex and thing.sex != name.sex)


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


def _add(thing: Thing, name: Name) -> None:
    thing.names.append(name)
    thing.spellings.setdefault(name.text)
    thing.sex = thing.sex or name.sex
    thing.country = thing.country or name.country
    if name.ontology and (thing.ontology in (None, "civilian", "group")):
        thing.ontology = name.ontology
    if name.office and name.office not in thing.offices:
        thing.offices.append(name.office)
