"""What can be said of a dump's lines in numbers once the line model has judged them: where each stands from the
headline, what lies between, and which run of likely lines it is in.

Columns are named by `placed_names` and must not be reordered without training anew.
"""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import Cues
from dateline.article.dump.features import Matrix, Vector, feature_names, shifted
from dateline.article.dump.model import CLASSES

Doubles = npt.NDArray[np.float64]

_ROLE_NEIGHBOURS = ("headline", "teaser", "furniture", "comment", "caption", "byline", "timestamp")
_ROLE_OFFSETS = (-3, -2, -1, 1, 2, 3)
_BODY_OFFSETS = (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6)
_REACHES = (3, 8, 20)
_BETWEEN = ("lines", "long_words", "short", "body_share", "body", "teaser", "comment", "furniture")
_FAR, _MOST_WORDS, _SHORT, _PARAGRAPH = 80, 120, 5, 12
_MAY_HEAD, _LIKELY, _GAP = 0.3, 0.3, 3
_STEM_CHARS, _STEM = 600, 6
_WORD = re.compile(r"[^\W\d_]{4,}")


def placed_names(cues: Cues) -> list[str]:
    """The columns of `placed_features`, in order."""
    names = [f"r_{name}" for name in CLASSES]
    names += [f"{name}@{offset:+d}" for name in _ROLE_NEIGHBOURS for offset in _ROLE_OFFSETS]
    names += [f"r_text@{offset:+d}" for offset in _BODY_OFFSETS]
    names += [f"headline_{side}_{reach}" for reach in _REACHES for side in ("before", "after")]
    names += ["headline_so_far", *(f"from_headline_{name}" for name in _BETWEEN), "from_headline", "headline_chance"]
    names += [*(f"from_nearest_{name}" for name in _BETWEEN), "nearest_chance", "headlines"]
    names += [f"{name}_below" for name in _since_names(cues)]
    names += ["run", "runs", "run_share", "first_run_words", "first_run_share", "text_words", "since_run", "until_run"]
    names += ["in_headline", "of_headline", "in_first", "from_first"]
    return names


def placed_features(own: Matrix, by_trees: Matrix, texts: Sequence[str], cues: Cues) -> Matrix:
    """A row for each line. own: `line_features`; by_trees: (lines, classes) the second ensemble's probabilities."""
    chance = {name: by_trees[:, place] for place, name in enumerate(CLASSES)}
    words = np.minimum(np.expm1(own[:, 0]), _MOST_WORDS)
    text = chance["body"] + chance["subhead"]
    heads = chance["headline"]
    headline = likely_headline(own, by_trees, cues)
    count = len(own)
    index = np.arange(count)
    columns: list[npt.NDArray[np.float32] | npt.NDArray[np.float64] | npt.NDArray[np.int64]] = list(by_trees.T)
    columns += [shifted(chance[name], offset) for name in _ROLE_NEIGHBOURS for offset in _ROLE_OFFSETS]
    columns += [shifted(text, offset) for offset in _BODY_OFFSETS]
    for reach in _REACHES:
        columns += [_highest(heads, reach, -1), _highest(heads, reach, 1)]
    columns.append(np.maximum.accumulate(np.concatenate([[0.0], heads[:-1]])))
    between = _Between(own, words, text, chance, feature_names(cues).index("long"))
    columns += between.columns(np.full(count, headline))
    columns += [np.clip(index - headline, -_FAR, _FAR), np.full(count, heads[headline])]
    nearest = np.maximum.accumulate(np.where(heads > _MAY_HEAD, index, -1))
    nearest = np.concatenate([[-1], nearest[:-1]])
    columns += between.columns(nearest)
    columns += [
        np.where(nearest >= 0, heads[np.maximum(nearest, 0)], -1.0),
        np.cumsum(heads > _MAY_HEAD, dtype=np.int64),
    ]
    names = feature_names(cues)
    for name in _since_names(cues):
        columns.append(np.where(index > headline, own[:, names.index(name)] < index - headline, -1))
    columns += _runs(text, words, headline)
    columns += _shared(texts, text, words, headline)
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def likely_headline(own: Matrix, by_trees: Matrix, cues: Cues) -> int:
    """The line that is likeliest the headline, by its class and by what it shares with the page's long lines."""
    shared = own[:, feature_names(cues).index("in_body_words")]
    return int(np.argmax(by_trees[:, CLASSES.index("headline")] * (0.5 + shared)))


