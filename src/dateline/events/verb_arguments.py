"""The arguments of an event told by a verb, from the tree around it."""

from dateline.events.argument_making import (
    add_argument,
    add_span,
    cut_before,
    is_measure,
    is_site,
    is_trigger_part,
)
from dateline.events.participants import is_clipped_passive, is_reduced_passive, participants
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

_PARTICIPANTS = ("actor", "recipient", "victim")
_HARMS = ("death", "injury", "missing", "destruction", "displacement", "evacuation", "rescue", "cut", "crime", "burial",
          "medical", "transfer", "opening", "closing", "flood", "crash", "explosion")  # fmt: skip
_DYADIC = ("ACCUSE", "REJECT", "SUPPORT", "AGREE", "SANCTION", "COOPERATE", "REQUEST")
# Types whose recipient is someone; a thing in the object's place is what it is about.
_HURTS = ("death", "injury")
# Events a thing may bring about; a doer not known to be a person is then the means.
_BY_THINGS = ("death", "injury", "destruction", "explosion", "flood", "crash", "collapse")
# Prepositions after which stands whose a thing is that is condemned, agreed or asked for.
_OWNED = ("with", "by", "of", "from", "against", "to", "on")
_OWNERS = {"ACCUSE": ("with", "by", "of", "from"), "REQUEST": ("with", "by", "from", "against", "to", "on")}
_AGAINST_PEOPLE = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT")


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
    for head in objects:
        if _is_empty_object(scene, draft, head):
            oblique_arguments(scene, draft, head, frame)  # "imposed sanctions on Lakhora": hung on the noun
            continue
        if is_trigger_part(scene, draft, head):
            oblique_arguments(scene, draft, head, frame)  # "opened fire on a bus"
        elif scene.time(head) is None and not is_measure(scene, head):
            add_argument(scene, draft, _role_for_object(scene, draft, head, object_role), head, "object")
            place_hung_on(scene, draft, head)
            _charge_hung_on(scene, draft, head)
            _receiver_hung_on(scene, draft, head)
    for head in trees.children(verb, "iobj"):
        add_argument(scene, draft, "recipient", head, "indirect object")
    for head in trees.children(verb, "obl"):
        if trees.case(head) == "by" or _names_event(scene, head):
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


def _names_event(scene: Scene, head: int) -> bool:
    """ "killed in shelling by the army in Orlik": what happened where it is told to."""
    inside = scene.trees.case(head) in ("in", "during", "by")
    return (
        inside
        and scene.trees.tokens[head].upos in ("NOUN", "VERB")
        and bool({scene.lemma(head), scene.trees.form(head)} & scene.lexicon.nouns.keys())
    )


def place_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "killed two workers at a plant": the place of the killing, which parsers like to hang on the workers."""
    below = scene.trees.children(head, "nmod")
    if _names_event(scene, head):
        below += scene.trees.children(head, "obl")
        done = [child for child in below if scene.trees.case(child) in ("by", "of")]
        below += tuple(each for child in done for each in scene.trees.children(child, "nmod"))
    for child in below:
        if is_site(scene, child) and not scene.is_place(head):
            add_argument(scene, draft, "place", child, f"after {scene.trees.case(child)}, hung on the object")


def _charge_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "accused the union of blackmail": the charge, which parsers like to hang on the accused."""
    if draft.entry is None or draft.entry.mode != "allege" or scene.trees.tokens[draft.token].upos != "VERB":
        return
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if scene.trees.case(child) in ("of", "for") and scene.is_agent(child) is not True and case is not None:
            add_argument(scene, draft, "reason", child, f"after {scene.trees.case(child)}, hung on the object")
            cut_before(scene, draft, case, "recipient")


