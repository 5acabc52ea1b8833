"""What a line is made of, letter by letter."""

import numpy as np
import numpy.typing as npt

from dateline.article.native import native

# Signs that a line ends with: those of a sentence, a colon; that it begins with: quotes, brackets, dashes; that it has
# anywhere: strokes, dots between, commas.
_SETS = ('.!?。…"”»', ":：", "\"“„«‘'", "([", "-–—•*·", "/", "•·", ",")
_ENDS, _BEGINS, _HOLDS = _SETS[:2], _SETS[2:5], _SETS[5:]
SHAPE = 5 + len(_SETS)


def measure_shapes(texts: list[str]) -> npt.NDArray[np.float32]:
    """A row a measure, a column a line; lines have a sign at least.

    Its characters and words, the shares of digits among them and of capitals at the heads of words, whether it is in
    capitals, then a row for each set of signs.
    """
    built = native()
    if built is None:
        return measure_plainly(texts)
    rows = np.empty((SHAPE, len(texts)), np.float32)
    built.measure_shapes(texts, _SETS, rows)
    return rows


def measure_plainly(texts: list[str]) -> npt.NDArray[np.float32]:
    """The same in plain Python."""
    return np.array([_shape(text) for text in texts], np.float32).reshape(-1, SHAPE).T


def _shape(text: str) -> tuple[float, ...]:
    firsts = [word[0] for word in text.split() if word[0].isalpha()]
    return (
        len(text),
        text.count(" ") + 1,
        sum(map(str.isdigit, text)) / len(text),
        sum(map(str.isupper, firsts)) / max(len(firsts), 1),
        text.isupper(),
        *[text.endswith(tuple(signs)) for signs in _ENDS],
        *[text.startswith(tuple(signs)) for signs in _BEGINS],
        *[any(sign in text for sign in signs) for signs in _HOLDS],
    )
