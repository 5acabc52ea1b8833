"""Whom "he", "she", "it" and "they" name: by what fits, by who is told of and speaks, and by nearness.

Precision before recall: where two people fit alike, neither is taken. Persons only are "he" and "she".
"""

import math

from dateline.entities.lexicon import Lexicon
from dateline.entities.speakers import Speakers
from dateline.entities.things import Reference, Seen, Thing
from dateline.entities.words import Words
from dateline.model import Span

SALIENCE = 0.4  # per doubling of how often someone was told of: GUM's train texts, plateau 0.2-0.5
_MOST_SALIENCE = 4.0
SEX = 0.6  # a name that tells the sex, over one that might be either's
LAST_SPEAKER = 1.5
SUBJECT_ABOVE = 2.0
SPOKEN_OF = 2.0
MARGIN = 0.4
_REACH_SENTENCES = 3
_REACH_WITH_QUOTATIONS = 12
_WITHIN_NAME = frozenset(("flat", "compound", "amod", "appos", "conj", "det", "nummod", "fixed", "goeswith"))


def pronoun_at(words: Words, index: int, seen: Seen, speakers: Speakers, lexicon: Lexicon) -> Reference | None:
    """Whom the pronoun at a token names; None where it is none, or where two fit alike.

    In a quotation it is never who speaks, and where it is said of somebody, he.
    """
    sex = lexicon.pronouns.get(words.lower[index])
    if words.lower[index] in lexicon.body_pronouns or words.lower[index] in lexicon.group_pronouns:
        return _speaking_body(words, index, seen, lexicon)
    if sex is None or (words.text[index].isupper() and len(words.text[index]) > 1):
        return None
    speaker, about = speakers.around(index)
    if about is not None and (not about.sex or about.sex == sex):
        return _reference(words, index, about, sex, 0.9)
    scores: dict[int, float] = {}
    people: dict[int, Thing] = {}
    role = _Role(words, index, seen, lexicon)
    for token, thing in seen.before(index, _REACH_WITH_QUOTATIONS):
        if thing.kind != "person" or (thing.sex and thing.sex != sex) or role.distance(token) > _REACH_SENTENCES:
            continue
        if thing is speaker:
            continue
        key = id(thing)
        people[key] = thing
        scores[key] = max(scores.get(key, -9.0), role.fit(token, thing)) + (0.25 if key in scores else 0.0)
    if not scores:
        return None
    for key in scores:
        scores[key] += SALIENCE * min(_MOST_SALIENCE, math.log2(1 + seen.count_before(index, people[key])))
    ordered = sorted(scores, key=lambda key: -scores[key])
    best = ordered[0]
    margin = scores[best] - scores[ordered[1]] if len(ordered) > 1 else 2.0
    if margin < MARGIN:
        return None
    return _reference(words, index, people[best], sex, round(min(0.95, 0.6 + 0.15 * margin), 2))


def _reference(words: Words, index: int, thing: Thing, sex: str, score: float) -> Reference:
    """The pronoun at a token as a mention of a person, whose sex it tells."""
    thing.sex = thing.sex or sex
    pronoun = words.tokens[index]
    return Reference(Span(pronoun.start, pronoun.end), "pronoun", thing, "person", thing.ontology, thing.country,
                     "entities/pronouns@3", score)  # fmt: skip


