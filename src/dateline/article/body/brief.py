"""Briefs: articles of a paragraph or a few, on pages that hold far more beside them.

The block model is trained on pages most of whose sentences are the article's; where the article is one paragraph, the
notes, teasers and terms around it read like body, too. So where the body is in doubt, a second forest that was taught
by pages cut to their first paragraphs says where a brief would stand. If it finds one, the body so far is followed
outward from there, element by element, and a few trees judge of each what it adds: the article's own, or another
thing's.
Trained by `python -m training.blocks --briefs-only`; card beside the data.
"""

import io
from collections.abc import Callable

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.body.likely import element_of_most
from dateline.article.learned.blocks import Forest, forest_arrays, forest_of, pack_arrays, vote
from dateline.article.learned.features import Features, feature_names, feature_places
from dateline.article.tree.chosen import places_from, sum_at
from dateline.article.tree.markup import Markup, lies_in
from dateline.language import Language, shared_data

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
_Mean = Callable[[Floats], float]

_BODY, _IN, _OUT = 0.5, 0.51, 0.05
# Of 130 cut dev pages whose body this changed four in five are good.
MOST_CONFIDENCE_IN_BRIEF = 0.85
# Bodies that are surer than this are not asked about.
IN_DOUBT = 0.93
# A brief has so many words, and an expected F1 of so much by the forest that looks for it.
_LEAST_WORDS, _MOST_WORDS = 8, 250
_LEAST_EXPECTED = 0.5
# Where less than this of the body so far is in the brief's element, the brief is body.
_FEW_WORDS = 25
# A body of no more words than a brief and of less confidence than this is none where no block is likelier to be a
# brief's: so it is with 114 of 238 dev pages whose whole text was taken out, and with two of 1,754 that have theirs.
_NO_CONFIDENCE, _NOTHING = 0.5, 0.2
# From this on what stands farther out is another thing's.
BEYOND_BRIEF = 0.85
# On a page that does not call itself an article: shops and recipes have short texts in many places.
SURELY_BEYOND = 0.97
# What stands right beside the brief in its own element and is made like it, or in a few words between it and the
# headline, is another thing's from this on.
SURELY_BESIDE = 0.97
_STANDFIRST_WORDS = 60
_ALIKE = 0.8
# A body of more parts beside a brief is not followed: each part is measured against all before it.
_MOST_PARTS = 2_000
# The core is the lowest element that holds this share of the brief.
_MOST = 0.6
# Where no block is likely, the likeliest are those of this share of the most likely one's probability.
_NEARLY, _LEAST_LIKELY = 0.6, 0.15
_FAR_AWAY = 99
_NEAR_MARKS = (
    "body", "article", "related", "teaser", "sidebar", "comment", "bio", "box", "promotion", "legal", "consent", "form",
    "tag_aside", "tag_footer", "tag_article", "tag_list", "ranking", "caption", "hidden",
)  # fmt: skip
_CUES = ("newsletter", "related", "legal", "consent", "contact", "comment", "share", "error")
NAMES = (
    "words", "words_within", "of_words_within", "up", "path", "chance", "most_chance", "least_chance", "brief_chance",
    "most_brief_chance", "first_brief_chance", "chance_within", "brief_chance_within", "settled",
    "steps", "gap_blocks", "gap_words", "gap_links", "gap_headings", "after", "before", "blocks", "block_words",
    "links", "made_alike", "in_article", "in_main", "in_body", "article_within", "main_within",
    "core_from_headline", "from_headline", "above_headline", "title_overlap", "most_title_overlap", "told",
    "told_within", *(f"far_{kind}" for kind in _NEAR_MARKS), *(f"cue_{kind}" for kind in _CUES),
    "headings", "alike", "sentences", "ends_sentence", "is_description", "is_description_within", "likely_words",
    "brief_likely_words", "mass_from_headline", "share",
)  # fmt: skip

_STEPS, _MADE_ALIKE = NAMES.index("steps"), NAMES.index("made_alike")


class BriefModel(msgspec.Struct, frozen=True):
    """blocks: how likely a block is of a brief. beyond: how likely what stands farther out is another thing's."""

    blocks: Forest
    beyond: Forest


