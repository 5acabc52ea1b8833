"""What can be said of each line of a dump in numbers: of the line, its neighbours, its place and the page.

One row a line; columns are named by `feature_names` and must not be reordered without training anew.
"""

import re
from collections import Counter

import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import WHOLE, Cues, find_cues
from dateline.article.dump.lines import Line, is_small
from dateline.language import Language, shared_data
from dateline.language.expressions import alternatives

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

_LOOKED_AT = 1500
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SENTENCE_END = re.compile(r"[.!?…][\"”“»’)\]]{0,3}(?=\s+[\"“„«‘(¿¡]?[^\W\d_])|[。！？।]")
_TERMINAL = re.compile(r"[.!?…。！？।؟۔։።။។][\"”“»’)\]」]{0,3}\Z")
_ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|(?<!\w)@\w|\b\w+\.(?:com|org|net|de|co\.uk)\b")
_DATE = re.compile(
    r"\b\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}\b|\b\d{4}[./\-]\d{1,2}[./\-]\d{1,2}\b|\d{4}\s?年|\d{1,2}\s?月\s?\d{1,2}\s?日|"
    r"\b(?:19|20)\d\d\b"
)
_SEPARATORS = frozenset("|›»>·•/→★☆")
_CUE_DISTANCES = ("related", "ranking", "comment", "legal", "tags", "share", "newsletter", "byline", "updated")
_FAR = 60

_OWN = (
    *("words", "chars", "word_length", "function_share", "title_share", "upper_share", "digit_share", "commas"),
    *("sentences", "terminal", "ends_quote", "ends_colon", "starts_lower", "starts_digit", "starts_quote", "address"),
    *(
        "separators",
        "question",
        "ellipsis",
        "date",
        "clock",
        "bullet",
        "blanks",
        "indent",
        "linked",
        "level",
        "name_like",
    ),
    *("duplicates", "is_later_copy", "bracket_end", "in_body_words", "shingles_before", "shingles_after", "long"),
)
_PRINTED = len(_OWN) - 4  # what a line tells by itself; the rest looks at the other lines
_NEAR = (
    "words",
    "function_share",
    "terminal",
    "title_share",
    "digit_share",
    "duplicates",
    "sentences",
    "date",
    "linked",
)
_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = (3, 6, 12, 25)


def load_clock() -> re.Pattern[str]:
    """A time of day as the model was trained to see it, compiled once per process."""
    return shared_data().resource("dump-clock", _build_clock)


def _build_clock(language: Language) -> re.Pattern[str]:
    table = language.table("dump/seen.toml")
    behind = alternatives(table["clock"]["words"])
    return re.compile(rf"\b\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?\s?(?:{behind})?\b", re.IGNORECASE)


def feature_names(cues: Cues) -> list[str]:
    """The columns, in order."""
    names = [*_OWN, *(f"cue_{kind}" for kind in cues.kinds)]
    names += [f"{name}@{offset:+d}" for offset in _OFFSETS for name in _NEAR]
    names += [
        f"{name}_{size}" for size in _WINDOWS for name in ("long_words", "short_lines", "terminals", "duplicates")
    ]
    names += ["place", "place_in_chars", "long_before", "long_after", "from_last_long", "to_next_long"]
    names += ["short_run", "short_run_place", "long_run", "from_top", "to_end"]
    names += ["page_lines", "page_words", "page_long_share", "page_function_share", "page_duplicates"]
    names += [f"since_{kind}" for kind in _CUE_DISTANCES] + [f"until_{kind}" for kind in _CUE_DISTANCES]
    return names


