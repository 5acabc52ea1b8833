"""A role for every line of a dump: the article's lines by the model, the furniture by its words and its neighbours."""

import numpy as np
import numpy.typing as npt

from dateline.article.dump.body import drop_inserts, drop_strays, find_short_body, take_models_word
from dateline.article.dump.context import DumpContext, FoundRole, look_at
from dateline.article.dump.copies import mark_copies
from dateline.article.dump.cues import Cues
from dateline.article.dump.features import Matrix
from dateline.article.dump.furniture import name_furniture
from dateline.article.dump.head import find_lede, find_signatures, find_standfirst, keep_to_their_places
from dateline.article.dump.headline import choose_headline
from dateline.article.dump.lines import Line
from dateline.article.dump.live import find_entries
from dateline.article.dump.paths import find_path
from dateline.article.dump.rankings import find_rankings


def assign_roles(
    lines: list[Line], probabilities: npt.NDArray[np.float64], rows: Matrix, cues: Cues
) -> list[FoundRole]:
    """A role for each line. probabilities: (lines, classes) in the order of `CLASSES`; rows: the lines' features."""
    context = look_at(lines, probabilities, rows, cues)
    find_text(context)
    context.headline = choose_headline(context)
    find_entries(context)
    keep_to_their_places(context)
    find_standfirst(context)
    find_signatures(context)
    find_lede(context)
    mark_copies(context)
    find_path(context)
    find_rankings(context)
    name_furniture(context)
    return context.found


def find_text(context: DumpContext) -> None:
    """The roles that the model has a word for, and which lines are the article's text."""
    take_models_word(context)
    find_short_body(context)
    drop_strays(context)
    drop_inserts(context)
