"""Roles, pronouns and actors without names, and to whom of the named they refer."""

from collections.abc import Sequence

from dateline.entities.actors import Actor, actor_at
from dateline.entities.lexicon import Lexicon
from dateline.entities.pronouns import pronoun_at
from dateline.entities.roles import apposed, role_bearer, told_of
from dateline.entities.speakers import Speakers
from dateline.entities.things import Reference, Seen, Thing
from dateline.entities.words import Words
from dateline.model import MentionKind, Span

_INDEFINITE = frozenset(("a", "an", "one", "another"))


def find_references(words: Words, things: Sequence[Thing], lexicon: Lexicon) -> list[Reference]:
    """Roles and pronouns that refer to named persons and bodies, and actors without names, in text order."""
    seen = Seen(words, things)
    taken = _taken(words, things)
    references: list[Reference] = []
    speakers = Speakers(words, seen, lexicon)
    unnamed: dict[str, Thing] = {}
    index = 0
    while index < len(words):
        found = None
        if not taken[index]:
            found = pronoun_at(words, index, seen, speakers, lexicon)
            actor = actor_at(words, index, lexicon, taken) if found is None else None
            if actor is not None:
                found = _reference(words, actor, seen, unnamed, lexicon)
        if found is not None:
            references.append(found)
            seen.add(found.span, found.thing)
            index = max(index + 1, words.within(found.span.start, found.span.end).stop)
        else:
            index += 1
    return references


def _taken(words: Words, things: Sequence[Thing]) -> list[bool]:
    """Which tokens are names' or their titles': a title is part of its mention's words, no mention of its own."""
    taken = [False] * len(words)
    for name in (name for thing in things for name in thing.names):
        inside = words.within(name.span.start, name.span.end)
        before = len(name.title.split()) + 1 if name.title else 0
        for index in (*range(max(0, inside.start - before), inside.start), *inside):
            taken[index] = True
    return taken


def _reference(words: Words, actor: Actor, seen: Seen, unnamed: dict[str, Thing], lexicon: Lexicon) -> Reference | None:
    """Whom or what an actor's phrase refers to: someone named, someone told of before, or one of its own."""
    span = actor.span(words)
    if actor.is_one:
        borne = apposed(words, actor, seen)
        if borne is not None and words.tokens[actor.end - 1].deprel == "appos":
            return None  # a role behind its bearer's name is told with it, and is no one else
        if borne is None:
            borne = told_of(words, actor, seen)
            if borne is not None:
                borne.offices.append(actor.text(words))
        if borne is not None:
            return Reference(span, "nominal", borne, "person", borne.ontology, borne.country, "entities/roles@1", 0.8)
    if actor.definite and actor.number == "singular":
        thing = role_bearer(words, actor, seen, lexicon)
        if thing is not None:
            country = thing.country or actor.country
            return Reference(span, "nominal", thing, thing.kind, thing.ontology, country, "entities/roles@1", 0.8)
    return (_unnamed_person if actor.is_one else _unnamed_body)(words, actor, unnamed, lexicon)


def _unnamed_body(words: Words, actor: Actor, unnamed: dict[str, Thing], lexicon: Lexicon) -> Reference | None:
    """Bodies and groups told of without a name: "police", "two gunmen", then "the gunmen"."""
    phrase, ontology, country = actor.phrase, actor.ontology, actor.country
    if actor.number == "singular" and not (actor.definite or country or phrase in lexicon.same_again):
        return None  # "moral authority", "school": no body of its own
    kind: MentionKind = "group" if actor.number == "plural" or ontology == "civilian" else "organisation"
    key = f"{actor.text(words).lower()}|{country or ''}"
    known = unnamed.get(key) or (unnamed.get(f"{phrase}|") if actor.definite else None)
    again = known is not None and (actor.definite or phrase in lexicon.same_again)
    thing = known if again and known is not None else Thing(kind, [], ontology=ontology, country=country)
    unnamed[key] = unnamed[f"{phrase}|"] = thing
    return Reference(actor.span(words), "nominal", thing, kind, ontology, country, "entities/actors@1", 0.7)


def _unnamed_person(words: Words, actor: Actor, unnamed: dict[str, Thing], lexicon: Lexicon) -> Reference | None:
    """Someone told of without a name: "a Red Cross official", then "the official"."""
    start, span = actor.start, actor.span(words)
    first = words.first(start)
    while start > first and words.text[start - 1][:1].isupper() and words.joined(start - 1, start):
        start -= 1  # "a Red Cross official"
    if start == first and words.lower[start] in _INDEFINITE:
        start += 1
    article = words.lower[start - 1] if start > first else ""
    key = f"{actor.phrase}|person"
    known = unnamed.get(key)
    if actor.definite and known is not None:
        thing = known
    elif article in _INDEFINITE:
        sex = lexicon.person_nouns.get(actor.phrase) or None
        thing = unnamed[key] = Thing("person", [], ontology=actor.ontology, country=actor.country, sex=sex)
        span = Span(words.tokens[start - 1].start, span.end)
    else:
        return None
    return Reference(span, "nominal", thing, "person", thing.ontology, thing.country, "entities/actors@1", 0.7)
