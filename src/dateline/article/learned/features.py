"""What the block model knows of each block: its text, its markup, its surroundings, its place on the page.

All numbers are small and dimensionless or counts; columns are named, and the model tells which it wants.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import TRIM, Cues, find_cues, load_cues
from dateline.article.native import native
from dateline.article.structured import Structured, texts
from dateline.article.tree.folded import folded_words, known_shares, words_of
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import TAG_KINDS, Markup, RawBlock
from dateline.language import Language, shared_data

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]
_Ints = npt.NDArray[np.int64]

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_TAGS = ("p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "figcaption", "span", "dt",
         "dd", "pre", "section", "article", "header", "address", "cite", "center", "body", "label", "form")  # fmt: skip
_RANKS = {f"h{rank}": rank for rank in range(10)}
# What a character is, as bits.
(_SPACE, _STOP, _IDEOGRAPHIC_STOP, _ENDS, _COMMA, _DIGIT, _UPPER, _LOWER, _QUOTE, _COLON, _BAR, _COPYRIGHT, _QUESTION,
 _WITHOUT_SPACES) = (1 << bit for bit in range(14))  # fmt: skip
_BITS = (_SPACE, _STOP, _IDEOGRAPHIC_STOP, _ENDS, _COMMA, _DIGIT, _UPPER, _LOWER, _QUOTE, _COLON, _BAR, _COPYRIGHT,
         _QUESTION, _WITHOUT_SPACES)  # fmt: skip
_OTHER_POINT = 0x10000
_UNSPACED_RANGES = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
# Beyond this many steps an ancestor tells nothing more.
FAR = 12
# An element and so many around it, less itself, are weighed by what they hold.
_LEVELS = 4
_LONG = 15.0
# Of the columns of text those that the element tells.
_OF_ELEMENT = slice(18, 21)
# The blocks beside one that its features tell of.
_NEAR_STEPS = (-3, -2, -1, 1, 2, 3)
# Beside a block, where it stands, and of those made alike.
_ROWS_OF_OTHERS = 6 * len(_NEAR_STEPS) + 4 + 7 + 4
# Longer blocks are not looked through for cues.
CUE_CHARS = 160
_STOP_SAMPLE = 60
_QUOTES = "\"“”„«»‘’'"
_HAS_QUOTE = re.compile(f"[{_QUOTES}]")
_PULLED = 60
# Longer blocks are not compared with the page's titles.
_LONGEST_TITLE = 200


class Features(msgspec.Struct):
    """One row a block. mass: words (characters of unspaced scripts count half a word).

    groups: three columns of numbers: the block's element, the element above it, and the blocks made alike.
    cues: for each short block, the kinds of cue its words hold, with their strengths.
    above: a column a block, its element and then FAR - 1 elements around it one by one; the root is around itself.
    """

    matrix: Matrix
    mass: Vector
    groups: npt.NDArray[np.int64]
    cues: list[dict[int, int]]
    above: npt.NDArray[np.int64]


@functools.cache
def feature_places() -> dict[str, int]:
    """Where each column of `measure_blocks` stands."""
    return {name: number for number, name in enumerate(feature_names())}


@functools.cache
def feature_names() -> tuple[str, ...]:
    """The columns of `measure_blocks`, in order."""
    text = ["mass", "chars", "sentences", "ends_sentence", "commas", "digits", "capitals", "links", "link_share",
            "bold_share", "quotes", "word_length", "stop_share", "lower_start", "ends_colon", "at_or_url", "bar",
            "copyright", "level", "has_time_tag", "is_list", "questions"]  # fmt: skip
    names = [*text, *(f"tag_{tag}" for tag in _TAGS), "tag_other"]
    names += [f"far_{kind}" for kind in load_marks().kinds] + [f"far_tag_{kind}" for kind in TAG_KINDS]
    for level in range(_LEVELS):
        names += [f"sub{level}_{what}" for what in ("mass", "links", "blocks", "paragraphs", "share", "depth")]
    names += ["best_share", "best_inside", "best_score", "best_parent_score", "best_steps"]
    for step in _NEAR_STEPS:
        names += [f"near{step}_{what}" for what in ("mass", "links", "long", "same_parent", "heading", "ends")]
    names += ["window3_mass", "window3_links", "window8_mass", "window8_links"]
    names += [
        "place",
        "mass_before",
        "after_headline",
        "from_headline",
        "mass_from_headline",
        "since_long",
        "until_long",
    ]
    names += ["alike_count", "alike_mass", "alike_links", "alike_share"]
    names += [
        "in_article_body",
        "is_description",
        "title_overlap",
        "is_title",
        "repeated",
        "images_before",
        "quoted",
        "depth",
    ]
    names += ["page_blocks", "page_mass", "page_links"]
    names += [f"cue_{kind}" for kind in load_cues().kinds]
    return tuple(names)


@functools.cache
def distance_columns() -> dict[str, int]:
    """The column of the distance to the nearest ancestor of each kind; a tag's kind begins with "tag_"."""
    names = feature_names()
    kinds = (*load_marks().kinds, *(f"tag_{kind}" for kind in TAG_KINDS))
    return {kind: names.index(f"far_{kind}") for kind in kinds}