def _receiver_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "donates all contributions to the shelter": who is given, which parsers like to hang on what is given."""
    if draft.entry is None or draft.entry.type != "AID":
        return
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if child > head and case is not None and scene.trees.case(child) == "to" and scene.time(child) is None:
            add_argument(scene, draft, "recipient", child, "after to, hung on the object")
            cut_before(scene, draft, case, "instrument")


def _is_empty_object(scene: Scene, draft: Draft, head: int) -> bool:
    """Whether an object only completes the verb's meaning ("voiced concern", "cut ties") and is no participant."""
    entry = draft.entry
    forceful = entry is not None and entry.type in ("ASSAULT", "COERCE")
    if entry is not None and forceful and scene.lemma(head) in scene.lexicon.acts & entry.objects:
        return True
    if draft.kind == "clash" and scene.lemma(head) in scene.lexicon.nouns and scene.is_agent(head) is not True:
        return True  # "fought running battles"
    return (
        entry is not None
        and (
            entry.type in ("ACCUSE", "SUPPORT", "REQUEST", "SANCTION", "CONSULT", "THREATEN", "AGREE", "PROTEST")
            or is_trigger_part(scene, draft, head)
        )
        and entry.object_role is None
        and scene.lemma(head) not in scene.lexicon.instruments
        and scene.lemma(head) in entry.objects
        and scene.is_agent(head) is not True
    )


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


def frame_of(scene: Scene, draft: Draft) -> dict[str, str]:
    """Prepositions and the roles they give beside an event of this report's type."""
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    return scene.lexicon.frames.get(type_, {})


def role_of_objects(draft: Draft, frame: dict[str, str]) -> str:
    """The role of what stands as object beside an event of this report."""
    if draft.entry is not None and draft.entry.object_role:
        return draft.entry.object_role
    if draft.entry is not None and draft.entry.type == "OTHER" and draft.kind not in _HARMS:
        return "recipient"
    return frame.get("object", "victim")


def _role_for_object(scene: Scene, draft: Draft, head: int, role: str) -> str:
    """A thing given or moved is the instrument, a place visited the place; who is acted on keeps the frame's role."""
    type_ = draft.entry.type if draft.entry is not None else "OTHER"
    agent = None if _is_no_body(scene, head) else scene.is_agent(head)
    if (
        type_ == "ASSAULT"
        and role == "recipient"
        and scene.lemma(draft.token) in scene.lexicon.sent
        and any(
            scene.lemma(each) in (scene.lexicon.instruments | scene.lexicon.weapons)
            for each in (head, *_counted_of(scene, head))
        )
    ):
        return "instrument"  # "firing dozens of rounds of artillery" too
    if is_thrown(scene, draft, head):
        return "instrument"
    if draft.entry is not None and role == "recipient" and agent is not True and draft.kind == "emergency":
        return "theme"  # "declared a state of emergency"
    if role == "instrument" and agent and draft.entry is not None and draft.entry.type == "AID":
        return "recipient"
    if type_ == "CONSULT" and draft.kind == "visit" and scene.is_place(head):
        return "place"
    if (type_ == "OTHER" or scene.lemma(draft.token) in scene.lexicon.leaving) and scene.is_place(head):
        return _role_of_place(scene, draft, head, role)
    if type_ == "PROTEST" and role == "recipient" and agent is not True and not scene.is_place(head):
        return "reason"  # "protested the killing of a student"
    if (
        (type_ in _AGAINST_PEOPLE or type_ == "OTHER")
        and role == "recipient"
        and agent is not True
        and not scene.is_place(head)
    ):
        return "theme"
    return role


def _is_no_body(scene: Scene, head: int) -> bool:
    """ "refused service", "left office": one noun of a body with nothing before it, which a text never means so."""
    word = scene.trees.tokens[head]
    bare = word.upos == "NOUN" and scene.article.text[word.start : word.end] == scene.lemma(head)
    marked = scene.trees.children(head, "det", "nmod:poss", "compound", "amod", "nummod", "appos", "flat", "acl")
    return bare and not marked and scene.mention(head) is None and scene.role_of(head) != "headline"


