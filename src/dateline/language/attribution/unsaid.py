"""Cues by which nobody has said anything: other verbs, what others are made to say, matters of no word."""

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.trees import Trees, base

_INDEFINITE_WORDS = 2  # "a candidate"


def is_other_verb(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "swore in the mayor": with its particle a cue is another verb, and no word of anybody."""
    lemma = trees.tokens[verb].lemma.lower()
    return any((lemma, trees.form(each)) in lexicon.particles for each in trees.children(verb, "compound:prt"))


def is_made_to(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "help people to understand that", "let him know that": what somebody is to say, and has not said.

    Who is led or forced to say it has said it: `Lexicon.leading`.
    """
    clause = verb
    while base(trees.deprel(clause)) == "conj" and trees.head(clause) >= 0 and not trees.children(clause, "nsubj"):
        clause = trees.head(clause)
    subjects = trees.children(verb, "nsubj")
    if subjects and trees.form(subjects[0]) in lexicon.oblique and not trees.children(verb, "aux"):
        return True
    head = trees.head(clause)
    if base(trees.deprel(clause)) != "xcomp" or head < 0 or trees.is_passive(head):
        return False
    told = any(head < each < clause for each in trees.children(head, "obj", "iobj"))
    lemma = trees.tokens[head].lemma.lower()
    return told and lemma not in lexicon.leading and lexicon.infinitives.get(lemma) != "promise"


def is_trifle(trees: Trees, lexicon: Lexicon, verb: int, kind: str) -> bool:
    """ "backed a candidate": a stance towards something or other tells nothing."""
    objects = trees.children(verb, "obj")
    if kind != "evaluation" or not objects or trees.children(verb, "xcomp"):
        return False
    some = any(trees.form(each) in lexicon.indefinite for each in trees.children(objects[0], "det"))
    return some and len(trees.subtree(objects[0])) <= _INDEFINITE_WORDS


def is_taken_so(trees: Trees, clause: int) -> bool:
    """ "found it encouraging": what a pronoun is taken for, with no verb to tell it."""
    subjects = trees.children(clause, "nsubj")
    bare = trees.tokens[clause].upos == "ADJ" and not trees.children(clause, "cop", "aux", "mark")
    return bare and bool(subjects) and trees.tokens[subjects[0]].upos == "PRON"
