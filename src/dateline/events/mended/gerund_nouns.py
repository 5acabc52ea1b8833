"""Nouns in "-ing" that a tagger takes for verbs: "Shelling by troops damaged two hospitals"."""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Token


def with_gerund_nouns(scene: Scene) -> Analysis:
    """The analysis with each such subject that is an event's noun and has its doer behind "by" as the noun it is.

    The same analysis where there is none.
    """
    trees = scene.trees
    changed: dict[int, Token] = {}
    for token, word in enumerate(trees.tokens):
        if word.upos != "VERB" or base(trees.deprel(token)) not in ("nsubj", "csubj"):
            continue
        form = trees.form(token)
        doers = [each for each in trees.children(token, "obl", "nmod") if trees.case(each) == "by"]
        own = trees.children(token, "obj", "nsubj", "aux", "ccomp", "xcomp", "mark")
        if form.endswith(scene.lexicon.endings("gerund")) and form in scene.lexicon.nouns and doers and not own:
            changed[token] = msgspec.structs.replace(word, upos="NOUN", lemma=form)
            changed |= {each: msgspec.structs.replace(trees.tokens[each], deprel="nmod") for each in doers}
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)
