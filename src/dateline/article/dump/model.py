"""How likely each line of a dump has each role: two ensembles of trees, the second seeing what the first thinks, and
two networks.

The first tells how likely each line is body. The second sees that of the lines around, and how the body lies on
the page, and gives every role a probability (stacked sequential learning, Cohen and Carvalho 2005). The networks see
the lines in their row. What counts is a mean of both. All are trained on pages printed as dumps;
training/dumps/README.md is their card.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import Cues, bare
from dateline.article.dump.features import Matrix, Vector, feature_names, line_features, shifted
from dateline.article.dump.lines import Line
from dateline.article.dump.network import Doubles, LineNetwork, load_networks
from dateline.article.dump.trees import Trees, load_trees
from dateline.language import Language, shared_data

# What the second ensemble tells apart, in its order; "furniture" is divided further by its words.
CLASSES = (
    "furniture", "body", "subhead", "headline", "standfirst", "byline", "timestamp", "caption", "credit", "tags",
    "teaser", "comment",
)  # fmt: skip
BODY_CLASSES = (CLASSES.index("body"), CLASSES.index("subhead"))
_OFFSETS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_REACHES = (3, 8, 20, 50)
_FAR = 60
_OVER_AND_OVER = 4
_FEW_LETTERS = 40
_MODELS = ("dump/body.trees", "dump/roles.trees")
_NETWORKS = "dump/lines.networks"
# What the networks count beside the trees.
_NETWORK_SHARE = 0.5
_LEAST_CHANCE = 1e-6


class DumpModel(msgspec.Struct, frozen=True):
    """The two ensembles and the networks."""

    body: Trees
    roles: Trees
    networks: tuple[LineNetwork, ...]


def load_model() -> DumpModel:
    """The shipped ensembles, read once per process."""
    return shared_data().resource("dump-model", _read)


class JudgedLines(msgspec.Struct, frozen=True):
    """The lines of a dump that tell something, as the model judges them; the others only come between.

    places: of the lines in the dump. rows: their features. body: (lines,) by the first ensemble. by_trees, chances:
    (lines, classes) by the second, and by all together.
    """

    places: list[int]
    texts: list[str]
    rows: Matrix
    body: Vector
    by_trees: Doubles
    chances: Doubles


def judge(lines: list[Line], cues: Cues, function_words: frozenset[str]) -> JudgedLines | None:
    """What the model says of a dump's lines; None where none of them tells anything.

    Lines that only come between others are passed over, so that each line sees the neighbours that count.
    """
    model = load_model()
    kept = counted_lines(lines, cues)
    if not kept:
        return None
    own = line_features([lines[place] for place in kept], cues, function_words)
    texts = [lines[place].text for place in kept]
    body = model.body.probabilities(own)[:, 0].astype(np.float32)
    by_trees = model.roles.probabilities(np.concatenate([own, context_features(body, own)], axis=1))
    chances = blend(by_trees, [network.scores(own, texts) for network in model.networks])
    return JudgedLines(kept, texts, own, body, by_trees, chances)


def blend(by_trees: Doubles, scores: Sequence[Doubles]) -> Doubles:
    """The trees' probabilities and the networks' scores, (lines, classes) each, as one: a weighed geometric mean."""
    logs = [each - _log_sum(each) for each in scores]
    mixed = (1 - _NETWORK_SHARE) * np.log(np.clip(by_trees, _LEAST_CHANCE, 1.0)) + _NETWORK_SHARE / len(logs) * sum(
        logs
    )
    return np.asarray(np.exp(mixed - _log_sum(mixed)))


def _log_sum(scores: Doubles) -> Doubles:
    """The logarithm of the sum of each row's exponentials."""
    highest = scores.max(axis=1, keepdims=True)
    return np.asarray(highest + np.log(np.exp(scores - highest).sum(axis=1, keepdims=True)))


def counted_lines(lines: list[Line], cues: Cues) -> list[int]:
    """Places of the lines that tell something: not a label of an advertisement, nor a few words printed over and over.

    Some sites print "Advertisement" or "Article content" between every two paragraphs.
    """
    copies = Counter(line.text for line in lines)
    advert = cues.kinds.index("advert")
    return [
        place
        for place, line in enumerate(lines)
        if not (
            (copies[line.text] >= _OVER_AND_OVER and len(line.text) <= _FEW_LETTERS)
            or (len(line.text) <= _FEW_LETTERS and advert in cues.whole.get(bare(line.text), ()))
        )
    ]


def context_names() -> list[str]:
    """The columns of `context_features`, in order."""
    return [
        "p", *(f"p@{offset:+d}" for offset in _OFFSETS),
        *(f"p_{way}_{reach}" for reach in _REACHES for way in ("after", "before")),
        "p_share_before", "p_share_after", "p_total", "since_body", "until_body", "gap", "in_span", "from_span",
        "span_mean",
    ]  # fmt: skip


def context_features(body: Vector, rows: Matrix) -> Matrix:
    """For each line, what the first ensemble thinks of the lines around it and of the page.

    body: (lines,) probabilities. rows: the lines' own features; their first column is the logarithm of the words.
    """
    count = len(body)
    index = np.arange(count)
    words = np.expm1(rows[:, 0])
    columns: list[npt.NDArray[np.float32] | npt.NDArray[np.float64]] = [body]
    columns += [shifted(body, offset) for offset in _OFFSETS]
    sums = np.concatenate([[0.0], np.cumsum(body * words, dtype=np.float64)])
    for reach in _REACHES:
        columns.append(np.log1p(sums[np.minimum(index + reach + 1, count)] - sums[index + 1]))
        columns.append(np.log1p(sums[index] - sums[np.maximum(index - reach, 0)]))
    total = max(float(sums[-1]), 1e-6)
    columns += [sums[:-1] / total, (total - sums[1:]) / total, np.full(count, np.log1p(total))]
    likely = body > 0.5
    last = np.maximum.accumulate(np.where(likely, index, -2 * _FAR))
    following = np.minimum.accumulate(np.where(likely, index, count + 2 * _FAR)[::-1])[::-1]
    columns += [np.minimum(index - last, _FAR), np.minimum(following - index, _FAR)]
    columns.append(np.minimum(following - last, 2 * _FAR))
    start, end = best_span((body - 0.5) * np.minimum(words, 40))
    inside = (index >= start) & (index < end)
    distance = np.where(index < start, index - start, np.where(index >= end, index - end + 1, 0))
    mean = float(body[start:end].mean()) if end > start else 0.0
    columns += [inside.astype(np.float32), np.clip(distance, -_FAR, _FAR), np.full(count, mean)]
    return np.stack([column.astype(np.float32) for column in columns], axis=1)


def best_span(gains: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The run of lines with the greatest sum, half-open; empty where none is above zero."""
    best = current = 0.0
    start = found_start = found_end = 0
    for index, gain in enumerate(gains.tolist()):
        if current <= 0:
            current, start = 0.0, index
        current += gain
        if current > best:
            best, found_start, found_end = current, start, index + 1
    return found_start, found_end


def _read(language: Language) -> DumpModel:
    body, roles = (load_trees(language.read(name) or b"") for name in _MODELS)
    return DumpModel(body, roles, load_networks(language.read(_NETWORKS) or b""))


def model_columns(cues: Cues) -> tuple[list[str], list[str]]:
    """The columns each ensemble was trained on; a test holds the shipped files to them."""
    own = feature_names(cues)
    return own, own + context_names()