class Part(msgspec.Struct):
    """Body that stands together. up: the number of the element on the way outward that holds it; blocks: its places."""

    up: int
    blocks: Places


class Reach(msgspec.Struct):
    """How far a body reaches out from a brief. path: the brief's own element and those around it, outward.

    within: blocks that are the article's so far, the brief's to begin with. parts: what else is body, nearest first.
    """

    path: list[int]
    within: npt.NDArray[np.bool_]
    parts: list[Part]


def load_briefs() -> BriefModel:
    """The shipped forests, read once per process."""
    return shared_data().resource("article-briefs", _build)


def stay_with_brief(
    markup: Markup,
    features: Features,
    judged: Floats,
    body: Floats,
    headline: int | None,
    *,
    confidence: float,
    brief: Floats,
    beyond: Forest,
    least: float = BEYOND_BRIEF,
    steps: bool = False,
) -> Floats:
    """The body probabilities where an article may be a brief: what belongs to another thing is put below one half.

    So is all of a body in grave doubt where no block is likely to be even a brief's: a page whose text did not come
    with it (a video's, one that scripts would have filled) has none.

    judged: the block model's probabilities; body: after second thoughts; confidence: in that body, 0 to 1. brief: for
    each block how likely it is a brief's; beyond: the trees that tell what is another thing's. least: how sure it must
    be that what stands farther out is another thing's. steps: the text is a list of steps, and nothing is cut off.
    """
    few = sum_at(features.mass, places_from(body, _BODY)) < _MOST_WORDS
    if few and confidence < _NO_CONFIDENCE and float(brief.max()) < _NOTHING:
        return np.minimum(body, _OUT).astype(np.float32)
    reach = None if steps else find_reach(markup, features.mass, body, brief)
    if reach is None:
        return body
    # What second thoughts took out is not brought back.
    kept = reach.within & ~((judged >= _BODY) & (body < _BODY))
    if kept.any():
        reach.within = kept
    reach_out(reach, Scene(markup, features, judged, body, brief, headline), beyond, least)
    settled = np.where(reach.within, np.maximum(body, _IN), np.minimum(body, _OUT))
    return settled.astype(np.float32)


def reach_out(reach: Reach, scene: "Scene", beyond: Forest, least: float) -> None:
    """Add to what is within those parts that are not another thing's, from the nearest outward."""
    for part in reach.parts:
        row = scene.measure(reach, part)
        beside = not part.up and row[0, _STEPS] <= 1 and row[0, _MADE_ALIKE] >= _ALIKE
        beside = beside or scene.may_be_standfirst(reach, part)
        if float(vote(beyond, row)[0]) < (max(least, SURELY_BESIDE) if beside else least):
            reach.within[part.blocks] = True


def find_reach(markup: Markup, mass: Floats, body: Floats, brief: Floats, *, limited: bool = True) -> Reach | None:
    """Where a brief stands and what is around it; None where there is none.

    brief: for each block how likely it is a brief's text. limited: a text too long for a brief is none.
    """
    chosen = (brief >= (_BODY if mass[brief >= _BODY].sum() >= _LEAST_WORDS else _likeliest(brief))).nonzero()[0]
    words = float(mass[chosen].sum())
    if words < _LEAST_WORDS or (limited and words >= _MOST_WORDS):
        return None
    likely = mass * brief
    if limited and 2 * likely[chosen].sum() < _LEAST_EXPECTED * (words + likely.sum()):
        return None
    elements = markup.elements
    core = element_of_most(markup, chosen.tolist(), likely[chosen], _MOST, beside=True)
    path = [core]
    while elements[path[-1]].parent >= 0:
        path.append(elements[path[-1]].parent)
    inside = body >= _BODY
    near = [index for index in chosen.tolist() if lies_in(markup, index, core)]
    within = np.zeros(len(body), np.bool_)
    within[[index for index in near if inside[index]]] = True
    if mass[within].sum() < _FEW_WORDS:
        within[near] = True
    parts = _parts(markup, path, (inside & ~within).nonzero()[0].tolist())
    return Reach(path, within, parts) if len(parts) <= _MOST_PARTS else None


