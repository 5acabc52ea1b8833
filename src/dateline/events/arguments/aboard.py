"""How many "all on board" are: as many as the page says were there, where it says one number of people; else none."""

import msgspec

from dateline.events.arguments.making import as_role, quantity_argument
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Mention, Span

# Words behind a number of people within which "on board" must stand.
_REACH = 4
_BACK = 2  # sentences


def count_all_aboard(scene: Scene, drafts: list[Draft]) -> None:
    """Give "all on board were killed" the number of people that the page says were on board; inferred.

    Nothing where the page tells no number, or two ("120 passengers and six crew"), or counts some of them only.
    """
    waiting = [draft for draft in drafts if draft.kind in scene.lexicon.counts and _is_of_all(scene, draft)]
    aboard = _people_aboard(scene) if waiting else []
    for draft in waiting:
        role = scene.lexicon.counts[draft.kind]
        near = [mention for mention in aboard if _is_near(scene, mention, draft)]
        values = {mention.quantity.value for mention in near if mention.quantity is not None}
        quantity = near[0].quantity if len(values) == 1 else None
        if quantity is None or any(each.role == role for each in draft.arguments):
            continue
        told = quantity_argument(near[0], quantity, as_role(role), "all of those on board")
        draft.arguments.append(msgspec.structs.replace(told, inferred=True))


def _is_near(scene: Scene, mention: Mention, draft: Draft) -> bool:
    """Whether a number stands in the sentence of what befell all or in the few before: further off are other ships."""
    head = scene.trees.head_of(Span(mention.start, mention.end))
    back = scene.trees.sentence_number(draft.token) - scene.trees.sentence_number(head) if head is not None else -1
    return 0 <= back <= _BACK


def _is_of_all(scene: Scene, draft: Draft) -> bool:
    """Whether its victims are all those on board: "all on board", "everyone aboard the ferry"."""
    victims = [head for role, head in draft.heads if role == "victim"]
    whole = any(scene.lemma(head) in scene.lexicon.whole or _has_whole(scene, head) for head in victims)
    return whole and any(_is_aboard(scene, head) for head in victims)


def _has_whole(scene: Scene, head: int) -> bool:
    return any(scene.lemma(each) in scene.lexicon.whole for each in scene.trees.children(head, "det"))


def _is_aboard(scene: Scene, token: int) -> bool:
    """Whether "on board" or "aboard" stands close behind a word, in its clause."""
    last = scene.trees.sentence(token).last
    words = [scene.trees.form(each) for each in range(token + 1, min(token + 1 + _REACH, last))]
    joined = f" {' '.join(words)} "
    return any(f" {phrase.replace('_', ' ')} " in joined for phrase in scene.lexicon.aboard)


def _people_aboard(scene: Scene) -> list[Mention]:
    """The exact numbers of people that the page says were on board, in order; passengers are but some of them."""
    found: list[Mention] = []
    for mention in scene.mentions:
        quantity = mention.quantity
        if quantity is None or quantity.of not in scene.lexicon.persons or quantity.lower != quantity.upper:
            continue
        head = scene.trees.head_of(Span(mention.start, mention.end))
        if head is None:
            continue
        counted = head if scene.trees.tokens[head].upos == "NOUN" else scene.trees.head(head)
        if counted >= 0 and (_is_aboard(scene, counted) or _is_carried(scene, counted)):
            found.append(mention)
    return found


def _is_carried(scene: Scene, counted: int) -> bool:
    verb = scene.trees.head(scene.trees.first_conjunct(counted))
    return (
        verb >= 0
        and base(scene.trees.deprel(counted)) in ("obj", "conj")
        and scene.lemma(verb) in scene.lexicon.carrying
    )
