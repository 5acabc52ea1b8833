"""How sure a text is of what one of its words names: beside it, above it, and whether it has come about."""

from collections.abc import Collection

from dateline.language.modality.assessment import Assessment, Tally
from dateline.language.modality.beside import weigh_beside
from dateline.language.modality.climb import Climb
from dateline.language.modality.happening import Happening
from dateline.language.modality.words import Modality
from dateline.language.trees import Trees


def assess_word(modality: Modality, trees: Trees, index: int, *, until: Collection[int] = ()) -> Assessment:
    """How sure the text is of what token `index` names.

    until: tokens at which the walk up stops (a claim's cue), so that the answer is that claim's source's.
    """
    tally, until = Tally(), frozenset(until)
    weigh_beside(modality, trees, index, tally)
    Climb(modality, trees, tally).run(index, until)
    tally.value = max(-3.0, min(3.0, tally.value))
    return Assessment(
        value=tally.value,
        kind=tally.plain(),
        future=tally.future,
        conditional=tally.conditional,
        negated=tally.negated,
        reports=tuple(tally.reports),
        because=tuple(tally.because),
        happened=Happening(modality, trees, until).of(index).value if modality.so_far else 0.0,
    )
