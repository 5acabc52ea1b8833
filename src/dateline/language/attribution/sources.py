"""Who says what a verb tells, and to whom: subjects, agents of passives, whom another clause or verb names."""

from dateline.language.attribution.lexicon import Lexicon
from dateline.language.attribution.passed_on import is_as_said, quoted_one
from dateline.language.attribution.speakers import could_show, could_think, is_nobody
from dateline.language.attribution.verb_forms import is_headline_passive, is_intensive, is_participle
from dateline.language.attribution.wholes import is_felt, is_felt_beside, is_relative, led_to
from dateline.language.trees import Trees, base

_MAX_STEPS = 6  # verbs above a cue that are asked for their subject
_SHARING = ("xcomp", "conj", "advcl", "aux")  # whose subject may be that of the verb above


def source_of_verb(trees: Trees, lexicon: Lexicon, verb: int) -> int | None:
    """Who says: the subject; the agent of a passive; what governs a participle or an infinitive's cue."""
    index = verb
    if is_felt(trees, lexicon, verb):
        return trees.subjects(verb)[0]
    if is_as_said(trees, lexicon, verb):
        return quoted_one(trees, verb)
    for _ in range(_MAX_STEPS):
        if _is_without_speaker(trees, lexicon, index, verb):
            return _agent(trees, lexicon, index)
        own = [each for each in trees.children(index, "nsubj") if each < index]
        if len(own) > 1:
            # "as Orlo herself said"; "the bridge, the mayor said, would ...": of two subjects the nearer one speaks
            return own[-2] if is_intensive(trees, lexicon, index) else own[-1]
        subjects = trees.subjects(index)
        if subjects and not own and index == verb and trees.children(verb, "xcomp") and _is_named(trees, lexicon, verb):
            subjects = ()  # "calling the drills a “warning”": the tree's subject is what is named
        if subjects:
            return _by_subject(trees, lexicon, index, subjects[0])
        deprel, head = base(trees.deprel(index)), trees.head(index)
        if head < 0:
            # "so said Dana Orlo": a name behind a verb without a subject
            behind = trees.child(index, "obj")
            return behind if behind is not None and trees.tokens[behind].upos == "PROPN" else None
        aside = index == verb and (_is_of_the_clause(trees, lexicon, verb) or _is_done_by_it(trees, lexicon, verb))
        if deprel == "acl" and not aside:
            return head
        if deprel == "acl":
            index = trees.clause_head(head)
            continue
        if deprel not in _SHARING:
            return None
        led = _led_to(trees, lexicon, head, index)
        if led is not None:
            return led
        index = head
    return None


def _is_of_the_clause(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "took over a chain of mills expecting that": things expect nothing; the clause around has who does."""
    noun = trees.head(verb)
    thinks = lexicon.verbs.get(trees.tokens[verb].lemma.lower()) == "belief" or trees.form(verb) in lexicon.adjectives
    outer = noun
    while base(trees.deprel(outer)) in ("nmod", "conj") and trees.head(outer) >= 0:
        outer = trees.head(outer)
    inside = base(trees.deprel(outer)) in ("obj", "obl") and trees.head(outer) >= 0
    clause = trees.clause_head(noun)
    inside = inside and not trees.children(verb, "mark", "case")  # "the business of deciding what"
    inside = inside and not is_nobody(trees, lexicon, noun)  # "has no business deciding what"
    return thinks and inside and clause != noun and not any(could_think(trees, lexicon, each) for each in (noun, outer))


def _is_done_by_it(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    """ "relied on newer laws in ruling that": the clause's subject did, and no law."""
    gerund = trees.form(verb).endswith(lexicon.endings("gerund")) and trees.deprel(verb) != "acl:relcl"
    if base(trees.deprel(trees.first_conjunct(trees.head(verb)))) != "obl":
        return False  # "played a role in deciding": the role's own
    return gerund and trees.case(verb) in lexicon.words("beside")


def _is_without_speaker(trees: Trees, lexicon: Lexicon, index: int, verb: int) -> bool:
    """Whether a verb's subject is spoken of or to: a passive, also one whose "are" is left out."""
    return (
        trees.is_passive(index)
        or (is_participle(trees, lexicon, index, lexicon.addressed) and not is_felt_beside(trees, lexicon, index))
        or (index == verb and is_headline_passive(trees, lexicon, verb))
    )


def _agent(trees: Trees, lexicon: Lexicon, verb: int) -> int | None:
    agent = trees.child(verb, "obl:agent")
    if agent is not None:
        return agent
    return next((each for each in trees.children(verb, "obl") if trees.case(each) in lexicon.words("agent")), None)


def _by_subject(trees: Trees, lexicon: Lexicon, verb: int, subject: int) -> int | None:
    """Whom a subject names: itself, the noun its relative clause tells of; nobody by "it" in "it is said"."""
    clause = trees.first_conjunct(verb)  # "who ran the port and says that"
    if is_relative(trees, lexicon, subject) and base(trees.deprel(clause)) == "acl":
        return _antecedent(trees, lexicon, clause) if trees.head(clause) >= 0 else subject
    return None if _is_expletive(trees, lexicon, verb, subject) else subject


def _is_named(trees: Trees, lexicon: Lexicon, verb: int) -> bool:
    return base(trees.deprel(verb)) == "advcl" and trees.tokens[verb].lemma.lower() in lexicon.naming


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
    if above < 0 or base(trees.deprel(nearest)) != "nmod" or trees.case(nearest) not in lexicon.words("within"):
        return nearest
    relative = next((trees.form(each) for each in trees.subjects(clause)), "")
    person = _is_person_like(trees, lexicon, nearest) or (
        relative not in lexicon.words("who") and could_show(trees, lexicon, nearest)
    )
    return nearest if person or not could_show(trees, lexicon, above) else above


def _is_person_like(trees: Trees, lexicon: Lexicon, noun: int) -> bool:
    token = trees.tokens[noun]
    lemma = token.lemma.lower()
    return token.upos == "PROPN" or lemma in lexicon.unnamed or lemma.endswith(lexicon.agent_endings)


def _is_expletive(trees: Trees, lexicon: Lexicon, verb: int, subject: int) -> bool:
    return trees.deprel(subject).startswith("expl") or (
        trees.tokens[subject].lemma.lower() in lexicon.words("it") and trees.is_passive(verb)
    )


def addressee_of(trees: Trees, lexicon: Lexicon, verb: int, content: tuple[int, ...]) -> int | None:
    """Who is told: the indirect object, or the object beside a clause ("told the programme that ..."), or "to X"."""
    for each in (*trees.children(verb, "iobj"), *trees.children(verb, "obj")):
        if each not in content:
            return each
    told = (each for each in trees.children(verb, "obl") if trees.case(each) in lexicon.words("addressed"))
    return next((each for each in told if each not in content), None)