class _Role:
    """What a pronoun does in its sentence, and how well who is told of before it fits that."""

    def __init__(self, words: Words, index: int, seen: Seen, lexicon: Lexicon) -> None:
        self.words = words
        self.ends = seen.ends
        self.index = index
        self.lexicon = lexicon
        self.quoted = words.quoted[index]
        verb = subject_of(words, index)
        self.above = _governors(words, index)
        self.speaks = verb is not None and not self.quoted and words.tokens[verb].lemma.lower() in lexicon.speech

    def distance(self, token: int) -> int:
        """Sentences back to a token; for who stands outside, sentences all in quotation marks do not count."""
        if self.quoted:
            return self.words.sentence_of[self.index] - self.words.sentence_of[token]
        return self.words.plain_sentences[self.index] - self.words.plain_sentences[token]

    def fit(self, token: int, thing: Thing) -> float:
        """How well a mention fits: near, a subject, best of a clause above the pronoun, who spoke last."""
        words, index = self.words, self.index
        distance = self.distance(token)
        verb = subject_of(words, token, self.ends.get(token))
        score = 3.0 - distance
        score += SEX if thing.sex else 0.0
        score += 1.2 if verb is not None else 0.0
        score += 0.3 if words.opens_sentence(token) else 0.0
        told = verb is not None and not words.quoted[token] and words.tokens[verb].lemma.lower() in self.lexicon.speech
        if not self.quoted and told and distance <= 1:
            score += LAST_SPEAKER
        if verb is not None and verb in self.above:
            score += SUBJECT_ABOVE  # "Orlo said that he would stay"
        if self.speaks and words.quoted[token]:
            score -= SPOKEN_OF  # `"Mott was late," he said`
        if self.quoted and not words.quoted[token] and _speaks(words, token, self.lexicon):
            score -= 2.0
        if distance == 0 and words.lower[index] in self.lexicon.object_pronouns and index - token < 3:
            score -= 1.0
        return score


def _governors(words: Words, index: int) -> frozenset[int]:
    """The words above the one that a token hangs on, in its sentence."""
    found: list[int] = []
    at = words.tokens[index].head
    while 0 <= at < len(words) and at not in found and words.sentence_of[at] == words.sentence_of[index]:
        found.append(at)
        at = words.tokens[at].head
    return frozenset(found[1:])


def _speaking_body(words: Words, index: int, seen: Seen, lexicon: Lexicon) -> Reference | None:
    """ "It said", "they added": the body, or the group, that was last the subject; other uses tell too little."""
    after = words.tokens[index + 1] if index + 1 < words.last(index) else None
    if (
        after is None
        or after.lemma.lower() not in lexicon.speech
        or after.upos != "VERB"
        or subject_of(words, index) is None
    ):
        return None
    wanted = ("organisation", "place") if words.lower[index] in lexicon.body_pronouns else ("group",)
    for token, thing in seen.before(index, _REACH_SENTENCES):
        if words.plain_sentences[index] - words.plain_sentences[token] > 1:
            return None
        verb = subject_of(words, token, seen.ends.get(token))
        if verb is not None and not words.quoted[token]:
            told = words.tokens[verb].lemma.lower() in lexicon.speech
            if thing.kind == "place" and not told:
                return None
            heads = [
                each
                for each in range(token, index)
                if words.tokens[each].deprel.startswith("nsubj") and words.tokens[each].upos in ("NOUN", "PROPN")
                and not words.quoted[each] and not (told and verb in _governors(words, each))
            ]  # fmt: skip
            if thing.kind not in wanted or len(heads) > 1:  # another subject stands between
                return None
            pronoun = words.tokens[index]
            span = Span(pronoun.start, pronoun.end)
            return Reference(
                span, "pronoun", thing, thing.kind, thing.ontology, thing.country, "entities/pronouns@1", 0.7
            )
    return None


def _speaks(words: Words, token: int, lexicon: Lexicon) -> bool:
    """Whether a mention outside quotation marks stands beside a verb of speech."""
    last = words.last(token)
    near = range(max(words.first(token), token - 2), min(last, token + 8))
    return any(words.tokens[i].lemma.lower() in lexicon.speech and not words.quoted[i] for i in near)


def subject_of(words: Words, token: int, end: int | None = None) -> int | None:
    """The verb whose subject begins at a token, in apposition or coordination too; None where it is no subject.

    end: the token after the mention's last, where known: one that only modifies a noun behind it is no subject.
    """
    for _ in range(6):
        relation, head = words.tokens[token].deprel, words.tokens[token].head
        if relation.startswith("nsubj"):
            return head if 0 <= head < len(words) else token
        if relation.partition(":")[0] not in _WITHIN_NAME or not 0 <= head < len(words):
            return None
        if relation.startswith("compound") and end is not None and head >= end and words.tokens[head].upos == "NOUN":
            return None  # "the Gazette investigation found": the Gazette is no subject
        token = head
    return None
