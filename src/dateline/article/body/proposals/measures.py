"""What is measured of a proposal for the body, so that trees can tell how good it is."""

import functools

import numpy as np
import numpy.typing as npt

from dateline.article.body.proposals.candidates import KINDS, Chances, Proposals
from dateline.article.body.proposals.ground import Flags, Floats, Ground, Sums, agree, exact
from dateline.article.learned.features import feature_places

_BODY = 0.5
_HARDLY = 0.1
_LONG = 25
_FAR = 30
_NEAR = 9
_MOST_RATIO = 20.0
_ALIKE = 0.9
_BAD_NAMES = ("related", "comment", "advert", "share", "consent", "footer", "navigation", "ranking", "pagination",
              "breadcrumb", "bio", "tags", "promotion", "sidebar")  # fmt: skip
_TEXT = ("sentences", "ends_sentence", "commas", "stop_share", "lower_start", "at_or_url", "copyright", "digits",
         "capitals", "quotes", "in_article_body", "is_description", "title_overlap", "repeated", "from_headline",
         "alike_count", "is_list", "questions")  # fmt: skip
_FARS = ("body", "article", "related", "teaser", "sidebar", "comment", "bio", "box", "promotion", "legal", "consent",
         "form", "tags", "ranking", "caption", "hidden", "meta", "tag_aside", "tag_footer", "tag_article", "tag_main",
         "tag_list", "tag_form", "tag_table")  # fmt: skip
_CUES = ("newsletter", "related", "legal", "consent", "contact", "comment", "share", "error")
_CHANCES = ("judged", "brief", "body")
_OF_CHANCES = tuple(f"{name}_{what}" for name in _CHANCES for what in ("precision", "recall", "f1"))
_AMOUNT = ("words", "share", "blocks", "words_a_block", *_OF_CHANCES, "most_judged_outside", "judged_outside",
           "brief_outside", "hardly_judged", "hardly_brief", "most_judged", "most_brief", "first_judged", "last_judged",
           "first_brief")  # fmt: skip
_MAKE = ("links", "long_words", "long_blocks", "longest", "median", "holes", "holes_of_text", "one_parent", "parents")
_HOLDER = ("held_texts", "held_words", "depth", "is_article", "is_main", "is_page", "is_table", "body_name",
           "article_name", "bad_name", "to_body_name", "to_article_name", "to_bad_name")  # fmt: skip
_PLACE = ("gap", "gap_ratio", "above_headline", "below", "first_place", "last_place", "headings", "in_furniture")
_PEERS = ("with_settled", "with_before_brief", "with_judged", "with_brief", "with_by_weight", "with_by_name",
          "with_all", "with_nearest", "with_alike", "settled_outside", "beyond_settled", "settled_ratio")  # fmt: skip
_PAGE = ("page_words", "page_blocks", "page_links", "page_judged", "page_brief", "page_most_judged", "page_most_brief",
         "confidence", "page_settled", "proposals", "page_agree", "headline_place", "classics_agree", "weight_settled",
         "name_settled", "in_brief", "weight_words", "name_words", "most_title_overlap")  # fmt: skip
_OWN = (*_AMOUNT, *_MAKE, *_HOLDER, *_PLACE, *_PEERS)
_MEANS = (
    *(f"mean_{name}" for name in _TEXT), *(f"mean_far_{name}" for name in _FARS),
    *(f"words_cue_{name}" for name in _CUES), "description_words", "least_from_headline",
)  # fmt: skip
# All that is measured, in order: of the proposal, of the page, and by how much the proposal's differ from those of the
# body so far.
NAMES = (*_OWN, *_MEANS, *(f"kind_{kind}" for kind in KINDS), *_PAGE, *(f"more_{name}" for name in (*_OWN, *_MEANS)))


def measure_proposals(
    ground: Ground,
    chances: Chances,
    proposals: Proposals,
    headline: int | None,
    confidence: float,
    *,
    asked: list[int] | None = None,
    agreed: Sums | None = None,
) -> Floats:
    """A row a proposal, columns as in NAMES. confidence: of the body before briefs were looked for, 0 to 1.

    asked: the places of those that are measured, the body so far first where there is any; all where it is None.
    agreed: how far they agree with each other, where that is known.
    """
    asked = list(range(len(proposals.made))) if asked is None else asked
    agreed = agreements(ground.words, proposals)[0] if agreed is None else agreed
    sheet = _Sheet(ground, chances, proposals, headline, asked, agreed)
    columns = [*sheet.measure(), *sheet.means()]
    own = np.concatenate(columns).reshape(len(columns), len(asked)).T.astype(np.float32, order="C")
    kinds = np.eye(len(KINDS), dtype=np.float32)[[proposals.made[place].kind for place in asked]]
    page = np.tile(np.array(sheet.of_page(proposals, confidence), np.float32), (len(asked), 1))
    so_far = own[0] if proposals.made[0].kind == 0 else np.zeros_like(own[0])
    return np.concatenate([own, kinds, page, own - so_far], axis=1)