def line_features(lines: list[Line], cues: Cues, function_words: frozenset[str]) -> Matrix:
    """A row for each line, in order. function_words: of the page's language."""
    words = [_WORD.findall(line.text[:_LOOKED_AT]) for line in lines]
    sizes = np.array([_size(line.text, each) for line, each in zip(lines, words)], np.float32)
    own = np.zeros((len(lines), len(_OWN) + len(cues.kinds)), np.float32)
    copies = Counter(line.text for line in lines)
    seen: set[str] = set()
    for index, line in enumerate(lines):
        own[index, :_PRINTED] = _own_row(line, words[index], float(sizes[index]), function_words, copies, seen)
        for kind, strength in find_cues(line.text, cues).items():
            own[index, len(_OWN) + kind] = strength
    terminal = own[:, _OWN.index("terminal")]
    is_long = ((sizes >= 15) | ((sizes >= 9) & (terminal > 0))).astype(np.float32)
    own[:, _PRINTED] = _words_in_long_lines(words, is_long)
    own[:, _PRINTED + 1 : _PRINTED + 3] = _shared_shingles(words)
    own[:, _PRINTED + 3] = is_long
    return np.concatenate([own, _context(own, sizes, is_long, cues)], axis=1)


def _size(text: str, words: list[str]) -> float:
    """Words of a line; in scripts without spaces an ideograph counts for more than half a word."""
    ideographs = len(_IDEOGRAPHS.findall(text[:_LOOKED_AT])) if not text.isascii() else 0
    size = 0.6 * ideographs + sum(1 for word in words if not _IDEOGRAPHS.match(word)) if ideographs else len(words)
    return size * (len(text) / _LOOKED_AT if len(text) > _LOOKED_AT else 1.0)


def line_size(text: str) -> int:
    """How many words a line has; in scripts without spaces, how many it would have."""
    spaced = len(text.split())
    if text.isascii() or not _IDEOGRAPHS.search(text):
        return spaced
    return max(spaced, int(_size(text, _WORD.findall(text))))


def _own_row(
    line: Line,
    words: list[str],
    size: float,
    function_words: frozenset[str],
    copies: Counter[str],
    seen: set[str],
) -> list[float]:
    text = line.text[:_LOOKED_AT]
    length = len(text)
    letters = [word for word in words if not word[0].isdigit()]
    total = max(1, len(letters))
    function_count = sum(1 for word in letters if word.lower() in function_words)
    titled = sum(1 for word in letters[1:] if word[0].isupper())
    upper = sum(map(str.isupper, text))
    digits = sum(map(str.isdigit, text))
    first = text[0]
    is_terminal = _TERMINAL.search(text[-6:]) is not None
    later = line.text in seen
    seen.add(line.text)
    return [
        np.log1p(size),
        np.log1p(len(line.text)),
        sum(map(len, letters)) / total,
        function_count / total,
        titled / max(1, len(letters) - 1),
        upper / length,
        digits / length,
        (text.count(",") + text.count("，") + text.count("、")) / (size + 1),
        np.log1p(len(_SENTENCE_END.findall(text)) + is_terminal),
        float(is_terminal),
        float(text[-1] in "\"”“»’'」"),
        float(text[-1] in ":："),
        float(is_small(first)),
        float(first.isdigit()),
        float(first in "\"“”„«‘'「"),
        float(_ADDRESS.search(text) is not None),
        min(6.0, sum(map(_SEPARATORS.__contains__, text))),
        float("?" in text[-3:] or "？" in text[-3:]),
        float(text.endswith(("…", "...", "[…]"))),
        float(_DATE.search(text) is not None),
        float(load_clock().search(text) is not None),
        float(line.bullet),
        min(4.0, line.blanks),
        float(line.indent > 0),
        line.marks.linked,
        float(line.marks.level),
        float(2 <= len(letters) <= 4 and not digits and not function_count and titled >= len(letters) - 1),
        np.log1p(copies[line.text] - 1),
        float(later),
        float(text[-1] in ")]"),
    ]


def _words_in_long_lines(words: list[list[str]], is_long: Vector) -> Vector:
    """For each line, the share of its longer words that stand in long lines other than itself."""
    in_long = [frozenset(word.lower() for word in each if len(word) > 3) for each in words]
    spread = Counter(word for each, long in zip(in_long, is_long) if long for word in each)
    shares = np.zeros(len(words), np.float32)
    for index, each in enumerate(in_long):
        if each:
            own = 1 if is_long[index] else 0
            shares[index] = sum(1 for word in each if spread[word] > own) / len(each)
    return shares