def measure_blocks(markup: Markup, structured: Structured, headline: int | None) -> Features:
    """The features of every block, a row each in page order. headline: index of the block that prints it."""
    blocks = markup.blocks
    if not blocks:
        return Features(
            np.zeros((0, len(feature_names())), np.float32),
            np.zeros(0, np.float32),
            np.zeros((0, 3), np.int64),
            [],
            np.zeros((FAR, 0), np.int64),
        )
    text, mass = _of_text(markup)
    element = np.array([block.element for block in blocks])
    link_share = text[:, 8]
    marks, depth, last, parent = _elements(markup)
    above = _above(element, parent)
    alike = _alike(markup)
    told = _find_all_cues(markup)
    whole = mass.sum()
    page = [min(len(blocks), 999) / 100, np.log1p(whole), float((mass * link_share).sum() / (whole + 1))]
    parts = [
        text,
        _of_tags(markup),
        _distances(marks, above),
        _of_subtrees(element, parent, last, depth, mass, link_share),
        _of_others(text, mass, parent[element], alike, headline),
        _of_metadata(markup, structured, element, depth),
        _side_by_side(page, len(blocks)),
        _of_cues(told),
    ]
    groups = np.stack([element, parent[element], alike], axis=1)
    return Features(join_columns(parts), mass, groups, told, above)


def join_columns(parts: Sequence[Matrix]) -> Matrix:
    """Matrices of the same rows side by side; each column in one piece of memory, as the trees read them."""
    return np.concatenate([part.T for part in parts], dtype=np.float32).T


def _of_text(markup: Markup) -> tuple[Matrix, Vector]:
    """Counts over each block's characters, and a few over its words and its element."""
    built = native()
    if built is None:
        return count_plainly(markup)
    rows = np.empty((_OF_ELEMENT.stop + 1, len(markup.blocks)), np.float32)
    stops = shared_data().resource("article-stops-native", _native_stops)
    built.measure_texts(markup.blocks, stops, _character_kinds(), _BITS, rows)
    for row, column in zip(rows[_OF_ELEMENT], _of_elements(markup)):
        row[:] = column
    return rows.T, rows[0]


def _native_stops(language: Language) -> Any:
    return native().Words(_stop_words(language))


def count_plainly(markup: Markup) -> tuple[Matrix, Vector]:
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
        *_of_elements(markup),
        count(_QUESTION) > 0,
    ]
    matrix = _side_by_side(columns, len(sizes))
    return matrix, matrix[:, 0]


def _side_by_side(columns: Sequence[npt.ArrayLike], count: int) -> Matrix:
    """The matrix of these columns, each of `count` numbers and in one piece of memory, as the trees read them."""
    matrix = np.empty((len(columns), count), np.float32)
    for row, column in zip(matrix, columns):
        row[:] = column
    return matrix.T


def _capitals(kinds: npt.NDArray[np.uint16], space: npt.NDArray[np.bool_], starts: _Ints) -> Vector:
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


def _unspaced(texts_: list[str], kinds: npt.NDArray[np.uint16], starts: _Ints) -> Vector:
    """Half a word for each character of scripts that set no spaces."""
    found = np.zeros(len(texts_), np.float32)
    if not ((kinds & _WITHOUT_SPACES) != 0).any():
        return found
    counts = np.add.reduceat((kinds & _WITHOUT_SPACES) != 0, starts, dtype=np.float32)
    for index in np.flatnonzero(counts).tolist():
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


def _of_elements(markup: Markup) -> tuple[list[int], list[bool], list[bool]]:
    """Of each block's element: the rank of a heading, whether its text has a time element, whether it is an item."""
    elements = markup.elements
    timed = {element for _, element in markup.times}
    tags = [elements[block.element].tag for block in markup.blocks]
    return (
        [_RANKS.get(tag, 0) for tag in tags],
        [not timed.isdisjoint([owner for _, owner in block.pieces]) for block in markup.blocks]
        if timed
        else [False] * len(tags),
        [tag in ("li", "dd", "dt") for tag in tags],
    )


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


