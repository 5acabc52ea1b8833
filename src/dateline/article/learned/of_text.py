"""What the block model knows of a block's text: counts over its characters, and a few over its words and its tag."""

import functools
import re
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import Ints, Rows, Vector, fill_rows
from dateline.article.learned.of_blocks import CODED, RANKS, UNKNOWN, Codes
from dateline.article.native import native
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# By the code of a tag: the rank of a heading, whether it is an item of a list.
_RANK_OF = np.array([RANKS.get(tag, 0) for tag in CODED], np.float32)
_IS_ITEM = np.array([tag in ("li", "dd", "dt") for tag in CODED], np.float32)
# What a character is, as bits.
(_SPACE, _STOP, _IDEOGRAPHIC_STOP, _ENDS, _COMMA, _DIGIT, _UPPER, _LOWER, _QUOTE, _COLON, _BAR, _COPYRIGHT, _QUESTION,
 _WITHOUT_SPACES, _ADDRESS) = (1 << bit for bit in range(15))  # fmt: skip
_BITS = (_SPACE, _STOP, _IDEOGRAPHIC_STOP, _ENDS, _COMMA, _DIGIT, _UPPER, _LOWER, _QUOTE, _COLON, _BAR, _COPYRIGHT,
         _QUESTION, _WITHOUT_SPACES, _ADDRESS)  # fmt: skip
_OTHER_POINT = 0x10000
_UNSPACED_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
# Of the columns of text those that the element tells.
_OF_ELEMENT = slice(18, 21)
_STOP_SAMPLE = 60
_TAG_CODES = np.arange(UNKNOWN + 1, dtype=np.uint8)[:, None]


def measure_text(markup: Markup, codes: Codes, rows: Rows) -> tuple[Vector, Vector]:
    """Counts over each block's characters, a few over its words and its element: its mass, and its share of links."""
    built = native()
    if built is None:
        count_plainly(markup, rows)
    else:
        stops = shared_data().resource("article-stops-native", _native_stops)
        built.measure_texts(markup.blocks, stops, _character_kinds(), _BITS, rows)
    _measure_elements(markup, codes, rows)
    return rows[0], rows[8]


def _native_stops(language: Language) -> Any:
    return native().Words(_stop_words(language))


def count_plainly(markup: Markup, rows: Rows) -> None:
    """Counts over each block's characters, taken over the whole page's at once, and a few over its words."""
    texts_ = [block.text for block in markup.blocks]
    whole = "".join(texts_)
    points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.array([len(text) for text in texts_])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    lasts = starts + sizes - 1
    kinds = _character_kinds().take(points, mode="clip")  # the last entry stands for all beyond

    def count(bit: int) -> Vector:
        return np.add.reduceat((kinds & bit) != 0, starts, dtype=np.float32)

    space = (kinds & _SPACE) != 0
    spaces = np.add.reduceat(space, starts, dtype=np.float32)
    words = spaces + 1
    # A sentence ends at a mark before a space; ideographic full stops stand alone. Block ends are seen below.
    before_space = np.zeros(len(points), bool)
    before_space[:-1] = space[1:]
    before_space[lasts] = False
    stops = ((kinds & _STOP) != 0) & before_space | ((kinds & _IDEOGRAPHIC_STOP) != 0)
    ends = (kinds[lasts] & _ENDS) != 0
    capitals = _capitals(kinds, space, starts)
    sample = np.minimum(words, _STOP_SAMPLE)
    mass = np.minimum(words + _unspaced(texts_, kinds, starts), 400)
    share = 1 / sizes
    columns = [
        mass,
        np.minimum(sizes, 3000),
        np.add.reduceat(stops, starts, dtype=np.float32) + ends,
        ends,
        count(_COMMA),
        count(_DIGIT) * share,
        capitals / sample,
        np.minimum([block.links for block in markup.blocks], 30),
        np.minimum(1.0, np.array([block.link_chars for block in markup.blocks]) * share),
        np.minimum(1.0, np.array([block.bold_chars for block in markup.blocks]) * share),
        count(_QUOTE),
        np.minimum(20.0, sizes / words),
        _stop_shares(texts_),
        (kinds[starts] & _LOWER) != 0,
        (kinds[lasts] & _COLON) != 0,
        ["@" in text or "http" in text or "www." in text for text in texts_],
        count(_BAR),
        count(_COPYRIGHT) > 0,
    ]
    fill_rows(rows[: _OF_ELEMENT.start], columns)
    rows[_OF_ELEMENT.stop] = count(_QUESTION) > 0


