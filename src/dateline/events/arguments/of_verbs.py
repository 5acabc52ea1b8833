"""The arguments of an event told by a verb, from the tree around it."""

from dateline.events.arguments.hung_on import charge_hung_on, names_event, place_hung_on, receiver_hung_on
from dateline.events.arguments.making import add_argument, is_measure, is_trigger_part
from dateline.events.arguments.object_roles import (
    BEFALLEN,
    frame_of,
    happens_to_subject,
    is_empty_object,
    is_town_that_acts,
    role_for_object,
    role_of_objects,
)
from dateline.events.arguments.oblique import oblique_arguments, town_of_occasion
from dateline.events.arguments.participants import is_clipped_passive, participants
from dateline.events.scene import Draft, Scene
from dateline.language.modality import is_infinitive
from dateline.language.trees import base

_DYADIC = ("ACCUSE", "REJECT", "SUPPORT", "AGREE", "SANCTION", "COOPERATE", "REQUEST")

# Types whose recipient is someone; a thing in the object's place is what it is about.
_HURTS = ("death", "injury")

# Events a thing may bring about; a doer not known to be a person is then the means.
_BY_THINGS = ("death", "injury", "destruction", "explosion", "flood", "crash", "collapse")


def verb_arguments(scene: Scene, draft: Draft, verb: int) -> None:
    """Adds the arguments of a verb: subjects, objects, obliques, and what its content names."""
    trees = scene.trees
    subjects, objects = participants(scene, verb)
    counted = elided_number(scene, draft, verb)
    if counted is not None:
        subjects, objects = (), (counted,)
    elif _is_clipped_passive(scene, draft, verb) and not objects:
        subjects, objects = (), subjects
    frame = frame_of(scene, draft)
    object_role = role_of_objects(draft, frame)
    for head in subjects:
        add_subject(scene, draft, head)
        if scene.is_agent(head) is not True and trees.tokens[head].upos == "NOUN":
            for child in trees.children(head, "nmod"):  # "Bomb at Orlik wedding kills five"
                town_of_occasion(scene, draft, child, trees.case(child))
    for head in objects:
        if is_empty_object(scene, draft, head):
            oblique_arguments(scene, draft, head, frame)  # "imposed sanctions on Lakhora": hung on the noun
            continue
        if is_trigger_part(scene, draft, head):
            oblique_arguments(scene, draft, head, frame)  # "opened fire on a bus"
        elif scene.time(head) is None and not is_measure(scene, head):
            add_argument(scene, draft, role_for_object(scene, draft, head, object_role), head, "object")
            place_hung_on(scene, draft, head)
            charge_hung_on(scene, draft, head)
            receiver_hung_on(scene, draft, head)
    for head in trees.children(verb, "iobj"):
        add_argument(scene, draft, "recipient", head, "indirect object")
    for head in trees.children(verb, "obl"):
        if trees.case(head) == "by" or names_event(scene, head):
            place_hung_on(scene, draft, head)
    oblique_arguments(scene, draft, verb, frame)
    _instrument_of_user(scene, draft, verb)
    content = draft.content
    if content is None and draft.entry is not None and draft.entry.type in ("REJECT", "THREATEN", "AGREE"):
        content = trees.child(verb, "xcomp")
    if content is not None:
        _content_arguments(scene, draft, content)
    recipient_told_to(scene, draft, verb)
    _recipient_inside_theme(scene, draft)


def elided_number(scene: Scene, draft: Draft, verb: int) -> int | None:
    """ "Six were killed and fifteen wounded": the second verb's number is its own, whatever subject it shares."""
    trees = scene.trees
    before = verb - 1
    if draft.kind not in ("death", "injury", "missing", "arrest") or base(trees.deprel(verb)) != "conj" or before < 0:
        return None
    after_and = before > 0 and trees.tokens[before - 1].upos in ("CCONJ", "PUNCT")
    own = trees.tokens[before].upos == "NUM" and (trees.head(before) == verb or after_and)
    past = scene.is_past(verb) or trees.tokens[verb].upos == "ADJ"  # "fifteen wounded" is tagged either way
    return before if own and past and not trees.children(verb, "obj") else None


def _content_arguments(scene: Scene, draft: Draft, content: int) -> None:
    """What is offered or threatened lends its things, receivers and places to the act of speech."""
    frame = frame_of(scene, draft)
    for head in participants(scene, content)[1]:
        if scene.time(head) is None:
            agent = scene.is_agent(head)
            add_argument(scene, draft, "recipient" if agent else "theme", head, "object of what is said")
    for head in scene.trees.children(content, "iobj"):
        add_argument(scene, draft, "recipient", head, "indirect object of what is said")
    oblique_arguments(scene, draft, content, frame)