def _likeliest(brief: Floats) -> float:
    """From what probability on blocks are the likeliest, where none is likely; more than 1 where there are none."""
    most = float(brief.max())
    return _NEARLY * most if most >= _LEAST_LIKELY else 2.0


def _parts(markup: Markup, path: list[int], blocks: list[int]) -> list[Part]:
    """Blocks by what holds them on the way outward: elements of their own, or a run of such as stand side by side."""
    numbers = {element: number for number, element in enumerate(path)}
    parts: list[tuple[int, int, list[int]]] = []
    last: dict[int, int] = {}
    known: dict[int, int] = {}
    for index in blocks:
        at, child = markup.blocks[index].element, -1
        while at not in numbers:
            child, at = at, markup.elements[at].parent
        # Paragraphs that are children themselves make a run; a container is a part by itself.
        single = child < 0 or child == markup.blocks[index].element
        up = numbers[at]
        if not single and child in known:
            parts[known[child]][2].append(index)
            continue
        if single and up in last and last[up] == len(parts) - 1:
            parts[last[up]][2].append(index)
            continue
        if single:
            last[up] = len(parts)
        else:
            known[child] = len(parts)
        parts.append((up, index, [index]))
    return [Part(up, np.array(found, np.int64)) for up, _, found in sorted(parts)]


