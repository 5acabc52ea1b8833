"""Headlines' clipped presents that a tagger takes for nouns or adjectives, and commas that stand for "and".

"Court jails ex-minister", "Rebels seize town, kill 12".
"""

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis


def with_headline_verbs(scene: Scene) -> Analysis:
    """The analysis with each such word as the verb it is, and the noun before it as its subject.

    A word is one where it heads a headline, is known as an event's verb, and takes an object: no noun and no adjective
    does. What a comma sets beside a verb with a subject, and has none of its own, is joined to it; a form that may be
    another verb's past ("wound") is the present it looks like. The same analysis where there is none.
    """
    trees = scene.trees
    changed = {}
    for sentence in trees.analysis.sentences:
        if sentence.last <= sentence.first or scene.role_of(sentence.first) != "headline":
            continue
        for token in range(sentence.first, sentence.last):
            if trees.head(token) < 0 and _is_misread(scene, token):
                changed[token] = msgspec.structs.replace(trees.tokens[token], upos="VERB")
                changed |= {
                    each: msgspec.structs.replace(trees.tokens[each], deprel="nsubj")
                    for each in trees.children(token, "compound")
                    if each == token - 1
                }
                continue
            if _is_noun_of_event(scene, token):
                lemma = scene.lemma(token) if scene.lemma(token) in scene.lexicon.nouns else trees.form(token)
                changed[token] = msgspec.structs.replace(trees.tokens[token], upos="NOUN", lemma=lemma, deprel="obl")
                continue
            if _is_second_doer(scene, token):
                changed[token] = msgspec.structs.replace(trees.tokens[token], deprel="conj")
                continue
            if _is_led_by_noun(scene, token):
                changed[token - 1] = msgspec.structs.replace(trees.tokens[token - 1], deprel="nsubj")
            word = trees.tokens[token]
            if _is_joined_by_comma(scene, token):
                word = msgspec.structs.replace(word, deprel="conj")
            if _is_present(scene, token):
                word = msgspec.structs.replace(word, lemma=trees.form(token))
            if word is not trees.tokens[token]:
                changed[token] = word
    if not changed:
        return trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(trees.tokens))
    return msgspec.structs.replace(trees.analysis, tokens=tokens)


def _is_noun_of_event(scene: Scene, token: int) -> bool:
    """ "Two dead after Orlik fire": behind a preposition and a name, a known noun is no verb."""
    trees, form = scene.trees, scene.trees.form(token)
    before = token - 1
    named = before >= 0 and trees.head(before) == token and base(trees.deprel(before)) in ("compound", "nmod")
    return (
        named
        and trees.tokens[token].upos == "VERB"
        and base(trees.deprel(token)) in ("advcl", "obl")
        and scene.role_of(token) == "headline"
        and (
            bool({form, scene.lemma(token)} & scene.lexicon.event_nouns)
            or form.endswith(scene.lexicon.endings("gerund"))
        )
        and any(trees.tokens[each].upos == "ADP" and each < before for each in trees.children(token, "case"))
        and not trees.children(token, "obj", "nsubj", "aux", "mark", "ccomp", "xcomp")
    )


def _is_led_by_noun(scene: Scene, verb: int) -> bool:
    """ "six missing after ferry sinks": nothing marks a verb; the noun before it is its subject."""
    trees, before = scene.trees, verb - 1
    return (
        before >= 0
        and trees.tokens[verb].upos == "VERB"
        and not trees.form(verb).endswith(scene.lexicon.endings("gerund") + scene.lexicon.endings("past"))
        and trees.head(before) == verb
        and trees.tokens[before].upos in ("NOUN", "PROPN")
        and base(trees.deprel(before)) == "compound"
        and scene.role_of(verb) == "headline"
        and not trees.children(verb, "nsubj", "aux")
    )


def _is_second_doer(scene: Scene, noun: int) -> bool:
    """ "Mayor, two aides resign": a comma before a plural verb and no other makes two of them."""
    trees, first = scene.trees, scene.trees.head(noun)
    if base(trees.deprel(noun)) != "appos" or not 0 <= first < noun or scene.role_of(noun) != "headline":
        return False
    verb = trees.head(first)
    if base(trees.deprel(first)) != "nsubj" or verb < noun or trees.tokens[verb].upos != "VERB":
        return False
    plural = trees.form(verb) == scene.lemma(verb) and not trees.children(verb, "aux", "cop")
    commas = [each for each in range(first + 1, verb) if trees.form(each) == ","]
    one = trees.form(first) == scene.lemma(first)  # "Rebels, heirs of Korr, flee"
    return plural and one and len(commas) == 1 and first < commas[0] < noun


def _is_joined_by_comma(scene: Scene, verb: int) -> bool:
    trees, first = scene.trees, scene.trees.head(verb)
    bare = base(trees.deprel(verb)) == "parataxis" and not trees.children(verb, "nsubj", "aux", "cop", "mark")
    return (
        bare
        and trees.tokens[verb].upos == "VERB"
        and 0 <= first < verb
        and trees.tokens[first].upos == "VERB"
        and bool(trees.children(first, "nsubj"))
        and trees.form(verb - 1) == ","
        and scene.role_of(verb) == "headline"
    )


def _is_present(scene: Scene, verb: int) -> bool:
    """ "Wound nine": to wound, and not the past of "to wind"."""
    return (
        scene.trees.form(verb) in scene.lexicon.headline_presents
        and scene.trees.tokens[verb].upos == "VERB"
        and scene.lemma(verb) != scene.trees.form(verb)
        and bool(scene.trees.children(verb, "obj"))
        and scene.role_of(verb) == "headline"
    )


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
