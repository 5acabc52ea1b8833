"""Blocks that a printer broke off at each link, emphasis or line of markup, put together again.

Parsers that give a page's strings with a line break between them (`get_text("\\n")`) print so: each piece of a
sentence in a row of its own. Whether a row goes on the one above is told by trees that have seen pages printed so
(training/dumps/pieces.py), and other dumps, in which none does.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dateline.article.dump.lines import is_small
from dateline.article.dump.trees import Trees, load_trees
from dateline.language import Language, shared_data
from dateline.language.detect import detect_language, function_words

MODEL = "dump/pieces.trees"
_CLOSES = frozenset(",.;:!?)]»”’%…،؛؟。、，」』")
_OPENS = frozenset("(„«¿¡‘[“「『")
_TERMINAL = frozenset(".!?…。！？।؟")
_QUOTED = "\"”“»’')]」』"
_QUOTES = frozenset(_QUOTED)
_SIGNS = frozenset("|·•/–—-→›>*&+")
_MANY, _FEW = 4, 3
# A row goes on the one above where that is more likely than this. Of so few on a page none does: a dump of a line a
# block has a broken sentence here and there.
LEAST = 0.6
# What another piece goes on is more often a piece itself.
LEAST_WITHIN = 0.4
_LEAST_PIECES, _LEAST_SHARE = 2, 0.02
_LEAST_PROSE, _LONG_WORDS = 0.35, 8
# A sentence that begins behind the end of another opens a block as often.
_LEAST_SENTENCE = 0.8

Matrix = npt.NDArray[np.float32]

_OF_ROW = (
    *("words", "chars", "function_share", "title_share", "first_lower", "first_upper", "first_digit", "first_closes"),
    *("first_opens", "first_sign", "first_function", "ends_terminal", "ends_comma", "ends_colon", "ends_opens"),
    *("ends_sign", "ends_quote", "last_function", "last_lower", "last_digit", "only_signs", "spaced_before"),
    *("spaced_behind", "indent"),
)
_OF_PAGE = ("page_rows", "page_going_on", "page_blank", "page_spaced", "page_indented", "page_long")
FEATURES = (
    *(f"{name}@{offset:+d}" for offset in (-2, -1, 0, 1) for name in _OF_ROW),
    *("blanks", "blanks_before", "blanks_after"),
    *_OF_PAGE,
)


def put_together(rows: Sequence[str]) -> Sequence[str]:
    """Rows with the pieces of a block in one; the rows themselves where none goes on another."""
    told = [place for place, row in enumerate(rows) if row.strip()]
    if len(told) < _MANY or _going_on([rows[place].strip() for place in told]) < _LEAST_PIECES:
        return rows
    goes_on = _judge(rows)
    if goes_on.sum() < max(_LEAST_PIECES, _LEAST_SHARE * len(told)):
        return rows
    if not _is_prose([rows[place] for place in told], goes_on):
        return rows
    joined: list[str] = []
    last = -1
    for place, is_rest in zip(told, goes_on.tolist()):
        text = rows[place].strip()
        if is_rest and joined:
            joined[-1] = _one(joined[-1], text)
        else:
            joined += [""] * (place - last - 1)
            joined.append(text)
        last = place
    return joined


def _judge(rows: Sequence[str]) -> npt.NDArray[np.bool_]:
    """For each row that is not blank, whether it goes on the one above."""
    features = piece_features(rows)
    chances = _load().probabilities(features)[:, 0]
    goes_on = chances > LEAST
    goes_on[:-1] |= (chances[:-1] > LEAST_WITHIN) & goes_on[1:]
    above_ends, opens = (features[:, FEATURES.index(name)] > 0 for name in ("ends_terminal@-1", "first_upper@+0"))
    found: npt.NDArray[np.bool_] = goes_on & (~(above_ends & opens) | (chances > _LEAST_SENTENCE))
    return found


def _is_prose(rows: Sequence[str], goes_on: npt.NDArray[np.bool_]) -> bool:
    """Whether enough of the blocks put together have a long row or end a sentence; of verse and of lists few do."""
    starts = [*np.flatnonzero(~goes_on).tolist(), len(rows)]
    runs = [rows[start:end] for start, end in pairwise(starts) if end - start > 1]
    sound = sum(
        1 for run in runs if _close(run[-1].strip()) in _TERMINAL or max(len(row.split()) for row in run) >= _LONG_WORDS
    )
    return sound >= _LEAST_PROSE * len(runs)


def _going_on(texts: Sequence[str]) -> int:
    """How many rows plainly go on the one above: they begin so, and that has words and does not end a sentence."""
    return sum(
        1
        for above, text in pairwise(texts)
        if (is_small(text[0]) or text[0] in _CLOSES)
        and _close(above) not in _TERMINAL
        and len(above.split(None, _FEW)) >= _FEW
    )


def _close(text: str) -> str:
    """The last character of a row short of quotation marks and brackets."""
    return text.rstrip(_QUOTED)[-1:] if text[-1] in _QUOTES else text[-1]


def _one(block: str, text: str) -> str:
    # "’17" and "...and more" begin words.
    closes = text[0] in _CLOSES and not (text[0] in "’.…" and text.lstrip("’.…")[:1].isalnum())
    return f"{block}{text}" if closes or block[-1] in _OPENS else f"{block} {text}"


def _load() -> Trees:
    return shared_data().resource("dump-pieces", _read)


def _read(language: Language) -> Trees:
    content = language.read(MODEL)
    if content is None:
        raise FileNotFoundError(MODEL)
    return load_trees(content)


def piece_features(rows: Sequence[str]) -> Matrix:
    """A row of `FEATURES` for each row that is not blank: of itself, the two above, the one below, and the page."""
    told = [place for place, row in enumerate(rows) if row.strip()]
    common = function_words(detect_language("\n".join([rows[place] for place in told])[:20_000])[0])
    own = np.array([_of_row(rows[place], common) for place in told], np.float32)
    count = len(told)
    padded = np.full((count + 3, own.shape[1]), -1.0, np.float32)
    padded[2 : count + 2] = own
    gaps = np.diff(np.array([-1, *told, len(rows)], np.int64)) - 1
    blanks = np.minimum(gaps, _MANY).astype(np.float32)
    column = {name: own[:, place] for place, name in enumerate(_OF_ROW)}
    page = (
        np.log1p(count),
        _going_on([rows[place].strip() for place in told]) / count,
        float((blanks[1:-1] > 0).mean()) if count > 1 else 0.0,
        float((column["spaced_behind"] + column["spaced_before"] > 0).mean()),
        float((column["indent"] > 1).mean()),
        float((column["words"] > np.log1p(12)).mean()),
    )
    before = np.concatenate([[-1.0], blanks[:-2]]).astype(np.float32)
    return np.concatenate(
        [
            *(padded[offset : offset + count] for offset in range(4)),
            np.stack([blanks[:-1], before, blanks[1:]], axis=1),
            np.broadcast_to(np.array(page, np.float32), (count, len(page))),
        ],
        axis=1,
    )


def _of_row(row: str, common: frozenset[str]) -> tuple[float, ...]:
    text = row.strip()
    words = text.split()
    letters = [word for word in words if word[0].isalpha()]
    first, end = text[0], text[-1]
    last = words[-1]
    close = _close(text)
    return (
        float(np.log1p(len(words))),
        float(np.log1p(len(text))),
        sum(1 for word in letters if word.lower() in common) / max(1, len(letters)),
        sum(1 for word in letters if word[0].isupper()) / max(1, len(letters)),
        float(is_small(first)),
        float(first.isupper()),
        float(first.isdigit()),
        float(first in _CLOSES),
        float(first in _OPENS or first == '"'),
        float(first in _SIGNS),
        float(words[0].lower() in common),
        float(close in _TERMINAL),
        float(end in ",;،、，"),
        float(end in ":："),
        float(end in _OPENS),
        float(end in _SIGNS),
        float(end in _QUOTES),
        float(last.lower() in common),
        float(is_small(last[0])),
        float(last[0].isdigit()),
        float(not letters and not any(map(str.isdigit, text))),
        float(row.startswith(" ") and not row.startswith("  ")),
        float(row.endswith(" ") and not row.endswith("  ")),
        min(8.0, len(row) - len(row.lstrip())),
    )
