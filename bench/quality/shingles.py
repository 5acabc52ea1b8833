"""The body metric of the public article-extraction benchmark: shared four-word shingles, averaged over pages."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

_TOKEN = re.compile(r"\w+")
_SIZE = 4

Shares = tuple[float, float, float]


def shingle_counts(gold: str, found: str) -> Shares:
    """True positives, false positives and false negatives over shingles, as shares of their sum."""
    wanted, given = _shingles(gold), _shingles(found)
    shared = sum((wanted & given).values())
    counts = (shared, sum(given.values()) - shared, sum(wanted.values()) - shared)
    whole = sum(counts)
    return (counts[0] / whole, counts[1] / whole, counts[2] / whole) if whole else (0.0, 0.0, 0.0)


def body_scores(pages: Sequence[Shares]) -> dict[str, float]:
    """F1 of the mean precision and the mean recall, both, and the share of pages that are exactly right."""
    precision = mean([_share(tp, fp, fn) for tp, fp, fn in pages if tp + fp > 0] or [0.0])
    recall = mean([_share(tp, fn, fp) for tp, fp, fn in pages if tp + fn > 0] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    exact = mean([float(fp == fn == 0) for _, fp, fn in pages] or [0.0])
    return {"f1": f1, "precision": precision, "recall": recall, "exact": exact}


def _share(right: float, wrong: float, other: float) -> float:
    if wrong == other == 0:
        return 1.0
    return right / (right + wrong) if right + wrong else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    pieces = (tuple(tokens[at : at + _SIZE]) for at in range(max(1, len(tokens) - _SIZE + 1)))
    return Counter(piece for piece in pieces if piece)
