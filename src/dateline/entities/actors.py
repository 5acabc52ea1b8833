"""Phrases that name an actor by what they are, not by name: "the defence minister", "two gunmen"."""

import msgspec

from dateline.entities.lexicon import Lexicon
from dateline.entities.words import Words
from dateline.model import Span

_DEFINITE = frozenset(("the", "this", "these", "those"))
_MOST_MODIFIERS = 4


class Actor(msgspec.Struct, frozen=True):
    """A phrase that names an actor, by token numbers: from its modifiers (start) and its noun (at) to its end.

    phrase: the noun in lower case. definite: with an article before `start`. country: that a modifier names.
    """

    start: int
    at: int
    end: int
    phrase: str
    ontology: str
    number: str
    is_person: bool
    definite: bool
    country: str | None

    @property
    def is_one(self) -> bool:
        """Whether it is a single person."""
        return self.is_person and self.number == "singular"

    def span(self, words: Words) -> Span:
        """The phrase with its article."""
        return Span(words.tokens[self.start - self.definite].start, words.tokens[self.end - 1].end)

    def text(self, words: Words) -> str:
        """The phrase without its article."""
        return words.article_text[words.tokens[self.start].start : words.tokens[self.end - 1].end]


def actor_at(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> Actor | None:
    """The actor whose noun starts at a token, with the modifiers before it: "the defence minister", "two gunmen"."""
    noun = _noun_at(words, index, lexicon, taken)
    if noun is None:
        return None
    end, phrase, ontology, number, is_person = noun
    start = _modifiers_before(words, index, lexicon, taken)
    definite = start > words.first(index) and _is_definite(words, start - 1) and not taken[start - 1]
    demonyms = (lexicon.demonyms[words.text[i]] for i in range(start, end) if words.text[i] in lexicon.demonyms)
    return Actor(start, index, end, phrase, ontology, number, is_person, definite, next(demonyms, None))


def _noun_at(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> tuple[int, str, str, str, bool] | None:
    """The longest actor noun that starts at a token: its end, phrase, ontology, number, whether one person."""
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


def _is_definite(words: Words, index: int) -> bool:
    return words.lower[index] in _DEFINITE and words.tokens[index].upos in ("DET", "PRON", "X")


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
