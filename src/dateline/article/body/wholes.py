"""Whole elements beside the article: whether the body that is found in them is the article's own.

Paragraphs of a neighbouring article, of teasers or of readers read like body one by one. As a whole they tell: another
title and date in front, other words, a container of their own. A few trees judge each such element by what it holds.
Trained by `python -m training.blocks`, on the train pages and on pages made of them that hold more of such neighbours.
"""

import io
from bisect import bisect_left, bisect_right
from itertools import accumulate

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.body.shared import count_shared
from dateline.article.learned.blocks import Forest, forest_arrays, forest_of, pack_arrays, vote
from dateline.article.learned.features import Features, feature_places
from dateline.article.tree.chosen import places_among, places_from, sum_at
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

_BODY, _OUT = 0.5, 0.3
_PARAGRAPH = 15
_LEAST_WORDS = 15
_LEAST_LETTERS = 5
_LEAD = 4
# Words of a block that are looked at.
_SAMPLE = 400
_EDGES = ".,:;!?\"'()“”"
_OPENING = 4
_STAMPED = 2
_TITLE_CHARS = 12
# Surer than this that an element is another thing's: between 0.6 and 0.8 both train sets and the variants gain.
OTHER = 0.65
# On a page that does not call itself an article: it may list many.
SURELY_OTHER = 0.8
# An element with more of the body than this has the article in it; so many are looked into, one in the other.
_NEARLY_ALL, _STANDFIRSTS = 0.85, 3
# What stays is an article by itself, and not much less than what goes.
_LEAST_REST = 80
_LARGEST_SHARE = 0.65
_SURE, _LARGEST_SURE = 0.85, 0.85
_HOLDERS = frozenset({
    "div", "section", "article", "aside", "ul", "ol", "main", "footer", "form", "dl", "details",
})  # fmt: skip
_MARKS = ("comment", "related", "teaser", "promotion", "sidebar", "box", "live_entry", "ranking", "bio", "tag_aside",
          "tag_article", "tag_list", "tag_form", "tag_quote", "tag_footer")  # fmt: skip
_CUES = ("related", "comment", "newsletter", "ranking")
NAMES = (
    "chance", "least_chance", "most_chance", "words", "share", "of_before", "after", "whole_words", "paragraph_words",
    "paragraph_words_before", "told", "told_before", "quotes",
    "up", "down", "up_from_headline", "gap_blocks", "gap_words", "place", "blocks", "chosen_share", "chosen_blocks",
    "links", "headings", "linked_headings", "first_ranks", "like_headline", "opens_with_heading", "opens_with_link",
    "stamps", "opens_with_stamp", "title_overlap", "shared_words", "title_words", "lead_words",
    "alike_before", "alike", "wholes", "like_own",
    *(f"far_{kind}" for kind in _MARKS), *(f"cue_{kind}" for kind in _CUES),
)  # fmt: skip


class Whole(msgspec.Struct):
    """An element beside the article. up: steps from the first paragraph to the lowest element around both.

    own: the element around the first paragraph that stands beside this one, -1 where there is none.
    chosen: its blocks that are body so far; words: of those. first, end: the range of all of its blocks.
    """

    element: int
    up: int
    own: int
    chosen: Places
    words: float
    first: int
    end: int


def drop_other_wholes(
    markup: Markup, features: Features, body: Floats, headline: int | None, *, least: float = OTHER
) -> Floats:
    """The body probabilities with elements of another thing's put below one half.

    body: after the block model and `settle_body`. least: how sure it must be that an element is another thing's. On an
    index the first of many articles would be the only one left: what is not likely an article wants more.
    """
    mass = features.mass
    wholes = find_wholes(markup, features, body, headline)
    if not wholes:
        return body
    total = sum_at(mass, places_from(body, _BODY))
    if all(whole.words >= _LARGEST_SURE * total or total - whole.words < _LEAST_REST for whole in wholes):
        return body  # whatever they are, none of them can go
    model = shared_data().resource("article-wholes", _build)
    judged = vote(model, measure_wholes(markup, features, body, headline, wholes))
    settled = body.copy()
    for whole, chance in zip(wholes, judged.tolist()):
        if chance >= least and whole.words < (_LARGEST_SHARE if chance < _SURE else _LARGEST_SURE) * total:
            rest = sum_at(mass, places_from(settled, _BODY)) - whole.words
            if rest >= _LEAST_REST:
                settled[whole.chosen] = _OUT
    return settled


def find_wholes(markup: Markup, features: Features, body: Floats, headline: int | None) -> list[Whole]:
    """Elements after the article's first paragraph, not around it, that hold body; in page order, none in another.

    Where one of them holds nearly all of the body, what stands before it is a standfirst, and its own first paragraph
    is the one to go by.
    """
    mass, inside = features.mass, places_from(body, _BODY)
    total, paragraphs = sum_at(mass, inside), places_among(mass, inside, _PARAGRAPH)
    start = headline if headline is not None else -1
    wholes: list[Whole] = []
    for _ in range(_STANDFIRSTS + 1):
        place = bisect_right(paragraphs, start)
        if place == len(paragraphs):
            break
        wholes = _beside(markup, features, inside, paragraphs[place])
        most = next((whole for whole in wholes if whole.words > _NEARLY_ALL * total), None)
        if most is None or mass[most.chosen].max() < _PARAGRAPH:
            break
        start = most.first - 1
    return wholes


