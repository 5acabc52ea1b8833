"""Learned words: what a block's words, its heading's and the class names around it say of it, where the trees doubt.

The trees see numbers alone; "subscription", a heading "About the author" or a class "disclaimer" tell what numbers do
not. A linear model over such words, none of a single site, adds to the trees' log odds on pages that call themselves
news. Trained by `python -m training.blocks`; card beside the data.
"""

import io
import math
import re
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.tree.chosen import places_from
from dateline.article.tree.markup import Element, Markup, is_heading
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]

# Weights are kept as whole multiples of this.
UNIT = 1 / 64
# The words' say: this part of their log odds, cut off at this. Blocks that it cannot turn are not asked.
_PART, _MOST = 0.5, 3.0
# Into the body they bring paragraphs alone, of a language they know: so many of the block's own words are among them.
_BODY, _PARAGRAPH, _LINKED, _KNOWN = 0.5, 15, 0.5, 5
_SURE = 1 / (1 + math.exp(-_PART * _MOST))
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_GAPS = "".join(chr(point) if chr(point).isalpha() else " " for point in range(128))
_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_SAMPLE, _MOST_WORDS, _OPENING = 400, 25, 5
# Up to so many words a block is short, or of middle length.
_SHORT, _MIDDLE = 12, 30
# A heading, or a line of so few words without a link, tells of so many blocks after it by its first words.
_LABEL_WORDS, _LABEL_MASS, _REACH, _HEAD_WORDS = 4, 5, 9, 6
# Elements above, and by how many steps their names are told apart.
_STEPS = (0, 1, 1, 2, 2, 2, 3, 3, 3)


class Words(msgspec.Struct, frozen=True):
    """The weight of each word, and of none."""

    weights: dict[str, float]
    bias: float


def lean_on_words(markup: Markup, mass: Floats, judged: Floats) -> Floats:
    """The body probabilities with the words' say, where that can decide. mass: words of each block."""
    doubtful = [index for index in places_from(judged, 1 - _SURE, _SURE) if judged[index] > 1 - _SURE]
    if not doubtful:
        return judged
    words, reader = shared_data().resource("article-words", _build), WordReader(markup, mass)
    weigh = words.weights.get
    leaning = judged.copy()
    for index, chance in zip(doubtful, judged[doubtful].tolist()):
        # Weights are multiples of a power of two, so that the sum is the same in any order.
        block = markup.blocks[index]
        out = chance < _BODY
        if out and (mass[index] < _PARAGRAPH or block.link_chars > _LINKED * len(block.text)):
            continue
        read = split_words(block.text)
        own = own_words(read)
        if out and sum(map(words.weights.__contains__, own)) < _KNOWN:
            continue
        said = words.bias + sum([weigh(word, 0.0) for word in own | reader.words_about(index, read)])
        odds = math.log(chance / (1 - chance)) + _PART * min(max(said, -_MOST), _MOST)
        leaning[index] = 1 / (1 + math.exp(-odds))
    return leaning


class WordReader:
    """Tells the words of a page's blocks, each with where it stands before a colon."""

    def __init__(self, markup: Markup, mass: Floats) -> None:
        self.markup, self.mass = markup, mass
        self.names: dict[tuple[int, int], list[str]] = {}
        self.heads: dict[int, list[str] | None] = {}

    def words_of(self, index: int) -> set[str]:
        """The words of a block: its own, and those about it."""
        words = split_words(self.markup.blocks[index].text)
        return own_words(words) | self.words_about(index, words)

    def words_about(self, index: int, words: list[str]) -> set[str]:
        """A block's first pairs, its heading's words, its tags and class names. words: of the block."""
        elements, block = self.markup.elements, self.markup.blocks[index]
        found = {f"b:{first} {second}" for first, second in pairwise(words[:_OPENING])}
        found.update([f"f:{word}" for word in words[:1]])
        found.update([f"h:{word}" for word in self._head(index)])
        at = block.element
        found.add(f"t:{elements[at].tag} {elements[max(elements[at].parent, 0)].tag}")
        for step in _STEPS:
            if at < 0:
                break
            if (at, step) not in self.names:
                self.names[at, step] = [f"c{step}:{name}" for name in _names(elements[at])]
            found.update(self.names[at, step])
            at = elements[at].parent
        return found

    def _head(self, index: int) -> list[str]:
        """The first words of the heading or label that a block stands under."""
        for before in range(index - 1, max(index - 1 - _REACH, -1), -1):
            if before not in self.heads:
                self.heads[before] = self._label(before)
            label = self.heads[before]
            if label is not None:
                return label
        return []

    def _label(self, index: int) -> list[str] | None:
        block = self.markup.blocks[index]
        heading = is_heading(self.markup.elements[block.element])
        if not heading and (block.links or self.mass[index] > _LABEL_MASS):
            return None
        words = split_words(block.text)
        return words[:_HEAD_WORDS] if heading or len(words) <= _LABEL_WORDS else None


def own_words(words: list[str]) -> set[str]:
    """The words of a block as the model has them: by how many they are."""
    length = "S" if len(words) <= _SHORT else "M" if len(words) <= _MIDDLE else "L"
    return {f"{length}:{word}" for word in words[:_MOST_WORDS]}


def split_words(text: str) -> list[str]:
    """The first words of a text, in lower case, without numbers."""
    sample = text[:_SAMPLE]
    if sample.isascii():  # which is cut into the same words in a third of the time
        return sample.lower().translate(_ASCII_GAPS).split()
    return [word.lower() for word in spell_words(sample)]


def spell_words(text: str) -> list[str]:
    """The first words of a text as they are written, without numbers."""
    return _WORD.findall(text[:_SAMPLE])


def _names(element: Element) -> list[str]:
    told = element.classes or ""
    if element.attributes:
        told = f"{told} {element.attributes.get('id') or ''} {element.attributes.get('role') or ''}"
    return [name.lower() for name in _NAME.findall(told)]


def pack_words(weights: dict[str, float], bias: float) -> bytes:
    """The bytes of the data file; weights that are next to none are left out."""
    kept = {word: round(weight / UNIT) for word, weight in sorted(weights.items())}
    kept = {word: weight for word, weight in kept.items() if weight}
    out = io.BytesIO()
    np.savez_compressed(
        out,
        words=np.frombuffer("\n".join(kept).encode(), np.uint8),
        weights=np.array(list(kept.values()), np.int16),
        bias=np.array(round(bias / UNIT)),
    )
    return out.getvalue()


def _build(language: Language) -> Words:
    return unpack_words(language.read("article/words.npz") or b"")


def unpack_words(content: bytes) -> Words:
    """The model that `pack_words` laid down."""
    data = np.load(io.BytesIO(content), allow_pickle=False)
    words = data["words"].tobytes().decode().split("\n")
    weights = {word: weight * UNIT for word, weight in zip(words, data["weights"].tolist())}
    return Words(weights, float(data["bias"]) * UNIT)