class _Between:
    """What lies between a line further up and each line, by running sums."""

    def __init__(self, own: Matrix, words: Vector, text: Vector, chance: dict[str, Vector], long: int) -> None:
        parts = (words * own[:, long], (words < _SHORT), text * words, *(chance[name] for name in _BETWEEN[5:]))
        self._sums = [np.concatenate([[0.0], np.cumsum(part, dtype=np.float64)]) for part in parts]
        self._whole = max(float(self._sums[2][-1]), 1e-6)

    def columns(self, above: npt.NDArray[np.int64]) -> list[Doubles]:
        """above: for each line, the line further up, -1 where there is none."""
        index = np.arange(len(above))
        is_below = (above >= 0) & (above < index)
        start = np.minimum(above + 1, index)
        long, short, text, *roles = (np.where(is_below, sums[index] - sums[start], -1.0) for sums in self._sums)
        lines = np.where(is_below, np.minimum(index - above, _FAR), -1.0)
        logs = [np.log1p(np.maximum(each, -0.9)) for each in (long, text)]
        return [lines, logs[0], short, text / self._whole, logs[1], *roles]


def _runs(text: Vector, words: Vector, headline: int) -> list[Doubles]:
    """Which run of likely lines a line is in or behind, counted from the first below the headline; and its share."""
    count = len(text)
    index = np.arange(count)
    likely = text > _LIKELY
    last = np.maximum.accumulate(np.where(likely, index, -2 * _FAR))
    before = np.concatenate([[-2 * _FAR], last[:-1]])
    number = np.cumsum(likely & (index - before > _GAP)) - 1
    mass = np.bincount(number[likely], (text * words)[likely], minlength=1) if likely.any() else np.zeros(1)
    sums = np.cumsum(text * words, dtype=np.float64)
    whole = max(float(sums[-1]), 1e-6)
    below = np.flatnonzero(likely & (index > headline))
    first = int(number[below[0]]) if len(below) else -1
    following = np.minimum.accumulate(np.where(likely, index, count + 2 * _FAR)[::-1])[::-1]
    return [
        number - first if first >= 0 else np.full(count, -9.0),
        np.full(count, number[-1] + 1.0),
        np.where(number >= 0, mass[np.maximum(number, 0)] / whole, 0.0),
        np.full(count, np.log1p(mass[first]) if first >= 0 else -1.0),
        np.full(count, mass[first] / whole if first >= 0 else -1.0),
        np.full(count, np.log1p(whole)),
        np.minimum(index - last, _FAR),
        np.minimum(following - index, _FAR),
    ]


def _shared(texts: Sequence[str], text: Vector, words: Vector, headline: int) -> list[Doubles]:
    """Stems that a line shares with the headline and with the first likely paragraph below it."""
    stems = [frozenset(word[:_STEM] for word in _WORD.findall(each.lower()[:_STEM_CHARS])) for each in texts]
    below = np.flatnonzero((text > _LIKELY) & (words >= _PARAGRAPH) & (np.arange(len(text)) > headline))
    first = stems[below[0]] if len(below) else frozenset()
    head = stems[headline]
    sizes = np.array([max(1, len(each)) for each in stems], np.float64)
    in_head = np.array([len(each & head) for each in stems], np.float64)
    in_first = np.array([len(each & first) for each in stems], np.float64)
    from_first = np.clip(np.arange(len(text)) - below[0], -_FAR, _FAR) if len(below) else np.full(len(text), -99)
    return [in_head / sizes, in_head / max(1, len(head)), in_first / sizes, from_first.astype(np.float64)]


def _highest(values: Vector, reach: int, step: int) -> Vector:
    """The highest of the values of the `reach` lines before (step -1) or after (1) each; 0 where there are none."""
    highest = np.zeros(len(values), np.float32)
    for far in range(1, min(reach, len(values) - 1) + 1):
        if step < 0:
            highest[far:] = np.maximum(highest[far:], values[:-far])
        else:
            highest[:-far] = np.maximum(highest[:-far], values[far:])
    return highest


def _since_names(cues: Cues) -> list[str]:
    return [name for name in feature_names(cues) if name.startswith("since_")]