def _beside(markup: Markup, features: Features, inside: list[int], anchor: int) -> list[Whole]:
    elements, blocks = markup.elements, markup.blocks
    around = _around(markup, anchor)
    body = _apart(markup, inside[bisect_right(inside, anchor) :], around)
    if not body:
        return []  # as on most pages, whose paragraphs stand side by side
    chosen: dict[int, list[int]] = {}
    for index, top in zip(body, _tops(markup, body, dict.fromkeys(around, -1))):
        if top >= 0:
            chosen.setdefault(top, []).append(index)
    path = list(around)
    wholes = []
    for top, held in chosen.items():
        if elements[top].tag not in _HOLDERS or (words := sum_at(features.mass, held)) < _LEAST_WORDS:
            continue
        last, first, end = int(features.last[top]), held[0], held[-1] + 1
        while first - 1 > anchor and top <= blocks[first - 1].element <= last:
            first -= 1
        while end < len(blocks) and top <= blocks[end].element <= last:
            end += 1
        if end - first > 1:
            up = around[elements[top].parent]
            own = path[up - 1] if up else -1
            wholes.append(Whole(top, up, own, np.array(held, np.int64), words, first, end))
    return wholes


def _apart(markup: Markup, body: list[int], around: dict[int, int]) -> list[int]:
    """Blocks of the body but for paragraphs that stand by themselves right in an element around the first one."""
    elements, blocks = markup.elements, markup.blocks
    return [
        index
        for index in body
        if (element := elements[blocks[index].element]).parent not in around or element.tag in _HOLDERS
    ]


def _around(markup: Markup, block: int) -> dict[int, int]:
    """The elements around a block, with the steps up to each."""
    found: dict[int, int] = {}
    at = markup.blocks[block].element
    while at >= 0:
        found[at] = len(found)
        at = markup.elements[at].parent
    return found


def _tops(markup: Markup, places: list[int], known: dict[int, int]) -> list[int]:
    """For each of these blocks the highest element around it that is not around the first paragraph; -1 for those.

    known: those of the elements around the first paragraph, and of others asked about before; filled here.
    """
    elements, blocks = markup.elements, markup.blocks
    tops = []
    for index in places:
        at = blocks[index].element
        top = known.get(at)
        if top is None:
            climbed = [at]
            while (top := known.get(at := elements[at].parent)) is None:
                climbed.append(at)
            if top < 0:
                top = climbed[-1]
            for each in climbed:
                known[each] = top
        tops.append(top)
    return tops


def measure_wholes(
    markup: Markup, features: Features, body: Floats, headline: int | None, wholes: list[Whole]
) -> Floats:
    """A row a whole, columns as in NAMES."""
    scene = _Scene(markup, features, body, headline)
    of_words = scene.of_words(wholes)
    makes = [_make(markup, whole.element) for whole in wholes]
    rows = []
    for number, whole in enumerate(wholes):
        alike = [make == makes[number] for make in makes]
        like_own = whole.own >= 0 and _make(markup, whole.own) == makes[number]
        kin = [sum(alike[:number]), sum(alike), len(wholes), like_own]
        rows.append([*scene.of_text(whole), *scene.of_place(whole), *scene.of_heads(whole),
                     *of_words[number], *kin, *scene.of_marks(whole)])  # fmt: skip
    return np.array(rows, np.float32).reshape(len(rows), len(NAMES))


def _make(markup: Markup, element: int) -> tuple[str, str | None]:
    return markup.elements[element].tag, markup.elements[element].classes


