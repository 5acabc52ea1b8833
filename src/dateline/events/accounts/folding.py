"""Accounts that are part of another's event: what a cause did, what a march is for, a noun that refers back."""

from dateline.events.accounts.apart import places_differ
from dateline.events.accounts.one_event import points_back
from dateline.events.accounts.shared_participants import counts_differ, heads_of
from dateline.events.accounts.which_act import tells_which
from dateline.events.scene import Draft, Scene
from dateline.events.timing.moments import clash, finer
from dateline.language.modality import is_infinitive
from dateline.language.trees import base
from dateline.model import Argument

# Sentences back to which a definite noun reaches.
_BACK = 3

# Whom or what it is done to: one mention's victims are not another's recipients.
_DONE_TO = frozenset(("recipient", "victim", "theme"))


def fold_causes(scene: Scene, groups: list[list[Draft]]) -> list[list[Draft]]:
    """ "the explosion that destroyed the warehouse": the destruction is part of the explosion's report."""
    by_token = {draft.token: group for group in groups for draft in group}
    kept: list[list[Draft]] = []
    for group in groups:
        first = group[0]
        causes = [by_token[head] for role, head in first.heads if role == "instrument" and head in by_token]
        victim = _killed_in(scene, first, by_token)
        if victim is not None and len(group) == 1:
            _fold(scene, first, victim)
            continue
        marched = by_token.get(scene.trees.head(first.carrier))
        if marched is not None and marched is not group and _is_purpose(scene, first, marched[0]):
            for draft in group:
                _fold(scene, draft, marched[0])
        elif first.kind == "destruction" and causes and causes[0] is not group:
            for draft in group:
                _fold(scene, draft, causes[0][0])
        else:
            kept.append(group)
    return kept


def _is_purpose(scene: Scene, draft: Draft, above: Draft) -> bool:
    """ "marched to protest against the tax": what the march is for is the march."""
    protests = all(each.entry is not None and each.entry.type == "PROTEST" for each in (draft, above))
    infinitive = is_infinitive(scene.trees, draft.carrier)
    return protests and infinitive and scene.trees.deprel(draft.carrier) in ("advcl", "xcomp")


def fold_references(scene: Scene, groups: list[list[Draft]]) -> list[list[Draft]]:
    """ "set fire to a church. The attack ...": a definite noun that names no one is the act of its type told before.

    Only nouns that may stand for any act of their type, and only where one other act of that type stands in the three
    sentences before, on no other day and in no other place.
    """
    kept = []
    for group in groups:
        meant = _act_meant(scene, group, groups)
        if meant is None:
            kept.append(group)
            continue
        for draft in group:
            _fold(scene, draft, meant)
        meant.explained["same_as"] = f"“{group[0].triggers[0].of(scene.article.text)}” refers back to it"
    return kept


def _act_meant(scene: Scene, group: list[Draft], groups: list[list[Draft]]) -> Draft | None:
    first = group[0]
    general = first.lemma in scene.lexicon.general and first.entry is not None and first.entry.type != "OTHER"
    if not general or not all(_names_none(scene, draft) for draft in group):
        return None
    number = scene.trees.sentence_number(first.token)
    near = [
        other[0]
        for other in groups
        if other is not group
        and other[0].entry is not None
        and first.entry is not None
        and other[0].entry.type == first.entry.type
        and any(
            each.token < first.token and number - scene.trees.sentence_number(each.token) <= _BACK for each in other
        )
    ]
    if len(near) != 1 or near[0].status != first.status or clash(near[0].when, first.when):
        return None
    return None if places_differ(near[0], first) or counts_differ(near[0], first) else near[0]


def _names_none(scene: Scene, draft: Draft) -> bool:
    """A definite noun with nobody, no day and no name beside it."""
    return points_back(scene, draft) and not heads_of(draft) and not tells_which(scene, draft)


def _killed_in(scene: Scene, draft: Draft, by_token: dict[int, list[Draft]]) -> Draft | None:
    """The killing an attack noun stands under: "eleven were killed in an ambush" is one event."""
    trees = scene.trees
    head = trees.head(draft.token)
    if head >= 0 and base(trees.deprel(draft.token)) == "nmod" and base(trees.deprel(head)) == "obj":
        head = trees.head(head)  # "killed nine people in a car bombing", hung on the people
    if draft.kind != "attack" or trees.tokens[draft.token].upos != "NOUN" or head not in by_token:
        return None
    above = by_token[head][0]
    under = trees.case(draft.token) in scene.lexicon.words("under")
    return above if under and above.kind in ("death", "injury") else None


def _fold(scene: Scene, draft: Draft, target: Draft) -> None:
    """Make one draft part of another's report: its words, and what it tells that the other leaves open."""
    target.triggers.extend(draft.triggers)
    for argument, head in paired(draft):
        if argument.role != "instrument" and is_new(scene, target, argument, head):
            target.arguments.append(argument)
            if head is not None:
                target.heads.append((argument.role, head))
    target.when = finer(target.when, draft.when)
    target.where = target.where or draft.where
    for field in ("when", "where"):
        if field in draft.explained:
            target.explained.setdefault(field, draft.explained[field])


def paired(draft: Draft) -> list[tuple[Argument, int | None]]:
    """Arguments with their head tokens where they have one."""
    found: list[tuple[Argument, int | None]] = []
    heads = dict.fromkeys(draft.heads)
    for argument in draft.arguments:
        match = next((pair for pair in heads if pair[0] == argument.role), None)
        found.append((argument, match[1] if match is not None else None))
    return found


def is_new(scene: Scene, best: Draft, argument: Argument, head: int | None) -> bool:
    """Whether an argument fills a role the best mention leaves open; a bare pronoun never does."""
    taken = {each.role for each in best.arguments}
    if argument.role in taken or (argument.role in _DONE_TO and taken & _DONE_TO):
        return False
    if head is not None and scene.trees.tokens[head].upos == "PRON" and argument.entity is None:
        return False
    return all(each.start != argument.start or each.end != argument.end for each in best.arguments)
