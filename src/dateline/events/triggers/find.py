"""Which words of an article name events, and of what type."""

from dateline.events.scene import Draft, Scene
from dateline.events.triggers.joining import drop_inner_nouns, drop_inside_phrases, join_light_verbs, join_promises
from dateline.events.triggers.nouns import adjective_draft, noun_draft
from dateline.events.triggers.verbs import verb_draft
from dateline.events.ways.sport import is_sport


def find_triggers(scene: Scene) -> list[Draft]:
    """Drafts of every word that names an event by the lexicon, in text order; light verbs join their noun.

    Word and particle, word and preposition, word and object are tried from the longest; where a language has
    no event words, none is found.
    """
    drafts: dict[int, Draft] = {}
    for token in range(len(scene.trees.tokens)):
        draft = _draft_of(scene, token)
        if draft is not None:
            drafts[token] = draft
    join_light_verbs(scene, drafts)
    join_promises(scene, drafts)
    drafts = {token: draft for token, draft in drafts.items() if draft.kind != "wish"}
    drop_inner_nouns(scene, drafts)
    drop_inside_phrases(scene, drafts)
    if is_sport(scene):
        drafts = {token: draft for token, draft in drafts.items() if draft.kind not in scene.lexicon.not_in_sport}
    return [drafts[token] for token in sorted(drafts)]


def _draft_of(scene: Scene, token: int) -> Draft | None:
    upos = scene.trees.tokens[token].upos
    if upos == "VERB":
        return verb_draft(scene, token) or adjective_draft(scene, token)
    if upos in ("NOUN", "PROPN"):
        return noun_draft(scene, token)
    if upos == "ADJ":
        return adjective_draft(scene, token)
    return None
