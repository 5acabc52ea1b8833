"""Who did what to whom: the arguments of an event from the tree around its word."""

import msgspec

from dateline.events.arguments.making import add_argument, add_counts, remove_argument
from dateline.events.arguments.of_nouns import adjective_arguments, carrier_arguments, noun_arguments
from dateline.events.arguments.of_verbs import verb_arguments
from dateline.events.arguments.participants import participants
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base

_HELD = "held to have done it"
# What someone may be held to have done.
_DEEDS = ("death", "attack", "injury", "abduction", "massacre", "crime", "ASSAULT torture", "ASSAULT sexual")


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


def lend_culprits(scene: Scene, drafts: list[Draft]) -> None:
    """ "was jailed for the manslaughter of a cyclist", "admitted the killing": whom a court holds to have done it."""
    for draft in drafts:
        if draft.entry is None or scene.trees.tokens[draft.token].upos != "NOUN":
            continue
        if draft.kind not in _DEEDS or any(role == "actor" for role, _ in draft.heads):
            continue
        verb, case = _court_verb(scene, draft.token)
        if verb is None or any(
            scene.lemma(each) in scene.modality.negation.words for each in range(verb + 1, draft.token)
        ):
            continue  # "pleaded not guilty to the killing"
        confessed = scene.lemma(verb) in scene.lexicon.confessing and (not case or case in scene.lexicon.culprits)
        convicted = scene.lemma(verb) in scene.lexicon.convicting and case in scene.lexicon.culprits
        if not confessed and not convicted:
            continue
        doers, held = participants(scene, verb)
        for head in doers if confessed else held:
            if head != draft.token:
                add_argument(scene, draft, "actor", head, _HELD)
        draft.arguments = [
            msgspec.structs.replace(each, inferred=True) if each.found_by == _HELD else each for each in draft.arguments
        ]


def drop_suspects(scene: Scene, drafts: list[Draft]) -> None:
    """ "arrested two men over the killing", "sanctions on officials over it": who is suspected has not done it yet.

    As the doers of a deed that is told as done; of one that is alleged they are what is alleged.
    """
    by_token = {draft.token: draft for draft in drafts}
    for draft in drafts:
        verb, _ = _court_verb(scene, draft.token) if draft.status == "happened" else (None, "")
        court = by_token.get(verb) if verb is not None else None
        if court is None or verb is None or scene.lemma(verb) in scene.lexicon.convicting | scene.lexicon.confessing:
            continue
        if court.kind not in ("arrest", "charge") and (court.entry is None or court.entry.type != "SANCTION"):
            continue
        held = {each.start for each in court.arguments if each.role == "recipient"}
        for argument in [each for each in draft.arguments if each.role == "actor"]:
            if argument.start in held and draft.kind in _DEEDS:
                remove_argument(scene, draft, argument)


def _court_verb(scene: Scene, token: int) -> tuple[int | None, str]:
    """The verb that a deed's noun hangs on, past "three counts of", and the preposition it hangs by."""
    trees = scene.trees
    for _ in range(4):
        head, relation = trees.head(token), base(trees.deprel(token))
        if head < 0 or relation not in ("obj", "obl", "nmod", "nsubj", "conj"):
            return None, ""
        if trees.form(head) in scene.lexicon.pleas and trees.head(head) >= 0:
            return trees.head(head), trees.case(token)  # "pleaded guilty to the killing"
        if trees.tokens[head].upos == "VERB":
            return (head, "" if relation == "obj" else trees.case(token)) if relation != "nsubj" else (None, "")
        if relation == "nmod" and trees.tokens[head].upos == "ADJ":
            return None, ""
        if relation == "nmod" and scene.lemma(head) not in scene.lexicon.counts_of:
            above = trees.head(head)
            if base(trees.deprel(head)) not in ("obj", "obl") or above < 0 or trees.tokens[above].upos != "VERB":
                return None, ""
            return above, trees.case(token)  # "jailed him for the killing", hung on him
        token = head
    return None, ""


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
