"""Find attributions in dependency trees: a cue, whose words it gives, and what they are.

The frames follow PARC's account of attribution (Pareti 2012, 2016): reporting verbs with clauses and
quotations, verbs of speech and thought with objects or infinitives, nouns and adjectives with clauses,
"according to", sentence adverbs, and the passive with no agent.
"""

from collections.abc import Callable

import msgspec

from dateline.language.attribution.lexicon import Lexicon, could_speak
from dateline.language.attribution.passed_on import is_as_said, quoted_one
from dateline.language.attribution.unsaid import is_aside, is_made_to, is_other_verb, is_taken_so, is_trifle
from dateline.language.attribution.wholes import (
    is_felt,
    is_finite_without_subject,
    is_relative,
    is_supposed,
    led_to,
    noun_of_relative,
    object_of_clause,
    with_antecedent,
    without_opening,
)
from dateline.language.trees import NEVER_FIRST, Trees, base
from dateline.model import Span

_PERCENT = {"%", "percent", "per cent", "cent", "pc"}
_TORN = 5  # words of a source's phrase that a tree may tear from it
_BARE = 2  # words of an object that is called, and called nothing: "the police"
_PRECEDING = ("aux", "aux:pass", "advmod", "compound:prt", "cop", "mark")


class Attribution(msgspec.Struct, frozen=True):
    """Source, cue and content as token numbers and spans, before quotations and the tagger's view are joined in.

    cue: token of the cue. cue_span, content: code points. source: token of the source's head, None if the text
    names none. source_span: its whole phrase. addressee: token of who is spoken to. frame: which rule found it.
    """

    cue: int
    cue_span: Span
    type: str
    frame: str
    content: tuple[Span, ...]
    source: int | None = None
    source_span: Span | None = None
    addressee: int | None = None
    negated: bool = False


