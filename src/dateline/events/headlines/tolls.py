"""Headlines that tell who was hurt without a verb: "Four dead, nine hurt in Orlik blast".

Parsers join such numbers to the wrong words: the nine are dead and the four are hurt.
"""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from dateline.events.scene import Scene
from dateline.language.trees import base
from dateline.model import Analysis, Span, Token

_MODIFIERS = ("ADP", "ADV", "ADJ", "DET", "NUM", "NOUN")
_REACH = 5  # words between two numbers' harms: "dead, and at least 12 children"


def with_headline_tolls(scene: Scene) -> Analysis:
    """The analysis with each harm of a headline on the people right before it, later ones joined to the first.

    What the parser hung on any of them behind the last (where, in what) hangs on the first. The same analysis where
    there is none.
    """
    changed: dict[int, Token] = {}
    for sentence in scene.trees.analysis.sentences:
        if sentence.last > sentence.first and scene.role_of(sentence.first) == "headline":
            harms = [each for each in range(sentence.first + 1, sentence.last) if _is_harm_told(scene, each)]
            for run in _runs(scene, harms):
                changed |= _with_one_among(scene, run[0]) or _mended(scene, run)
    if not changed:
        return scene.trees.analysis
    tokens = tuple(changed.get(number, token) for number, token in enumerate(scene.trees.tokens))
    return msgspec.structs.replace(scene.trees.analysis, tokens=tokens)


def _is_harm_told(scene: Scene, harm: int) -> bool:
    """Whether a word tells what befell the number or the counted people right before it."""
    trees, people = scene.trees, harm - 1
    word = Span(trees.tokens[people].start, trees.tokens[people].end)
    counted = trees.tokens[people].upos == "NUM" or trees.children(people, "nummod") or scene.quantities(word)
    if not counted or trees.tokens[people].upos not in ("NUM", "NOUN") or scene.is_dated(people):
        return False
    behind = harm + 1
    marks = behind < trees.sentence(harm).last and trees.tokens[behind].upos in ("NOUN", "PROPN", "ADJ", "NUM")
    if (marks and not scene.is_dated(behind)) or trees.children(harm, "obj", "aux", "cop"):
        return False
    return _befalls(scene, harm)


def _befalls(scene: Scene, harm: int) -> bool:
    word, form, lemma = scene.trees.tokens[harm], scene.trees.form(harm), scene.lemma(harm)
    if word.upos not in ("ADJ", "VERB"):
        return False
    states = (*scene.lexicon.adjectives.get(form, ()), *scene.lexicon.adjectives.get(lemma, ()))
    counted = [entry for entry in scene.lexicon.verbs.get(lemma, ()) if entry.kind in scene.lexicon.counts]
    suffered = scene.is_past(harm) and not form.endswith(scene.lexicon.endings("gerund"))
    dies = form == lemma and any(entry.subject_role == "victim" for entry in counted)  # "12 die"
    return bool(states) or dies or (suffered and any(entry.subject_role is None for entry in counted))


def _runs(scene: Scene, harms: list[int]) -> Iterator[list[int]]:
    """Harms that only commas, "and" and the next number's own words part."""
    run: list[int] = []
    for harm in harms:
        if run and not _is_next(scene, run[-1], harm):
            yield run
            run = []
        run.append(harm)
    if run:
        yield run


def _is_next(scene: Scene, before: int, harm: int) -> bool:
    words = [scene.trees.tokens[each].upos for each in range(before + 1, harm)]
    joined = bool(words) and words[0] in ("PUNCT", "CCONJ") and len(words) <= _REACH
    return joined and all(upos in (*_MODIFIERS, "PUNCT", "CCONJ") for upos in words)


def _with_one_among(scene: Scene, harm: int) -> dict[int, Token]:
    """ "Chief among six killed in Orlik raid": both are killed, the six with the chief."""
    trees, people = scene.trees, harm - 1
    one = trees.head(people)
    marks = [each for each in trees.children(people, "case") if scene.lemma(each) in scene.lexicon.counting_in]
    if not marks or not 0 <= one < people or trees.tokens[one].upos not in ("NOUN", "PROPN"):
        return {}
    if harm not in (trees.head(one), *trees.children(one)) or trees.tokens[people].upos != "NUM":
        return {}
    whole = trees.head(one) == harm
    above = (
        trees.tokens[harm]
        if whole
        else msgspec.structs.replace(trees.tokens[harm], head=trees.head(one), deprel=trees.deprel(one))
    )
    return {
        harm: above,
        one: msgspec.structs.replace(trees.tokens[one], head=harm, deprel="nsubj:pass"),
        people: msgspec.structs.replace(trees.tokens[people], deprel="conj"),
    }


def _is_askew(scene: Scene, harm: int) -> bool:
    """ "Two women dead" as one phrase, "no fewer than 23 die" as that many of "die"."""
    trees = scene.trees
    marks = trees.head(harm) == harm - 1 and base(trees.deprel(harm)) in ("amod", "parataxis", "appos")
    marks = marks or _is_behind(scene, harm - 1)
    return (
        marks
        or (trees.head(harm - 1) == harm and base(trees.deprel(harm - 1)) == "nummod")
        or any(each < harm - 1 for each in trees.children(harm, "advmod") if trees.tokens[each].upos == "ADJ")
    )


def _is_behind(scene: Scene, people: int) -> bool:
    """ "5 dead in Orlik; dozens missing": no subject stands so far behind its predicate."""
    return base(scene.trees.deprel(people)) == "nsubj" and 0 <= scene.trees.head(people) < people


def _mended(scene: Scene, run: list[int]) -> dict[int, Token]:
    trees, first = scene.trees, run[0]
    people = [harm - 1 for harm in run]
    inside = {*run, *people}
    if len(run) == 1 and not _is_askew(scene, first):
        return {}
    outer = [each for each in (first, people[0], *run[1:], *people[1:]) if trees.head(each) not in inside]
    behind = bool(outer) and _is_behind(scene, outer[0])
    if not outer or (base(trees.deprel(outer[0])) in ("nsubj", "obj", "obl", "xcomp") and not behind):
        return {}  # "left four dead", "two dead identified": a clause around tells of them
    above = next((each for each in outer if trees.head(each) < 0), outer[0])
    loose = behind or base(trees.deprel(above)) in ("appos", "nmod", "dep")
    relation = "parataxis" if loose else trees.deprel(above)
    found = {first: msgspec.structs.replace(trees.tokens[first], head=trees.head(above), deprel=relation)}
    for harm in run[1:]:
        found[harm] = msgspec.structs.replace(trees.tokens[harm], head=first, deprel="conj")
    for harm, one in zip(run, people):
        told = trees.deprel(one) if trees.head(one) == harm and base(trees.deprel(one)) == "nsubj" else "nsubj"
        found[one] = msgspec.structs.replace(trees.tokens[one], head=harm, deprel=told)
        found |= {
            each: msgspec.structs.replace(trees.tokens[each], head=one)
            for each in trees.children(harm, "advmod", "amod", "case")
            if each < one
        }
    for before, harm in pairwise(run):
        for each in range(before + 1, harm):
            if trees.tokens[each].upos in ("PUNCT", "CCONJ"):
                relation = "punct" if trees.tokens[each].upos == "PUNCT" else "cc"
                found[each] = msgspec.structs.replace(trees.tokens[each], head=harm, deprel=relation)
    for each in (child for one in sorted(inside) for child in trees.children(one) if child > run[-1]):
        found[each] = msgspec.structs.replace(trees.tokens[each], head=first)
    return found
