"""What the words of a block, of its heading and of its class attributes say of furniture.

A linear model beside the trees of `furniture`, which know only what the tables of cues and marks name: words that
stand on pages of several sites ("sign in", "byline"), each with a weight for each role. Trained with the trees by
`python -m training.roles`.
"""

import functools
import io
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.native import native
from dateline.article.tree.folded import folded_words, words_of
from dateline.article.tree.markup import HEADINGS, Element, Markup, RawBlock
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]
Evidence = tuple[tuple[str, Sequence[str]], ...]

KINDS = ("word", "whole", "heading", "before", "after", "class", "tag")
_CLASS_WORD = re.compile(r"[a-z]{3,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# So many words of a block, of its heading, of its neighbours; a block of so few is a word of its own.
_WORDS, _HEADING_WORDS, _NEAR_WORDS, _WHOLE_WORDS = 12, 4, 3, 5
# A heading speaks for so many blocks; so many elements up class words count, of so many characters each.
_HEADED, _STEPS, _CLASS_CHARS = 30, 4, 150
_FIRST_CHARS = 160
_LIMITS = (_WORDS, _WHOLE_WORDS, _HEADING_WORDS, _NEAR_WORDS, _FIRST_CHARS, _HEADED, _STEPS, _CLASS_CHARS)
_STEPS_OF_ONE = 64
# How much the words count beside the trees, and how much of what is frequent anyway is taken off: out of fold on the
# labelled pages .830 without words; .838 to .840 for shares of .3 to .7.
_SHARE, _PRIOR_SHARE, _LEAST = 0.5, 0.3, 1e-4
_LOG_LEAST = np.log(_LEAST)
# Where the trees are as sure as this, words turn next to nothing: half of the blocks, out of fold .8372 for .8373.
CERTAIN = 0.85


class WordModel(msgspec.Struct, frozen=True, dict=True):
    """places: the row of each word, by kind; weights: [rows, roles]; bias: what every block starts from.

    prior: how often each role is, as logarithms.
    """

    places: dict[str, dict[str, int]]
    weights: Floats
    bias: Floats
    prior: Floats

    @functools.cached_property
    def compiled(self) -> Any:
        """The words in C."""
        return native().Weighed(tuple([self.places[kind] for kind in KINDS]), np.ascontiguousarray(self.weights))


def load_word_model() -> WordModel | None:
    """The shipped model, read once per process; None where there is none."""
    return shared_data().resource("article-furniture-words", _build)


def word_evidence(markup: Markup, chosen: Sequence[int] | None = None) -> list[Evidence]:
    """The words by kind of the chosen blocks, or of all."""
    elements, blocks = markup.elements, markup.blocks
    asked = range(len(blocks)) if chosen is None else chosen
    headings = [index for index, block in enumerate(blocks) if elements[block.element].tag in HEADINGS]
    wanted = {at for index in asked for at in (index - 1, index, index + 1)}.union(headings)
    words: dict[int, Sequence[str]] = {at: _first_words(blocks[at]) for at in wanted if 0 <= at < len(blocks)}
    class_words = _ClassWords(elements)
    found: list[Evidence] = []
    for index in asked:
        here, element = words[index], blocks[index].element
        under = bisect_right(headings, index) - 1
        heading = headings[under] if under >= 0 and index - headings[under] <= _HEADED else None
        own, around = class_words.of(element)
        found.append((
            ("word", here[:_WORDS]),
            ("whole", (" ".join(here),) if len(here) <= _WHOLE_WORDS else ()),
            ("heading", words[heading][:_HEADING_WORDS] if heading is not None else ()),
            ("before", words.get(index - 1, ())[:_NEAR_WORDS]),
            ("after", words.get(index + 1, ())[:_NEAR_WORDS]),
            ("tag", (elements[element].tag,)),
            ("class", own),
            ("class", around),
        ))  # fmt: skip
    return found


def _first_words(block: RawBlock) -> list[str]:
    return words_of(block) if len(block.text) <= _FIRST_CHARS else folded_words(block.text[:_FIRST_CHARS])


class _ClassWords:
    """The words of the class attributes of an element and those around it."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements
        # Those of each attribute, and those around each element, so far: most blocks of a page have them in common.
        self.own: dict[str | None, tuple[str, ...]] = {None: ()}
        self.around: dict[int, tuple[str, ...]] = {-1: ()}

    def of(self, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of an element, and of the next ones up."""
        element = self.elements[at]
        around = self.around.get(element.parent)
        if around is None:
            around = ()
            above = element.parent
            for _ in range(_STEPS - 1):
                if above < 0:
                    break
                around += self._split(self.elements[above].classes)
                above = self.elements[above].parent
            self.around[element.parent] = around
        own = self.own.get(element.classes)
        return self._split(element.classes) if own is None else own, around

    def _split(self, classes: str | None) -> tuple[str, ...]:
        words = self.own.get(classes)
        if words is None:
            words = self.own[classes] = split_classes((classes or "")[:_CLASS_CHARS])
        return words


def split_classes(classes: str) -> tuple[str, ...]:
    """The words of a class attribute: stretches of three letters of ASCII and more, cut before capitals, too."""
    lowered = classes.lower()
    # Most class words have no capitals, between which to cut them.
    return tuple(_CLASS_WORD.findall(lowered if lowered == classes else _CAMEL.sub(" ", classes).lower()))


def rows_of(evidence: Evidence, places: dict[str, dict[str, int]]) -> set[int]:
    """The rows of a block's words that a model knows."""
    return rows_of_all([evidence], places)[0]


def rows_of_all(found: Sequence[Evidence], places: dict[str, dict[str, int]]) -> list[set[int]]:
    """Of several blocks of a page, the rows of each one's words; class words, which they share, are asked for once."""
    classes: dict[Sequence[str], set[int]] = {(): set()}
    told = []
    for evidence in found:
        rows: set[int] = set()
        for kind, words in evidence:
            if kind == "class":
                if words not in classes:
                    classes[words] = set(map(places[kind].get, words, repeat(-1)))
                rows |= classes[words]
            elif words:
                rows.update(map(places[kind].get, words, repeat(-1)))
        rows.discard(-1)
        told.append(rows)
    return told


def judge_blocks(model: WordModel, markup: Markup, asked: npt.NDArray[np.intp]) -> Floats:
    """Log probabilities of the roles for these blocks of a page: [blocks, roles]."""
    if native() is None:
        return judge_words(model, rows_of_all(word_evidence(markup, asked.tolist()), model.places))
    sums = np.empty((len(asked), len(model.bias)))
    model.compiled.sum(markup.blocks, markup.elements, asked, HEADINGS, _LIMITS, sums)
    return _judge(model, sums)


def judge_words(model: WordModel, rows: Sequence[set[int]]) -> Floats:
    """Log probabilities of the roles for blocks of these rows: [blocks, roles]."""
    sizes = np.array([len(each) for each in rows])
    told = sizes.nonzero()[0]
    sums = np.zeros((len(rows), len(model.bias)))
    if len(told):
        chosen = model.weights.take(list(chain.from_iterable(rows)), axis=0)
        # Weights are multiples of a power of two, so that the sum is the same in any order.
        sums[told] = np.add.reduceat(chosen, (np.cumsum(sizes) - sizes)[told], axis=0, dtype=np.float64)
    return _judge(model, sums)


def _judge(model: WordModel, sums: npt.NDArray[np.float64]) -> Floats:
    scores: Floats = (sums + model.bias).astype(np.float32)
    lower_rows(scores)
    scores -= np.log(np.add.reduce(np.exp(scores), axis=1, keepdims=True))
    return scores


def add_words(chances: Floats, words: Floats, prior: Floats) -> Floats:
    """The trees' probabilities and the words' log probabilities taken together: probabilities, [blocks, roles]."""
    return to_chances(np.log(chances + _LEAST) + _SHARE * np.maximum(words, _LOG_LEAST) - _PRIOR_SHARE * prior)


def to_chances(scores: npt.NDArray[np.float64]) -> Floats:
    """Probabilities by their logarithms, a row a block, which are changed."""
    built = native()
    lower_rows(scores)
    np.exp(scores, out=scores)
    wholes = np.add.reduce(scores, axis=1)
    chances = np.empty(scores.shape, np.float32)
    if built is None:
        chances[:] = scores / wholes[:, None]
    else:
        built.share_rows(scores, wholes, chances)
    return chances


def lower_rows(scores: npt.NDArray[np.floating]) -> None:
    """Take the largest number of each row off all of it."""
    built = native()
    if built is None:
        scores -= _likeliest(scores)[1][:, None]
    else:
        built.lower_rows(scores)


def likeliest(scores: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    """The place of the largest number of each row, and that number.

    >>> likeliest(np.array([[0.25, 0.75], [0.5, 0.0]], np.float32))
    (array([1, 0]), array([0.75, 0.5 ], dtype=float32))
    """
    built = native()
    if built is None:
        return _likeliest(scores)
    places, most = np.empty(len(scores), np.intp), np.empty(len(scores), np.float32)
    built.likeliest(scores, places, most)
    return places, most


def _likeliest(scores: npt.NDArray[Any]) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any]]:
    """The same by numpy, which finds places in a fifth of the time in which it finds numbers."""
    places = scores.argmax(axis=1)
    return places, scores.reshape(-1).take(places + np.arange(0, scores.size, scores.shape[1]))


def pack_words(model: WordModel) -> bytes:
    """The bytes of a model's data file; weights in steps of 1/64."""
    out = io.BytesIO()
    listed = [f"{kind}\t{word}" for kind in KINDS for word in model.places[kind]]
    rows = [model.places[kind][word] for kind in KINDS for word in model.places[kind]]
    weights = np.clip(np.rint(model.weights[rows] * _STEPS_OF_ONE), -127, 127).astype(np.int8)
    np.savez_compressed(out, words=np.array("\n".join(listed)), weights=weights, bias=model.bias, prior=model.prior)
    return out.getvalue()


def _build(language: Language) -> WordModel | None:
    content = language.read("article/furniture_words.npz")
    return None if content is None else unpack_words(content)


def unpack_words(content: bytes) -> WordModel:
    """The model in a data file's bytes."""
    data = np.load(io.BytesIO(content), allow_pickle=False)
    places: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for row, line in enumerate(str(data["words"]).split("\n")):
        kind, _, word = line.partition("\t")
        places[kind][word] = row
    return WordModel(places, data["weights"].astype(np.float32) / _STEPS_OF_ONE, data["bias"], data["prior"])