def find_attributions(text: str, trees: Trees, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Attributions in the order of their cues; one per cue."""
    found: list[Attribution] = []
    for index, token in enumerate(trees.tokens):
        lemma = token.lemma.lower()
        if token.upos in ("VERB", "AUX"):
            attribution = _of_verb(trees, lexicon, index, lemma)
        elif token.upos in ("NOUN", "PROPN"):
            attribution = _of_noun(trees, lexicon, index, lemma)
        elif token.upos == "ADJ":
            attribution = _of_adjective(trees, lexicon, index, lemma)
        elif token.upos == "ADV":
            attribution = _of_adverb(trees, lexicon, index, lemma)
        else:
            attribution = None
        attribution = attribution or _of_phrase(text, trees, lexicon, index)
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


# -- verbs ---------------------------------------------------------------------------------------------


def _of_verb(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> Attribution | None:
    negated = is_negated(trees, verb)
    if is_other_verb(trees, lexicon, verb):
        return None
    for frame in _frames():
        content = frame(trees, lexicon, verb, lemma)
        if content is None:
            continue
        kind, heads, without = content
        spans = _content_spans(trees, heads, (*without, *_closing(trees, lexicon, verb)), verb)
        spans = with_antecedent(trees, verb, without_opening(trees, verb, heads, spans))
        if not spans:
            continue
        source = _source_of_verb(trees, lexicon, verb)
        name = frame.__name__.strip("_")
        if is_felt(trees, lexicon, verb):
            kind = lexicon.adjectives[trees.form(verb)]
        elif kind == "order" and name == "clause" and _names(trees, lexicon, verb, lemma):
            kind = "evaluation"  # "called it a disgrace"
        if not _is_claim(trees, lexicon, verb, lemma, kind, name, source, negated):
            return None
        if source is not None and is_share(trees, source):
            if name not in ("clause", "around"):
                return None  # "9.6% reported a loss": a finding, and no one's word
            source = None
        return Attribution(
            cue=verb,
            cue_span=_cue_span(trees, verb, without if name == "prepositional" else ()),
            type=kind,
            frame=name,
            content=spans,
            source=source,
            source_span=None if source is None else source_span(trees, source, verb),
            addressee=_addressee(trees, verb, heads),
            negated=negated,
        )
    if (
        lemma in lexicon.verbs
        and not is_made_to(trees, lexicon, verb)
        and not is_declined(trees, lexicon, verb)
        and (lemma in lexicon.addressed or _could_speak(trees, verb))
        and not (
            negated and lexicon.verbs[lemma] != "denial"  # "would never rule out a “stern” answer"
        )
    ):
        # A cue with no content of its own in the tree: a quotation beside it may be its content.
        source = _source_of_verb(trees, lexicon, verb)
        generic = source is None or is_generic(trees, lexicon, source, lexicon.verbs[lemma])
        if source is not None and not generic and not is_share(trees, source):
            return Attribution(
                cue=verb,
                cue_span=_cue_span(trees, verb),
                # "what he called the “crisis”": it names, and demands nothing
                type="evaluation" if _names(trees, lexicon, verb, lemma) else lexicon.verbs[lemma],
                frame="bare",
                content=_named(trees, lexicon, verb, lemma),
                source=source,
                source_span=source_span(trees, source, verb),
                addressee=_addressee(trees, verb, ()),
                negated=negated,
            )
    return None


def _names(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> bool:
    """Whether a verb tells what something is called: "called it", not "called for"."""
    return lemma in lexicon.naming and not any(
        (lemma, trees.form(each)) in lexicon.prepositions for each in (verb + 1, verb + 2) if each < len(trees.tokens)
    )


def _named(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> tuple[Span, ...]:
    """What a quotation behind the verb names: "called | the retreat | “a rout”"."""
    below = (each for named in trees.children(verb, "xcomp") for each in trees.children(named, "nsubj"))
    objects = [each for each in (*trees.children(verb, "obj", "iobj", "nsubj"), *below) if each > verb]
    return (trees.phrase(objects[0]),) if objects and _names(trees, lexicon, verb, lemma) else ()


def _is_named(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    return base(trees.deprel(verb)) == "advcl" and trees.tokens[verb].lemma.lower() in lexicon.naming


def _frames() -> tuple[Callable[[Trees, Lexicon, int, str], "_Content | None"], ...]:
    """The ways in which a verb has content, the surest first."""
    return (_clause, _around, _infinitive, _figure, _prepositional, _object)


def is_weighed(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Whether the rules have weighed what a verb gives: where they attribute nothing by it, nothing is said by it."""
    if trees.tokens[verb].upos != "VERB":
        return False
    if is_other_verb(trees, lexicon, verb) or is_made_to(trees, lexicon, verb):
        return True
    lemma = trees.tokens[verb].lemma.lower()
    objects = trees.children(verb, "obj")
    things = any(trees.tokens[each].upos == "NOUN" and len(trees.subtree(each)) <= _BARE for each in objects)
    if lemma in lexicon.naming and (things or trees.is_passive(verb)) and not trees.children(verb, "xcomp"):
        return True  # "called the police", "was called by the union"
    return any(frame(trees, lexicon, verb, lemma) is not None for frame in _frames())


def _is_claim(
    trees: Trees, lexicon: Lexicon, verb: int, lemma: str, kind: str, frame: str, source: int | None, negated: bool
) -> bool:
    """Whether someone says something by it: withheld words, nobody's words and bare purposes are no claims."""
    if (lemma in lexicon.withheld and negated) or is_declined(trees, lexicon, verb):
        return False
    if is_made_to(trees, lexicon, verb):
        return False
    if kind == "belief" and is_supposed(trees, lexicon, verb):
        return False
    if source is not None and base(trees.deprel(source)) == "csubj" and trees.form(source).endswith("ing"):
        return False  # "lending a boat does not oblige the owner to say"
    if _is_to(trees, verb) and trees.children(verb, "aux", "cop"):
        return False  # "which is to say"
    if negated and (kind == "question" or lemma in lexicon.knowing):
        return False  # "did not ask", "do not know if": nothing is said by it
    if (
        frame == "clause"
        and (lemma in lexicon.knowing or lemma in lexicon.appearing)
        and _names_no_fact(trees, lexicon, verb)
    ):
        return False
    if negated and (trees.is_passive(verb) or _asks_whether(trees, verb)):
        return False  # "it is not known whether", "could not determine if"
    if _is_to(trees, verb) and base(trees.deprel(verb)) in ("advcl", "acl"):
        return False  # "worked to explain how": what it was for, not what was said
    if frame == "object" and is_trifle(trees, lexicon, verb, kind):
        return False
    if is_aside(trees, lexicon, verb, frame):
        return False
    below = trees.children(verb, "xcomp")
    if lemma in lexicon.declining and any(trees.tokens[each].lemma.lower() in lexicon.withheld for each in below):
        return False
    if source is None:
        # without a source only a passive reports ("it was reported that", "is believed to have fled")
        tells = kind in ("report", "belief", "accusation", "show") and lemma not in lexicon.foretelling
        if trees.form(verb) == lemma:
            return False  # "suppose they report it", beside a passive
        aux = {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}
        if not lexicon.modals.isdisjoint(aux):
            return False  # "it can be noted that": the text's own word
        passive = trees.is_passive(verb) or _is_participle(trees, verb) or _is_told(trees, lexicon, verb)
        return passive and tells and frame in ("clause", "around", "infinitive")
    if is_nobody(trees, lexicon, source) or is_generic(trees, lexicon, source, kind):
        return False
    if lemma in lexicon.appearing and not could_show(trees, lexicon, source):
        return False
    if frame == "object" and lemma in lexicon.treating and not _could_treat(trees, lexicon, source):
        return False  # "it discusses the harbour fees": what a thing is about
    if frame in ("object", "infinitive", "prepositional"):
        # "may announce a curfew", "apps offer to": neither what someone might say nor what things do is a claim
        aux = {trees.tokens[each].lemma.lower() for each in trees.children(verb, "aux")}
        thing = trees.tokens[source].upos == "PRON" and trees.form(source) not in lexicon.people
        coming = kind == "report" or (thing and kind == "order")  # "will discuss the budget", "it will help to stay"
        coming = coming and not lexicon.coming.isdisjoint(aux)
        thing = trees.tokens[source].upos == "NOUN" and not could_show(trees, lexicon, source)
        if coming or thing or not lexicon.modals.isdisjoint(aux):
            return False
    if frame != "object":
        return lemma != "read" or could_show(trees, lexicon, source)
    # "to discuss the inquiry", "offered no evidence": neither purposes nor what there is none of are content
    purpose = trees.case(verb).split(" ")[-1] == "to"
    nothing = any(
        trees.tokens[each].lemma.lower() == "no" for noun in trees.objects(verb) for each in trees.children(noun, "det")
    )
    return not purpose and not nothing


def is_nobody(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """ "nobody", "neither side", "no official"."""
    words = (source, *trees.children(source, "det", "cc:preconj"))
    return any(trees.tokens[each].lemma.lower() in lexicon.nobody for each in words)


def is_generic(trees: Trees, lexicon: Lexicon, source: int, kind: str) -> bool:
    """ "you know that", "as we have seen": nobody in particular, or the text itself with its reader."""
    lemma = trees.tokens[source].lemma.lower()
    if trees.children(source, "nmod", "nummod", "acl"):
        return False  # "one of them"
    return lemma in lexicon.anyone or (lemma in lexicon.reader and kind in ("belief", "show", "evaluation"))


def _could_treat(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """Whether what treats of a topic is people or a document, by name or noun; an "it" may be anything."""
    return trees.tokens[source].lemma.lower() != "it" and could_show(trees, lexicon, source)


def is_share(trees: Trees, source: int) -> bool:
    """ "9.6%", "212": a share or number with no word of whom it counts is no speaker."""
    if trees.children(source, "nmod", "acl", "appos"):
        return False
    words = (source, *trees.children(source, "nummod", "compound"))
    percent = trees.tokens[source].upos == "SYM" or trees.form(source) in _PERCENT or trees.form(source).endswith("%")
    bare = trees.tokens[source].upos == "NUM" or percent
    return bare and any(any(map(str.isdigit, trees.form(each))) for each in words)


def could_show(trees: Trees, lexicon: Lexicon, source: int) -> bool:
    """Whether what shows something is a document, people or a name; "the heat shows that" is the text's own word."""
    token = trees.tokens[source]
    lemma = token.lemma.lower()
    known = lemma in lexicon.document or lemma in lexicon.programme or could_speak(lemma, lexicon)
    return known or token.upos == "PROPN" or (token.upos == "PRON" and lemma not in ("this", "that", "these", "those"))


def _asks_whether(trees: Trees, verb: int) -> bool:
    clauses = (*trees.children(verb, "ccomp"), *trees.children(verb, "advcl"))
    return any(trees.case(each).split(" ")[0] in ("if", "whether") for each in clauses)


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


def is_declined(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "declined to say whether": the governing verb withholds."""
    head = trees.head(verb)
    return base(trees.deprel(verb)) == "xcomp" and head >= 0 and trees.tokens[head].lemma.lower() in lexicon.declining


_Content = tuple[str, tuple[int, ...], tuple[int, ...]]  # cue type, heads of the content, tokens left out with theirs


def _clause(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
    """ "The mayor said (that) the bridge would close", "asked whether", and clauses set before the cue."""
    if lemma not in lexicon.verbs:
        return None
    heads = [each for each in trees.children(verb, "ccomp") if each != verb]
    if not heads:
        # an adverbial clause with "if" or "whether" beside a question verb is its content
        if lexicon.verbs[lemma] == "question":
            heads = [
                each for each in trees.children(verb, "advcl") if trees.case(each).split(" ")[0] in ("if", "whether")
            ]
        if not heads:
            return None
    split = [each for each in trees.children(verb, "nsubj") if each < verb][:-1]
    if trees.children(heads[0], "nsubj", "mark") or _is_intensive(trees, lexicon, verb):
        split = []  # a clause that has its own subject takes none of its cue's
    if is_taken_so(trees, heads[0]):
        return None
    noun = noun_of_relative(trees, verb, heads[0])
    if noun is not None:
        return lexicon.verbs[lemma], (noun, *heads), trees.children(noun, "case")
    own = object_of_clause(trees, lexicon, verb, heads[0])
    return lexicon.verbs[lemma], (*split, *own, *heads), ()


def _around(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
    """ "The bridge, the mayor said, would close": the cue's clause hangs beside or inside its content."""
    if lexicon.verbs.get(lemma) not in ("report", "show", "question", "belief", "denial", "accusation"):
        return None
    if lexicon.verbs[lemma] == "belief":
        things = any(trees.tokens[each].lemma.lower() == "it" for each in trees.subjects(verb))
        if things or lemma not in lexicon.asides:
            return None  # "it feels light": no one thinks it beside what is told
    deprel = base(trees.deprel(verb))
    if lemma in lexicon.ahead and trees.form(verb) != lemma + "es":
        return None  # "it is not going to be like that", beside what is told
    if any(trees.form(each) in lexicon.coming for each in trees.children(verb, "aux")):
        return None  # "send us your pictures, we will publish the best"
    if deprel == "parataxis" and _is_heading(trees, trees.head(verb), verb):
        return None
    if deprel == "parataxis" and trees.children(verb, "nsubj") and trees.head(verb) >= 0:
        return lexicon.verbs[lemma], (trees.head(verb),), (verb,)
    # "those signs, he says, will be posted": what is told beside the verb is a cue itself, and not its content
    before = [
        each
        for each in trees.children(verb, "parataxis")
        if trees.subjects(each) and each < verb and lexicon.verbs.get(trees.tokens[each].lemma.lower()) != "report"
    ]
    if before and trees.children(verb, "nsubj"):
        return lexicon.verbs[lemma], (before[0],), ()
    if _closes_the_sentence(trees, verb):
        return lexicon.verbs[lemma], (tuple(trees.ancestors(verb))[-1],), (verb,)
    return None


def _is_heading(trees: Trees, head: int, verb: int) -> bool:
    """ "PORT ROW: Velno accused ...": a topic before a colon, and no clause that someone told."""
    if head < 0 or head > verb or trees.tokens[head].upos in ("VERB", "AUX") or trees.children(head, "cop", "aux"):
        return False
    first = trees.subtree(verb)[0]
    return any(trees.form(each) == ":" for each in range(head + 1, max(first + 1, head + 1)))


def _closing(trees: Trees, lexicon: Lexicon, cue: int) -> tuple[int, ...]:
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


def _infinitive(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
    """ "promised to return", "urged them to leave", "is believed to have fled"."""
    if lemma not in lexicon.infinitives:
        return None
    heads = trees.children(verb, "xcomp")
    heads = tuple(each for each in heads if trees.case(each).split(" ")[-1] == "to")
    if not heads:
        return None
    kind = lexicon.infinitives[lemma]
    if kind == "report" and not trees.is_passive(verb):
        return (kind, heads, ()) if lemma == "claim" else None
    # "promised to free them by Friday": the deadline is of what is promised, wherever the tree hangs it.
    deadlines = [
        each for each in trees.children(verb, "obl") if each > heads[0] and trees.case(each) == "by"
        and trees.deprel(each) == "obl" and not trees.is_passive(verb)
    ]  # fmt: skip
    return kind, (*heads[:1], *deadlines), ()


def _figure(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
    """ "put the number of dead at 17"."""
    if lemma not in lexicon.figures:
        return None
    objects = trees.children(verb, "obj")
    at = [each for each in trees.children(verb, "obl") if trees.case(each) == "at"]
    at += [each for noun in objects for each in trees.children(noun, "nmod") if trees.case(each) == "at"]
    told = bool(at) and any(trees.tokens[each].upos == "NUM" for each in trees.subtree(at[0]))
    return ("report", (objects[0], at[0]), ()) if objects and told else None


def _prepositional(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
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
            return kind, (objects[0], each), ()  # "dismissed the report as fiction": of what it is said belongs to it
        return kind, (each, *_wanted(trees, verb, each)), _own_preposition(trees, verb, each)
    return None


def _wanted(trees: Trees, verb: int, phrase: int) -> list[int]:
    """What those a verb turns to are to do: "called on the board | to resign"."""
    return [each for each in trees.children(verb, "xcomp", "advcl") if each > phrase and _is_to(trees, each)][:1]


def _own_preposition(trees: Trees, verb: int, phrase: int) -> tuple[int, ...]:
    """The preposition that goes with its verb ("spoke of", "called for"): it stands right behind it."""
    return tuple(each for each in trees.children(phrase, "case", "mark") if each == _behind(trees, verb) + 1)


def _behind(trees: Trees, verb: int) -> int:
    """The verb's last word: itself or the particle right behind it."""
    return verb + 1 if verb + 1 in trees.children(verb, "compound:prt") else verb


def _is_to(trees: Trees, clause: int) -> bool:
    """Whether a clause is an infinitive with its mark."""
    return any(trees.tokens[each].upos == "PART" for each in trees.children(clause, "mark"))


def _object(trees: Trees, lexicon: Lexicon, verb: int, lemma: str) -> _Content | None:
    """ "denied the charge", "announced a curfew", "called him a liar"."""
    if lemma not in lexicon.objects:
        return None
    kind = lexicon.objects[lemma]
    if trees.is_passive(verb):
        if lemma in lexicon.naming:
            return None  # "the strike was called by the union"
        subjects = trees.children(verb, "nsubj:pass")
        agent = trees.child(verb, "obl:agent")
        return (kind, subjects[:1], ()) if subjects and agent is not None else None
    heads = trees.children(verb, "obj")
    if not heads:
        gerunds = [each for each in trees.children(verb, "xcomp") if trees.form(each).endswith("ing")]
        return (kind, (gerunds[0],), ()) if gerunds and lemma in lexicon.gerunds else None
    naming = kind == "evaluation" and bool(trees.children(verb, "xcomp"))  # "called him a liar"
    if lemma in lexicon.naming and not naming and len(trees.subtree(heads[0])) <= _BARE:
        return None  # "called a strike", "called the police"; of a longer one the tree may have missed the name
    if trees.tokens[heads[0]].upos in ("PRON", "PROPN") and not naming:
        return None  # "she rejected Moore": whom someone rejects or backs is no content
    beside = [each for each in trees.children(verb, "obl") if each > heads[0] and kind in ("belief", "promise")]
    own = [each for each in beside if trees.case(each).split(" ")[0] in ("in", "of", "for", "from")]
    # "fear their shops will close", where a tree hangs what is feared of them beside them
    rest = [
        each
        for each in trees.children(verb, "advcl", "parataxis", "conj")
        if kind == "belief" and each > heads[0] and is_finite_without_subject(trees, each)
        and not trees.children(each, "cc")
    ]  # fmt: skip
    return kind, (*heads[:1], *trees.children(verb, "xcomp")[:1], *rest[:1], *own[:1]), ()


def _could_speak(trees: Trees, verb: int) -> bool:
    """Whether a cue without a clause may still give a quotation: with no plain object and no other verb's act."""
    acts = any(_is_to(trees, each) for each in trees.children(verb, "xcomp"))  # "continued to act “freely”"
    return not acts and not any(trees.tokens[each].upos == "NOUN" for each in trees.children(verb, "obj"))


def _source_of_verb(trees: Trees, lexicon: Lexicon, verb: int) -> int | None:
    """Who says: the subject; the agent of a passive; what governs a participle or an infinitive's cue."""
    index = verb
    if is_felt(trees, lexicon, verb):
        return trees.subjects(verb)[0]
    if is_as_said(trees, lexicon, verb):
        return quoted_one(trees, verb)
    for _ in range(6):
        if (
            trees.is_passive(index)
            or _is_participle(trees, index, lexicon.addressed)
            or (index == verb and _is_told(trees, lexicon, verb))
        ):
            agent = trees.child(index, "obl:agent")
            if agent is None:
                agent = next((each for each in trees.children(index, "obl") if trees.case(each) == "by"), None)
            return agent
        own = [each for each in trees.children(index, "nsubj") if each < index]
        if len(own) > 1 and _is_intensive(trees, lexicon, index):
            return own[-2]  # "as Orlo herself said"
        if len(own) > 1:
            return own[-1]  # "the bridge, the mayor said, would ...": of two subjects the nearer one speaks
        subjects = trees.subjects(index)
        if subjects and not own and index == verb and trees.children(verb, "xcomp") and _is_named(trees, lexicon, verb):
            subjects = ()  # "calling the drills a “warning”": the tree's subject is what is named
        if subjects:
            subject = subjects[0]
            clause = trees.first_conjunct(index)  # "who ran the port and says that"
            if is_relative(trees, subject) and base(trees.deprel(clause)) == "acl":
                return _antecedent(trees, lexicon, clause) if trees.head(clause) >= 0 else subject
            return None if _is_expletive(trees, index, subject) else subject
        deprel, head = base(trees.deprel(index)), trees.head(index)
        if head < 0:
            # "so said Dana Orlo": a name behind a verb without a subject
            behind = trees.child(index, "obj")
            return behind if behind is not None and trees.tokens[behind].upos == "PROPN" else None
        if deprel == "acl":
            return head
        if deprel in ("xcomp", "conj", "advcl", "ccomp", "aux"):
            if deprel == "ccomp":
                return None
            led = _led_to(trees, lexicon, head, index)
            if led is not None:
                return led
            index = head
            continue
        return None
    return None


def _is_intensive(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "as Orlo herself said": of a verb's subjects the last one only stands for the one before it."""
    own = [each for each in trees.children(verb, "nsubj") if each < verb]
    return len(own) > 1 and trees.form(own[-1]) in lexicon.intensive


def _led_to(trees: Trees, lexicon: Lexicon, verb: int, infinitive: int) -> int | None:
    """Who says what an infinitive tells, where someone is led to say it."""
    objects = [each for each in trees.children(verb, "obj", "iobj") if verb < each < infinitive]
    told = objects[-1] if objects else infinitive
    person = could_show(trees, lexicon, told) and trees.tokens[told].lemma.lower() not in lexicon.document
    return led_to(trees, lexicon, verb, infinitive, person=person)


def _antecedent(trees: Trees, lexicon: Lexicon, clause: int) -> int:
    """Whom a relative clause tells of: "dockers in the state who say", where trees often hang it on the state."""
    nearest = trees.head(clause)
    above = trees.head(nearest)
    if above < 0 or base(trees.deprel(nearest)) != "nmod" or trees.case(nearest) not in ("in", "at", "from", "on"):
        return nearest
    relative = next((trees.form(each) for each in trees.subjects(clause)), "")
    person = _is_person_like(trees, lexicon, nearest) or (relative != "who" and could_show(trees, lexicon, nearest))
    return nearest if person or not could_show(trees, lexicon, above) else above


def _is_person_like(trees: Trees, lexicon: Lexicon, noun: int) -> bool:
    token = trees.tokens[noun]
    lemma = token.lemma.lower()
    return token.upos == "PROPN" or lemma in lexicon.unnamed or lemma.endswith(lexicon.agent_endings)


def _is_told(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """Headlines drop "are": "Residents urged to leave", "Speaker accused of fraud". Who says so has an object."""
    lemma = trees.tokens[verb].lemma.lower()
    if (
        lemma not in lexicon.transitive
        or trees.form(verb) == lemma
        or trees.children(verb, "obj", "iobj", "aux", "ccomp")
    ):
        return False
    infinitive = any(_is_to(trees, each) for each in trees.children(verb, "xcomp"))
    phrases = (*trees.children(verb, "obl"), *trees.children(verb, "advcl"))
    accused = any(lexicon.prepositions.get((lemma, trees.case(each).split(" ")[0])) == "accusation" for each in phrases)
    return trees.form(verb).endswith("ed") and (infinitive or accused)


def _is_participle(trees: Trees, verb: int, addressed: frozenset[str] = frozenset()) -> bool:
    """ "Asked whether ...", "the man accused of ...": a past participle on its own, whose subject says nothing."""
    form, lemma = trees.form(verb), trees.tokens[verb].lemma.lower()
    relation = trees.deprel(verb)
    return (
        bool(trees.text)
        and base(relation) in ("advcl", "acl")
        and relation != "acl:relcl"
        and form != lemma
        and form.endswith(("ed", "ld", "en"))
        and not trees.children(verb, "nsubj", "aux", "mark")
        and (lemma in addressed or not trees.children(verb, "obj"))
    )


def _is_expletive(trees: Trees, verb: int, subject: int) -> bool:
    return trees.deprel(subject).startswith("expl") or (
        trees.tokens[subject].lemma.lower() == "it" and trees.is_passive(verb)
    )


def _addressee(trees: Trees, verb: int, content: tuple[int, ...]) -> int | None:
    """Who is told: the indirect object, or the object beside a clause ("told the programme that ..."), or "to X"."""
    for each in (*trees.children(verb, "iobj"), *trees.children(verb, "obj")):
        if each not in content:
            return each
    return next(
        (each for each in trees.children(verb, "obl") if trees.case(each) == "to" and each not in content), None
    )


def is_negated(trees: Trees, verb: int) -> bool:
    """Whether a cue is negated by a word of its own."""
    words = ("not", "n't", "never", "no", "neither", "nor")
    return any(
        trees.tokens[each].lemma.lower() in words and base(trees.deprel(each)) in ("advmod", "cc", "det")
        for each in trees.children(verb)
    )


def _cue_span(trees: Trees, verb: int, prepositions: tuple[int, ...] = ()) -> Span:
    """The verb with the auxiliaries, negation, particle and preposition of its own that stand unbroken beside it."""
    low = high = verb
    mine = {each for each in trees.children(verb) if trees.deprel(each) in _PRECEDING}
    while low - 1 in mine and trees.tokens[low - 1].upos in ("AUX", "PART", "ADV"):
        low -= 1
    while high + 1 in mine and trees.deprel(high + 1) == "compound:prt":
        high += 1
    if high + 1 in prepositions:
        high += 1
    return Span(trees.tokens[low].start, trees.tokens[high].end)


# -- nouns, adjectives, adverbs, phrases ------------------------------------------------------------------


def _of_noun(trees: Trees, lexicon: Lexicon, noun: int, lemma: str) -> Attribution | None:
    """ "his claim that ...", "the threat to close ..." """
    if lemma not in lexicon.nouns:
        return None
    clauses = [
        each
        for each in (*trees.children(noun, "acl"), *trees.children(noun, "ccomp"))
        if trees.deprel(each) != "acl:relcl" and trees.case(each).split(" ")[0] in ("that", "to", "whether")
    ]
    if not clauses:
        return None
    owner = trees.child(noun, "nmod:poss")
    if owner is None:
        owner = next((each for each in trees.children(noun, "nmod") if trees.case(each) in ("by", "from")), None)
    above = trees.head(noun)
    if owner is None and base(trees.deprel(noun)) == "obj" and above >= 0:
        voices = trees.tokens[above].lemma.lower() in lexicon.voicing  # "rejected the claim that" does not say it
        owner = _source_of_verb(trees, lexicon, above) if voices else None
    if owner is None and lexicon.nouns[lemma] in ("promise", "order", "threat", "belief"):
        return None  # "plans to cut space", "hope that it ends": whose is not said, and nobody says it
    found = _frame(trees, noun, lexicon.nouns[lemma], "noun", clauses[0], owner)
    taken_back = base(trees.deprel(noun)) == "obj" and trees.tokens[above].lemma.lower() in lexicon.retracting
    return msgspec.structs.replace(found, negated=True) if found is not None and taken_back else found


def _of_adjective(trees: Trees, lexicon: Lexicon, adjective: int, lemma: str) -> Attribution | None:
    """ "she is confident that ..." """
    if lemma not in lexicon.adjectives or not trees.children(adjective, "cop"):
        return None
    clauses = [*trees.children(adjective, "ccomp"), *trees.children(adjective, "advcl")]
    clauses = [each for each in clauses if trees.case(each).split(" ")[0] in ("that", "")]
    subjects = trees.subjects(adjective)
    if not clauses or not subjects or trees.tokens[subjects[0]].lemma.lower() == "it":
        return None
    if is_generic(trees, lexicon, subjects[0], lexicon.adjectives[lemma]) or is_supposed(trees, lexicon, adjective):
        return None
    if trees.tokens[subjects[0]].lemma.lower() in lexicon.document:
        return None  # "the message was clear": a thing is of no opinion
    return _frame(trees, adjective, lexicon.adjectives[lemma], "adjective", clauses[0], subjects[0])


def _frame(trees: Trees, cue: int, kind: str, frame: str, clause: int, source: int | None) -> Attribution | None:
    spans = _content_spans(trees, (clause,), (), cue)
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
        negated=is_negated(trees, cue),
    )


def _of_adverb(trees: Trees, lexicon: Lexicon, adverb: int, lemma: str) -> Attribution | None:
    """ "The ship allegedly sank": said by someone the text does not name."""
    if lemma not in lexicon.adverbs or trees.head(adverb) < 0:
        return None
    clause = trees.clause_head(trees.head(adverb))
    asks = (each for each in trees.children(clause, "advmod", "mark") if each < clause)
    opening = tuple(each for each in asks if trees.form(each) in lexicon.open_words)
    spans = _content_spans(trees, (clause,), (adverb, *opening), adverb)
    if not spans:
        return None
    token = trees.tokens[adverb]
    return Attribution(adverb, Span(token.start, token.end), lexicon.adverbs[lemma], "adverb", spans)


def _of_phrase(text: str, trees: Trees, lexicon: Lexicon, index: int) -> Attribution | None:
    """ "according to the ministry": the source is what the preposition governs, the content its clause."""
    tokens = trees.tokens
    words = _phrase_at(text, trees, lexicon, index)
    if words is None:
        return None
    last = index + len(words) - 1
    source = _governed(trees, index, last)
    if source is None:
        return None
    top = trees.head(source)
    if top < 0:
        return None
    clause = trees.clause_head(top)
    whole = source_span(trees, source, index)
    first = next(iter(trees.within(whole)), source)
    torn = tuple(range(last + 1, first)) if _is_noun_phrase(trees, last + 1, first) else ()
    spans = _without(trees, _content_spans(trees, (clause,), (source,), source), torn)
    if not spans:
        return None
    return Attribution(
        cue=index,
        cue_span=Span(tokens[index].start, tokens[last].end),
        type="report",
        frame="phrase",
        content=spans,
        source=source,
        source_span=Span(tokens[torn[0]].start, whole.end) if torn else whole,
    )


def _is_noun_phrase(trees: Trees, first: int, last: int) -> bool:
    """Whether the words up to a source's own are the beginning of its phrase, which a tree tore from it."""
    parts = [trees.tokens[each].upos for each in range(first, last)]
    return 0 < len(parts) <= _TORN and all(each in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON") for each in parts)


def _without(trees: Trees, spans: tuple[Span, ...], torn: tuple[int, ...]) -> tuple[Span, ...]:
    """Content less the stretches that begin within the words torn from its source."""
    if not torn:
        return spans
    place = Span(trees.tokens[torn[0]].start, trees.tokens[torn[-1]].end)
    return tuple(span for span in spans if not place.holds(span))


def _phrase_at(text: str, trees: Trees, lexicon: Lexicon, index: int) -> tuple[str, ...] | None:
    first = trees.tokens[index]
    if first.upos == "PUNCT":
        return None
    word = text[first.start : first.end].lower()
    for phrase in lexicon.phrases:
        if word == phrase[0]:
            tokens = trees.tokens[index : index + len(phrase)]
            if tuple(text[token.start : token.end].lower() for token in tokens) == phrase:
                return phrase
    return None


def _governed(trees: Trees, first: int, last: int) -> int | None:
    """The noun that a prepositional phrase's words govern: the case mark's head, or the last word's dependent."""
    for index in (first, last):
        head = trees.head(index)
        if head > last and base(trees.deprel(index)) in ("case", "mark", "fixed"):
            return head
    for index in (last, first):
        below = next((each for each in trees.children(index, "obl", "nmod", "obj", "pobj") if each > last), None)
        if below is not None:
            return below
    return None


# -- spans -------------------------------------------------------------------------------------------------


def source_span(trees: Trees, source: int, cue: int) -> Span:
    """A source's whole phrase: with appositions and relative clauses, without its preposition.

    A clause of the source that holds the cue ("the nurse, who said ...") ends the phrase before it.
    """
    without = ("case", "punct", "cc", "parataxis", "cop", "discourse", "ccomp", "advcl", "mark", "nsubj", "aux")
    inside = list(trees.subtree(source, without=without))
    place = inside.index(source)
    low = high = place
    while low > 0 and _only_marks(trees, inside[low - 1], inside[low]):
        low -= 1
    while high + 1 < len(inside) and _only_marks(trees, inside[high], inside[high + 1]):
        high += 1
    clauses = (each for each in inside if each > source and base(trees.deprel(each)) == "acl")
    clause = next((each for each in clauses if trees.is_under(cue, each)), None)
    if clause is not None:
        first = trees.subtree(clause)[0]
        while high > place and inside[high] >= first:
            high -= 1
    while low < place and (
        trees.tokens[inside[low]].upos in ("PUNCT", "CCONJ") or trees.form(inside[low]) in NEVER_FIRST
    ):
        low += 1
    end = inside[high]
    while end > source and trees.tokens[end].upos == "PUNCT" and not _closes_bracket(trees, inside[low], end):
        end -= 1
    return Span(trees.tokens[inside[low]].start, trees.tokens[end].end)


def _closes_bracket(trees: Trees, first: int, last: int) -> bool:
    """ "Mott (Velno)": the bracket that ends a phrase belongs to it where the phrase holds the one that opens it."""
    return trees.form(last) == ")" and any(trees.form(each) == "(" for each in range(first, last))


def _only_marks(trees: Trees, left: int, right: int) -> bool:
    return all(trees.tokens[between].upos in ("PUNCT", "CCONJ") for between in range(left + 1, right))


def _content_spans(trees: Trees, heads: tuple[int, ...], without: tuple[int, ...], cue: int) -> tuple[Span, ...]:
    """The stretches the content's subtrees cover, less the cue's own clause and the tokens left out."""
    left_out: set[int] = set()
    for each in without:
        left_out.update(trees.subtree(each))
    inside: set[int] = set()
    for head in heads:
        inside.update(trees.subtree(head))
        left_out.update(_told_beside(trees, head, cue))
    if any(trees.is_under(cue, head) for head in heads):
        left_out.update(_cue_clause(trees, cue))
    kept = sorted(inside - left_out)
    # marks between kept words belong to the content; at its edges they do not, unless they are quotation marks
    spans: list[list[int]] = []
    for each in kept:
        if spans and each == spans[-1][1] + 1:
            spans[-1][1] = each
        else:
            spans.append([each, each])
    result = []
    for low, high in spans:
        while low <= high and _is_loose_mark(trees, low):
            low += 1
        while high >= low and _is_loose_mark(trees, high) and not _closes_bracket(trees, low, high):
            high -= 1
        if low <= high:
            result.append(Span(trees.tokens[low].start, trees.tokens[high].end))
    return tuple(result)


def _told_beside(trees: Trees, head: int, cue: int) -> set[int]:
    """ "said they marched; police used tear gas": what stands by itself behind a semicolon was not said.

    Nor is it in "they marched, she said; police used tear gas".
    """
    beside = [
        clause
        for content in trees.conjuncts(head)
        for clause in trees.children(content, "parataxis", "conj")
        if max(cue, content) < clause and trees.stands_apart(clause)
    ]
    if head < cue:
        beside += [clause for clause in trees.children(cue, "ccomp") if cue < clause and trees.opens_apart(clause)]
    return {each for clause in beside for each in trees.subtree(clause)}


def _cue_clause(trees: Trees, cue: int) -> set[int]:
    return {cue, *trees.subtree(cue, without=("ccomp", "parataxis"))}


def _is_loose_mark(trees: Trees, index: int) -> bool:
    token = trees.tokens[index]
    return token.upos in ("PUNCT", "CCONJ", "SYM") and token.lemma not in (
        "%",  # "fell from 54% to 35%"
        '"',
        "“",
        "”",
        "«",
        "»",
        "‘",
        "’",
        "'",
        "``",
        "''",
    )
