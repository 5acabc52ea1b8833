"""Triggers that name one event together are joined: light verbs, promises, objects, words of a phrase."""

import msgspec

from dateline.events.scene import Draft, Scene
from dateline.events.triggers.light_verbs import carrier_of, with_particle
from dateline.language.trees import base
from dateline.model import Span

# What someone in office may declare themselves willing to do, and what to threaten.
_WILLING = frozenset(("AID", "COOPERATE", "RETREAT", "CONCEDE", "CONSULT", "SUPPORT"))
_HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE"))


def join_light_verbs(scene: Scene, drafts: dict[int, Draft]) -> None:
    """A noun carried by a light verb takes the verb's clause; the verb stops being an event of its own."""
    trees = scene.trees
    for token, draft in list(drafts.items()):
        if trees.tokens[token].upos == "VERB" or token not in drafts:
            continue
        above = drafts.get(trees.head(token))
        if above is not None and above.kind == "breakdown" and base(trees.deprel(token)) == "nsubj":
            del drafts[token]  # "talks broke down": the breakdown is what is told
            continue
        if above is not None and above.kind == "explosion" and base(trees.deprel(token)) == "nsubj":
            draft.carrier = trees.head(token)  # "a car bomb exploded" is one attack
            draft.triggers.append(above.triggers[0])
            del drafts[trees.head(token)]
            continue
        carrier = carrier_of(scene, token)
        if carrier is None:
            continue
        draft.carrier = carrier
        verb = drafts.get(carrier)
        told = draft.entry is not None and draft.entry.type in ("CONSULT", "PROTEST")
        if verb is None and told and with_particle(scene, carrier) in scene.lexicon.light_subject:
            draft.triggers.append(Span(trees.tokens[carrier].start, trees.tokens[carrier].end))
        if verb is not None and _same_kind(verb, draft):
            if verb.entry is not None and draft.entry is not None and verb.entry.mode and not draft.entry.mode:
                draft.entry = verb.entry
            draft.triggers.append(verb.triggers[0])
            del drafts[carrier]


def join_promises(scene: Scene, drafts: dict[int, Draft]) -> None:
    """An offer, threat or refusal to do a thing is one event: the act of speech, with what is offered as its content.

    "offered to send two aircraft": AGREE, whose arguments are those of the sending; "threatened to attack":
    THREATEN. What is refused is no event.
    """
    trees = scene.trees
    for token, draft in list(drafts.items()):
        if token not in drafts or trees.tokens[token].upos != "VERB" or draft.entry is None:
            continue
        head = trees.head(token)
        above = drafts.get(head) if head >= 0 else None
        if base(trees.deprel(token)) != "xcomp" or above is None or above.entry is None:
            continue
        promised = above.entry.kind in ("promise", "agreement")
        if promised and draft.entry.type not in scene.lexicon.kindly:
            del drafts[head]
        elif above.entry.kind == "permission":
            above.content = token
            del drafts[token]
        elif above.entry.kind == "wish":
            wished = draft.entry.type
            del drafts[token if wished in _WILLING or wished in _HOSTILE else head]
            if wished in _WILLING or wished in _HOSTILE:
                above.entry = msgspec.structs.replace(
                    above.entry, type="AGREE" if wished in _WILLING else "THREATEN", kind="promise"
                )
                above.content = token
                above.triggers.append(draft.triggers[0])
        elif above.entry.type in ("THREATEN", "REJECT") or promised:
            above.content = token
            above.triggers.append(draft.triggers[0])
            del drafts[token]


def _same_kind(verb: Draft, noun: Draft) -> bool:
    if verb.entry is None or noun.entry is None:
        return True
    return verb.entry.kind == noun.entry.kind or verb.entry.type == noun.entry.type or verb.entry.is_pattern


def drop_inside_phrases(scene: Scene, drafts: dict[int, Draft]) -> None:
    """ "opened fire": a noun inside a verb's own words is no second event."""
    for token, draft in list(drafts.items()):
        first = draft.triggers[0]
        for inner in scene.trees.within(first):
            if inner != token and inner in drafts and scene.trees.tokens[inner].upos == "NOUN":
                del drafts[inner]


def drop_inner_nouns(scene: Scene, drafts: dict[int, Draft]) -> None:
    """A verb that is an event only because of its object keeps the object from being a second one.

    "called off a rally": the calling off is what happened, the rally what did not; both stay. "imposed
    sanctions", "reached a deal": one event.
    """
    for token, draft in list(drafts.items()):
        entry = draft.entry
        if entry is None or not entry.objects:
            continue
        # "the crash closed the road": what brings an event about is one of its own
        heads = scene.trees.subjects(token) if scene.trees.is_passive(token) else scene.trees.objects(token)
        for head in heads:
            noun = drafts.get(head)
            if noun is not None and noun.entry is not None and entry.kind == "lawsuit" != noun.entry.kind:
                del drafts[head]  # "lodged a protest with the embassy": nobody took to the streets
            elif noun is not None and noun.entry is not None and noun.entry.type == entry.type:
                draft.triggers.append(noun.triggers[0])
                del drafts[head]
        aim = _aim_of_means(scene, drafts, draft)
        if aim is not None:
            aim.triggers.append(draft.triggers[0])
            del drafts[token]


def _aim_of_means(scene: Scene, drafts: dict[int, Draft], draft: Draft) -> Draft | None:
    """ "used tear gas to disperse a crowd": the dispersal, whose means it is."""
    if draft.kind != "dispersal" or scene.lemma(draft.token) not in scene.lexicon.instrument_verbs:
        return None
    below = (drafts.get(each) for each in scene.trees.children(draft.token, "advcl", "xcomp"))
    forceful = (each for each in below if each is not None and each.entry is not None)
    return next((each for each in forceful if each.entry and each.entry.type in ("COERCE", "ASSAULT")), None)
