"""Repeated mentions of one event become one report of the article."""

from dateline.events.accounts.folding import fold_causes, fold_references, is_new, paired
from dateline.events.accounts.one_event import belongs, only_points_back
from dateline.events.accounts.which_act import share_stem
from dateline.events.learned.told import tells_anew
from dateline.events.scene import Draft, Scene
from dateline.events.timing.moments import finer
from dateline.model import Status

# From the surest telling to the least: what the article itself tells as done outweighs what someone says.
_RANK: tuple[Status, ...] = (
    "happened", "did_not_happen", "denied", "alleged", "threatened", "planned", "expected", "feared",
    "hypothetical", "unknown",
)  # fmt: skip

# Events of one kind looked back at: an article has few; a book-length text must not cost the square of its length.
_MOST_GROUPS = 40

# Sentences back to which a definite noun reaches where several events may be meant, and how many are several.
_BACK = 3
_SEVERAL = 2


def merge_mentions(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft per event, in order of its best mention; the other triggers are kept as `triggers`.

    Two drafts are one event when they are of one kind and nothing speaks against it (participants, counts, time,
    place, standing), and something speaks for it: shared participants, a definite noun that points back, or the
    headline's telling of what the body tells.
    """
    groups: list[list[Draft]] = []
    by_kind: dict[str, list[list[Draft]]] = {}
    for draft in drafts:
        alike = by_kind.setdefault(_family(scene, draft), [])
        group = _group_of(scene, draft, alike[-_MOST_GROUPS:])
        if group is None:
            groups.append([draft])
            alike.append(groups[-1])
        else:
            group.append(draft)
    groups = fold_references(scene, fold_causes(scene, groups))
    return sorted((_merged(scene, group) for group in groups), key=lambda draft: draft.triggers[0].start)


def _group_of(scene: Scene, draft: Draft, groups: list[list[Draft]]) -> list[Draft] | None:
    """The group whose event a draft tells of; a noun that only refers back names none where it may mean several."""
    found = [each for each in reversed(groups) if belongs(scene, draft, each)]
    if len(found) < _SEVERAL or not only_points_back(scene, draft, found[0]):
        return found[0] if found else None
    same_word = [each for each in found if any(share_stem(scene, draft, other) for other in each)]
    if len(same_word) == 1:
        return same_word[0]
    number = scene.trees.sentence_number(draft.token)
    near = [each for each in found if number - scene.trees.sentence_number(each[-1].token) <= _BACK]
    return near[0] if len(near) == 1 else None


def _family(scene: Scene, draft: Draft) -> str:
    """Under which drafts are kept that may be one event: their kind, or that of the kinds akin to it."""
    return min(scene.lexicon.kin) if draft.kind in scene.lexicon.kin else draft.kind


def _merged(scene: Scene, group: list[Draft]) -> Draft:
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda draft: (tells_anew(scene, draft), _weight(scene, draft), -draft.token))
    others = [draft for draft in group if draft is not best]
    for draft in others:
        best.triggers.extend(trigger for trigger in draft.triggers if trigger not in best.triggers)
        best.when = finer(best.when, draft.when)
        if best.when is draft.when is not None:
            best.explained["when"] = draft.explained.get("when", "another mention of the event")
        if best.where is None or (best.where.name is None and draft.where is not None and draft.where.name):
            best.where = draft.where or best.where
            if best.where is draft.where is not None:
                best.explained["where"] = draft.explained.get("where", "another mention of the event")
        for argument, head in paired(draft):
            if is_new(scene, best, argument, head):
                best.arguments.append(argument)
                if head is not None:
                    best.heads.append((argument.role, head))
        if best.entry is not None and draft.entry is not None and best.entry.type == "OTHER" != draft.entry.type:
            best.entry = draft.entry
        best.horizon = best.horizon or draft.horizon
        if _RANK.index(draft.status) < _RANK.index(best.status):
            best.status, best.explained["status"] = draft.status, draft.explained.get("status", "")
        known = {each.source for each in best.standing}
        best.standing = (*best.standing, *(each for each in draft.standing if each.source not in known))
    best.arguments.sort(key=lambda argument: (argument.start, argument.role))
    best.explained["same_as"] = f"{len(group)} mentions of one event: same kind, nothing against it"
    return best


def _weight(scene: Scene, draft: Draft) -> tuple[int, int]:
    """How much a mention tells: the body's before the headline's, then by its participants and other fields."""
    body = scene.role_of(draft.token) not in ("headline", "standfirst", "caption", "subhead")
    participants = len({role for role, _ in draft.heads if role in ("actor", "recipient", "victim")})
    return (2 * participants + len(draft.arguments) + (draft.when is not None) + (3 if body else 0), int(body))
