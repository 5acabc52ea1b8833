"""Headlines' clipped presents that a tagger takes for nouns or adjectives: "Court jails ex-minister"."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis


def with_headline_verbs(scene: Scene) -> Analysis:
    """The analysis with each such word as the verb it is, and the noun before it as its subject.

    A word is one where it heads a headline, is known as an event's verb, and takes an object: no noun and no adjective
    does. The same analysis where there is none.
    """
    trees = scene.trees
    changed = {}
    for sentence in trees.analysis.sentences:
        for token in range(sentence.first, sentence.last):
            if trees.head(token) < 0 and _is_misread(scene, token):
                changed[token] = msgspec.structs.replace(trees.tokens[token], upos="VERB")
                changed |= {
                    each: msgspec.structs.replace(trees.tokens[each], deprel="nsubj")
                    for each in trees.children(token, "compound")
                    if each == token - 1
                }
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)


def _is_misread(scene: Scene, root: int) -> bool:
    trees = scene.trees
    objects = [each for each in trees.children(root, "obj") if each > root]
    before = root - 1
    led = before >= 0 and trees.head(before) == root and base(trees.deprel(before)) in ("compound", "nsubj")
    return (
        trees.tokens[root].upos in ("NOUN", "ADJ")
        and scene.role_of(root) == "headline"
        and scene.lemma(root) in scene.lexicon.verbs
        and bool(objects)
        and led
    )
