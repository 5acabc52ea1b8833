"""Two nouns of one name whose first a tagger likes to take for a verb: "fired tear gas"."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Token

_REACH = 4  # words between the verb and the pair: "fired several rounds of tear gas"


def with_pairs(scene: Scene) -> Analysis:
    """The analysis with the first word of each such pair as the noun it is; the same where there is none."""
    trees = scene.trees
    changed: dict[int, Token] = {}
    for first in range(len(trees.tokens) - 1):
        pair = f"{scene.lemma(first)}_{scene.lemma(first + 1)}"
        if trees.tokens[first].upos != "VERB" or pair not in scene.lexicon.pairs:
            continue
        if base(trees.deprel(first + 1)) == "obj" and trees.head(first + 1) == first:
            changed |= _mended(scene, first)
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)


def _mended(scene: Scene, first: int) -> dict[int, Token]:
    """The pair's words, and what hung on its first, hung on the verb before it; else all as the first word hung."""
    trees, second = scene.trees, first + 1
    sentence = trees.sentence(first)
    near = range(first - 1, max(sentence.first, first - 1 - _REACH) - 1, -1)
    verb = next((each for each in near if trees.tokens[each].upos == "VERB"), None)
    above = trees.head(first) if verb is None or trees.is_under(verb, first) else verb
    relation = trees.deprel(first) if verb is None or above != verb else "obj"
    found = {
        first: msgspec.structs.replace(trees.tokens[first], upos="NOUN", head=second, deprel="compound"),
        second: msgspec.structs.replace(trees.tokens[second], head=above, deprel=relation),
    }
    for child in trees.children(first):
        if child != second:
            found[child] = msgspec.structs.replace(trees.tokens[child], head=second if above < 0 else above)
    return found
