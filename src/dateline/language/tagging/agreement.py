"""A word that a text names again and again is mostly the same thing throughout.

Gale, Church and Yarowsky 1992, "One Sense per Discourse"; for names Krishnan and Manning 2006, "An Effective Two-Stage
Model for Exploiting Non-Local Dependencies in Named Entity Recognition". A model reads a window at a time, and where
one window leaves a name open the others may have said what it is.
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.language.tagging.labels import NUMBERS, Floats

_Doubles = NDArray[np.float64]

# How much of a word's say goes to all words like it; measured on names in news (dev), .5 to .7 are alike.
_SHARE = 0.5
_LEAST = 1e-6


def agreed(probabilities: Floats, forms: Sequence[str], kinds: Sequence[str]) -> Floats:
    """The same labels' probabilities, those of capitalised words drawn towards what the text says of such words.

    probabilities: [words, 1 + 2 kinds] of a whole text in order; column 0 is outside, then B and I of each kind by
    turns. forms: the words. Alike is, first, a word between the same capitalised neighbours; then, the word wherever it
    stands. What looks like a date or a number keeps its labels ("May"), and a kind's B and I keep their share.
    """
    if not len(forms):
        return probabilities
    begun, going_on = (probabilities[:, at::2].astype(np.float64) for at in (1, 2))
    by_kind = np.concatenate([probabilities[:, :1], begun + going_on], axis=1) + _LEAST
    numbers = [1 + n for n, kind in enumerate(kinds) if kind in NUMBERS]
    counted = by_kind[:, numbers].sum(axis=1) > 0.5
    rows = [n for n, form in enumerate(forms) if _is_capitalised(form) and not counted[n]]
    between = [(forms[n], _neighbour(forms, n - 1), _neighbour(forms, n + 1)) for n in rows]
    drawn = np.log(by_kind)
    for keys in (between, [key[0] for key in between]):
        places, means = _means(by_kind, rows, keys)
        drawn[places] = (1 - _SHARE) * drawn[places] + _SHARE * np.log(means)
    drawn = np.exp(drawn - drawn.max(axis=1, keepdims=True))
    drawn /= drawn.sum(axis=1, keepdims=True)
    out = probabilities.copy()
    begins = begun / (begun + going_on + 1e-12)
    out[rows, 0] = drawn[rows, 0]
    out[rows, 1::2] = (drawn[:, 1:] * begins)[rows]
    out[rows, 2::2] = (drawn[:, 1:] * (1 - begins))[rows]
    return out


def _is_capitalised(form: str) -> bool:
    return len(form) > 1 and form[0].isupper()


def _neighbour(forms: Sequence[str], at: int) -> str:
    return forms[at] if 0 <= at < len(forms) and _is_capitalised(forms[at]) else ""


def _means(by_kind: _Doubles, rows: list[int], keys: Sequence[Hashable]) -> tuple[NDArray[np.int64], _Doubles]:
    """Rows whose key comes more than once, and the mean over the rows of that key."""
    number: dict[Hashable, int] = {}
    of_row = np.array([number.setdefault(key, len(number)) for key in keys], dtype=np.int64)
    sums = np.zeros((len(number), by_kind.shape[1]))
    np.add.at(sums, of_row, by_kind[rows])
    counts = np.bincount(of_row, minlength=len(number))
    again = counts[of_row] > 1
    chosen = of_row[again]
    return np.array(rows, dtype=np.int64)[again], sums[chosen] / counts[chosen, None]