def _capitals(kinds: npt.NDArray[np.uint16], space: npt.NDArray[np.bool_], starts: Ints) -> Vector:
    """How many of each block's first words begin with a capital."""
    begins = np.zeros(len(kinds), bool)
    begins[1:] = space[:-1]
    begins[starts] = True
    words = begins.nonzero()[0]  # a fifth or less of the characters
    firsts = words.searchsorted(starts)
    number = np.arange(len(words)) - np.repeat(firsts, np.diff(firsts, append=len(words)))
    capital = ((kinds.take(words) & _UPPER) != 0) & (number < _STOP_SAMPLE)
    counted: Vector = np.add.reduceat(capital, firsts, dtype=np.float32)
    return counted


def _unspaced(texts_: list[str], kinds: npt.NDArray[np.uint16], starts: Ints) -> Vector:
    """Half a word for each character of scripts that set no spaces."""
    found = np.zeros(len(texts_), np.float32)
    if not ((kinds & _WITHOUT_SPACES) != 0).any():
        return found
    counts = np.add.reduceat((kinds & _WITHOUT_SPACES) != 0, starts, dtype=np.float32)
    for index in counts.nonzero()[0].tolist():
        text = texts_[index]
        found[index] = len(_UNSPACED.findall(text[:2000])) * 0.5 * max(1.0, len(text) / 2000)
    return found


def _stop_shares(texts_: list[str]) -> list[float]:
    stops = shared_data().resource("article-stops", _stop_words)
    is_stop = stops.__contains__
    shares = []
    for text in texts_:  # list by list, since many that live at once call the collector
        head = text.split(" ", _STOP_SAMPLE)[:_STOP_SAMPLE]
        shares.append(sum(map(is_stop, head)) / len(head))
    return shares


def _measure_elements(markup: Markup, codes: Codes, rows: Rows) -> None:
    """Of each block's element: the rank of a heading, whether its text has a time element, whether it is an item."""
    rank, has_time, is_item = rows[_OF_ELEMENT]
    _RANK_OF.take(codes, out=rank, mode="clip")
    _IS_ITEM.take(codes, out=is_item, mode="clip")
    built = native()
    if not markup.times:
        has_time[:] = 0
    elif built is not None:
        built.hold_pieces(markup.blocks, markup.times, len(markup.elements), has_time)
    else:
        timed = {element for _, element in markup.times}
        has_time[:] = [not timed.isdisjoint([owner for _, owner in block.pieces]) for block in markup.blocks]


@functools.cache
def _character_kinds() -> npt.NDArray[np.uint16]:
    """For each character up to U+FFFF, what it is, as bits; the last entry stands for all beyond."""
    table = np.zeros(_OTHER_POINT + 1, np.uint16)
    for point in range(_OTHER_POINT):
        character = chr(point)
        table[point] = _UPPER * character.isupper() + _LOWER * character.islower()
    for characters, bit in (
        (" ", _SPACE), (".?!", _STOP), ("。", _IDEOGRAPHIC_STOP), (".!?…。！？”\"»؟।", _ENDS), (",،，、", _COMMA),
        ("0123456789", _DIGIT), ('"“„«', _QUOTE), (":：", _COLON), ("|·•", _BAR), ("©", _COPYRIGHT), ("?", _QUESTION),
        ("@hw", _ADDRESS),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] |= bit
    for low, high in _UNSPACED_RANGES:
        table[low : high + 1] |= _WITHOUT_SPACES
    return table


def _stop_words(language: Language) -> frozenset[str]:
    table = language.table("detect/languages.toml")
    words: set[str] = set()
    for script in table.values():
        for entry in script.values():
            if isinstance(entry, dict):
                words.update(str(entry.get("words", "")).split())
    return frozenset(words)


def tell_tags(codes: Codes, rows: Rows) -> None:
    """A row a tag: whether the block's element is one; the last is all others."""
    built = native()
    if built is not None:
        built.tell_codes(codes, rows)
        return
    rows[:] = np.minimum(codes, UNKNOWN) == _TAG_CODES
