"""The arguments of an event told by a noun or an adjective, and by the verb that carries a noun."""

from dateline.events.arguments.hung_on import place_hung_on, towns_before
from dateline.events.arguments.making import add_argument, cut_before, is_trigger_part
from dateline.events.arguments.object_roles import frame_of, role_of_objects
from dateline.events.arguments.oblique import oblique_arguments, role_of_oblique, town_of_occasion
from dateline.events.arguments.of_verbs import add_subject, elided_number, recipient_told_to
from dateline.events.arguments.participants import participants, spread
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

_SPEECH = ("REQUEST", "THREATEN", "ACCUSE", "REJECT", "SUPPORT", "AGREE")


def noun_arguments(scene: Scene, draft: Draft) -> None:
    """Adds the arguments of an event noun: what hangs on it, and who its carrier names."""
    trees, noun, frame = scene.trees, draft.token, frame_of(scene, draft)
    object_role = role_of_objects(draft, frame)
    deverbal_patient = draft.kind in ("death", "injury", "missing", "arrest", "abduction", "rescue", "evacuation",
                                      "release", "deportation", "sentence", "charge", "appointment", "dismissal",
                                      "displacement", "destruction", "burial", "impeachment")  # fmt: skip
    for head in trees.children(noun, "nmod", "obl"):
        case = trees.case(head).replace(" ", "_")
        relation = trees.deprel(head)
        if scene.time(head) is not None:
            continue
        if relation == "nmod:poss":
            role = object_role if deverbal_patient else "actor"
            if role == "actor" and scene.is_agent(head) is False:
                role = "place" if scene.is_place(head) else "instrument"
            add_argument(scene, draft, role, head, "possessor")
        elif case == "by":
            role = "actor" if scene.is_agent(head) is not False else "instrument"
            for each in trees.conjuncts(head):
                add_argument(scene, draft, role, each, "after by")
            place_hung_on(scene, draft, head)
        elif case == "of":
            role = _role_after_of(scene, draft, head, object_role if deverbal_patient else None)
            for each in trees.conjuncts(head):
                if each == head or not _is_event_beside(scene, each, head):
                    add_argument(scene, draft, role, each, "after of")
            place_hung_on(scene, draft, head)
            _doer_hung_on(scene, draft, head, role)
        elif case == "from" and scene.is_agent(head) and draft.entry is not None and draft.entry.type in _SPEECH:
            add_argument(scene, draft, "actor", head, "after from")
        elif case == "for" and draft.kind == "win":
            add_argument(scene, draft, "actor", head, "after for")
        elif case in scene.lexicon.topical and _is_topic(scene, draft, head):
            for each in trees.conjuncts(head):
                add_argument(scene, draft, "theme", each, f"after {case}")
        elif case:
            found = role_of_oblique(scene, draft, head, case, frame)
            if found in (None, "recipient") and town_of_occasion(scene, draft, head, case):
                continue
            if found is not None:
                for each in trees.conjuncts(head):
                    add_argument(scene, draft, found, each, f"after {case}")
    recipient_told_to(scene, draft, noun)
    for head in trees.children(noun, "compound", "amod"):
        for place in towns_before(scene, head) if not _is_someone(scene, head) else ():
            add_argument(scene, draft, "place", place, "compound")
        if head >= draft.token or is_trigger_part(scene, draft, head):
            continue
        lemma = scene.lemma(head)
        mention = scene.mention(head)
        against = scene.lexicon.endings("against")
        before = (head, *trees.children(head, "amod", "compound"))
        before = tuple(each for each in before if not trees.form(each).startswith(against))
        nations = [each for each in before if _is_nation_that_did_it(scene, draft, each)]
        for nation in nations:
            add_argument(scene, draft, "actor", nation, "adjective of nation")
        if head in nations or trees.form(head).startswith(against):
            continue  # "an anti-Lakhora rally" is not by Lakhora
        if lemma in scene.lexicon.instruments and not trees.form(head - 1).endswith("-"):  # "an eighth-round knockout"
            add_argument(scene, draft, "instrument", head, "compound")
        elif mention is not None and mention.kind in ("place", "facility") and base(trees.deprel(head)) == "compound":
            add_argument(scene, draft, "place", head, "compound")
        elif not deverbal_patient and _names_doer(scene, draft, head):
            add_argument(scene, draft, "actor", head, "compound")


def _is_event_beside(scene: Scene, token: int, first: int) -> bool:
    """ "the death of a boy and injuries to a girl": joined to the boy in the tree, to the death in the text."""
    nouns = scene.lexicon.nouns
    return scene.lemma(token) in nouns and scene.lemma(first) not in nouns and scene.is_agent(first) is True


def _is_topic(scene: Scene, draft: Draft, head: int) -> bool:
    """ "talks on Lakhora"; "a meeting on the quay" is held there."""
    site = scene.trees.tokens[head].upos == "NOUN" and scene.is_place(head)
    return draft.entry is not None and draft.entry.type == "CONSULT" and not site


def _doer_hung_on(scene: Scene, draft: Draft, head: int, role: str) -> None:
    """ "the shelling of the village by the army": who did it, which parsers like to hang on the village."""
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if case is not None and scene.trees.case(child) == "by" and scene.is_agent(child):
            add_argument(scene, draft, "actor", child, "after by, hung on the object")
            cut_before(scene, draft, case, role)


