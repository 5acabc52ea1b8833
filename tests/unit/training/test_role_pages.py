"""What a labelled page gives to the models of furniture."""

import numpy as np
from training.roles.pages import RolePage

from dateline.article.learned.furniture import FURNITURE


def test_a_block_on_which_two_readers_differ_stands_for_both_of_their_roles() -> None:
    none = np.zeros((0, 0), np.float32), np.zeros(0, np.int64)
    first, second = ("teaser", "body", "legal", ""), ("related", "body", "", "")
    page = RolePage(
        "teln.example", 0, *none, ("other",) * 4, (False,) * 4, (False,) * 4, [], (), [], none[0], first, second
    )
    told = [(row, FURNITURE[place]) for row, place in page.told()]
    assert told == [(0, "teaser"), (0, "related"), (2, "legal"), (2, "legal")]
