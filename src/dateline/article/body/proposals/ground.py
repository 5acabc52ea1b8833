"""What the proposals for a page's body have in common: sums over the tree, and which elements are furniture by name."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features, feature_places
from dateline.article.native import native
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import Markup

Floats = npt.NDArray[np.float32]
Sums = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Kinds of names that elements of furniture go by.
FURNITURE = (
    "related", "sidebar", "comment", "promotion", "advert", "share", "consent", "footer", "navigation", "masthead",
    "contact", "tags", "ranking", "pagination", "breadcrumb", "bio", "byline", "credit", "caption",
)  # fmt: skip
# Of these kinds an element is not looked into unless a name of the article's stands beside.
UNLIKELY = (
    "related", "sidebar", "comment", "promotion", "advert", "share", "consent", "footer", "navigation", "masthead",
    "ranking", "pagination", "breadcrumb", "form", "legal",
)  # fmt: skip
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "dialog"})
# An element of these tags, or one that holds so much of the page's prose, is no furniture by whatever name.
_NEVER = frozenset({"body", "html", "article", "main", "h1", "a"})
_WRAPPER_SHARE = 0.3
_PROSE_CHARS, _PROSE_LINKS = 60, 0.4
_BODY_CHARS = 200
# A paragraph has so many words, fewer of them links.
PARAGRAPH_WORDS, PARAGRAPH_LINKS = 12, 0.5


# Numbers are multiples of this, so that their sums are the same in whatever order a machine takes them.
_UNIT = 1 / 65_536


def exact(values: npt.NDArray[np.floating]) -> Sums:
    """Numbers rounded to multiples of a small unit, sums of which have no error."""
    rounded: Sums = np.multiply(values, 1 / _UNIT, dtype=np.float64)
    np.rint(rounded, out=rounded)
    rounded *= _UNIT
    return rounded


class Ground:
    """A page's tree in arrays, numbers as of `exact`.

    By block: words, texts (words that are no links), element, paragraph (whether it is one). By element: parent, last
    descendant, tags, marks, and sums of what it holds: held["words"] and the like.
    """

    def __init__(self, markup: Markup, features: Features) -> None:
        elements, blocks = markup.elements, markup.blocks
        self.markup, self.features = markup, features
        self.matrix, self.columns = features.matrix, feature_places()
        self.parent, self.depth, self.last = features.parent.copy(), features.depth, features.last
        self.parent[self.depth == 0] = -1
        self.marks = features.marks.copy()
        for index in (self.depth <= 1).nonzero()[0].tolist():  # html and body have none there
            self.marks[index] = elements[index].marks
        self.tags = list(map(attrgetter("tag"), elements))
        self._numbers: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        self._tagged: dict[frozenset[str], Flags] = {}
        self._marked: dict[tuple[str, ...], Flags] = {}
        self._kinds = np.fromiter(map(self._numbers.__getitem__, self.tags), np.int64, len(elements))
        self.element = features.above[0]
        self.words = exact(features.mass)
        self.link = exact(self.column("link_share"))
        self.texts = self.words * (1 - self.link)
        self.heading = self.column("level") > 0
        self.paragraph = (self.words >= PARAGRAPH_WORDS) & (self.link < PARAGRAPH_LINKS) & ~self.heading
        self.chars = np.fromiter(map(len, map(attrgetter("text"), blocks)), np.float64, len(blocks))
        link_chars = np.fromiter(map(attrgetter("link_chars"), blocks), np.float64, len(blocks))
        prose = np.where((self.chars >= _PROSE_CHARS) & (link_chars < _PROSE_LINKS * self.chars), self.chars, 0.0)
        commas = self.column("commas").astype(np.float64)
        names = ("words", "texts", "paragraphs", "chars", "link_chars", "commas", "prose")
        held = self.sum_up([self.words, self.texts, self.texts * self.paragraph, self.chars, link_chars, commas, prose])
        self.held = dict(zip(names, held))
        self.wrapper = self._wrappers()

    def column(self, name: str) -> Floats:
        """A feature of all blocks."""
        return self.matrix[:, self.columns[name]]

    def columns_of(self, places: tuple[int, ...]) -> Floats:
        """Features of all blocks, a row each. places: of the features' columns."""
        return self.matrix.T.take(places, axis=0)

    def sum_up(self, by_block: list[Sums]) -> Sums:
        """What each element holds of some measures of blocks, a row each; without error, as they are multiples."""
        built = native()
        if built is None:
            return sum_plainly(self.element, self.last, by_block)
        sums = np.empty((len(by_block), len(self.last)))
        built.sum_within(self.element, self.last, np.array(by_block), sums)
        return sums

    @functools.cached_property
    def parents(self) -> list[int]:
        """The parents as plain numbers, for those who climb step by step."""
        found: list[int] = self.parent.tolist()
        return found

    @functools.cached_property
    def furniture_around(self) -> Ints:
        """How many elements of furniture hold each element, itself included."""
        return self.count_around(self.furniture(FURNITURE))

    def marked(self, *kinds: str) -> Flags:
        """Which elements go by names of these kinds: not to be changed."""
        found = self._marked.get(kinds)
        if found is None:
            found = self._marked[kinds] = (self.marks & _mask(kinds)) != 0
        return found

    def tagged(self, tags: frozenset[str]) -> Flags:
        """Which elements have one of these tags: not to be changed."""
        found = self._tagged.get(tags)
        if found is None:
            has = np.array([tag in tags for tag in self._numbers])
            found = self._tagged[tags] = has.take(self._kinds)
        return found

    def furniture(self, kinds: tuple[str, ...], *, but: Flags | None = None) -> Flags:
        """Which elements are furniture by tag or by a name of these kinds. but: those that are not by their names."""
        named = self.marked(*kinds) & ~self.tagged(_NEVER)
        if but is not None:
            named &= ~but
        return (named | self.tagged(_FURNITURE_TAGS)) & ~self.wrapper

    def count_around(self, flags: Flags) -> Ints:
        """For each element how many of the flagged ones hold it, itself included."""
        flagged = flags.nonzero()[0]
        ends = np.bincount(self.last[flagged] + 1, minlength=len(flags) + 1)
        counts: Ints = np.cumsum(flags - ends[:-1])
        return counts

    def inside(self, element: int) -> Flags:
        """Which blocks stand in an element."""
        found: Flags = (self.element >= element) & (self.element <= self.last[element])
        return found

    def lowest_around(self, choices: Flags) -> list[int]:
        """For each choice of blocks, a row each and none empty, the lowest element that holds all of them."""
        found: list[int] = np.where(choices, self.element, len(self.parent)).min(axis=1).tolist()
        for row, high in enumerate(np.where(choices, self.element, -1).max(axis=1).tolist()):
            while self.last[found[row]] < high:
                found[row] = self.parents[found[row]]
        return found

    def _wrappers(self) -> Flags:
        """Elements that hold a good part of the page's prose, or an article's own elements."""
        own = self.marked("body") & (self.held["chars"] > _BODY_CHARS)
        own |= self.tagged(frozenset({"h1", "article", "main"}))
        holds = np.zeros(len(own), bool)
        for element in own.nonzero()[0].tolist():
            while element >= 0 and not holds[element]:
                holds[element] = True
                element = int(self.parent[element])
        prose = self.held["prose"]
        found: Flags = holds | (prose >= _WRAPPER_SHARE * prose[0])
        return found


def sum_plainly(element: Ints, last: Ints, by_block: Sequence[Sums]) -> Sums:
    """`Ground.sum_up` in plain Python. element: of each block; last: of each element its last descendant."""
    count = len(last)
    before = np.zeros((len(by_block), count + 1))
    for row, values in zip(before, by_block):
        np.cumsum(np.bincount(element, weights=values, minlength=count), out=row[1:])
    sums: Sums = before[:, last + 1] - before[:, :-1]
    return sums


@functools.cache
def _mask(kinds: tuple[str, ...]) -> np.uint64:
    return np.uint64(load_marks().bit(*kinds))


def agree(words: Sums, one: Flags, other: Flags) -> float:
    """The F1 of two choices of blocks, by words; 0 where both are empty."""
    both = float(words[one & other].sum())
    return 2 * both / (float(words[one].sum()) + float(words[other].sum()) + 1e-9)