def _role_after_of(scene: Scene, draft: Draft, head: int, patient: str | None) -> str:
    """The role of what stands behind "of"; patient: of what is done to, for nouns of which that stands there."""
    agent, frame = scene.is_agent(head), frame_of(scene, draft)
    object_role = role_of_objects(draft, frame)
    if draft.kind == "visit":
        return "place"
    if patient is not None:
        return patient
    if draft.kind in ("arrival", "departure", "escape", "return") and agent:
        return "actor"
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    if type_ in _SPEECH and agent:
        # "the complaint of the teachers", "criticism of the mayor"
        return "actor" if scene.lemma(draft.token) in scene.lexicon.of_speakers else "recipient"
    role = frame.get("of", object_role)
    if scene.is_place(head) and role != "actor":
        return "place"
    if type_ == "OTHER" and role == "victim" != object_role:
        return "recipient" if _is_someone(scene, head) else "theme"  # "the integration of Halden": nobody is hurt
    return role


def _is_someone(scene: Scene, head: int) -> bool:
    mention = scene.mention(head)
    someone = mention is not None and mention.kind in ("person", "organisation", "group")
    return someone or scene.lemma(head) in scene.lexicon.agents


def _is_nation_that_did_it(scene: Scene, draft: Draft, head: int) -> bool:
    """ "Lakhoran shelling", "US airstrikes": for acts of forces and states, the nation before the noun did it."""
    mention = scene.mention(head)
    if mention is None or mention.form != "name" or scene.trees.form(head + 1).startswith("-"):
        return False  # "Lakhora-backed strikes": by others
    state = mention.place is not None and mention.place.kind == "country"
    elsewhere = mention.kind in ("place", "facility") and mention.place is not None and not state  # "the Orlik raid"
    nation = mention.kind == "group" or state or (mention.country is not None and not elsewhere)
    return nation and draft.lemma.replace(" ", "_") in scene.lexicon.doers


def _names_doer(scene: Scene, draft: Draft, head: int) -> bool:
    """ "police raid", "Guard attack": whether what stands before an event noun is who did it."""
    mention = scene.mention(head)
    if mention is not None and mention.kind in ("organisation", "group"):
        if scene.trees.tokens[head].upos == "ADJ" and mention.form != "name":
            return False  # "the ongoing farmers' strike"
        return draft.entry is not None and draft.entry.type in (
            "ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT",
        )  # fmt: skip
    return scene.lemma(head) in scene.lexicon.agents and base(scene.trees.deprel(head)) == "compound"


def adjective_arguments(scene: Scene, draft: Draft) -> None:
    """Adds the arguments of an adjective or participle: its subject, and what hangs on it."""
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
    counted = elided_number(scene, draft, draft.token)
    for head in heads if counted is None else (counted,):
        if head == counted or scene.is_agent(head) is not False:
            add_argument(scene, draft, role, head if head == counted else spread(scene, head), "subject")
    oblique_arguments(scene, draft, draft.token, frame_of(scene, draft))


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


def carrier_arguments(scene: Scene, draft: Draft) -> None:
    """What the verb that carries the noun adds: its subject as actor, its obliques."""
    trees, verb = scene.trees, draft.carrier
    frame = frame_of(scene, draft)
    relation = base(place_in_clause(scene, draft.token)[1])
    lemma = scene.lemma(verb)
    subjects, objects = participants(scene, verb)
    if relation == "obl" and not trees.is_passive(verb):
        for head in objects:  # "engaged the convoy in a firefight"
            if scene.is_agent(head):
                add_argument(scene, draft, role_of_objects(draft, frame), head, "object of the verb")
    to_subject = lemma in scene.lexicon.light_to_subject and relation == "obj" and not trees.is_passive(verb)
    if to_subject and draft.entry is not None and draft.entry.type in _SPEECH:
        for head in subjects:
            if scene.is_agent(head) and _names_other_side(scene, draft, verb):
                add_argument(scene, draft, "recipient", head, "subject of the verb")
        for head in trees.children(verb, "obl"):
            if trees.case(head) == "from" and scene.is_agent(head):
                add_argument(scene, draft, "actor", head, "after from")
    if relation in ("obj", "obl") or trees.is_passive(verb):
        if lemma not in scene.lexicon.light_without_actor:
            for head in subjects:
                if not trees.is_under(head, draft.token) and head != draft.token:
                    add_subject(scene, draft, head)
    else:
        for head in objects:
            if scene.is_place(head):
                add_argument(scene, draft, "place", head, "object of the verb")
            elif draft.entry is not None and draft.entry.type == "OTHER" and scene.is_agent(head):
                add_argument(scene, draft, "victim", head, "object of the verb")
    oblique_arguments(scene, draft, verb, frame)


def _names_other_side(scene: Scene, draft: Draft, verb: int) -> bool:
    """Whether it is told from whom: "pressure from Congress"; a bare "faces criticism" tells of nobody."""
    trees = scene.trees
    beside = (*trees.children(draft.token, "nmod"), *trees.children(verb, "obl"))
    return any(trees.case(child) == "from" and scene.is_agent(child) for child in beside)