class _Scene:
    """What the measures of a page's wholes have in common."""

    def __init__(self, markup: Markup, features: Features, body: Floats, headline: int | None) -> None:
        self.markup, self.body, self.mass, self.matrix = markup, body, features.mass, features.matrix
        self.columns = feature_places()
        self.inside = places_from(body, _BODY)
        # The words of the body before each of its blocks, and those of all blocks before each.
        self.earlier = [0.0, *accumulate(self.mass[self.inside].tolist())]
        self.words_before = [0.0, *accumulate(self.mass.tolist())]
        self.total = self.earlier[-1]
        self.around_headline = _around(markup, headline) if headline is not None else {}
        self.link, level = self.column("link_share"), self.column("level")
        rank = float(level[headline]) if headline is not None else 0.0
        self.headings = places_from(level, 1)
        self.linked = places_among(self.column("chars"), places_among(self.link, self.headings, 0.8), _TITLE_CHARS)
        self.first_ranks = places_from(level, 1, 2)
        self.like_headline = places_from(level, rank, rank + 1) if rank > 0 else None
        stamps = [places_from(self.column(f"far_{kind}"), 0, _STAMPED + 1) for kind in ("byline", "timestamp")]
        self.stamped = sorted({*stamps[0], *stamps[1]})
        self.title = markup.blocks[headline].text if headline is not None else markup.title
        self.far = self.matrix[:, [self.columns[f"far_{kind}"] for kind in _MARKS]]
        self.cues = self.matrix[:, [self.columns[f"cue_{kind}"] for kind in _CUES]]

    def column(self, name: str) -> Floats:
        return self.matrix[:, self.columns[name]]

    def of_text(self, whole: Whole) -> list[float]:
        """How likely it is body and how much there is, here and before it."""
        chosen, mass, told, words = whole.chosen, self.mass, self.column("in_article_body"), whole.words
        count = bisect_left(self.inside, whole.first)
        before, held, chances, earlier = self.inside[:count], mass[chosen], self.body[chosen], self.earlier[count]
        return [
            float((chances * held).sum()) / words,
            float(chances.min()),
            float(chances.max()),
            float(np.log1p(words)),
            words / self.total,
            min(words / (earlier + 1), 10),
            self.total - earlier - words,
            float(np.log1p(self.total)),
            words / len(chosen),
            earlier / max(count, 1),
            float((told[chosen] * held).sum()) / words,
            float((told[before] * mass[before]).sum()) / (earlier + 1) if before else 0.0,
            float(self.column("quotes")[chosen].sum()) / words,
        ]

    def of_place(self, whole: Whole) -> list[float]:
        """Where it stands, in the tree and on the page, and how much of it is body."""
        elements, words, first, end = self.markup.elements, self.words_before, whole.first, whole.end
        count = bisect_left(self.inside, first)
        last = self.inside[count - 1] if count else 0
        whole_words = max(words[end] - words[first], 1.0)
        return [
            whole.up,
            float(self.column("depth")[whole.chosen].mean()) - elements[whole.element].depth,
            self.around_headline.get(elements[whole.element].parent, -1),
            min(first - last - 1, 60),
            float(np.log1p(np.float32(words[first] - words[last + 1]))),
            first / len(self.markup.blocks),
            min(end - first, 200),
            whole.words / whole_words,
            min(len(whole.chosen), 60),
            float((self.link[first:end] * self.mass[first:end]).sum()) / whole_words,
        ]

    def of_heads(self, whole: Whole) -> list[float]:
        """Its headings, dates and bylines."""
        first, end = whole.first, whole.end
        opening = min(first + _OPENING, end)
        return [
            min(_count(self.headings, first, end), 30),
            min(_count(self.linked, first, end), 30),
            min(_count(self.first_ranks, first, end), 5),
            -1 if self.like_headline is None else _count(self.like_headline, first, end),
            _count(self.headings, first, opening) > 0,
            _count(self.linked, first, opening) > 0,
            min(_count(self.stamped, first, end), 30),
            _count(self.stamped, first, opening) > 0,
            float(self.column("title_overlap")[first:end].max()),
        ]

    def of_words(self, wholes: list[Whole]) -> list[list[float]]:
        """How many of their longer words the rest of the body has, the headline, and the first paragraphs."""
        inside, chosen = self.inside, [whole.chosen.tolist() for whole in wholes]
        apart = set(inside).difference(*chosen)
        lead = places_among(self.mass, inside, _PARAGRAPH)[:_LEAD]
        parts = [[index for index in inside if index in apart], *chosen]
        told = [[self.title], self._texts(lead)]
        rows = count_shared(list(map(self._texts, parts)), told, most=_SAMPLE, least=_LEAST_LETTERS, edges=_EDGES)
        title = max(rows[-1][2], 1)
        return [
            [shared / max(own, 1), of_title / title, of_lead / max(own, 1)]
            for own, shared, of_title, of_lead in rows[1:-1]
        ]

    def _texts(self, places: list[int]) -> list[str]:
        blocks = self.markup.blocks
        return [blocks[place].text for place in places]

    def of_marks(self, whole: Whole) -> list[float]:
        """What the markup around it and the lines at its beginning say that it is."""
        near = slice(max(0, whole.first - 2), min(whole.first + 2, whole.end))
        told: list[float] = [*self.far[whole.chosen].min(axis=0).tolist(), *self.cues[near].max(axis=0).tolist()]
        return told


def _count(places: list[int], first: int, end: int) -> int:
    """How many of some places in order stand in a range."""
    return bisect_left(places, end) - bisect_left(places, first)


def pack_wholes(forest: Forest) -> bytes:
    """The bytes of the data file."""
    return pack_arrays(NAMES, forest_arrays(forest))


def _build(language: Language) -> Forest:
    data = np.load(io.BytesIO(language.read("article/wholes.npz") or b""), allow_pickle=False)
    here = np.array([NAMES.index(name) for name in str(data["names"]).split("\n")])
    forest = forest_of(data)
    return msgspec.structs.replace(forest, columns=here[forest.columns])
