"""Cues that are no verbs: nouns and adjectives with a clause, sentence adverbs."""

import msgspec

from dateline.language.attribution.attributed import Attribution
from dateline.language.attribution.extent import content_spans, source_span
from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.sources import source_of_verb
from dateline.language.attribution.speakers import is_generic
from dateline.language.attribution.verb_forms import is_negated
from dateline.language.attribution.wholes import is_supposed
from dateline.language.trees import Trees, base
from dateline.model import Span


def of_noun(trees: Trees, lexicon: Lexicon, noun: int, lemma: str) -> Attribution | None:
    """ "his claim that ...", "the threat to close ..." """
    if lemma not in lexicon.nouns:
        return None
    clauses = [
        each
        for each in (*trees.children(noun, "acl"), *trees.children(noun, "ccomp"))
        if trees.deprel(each) != "acl:relcl" and trees.case(each).split(" ")[0] in lexicon.words("of_nouns")
    ]
    if not clauses:
        return None
    owner = trees.child(noun, "nmod:poss")
    if owner is None:
        owners = (each for each in trees.children(noun, "nmod") if trees.case(each) in lexicon.words("owners"))
        owner = next(owners, None)
    above = trees.head(noun)
    if owner is None and base(trees.deprel(noun)) == "obj" and above >= 0:
        voices = trees.tokens[above].lemma.lower() in lexicon.voicing  # "rejected the claim that" does not say it
        given = trees.child(above, "iobj") if lexicon.nouns[lemma] == "belief" else None  # "gave him hope that"
        owner = given if given is not None else source_of_verb(trees, lexicon, above) if voices else None
    if owner is None and lexicon.nouns[lemma] in ("promise", "order", "threat", "belief"):
        return None  # "plans to cut space", "hope that it ends": whose is not said, and nobody says it
    found = _attributed(trees, lexicon, noun, lexicon.nouns[lemma], "noun", clauses[0], owner)
    taken_back = base(trees.deprel(noun)) == "obj" and trees.tokens[above].lemma.lower() in lexicon.retracting
    return msgspec.structs.replace(found, negated=True) if found is not None and taken_back else found


def of_adjective(trees: Trees, lexicon: Lexicon, adjective: int, lemma: str) -> Attribution | None:
    """ "she is confident that ..." """
    if lemma not in lexicon.adjectives or not trees.children(adjective, "cop"):
        return None
    clauses = [*trees.children(adjective, "ccomp"), *trees.children(adjective, "advcl")]
    clauses = [each for each in clauses if trees.case(each).split(" ")[0] in lexicon.words("of_adjectives") | {""}]
    subjects = trees.subjects(adjective)
    if not clauses or not subjects or trees.tokens[subjects[0]].lemma.lower() in lexicon.words("it"):
        return None
    if is_generic(trees, lexicon, subjects[0], lexicon.adjectives[lemma]) or is_supposed(trees, lexicon, adjective):
        return None
    if trees.tokens[subjects[0]].lemma.lower() in lexicon.document:
        return None  # "the message was clear": a thing is of no opinion
    return _attributed(trees, lexicon, adjective, lexicon.adjectives[lemma], "adjective", clauses[0], subjects[0])


def of_adverb(trees: Trees, lexicon: Lexicon, adverb: int, lemma: str) -> Attribution | None:
    """ "The ship allegedly sank": said by someone the text does not name."""
    if lemma not in lexicon.adverbs or trees.head(adverb) < 0:
        return None
    clause = trees.clause_head(trees.head(adverb))
    asks = (each for each in trees.children(clause, "advmod", "mark") if each < clause)
    opening = tuple(each for each in asks if trees.form(each) in lexicon.open_words)
    spans = content_spans(trees, (clause,), (adverb, *opening), adverb)
    if not spans:
        return None
    token = trees.tokens[adverb]
    return Attribution(adverb, Span(token.start, token.end), lexicon.adverbs[lemma], "adverb", spans)


def _attributed(
    trees: Trees, lexicon: Lexicon, cue: int, kind: str, frame: str, clause: int, source: int | None
) -> Attribution | None:
    spans = content_spans(trees, (clause,), (), cue)
    if not spans:
        return None
    token = trees.tokens[cue]
    return Attribution(
        cue=cue,
        cue_span=Span(token.start, token.end),
        type=kind,
        frame=frame,
        content=spans,
        source=source,
        source_span=None if source is None else source_span(trees, source, cue),
        negated=is_negated(trees, lexicon, cue),
    )
