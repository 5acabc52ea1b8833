"""The ways in which a verb has content: a clause, one around it, an infinitive, a figure, a phrase, an object.

The frames follow PARC's account of attribution (Pareti 2012, 2016).
"""

from collections.abc import Callable

import msgspec

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.unsaid import is_come_upon, is_taken_so
from dateline.language.attribution.verb_forms import is_headline_passive, is_infinitive, is_intensive
from dateline.language.attribution.wholes import (
    is_finite_without_subject,
    noun_of_relative,
    object_of_clause,
    opening_clause,
)
from dateline.language.trees import Trees, base

BARE = 2  # words of an object that is called, and called nothing: "the police"


class Content(msgspec.Struct, frozen=True):
    """What a frame gives; type: the cue's. heads: tokens whose subtrees it is, the first one's clause before all.

    without: tokens whose subtrees are left out.
    """

    type: str
    heads: tuple[int, ...]
    without: tuple[int, ...] = ()


def _clause(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "The mayor said (that) the bridge would close", "asked whether", and clauses set before the cue."""
    if lemma not in lexicon.verbs or is_headline_passive(trees, lexicon, verb):
        return None
    heads = [each for each in trees.children(verb, "ccomp") if each != verb]
    if not heads:
        # an adverbial clause with "if" or "whether" beside a question verb is its content
        if lexicon.verbs[lemma] == "question":
            heads = [
                each
                for each in trees.children(verb, "advcl")
                if trees.case(each).split(" ")[0] in lexicon.words("whether")
            ]
        if not heads:
            return None
    split = [each for each in trees.children(verb, "nsubj") if each < verb][:-1]
    if trees.children(heads[0], "nsubj", "mark") or is_intensive(trees, lexicon, verb):
        split = []  # a clause that has its own subject takes none of its cue's
    if is_taken_so(trees, heads[0]) or is_come_upon(trees, lexicon, verb, heads[0]):
        return None
    noun = noun_of_relative(trees, verb, heads[0])
    if noun is not None:
        return Content(lexicon.verbs[lemma], (noun, *heads), tuple(trees.children(noun, "case")))
    own = object_of_clause(trees, lexicon, verb, heads[0])
    return Content(lexicon.verbs[lemma], (*split, *own, *heads, *opening_clause(trees, verb, heads[0])))


def _around(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "The bridge, the mayor said, would close": the cue's clause hangs beside or inside its content."""
    if lexicon.verbs.get(lemma) not in ("report", "show", "question", "belief", "denial", "accusation"):
        return None
    if is_headline_passive(trees, lexicon, verb):
        return None  # "Rain falls in Teln, drivers told to stay home"
    if lexicon.verbs[lemma] == "belief":
        things = any(trees.tokens[each].lemma.lower() in lexicon.words("it") for each in trees.subjects(verb))
        if things or lemma not in lexicon.asides:
            return None  # "it feels light": no one thinks it beside what is told
    deprel = base(trees.deprel(verb))
    if lemma in lexicon.ahead and trees.form(verb) not in {lemma + each for each in lexicon.endings("third_person")}:
        return None  # "it is not going to be like that", beside what is told
    if any(trees.form(each) in lexicon.coming for each in trees.children(verb, "aux")):
        return None  # "send us your pictures, we will publish the best"
    if deprel == "parataxis" and _is_heading(trees, trees.head(verb), verb):
        return None
    if deprel == "parataxis" and trees.children(verb, "nsubj") and trees.head(verb) >= 0:
        return Content(lexicon.verbs[lemma], (trees.head(verb),), (verb,))
    # "those signs, he says, will be posted": what is told beside the verb is a cue itself, and not its content
    before = [
        each
        for each in trees.children(verb, "parataxis")
        if trees.subjects(each) and each < verb and lexicon.verbs.get(trees.tokens[each].lemma.lower()) != "report"
    ]
    if before and trees.children(verb, "nsubj"):
        return Content(lexicon.verbs[lemma], (before[0],))
    if _closes_the_sentence(trees, verb):
        return Content(lexicon.verbs[lemma], (tuple(trees.ancestors(verb))[-1],), (verb,))
    return None


def _is_heading(trees: Trees, head: int, verb: int) -> bool:
    """ "PORT ROW: Velno accused ...": a topic before a colon, and no clause that someone told."""
    if head < 0 or head > verb or trees.tokens[head].upos in ("VERB", "AUX") or trees.children(head, "cop", "aux"):
        return False
    first = trees.subtree(verb)[0]
    return any(trees.form(each) == ":" for each in range(head + 1, max(first + 1, head + 1)))


def closing(trees: Trees, lexicon: Lexicon, cue: int) -> tuple[int, ...]:
    """Another verb that closes the cue's sentence by telling the whole of it: no part of the content."""
    sentence = trees.sentence(cue)
    words = (each for each in reversed(range(sentence.first, sentence.last)) if trees.tokens[each].upos != "PUNCT")
    last = next(words, cue)
    told = last != cue and lexicon.verbs.get(trees.tokens[last].lemma.lower()) == "report"
    return (last,) if told and _closes_the_sentence(trees, last) else ()


def _closes_the_sentence(trees: Trees, verb: int) -> bool:
    """ "…, the newspaper reports.": a last clause behind a comma, of a subject and a verb alone, told of the whole.

    Trees often hang it on the word before, as if that were what is reported.
    """
    if base(trees.deprel(verb)) not in ("acl", "advcl", "conj", "ccomp") or trees.children(verb, "mark", "cc", "obj"):
        return False
    subjects = trees.children(verb, "nsubj")
    if len(subjects) != 1 or trees.tokens[subjects[0]].upos == "PRON":
        return False
    sentence = trees.sentence(verb)
    told = (each for each in trees.subtree(subjects[0]) if trees.tokens[each].upos != "PUNCT")
    comma = min(told, default=subjects[0]) - 1  # a subject of marks alone, as signs in a menu may be read
    ends = all(trees.tokens[each].upos == "PUNCT" for each in range(verb + 1, sentence.last))
    return ends and comma > sentence.first and trees.form(comma) == ","


def _infinitive(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "promised to return", "urged them to leave", "is believed to have fled"."""
    if lemma not in lexicon.infinitives:
        return None
    heads = trees.children(verb, "xcomp")
    heads = tuple(each for each in heads if trees.case(each).split(" ")[-1] in lexicon.words("to"))
    if not heads:
        return None
    kind = lexicon.infinitives[lemma]
    if kind == "report" and not trees.is_passive(verb):
        return Content(kind, heads) if lemma in lexicon.words("claiming") else None
    # "promised to free them by Friday": the deadline is of what is promised, wherever the tree hangs it.
    behind = (each for each in trees.children(verb, "obl") if each > heads[0] and trees.deprel(each) == "obl")
    deadlines = [each for each in behind if trees.case(each) in lexicon.words("deadline")]
    return Content(kind, (*heads[:1], *(deadlines if not trees.is_passive(verb) else ())))


def _figure(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "put the number of dead at 17"."""
    if lemma not in lexicon.figures:
        return None
    objects = trees.children(verb, "obj")
    at = [each for each in trees.children(verb, "obl") if trees.case(each) in lexicon.words("at")]
    at += [each for noun in objects for each in trees.children(noun, "nmod") if trees.case(each) in lexicon.words("at")]
    told = bool(at) and any(trees.tokens[each].upos == "NUM" for each in trees.subtree(at[0]))
    return Content("report", (objects[0], at[0])) if objects and told else None


def _prepositional(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "accused him of lying", "warned of floods", "called for an inquiry"."""
    if not any(each == lemma for each, _ in lexicon.prepositions):
        return None
    objects = trees.children(verb, "obj") or trees.children(verb, "iobj")
    beside = [
        clause
        for noun in objects
        for clause in trees.children(noun, "acl", "nmod")
        if lexicon.prepositions.get((lemma, trees.case(clause).split(" ")[0])) in ("accusation", "denial")
    ]
    for each in (*trees.children(verb, "obl"), *trees.children(verb, "advcl"), *beside):
        preposition = trees.case(each).split(" ")[0]
        if (lemma, preposition) not in lexicon.prepositions or each < verb:
            continue
        if trees.tokens[each].lemma.lower() in lexicon.durations:
            continue  # "argued for two years"
        if (lemma, preposition) in lexicon.directed and not _wanted(trees, verb, each):
            continue  # "the film appeals to fans"
        kind = lexicon.prepositions[lemma, preposition]
        if objects and lemma not in lexicon.addressed:
            # "dismissed the report as fiction": of what it is said belongs to it
            return Content(kind, (objects[0], each))
        return Content(kind, (each, *_wanted(trees, verb, each)), _own_preposition(trees, verb, each))
    return None


def _wanted(trees: Trees, verb: int, phrase: int) -> list[int]:
    """What those a verb turns to are to do: "called on the board | to resign"."""
    return [each for each in trees.children(verb, "xcomp", "advcl") if each > phrase and is_infinitive(trees, each)][:1]


def _own_preposition(trees: Trees, verb: int, phrase: int) -> tuple[int, ...]:
    """The preposition that goes with its verb ("spoke of", "called for"): it stands right behind it."""
    return tuple(each for each in trees.children(phrase, "case", "mark") if each == _behind(trees, verb) + 1)


def _behind(trees: Trees, verb: int) -> int:
    """The verb's last word: itself or the particle right behind it."""
    return verb + 1 if verb + 1 in trees.children(verb, "compound:prt") else verb


def _object(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Content | None:
    """ "denied the charge", "announced a curfew", "called him a liar"."""
    if lemma not in lexicon.objects:
        return None
    kind = lexicon.objects[lemma]
    if trees.is_passive(verb):
        if lemma in lexicon.naming:
            return None  # "the strike was called by the union"
        subjects = trees.children(verb, "nsubj:pass")
        agent = trees.child(verb, "obl:agent")
        return Content(kind, subjects[:1]) if subjects and agent is not None else None
    heads = trees.children(verb, "obj")
    if not heads:
        gerunds = [
            each for each in trees.children(verb, "xcomp") if trees.form(each).endswith(lexicon.endings("gerund"))
        ]
        return Content(kind, (gerunds[0],)) if gerunds and lemma in lexicon.gerunds else None
    naming = kind == "evaluation" and bool(trees.children(verb, "xcomp"))  # "called him a liar"
    if lemma in lexicon.naming and not naming and len(trees.subtree(heads[0])) <= BARE:
        return None  # "called a strike", "called the police"; of a longer one the tree may have missed the name
    if trees.tokens[heads[0]].upos in ("PRON", "PROPN") and not naming:
        return None  # "she rejected Moore": whom someone rejects or backs is no content
    beside = [each for each in trees.children(verb, "obl") if each > heads[0] and kind in ("belief", "promise")]
    own = [each for each in beside if trees.case(each).split(" ")[0] in lexicon.words("with_objects")]
    # "fear their shops will close", where a tree hangs what is feared of them beside them
    rest = [
        each
        for each in trees.children(verb, "advcl", "parataxis", "conj")
        if kind == "belief" and each > heads[0] and is_finite_without_subject(trees, each)
        and not trees.children(each, "cc")
    ]  # fmt: skip
    return Content(kind, (*heads[:1], *trees.children(verb, "xcomp")[:1], *rest[:1], *own[:1]))


# the surest first
FRAMES: dict[str, Callable[[Trees, Lexicon, int, str], Content | None]] = {
    "clause": _clause,
    "around": _around,
    "infinitive": _infinitive,
    "figure": _figure,
    "prepositional": _prepositional,
    "object": _object,
}
