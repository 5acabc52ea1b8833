"""Particles that parsers take for prepositions: "swore in a judge" is no act in a judge."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Token


def with_particles(scene: Scene) -> Analysis:
    """The analysis with the word behind such a verb as its particle, and whoever follows as its object."""
    changed: dict[int, Token] = {}
    for verb in range(len(scene.trees.tokens) - 1):
        if scene.trees.tokens[verb].upos == "VERB":
            changed |= _mended(scene, verb)
    if not changed:
        return scene.trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(scene.trees.tokens))
    return msgspec.structs.replace(scene.trees.analysis, tokens=tokens)


def _mended(scene: Scene, verb: int) -> dict[int, Token]:
    trees, particle = scene.trees, verb + 1
    if f"{scene.lemma(verb)}_{trees.form(particle)}" not in scene.lexicon.words("particled"):
        return {}
    whom = trees.head(particle)
    hung = whom > particle and trees.head(whom) == verb and base(trees.deprel(whom)) == "obl"
    if not hung or base(trees.deprel(particle)) != "case" or trees.objects(verb) or scene.is_agent(whom) is not True:
        return {}
    if trees.form(whom) == scene.lemma(whom) and trees.tokens[whom].upos == "NOUN" and len(trees.children(whom)) == 1:
        return {}  # "swore in court": one who is sworn in has an article or an adjective, or there are more of them
    return {
        particle: msgspec.structs.replace(trees.tokens[particle], head=verb, deprel="compound:prt"),
        whom: msgspec.structs.replace(trees.tokens[whom], deprel="obj"),
    }
