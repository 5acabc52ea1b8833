"""Places, charges and receivers that parsers hang on another participant."""

from dateline.events.arguments.making import add_argument, cut_before, is_site
from dateline.events.scene import Draft, Scene


def names_event(scene: Scene, head: int) -> bool:
    """ "killed in shelling by the army in Orlik": what happened where it is told to."""
    inside = scene.trees.case(head) in ("in", "during", "by")
    return (
        inside
        and scene.trees.tokens[head].upos in ("NOUN", "VERB")
        and bool({scene.lemma(head), scene.trees.form(head)} & scene.lexicon.nouns.keys())
    )


def towns_before(scene: Scene, noun: int) -> tuple[int, ...]:
    """ "the Orlik market bombing", "at the Orlik wedding": places named before a noun, in no name of their own."""
    below = [(child, scene.mention(child)) for child in scene.trees.children(noun, "compound")]
    return tuple(
        child
        for child, mention in below
        if mention is not None
        and mention is not scene.mention(noun)
        and mention.form == "name"
        and mention.kind in ("place", "facility")
        and (mention.place is None or mention.place.kind != "country")
    )


def place_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "killed two workers at a plant": the place of the killing, which parsers like to hang on the workers."""
    below = scene.trees.children(head, "nmod")
    if names_event(scene, head):
        below += scene.trees.children(head, "obl")
        done = [child for child in below if scene.trees.case(child) in ("by", "of")]
        below += tuple(each for child in done for each in scene.trees.children(child, "nmod"))
    for child in below:
        if is_site(scene, child) and not scene.is_place(head):
            add_argument(scene, draft, "place", child, f"after {scene.trees.case(child)}, hung on the object")


def charge_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "accused the union of blackmail": the charge, which parsers like to hang on the accused."""
    if draft.entry is None or draft.entry.mode != "allege" or scene.trees.tokens[draft.token].upos != "VERB":
        return
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        if scene.trees.case(child) in ("of", "for") and scene.is_agent(child) is not True and case is not None:
            add_argument(scene, draft, "reason", child, f"after {scene.trees.case(child)}, hung on the object")
            cut_before(scene, draft, case, "recipient")


def receiver_hung_on(scene: Scene, draft: Draft, head: int) -> None:
    """ "donates all contributions to the shelter", "penned a letter to the council": who is given what is given.

    Parsers like to hang them on the thing.
    """
    paper = scene.lemma(head) in scene.lexicon.papers and draft.entry is not None and draft.entry.type == "OTHER"
    if draft.entry is None or (draft.entry.type != "AID" and not paper):
        return
    for child in scene.trees.children(head, "nmod"):
        case = scene.trees.child(child, "case")
        to = scene.trees.case(child) == "to" and scene.time(child) is None
        if child > head and case is not None and case > head and to and (not paper or scene.is_agent(child)):
            add_argument(scene, draft, "recipient", child, "after to, hung on the object")
            cut_before(scene, draft, case, "theme" if paper else "instrument")