def add_subject(scene: Scene, draft: Draft, head: int) -> None:
    """Adds a subject as actor, or as what the word makes of its subject."""
    entry = draft.entry
    agent = scene.is_agent(head)
    if _is_strike(scene, draft, head):
        add_argument(scene, draft, "instrument", head, "subject, no agent")
        return
    if agent is not True and entry is not None and entry.type in _DYADIC and scene.trees.case(head) == "by":
        return  # "settled by the harvest": until when, not by whom
    objects = [each for each in scene.trees.objects(draft.carrier) if not is_measure(scene, each)]
    agentive = scene.trees.case(head) == "by"
    if entry is not None and entry.subject_role and not agentive and (not objects or entry.objects):
        add_argument(scene, draft, entry.subject_role, head, "subject")
    elif (
        agent is None and draft.kind in _BY_THINGS and (draft.kind in _HURTS or scene.trees.tokens[head].upos == "PRON")
    ):
        add_argument(scene, draft, "instrument", head, "subject, no agent")
    elif entry is not None and entry.type == "ASSAULT" and scene.lemma(head) in scene.lexicon.machines:
        add_argument(scene, draft, "actor", head, "subject, a weapon with a crew")
    elif agent is False:
        first = scene.trees.first_conjunct(head)
        if first != head and scene.is_place(head) and scene.is_agent(first) is True:
            add_argument(scene, draft, "actor", head, "subject")  # "countries and territories closed their borders"
        elif (
            scene.is_place(head)
            and entry is not None
            and (entry.type != "OTHER" or is_town_that_acts(scene, draft, head))
        ):
            add_argument(scene, draft, "actor", head, "subject")
        else:
            role = "theme" if happens_to_subject(scene, draft) else "instrument"
            add_argument(scene, draft, role, head, BEFALLEN)
    else:
        add_argument(scene, draft, "actor", head, "subject")


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


def recipient_told_to(scene: Scene, draft: Draft, word: int) -> None:
    """ "demanded that Lakhora leave", "alleged that Lakhora had": who the clause is about is whom it is put to."""
    if draft.entry is None or draft.entry.type not in ("REQUEST", "ACCUSE"):
        return
    if any(role == "recipient" for role, _ in draft.heads):
        return
    if scene.lemma(word) in scene.lexicon.aired:
        return  # "proposed that hospitals hire": put to nobody
    for clause in scene.trees.children(word, "ccomp", "acl"):
        for head in scene.trees.children(clause, "nsubj") if not scene.trees.is_passive(clause) else ():
            if scene.is_agent(head) and scene.trees.tokens[head].upos != "PRON":
                add_argument(scene, draft, "recipient", head, "subject of what is said")
                return


def _recipient_inside_theme(scene: Scene, draft: Draft) -> None:
    """ "condemned Lakhora's raid", "restored ties with Lakhora": who the thing is of is whom the act is against."""
    if draft.entry is None or draft.entry.type not in _DYADIC or any(role == "recipient" for role, _ in draft.heads):
        return
    trees = scene.trees
    whole = [theme for role, theme in draft.heads if role == "theme"]
    empty = [head for head in trees.objects(draft.token) if is_empty_object(scene, draft, head)]
    for theme in (*whole, *empty):
        for child in trees.children(theme, "nmod"):
            owner = trees.deprel(child) == "nmod:poss"
            if owner and trees.tokens[child].upos == "PRON":
                continue
            if (owner or trees.case(child) in _owners(scene, draft.entry.type)) and scene.is_agent(child):
                add_argument(scene, draft, "recipient", child, "whose it is")
                return


def _owners(scene: Scene, type_: str) -> frozenset[str]:
    """Prepositions behind which stands whose a thing is that is condemned, agreed or asked for."""
    return scene.lexicon.words(f"owned_{type_.lower()}") or scene.lexicon.words("owned")


def _is_clipped_passive(scene: Scene, draft: Draft, verb: int) -> bool:
    """ "Soldiers killed in Dursk": headlines leave out "were"; who is killed without an object is the victim."""
    if (
        draft.kind in ("request", "accusation")
        and scene.trees.form(verb).endswith(scene.lexicon.endings("past"))
        and not scene.trees.children(verb, "aux", "obj", "ccomp", "iobj")
        and verb + 1 < len(scene.trees.tokens)
        and (
            _is_infinitive_mark(scene, verb + 1) or (draft.kind == "accusation" and scene.trees.form(verb + 1) == "of")
        )
        and base(scene.trees.deprel(verb)) in ("root", "parataxis")
    ):
        return True  # "Staff urged to travel in groups", "Speaker accused of blackmail"
    listed = (
        draft.entry is None or draft.entry.subject_role is None or scene.lemma(verb) in scene.lexicon.words("killing")
    )
    return listed and is_clipped_passive(scene, draft.kind, verb)


def _is_infinitive_mark(scene: Scene, token: int) -> bool:
    """The "to" of "urged to leave", not that of "appealed to citizens"."""
    return scene.trees.form(token) == "to" and scene.trees.tokens[token].upos == "PART"


def _instrument_of_user(scene: Scene, draft: Draft, verb: int) -> None:
    """ "used tear gas to disperse", "dispersed ... using tear gas"."""
    trees = scene.trees
    users = list(trees.children(verb, "advcl", "xcomp"))
    if base(trees.deprel(verb)) in ("advcl", "xcomp") and is_infinitive(trees, verb):
        users.append(trees.head(verb))
    for user in users:
        if scene.lemma(user) in scene.lexicon.instrument_verbs:
            for head in trees.objects(user):
                add_argument(scene, draft, "instrument", head, "object of use")
