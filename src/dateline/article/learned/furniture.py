"""Which furniture a block is, where neither words nor markup settle it: from boosted trees kept as plain arrays.

The rules' roles of a block, of its neighbours and of the blocks under the same parent are evidence among the rest
(features, body probability). Trees are oblivious, a tree answers for all roles at once, leaves are whole numbers, so
that sums are the same on every machine. A second stage over the first one's judgement of neighbours, as the block model
has, did worse here (out of fold 0.821 against 0.831). Trained by `python -m training.roles` on pages read block by
block; card beside the data.
"""

import functools
import io
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import join_columns
from dateline.article.learned.features import Features, known_names, pick_columns
from dateline.article.learned.furniture_words import (
    CERTAIN,
    add_words,
    judge_blocks,
    likeliest,
    load_word_model,
    to_chances,
)
from dateline.article.learned.trees import Questions, compile_trees, gather_questions, score_leaves
from dateline.article.native import native
from dateline.article.tree.markup import Markup
from dateline.language import Language, shared_data
from dateline.model import Role

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

LEAF_UNIT = 1 / 4_096
# What the rules say of these stands: they are the article's own, found by its words and its place.
KEPT: frozenset[Role] = frozenset({
    "headline", "standfirst", "byline", "timestamp", "caption", "credit", "correction",
    "body", "subhead", "quotation", "list", "table",
})  # fmt: skip
FURNITURE: tuple[Role, ...] = (
    "masthead", "navigation", "breadcrumb", "tags", "teaser", "ranking", "related", "promotion", "comment", "contact",
    "legal", "other",
)  # fmt: skip
# All roles the rules give, as columns of evidence.
RULED: tuple[Role, ...] = (*FURNITURE, *sorted(KEPT))
_PLACES = {role: place for place, role in enumerate(RULED)}
# Where words say what a block is ("212 comments") the models need to be sure, elsewhere less so. Out of fold on the
# labelled pages .840 so, .834 with .7 and .4, .841 where they are always taken.
_SURE, _LEAST_SURE = 0.6, 0.3
# Tags are a field, too, and an address for mail is one in any language: what the rules say of them stands longer. No
# role needs to be surer.
SURE_OF_KNOWN = 0.85
_STEPS = (-2, -1, 1, 2)
_STEPS_ON = np.array(_STEPS, np.int64)
_BODY = 0.5
# The columns of `_about_body`.
_OF_BODY = 6


class RoleForest(msgspec.Struct, frozen=True, dict=True):
    """Oblivious trees of one depth that answer for every role. leaves: [trees * 2**depth, roles], in LEAF_UNITs."""

    columns: npt.NDArray[np.intp]
    thresholds: Floats
    leaves: npt.NDArray[np.int32]
    bias: npt.NDArray[np.float64]
    depth: int

    @functools.cached_property
    def questions(self) -> Questions:
        """The questions, each once."""
        return gather_questions(self.columns, self.thresholds, self.depth)

    @functools.cached_property
    def compiled(self) -> Any:
        """The trees in C."""
        return compile_trees(self)


class RoleModel(msgspec.Struct, frozen=True):
    """The trees, and the names of the features that they were trained on."""

    forest: RoleForest
    names: tuple[str, ...]


def load_role_model() -> RoleModel | None:
    """The shipped model, read once per process; None where there is none."""
    return shared_data().resource("article-furniture", _build)


def judge_furniture(
    markup: Markup, features: Features, body: Floats, ruled: Sequence[Role]
) -> tuple[list[int], list[Role], list[float]]:
    """The blocks asked about, of each the likeliest furniture role and its probability.

    ruled: the roles that the rules give; blocks whose role is in KEPT are not asked about.
    """
    roles = places_of(ruled)
    model, asked = load_role_model(), (roles < len(FURNITURE)).nonzero()[0]
    if model is None or not len(asked):
        return [], [], []
    around = evidence_around(asked, features.groups, body, roles)
    chances = vote(model.forest, pick_columns(features.matrix, model.names), around, asked)
    best, sure = likeliest(chances)
    words = load_word_model()
    doubtful = (sure < CERTAIN).nonzero()[0]
    if words is not None and len(doubtful):
        told = judge_blocks(words, markup, asked.take(doubtful))
        mixed = add_words(chances.take(doubtful, axis=0), told, words.prior)
        best[doubtful], sure[doubtful] = likeliest(mixed)
    return asked.tolist(), [FURNITURE[place] for place in best.tolist()], sure.tolist()