class _Sheet:
    """All proposals asked about at once: masks has a row for each, and so has each measure a number."""

    def __init__(
        self,
        ground: Ground,
        chances: Chances,
        proposals: Proposals,
        headline: int | None,
        asked: list[int],
        agreed: Sums,
    ) -> None:
        self.ground, self.headline = ground, headline
        self.words, self.total = ground.words, float(ground.words.sum()) + 1e-9
        self.every = agreed
        self.alike = self.every[asked]
        self.blocks = np.array([proposals.made[place].blocks for place in asked])
        self.masks = self.blocks.astype(np.float64)
        self.counts = self.blocks.sum(axis=1)
        self.held = self.masks @ self.words
        self.sizes = self.held + 1e-9
        self.first = self.blocks.argmax(axis=1)
        self.last = self.blocks.shape[1] - 1 - self.blocks[:, ::-1].argmax(axis=1)
        self.texts_before = _before(ground.texts)
        self.chances = {name: exact(getattr(chances, name)) for name in _CHANCES}
        self.sums = {name: float((self.words * values).sum()) + 1e-9 for name, values in self.chances.items()}
        self.ours = chances.body >= _BODY
        self.others = (
            self.ours, chances.settled >= _BODY, chances.judged >= _BODY, chances.brief >= _BODY,
            proposals.by_weight, proposals.by_name,
        )  # fmt: skip
        self.in_brief = bool((chances.body != chances.settled).any())

    def of_page(self, proposals: Proposals, confidence: float) -> list[float]:
        """What all proposals of a page share."""
        ground, words = self.ground, self.words
        weighed, named = proposals.by_weight, proposals.by_name
        return [
            self.total,
            len(words),
            float((words * ground.link).sum()) / self.total,
            self.sums["judged"],
            self.sums["brief"],
            float(self.chances["judged"].max()),
            float(self.chances["brief"].max()),
            confidence,
            float(words[self.ours].sum()),
            len(self.every),
            float(self.every.mean()),
            -1.0 if self.headline is None else self.headline / len(words),
            agree(words, weighed, named),
            agree(words, self.ours, weighed),
            agree(words, self.ours, named),
            self.in_brief,
            float(words[weighed].sum()),
            float(words[named].sum()),
            float(ground.column("title_overlap").max()),
        ]

    def measure(self) -> list[Sums]:
        """What is measured of the proposals but for means of features."""
        holders = self.ground.lowest_around(self.blocks)
        return [*self._amount(), *self._make(), *self._holder(holders), *self._place(holders), *self._peers()]

    def means(self) -> list[Sums]:
        """Means of features by words, and how many words have a cue."""
        ground = self.ground
        values = exact(ground.columns_of(_averaged()))
        few, many = len(_TEXT), len(_TEXT) + len(_FARS)
        values[few:many] = np.minimum(values[few:many], _NEAR)
        values[many:] = values[many:] > 0
        sums = (values * self.words) @ self.masks.T
        sums[:many] /= self.sizes
        return [
            *sums,
            self._most(ground.column("is_description") * self.words),
            -self._most(-ground.column("from_headline")),
        ]

    def _most(self, values: npt.NDArray[np.floating], *, outside: bool = False) -> Sums:
        """The largest value among each proposal's blocks, or among the others, 0 where there are none of these."""
        chosen = ~self.blocks if outside else self.blocks
        most: Sums = np.where(chosen, values, -np.inf).max(axis=1)
        return np.where(np.isinf(most), 0.0, most) if outside else most

    def _share(self, flags: Flags) -> Sums:
        """The words of flagged blocks, to all of a proposal's words."""
        shares: Sums = (self.masks @ (self.words * flags)) / self.sizes
        return shares

    def _amount(self) -> list[Sums]:
        """How much it is, and how much of it the models hold for body."""
        of_chances: list[Sums] = []
        for name, values in self.chances.items():
            inside, all_ = self.masks @ (self.words * values), self.sums[name]
            of_chances += [inside / self.sizes, inside / all_, 2 * inside / (self.sizes + all_)]
        judged, brief = self.chances["judged"], self.chances["brief"]
        outside = 1 - self.masks
        return [
            self.sizes,
            self.sizes / self.total,
            self.counts.astype(np.float64),
            self.sizes / self.counts,
            *of_chances,
            self._most(judged, outside=True),
            np.minimum(outside @ (self.words * (judged >= _BODY)) / self.sizes, _MOST_RATIO),
            np.minimum(outside @ (self.words * (brief >= _BODY)) / self.sizes, _MOST_RATIO),
            self._share(judged < _HARDLY),
            self._share(brief < _HARDLY),
            self._most(judged),
            self._most(brief),
            judged[self.first],
            judged[self.last],
            brief[self.first],
        ]

    def _make(self) -> list[Sums]:
        """What its blocks are like, and how close they stand."""
        ground, words = self.ground, self.words
        long = words >= _LONG
        spans = [before[self.last + 1] - before[self.first] for before in (_before(words), self.texts_before)]
        parents = ground.parent[ground.element] + 1  # the root has none
        most = int(parents.max()) + 1
        places = parents + most * np.arange(len(self.masks))[:, None]
        held = np.bincount(places.ravel(), weights=(self.masks * words).ravel(), minlength=most * len(self.masks))
        of_parents = held.reshape(-1, most)
        return [
            self.masks @ (words * ground.link) / self.sizes,
            self._share(long),
            self.masks @ long.astype(np.float64),
            self._most(words),
            np.array([_median(sorted(words[mask].tolist())) for mask in self.blocks]),
            1 - self.sizes / (spans[0] + 1e-9),
            (spans[1] - self.masks @ ground.texts) / self.sizes,
            of_parents.max(axis=1) / self.sizes,
            (of_parents > 0).sum(axis=1).astype(np.float64),
        ]

    def _holder(self, holders: list[int]) -> list[Sums]:
        """The lowest element that holds all of it."""
        ground = self.ground
        tags = [ground.tags[holder] for holder in holders]
        marks = [ground.marked("body"), ground.marked("article"), ground.marked(*_BAD_NAMES)]
        paths = {holder: self._outward(holder) for holder in holders}
        steps = {holder: [_steps(flags[path]) for flags in marks] for holder, path in paths.items()}
        return [
            np.minimum(ground.held["texts"][holders] / self.sizes, _MOST_RATIO),
            np.minimum(ground.held["words"][holders] / self.sizes, _MOST_RATIO),
            ground.depth[holders].astype(np.float64),
            *(np.array([tag == wanted for tag in tags], np.float64) for wanted in ("article", "main", "body")),
            np.array([tag in ("td", "table", "tr", "tbody") for tag in tags], np.float64),
            *(flags[holders].astype(np.float64) for flags in marks),
            *np.array([steps[holder] for holder in holders], np.float64).T,
        ]

    def _outward(self, element: int) -> list[int]:
        """An element and the nearest around it."""
        path, parents = [element], self.ground.parents
        while len(path) < _FAR and (element := parents[element]) >= 0:
            path.append(element)
        return path

    def _place(self, holders: list[int]) -> list[Sums]:
        """Where it stands on the page."""
        ground, headline, count, texts = self.ground, self.headline, len(self.words), self.texts_before
        if headline is None:
            gap, above = np.full(len(self.masks), -1.0), np.zeros(len(self.masks))
        else:
            gap = np.where(self.first > headline, texts[self.first] - texts[headline + 1], -1.0)
            above = self._share(np.arange(count) < headline)
        around = ground.count_around(ground.marked(*_BAD_NAMES))
        in_bad = around[ground.element][None, :] > around[holders][:, None]
        return [
            gap,
            np.minimum(gap / self.sizes, 5.0),
            above,
            np.minimum((texts[-1] - texts[self.last + 1]) / self.sizes, _MOST_RATIO),
            self.first / count,
            self.last / count,
            self.masks @ ground.heading.astype(np.float64) / self.counts,
            (self.masks * in_bad) @ self.words / self.sizes,
        ]

    def _peers(self) -> list[Sums]:
        """How far it agrees with other proposals."""
        words, ours = self.words, self.ours
        others = np.stack(self.others).astype(np.float64)
        both = (self.masks * words) @ others.T
        agreed = 2 * both / (self.held[:, None] + (others @ words)[None, :] + 1e-9)
        nearest = np.sort(self.alike, axis=1)[:, -min(4, len(self.every)) :]
        shared = both[:, 0]
        settled = float(words[ours].sum())
        return [
            *agreed.T,
            self.alike.mean(axis=1),
            nearest.mean(axis=1),
            (self.alike >= _ALIKE).sum(axis=1).astype(np.float64),
            np.minimum((settled - shared) / self.sizes, _MOST_RATIO),
            (self.held - shared) / self.sizes,
            np.minimum(settled / self.sizes, _MOST_RATIO),
        ]


@functools.cache
def _averaged() -> tuple[int, ...]:
    """The columns of the features whose means are measured."""
    places = feature_places()
    names = (*_TEXT, *(f"far_{name}" for name in _FARS), *(f"cue_{name}" for name in _CUES))
    return tuple(places[name] for name in names)


def _steps(flags: Flags) -> int:
    """Steps to the first flagged one of some elements."""
    first = int(flags.argmax())
    return first if flags[first] else _FAR


def agreements(words: Sums, proposals: Proposals) -> tuple[Sums, Sums]:
    """How far each proposal agrees with each other, their F1 by words; and the words of each."""
    masks = np.array([proposal.blocks for proposal in proposals.made], np.float64)
    common = (masks * words) @ masks.T
    sizes = np.diag(common)
    return exact(2 * common / (sizes[:, None] + sizes[None, :] + 1e-9)), sizes


def _before(values: Sums) -> Sums:
    """The sum of all values before each place, and behind the last one."""
    return np.concatenate([[0.0], np.cumsum(values)])


def _median(ordered: list[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