def _shared_shingles(words: list[list[str]]) -> Matrix:
    """For each line, the share of its three-word shingles that stand in a line before it, and in one after it."""
    shingles = [frozenset(zip(each, each[1:], each[2:])) for each in words]
    last: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], int] = {}
    for index, each in enumerate(shingles):
        for shingle in each:
            last[shingle] = index
            first.setdefault(shingle, index)
    shares = np.zeros((len(words), 2), np.float32)
    for index, each in enumerate(shingles):
        if each:
            shares[index, 0] = sum(1 for shingle in each if first[shingle] < index) / len(each)
            shares[index, 1] = sum(1 for shingle in each if last[shingle] > index) / len(each)
    return shares


def _context(own: Matrix, sizes: Vector, is_long: Vector, cues: Cues) -> Matrix:
    count = len(sizes)
    rows = np.arange(count, dtype=np.float32)
    long_words = sizes * is_long
    short = (sizes < 5).astype(np.float32)
    column = {name: own[:, place] for place, name in enumerate(_OWN)}
    parts: list[Vector] = []
    for offset in _OFFSETS:
        parts += [shifted(column[name], offset) for name in _NEAR]
    for size in _WINDOWS:
        for values in (long_words, short, column["terminal"], column["duplicates"]):
            parts.append(np.log1p(_window_sum(values, size)))
    total_chars = np.expm1(column["chars"])
    whole_long = max(1.0, float(long_words.sum()))
    before = np.cumsum(long_words) - long_words
    chars_before = (np.cumsum(total_chars) - total_chars) / max(1.0, float(total_chars.sum()))
    parts += [rows / np.float32(count), chars_before.astype(np.float32)]
    parts += [before / whole_long, (whole_long - before - long_words) / whole_long]
    parts += [_since(is_long), _since(is_long[::-1])[::-1]]
    short_run, place = _runs(short)
    parts += [np.log1p(short_run), np.log1p(place), np.log1p(_runs(is_long)[0])]
    parts += [np.log1p(rows), np.log1p(count - 1 - rows)]
    whole = np.ones(count, np.float32)
    parts += [
        whole * np.log1p(count),
        whole * np.log1p(sizes.sum()),
        whole * (long_words.sum() / max(1.0, float(sizes.sum()))),
        whole * float((column["function_share"] * sizes).sum() / max(1.0, float(sizes.sum()))),
        whole * float((column["duplicates"] > 0).mean()),
    ]
    cue = {kind: own[:, len(_OWN) + place] >= WHOLE - 1 for place, kind in enumerate(cues.kinds)}
    marks = [cue[kind].astype(np.float32) for kind in _CUE_DISTANCES]
    parts += [_since(mark) for mark in marks] + [_since(mark[::-1])[::-1] for mark in marks]
    return np.stack(parts, axis=1).astype(np.float32)


def shifted(values: Vector, offset: int) -> Vector:
    """The value `offset` lines on; -1 beyond the page's ends."""
    shifted = np.full(len(values), -1.0, np.float32)
    if offset > 0:
        shifted[:-offset] = values[offset:]
    else:
        shifted[-offset:] = values[:offset]
    return shifted


def _window_sum(values: Vector, size: int) -> Vector:
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    rows = np.arange(len(values))
    summed: Vector = sums[np.minimum(rows + size + 1, len(values))] - sums[np.maximum(rows - size, 0)]
    return summed.astype(np.float32)


def _since(marks: Vector) -> Vector:
    """Lines since the last marked one, itself included as 0; at most `_FAR`."""
    rows = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks > 0, rows, -_FAR - 1))
    return np.minimum(rows - last, _FAR).astype(np.float32)


def _runs(marks: Vector) -> tuple[Vector, Vector]:
    """For each line, the length of the run of marked lines it is in, and its place in it; 0 outside runs."""
    rows = np.arange(len(marks))
    off = marks <= 0
    last_off = np.maximum.accumulate(np.where(off, rows, -1))
    next_off = np.minimum.accumulate(np.where(off, rows, len(marks))[::-1])[::-1]
    length = np.where(off, 0, next_off - last_off - 1).astype(np.float32)
    return length, np.where(off, 0, rows - last_off).astype(np.float32)
