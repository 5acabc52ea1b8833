"""Who did what to whom: the arguments of an event from the tree around its word."""

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, ArgumentRole, Mention, Quantity, Span

_PARTICIPANTS = ("actor", "recipient", "victim")
_HARMS = ("death", "injury", "missing", "destruction", "displacement", "evacuation", "rescue", "cut", "crime", "burial",
          "medical", "transfer", "opening", "closing", "flood", "crash", "explosion")  # fmt: skip
_DYADIC = ("ACCUSE", "REJECT", "SUPPORT", "AGREE", "SANCTION", "COOPERATE", "REQUEST")
_SPEECH = ("REQUEST", "THREATEN", "ACCUSE", "REJECT", "SUPPORT", "AGREE")
# Types whose recipient is someone; a thing in the object's place is what it is about.
_HURTS = ("death", "injury")
# Events a thing may bring about; a doer not known to be a person is then the means.
_BY_THINGS = ("death", "injury", "destruction", "explosion", "flood", "crash", "collapse")
# Prepositions after which stands whose a thing is that is condemned, agreed or asked for.
_OWNED = ("with", "by", "of", "from", "against", "to", "on")
_OWNERS = {"ACCUSE": ("with", "by", "of", "from"), "REQUEST": ("with", "by", "from", "against", "to", "on")}
_AGAINST_PEOPLE = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT")


def add_arguments(scene: Scene, draft: Draft) -> None:
    """Fill a draft's arguments, in order of role and text.

    Passives, agentless passives, coordination, relative clauses, participles, control and light verbs are read
    off the tree; an argument that stands elsewhere (the understood subject of an infinitive) is given where its
    words stand.
    """
    if draft.lemma == "toll":
        return  # its number is all it tells
    verbal = scene.trees.tokens[draft.token].upos == "VERB"
    if verbal:
        _verb_arguments(scene, draft, draft.token)
    else:
        _noun_arguments(scene, draft)
        if draft.carrier != draft.token:
            _carrier_arguments(scene, draft)
        elif scene.trees.tokens[draft.token].upos == "ADJ":
            _adjective_arguments(scene, draft)
    _add_counts(scene, draft)
    draft.arguments.sort(key=lambda argument: (argument.start, argument.role))


# -- verbs --------------------------------------------------------------------------------------------


def _verb_arguments(scene: Scene, draft: Draft, verb: int) -> None:
    trees = scene.trees
    subjects, objects = participants(scene, verb)
    counted = _elided_number(scene, draft, verb)
    if counted is not None:
        subjects, objects = (), (counted,)
    elif _is_clipped_passive(scene, draft, verb) and not objects:
        subjects, objects = (), subjects
    frame = _frame(scene, draft)
    object_role = _object_role(draft, frame)
    for head in subjects:
        _add_subject(scene, draft, head)
    for head in objects:
        if _is_empty_object(scene, draft, head):
            _obliques(scene, draft, head, frame)  # "imposed sanctions on Lakhora": hung on the noun
            continue
        if scene.time(head) is None and not _is_trigger_part(scene, draft, head) and not _is_measure(scene, head):
            _add(scene, draft, _role_for_object(scene, draft, head, object_role), head, "object")
            _place_hung_on(scene, draft, head)
            _charge_hung_on(scene, draft, head)
    for head in trees.children(verb, "iobj"):
        _add(scene, draft, "recipient", head, "indirect object")
    _obliques(scene, draft, verb, frame)
    _instrument_of_user(scene, draft, verb)
    content = draft.content
    if content is None and draft.entry is not None and draft.entry.type in ("REJECT", "THREATEN", "AGREE"):
        content = trees.child(verb, "xcomp")
    if content is not None:
        _content_arguments(scene, draft, content)
    _recipient_told_to(scene, draft, verb)
    _recipient_inside_theme(scene, draft)


def _elided_number(scene: Scene, draft: Draft, verb: int) -> int | None:
    """ "Six were killed and fifteen wounded": the second verb's number is its own, whatever subject it shares."""
    trees = scene.trees
    before = verb - 1
    if draft.kind not in ("death", "injury", "missing", "arrest") or base(trees.deprel(verb)) != "conj" or before < 0:
        return None
    after_and = before > 0 and trees.tokens[before - 1].upos in ("CCONJ", "PUNCT")
    own = trees.tokens[before].upos == "NUM" and (trees.head(before) == verb or after_and)
    past = scene.is_past(verb) or trees.tokens[verb].upos == "ADJ"  # "fifteen wounded" is tagged either way
    return before if own and past and not trees.children(verb, "obj") else None


def _place_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "killed two workers at a plant": the place of the killing, which parsers like to hang on the workers."""
    for child in scene.trees.children(head, "nmod"):
        if _is_site(scene, child) and not scene.is_place(head):
            _add(scene, draft, "place", child, f"after {scene.trees.case(child)}, hung on the object")


def _charge_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "accused the union of blackmail": the charge, which parsers like to hang on the accused."""
    if draft.entry is None or draft.entry.mode != "allege" or scene.trees.tokens[draft.token].upos != "VERB":
        return
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if scene.trees.case(child) in ("of", "for") and scene.is_agent(child) is not True and case is not None:
            _add(scene, draft, "reason", child, f"after {scene.trees.case(child)}, hung on the object")
            cut = scene.trees.tokens[case - 1].end
            draft.arguments = [
                msgspec.structs.replace(each, text=scene.article.text[each.start : cut], end=cut)
                if each.start < cut < each.end and each.role == "recipient"
                else each
                for each in draft.arguments
            ]


