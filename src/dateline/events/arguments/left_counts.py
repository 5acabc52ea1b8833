"""Numbers of participants that are none any more."""

from collections.abc import Sequence

from dateline.events.arguments.making import is_number
from dateline.events.scene import Draft, Scene
from dateline.language.trees import base
from dateline.model import Argument, Span


def drop_counts_of(scene: Scene, draft: Draft, before: Sequence[Argument]) -> None:
    """ "Backed by 200 offices": where the offices are no party any more, their number is no amount of the event.

    Nor is an age or a house's number; how many are lost or gained is.
    """
    parties = [each for each in draft.arguments if not is_number(each)]
    gone = [each for each in before if each not in parties and not _is_measured(scene, draft, each)]
    for number in [each for each in draft.arguments if each.role == "amount" and each.unit in (None, "person")]:
        holding = [each for each in (*gone, *parties) if each.start <= number.start and number.end <= each.end]
        if holding and not any(each in parties for each in holding):
            draft.arguments.remove(number)


def _is_measured(scene: Scene, draft: Draft, argument: Argument) -> bool:
    """ "lost hundreds of residents", "grew by 272": the number of an object, or of a change."""
    trees, head = scene.trees, scene.trees.head_of(Span(argument.start, argument.end))
    if head is None or trees.head(head) not in (draft.carrier, draft.content):
        return False
    return base(trees.deprel(head)) == "obj" or trees.deprel(head) == "obl"
