"""Cues by which nobody has said anything: other verbs, what others are made to say, matters of no word."""

from dateline.language.attribution.lexicon import Lexicon, could_speak
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


def is_come_upon(trees: Trees, lexicon: Lexicon, verb: int, clause: int) -> bool:
    """ "found the boy hiding", "found Korr slumped over the wheel": no finite verb tells of who was come upon."""
    if trees.children(clause, "aux", "cop", "mark"):
        return False
    bare = trees.form(clause).endswith(lexicon.endings("gerund")) or _is_found_so(trees, lexicon, verb, clause)
    finders = (*trees.subjects(verb), *((trees.head(verb),) if trees.head(verb) >= 0 else ()))
    if any(trees.tokens[each].lemma.lower() in lexicon.document for each in finders):
        return False  # "a study finding rates exceeding": its result
    return bare and trees.tokens[clause].upos == "VERB" and trees.tokens[verb].lemma.lower() in lexicon.perceiving


def _is_found_so(trees: Trees, lexicon: Lexicon, verb: int, clause: int) -> bool:
    """ "found Korr slumped over the wheel": a past form right behind a name or noun that may be a participle.

    "Found prices rose" has a past that is none; "found the firm misled buyers" an object.
    """
    subjects = trees.subjects(clause)
    participle = trees.form(clause).endswith(lexicon.endings("past")) or trees.is_passive(clause)
    between = bool(subjects) and verb < subjects[0] < clause
    return participle and between and clause - subjects[0] == 1 and not trees.children(clause, "obj", "ccomp", "xcomp")


def is_aside(trees: Trees, lexicon: Lexicon, verb: int, frame: str) -> bool:
    """Whether a participle or an object only tells of whom or what is meant.

    "a group planning to strike", "footage showing a ferry", "commenting on the results, she said", "said, citing two
    officials".
    """
    relation = base(trees.deprel(verb))
    lemma = trees.tokens[verb].lemma.lower()
    if not trees.form(verb).endswith(lexicon.endings("gerund")) or trees.children(verb, "aux", "nsubj", "mark"):
        return False
    if frame == "object" and lemma in lexicon.citing:
        cited = [each for each in trees.children(verb, "obj") if not trees.children(each, "acl:relcl")]
        lemmas = [trees.tokens[each].lemma.lower() for each in cited]
        return any(each in lexicon.document or could_speak(each, lexicon) for each in lemmas)
    if relation not in ("acl", "advcl") or trees.deprel(verb) == "acl:relcl" or trees.is_passive(verb):
        return False
    if frame == "infinitive":
        return lemma in lexicon.meaning
    if lemma in lexicon.appearing:
        return relation == "acl" and (frame == "object" or _is_pictured(trees, lexicon, verb))
    head = trees.head(verb)
    beside = relation == "advcl" and lexicon.verbs.get(trees.tokens[head].lemma.lower()) in ("report", "question")
    return beside and frame == "prepositional" and lexicon.verbs.get(lemma) == "report"


def _is_pictured(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "a video showing guards beating a docker": a clause neither finite nor marked tells what is to be seen."""
    clause = trees.child(verb, "ccomp")
    finite = clause is None or trees.children(clause, "aux", "cop", "mark")
    return clause is not None and not finite and trees.form(clause).endswith(lexicon.endings("gerund"))
