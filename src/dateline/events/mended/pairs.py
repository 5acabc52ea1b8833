"""Two words of one name that a parser takes for two things: "fired tear gas", "met Antigua and Barbuda"."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Mention, Span, Token

_REACH = 4  # words between the verb and the pair: "fired several rounds of tear gas"


def with_pairs(scene: Scene) -> Analysis:
    """The analysis with the first word of each such pair as the noun it is; the same where there is none.

    What "and" joins within one name of a place or a body ("Trinidad and Tobago") is a part of that name.
    """
    trees = scene.trees
    changed: dict[int, Token] = {}
    for mention in scene.mentions:
        if mention.form == "name" and mention.kind in ("place", "organisation"):
            changed |= _within_name(scene, mention)
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


def _within_name(scene: Scene, mention: Mention) -> dict[int, Token]:
    trees, inside = scene.trees, scene.trees.within(Span(mention.start, mention.end))
    found = {}
    for token in inside:
        first = trees.head(token)
        if base(trees.deprel(token)) == "conj" and first in inside and first < token:
            found[token] = msgspec.structs.replace(trees.tokens[token], deprel="flat")
            for child in trees.children(token):
                if child not in inside:  # "Fire and Rescue, along with ...": of the whole name
                    found[child] = msgspec.structs.replace(trees.tokens[child], head=first)
    return found


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
