"""Who did what to whom: the arguments of an event from the tree around its word."""

import msgspec

from dateline.events.argument_making import add_counts
from dateline.events.noun_arguments import adjective_arguments, carrier_arguments, noun_arguments
from dateline.events.scene import Draft, Scene
from dateline.events.verb_arguments import verb_arguments


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
        verb_arguments(scene, draft, draft.token)
    else:
        noun_arguments(scene, draft)
        if draft.carrier != draft.token:
            carrier_arguments(scene, draft)
        elif scene.trees.tokens[draft.token].upos == "ADJ":
            adjective_arguments(scene, draft)
    add_counts(scene, draft)
    draft.arguments.sort(key=lambda argument: (argument.start, argument.role))


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