class Scene:
    """What the measures of a page have in common."""

    def __init__(
        self, markup: Markup, features: Features, judged: Floats, body: Floats, brief: Floats, headline: int | None
    ) -> None:
        self.markup, self.features, self.mass = markup, features, features.mass
        self.judged, self.body, self.brief = judged, body, brief
        self.headline = headline
        self.matrix, self.columns = features.matrix, feature_places()
        self.made = features.groups[:, 2]
        self.far = np.array([self.columns[f"far_{kind}"] for kind in _NEAR_MARKS])
        self.cues = np.array([self.columns[f"cue_{kind}"] for kind in _CUES])
        self.heading = self.column("level") > 0
        total = float(self.matrix[0, self.columns["page_mass"]])
        self.totals = [
            float(np.log1p((self.mass * judged).sum())),
            float(np.log1p((self.mass * brief).sum())),
            float(self.mass[body >= _BODY].sum()) / max(total, 1.0),
        ]

    def column(self, name: str) -> Floats:
        """A feature of all blocks."""
        return self.matrix[:, self.columns[name]]

    def mean_of(self, blocks: Places) -> _Mean:
        """What gives the mean of values over some blocks, by words; -1 of no blocks."""
        if not len(blocks):
            return lambda _: -1.0
        mass = self.mass.take(blocks)
        words = float(np.add.reduce(mass)) + 1e-6
        return lambda values: float(np.add.reduce(values.take(blocks) * mass)) / words

    def may_be_standfirst(self, reach: Reach, part: Part) -> bool:
        """Whether a part of a few words stands between the headline and what is within so far."""
        first = int(np.argmax(reach.within))
        above = self.headline is not None and self.headline < part.blocks[0] and part.blocks[-1] < first
        return above and float(self.mass[part.blocks].sum()) <= _STANDFIRST_WORDS

    def measure(self, reach: Reach, part: Part) -> Floats:
        """The one row of what a part is beside the blocks within, columns as in NAMES."""
        blocks = part.blocks
        within = reach.within.nonzero()[0]
        likely, brief_likely, share = self.totals
        here, inside = self.mean_of(blocks), self.mean_of(within)
        row = [
            *self._amount(reach, part, within, here, inside),
            *self._gap(blocks, within, here),
            *self._place(reach, part, within, here, inside),
            *np.minimum.reduce(self.matrix[blocks[:, None], self.far]).tolist(),
            *np.maximum.reduce(self.matrix[blocks[:, None], self.cues]).tolist(),
            float(np.add.reduce(self.heading.take(blocks))),
            here(self.column("alike_count")),
            here(self.column("sentences")),
            here(self.column("ends_sentence")),
            float(self.column("is_description")[blocks].max()),
            float(self.column("is_description")[within].max()) if len(within) else -1.0,
            likely,
            brief_likely,
            here(self.column("mass_from_headline")),
            share,
        ]
        return np.array([row], np.float32)

    def _amount(self, reach: Reach, part: Part, within: Places, here: _Mean, inside: _Mean) -> list[float]:
        """How much there is, and how likely it is body and a brief's. here, inside: means over the part and within."""
        blocks = part.blocks
        words, held = (float(np.add.reduce(self.mass.take(chosen))) for chosen in (blocks, within))
        return [
            float(np.log1p(words)),
            float(np.log1p(held)),
            min(words / (held + 1e-6), 20.0),
            part.up,
            len(reach.path),
            here(self.judged),
            float(self.judged.take(blocks).max()),
            float(self.judged.take(blocks).min()),
            here(self.brief),
            float(self.brief.take(blocks).max()),
            float(self.brief[blocks[0]]),
            inside(self.judged),
            inside(self.brief),
            here(self.body),
        ]

    def _gap(self, blocks: Places, within: Places, here: _Mean) -> list[float]:
        """What lies between, on which side it stands, of what blocks it is made."""
        low, high = (int(within[0]), int(within[-1])) if len(within) else (0, 0)
        after, before = blocks[blocks > high], blocks[blocks < low]
        if len(after):
            gap, steps = slice(high + 1, int(after[0])), int(after[0]) - high
        elif len(before):
            gap, steps = slice(int(before[-1]) + 1, low), low - int(before[-1])
        else:
            gap, steps = slice(0), 0
        mass, link = self.mass, self.column("link_share")
        words, between = float(np.add.reduce(mass.take(blocks))) + 1e-6, mass[gap]
        amid, made = float(np.add.reduce(between)), set(self.made.take(within).tolist())
        alike = [index for index, make in zip(blocks.tolist(), self.made.take(blocks).tolist()) if make in made]
        return [
            min(steps, _FAR_AWAY),
            len(between),
            amid,
            float(np.add.reduce(link[gap] * between)) / (amid + 1),
            float(np.add.reduce(self.heading[gap])),
            float(np.add.reduce(mass.take(after))) / words,
            float(np.add.reduce(mass.take(before))) / words,
            len(blocks),
            words / len(blocks),
            here(link),
            sum_at(mass, alike) / words,
        ]

    def _place(self, reach: Reach, part: Part, within: Places, here: _Mean, inside: _Mean) -> list[float]:
        """Which element it is in, where it stands from the headline, and what it repeats of the page's own data."""
        blocks = part.blocks
        tags = [self.markup.elements[element].tag for element in reach.path[: part.up + 1]]
        headline = -1 if self.headline is None else self.headline
        known = self.headline is not None
        low = int(within[0]) if len(within) else 0
        overlap, told = self.column("title_overlap"), self.column("in_article_body")
        return [
            tags[-1] == "article",
            tags[-1] == "main",
            tags[-1] == "body",
            "article" in tags[:-1],
            "main" in tags[:-1],
            low - headline if known else -_FAR_AWAY,
            int(blocks[0]) - headline if known else -_FAR_AWAY,
            known and int(blocks[-1]) < headline,
            here(overlap),
            float(overlap[blocks].max()),
            here(told),
            inside(told),
        ]


def pack_briefs(model: BriefModel) -> bytes:
    """The bytes of the data file."""
    names = (*feature_names(), "", *NAMES)
    arrays = {**forest_arrays(model.blocks, "blocks_"), **forest_arrays(model.beyond, "beyond_")}
    return pack_arrays(names, arrays)


def _build(language: Language) -> BriefModel:
    data = np.load(io.BytesIO(language.read("article/briefs.npz") or b""), allow_pickle=False)
    told = str(data["names"]).split("\n")
    cut = told.index("")
    return BriefModel(
        _placed(forest_of(data, "blocks_"), tuple(told[:cut]), feature_names()),
        _placed(forest_of(data, "beyond_"), tuple(told[cut + 1 :]), NAMES),
    )


def _placed(forest: Forest, trained: tuple[str, ...], here: tuple[str, ...]) -> Forest:
    """A forest that asks for columns by their places here."""
    if trained == here:
        return forest
    places = np.array([here.index(name) for name in trained])
    return msgspec.structs.replace(forest, columns=places[forest.columns])
