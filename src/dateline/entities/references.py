"""Roles, pronouns and actors without names, and to whom of the named they refer."""

from collections.abc import Sequence

from dateline.entities.actors import actor_at, is_definite, modifiers_before
from dateline.entities.lexicon import Lexicon
from dateline.entities.pronouns import pronoun_at
from dateline.entities.roles import apposed, role_bearer, told_of
from dateline.entities.things import Reference, Seen, Thing
from dateline.entities.words import Words
from dateline.model import MentionKind, Span

_INDEFINITE = frozenset(("a", "an", "one", "another"))


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
    unnamed: dict[str, Thing] = {}
    index = 0
    while index < len(words):
        found = None
        if not taken[index]:
            found = pronoun_at(words, index, seen, lexicon) or _nominal(words, index, seen, unnamed, lexicon, taken)
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
    noun = actor_at(words, index, lexicon, taken)
    if noun is None:
        return None
    end, phrase, ontology, number, is_person = noun
    start = modifiers_before(words, index, lexicon, taken)
    definite = start > words.first(index) and is_definite(words, start - 1) and not taken[start - 1]
    span = Span(words.tokens[start - definite].start, words.tokens[end - 1].end)
    country = next(
        (lexicon.demonyms[words.text[i]] for i in range(start, end) if words.text[i] in lexicon.demonyms), None
    )
    borne = apposed(words, start, end, seen) if is_person and number == "singular" else None
    if borne is not None and words.tokens[end - 1].deprel == "appos":
        return None  # a role behind its bearer's name is told with it, and is no one else
    if borne is None and is_person and number == "singular":
        borne = told_of(words, start, end, seen)
        if borne is not None:
            borne.offices.append(words.article_text[words.tokens[start].start : span.end])
    if borne is not None:
        return Reference(span, "nominal", borne, "person", borne.ontology, borne.country, "entities/roles@1", 0.8)
    if definite and number == "singular":
        follows = words.lower[end] if end < words.last(index) else ""
        alone = start == index and follows not in ("of", "for", "to", "who", "whose", "in", "from")
        thing = role_bearer(words, index, phrase, ontology, country, is_person, alone, seen, lexicon)
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
