"""Force that is used with words only: "attacked the plan", "a scathing attack on the mayor"."""

from dateline.events.arguments.needs import uses_force
from dateline.events.arguments.participants import antecedent, participants
from dateline.events.lexicon import Entry
from dateline.events.scene import Draft, Scene


def settle_words(scene: Scene, draft: Draft) -> None:
    """Take an attack on a plan, a statement or a record, and one made with words, for criticism.

    Call it before arguments are added: their roles follow from the type.
    """
    entry = draft.entry
    if entry is None or entry.type != "ASSAULT" or not {scene.lemma(draft.token), draft.lemma} & scene.lexicon.spoken:
        return
    why = _why(scene, draft)
    if why is None:
        return
    draft.entry = Entry("ACCUSE", "criticism", "disapprove")
    draft.explained["type"] = f"“{draft.triggers[0].of(scene.article.text)}” {why}: criticism"


def _why(scene: Scene, draft: Draft) -> str | None:
    """What speaks for words; None where force may be meant."""
    trees, lexicon, token = scene.trees, scene.lexicon, draft.token
    marks = trees.children(token, "amod", "advmod")
    if any(scene.lemma(each) in lexicon.spoken_marks for each in marks):
        return "is told as one of words"
    if trees.tokens[token].upos == "VERB":
        doers, aims = participants(scene, token)
        able = [scene.is_agent(antecedent(scene, head)) for head in doers]
        if uses_force(scene, token) or (doers and True not in able):
            return None
    else:
        aims = ()
    below = [each for each in trees.children(token, "obl", "nmod") if scene.time(each) is None]
    aims = (*aims, *(each for each in below if trees.case(each) in scene.lexicon.words("on")))
    if aims and all(scene.lemma(each) in lexicon.ideas and not scene.is_agent(each) for each in aims):
        return f"on “{trees.form(aims[0])}”"
    spoken = [each for each in below if scene.lemma(each) in lexicon.spoken_means]
    means = [each for each in spoken if trees.case(each) in scene.lexicon.words("by_means")]
    return f"in “{trees.form(means[0])}”" if means else None
