"""Proposals for a page's body: what the models hold for it, what two classic readers do, and what containers hold."""

import msgspec
import numpy as np

from dateline.article.body.likely import best_threshold
from dateline.article.body.proposals.classic import by_name, by_weight
from dateline.article.body.proposals.ground import Flags, Floats, Ground, exact

# Where proposals come from, in the order in which they are made; of two alike the first one stays.
KINDS = (
    "settled", "before_brief", "judged", "threshold", "brief", "by_weight", "by_name", "both", "either",
    "below_headline", "held", "held_likely", "held_settled", "held_any",
)  # fmt: skip
_BODY = 0.5
_LEAST_THRESHOLD = 0.08
# Of what a container holds: blocks so likely at least, or likelier than this by either model.
_HARDLY, _MAYBE = 0.12, 0.3
_MOST_LINKS = 0.6
# Containers: the lowest that hold such shares of the likely words, of a brief's and of paragraphs; the first of each
# kind of name; those with the heaviest paragraphs in them; those around the headline.
_SHARES = (0.5, 0.65, 0.8, 0.95)
_LEAST_WORDS = 8
_FIRST, _HEAVIEST, _AROUND, _MOST_CONTAINERS = 3, 4, 6, 24
_CONTAINERS = frozenset({"article", "div", "main", "section", "td", "body"})
_OWN_TEXT = frozenset({"p", "li", "h2", "h3", "blockquote", "span"})
_FULL_WORDS, _MOST_WEIGHT = 25, 4
# Below the headline: paragraphs in a row, with so many other blocks between two of them at most.
_MOST_BETWEEN = 3
_BETWEEN_LINKS = 0.7


class Proposal(msgspec.Struct):
    """A choice of blocks. kind: a place in KINDS."""

    kind: int
    blocks: Flags


class Proposals(msgspec.Struct):
    """made: no two alike, none empty; the body so far comes first where there is any.

    by_weight, by_name: what the classic readers choose.
    """

    made: list[Proposal]
    by_weight: Flags
    by_name: Flags


class Chances(msgspec.Struct):
    """What the models say of each block.

    judged: the block model; settled: after second thoughts; brief: that it is a brief's; body: the body so far.
    """

    judged: Floats
    settled: Floats
    brief: Floats
    body: Floats


def propose(ground: Ground, chances: Chances, headline: int | None) -> Proposals:
    """All proposals for a page. headline: the place of its block."""
    found: dict[bytes, Proposal] = {}

    def add(kind: str, blocks: Flags) -> None:
        told = blocks.tobytes()
        if told not in found and b"\1" in told:
            found[told] = Proposal(KINDS.index(kind), blocks)

    judged, brief = chances.judged, chances.brief
    ours = chances.body >= _BODY
    add("settled", ours)
    add("before_brief", chances.settled >= _BODY)
    add("judged", judged >= _BODY)
    add("threshold", judged >= max(best_threshold(ground.features.mass, judged)[1], _LEAST_THRESHOLD))
    add("brief", brief >= _BODY)
    weighed, named = by_weight(ground), by_name(ground)
    add("by_weight", weighed)
    add("by_name", named)
    add("both", weighed & named)
    add("either", weighed | named)
    add("below_headline", _below(ground, headline))
    text = (ground.link < _MOST_LINKS) & ~(ground.column("level") == 1)
    around, likely = ground.furniture_around, judged >= _HARDLY
    maybe = (judged >= _MAYBE) | (brief >= _BODY) | ours
    # A row a container.
    at = np.array(_containers(ground, chances, headline), np.int64)[:, None]
    inside = (ground.element >= at) & (ground.element <= ground.last[at])
    held = inside & text & (around[ground.element] == around[at])
    for rows in zip(held, held & likely, inside & ours, inside & maybe):
        for kind, row in zip(("held", "held_likely", "held_settled", "held_any"), rows):
            add(kind, row)
    return Proposals(list(found.values()), weighed, named)


def _below(ground: Ground, headline: int | None) -> Flags:
    """The first run of paragraphs below the headline."""
    chosen = np.zeros(len(ground.element), bool)
    if headline is None:
        return chosen
    last = -1
    for index in range(headline + 1, len(chosen)):
        if ground.paragraph[index]:
            chosen[index] = True
            last = index
        elif last >= 0 and (index - last > _MOST_BETWEEN or ground.link[index] >= _BETWEEN_LINKS):
            break
    return chosen


def _containers(ground: Ground, chances: Chances, headline: int | None) -> list[int]:
    """Elements that may hold the article, each once."""
    held = ground.held
    found: dict[int, None] = {}
    likely, of_brief = ground.sum_up([ground.texts * exact(chances.judged), ground.texts * exact(chances.brief)])
    for sums in (likely, of_brief, held["paragraphs"]):
        for share in _SHARES:
            enough = (sums >= share * (sums[0] + 1e-9)).nonzero()[0]
            if len(enough):
                found[int(enough[-1])] = None
    container = ground.tagged(_CONTAINERS) & (held["texts"] >= _LEAST_WORDS)
    own = ground.marked("body")
    article, main = (ground.tagged(frozenset({tag})) & ~own for tag in ("article", "main"))
    named = container & ground.marked("article") & ~own & ~article & ~main
    for kind in (container & own, container & article, container & main, named):
        for element in kind.nonzero()[0][:_FIRST].tolist():
            found[element] = None
    for element in sorted(named.nonzero()[0].tolist(), key=lambda each: (-held["paragraphs"][each], each))[:2]:
        found[element] = None
    for element in _heaviest(ground):
        found[element] = None
    at = -1 if headline is None else int(ground.element[headline])
    for _ in range(_AROUND):
        at = ground.parents[at] if at >= 0 else -1
        if at >= 0 and held["paragraphs"][at] >= _LEAST_WORDS:
            found[at] = None
    return list(found)[:_MOST_CONTAINERS]


def _heaviest(ground: Ground) -> list[int]:
    """Elements around the most paragraphs: each gives to the three elements around it, half as much outward."""
    around, parents, words = ground.furniture_around, ground.parents, ground.words.tolist()
    weights: dict[int, float] = {}
    for block in (ground.paragraph & (around[ground.element] == 0)).nonzero()[0].tolist():
        gives = min(words[block] / _FULL_WORDS, _MOST_WEIGHT) + 1
        at = int(ground.element[block])
        if ground.tags[at] in _OWN_TEXT:
            at = parents[at]
        for _ in range(3):
            if at <= 0:
                break
            weights[at] = weights.get(at, 0.0) + gives
            at, gives = parents[at], gives / 2
    share = ground.held["texts"] / (ground.held["words"] + 1e-9)
    return sorted(weights, key=lambda each: (-weights[each] * share[each], each))[:_HEAVIEST]
