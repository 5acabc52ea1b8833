"""What the form of a verb and the words beside it tell: infinitives, participles, passives without "are"."""

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.trees import Trees, base


def is_negated(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Whether a cue is negated by a word of its own."""
    return any(
        trees.tokens[each].lemma.lower() in lexicon.words("negations")
        and base(trees.deprel(each)) in ("advmod", "cc", "det")
        for each in trees.children(verb)
    )


def is_infinitive(trees: Trees, clause: int) -> bool:
    """Whether a clause is an infinitive with its mark."""
    return any(trees.tokens[each].upos == "PART" for each in trees.children(clause, "mark"))


def is_participle(trees: Trees, lexicon: Lexicon, verb: int, addressed: frozenset[str] = frozenset()) -> bool:
    """ "Asked whether ...", "the man accused of ...": a past participle on its own, whose subject says nothing."""
    form, lemma = trees.form(verb), trees.tokens[verb].lemma.lower()
    relation = trees.deprel(verb)
    return (
        bool(trees.text)
        and base(relation) in ("advcl", "acl")
        and relation != "acl:relcl"
        and form != lemma
        and form.endswith(lexicon.endings("participles"))
        and not trees.children(verb, "nsubj", "aux", "mark")
        and (lemma in addressed or not trees.children(verb, "obj"))
    )


def is_headline_passive(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Headlines drop "are": "Residents urged to leave", "Speaker accused of fraud". Who says so has an object."""
    lemma = trees.tokens[verb].lemma.lower()
    if (
        lemma not in lexicon.transitive
        or trees.form(verb) == lemma
        or trees.children(verb, "obj", "iobj", "aux")
        or any(each > verb for each in trees.children(verb, "ccomp"))
    ):
        return False
    infinitive = any(is_infinitive(trees, each) for each in trees.children(verb, "xcomp"))
    phrases = (*trees.children(verb, "obl"), *trees.children(verb, "advcl"))
    accused = any(lexicon.prepositions.get((lemma, trees.case(each).split(" ")[0])) == "accusation" for each in phrases)
    return trees.form(verb).endswith(lexicon.endings("participles")) and (infinitive or accused)


def is_intensive(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "as Orlo herself said": of a verb's subjects the last one only stands for the one before it."""
    own = [each for each in trees.children(verb, "nsubj") if each < verb]
    return len(own) > 1 and trees.form(own[-1]) in lexicon.intensive
