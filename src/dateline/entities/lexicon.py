"""The language's words for people and bodies, read once: titles, offices, actor nouns, nationalities, given names."""

import csv
import re
import tomllib
from typing import Any

import msgspec

from dateline.language import Language


class ActorNoun(msgspec.Struct, frozen=True):
    """What a common noun says of the actor it names. number: "plural" or "singular"."""

    ontology: str
    number: str


class Lexicon(msgspec.Struct, frozen=True):
    """All of the pack's words that this stage needs; every key is lower case unless said otherwise.

    honorifics: word -> "male", "female" or "". offices: last words of a title -> ontology.
    nouns: actor nouns. person_nouns: nouns for one person -> "male", "female" or "". demonyms: as written, with
    case -> country code. known: names as written -> (ontology, country or None).
    abbreviations: short forms of places, with their point. paper_endings: words of time that end papers' names.
    spoken_of: prepositions of whom a quotation is about ("said Orlo of Korr").
    pronouns: word -> "male" or "female"; object_pronouns: those that are no subjects; body_pronouns, group_pronouns: of
    a body, of several; no_names: words that name nobody. kind_nouns: for a named body by its kind. wider: an office's
    wider word -> the offices it stands for too ("diplomat" for an ambassador). governing: what has a place behind "of".
    """

    honorifics: dict[str, str]
    offices: dict[str, str]
    office_length: int
    modifiers: frozenset[str]
    nouns: dict[str, ActorNoun]
    person_nouns: dict[str, str]
    speech: frozenset[str]
    actor_openers: frozenset[str]
    not_modifiers: frozenset[str]
    same_again: frozenset[str]
    group_openers: frozenset[str]
    demonyms: dict[str, str]
    religions: frozenset[str]
    peoples: frozenset[str]
    known: dict[str, tuple[str, str | None]]
    known_openers: dict[str, tuple[str, ...]]
    organisation_words: dict[str, str]
    organisation_pattern: re.Pattern[str]
    state_nouns: frozenset[str]
    organisation_heads: frozenset[str]
    facility_heads: frozenset[str]
    numbered_facilities: frozenset[str]
    first_names: dict[str, str]
    abbreviations: frozenset[str]
    paper_endings: tuple[str, ...] = ()
    spoken_of: frozenset[str] = frozenset()
    pronouns: dict[str, str] = {}
    object_pronouns: frozenset[str] = frozenset()
    body_pronouns: frozenset[str] = frozenset()
    group_pronouns: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    kind_nouns: frozenset[str] = frozenset()
    wider: dict[str, tuple[str, ...]] = {}
    governing: frozenset[str] = frozenset()


def load_lexicon(language: Language) -> Lexicon | None:
    """The language's lexicon; None where its pack has none for this stage."""
    if language.read("entities/titles.toml") is None:
        return None
    titles, actors = _toml(language, "titles"), _toml(language, "actors")
    organisations, given = _toml(language, "organisations"), _toml(language, "first_names")
    offices = {phrase: kind for kind, phrases in titles["offices"].items() for phrase in phrases}
    nouns = {
        noun: ActorNoun(kind, number)
        for number in ("plural", "singular")
        for kind, phrases in actors[number].items()
        for noun in phrases
    }
    words = {phrase: kind for kind, phrases in organisations["words"].items() for phrase in phrases}
    ordered = sorted(words, key=lambda phrase: (-len(phrase), phrase))
    demonyms = _demonyms(language)
    known = _known(organisations["known"])
    religions = frozenset(organisations["religions"]["names"])
    peoples = frozenset(organisations["peoples"]["names"])
    sexes = {noun: sex for sex in ("male", "female") for noun in actors["persons"][sex]}
    person_nouns = {**dict.fromkeys(offices, ""), **sexes}
    return Lexicon(
        honorifics={
            word.lower(): "" if sex == "either" else sex
            for sex, listed in titles["honorifics"].items()
            for word in listed
        },
        offices=offices,
        office_length=max(len(re.findall(r"\w+", phrase)) for phrase in offices),
        modifiers=frozenset(titles["modifiers"]["words"]),
        nouns=nouns,
        person_nouns=person_nouns,
        speech=frozenset(actors["speech"]["verbs"]),
        spoken_of=frozenset(actors["speech"].get("of", ())),
        actor_openers=frozenset(phrase.split()[0] for phrase in (*nouns, *person_nouns)),
        group_openers=frozenset(re.split(r"[^\w]", name)[0] for name in (*demonyms, *religions, *peoples)),
        not_modifiers=frozenset(actors["phrases"]["not_modifiers"]),
        same_again=frozenset(actors["phrases"]["same_again"]),
        demonyms=demonyms,
        religions=religions,
        peoples=peoples,
        known=known,
        known_openers=_by_first_word(known),
        organisation_words=words,
        organisation_pattern=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"),
        state_nouns=frozenset(organisations["states"]["nouns"]),
        organisation_heads=frozenset(organisations["heads"]["organisations"]),
        facility_heads=frozenset(organisations["heads"]["facilities"]),
        numbered_facilities=frozenset(organisations["heads"]["numbered_facilities"]),
        abbreviations=_abbreviations(language),
        paper_endings=tuple(organisations["papers"]["endings"]),
        pronouns={word: sex for sex in ("male", "female") for word in actors["pronouns"][sex]},
        object_pronouns=frozenset(actors["pronouns"]["objects"]),
        body_pronouns=frozenset(actors["pronouns"]["body"]),
        group_pronouns=frozenset(actors["pronouns"]["group"]),
        no_names=frozenset(actors["pronouns"]["no_names"]),
        kind_nouns=frozenset(actors["phrases"]["kinds"]),
        wider={word: tuple(narrower) for word, narrower in titles["wider"].items()},
        governing=frozenset(titles["governing"]["words"]),
        first_names={name: sex for sex in ("male", "female") for name in given[sex].split()},
    )


def _toml(language: Language, name: str) -> dict[str, Any]:
    return tomllib.loads((language.read(f"entities/{name}.toml") or b"").decode("utf-8"))


def _known(table: dict[str, list[str]]) -> dict[str, tuple[str, str | None]]:
    known = {}
    for kind, names in table.items():
        for entry in names:
            name, _, country = entry.partition("|")
            known[name] = (kind, country or None)
    return known


def _by_first_word(known: dict[str, tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """Names of several words by their first one, longest first."""
    listed: dict[str, list[str]] = {}
    for name in sorted((name for name in known if " " in name), key=lambda name: (-len(name), name)):
        listed.setdefault(name.split()[0], []).append(name)
    return {first: tuple(names) for first, names in listed.items()}


def _abbreviations(language: Language) -> frozenset[str]:
    """Short forms of places that end in a point ("W.Va."), from the gazetteer's aliases."""
    raw = (language.read("gazetteer/aliases.csv") or b"").decode("utf-8")
    return frozenset(row["name"] for row in csv.DictReader(raw.splitlines()) if row["name"].endswith("."))


def _demonyms(language: Language) -> dict[str, str]:
    raw = (language.read("entities/nationalities.csv") or b"").decode("utf-8")
    return {
        word.replace("_", " "): row["code"]
        for row in csv.DictReader(raw.splitlines())
        for word in (row["words"] or "").split()
    }
