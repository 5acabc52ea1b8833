"""Light verbs, which only carry the event that a noun names: "hold a rally", "talks took place"."""

from dateline.events.arguments.of_nouns import outer_noun, place_in_clause
from dateline.events.arguments.participants import is_reduced_passive
from dateline.events.scene import Scene
from dateline.language.trees import base


def carrier_of(scene: Scene, token: int) -> int | None:
    """The verb that carries a noun's event, None where none does."""
    trees = scene.trees
    head, relation = place_in_clause(scene, token)
    if head < 0 or trees.tokens[head].upos not in ("VERB", "ADJ"):
        return None
    lemma = with_particle(scene, head)
    if base(relation) == "obl":
        key = f"{lemma}_{trees.case(outer_noun(scene, token))}"
        return head if key in scene.lexicon.light else None
    passive = trees.is_passive(head) or is_reduced_passive(scene, head)
    if (base(relation) == "obj" or (relation == "nsubj:pass" and passive)) and lemma in scene.lexicon.light:
        return head
    if base(relation) == "nsubj" and not passive:
        if lemma in scene.lexicon.light_subject:
            return head
        for child in trees.children(head, "xcomp"):
            if with_particle(scene, child) in scene.lexicon.light_subject:
                return child
    return None


def with_particle(scene: Scene, token: int) -> str:
    """A verb's lemma with its particle or the word behind it, where it is known so."""
    particle = scene.trees.child(token, "compound:prt")
    lemma = scene.lemma(token)
    if particle is not None:
        return f"{lemma}_{scene.lemma(particle)}"
    following = [child for child in scene.trees.children(token) if child == token + 1]
    for child in following:
        joined = f"{lemma}_{scene.lemma(child)}"
        if joined in scene.lexicon.light_subject or joined in scene.lexicon.light:
            return joined
    return lemma
