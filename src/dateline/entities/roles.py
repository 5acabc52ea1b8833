"""Who bears a role that a phrase names: the one it stands beside, the one told to hold it, the one it fits.

Persons and organisations only are referred to by roles; where several fit, none is taken.
"""

import re

from dateline.entities.actors import Actor
from dateline.entities.lexicon import Lexicon
from dateline.entities.spelling import folded
from dateline.entities.things import Seen, Thing, distinct
from dateline.entities.words import Words

_MOST_OFFICE_WORDS = 6  # between a role and the name that is set beside it
_NOMINAL_REACH = 12  # sentences a role looks back for its bearer
_NEAR_SENTENCES = 1  # and where only nearness tells who is meant


def apposed(words: Words, actor: Actor, seen: Seen) -> Thing | None:
    """The named person a role stands beside: "Dana Orlo, a port officer, ...", "another officer, Dana Orlo, ..."."""
    end, noun = actor.end, words.tokens[actor.end - 1]
    if noun.deprel == "appos" and noun.head < actor.start:
        near = seen.named.get(noun.head)
        return near if near is not None and near.kind == "person" else None
    for index in range(end, min(end + _MOST_OFFICE_WORDS, words.last(end - 1))):
        token = words.tokens[index]
        if token.deprel == "appos" and token.head == end - 1:
            near = seen.named.get(index)
            return near if near is not None and near.kind == "person" else None
    return None


def told_of(words: Words, actor: Actor, seen: Seen) -> Thing | None:
    """The named person whom a sentence says to hold an office: "Ilja Mott is the harbour minister"."""
    sentence = range(words.first(actor.start), words.last(actor.start))
    below = [each for each in sentence if words.tokens[each].head == actor.end - 1]
    relations = {words.tokens[each].deprel: each for each in reversed(below)}
    subject = relations.get("nsubj")
    if subject is None or "cop" not in relations or not subject < actor.start:
        return None
    near = seen.named.get(subject)
    denied = any(words.tokens[each].upos == "PART" for each in below)
    return near if near is not None and near.kind == "person" and not denied else None


def role_bearer(words: Words, actor: Actor, seen: Seen, lexicon: Lexicon) -> Thing | None:
    """The one named person or body before a role that it fits; None where several or none do."""
    country = actor.country
    told = [
        (token, thing)
        for token, thing in seen.before(actor.at, _NOMINAL_REACH)
        if thing.names and not (country and thing.country and thing.country != country)
    ]
    if actor.is_person:
        bearers = _person_bearers(words, actor, told, lexicon)
    else:
        bodies = distinct(thing for _, thing in told if thing.kind == "organisation")
        bearers = [thing for thing in bodies if _is_such(thing, actor.phrase, actor.ontology, lexicon)]
    return bearers[0] if len(bearers) == 1 else None


def _person_bearers(words: Words, actor: Actor, told: list[tuple[int, Thing]], lexicon: Lexicon) -> list[Thing]:
    """People of that office, else of a narrower one, else whoever was just told of, where the word fits all of them."""
    people = distinct(thing for _, thing in told if thing.kind == "person")
    bearers = [thing for thing in people if _bears(thing, actor.phrase)]
    if not bearers and actor.phrase in lexicon.wider:
        bearers = [thing for thing in people if any(_bears(thing, each) for each in lexicon.wider[actor.phrase])]
    if not bearers and actor.ontology == "civilian" and _stands_alone(words, actor):
        here = words.sentence_of[actor.at]
        sex = lexicon.person_nouns[actor.phrase] or None
        near = (thing for token, thing in told if here - words.sentence_of[token] <= _NEAR_SENTENCES)
        people = distinct(thing for thing in near if thing.kind == "person")
        bearers = people if sex is not None and all(thing.sex == sex for thing in people) else []
    return bearers


def _stands_alone(words: Words, actor: Actor) -> bool:
    """Whether nothing tells more of who is meant: "the man", not "the old man", "the man from Teln"."""
    follows = words.lower[actor.end] if actor.end < words.last(actor.at) else ""
    return actor.start == actor.at and follows not in ("of", "for", "to", "who", "whose", "in", "from")


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
