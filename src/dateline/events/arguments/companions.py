"""Who takes part beside somebody: "filed by Renn, together with Senn"."""

from dateline.events.arguments.making import add_argument, is_number, remove_argument
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Span

_REACH = 40  # words from the event
_THINGS = ("theme", "instrument")
_ROLES = ("actor", "recipient", "victim", *_THINGS)


def add_companions(scene: Scene, draft: Draft) -> None:
    """Give who stands behind "together with" the role of those right before it, else of a passive's subject.

    Trees hang them on the verb or on the adverb, where "with" would make them whom it was done to.
    """
    trees = scene.trees
    sentence = trees.sentence(draft.token)
    for adverb in range(max(sentence.first, draft.token - _REACH), min(sentence.last - 1, draft.token + _REACH)):
        if scene.lemma(adverb) not in scene.lexicon.together or trees.form(adverb + 1) not in scene.lexicon.beside_with:
            continue
        head = trees.head(adverb + 1)
        if head <= adverb or draft.carrier not in (*_above(scene, head), *_above(scene, adverb)):
            continue
        role = _role_beside(scene, draft, adverb)
        if role in _THINGS and scene.is_agent(head):  # "signed the treaty together with Korr"
            role = "actor" if any(each.role == "actor" for each in draft.arguments) else None
        if role is not None and not (role == "actor" and scene.is_agent(head) is False):
            _move(scene, draft, role, head)


def _above(scene: Scene, token: int) -> tuple[int, ...]:
    """The words a phrase hangs on, up to the verb of its clause."""
    found = []
    for each in scene.trees.ancestors(token):
        found.append(each)
        if scene.trees.tokens[each].upos == "VERB":
            break
    return tuple(found)


def _role_beside(scene: Scene, draft: Draft, adverb: int) -> str | None:
    trees = scene.trees
    before = adverb - 1
    while before > 0 and trees.tokens[before].upos == "PUNCT":
        before -= 1
    at = trees.tokens[before].start
    if before in (draft.token, draft.carrier):
        subjects = trees.subjects(before)
        at = trees.tokens[subjects[0]].start if subjects and trees.is_passive(before) else -1
    near = (each for each in draft.arguments if each.role in _ROLES and each.start <= at < each.end)
    return next((each.role for each in near), None)


def _move(scene: Scene, draft: Draft, role: str, head: int) -> None:
    for each in scene.trees.conjuncts(head):
        if base(scene.trees.deprel(each)) == "flat":
            continue
        word = scene.trees.tokens[each]
        for argument in [one for one in draft.arguments if _names(one, word.start) and not is_number(one)]:
            if argument.role == role:
                return
            if scene.trees.head_of(Span(argument.start, argument.end)) == each:
                remove_argument(scene, draft, argument)
        add_argument(scene, draft, role, each, "told together")


def _names(argument: Argument, start: int) -> bool:
    return argument.start <= start < argument.end
