"""Where the stance is the event: what was done is the refusing of a thing, not the thing."""

import msgspec

from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene

_COOPERATION = ("AID", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT", "AGREE", "CONSULT")


# What a crowd of protesters does with force is PLOVER's PROTEST, mode riot; killing and fighting stay ASSAULT.
_MOBS = ("attack", "destruction")


def _is_by_a_crowd(scene: Scene, draft: Draft) -> bool:
    doers = [head for role, head in draft.heads if role == "actor"]
    return bool(doers) and all(scene.lemma(head) in scene.lexicon.crowd for head in doers)


def settle_stance(scene: Scene, draft: Draft) -> None:
    """ "said he would not send aid" is a refusal by him, and no promise; call it after the draft is assessed."""
    assessment, entry = draft.assessment, draft.entry
    if entry is not None and entry.type == "ASSAULT" and entry.kind in _MOBS and _is_by_a_crowd(scene, draft):
        draft.entry = msgspec.structs.replace(entry, type="PROTEST", mode="riot")
        draft.explained["type"] = f"“{draft.triggers[0].of(scene.article.text)}” by protesters: a riot"
        return
    if assessment is None or entry is None or entry.type not in _COOPERATION:
        return
    names = {name for _, name in assessment.because}
    will = any(name in ("modal will", "modal would", "modal wo", "modal \u2019d", "modal 'd") for name in names)
    actors = [head for role, head in draft.heads if role == "actor"]
    if not (assessment.negated and will and actors) or assessment.value > 0:
        return
    if assessment.conditional:
        draft.status = "hypothetical"  # "if attacked, we will never surrender": no promise to do so
        return
    if names & {"condition", "question", "purpose", "prevents"}:
        return
    draft.entry = Entry(type="REJECT", kind="rejection")
    draft.status = "happened"
    draft.arguments = [
        msgspec.structs.replace(each, role="theme") if each.role == "instrument" else each for each in draft.arguments
    ]
    draft.explained["type"] = f"“{draft.triggers[0].of(scene.article.text)}” with “will not”: a refusal"