def _role_of_place(scene: Scene, draft: Draft, head: int, role: str) -> str:
    """ "entered Europe", "left the town", "visited the harbour": a place is a receiver only where it is a state."""
    if scene.lemma(draft.token) in scene.lexicon.entering:
        return "destination"
    if scene.lemma(draft.token) in scene.lexicon.leaving:
        return "origin"
    mention = scene.mention(head)
    state = mention is not None and mention.place is not None and mention.place.kind == "country"
    return "theme" if role == "recipient" and not state else role


def is_thrown(scene: Scene, draft: Draft, head: int) -> bool:
    """ "hurled bottles", "paint was poured": what force was used with, not whom it was used on."""
    thrown = scene.lemma(draft.token) in scene.lexicon.thrown and scene.is_agent(head) is not True
    force = draft.entry is not None and draft.entry.type in ("ASSAULT", "PROTEST")
    return thrown and force and scene.trees.deprel(scene.trees.first_conjunct(head)) in ("obj", "nsubj:pass")


def _counted_of(scene: Scene, head: int) -> tuple[int, ...]:
    """What a bare number counts: "rounds" of "dozens of rounds"."""
    if scene.lemma(head) not in ("dozen", "hundred", "thousand", "score", "number", "series", "handful"):
        return ()
    return tuple(child for child in scene.trees.children(head, "nmod") if scene.trees.case(child) == "of")


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
        elif scene.is_place(head) and entry is not None and entry.type != "OTHER":
            add_argument(scene, draft, "actor", head, "subject")
        else:
            add_argument(scene, draft, "instrument", head, "subject, no agent")
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
    for clause in scene.trees.children(word, "ccomp", "acl"):
        for head in scene.trees.children(clause, "nsubj"):
            if scene.is_agent(head) and scene.trees.tokens[head].upos != "PRON":
                add_argument(scene, draft, "recipient", head, "subject of what is said")
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
                add_argument(scene, draft, "recipient", child, "whose it is")
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
    listed = draft.entry is None or draft.entry.subject_role is None or scene.lemma(verb) == "kill"
    return listed and is_clipped_passive(scene, draft.kind, verb)


def _is_infinitive_mark(scene: Scene, token: int) -> bool:
    """The "to" of "urged to leave", not that of "appealed to citizens"."""
    return scene.trees.form(token) == "to" and scene.trees.tokens[token].upos == "PART"


def oblique_arguments(scene: Scene, draft: Draft, verb: int, frame: dict[str, str]) -> None:
    """Adds what hangs on a word by prepositions, by the roles these give."""
    trees = scene.trees
    for head in trees.children(verb, "obl", "nmod"):
        case = trees.case(head).replace(" ", "_")
        if scene.time(head) is not None or not case:
            continue
        if case == "by" and (trees.is_passive(verb) or is_reduced_passive(scene, verb)):
            continue
        named = draft.entry.objects if draft.entry is not None else frozenset()
        if head != verb and draft.lemma.endswith(f"_{case}") and scene.lemma(head) in named:
            oblique_arguments(scene, draft, head, frame)  # "advised against travel to Lakhora"
            continue
        role = role_of_oblique(scene, draft, head, case, frame)
        if role is not None:
            for each in trees.conjuncts(head):
                own = _joined_role(scene, draft, head, each, role)
                add_argument(scene, draft, own, each, f"after {case}")
                if own == "recipient":
                    place_hung_on(scene, draft, each)
    for clause in trees.children(verb, "advcl"):
        mark = trees.case(clause).replace(" ", "_")
        if mark in ("because", "for", "over") and "reason" not in {role for role, _ in draft.heads}:
            add_span(scene, draft, "reason", trees.span(clause, without=("mark", "punct")), clause, f"after {mark}")


def _joined_role(scene: Scene, draft: Draft, head: int, each: int, role: str) -> str:
    """ "fired gas at marchers and rubber bullets into the crowd": what is used is no target, whatever it hangs on."""
    means = scene.lexicon.instruments | scene.lexicon.weapons
    force = draft.entry is not None and draft.entry.type in ("ASSAULT", "PROTEST") and role in _PARTICIPANTS
    return "instrument" if each != head and force and scene.lemma(each) in means else role


