"""Who takes part in a clause: its subjects and objects, told and understood."""

from dateline.events.scene import Scene
from dateline.language.trees import base

_HARMS = ("death", "injury", "missing", "destruction", "displacement", "evacuation", "rescue", "cut", "crime", "burial",
          "medical", "transfer", "opening", "closing", "flood", "crash", "explosion")  # fmt: skip
_HARMFUL = ("death", "injury", "destruction", "flood", "crash", "explosion")


def participants(scene: Scene, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads of who acts and of what is acted on, passive and relative clauses undone, antecedents for pronouns."""
    trees = scene.trees
    reduced = is_reduced_passive(scene, verb)
    passive = (trees.is_passive(verb) and not is_active_beside_passive(scene, verb)) or reduced
    second = _second_participle(scene, verb)
    if second is not None:
        return _agents(scene, verb), (second,)
    subjects = tuple(spread(scene, head) for head in trees.subjects(verb))
    objects = tuple(spread(scene, _named_by(scene, head)) for head in trees.objects(verb))
    objects = objects or _object_clause(scene, verb)
    teller = _teller_between(scene, verb)
    if teller is not None:
        return (trees.head(verb),), tuple(each for each in objects if each != trees.head(verb))
    controlled = _participle_of_seen(scene, verb)
    if controlled is not None and not subjects and not objects:
        return _agents(scene, verb), (spread(scene, controlled),)
    befallen = _befallen_beside(scene, verb) if not subjects and not objects else None
    if befallen is not None:
        return _agents(scene, verb), (befallen,)
    if reduced and not subjects:
        return _agents(scene, verb), (trees.head(verb),)
    if passive and not (objects and _is_clitic_perfect(scene, verb)):
        return _agents(scene, verb), subjects or objects
    if not subjects:
        understood = understood_subject(scene, verb)
        subjects = (understood,) if understood is not None else ()
        if understood is not None:
            subjects = tuple(each for each in trees.conjuncts(understood) if _is_nominal(scene, each))
    if not objects:
        # "accused Korr of lacking a plan": an object the parser gave to the clause behind it
        objects = tuple(
            head
            for clause in trees.children(verb, "advcl")
            for head in trees.children(clause, "obj")
            if verb < head < (trees.child(clause, "mark") or clause) and trees.child(clause, "mark") is not None
        )
    if not objects and trees.deprel(verb) == "acl:relcl" and trees.head(verb) not in subjects:
        relative = [
            child
            for child in trees.children(verb, "obl")
            if scene.lemma(child) in scene.lexicon.words("relative_objects")
        ]
        gap_in_clause = any(base(trees.deprel(each)) == "nsubj" for each in trees.children(verb))
        if gap_in_clause and not relative and not trees.children(verb, "ccomp", "xcomp"):
            objects = (trees.head(verb),)
    return subjects, objects


def is_active_beside_passive(scene: Scene, verb: int) -> bool:
    """ "The convoy was attacked by rebels and fled": the same subject, and no passive."""
    trees, first = scene.trees, scene.trees.first_conjunct(verb)
    joined = first != verb and trees.is_passive(first) and not trees.children(verb, "nsubj", "nsubj:pass", "aux:pass")
    acts = bool(trees.children(verb, "obj")) and bool(_agents(scene, first))
    return joined and (acts or scene.lemma(verb) in scene.lexicon.active)


def _second_participle(scene: Scene, verb: int) -> int | None:
    """ "the boy, seen in a shirt and handcuffed by police": whom a participle joined to another describes."""
    trees = scene.trees
    first = trees.first_conjunct(verb)
    if first == verb or base(trees.deprel(first)) != "acl" or trees.deprel(first) == "acl:relcl":
        return None
    bare = scene.is_past(verb) and not trees.children(verb, "aux", "nsubj", "obj", "mark")
    return trees.head(first) if bare and _agents(scene, verb) else None


def _object_clause(scene: Scene, verb: int) -> tuple[int, ...]:
    """ "accused Lakhora's ‘river guard’ of ...": a noun without a subject that the parser took for a clause."""
    trees = scene.trees
    marks = ("nsubj", "cop", "aux", "mark", "csubj")
    nouns = (each for each in trees.children(verb, "ccomp") if trees.tokens[each].upos in ("NOUN", "PROPN"))
    return tuple(each for each in nouns if not trees.children(each, *marks))


def _named_by(scene: Scene, head: int) -> int:
    """ "condemned what it called a raid by Lakhora": the thing meant is what "what" is called."""
    trees = scene.trees
    if scene.lemma(head) not in scene.lexicon.named:
        return head
    for clause in trees.children(head, "acl"):
        called = trees.children(clause, "obj", "xcomp")
        if scene.lemma(clause) in scene.lexicon.words("calling") and called:
            return called[-1]
    return head


def _teller_between(scene: Scene, verb: int) -> int | None:
    """ "raids, which officials say killed nine": who says so stands as the subject of a verb that is not theirs."""
    trees = scene.trees
    if trees.deprel(verb) != "acl:relcl" or trees.head(verb) < 0 or verb < 2:
        return None
    told = verb - 1
    teller = trees.head(told)
    own = trees.children(verb, "nsubj")
    says = scene.lemma(told) in scene.lexicon.words("telling") and trees.tokens[told].upos == "VERB"
    return teller if says and own and teller == own[-1] and trees.children(verb, "obj") else None


def _participle_of_seen(scene: Scene, verb: int) -> int | None:
    """ "saw officers assaulted", "left the town cut off": whom a bare past participle after an object is told of."""
    trees = scene.trees
    head = trees.head(verb)
    if base(trees.deprel(verb)) not in ("xcomp", "ccomp") or head < 0 or trees.tokens[head].upos != "VERB":
        return None
    form = trees.form(verb)
    bare = (
        form.endswith(scene.lexicon.endings("gerund"))
        or form == scene.lemma(verb)
        or trees.children(verb, "mark", "aux", "nsubj")
    )
    objects = [each for each in trees.children(head, "obj") if each < verb]
    return objects[0] if objects and not bare else None


def _befallen_beside(scene: Scene, verb: int) -> int | None:
    """ "flew home, escorted by two guards": whom a bare past participle behind a clause and a comma tells of."""
    trees = scene.trees
    head, form = trees.head(verb), trees.form(verb)
    if base(trees.deprel(verb)) != "advcl" or head < 0 or head > verb or trees.form(verb - 1) != ",":
        return None
    bare = (
        form.endswith(scene.lexicon.endings("gerund"))
        or not scene.is_past(verb)
        or trees.children(verb, "mark", "aux", "advmod")
    )
    by = any(trees.case(each) == "by" for each in trees.children(verb, "obl"))
    subjects = trees.subjects(head)
    return spread(scene, subjects[0]) if subjects and by and not bare else None


def _is_clitic_perfect(scene: Scene, verb: int) -> bool:
    """ "She's slammed the alliance": with an object, the short form is "has"; and without "be" there is no passive."""
    auxiliaries = scene.trees.children(scene.trees.first_conjunct(verb), "aux:pass")
    return all(scene.trees.form(child) in scene.lexicon.words("clitics") for child in auxiliaries)


def understood_subject(scene: Scene, verb: int) -> int | None:
    """The subject of a clause that names none: of an infinitive, a participle, a purpose clause."""
    trees = scene.trees
    relation, head = trees.deprel(verb), trees.head(verb)
    steps = 0
    while head >= 0 and steps < 12:
        steps += 1
        bare = base(relation)
        if bare == "conj":
            relation, head, verb = trees.deprel(head), trees.head(head), head
            own = trees.subjects(verb)
            if own:
                return spread(scene, own[0])
            continue
        if bare == "acl":
            if relation != "acl:relcl" and trees.form(verb).endswith(scene.lexicon.endings("gerund")):
                return head
            return None
        if bare not in ("xcomp", "advcl"):
            return None
        if bare == "xcomp":
            controller = trees.children(head, "obj", "iobj")
            if controller and trees.tokens[head].upos == "VERB":
                return spread(scene, controller[0])
        if bare == "advcl" and _follows_doer(scene, verb):
            return verb - 1
        if bare == "advcl" and _is_outcome_of_both(scene, verb):
            relation, verb, head = trees.deprel(head), head, trees.head(head)
            continue
        if bare == "advcl" and trees.case(verb) in ("of", "for", "from", "with", "into"):
            # "accused Lakhora of sheltering him": the accused is who does it
            objects = trees.subjects(head) if trees.is_passive(head) else trees.objects(head)
            if objects:
                return spread(scene, objects[0])
        subjects = trees.subjects(head)
        if subjects and not (trees.is_passive(head) and bare == "advcl"):
            return spread(scene, subjects[0])
        if subjects:
            return spread(scene, subjects[0]) if bare == "xcomp" else None
        relation, verb, head = trees.deprel(head), head, trees.head(head)
    return None


def _is_outcome_of_both(scene: Scene, verb: int) -> bool:
    """ "A bomb went off as a convoy passed, wounding four": what came of it, behind a comma, is the main clause's."""
    trees, clause = scene.trees, scene.trees.head(verb)
    harms = any(entry.kind in _HARMS for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))
    bare = (
        trees.form(verb).endswith(scene.lexicon.endings("gerund"))
        and trees.form(verb - 1) == ","
        and not trees.children(verb, "mark")
    )
    aside = base(trees.deprel(clause)) == "advcl" and trees.head(clause) >= 0 and clause < verb
    opens = any(scene.lemma(each) in scene.lexicon.as_it_was for each in trees.children(clause, "mark", "advmod"))
    return harms and bare and aside and opens and not _does_harm(scene, clause)


