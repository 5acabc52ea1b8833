"""Whether anybody says anything by a verb: what is withheld, asked, only meant or nobody's word is no claim."""

import msgspec

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.speakers import could_show, could_treat, is_anyone_in_words, is_generic, is_nobody
from dateline.language.attribution.unsaid import is_aside, is_made_to, is_trifle
from dateline.language.attribution.verb_forms import is_headline_passive, is_infinitive, is_participle
from dateline.language.attribution.wholes import is_supposed
from dateline.language.trees import Trees, base


class Candidate(msgspec.Struct, frozen=True):
    """A verb with content, before it is known whether anybody says it; frame: which one gave the content."""

    verb: int
    lemma: str
    type: str
    frame: str
    source: int | None
    negated: bool


def is_claim(trees: Trees, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether someone says something by it: withheld words, nobody's words and bare purposes are no claims."""
    if _is_withheld(trees, lexicon, candidate) or _is_unspoken(trees, lexicon, candidate):
        return False
    if candidate.source is None:
        return _is_reported(trees, lexicon, candidate)
    return _could_be_source(trees, lexicon, candidate, candidate.source) and _is_done(
        trees, lexicon, candidate, candidate.source
    )


def is_declined(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "declined to say whether": the governing verb withholds."""
    head = trees.head(verb)
    return base(trees.deprel(verb)) == "xcomp" and head >= 0 and trees.tokens[head].lemma.lower() in lexicon.declining


def _is_withheld(trees: Trees, lexicon: Lexicon, candidate: Candidate) -> bool:
    """What is declined, not known or not told."""
    verb, lemma, negated = candidate.verb, candidate.lemma, candidate.negated
    if (lemma in lexicon.withheld and negated) or is_declined(trees, lexicon, verb):
        return True
    if negated and (candidate.type == "question" or lemma in lexicon.knowing):
        return True  # "did not ask", "do not know if": nothing is said by it
    if negated and (trees.is_passive(verb) or _asks_whether(trees, lexicon, verb)):
        return True  # "it is not known whether", "could not determine if"
    below = trees.children(verb, "xcomp")
    if lemma in lexicon.declining and any(trees.tokens[each].lemma.lower() in lexicon.withheld for each in below):
        return True
    open_ = candidate.frame == "clause" and (lemma in lexicon.knowing or lemma in lexicon.appearing)
    return open_ and _names_no_fact(trees, lexicon, verb)


def _is_unspoken(trees: Trees, lexicon: Lexicon, candidate: Candidate) -> bool:
    """What others are to say, what is only supposed or meant, what is said of something or other."""
    verb, kind, source = candidate.verb, candidate.type, candidate.source
    if is_made_to(trees, lexicon, verb):
        return True
    if kind == "belief" and is_supposed(trees, lexicon, verb):
        return True
    if (
        source is not None
        and base(trees.deprel(source)) == "csubj"
        and trees.form(source).endswith(lexicon.endings("gerund"))
    ):
        return True  # "lending a boat does not oblige the owner to say"
    if any(trees.form(each) in lexicon.unsaid for each in trees.children(verb, "mark", "case")):
        return True
    if is_infinitive(trees, verb) and trees.children(verb, "aux", "cop"):
        return True  # "which is to say"
    if is_infinitive(trees, verb) and base(trees.deprel(verb)) in ("advcl", "acl"):
        return True  # "worked to explain how": what it was for, not what was said
    if candidate.frame == "object" and is_trifle(trees, lexicon, verb, kind):
        return True
    return is_aside(trees, lexicon, verb, candidate.frame)


def _is_reported(trees: Trees, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Without a source only a passive reports: "it was reported that", "is believed to have fled"."""
    verb, lemma = candidate.verb, candidate.lemma
    tells = candidate.type in ("report", "belief", "accusation", "show") and lemma not in lexicon.foretelling
    perfect = any(trees.tokens[each].lemma.lower() in lexicon.words("perfect") for each in trees.children(verb, "aux"))
    if perfect and candidate.frame == "infinitive" and lemma in lexicon.recurring:
        return False  # "has been known to walk out": a habit
    if trees.form(verb) == lemma:
        return False  # "suppose they report it", beside a passive
    if not lexicon.modals.isdisjoint(_auxiliaries(trees, verb)):
        return False  # "it can be noted that": the text's own word
    passive = trees.is_passive(verb) or is_participle(trees, lexicon, verb) or is_headline_passive(trees, lexicon, verb)
    return passive and tells and candidate.frame in ("clause", "around", "infinitive")


def _could_be_source(trees: Trees, lexicon: Lexicon, candidate: Candidate, source: int) -> bool:
    clause = trees.tokens[source].upos == "VERB" and base(trees.deprel(source)) == "csubj"
    if clause or trees.deprel(source) == "nsubj:outer":
        return False  # "what I never do is demand money": a clause says nothing
    if is_nobody(trees, lexicon, source) or is_generic(trees, lexicon, source, candidate.type):
        return False
    if is_anyone_in_words(trees, lexicon, candidate.verb, source):
        return False
    if candidate.lemma in lexicon.appearing and not could_show(trees, lexicon, source):
        return False
    # "it discusses the harbour fees": what a thing is about
    treats = candidate.frame == "object" and candidate.lemma in lexicon.treating
    return not treats or could_treat(trees, lexicon, source)


def _is_done(trees: Trees, lexicon: Lexicon, candidate: Candidate, source: int) -> bool:
    """ "may announce a curfew", "apps offer to": neither what someone might say nor what things do is a claim."""
    verb, kind, frame = candidate.verb, candidate.type, candidate.frame
    if frame in ("object", "infinitive", "prepositional"):
        aux = _auxiliaries(trees, verb)
        thing = trees.tokens[source].upos == "PRON" and trees.form(source) not in lexicon.people
        coming = kind == "report" or (thing and kind == "order")  # "will discuss the budget", "it will help to stay"
        coming = coming and not lexicon.coming.isdisjoint(aux)
        thing = trees.tokens[source].upos == "NOUN" and not could_show(trees, lexicon, source)
        if coming or thing or not lexicon.modals.isdisjoint(aux):
            return False
    if frame != "object":
        return candidate.lemma not in lexicon.words("reading") or could_show(trees, lexicon, source)
    # "to discuss the inquiry", "offered no evidence": neither purposes nor what there is none of are content
    purpose = trees.case(verb).split(" ")[-1] in lexicon.words("to")
    nothing = any(
        trees.tokens[each].lemma.lower() in lexicon.words("none")
        for noun in trees.objects(verb)
        for each in trees.children(noun, "det")
    )
    return not purpose and not nothing


def _auxiliaries(trees: Trees, verb: int) -> set[str]:
    return {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}


def _asks_whether(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    clauses = (*trees.children(verb, "ccomp"), *trees.children(verb, "advcl"))
    return any(trees.case(each).split(" ")[0] in lexicon.words("whether") for each in clauses)


def _names_no_fact(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "knows what it needs", "shows how far": the clause only asks, and what is known or shown is not told."""
    clause = trees.child(verb, "ccomp")
    if clause is None:
        return False
    words = (
        clause,
        *trees.children(clause),
        *(each for child in trees.children(clause) for each in trees.children(child)),
    )
    return any(trees.form(each) in lexicon.open_words for each in words if verb < each < clause + 1)