def _flies(scene: Scene, head: int) -> bool:
    return scene.lemma(head) in (scene.lexicon.machines | scene.lexicon.weapons | scene.lexicon.instruments)


def role_of_oblique(scene: Scene, draft: Draft, head: int, case: str, frame: dict[str, str]) -> str | None:
    """The role of a phrase behind a preposition (case); None where it has none."""
    lexicon = scene.lexicon
    agent, place = scene.is_agent(head), scene.is_place(head)
    mention = scene.mention(head)
    named_place = mention is not None and mention.kind in ("place", "facility")
    moves = draft.kind in ("withdrawal", "departure", "arrival", "deportation", "displacement", "evacuation",
                           "mobilisation", "visit", "protest", "escape", "return")  # fmt: skip
    penal = draft.kind == "sentence" or (draft.kind == "arrest" and case == "for")
    if penal and scene.lemma(head) in lexicon.penal:
        return None
    if case in ("on", "against") and draft.entry is not None and draft.entry.type == "SANCTION":
        return "recipient"  # "imposed sanctions on Lakhora"
    if (
        case in lexicon.place_prepositions
        and place
        and case != "by"
        and (case not in frame or named_place or not agent)
    ):
        return "place"
    if case in lexicon.above and named_place and any(_flies(scene, each) for _, each in draft.heads):
        return "place"
    if case in lexicon.roles.get("origin", ()) and (moves or place or not agent):
        if place or moves:
            return "origin"
        return frame.get("from")
    if case in lexicon.roles.get("destination", ()) and place and (moves or case in ("into", "toward", "towards")):
        return "destination"
    if case == "with" and not agent and scene.lemma(head) in lexicon.instruments:
        return "instrument"
    if case in ("on", "of") and draft.kind in ("arrest", "charge", "sentence") and agent is not True and not place:
        return "reason"
    if case == "of" and draft.kind == "visit":
        return "place"
    if case == "to" and draft.lemma == "set_fire":
        return "victim"
    if case == "to" and place and scene.lemma(draft.token) in lexicon.handing:
        return "destination"
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
        common = scene.trees.tokens[head].upos == "NOUN" and not place
        if role == "recipient" and common and agent is not True and draft.entry and draft.entry.type == "PROTEST":
            return "reason"  # "marched against price rises"
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
        if set(case.split("_")) & lexicon.apart and _counts_time(scene, head):
            return None
        price = case == "for" and (is_measure(scene, head) or scene.lemma(head) == "time")
        return None if price else "reason"  # "bought for 25 million", "for the first time"
    if case in lexicon.roles.get("beneficiary", ()) and agent and (mention is None or mention.kind != "work"):
        return "beneficiary"
    return None


def _counts_time(scene: Scene, head: int) -> bool:
    """ "two days after the vote", "shortly after take-off": how long after, and not why."""
    case = scene.trees.child(head, "case")
    before = case - 1 if case is not None else -1
    if before < 0:
        return False
    adverb = scene.trees.tokens[before].upos == "ADV" and scene.trees.head(before) in (head, case)
    time = scene.time(before)
    return adverb or (time is not None and time.type == "DURATION")


def _instrument_of_user(scene: Scene, draft: Draft, verb: int) -> None:
    """ "used tear gas to disperse", "dispersed ... using tear gas"."""
    trees = scene.trees
    users = list(trees.children(verb, "advcl", "xcomp"))
    if base(trees.deprel(verb)) in ("advcl", "xcomp") and scene.modality.is_infinitive(trees, verb):
        users.append(trees.head(verb))
    for user in users:
        if scene.lemma(user) in scene.lexicon.instrument_verbs:
            for head in trees.objects(user):
                add_argument(scene, draft, "instrument", head, "object of use")