def _does_harm(scene: Scene, verb: int) -> bool:
    """ "The driver fled as rioters burned the bus, killing a guard": what came of it is theirs."""
    return any(
        entry.type in ("ASSAULT", "PROTEST") or entry.kind in _HARMFUL
        for entry in scene.lexicon.verbs.get(scene.lemma(verb), ())
    )


def _follows_doer(scene: Scene, verb: int) -> bool:
    """ "dispersed students protesting the law": the participle right after people tells of them, not of the police."""
    trees = scene.trees
    before = verb - 1
    return (
        before > 0
        and trees.form(verb).endswith(scene.lexicon.endings("gerund"))
        and trees.tokens[before].upos in ("NOUN", "PROPN")
        and base(trees.deprel(before)) in ("obj", "obl", "nmod", "nsubj")
        and scene.is_agent(before) is True
        and scene.lemma(verb) not in scene.lexicon.instrument_verbs
        and not any(entry.kind in _HARMS for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))
    )


def antecedent(scene: Scene, head: int) -> int:
    """The noun a relative pronoun stands for; any other head is its own."""
    return spread(scene, head)


def spread(scene: Scene, head: int) -> int:
    """The word that a relative pronoun or a mere count stands for; any other word itself."""
    trees = scene.trees
    if trees.tokens[head].upos in ("PRON", "DET", "SCONJ") and scene.lemma(head) in scene.lexicon.words("relatives"):
        for above in trees.ancestors(head):
            if trees.deprel(above) == "acl:relcl" and trees.head(above) >= 0:
                return _told_of_by_which(scene, head, trees.head(above))
            if base(trees.deprel(above)) not in ("conj", "xcomp", "ccomp", "nmod", "obl", "acl"):
                break
    return head