def _of_tags(markup: Markup) -> Matrix:
    numbers = {tag: number for number, tag in enumerate(_TAGS)}
    other = len(_TAGS)
    which = [numbers.get(markup.elements[block.element].tag, other) for block in markup.blocks]
    matrix = np.zeros((other + 1, len(which)), np.float32)
    matrix[which, np.arange(len(which))] = 1
    return matrix.T


def _elements(markup: Markup) -> tuple[npt.NDArray[np.uint64], _Ints, _Ints, _Ints]:
    """Per element: marks (none on html and body), depth, last descendant, parent (0 for the root)."""
    elements = markup.elements
    count = len(elements)
    built = native()
    if built is not None:
        parent, depth, marks = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.uint64)
        built.gather_elements(elements, parent, depth, marks)
    else:
        parent = np.maximum(np.fromiter(map(attrgetter("parent"), elements), np.int64, count), 0)
        depth = np.fromiter(map(attrgetter("depth"), elements), np.int64, count)
        marks = np.fromiter(map(attrgetter("marks"), elements), np.uint64, count)
    for index in np.flatnonzero(depth <= 1).tolist():  # no deeper do these two stand
        if elements[index].tag in ("html", "body"):
            marks[index] = 0
    return marks, depth, last_descendants(parent, depth), parent


def last_descendants(parent: _Ints, depth: _Ints) -> _Ints:
    """Per element its last descendant, itself where it has none; level by level from the deepest."""
    last = np.arange(len(parent))
    built = native()
    if built is not None:
        built.last_descendants(parent, depth, last)
        return last
    by_depth = np.argsort(depth, kind="stable")
    ends = np.cumsum(np.bincount(depth)).tolist()
    for level in range(len(ends) - 1, 0, -1):
        here = by_depth[ends[level - 1] : ends[level]]
        last[parent[here]] = last[here]  # of several children the last one stays
    return last


def _above(element: _Ints, parent: _Ints) -> _Ints:
    """Each block's element, and in the rows below the elements around it."""
    above = np.empty((FAR, len(element)), np.int64)
    above[0] = element
    for step in range(1, FAR):
        parent.take(above[step - 1], out=above[step], mode="clip")
    return above


def _distances(marks: npt.NDArray[np.uint64], above: _Ints) -> Matrix:
    """Steps from each block's element to the nearest ancestor of each kind, itself counted; FAR where none is."""
    kinds = len(load_marks().kinds) + len(TAG_KINDS)
    far = np.full((kinds, above.shape[1]), FAR, np.float32)
    built = native()
    if built is not None:
        built.measure_distances(marks, above, far)
        return far.T
    new = marks.take(above)  # the root says nothing new a second time
    seen = np.bitwise_or.accumulate(new, axis=0)
    new[1:] &= ~seen[:-1]
    steps, rows = new.nonzero()  # few: most steps up tell nothing that a step before did not
    told = new[steps, rows].astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
    places, columns = np.unpackbits(told, axis=1, bitorder="little").view(bool).nonzero()
    far[columns, rows[places]] = steps[places]
    return far.T


def _of_subtrees(element: _Ints, parent: _Ints, last: _Ints, depth: _Ints, mass: Vector, link_share: Vector) -> Matrix:
    built = native()
    if built is not None:
        totals, rows = np.empty((_LEVELS, len(element))), np.empty((_LEVELS * 6 + 5, len(element)), np.float32)
        built.measure_subtrees(element, parent, last, depth, mass, np.ascontiguousarray(link_share), totals, rows)
        rows[: _LEVELS * 6 : 6] = np.log1p(totals)
        return rows.T
    size = len(parent)
    long = (mass >= _LONG) & (link_share < 0.4)
    sums = []
    for weights in (mass, mass * link_share, np.ones_like(mass), mass * long):
        own = np.bincount(element, weights=weights, minlength=size)
        sums.append(np.concatenate(([0.0], np.cumsum(own))))
    total, linked, count, paragraphs = ((each[last + 1] - each[:-1]) for each in sums)
    whole = total[0] + 1.0
    columns = []
    at = element
    for _ in range(_LEVELS):
        columns += [
            np.log1p(total[at]),
            linked[at] / (total[at] + 1),
            np.minimum(count[at], 200),
            paragraphs[at] / (total[at] + 1),
            total[at] / whole,
            depth[at],
        ]
        at = parent[at]
    # Readability's vote: a paragraph speaks for its parent, and half as loud for its grandparent.
    direct = np.bincount(element, weights=mass * long, minlength=size)
    above = np.bincount(parent, weights=direct, minlength=size)
    votes = above + 0.5 * np.bincount(parent, weights=above, minlength=size)
    votes = votes * (1 - linked / (total + 1))
    best = int(np.argmax(votes))
    inside = (element >= best) & (element <= last[best])
    top = votes[best] + 1.0
    steps = np.where(inside, depth[element] - depth[best], FAR + depth[best] - np.minimum(depth[element], depth[best]))
    columns += [
        np.full(len(element), paragraphs[best] / (paragraphs[0] + 1)),
        inside,
        votes[element] / top,
        votes[parent[element]] / top,
        np.minimum(steps, 2 * FAR),
    ]
    return _side_by_side(columns, len(element))