def prefers_model(ruled: Role, judged: Role, sure: float, *, plain: bool) -> bool:
    """Whether the model's role is taken over the rules'; "other" never is, it tells less than what the rules say.

    plain: words say what the block is: its own, its heading's, the site's name.
    """
    if ruled in KEPT or judged == "other":
        return False
    if "tags" in (ruled, judged) or (plain and ruled == "contact"):
        return sure >= SURE_OF_KNOWN
    return sure >= (_SURE if plain else _LEAST_SURE)


def evidence(features: Features, body: Floats, ruled: Sequence[Role], names: tuple[str, ...]) -> Floats:
    """The columns of evidence: features by name, then those of `evidence_around`."""
    around = evidence_around(np.arange(len(ruled)), features.groups, body, places_of(ruled))
    return join_columns([pick_columns(features.matrix, names), around])


def evidence_around(asked: Places, groups: npt.NDArray[np.int64], body: Floats, roles: Places) -> Floats:
    """Of the blocks that are asked about: where the body lies, the rules' roles here and about. roles: in RULED."""
    built = native()
    if built is None:
        return _evidence_plainly(groups, body, roles).T.take(asked, axis=1).T
    rows = np.empty((_OF_BODY + len(RULED) * (3 + len(_STEPS)), len(asked)), np.float32)
    built.measure_roles(body, roles, groups, asked, _STEPS_ON, rows, len(RULED))
    return rows.T


def _evidence_plainly(groups: npt.NDArray[np.int64], body: Floats, roles: Places) -> Floats:
    one_hot = np.zeros((len(roles), len(RULED)), np.float32)
    one_hot[np.arange(len(roles)), roles] = 1.0
    columns = [_about_body(body), one_hot]
    columns += [_shifted(one_hot, step) for step in _STEPS]
    columns += [_shared(roles, group) for group in groups.T[1:]]
    return join_columns(columns)


def places_of(ruled: Sequence[Role]) -> Places:
    """The places of these roles in RULED."""
    return np.frombuffer(bytes([_PLACES[role] for role in ruled]), np.uint8).astype(np.intp)


def _about_body(body: Floats) -> Floats:
    """Body probability here and beside, and how far before or after the body a block stands."""
    count = len(body)
    inside = (body >= _BODY).nonzero()[0]
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (count, count)
    index = np.arange(count)
    told = [body, _shifted(body[:, None], -1)[:, 0], _shifted(body[:, None], 1)[:, 0]]
    told += [np.clip(index - first, -60, 60), np.clip(index - last, -60, 60), np.minimum(count - index, 60)]
    return np.stack(told, axis=1).astype(np.float32)


def _shifted(values: Floats, step: int) -> Floats:
    """The rows `step` further on; zeros beyond the ends."""
    moved = np.zeros_like(values)
    if step < 0:
        moved[-step:] = values[:step]
    else:
        moved[:-step] = values[step:]
    return moved


def _shared(roles: npt.NDArray[np.intp], group: npt.NDArray[np.int64]) -> Floats:
    """For each block, the share of each ruled role among its group. roles: places in RULED."""
    kinds, groups = len(RULED), int(group.max()) + 1
    counts = np.bincount(group * kinds + roles, minlength=groups * kinds).reshape(groups, kinds)
    return (counts[group] / np.bincount(group)[group][:, None]).astype(np.float32)


def vote(forest: RoleForest, matrix: Floats, beside: Floats | None = None, places: Places | None = None) -> Floats:
    """Probabilities of the roles for the rows of a matrix: [rows, roles]; see `sum_leaves`."""
    return to_chances(score_leaves(forest, matrix, LEAF_UNIT, forest.bias, beside, places))


def pack(forest: RoleForest, names: tuple[str, ...]) -> bytes:
    """The bytes of a model's data file."""
    out = io.BytesIO()
    np.savez_compressed(
        out,
        names=np.array("\n".join(names)),
        columns=forest.columns.astype(np.uint16),
        thresholds=forest.thresholds.astype(np.float32),
        leaves=forest.leaves.astype(np.int32),
        bias=forest.bias,
        depth=np.array(forest.depth),
    )
    return out.getvalue()


def read_role_model(content: bytes) -> RoleModel:
    """The model in the bytes that `pack` gave."""
    data = np.load(io.BytesIO(content), allow_pickle=False)
    forest = RoleForest(
        data["columns"].astype(np.intp), data["thresholds"], data["leaves"], data["bias"], int(data["depth"])
    )
    return RoleModel(forest, known_names(tuple(str(data["names"]).split("\n"))))


def _build(language: Language) -> RoleModel | None:
    content = language.read("article/furniture.npz")
    return read_role_model(content) if content is not None else None
