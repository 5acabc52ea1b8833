"""The arguments of an event that hang on a word by prepositions."""

from dateline.events.arguments.hung_on import place_hung_on, towns_before
from dateline.events.arguments.making import add_argument, add_span, is_measure
from dateline.events.arguments.object_roles import AGAINST_PEOPLE
from dateline.events.arguments.participants import is_reduced_passive
from dateline.events.scene import Draft, Scene

# From this chance on the heads hold a noun for an event.
_TOLD = 0.25
_PARTICIPANTS = ("actor", "recipient", "victim")


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
        if role in (None, "recipient") and town_of_occasion(scene, draft, head, case):
            continue
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


def town_of_occasion(scene: Scene, draft: Draft, head: int, case: str) -> bool:
    """ "shot dead at Orlik wedding": a use of force on an occasion is where that is; whether a town is named."""
    occasion = case in scene.lexicon.occasion_prepositions and _is_force(draft) and _is_event(scene, head)
    towns = towns_before(scene, head) if occasion else ()
    for place in towns:
        add_argument(scene, draft, "place", place, f"named after {case}")
    return bool(towns)


def _is_event(scene: Scene, noun: int) -> bool:
    told = scene.told.get(noun)
    known = scene.lemma(noun) in scene.lexicon.event_nouns or (told is not None and told.told >= _TOLD)
    return scene.trees.tokens[noun].upos == "NOUN" and known


def _is_force(draft: Draft) -> bool:
    return draft.entry is not None and (draft.entry.type == "ASSAULT" or draft.kind in ("death", "injury", "explosion"))


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
    if case == "to" and draft.lemma in scene.lexicon.words("burning"):
        return "victim"
    if case == "to" and place and scene.lemma(draft.token) in lexicon.handing:
        return "destination"
    if case == "to" and agent is True and draft.kind in ("sale", "gift", "award") and mention is not None:
        return "recipient"
    if case in frame:
        return _role_in_frame(scene, draft, head, case, frame[case])
    if case in lexicon.roles.get("reason", ()) and agent is not True and not place:
        if set(case.split("_")) & lexicon.apart and _counts_time(scene, head):
            return None
        price = case == "for" and (is_measure(scene, head) or scene.lemma(head) in scene.lexicon.words("times"))
        return None if price else "reason"  # "bought for 25 million", "for the first time"
    if case in lexicon.roles.get("beneficiary", ()) and agent and (mention is None or mention.kind != "work"):
        return "beneficiary"
    return None


def _role_in_frame(scene: Scene, draft: Draft, head: int, case: str, role: str) -> str | None:
    """The role that a preposition gives beside an event of this type, as what stands behind it bears it out."""
    lexicon, agent, place = scene.lexicon, scene.is_agent(head), scene.is_place(head)
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
    if role == "recipient" and draft.entry is not None and draft.entry.type in AGAINST_PEOPLE and agent is not True:
        # "for instance", "on the strength of": no one is addressed
        return role if place or scene.trees.tokens[head].upos in ("PROPN", "PRON") else None
    return role


def _counts_time(scene: Scene, head: int) -> bool:
    """ "two days after the vote", "shortly after take-off": how long after, and not why."""
    case = scene.trees.child(head, "case")
    before = case - 1 if case is not None else -1
    if before < 0:
        return False
    adverb = scene.trees.tokens[before].upos == "ADV" and scene.trees.head(before) in (head, case)
    time = scene.time(before)
    return adverb or (time is not None and time.type == "DURATION")