def _is_site(scene: Scene, token: int) -> bool:
    return scene.trees.case(token) in ("in", "at", "near", "outside", "inside") and scene.is_place(token)


def _is_empty_object(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether an object only completes the verb's meaning ("voiced concern", "cut ties") and is no participant."""
    entry = draft.entry
    forceful = entry is not None and entry.type in ("ASSAULT", "COERCE")
    if entry is not None and forceful and scene.lemma(head) in scene.lexicon.acts & entry.objects:
        return True
    return (
        entry is not None
        and (
            entry.type in ("ACCUSE", "SUPPORT", "REQUEST", "SANCTION", "CONSULT", "THREATEN", "AGREE", "PROTEST")
            or _is_trigger_part(scene, draft, head)
        )
        and entry.object_role is None
        and scene.lemma(head) not in scene.lexicon.instruments
        and scene.lemma(head) in entry.objects
        and scene.is_agent(head) is not True
    )


def _content_arguments(scene: Scene, draft: Draft, content: int) -> None:
    """What is offered or threatened lends its things, receivers and places to the act of speech."""
    frame = _frame(scene, draft)
    for head in participants(scene, content)[1]:
        if scene.time(head) is None:
            agent = scene.is_agent(head)
            _add(scene, draft, "recipient" if agent else "theme", head, "object of what is said")
    for head in scene.trees.children(content, "iobj"):
        _add(scene, draft, "recipient", head, "indirect object of what is said")
    _obliques(scene, draft, content, frame)


def lend_attackers(scene: Scene, drafts: list[Draft]) -> None:
    """ "were killed when militants shelled their position": the attack's doers did the killing, as is concluded."""
    by_token = {draft.token: draft for draft in drafts}
    for draft in drafts:
        if draft.kind not in ("death", "injury") or draft.entry is None:
            continue
        means = [by_token[head] for role, head in draft.heads if role == "instrument" and head in by_token]
        attacks = [each for each in means if each.entry is not None and each.entry.type == "ASSAULT"]
        if attacks and draft.entry.type == "OTHER":
            _lend(draft, attacks[0])  # "US airstrikes killed nine"
        if any(role in ("actor", "instrument") for role, _ in draft.heads):
            continue
        first = scene.trees.first_conjunct(draft.token)
        for clause in (*scene.trees.children(draft.token, "advcl"), *scene.trees.children(first, "advcl")):
            attack = by_token.get(clause)
            if attack is None or attack.entry is None or attack.entry.type != "ASSAULT":
                continue
            _lend(draft, attack)
            break


def _lend(draft: Draft, attack: Draft) -> None:
    """Make a killing that of an attack: its doers did it, as is concluded."""
    actors = [argument for argument in attack.arguments if argument.role == "actor"]
    draft.heads.extend(pair for pair in attack.heads if pair[0] == "actor")
    draft.arguments.extend(
        msgspec.structs.replace(actor, inferred=True, found_by="doer of the attack told with it") for actor in actors
    )
    if draft.entry is not None:
        draft.entry = msgspec.structs.replace(draft.entry, type="ASSAULT")


def name_speakers(scene: Scene, draft: Draft) -> None:
    """ "the militia denied that it planned": an "it" or "they" that coreference left open is who is speaking."""
    source = draft.claim.sources[-1] if draft.claim is not None and draft.claim.sources else None
    if source is None or source.entity is None or source.kind not in ("organisation", "unnamed"):
        return
    for number, argument in enumerate(draft.arguments):
        if argument.role == "actor" and argument.entity is None and argument.text.lower() in ("it", "they"):
            draft.arguments[number] = msgspec.structs.replace(
                argument, entity=source.entity, inferred=True, found_by=f"{argument.found_by}, the claim's speaker"
            )


def participants(scene: Scene, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Heads of who acts and of what is acted on, passive and relative clauses undone, antecedents for pronouns."""
    trees = scene.trees
    reduced = _is_reduced_passive(scene, verb)
    passive = trees.is_passive(verb) or reduced
    second = _second_participle(scene, verb)
    if second is not None:
        return _agents(scene, verb), (second,)
    subjects = tuple(_spread(scene, head) for head in trees.subjects(verb))
    objects = tuple(_spread(scene, _named_by(scene, head)) for head in trees.objects(verb))
    objects = objects or _object_clause(scene, verb)
    teller = _teller_between(scene, verb)
    if teller is not None:
        return (trees.head(verb),), tuple(each for each in objects if each != trees.head(verb))
    controlled = _participle_of_seen(scene, verb)
    if controlled is not None and not subjects and not objects:
        return _agents(scene, verb), (_spread(scene, controlled),)
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
        relative = [child for child in trees.children(verb, "obl") if scene.lemma(child) in ("which", "whom", "that")]
        gap_in_clause = any(base(trees.deprel(each)) == "nsubj" for each in trees.children(verb))
        if gap_in_clause and not relative and not trees.children(verb, "ccomp", "xcomp"):
            objects = (trees.head(verb),)
    return subjects, objects


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
    if scene.lemma(head) != "what":
        return head
    for clause in trees.children(head, "acl"):
        called = trees.children(clause, "obj", "xcomp")
        if scene.lemma(clause) in ("call", "describe", "term", "deem") and called:
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
    says = scene.lemma(told) in ("say", "claim", "believe", "allege") and trees.tokens[told].upos == "VERB"
    return teller if says and own and teller == own[-1] and trees.children(verb, "obj") else None


def _participle_of_seen(scene: Scene, verb: int) -> int | None:
    """ "saw officers assaulted", "left the town cut off": whom a bare past participle after an object is told of."""
    trees = scene.trees
    head = trees.head(verb)
    if base(trees.deprel(verb)) != "xcomp" or head < 0 or trees.tokens[head].upos != "VERB":
        return None
    form = trees.form(verb)
    bare = form.endswith("ing") or form == scene.lemma(verb) or trees.children(verb, "mark", "aux", "nsubj")
    objects = [each for each in trees.children(head, "obj") if each < verb]
    return objects[0] if objects and not bare else None


def _is_clitic_perfect(scene: Scene, verb: int) -> bool:
    """ "She's slammed the alliance": with an object, the short form is "has"; and without "be" there is no passive."""
    auxiliaries = scene.trees.children(scene.trees.first_conjunct(verb), "aux:pass")
    return all(scene.trees.form(child) in ("'s", "’s", "'d", "’d") for child in auxiliaries)


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
                return _spread(scene, own[0])
            continue
        if bare == "acl":
            if relation != "acl:relcl" and trees.form(verb).endswith("ing"):
                return head
            return None
        if bare not in ("xcomp", "advcl"):
            return None
        if bare == "xcomp":
            controller = trees.children(head, "obj", "iobj")
            if controller and trees.tokens[head].upos == "VERB":
                return _spread(scene, controller[0])
        if bare == "advcl" and _follows_doer(scene, verb):
            return verb - 1
        if bare == "advcl" and trees.case(verb) in ("of", "for", "from", "with", "into"):
            # "accused Lakhora of sheltering him": the accused is who does it
            objects = trees.subjects(head) if trees.is_passive(head) else trees.objects(head)
            if objects:
                return _spread(scene, objects[0])
        subjects = trees.subjects(head)
        if subjects and not (trees.is_passive(head) and bare == "advcl"):
            return _spread(scene, subjects[0])
        if subjects:
            return _spread(scene, subjects[0]) if bare == "xcomp" else None
        relation, verb, head = trees.deprel(head), head, trees.head(head)
    return None


def _follows_doer(scene: Scene, verb: int) -> bool:
    """ "dispersed students protesting the law": the participle right after people tells of them, not of the police."""
    trees = scene.trees
    before = verb - 1
    return (
        before > 0
        and trees.form(verb).endswith("ing")
        and trees.tokens[before].upos in ("NOUN", "PROPN")
        and base(trees.deprel(before)) in ("obj", "obl", "nmod", "nsubj")
        and scene.is_agent(before) is True
        and scene.lemma(verb) not in scene.lexicon.instrument_verbs
        and not any(entry.kind in _HARMS for entry in scene.lexicon.verbs.get(scene.lemma(verb), ()))
    )


def antecedent(scene: Scene, head: int) -> int:
    """The noun a relative pronoun stands for; any other head is its own."""
    return _spread(scene, head)


def _spread(scene: Scene, head: int) -> int:
    trees = scene.trees
    if trees.tokens[head].upos in ("PRON", "DET", "SCONJ") and scene.lemma(head) in ("who", "which", "that", "whom"):
        for above in trees.ancestors(head):
            if trees.deprel(above) == "acl:relcl" and trees.head(above) >= 0:
                return trees.head(above)
            if base(trees.deprel(above)) not in ("conj", "xcomp", "ccomp", "nmod", "obl", "acl"):
                break
    return head


def _is_nominal(scene: Scene, token: int) -> bool:
    return scene.trees.tokens[token].upos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X")


def _agents(scene: Scene, verb: int) -> tuple[int, ...]:
    trees = scene.trees
    found: list[int] = []
    for head in trees.children(verb, "obl"):
        if trees.case(head) == "by" and scene.time(head) is None:
            found.extend(trees.conjuncts(head))
    return tuple(found)


def _is_reduced_passive(scene: Scene, verb: int) -> bool:
    trees = scene.trees
    return (
        base(trees.deprel(verb)) == "acl"
        and trees.deprel(verb) != "acl:relcl"
        and not trees.form(verb).endswith("ing")
        and trees.child(verb, "mark") is None
        and not trees.children(verb, "nsubj")
    )


def _frame(scene: Scene, draft: Draft) -> dict[str, str]:
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    return scene.lexicon.frames.get(type_, {})


def _object_role(draft: Draft, frame: dict[str, str]) -> str:
    if draft.entry is not None and draft.entry.object_role:
        return draft.entry.object_role
    if draft.entry is not None and draft.entry.type == "OTHER" and draft.kind not in _HARMS:
        return "recipient"
    return frame.get("object", "victim")


def _role_for_object(scene: Scene, draft: Draft, head: int, role: str) -> str:
    """A thing given or moved is the instrument, a place visited the place; who is acted on keeps the frame's role."""
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    agent = scene.is_agent(head)
    if (
        type_ == "ASSAULT"
        and role == "recipient"
        and any(
            scene.lemma(each) in (scene.lexicon.instruments | scene.lexicon.weapons)
            for each in (head, *_counted_of(scene, head))
        )
    ):
        return "instrument"  # "firing dozens of rounds of artillery" too
    if role == "instrument" and agent and draft.entry is not None and draft.entry.type == "AID":
        return "recipient"
    if type_ == "CONSULT" and draft.kind == "visit" and scene.is_place(head):
        return "place"
    if (
        (type_ in _AGAINST_PEOPLE or type_ == "OTHER")
        and role == "recipient"
        and agent is not True
        and not scene.is_place(head)
    ):
        return "theme"
    return role


def _counted_of(scene: Scene, head: int) -> tuple[int, ...]:
    """What a bare number counts: "rounds" of "dozens of rounds"."""
    if scene.lemma(head) not in ("dozen", "hundred", "thousand", "score", "number", "series", "handful"):
        return ()
    return tuple(child for child in scene.trees.children(head, "nmod") if scene.trees.case(child) == "of")


def _add_subject(scene: Scene, draft: Draft, head: int) -> None:
    entry = draft.entry
    agent = scene.is_agent(head)
    if _is_strike(scene, draft, head):
        _add(scene, draft, "instrument", head, "subject, no agent")
        return
    if agent is not True and entry is not None and entry.type in _DYADIC and scene.trees.case(head) == "by":
        return  # "settled by the harvest": until when, not by whom
    objects = [each for each in scene.trees.objects(draft.carrier) if not _is_measure(scene, each)]
    agentive = scene.trees.case(head) == "by"
    if entry is not None and entry.subject_role and not agentive and (not objects or entry.objects):
        _add(scene, draft, entry.subject_role, head, "subject")
    elif (
        agent is None and draft.kind in _BY_THINGS and (draft.kind in _HURTS or scene.trees.tokens[head].upos == "PRON")
    ):
        _add(scene, draft, "instrument", head, "subject, no agent")
    elif entry is not None and entry.type == "ASSAULT" and scene.lemma(head) in scene.lexicon.machines:
        _add(scene, draft, "actor", head, "subject, a weapon with a crew")
    elif agent is False:
        if scene.is_place(head) and entry is not None and entry.type != "OTHER":
            _add(scene, draft, "actor", head, "subject")
        else:
            _add(scene, draft, "instrument", head, "subject, no agent")
    else:
        _add(scene, draft, "actor", head, "subject")


def _is_strike(scene: Scene, draft: Draft, head: int) -> bool:
    """ "one of the missiles hit a barn", "the strikes targeted a port": what force was used with, not who used it."""
    trees, lexicon = scene.trees, scene.lexicon
    if draft.entry is None or draft.entry.type != "ASSAULT" or scene.mention(head) is not None:
        return False
    things = (lexicon.weapons | lexicon.acts) - lexicon.machines
    if scene.lemma(head) in things:
        return True
    counted = [child for child in trees.children(head, "nmod") if trees.case(child) == "of"]
    number = trees.tokens[head].upos in ("NUM", "PRON", "DET")
    return number and any(scene.lemma(child) in things for child in counted)


def _recipient_told_to(scene: Scene, draft: Draft, word: int) -> None:
    """ "demanded that Lakhora leave", "alleged that Lakhora had": who the clause is about is whom it is put to."""
    if draft.entry is None or draft.entry.type not in ("REQUEST", "ACCUSE"):
        return
    if any(role == "recipient" for role, _ in draft.heads):
        return
    for clause in scene.trees.children(word, "ccomp", "acl"):
        for head in scene.trees.children(clause, "nsubj"):
            if scene.is_agent(head) and scene.trees.tokens[head].upos != "PRON":
                _add(scene, draft, "recipient", head, "subject of what is said")
                return


def _recipient_inside_theme(scene: Scene, draft: Draft) -> None:
    """ "condemned Lakhora's raid", "restored ties with Lakhora": who the thing is of is whom the act is against."""
    if draft.entry is None or draft.entry.type not in _DYADIC or any(role == "recipient" for role, _ in draft.heads):
        return
    trees = scene.trees
    whole = [theme for role, theme in draft.heads if role == "theme"]
    empty = [head for head in trees.objects(draft.token) if _is_empty_object(scene, draft, head)]
    for theme in (*whole, *empty):
        for child in trees.children(theme, "nmod"):
            owner = trees.deprel(child) == "nmod:poss"
            if owner and trees.tokens[child].upos == "PRON":
                continue
            if (owner or trees.case(child) in _OWNERS.get(draft.entry.type, _OWNED)) and scene.is_agent(child):
                _add(scene, draft, "recipient", child, "whose it is")
                return


def _is_clipped_passive(scene: Scene, draft: Draft, verb: int) -> bool:
    """ "Soldiers killed in Dursk": headlines leave out "were"; who is killed without an object is the victim."""
    if (
        draft.kind in ("request", "accusation")
        and scene.trees.form(verb).endswith("ed")
        and not scene.trees.children(verb, "aux", "obj", "ccomp", "iobj")
        and verb + 1 < len(scene.trees.tokens)
        and (
            _is_infinitive_mark(scene, verb + 1) or (draft.kind == "accusation" and scene.trees.form(verb + 1) == "of")
        )
        and base(scene.trees.deprel(verb)) in ("root", "parataxis")
    ):
        return True  # "Staff urged to travel in groups", "Speaker accused of blackmail"
    return (
        draft.kind in ("death", "injury", "arrest", "sentence", "charge", "abduction")
        and (draft.entry is None or draft.entry.subject_role is None or scene.lemma(verb) == "kill")
        and scene.trees.deprel(verb) != "xcomp"
        and not scene.trees.children(verb, "aux")
        and scene.is_past(verb)
        and not scene.trees.form(verb).endswith("ing")
        and not _faces_an_object(scene, verb)
    )


def _is_infinitive_mark(scene: Scene, token: int) -> bool:
    """The "to" of "urged to leave", not that of "appealed to citizens"."""
    return scene.trees.form(token) == "to" and scene.trees.tokens[token].upos == "PART"


def _faces_an_object(scene: Scene, verb: int) -> bool:
    """Whether a noun phrase that is no time stands right behind a verb: its object, however its tree hangs."""
    behind = verb + 1
    if behind >= scene.trees.sentence(verb).last or scene.time(behind) is not None:
        return False
    return scene.trees.tokens[behind].upos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")


def _is_measure(scene: Scene, head: int) -> bool:
    """Whether a phrase is an amount of money, percent or length, and no participant."""
    span = Span(scene.trees.tokens[head].start, scene.trees.tokens[head].end)
    return any(
        mention.quantity is not None and mention.quantity.unit not in ("person", None)
        for mention in scene.quantities(span)
    )


def _obliques(scene: Scene, draft: Draft, verb: int, frame: dict[str, str]) -> None:
    trees = scene.trees
    for head in trees.children(verb, "obl", "nmod"):
        case = trees.case(head).replace(" ", "_")
        if scene.time(head) is not None or not case:
            continue
        if case == "by" and (trees.is_passive(verb) or _is_reduced_passive(scene, verb)):
            continue
        named = draft.entry.objects if draft.entry is not None else frozenset()
        if head != verb and draft.lemma.endswith(f"_{case}") and scene.lemma(head) in named:
            _obliques(scene, draft, head, frame)  # "advised against travel to Lakhora"
            continue
        role = _oblique_role(scene, draft, head, case, frame)
        if role is not None:
            for each in trees.conjuncts(head):
                _add(scene, draft, role, each, f"after {case}")
    for clause in trees.children(verb, "advcl"):
        mark = trees.case(clause).replace(" ", "_")
        if mark in ("because", "for", "over") and "reason" not in {role for role, _ in draft.heads}:
            _add_span(scene, draft, "reason", trees.span(clause, without=("mark", "punct")), clause, f"after {mark}")


def _oblique_role(scene: Scene, draft: Draft, head: int, case: str, frame: dict[str, str]) -> str | None:
    lexicon = scene.lexicon
    agent, place = scene.is_agent(head), scene.is_place(head)
    mention = scene.mention(head)
    named_place = mention is not None and mention.kind in ("place", "facility")
    moves = draft.kind in ("withdrawal", "departure", "arrival", "deportation", "displacement", "evacuation",
                           "mobilisation", "visit", "protest", "escape", "return")  # fmt: skip
    if (
        case in lexicon.place_prepositions
        and place
        and case != "by"
        and (case not in frame or named_place or not agent)
    ):
        return "place"
    if case in lexicon.roles.get("origin", ()) and (moves or place or not agent):
        if place or moves:
            return "origin"
        return frame.get("from")
    if case in lexicon.roles.get("destination", ()) and place and (moves or case in ("into", "toward", "towards")):
        return "destination"
    if case == "with" and not agent and scene.lemma(head) in lexicon.instruments:
        return "instrument"
    if case == "on" and draft.kind in ("arrest", "charge", "sentence") and agent is not True:
        return "reason"
    if case == "of" and draft.kind == "visit":
        return "place"
    if case == "to" and draft.lemma == "set_fire":
        return "victim"
    if case == "to" and agent is True and draft.kind in ("sale", "gift", "award") and mention is not None:
        return "recipient"
    if case in frame:
        role = frame[case]
        against = draft.kind == "clash" and scene.lemma(head) not in (lexicon.instruments - lexicon.machines)
        if role == "instrument" and (agent or against):
            role = "recipient"  # "clashed with rioters"
        if role == "reason" and case == "with" and agent is True:
            role = "recipient"  # "raised concerns with the council"
        if role == "theme" and case == "to" and agent is True and draft.entry and draft.entry.type == "AGREE":
            role = "recipient"  # "offered amnesty to fighters"
        if role in _PARTICIPANTS and agent is False and draft.entry is not None and case in ("to", "for", "with"):
            return None
        if (
            role == "recipient"
            and draft.entry is not None
            and draft.entry.type in _AGAINST_PEOPLE
            and agent is not True
        ):
            # "for instance", "on the strength of": no one is addressed
            return role if place or scene.trees.tokens[head].upos in ("PROPN", "PRON") else None
        return role
    if case in lexicon.roles.get("reason", ()) and agent is not True and not place:
        return "reason"
    if case in lexicon.roles.get("beneficiary", ()) and agent:
        return "beneficiary"
    return None


def _instrument_of_user(scene: Scene, draft: Draft, verb: int) -> None:
    """ "used tear gas to disperse", "dispersed ... using tear gas"."""
    trees = scene.trees
    users = list(trees.children(verb, "advcl", "xcomp"))
    if base(trees.deprel(verb)) in ("advcl", "xcomp") and trees.child(verb, "mark") is not None:
        users.append(trees.head(verb))
    for user in users:
        if scene.lemma(user) in scene.lexicon.instrument_verbs:
            for head in trees.objects(user):
                _add(scene, draft, "instrument", head, "object of use")


# -- nouns --------------------------------------------------------------------------------------------


def _noun_arguments(scene: Scene, draft: Draft) -> None:
    trees, noun, frame = scene.trees, draft.token, _frame(scene, draft)
    object_role = _object_role(draft, frame)
    deverbal_patient = draft.kind in ("death", "injury", "missing", "arrest", "abduction", "rescue", "evacuation",
                                      "release", "deportation", "sentence", "charge", "appointment", "dismissal",
                                      "displacement", "destruction", "burial")  # fmt: skip
    for head in trees.children(noun, "nmod", "obl"):
        case = trees.case(head).replace(" ", "_")
        relation = trees.deprel(head)
        if scene.time(head) is not None:
            continue
        if relation == "nmod:poss":
            role = object_role if deverbal_patient else "actor"
            if role == "actor" and scene.is_agent(head) is False:
                role = "place" if scene.is_place(head) else "instrument"
            _add(scene, draft, role, head, "possessor")
        elif case == "by":
            role = "actor" if scene.is_agent(head) is not False else "instrument"
            for each in trees.conjuncts(head):
                _add(scene, draft, role, each, "after by")
        elif case == "of":
            role = frame.get("of", object_role) if draft.kind != "visit" else "place"
            if deverbal_patient:
                role = object_role
            elif draft.kind in ("arrival", "departure", "escape", "return") and scene.is_agent(head):
                role = "actor"
            elif scene.is_place(head) and role != "actor":
                role = "place"
            for each in trees.conjuncts(head):
                _add(scene, draft, role, each, "after of")
        elif case == "from" and scene.is_agent(head) and draft.entry is not None and draft.entry.type in _SPEECH:
            _add(scene, draft, "actor", head, "after from")
        elif case == "for" and draft.kind == "win":
            _add(scene, draft, "actor", head, "after for")
        elif case:
            found = _oblique_role(scene, draft, head, case, frame)
            if found is not None:
                for each in trees.conjuncts(head):
                    _add(scene, draft, found, each, f"after {case}")
    _recipient_told_to(scene, draft, noun)
    for head in trees.children(noun, "compound", "amod"):
        if head >= draft.token or _is_trigger_part(scene, draft, head):
            continue
        lemma = scene.lemma(head)
        mention = scene.mention(head)
        before = (head, *trees.children(head, "amod", "compound"))
        before = tuple(each for each in before if not trees.form(each).startswith("anti"))
        nations = [each for each in before if _is_nation_that_did_it(scene, draft, each)]
        for nation in nations:
            _add(scene, draft, "actor", nation, "adjective of nation")
        if head in nations or trees.form(head).startswith("anti"):
            continue  # "an anti-Lakhora rally" is not by Lakhora
        if lemma in scene.lexicon.instruments:
            _add(scene, draft, "instrument", head, "compound")
        elif mention is not None and mention.kind in ("place", "facility") and base(trees.deprel(head)) == "compound":
            _add(scene, draft, "place", head, "compound")
        elif not deverbal_patient and _names_doer(scene, draft, head):
            _add(scene, draft, "actor", head, "compound")


def _is_nation_that_did_it(scene: Scene, draft: Draft, head: int) -> bool:
    """ "Lakhoran shelling", "US airstrikes": for acts of forces and states, the nation before the noun did it."""
    mention = scene.mention(head)
    if mention is None or mention.form != "name":
        return False
    state = mention.place is not None and mention.place.kind == "country"
    nation = mention.kind == "group" or state or mention.country is not None
    return nation and draft.lemma.replace(" ", "_") in scene.lexicon.doers


def _names_doer(scene: Scene, draft: Draft, head: int) -> bool:
    """ "police raid", "Guard attack": whether what stands before an event noun is who did it."""
    mention = scene.mention(head)
    if mention is not None and mention.kind in ("organisation", "group"):
        return draft.entry is not None and draft.entry.type in (
            "ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT",
        )  # fmt: skip
    return scene.lemma(head) in scene.lexicon.agents and base(scene.trees.deprel(head)) == "compound"


def _adjective_arguments(scene: Scene, draft: Draft) -> None:
    role = draft.entry.subject_role if draft.entry is not None and draft.entry.subject_role else "victim"
    trees = scene.trees
    heads = trees.subjects(draft.token)
    if not heads and base(trees.deprel(draft.token)) in ("xcomp", "acl") and trees.head(draft.token) >= 0:
        governor = trees.head(draft.token)
        heads = (
            (governor,)
            if base(trees.deprel(draft.token)) == "acl"
            else trees.objects(governor) or trees.subjects(governor)
        )
    counted = _elided_number(scene, draft, draft.token)
    for head in heads if counted is None else (counted,):
        if head == counted or scene.is_agent(head) is not False:
            _add(scene, draft, role, head if head == counted else _spread(scene, head), "subject")
    _obliques(scene, draft, draft.token, _frame(scene, draft))


def outer_noun(scene: Scene, token: int) -> int:
    """The noun whose place in the clause an event noun takes: its first conjunct, or what only measures it out."""
    trees = scene.trees
    first = trees.first_conjunct(token)
    container = trees.head(first)
    if container >= 0 and trees.case(first) == "of" and scene.lemma(container) in scene.lexicon.containers:
        return trees.first_conjunct(container)  # "ten days of talks", "a series of raids"
    return first


def place_in_clause(scene: Scene, token: int) -> tuple[int, str]:
    """(head, relation) by which an event noun hangs in its clause.

    A phrase that its verb asks for is the verb's, where the parse hangs it on the object ("engaged a convoy in a
    firefight").
    """
    trees = scene.trees
    first = outer_noun(scene, token)
    head, relation = trees.head(first), trees.deprel(first)
    if base(relation) == "nmod" and head >= 0 and base(trees.deprel(head)) == "obj":
        verb = trees.head(head)
        if f"{scene.lemma(verb)}_{trees.case(first)}" in scene.lexicon.light:
            return verb, "obl"
    return head, relation


def _carrier_arguments(scene: Scene, draft: Draft) -> None:
    """What the verb that carries the noun adds: its subject as actor, its obliques."""
    trees, verb = scene.trees, draft.carrier
    frame = _frame(scene, draft)
    relation = base(place_in_clause(scene, draft.token)[1])
    lemma = scene.lemma(verb)
    subjects, objects = participants(scene, verb)
    if relation == "obl" and not trees.is_passive(verb):
        for head in objects:  # "engaged the convoy in a firefight"
            if scene.is_agent(head):
                _add(scene, draft, _object_role(draft, frame), head, "object of the verb")
    to_subject = lemma in scene.lexicon.light_to_subject and relation == "obj" and not trees.is_passive(verb)
    if to_subject and draft.entry is not None and draft.entry.type in _SPEECH:
        for head in subjects:
            if scene.is_agent(head) and _names_other_side(scene, draft, verb):
                _add(scene, draft, "recipient", head, "subject of the verb")
        for head in trees.children(verb, "obl"):
            if trees.case(head) == "from" and scene.is_agent(head):
                _add(scene, draft, "actor", head, "after from")
    if relation in ("obj", "obl") or trees.is_passive(verb):
        if lemma not in scene.lexicon.light_without_actor:
            for head in subjects:
                if not trees.is_under(head, draft.token) and head != draft.token:
                    _add_subject(scene, draft, head)
    else:
        for head in objects:
            if scene.is_place(head):
                _add(scene, draft, "place", head, "object of the verb")
            elif draft.entry is not None and draft.entry.type == "OTHER" and scene.is_agent(head):
                _add(scene, draft, "victim", head, "object of the verb")
    _obliques(scene, draft, verb, frame)


def _names_other_side(scene: Scene, draft: Draft, verb: int) -> bool:
    """Whether it is told from whom: "pressure from Congress"; a bare "faces criticism" tells of nobody."""
    trees = scene.trees
    beside = (*trees.children(draft.token, "nmod"), *trees.children(verb, "obl"))
    return any(trees.case(child) == "from" and scene.is_agent(child) for child in beside)


# -- making arguments ---------------------------------------------------------------------------------


def _is_trigger_part(scene: Scene, draft: Draft, token: int) -> bool:
    span = Span(scene.trees.tokens[token].start, scene.trees.tokens[token].end)
    return any(trigger.overlaps(span) for trigger in draft.triggers)


def _add(scene: Scene, draft: Draft, role: str, head: int, why: str) -> None:
    head = _spread(scene, head)
    if scene.is_dated(head) or (role == "actor" and scene.trees.form(head).isdigit()):
        return
    if _is_age(scene, head):
        return
    if role in _PARTICIPANTS and scene.trees.form(head).endswith(("self", "selves")):
        return  # "attacked themselves": no other side
    counted = bool(scene.trees.children(head, "nummod")) and scene.is_agent(head) is not True
    if role == "actor" and counted and why != "subject" and draft.kind == "win":
        return  # "defeated him by 424 votes"
    if role == "actor" and (_is_measure(scene, head) or scene.lemma(head) in ("third", "half", "quarter", "percent")):
        return  # "fell by over 6%", hung as a subject
    if scene.lemma(head) in scene.lexicon.horizon_units:
        return  # "the day he left": a time, whatever the parser made of it
    if scene.lemma(head) in ("which", "that", "what", "there") and scene.trees.tokens[head].upos in ("PRON", "DET"):
        return  # a relative or empty word whose noun was not found says nothing
    if scene.trees.tokens[head].upos in ("VERB", "AUX", "PUNCT", "ADP") or _is_trigger_part(scene, draft, head):
        return
    _add_span(scene, draft, role, _before_trigger(scene, draft, head), head, why)


def _is_age(scene: Scene, head: int) -> bool:
    """ "killed Korr, 37, and hurt": the number after a name and a comma is no second victim."""
    trees = scene.trees
    return (
        head > 1
        and trees.tokens[head].upos == "NUM"
        and trees.form(head - 1) == ","
        and trees.tokens[head - 2].upos == "PROPN"
        and not trees.children(head, "nmod", "acl")
    )


def _before_trigger(scene: Scene, draft: Draft, head: int) -> Span:
    """The phrase's words without the trigger's own, where the parse hung these on it."""
    span, trees = _phrase(scene, head), scene.trees
    case = trees.child(draft.token, "case")
    if head < draft.token and case is not None and head < case < draft.token:
        return Span(span.start, min(span.end, max(trees.tokens[case - 1].end, trees.tokens[head].end)))
    return span


def _add_span(scene: Scene, draft: Draft, role: str, span: Span, head: int, why: str) -> None:
    """Add one argument, once per role and head; a participant is not its own opposite."""
    if (role, head) in draft.heads or any(head == other and role != "reason" for _, other in draft.heads):
        return
    mention = scene.mention_of_phrase(head)
    draft.heads.append((role, head))
    draft.arguments.append(
        Argument(
            role=_role(role),
            text=span.of(scene.article.text),
            start=span.start,
            end=span.end,
            entity=mention.entity if mention is not None else None,
            mention=mention.id if mention is not None else None,
            found_by=why,
        )
    )


def _phrase(scene: Scene, head: int) -> Span:
    """The phrase's words; a name found by the entity stage is never cut short."""
    span = scene.trees.phrase(head)
    mention = scene.mention(head)
    sites = [child for child in scene.trees.children(head, "nmod") if child > head and _is_site(scene, child)]
    if sites and not scene.is_place(head):
        case = scene.trees.child(sites[0], "case")
        if case is not None and case > head:
            span = Span(span.start, scene.trees.tokens[case - 1].end)
    for token in scene.trees.within(span):
        if token > head and scene.time(token) is not None:
            # "the port late on Monday": the parser hung the time on the noun
            cut = token
            while cut - 1 > head and scene.trees.tokens[cut - 1].upos in ("ADP", "ADV", "PUNCT"):
                cut -= 1
            span = Span(span.start, scene.trees.tokens[cut - 1].end)
            break
    if mention is not None and mention.form == "name" and not span.holds(Span(mention.start, mention.end)):
        span = Span(min(span.start, mention.start), max(span.end, mention.end))
    return span


def _role(name: str) -> ArgumentRole:
    known: dict[str, ArgumentRole] = {
        "actor": "actor", "recipient": "recipient", "victim": "victim", "instrument": "instrument", "place": "place",
        "origin": "origin", "destination": "destination", "amount": "amount", "beneficiary": "beneficiary",
        "reason": "reason", "theme": "theme", "killed": "killed", "wounded": "wounded", "missing": "missing",
        "displaced": "displaced", "detained": "detained",
    }  # fmt: skip
    return known[name]


def _add_counts(scene: Scene, draft: Draft) -> None:
    """Numbers of people by what befell them, and other amounts, from the quantities inside the arguments."""
    count_role = scene.lexicon.counts.get(draft.kind)
    done: set[str] = set()
    numbered = [
        (role, head) for role, head in draft.heads if role in ("victim", "recipient", "actor", "theme", "instrument")
    ]
    for role, head in numbered:
        phrase = _phrase(scene, head)
        for mention in scene.quantities(phrase):
            outside = mention.start < phrase.start or mention.end > phrase.end
            if mention.id in done or outside or not _counts_head(scene, mention, head):
                continue
            done.add(mention.id)
            people = mention.quantity is not None and mention.quantity.unit in ("person", None)
            counted = count_role if count_role and people and role in ("victim", "recipient", "theme") else "amount"
            _add_quantity(draft, counted, mention)
    for argument in [each for each in draft.arguments if each.role == "victim"]:
        # "Between 20 and 30 people": a range the parser left outside the phrase
        for mention in scene.quantities(Span(max(0, argument.start - 2), argument.start)):
            if count_role and mention.id not in done and mention.end <= argument.start:
                done.add(mention.id)
                _add_quantity(draft, count_role, mention)
    for child in scene.trees.children(draft.carrier, "obj", "nsubj"):
        if _is_measure(scene, child):
            for mention in scene.quantities(_phrase(scene, child)):
                if mention.id not in done:
                    done.add(mention.id)
                    _add_quantity(draft, "amount", mention)
    own = scene.trees.span(draft.token, without=("nsubj", "acl", "advcl", "conj", "parataxis", "ccomp"))
    if scene.trees.tokens[draft.token].upos != "VERB":
        for mention in scene.quantities(own):
            if mention.id not in done and mention.quantity is not None:
                done.add(mention.id)
                _add_quantity(draft, count_role or "amount", mention)
    else:
        # "wounding more than 120": the number stands alone as the object
        for child in scene.trees.children(draft.token, "obj", "obl", "advmod"):
            if scene.trees.tokens[child].upos == "NUM" or base(scene.trees.deprel(child)) == "obl":
                for mention in scene.quantities(scene.trees.phrase(child)):
                    if mention.id not in done and scene.time(child) is None:
                        done.add(mention.id)
                        alone = scene.trees.tokens[child].upos == "NUM" and base(scene.trees.deprel(child)) == "obj"
                        _add_quantity(draft, count_role if count_role and alone else "amount", mention)


def _counts_head(scene: Scene, mention: Mention, head: int) -> bool:
    """Whether a number counts the phrase itself: not the part that "259 people, including 12 guests" singles out."""
    token = scene.trees.head_of(Span(mention.start, mention.end))
    if token is not None and token != head and scene.trees.case(token) == "of":
        return False  # "a woman of 70": her age
    steps = 0
    while token is not None and token >= 0 and token != head and steps < 6:
        if base(scene.trees.deprel(token)) in ("nmod", "appos", "acl", "conj") and scene.trees.case(token) != "of":
            return False
        token, steps = scene.trees.head(token), steps + 1
    return token == head


def _add_quantity(draft: Draft, role: str, mention: Mention) -> None:
    if mention.quantity is not None:
        draft.arguments.append(quantity_argument(mention, mention.quantity, _role(role), "quantity"))


def quantity_argument(mention: Mention, quantity: Quantity, role: ArgumentRole, found_by: str) -> Argument:
    """The argument that a number's mention makes, with its bounds."""
    return Argument(
        role=role,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        mention=mention.id,
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        unit=quantity.unit,
        of=quantity.of,
        found_by=found_by,
    )
