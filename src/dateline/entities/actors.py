"""Phrases that name an actor by what they are, not by name: "the defence minister", "two gunmen"."""

from dateline.entities.lexicon import Lexicon
from dateline.entities.words import Words

_DEFINITE = frozenset(("the", "this", "these", "those"))
_MOST_MODIFIERS = 4


def actor_at(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> tuple[int, str, str, str, bool] | None:
    """The longest actor phrase that starts at a token: its end, phrase, ontology, number, whether one person."""
    if words.lower[index] not in lexicon.actor_openers:
        return None
    capital = words.text[index][:1].isupper() and not words.opens_sentence(index)
    if capital and not is_definite(words, index - 1) and not _is_of_country(words, index, lexicon):
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
        and is_definite(words, index - 2)
        and words.joined(index - 1, index)
    )


def is_definite(words: Words, index: int) -> bool:
    """Whether a word is a definite article or a demonstrative before its noun."""
    return words.lower[index] in _DEFINITE and words.tokens[index].upos in ("DET", "PRON", "X")


def modifiers_before(words: Words, index: int, lexicon: Lexicon, taken: list[bool]) -> int:
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