def _of_others(text: Matrix, mass: Vector, parents: _Ints, alike: _Ints, headline: int | None) -> Matrix:
    """What the blocks beside a block are, where it stands among them, and those made alike. parents: of elements."""
    built = native()
    if built is None:
        return tell_others_plainly(text, mass, parents, alike, headline)
    flags = np.stack([text[:, 18] > 0, text[:, 3]])
    rows = np.empty((_ROWS_OF_OTHERS, len(mass)), np.float32)
    place = -1 if headline is None else headline
    link_share = np.ascontiguousarray(text[:, 8])
    built.measure_others(mass, link_share, flags, parents, alike, rows, place, mass.sum() + 1)
    return rows.T


def tell_others_plainly(text: Matrix, mass: Vector, parents: _Ints, alike: _Ints, headline: int | None) -> Matrix:
    """The same by numpy."""
    link_share = text[:, 8]
    parts = [
        _of_neighbours(text, mass, parents),
        _of_place(mass, link_share, headline),
        _of_likes(alike, mass, link_share),
    ]
    return join_columns(parts)


def _of_neighbours(text: Matrix, mass: Vector, parents: _Ints) -> Matrix:
    count = len(mass)
    long = ((mass >= _LONG) & (text[:, 8] < 0.4)).astype(np.float32)
    above = parents.astype(np.float32)
    base = np.stack([np.minimum(mass, 100), text[:, 8], long, above, text[:, 18] > 0, text[:, 3]])
    width = len(base)
    columns = np.full((width * len(_NEAR_STEPS) + 4, count), -1, np.float32)
    for place, step in enumerate(_NEAR_STEPS):
        shifted = columns[place * width : (place + 1) * width]
        if step < 0 and count > -step:
            shifted[:, -step:] = base[:, :step]
        elif step > 0 and count > step:
            shifted[:, :-step] = base[:, step:]
        shifted[3] = shifted[3] == above
    column = width * len(_NEAR_STEPS)
    index = np.arange(count)
    sums = [np.concatenate(([0.0], values.cumsum())) for values in (base[0], mass * text[:, 8])]
    for half in (3, 8):
        low, high = np.maximum(0, index - half), np.minimum(count, index + half + 1)
        size = high - low
        for cumulated in sums:
            columns[column] = (cumulated[high] - cumulated[low]) / size
            column += 1
    return columns.T


def _of_place(mass: Vector, link_share: Vector, headline: int | None) -> Matrix:
    count = len(mass)
    index = np.arange(count)
    before = np.concatenate(([0.0], np.cumsum(mass)))[:-1]
    whole = mass.sum() + 1
    at = headline if headline is not None else -1
    long = (mass >= _LONG) & (link_share < 0.4)
    since = index - np.maximum.accumulate(np.where(long, index, -99))
    until = np.minimum.accumulate(np.where(long, index, count + 99)[::-1])[::-1] - index
    columns = [
        index / count,
        before / whole,
        (index > at) if headline is not None else np.full(count, -1),
        np.clip(index - at, -100, 200) if headline is not None else np.full(count, -200),
        np.clip(before - before[max(at, 0)], -500, 3000) if headline is not None else np.full(count, -999),
        np.minimum(since, 30),
        np.minimum(until, 30),
    ]
    return _side_by_side(columns, count)


def _alike(markup: Markup) -> _Ints:
    """A number for each block's make: its tag and class, and its parent's."""
    groups: dict[tuple[str, object, str, object], int] = {}
    which = []
    elements = markup.elements
    for block in markup.blocks:
        element = elements[block.element]
        above = elements[element.parent] if element.parent > 0 else elements[0]
        key = (element.tag, element.classes, above.tag, above.classes)
        which.append(groups.setdefault(key, len(groups)))
    return np.array(which)


