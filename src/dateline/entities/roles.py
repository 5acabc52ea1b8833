"""Who bears a role that a phrase names: the one it stands beside, the one told to hold it, the one it fits.

Persons and organisations only are referred to by roles; where several fit, none is taken.
"""

import re

from dateline.entities.lexicon import Lexicon
from dateline.entities.spelling import folded
from dateline.entities.things import Seen, Thing, distinct
from dateline.entities.words import Words

_MOST_OFFICE_WORDS = 6  # between a role and the name that is set beside it
_NOMINAL_REACH = 12  # sentences a role looks back for its bearer
_NEAR_SENTENCES = 1  # and where only nearness tells who is meant


def apposed(words: Words, start: int, end: int, seen: Seen) -> Thing | None:
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


def told_of(words: Words, start: int, end: int, seen: Seen) -> Thing | None:
    """The named person whom a sentence says to hold an office: "Ilja Mott is the harbour minister"."""
    below = [each for each in range(words.first(start), words.last(start)) if words.tokens[each].head == end - 1]
    relations = {words.tokens[each].deprel: each for each in reversed(below)}
    subject = relations.get("nsubj")
    if subject is None or "cop" not in relations or not subject < start:
        return None
    near = seen.named.get(subject)
    denied = any(words.tokens[each].upos == "PART" for each in below)
    return near if near is not None and near.kind == "person" and not denied else None


def role_bearer(
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
        bearers = distinct(thing for _, thing in told if thing.kind == "person" and _bears(thing, phrase))
        if not bearers and phrase in lexicon.wider:
            narrower = lexicon.wider[phrase]
            bearers = distinct(
                thing for _, thing in told if thing.kind == "person" and any(_bears(thing, each) for each in narrower)
            )
        if not bearers and ontology == "civilian" and alone:
            here = words.sentence_of[index]
            sex = lexicon.person_nouns[phrase] or None
            near = [thing for token, thing in told if here - words.sentence_of[token] <= _NEAR_SENTENCES]
            people = distinct(thing for thing in near if thing.kind == "person")
            fits = sex is not None and all(thing.sex == sex for thing in people)
            bearers = people if fits else []
        return bearers[0] if len(bearers) == 1 else None
    bodies = distinct(thing for _, thing in told if thing.kind == "organisation")
    bearers = [thing for thing in bodies if _is_such(thing, phrase, ontology, lexicon)]
    return bearers[0] if len(bearers) == 1 else None


def _bears(thing: Thing, phrase: str) -> bool:
    for told in thing.offices:
        low = folded(told)
        ends = low == phrase or low.endswith(" " + phrase) or low.startswith(phrase + " ")
        if ends or f" {phrase} of " in f" {low} " or f" {phrase} for " in f" {low} ":
            return True
        if phrase == "general" and re.search(r"\bgen\b", low):
            return True
    return False


def _is_such(thing: Thing, phrase: str, ontology: str, lexicon: Lexicon) -> bool:
    return f" {phrase} " in f" {folded(thing.name)} " or (phrase in lexicon.kind_nouns and thing.ontology == ontology)