def _told_of_by_which(scene: Scene, relative: int, noun: int) -> int:
    """ "Korr, a fellow at the Teln Institute, which was founded in 1985": no person, whatever the parser hung it on."""
    trees = scene.trees
    if trees.form(relative) not in scene.lexicon.words("which") or not _is_person(scene, noun):
        return noun
    near = relative - 1
    while near > noun and trees.tokens[near].upos in ("PUNCT", "ADP"):
        near -= 1
    path = [each for each in (near, *trees.ancestors(near)) if trees.is_under(each, noun)]
    things = [each for each in path if _is_nominal(scene, each) and not _is_person(scene, each)]
    return things[-1] if things else noun


def _is_person(scene: Scene, token: int) -> bool:
    mention = scene.mention_of_phrase(token)
    if mention is not None:
        return mention.kind == "person"
    return scene.trees.tokens[token].upos == "NOUN" and scene.is_agent(token) is True


def _is_nominal(scene: Scene, token: int) -> bool:
    return scene.trees.tokens[token].upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X")


def _agents(scene: Scene, verb: int) -> tuple[int, ...]:
    trees = scene.trees
    found: list[int] = []
    for head in trees.children(verb, "obl"):
        if trees.case(head) == "by" and scene.time(head) is None:
            found.extend(trees.conjuncts(head))
    return tuple(found)


def is_reduced_passive(scene: Scene, verb: int) -> bool:
    """Whether a participle hangs on what was done to: "the men arrested in Dursk"."""
    trees = scene.trees
    return (
        base(trees.deprel(verb)) == "acl"
        and trees.deprel(verb) != "acl:relcl"
        and not trees.form(verb).endswith(scene.lexicon.endings("gerund"))
        and trees.child(verb, "mark") is None
        and not trees.children(verb, "nsubj")
    )


def marked_noun(scene: Scene, token: int) -> int | None:
    """The noun that a participle before it marks; parsers like to hang one without an article on the verb."""
    trees = scene.trees
    relation = base(trees.deprel(token))
    if relation == "amod":
        return trees.head(token)
    if (
        relation != "xcomp"
        or not trees.form(token).endswith(scene.lexicon.endings("past"))
        or trees.children(token, "aux", "mark")
    ):
        return None
    following = [each for each in trees.children(trees.head(token), "obj") if each > token]
    return next((each for each in following if trees.tokens[token + 1].start == trees.phrase(each).start), None)


def is_clipped_passive(scene: Scene, kind: str, verb: int) -> bool:
    """ "Soldiers killed in Dursk", "Woman hurt after a crash": headlines leave out "were"."""
    trees = scene.trees
    return (
        kind in ("death", "injury", "arrest", "sentence", "charge", "abduction")
        and trees.deprel(verb) != "xcomp"
        and not trees.children(verb, "aux")
        and scene.is_past(verb)
        and not trees.form(verb).endswith(scene.lexicon.endings("gerund"))
        and not _faces_an_object(scene, verb)
    )


def _faces_an_object(scene: Scene, verb: int) -> bool:
    """Whether a noun phrase that is no time stands right behind a verb: its object, however its tree hangs."""
    behind = verb + 1
    if behind >= scene.trees.sentence(verb).last or scene.time(behind) is not None:
        return False
    return scene.trees.tokens[behind].upos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