def _of_likes(group: _Ints, mass: Vector, link_share: Vector) -> Matrix:
    """Of the blocks made alike: how many, their mean mass and links, their share of the page."""
    count = np.bincount(group)
    masses = np.bincount(group, weights=mass)
    linked = np.bincount(group, weights=mass * link_share)
    columns = [
        np.minimum(count[group], 100),
        masses[group] / count[group],
        linked[group] / (masses[group] + 1),
        masses[group] / (mass.sum() + 1),
    ]
    return _side_by_side(columns, len(group))


def _of_metadata(markup: Markup, structured: Structured, element: _Ints, depth: _Ints) -> Matrix:
    told = " ".join(texts(structured.article.get("articleBody"), structured))[:200_000]
    descriptions = [*structured.metas.get("og:description", []), *structured.metas.get("description", [])]
    descriptions += texts(structured.article.get("description"), structured)
    starts = {" ".join(each.split())[:60].casefold() for each in descriptions if len(each) >= 25}
    titles = [*texts(structured.article.get("headline"), structured)[:1], *structured.metas.get("og:title", [])[:1]]
    title = set(folded_words(" ".join([*titles, markup.title])))
    blocks = [block.text for block in markup.blocks]
    overlaps = known_shares(markup.blocks, title, _LONGEST_TITLE) if title else [0.0] * len(blocks)
    before = np.array([image.before for image in markup.images], np.intp)
    images = np.bincount(before, minlength=len(blocks))[: len(blocks)]
    whole = "\n".join(blocks)
    columns = [
        [len(text) > 15 and text[:80] in told for text in blocks] if told else np.full(len(blocks), -1.0),
        [len(text) >= 25 and text[:60].casefold() in starts for text in blocks] if starts else [False] * len(blocks),
        overlaps,
        [len(title) > 2 and overlap > 0.9 for overlap in overlaps],
        np.minimum(_repeats(blocks), 5),
        np.minimum(images, 5),
        [20 <= len(text) <= 300 and _HAS_QUOTE.search(text) is not None and _is_quoted(text, whole) for text in blocks],
        depth[element],
    ]
    return _side_by_side(columns, len(blocks))


def _repeats(blocks: list[str]) -> list[int]:
    """For each block, how many before it have the same text."""
    seen: dict[str, int] = {}
    repeats = []
    for text in blocks:
        before = seen.get(text, 0)
        seen[text] = before + 1
        repeats.append(before)
    return repeats


def _is_quoted(text: str, whole: str) -> bool:
    """Whether a quotation stands in another block too, as pull quotes do. whole: all blocks, a line each."""
    words = text.strip(_QUOTES + " .,")[:_PULLED]
    return len(words) >= 15 and whole.count(words) >= 2


def _find_all_cues(markup: Markup) -> list[dict[int, int]]:
    cues: Cues = load_cues()
    none: dict[int, int] = {}  # one for all: most lines hold no cue
    blocks = markup.blocks
    found = [none] * len(blocks)
    for index in _places_of_cues(blocks, cues):
        block = blocks[index]
        if len(block.text) <= CUE_CHARS:
            found[index] = find_cues(block.text, cues, words_of(block)) or none
    return found


def _places_of_cues(blocks: list[RawBlock], cues: Cues) -> Iterable[int]:
    """The places of blocks that may hold a cue."""
    built = native()
    if built is None:
        return range(len(blocks))
    places: list[int] = built.places_of_cues(blocks, shared_data().resource("cues-native", _cue_words), CUE_CHARS)
    return places


def _cue_words(_: Language) -> tuple[Any, ...]:
    """What cues begin with and go on with, at a line's start and anywhere, whole lines, what is taken off ends, signs.

    Cues of one word stand apart from those that go on; any second word of a cue may follow the first of another.
    """
    cues, table = load_cues(), native().Words
    phrases = [(word, phrase) for told in (cues.start, cues.anywhere) for word, each in told.items() for phrase in each]
    return (
        table({word for word, each in cues.start.items() if any(not phrase.rest for phrase in each)}),
        table({word for word, each in cues.anywhere.items() if any(not phrase.rest for phrase in each)}),
        table(cues.start),
        table(cues.anywhere_words),
        table({phrase.rest[0] for _, phrase in phrases if phrase.rest}),
        table(cues.whole),
        table(set(TRIM)),
        table(cues.unspaced_signs),
    )


def _of_cues(told: list[dict[int, int]]) -> Matrix:
    columns = np.zeros((len(load_cues().kinds), len(told)), np.float32)
    for index, found in enumerate(told):
        if found:  # as of few lines
            for kind, strength in found.items():
                columns[kind, index] = strength
    return columns.T
