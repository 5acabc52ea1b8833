"""The article-extraction benchmark's metric of body text: shared four-word shingles, averaged over documents.

After the published definition (Scrapinghub, 2019): per document, shingle counts in common, in excess and missing,
normalised to one; precision and recall are means over documents, F1 is of the means, and a document is exact where
nothing is in excess or missing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import fmean

_TOKEN = re.compile(r"\w+")
_SIZE = 4

Match = tuple[float, float, float]


def shingle_match(gold: str, found: str) -> Match:
    """Shares of shingles in common, in excess, missing; they sum to 1 unless both texts are empty."""
    wanted, given = _shingles(gold), _shingles(found)
    common = sum((wanted & given).values())
    parts = (common, sum(given.values()) - common, sum(wanted.values()) - common)
    whole = sum(parts)
    return (parts[0] / whole, parts[1] / whole, parts[2] / whole) if whole else (0.0, 0.0, 0.0)


def body_scores(matches: Sequence[Match]) -> dict[str, float]:
    """Precision, recall, F1 and the share of exact documents."""
    precision = fmean([_share(tp, fp, fp == fn == 0) for tp, fp, fn in matches if tp + fp > 0] or [0.0])
    recall = fmean([_share(tp, fn, fp == fn == 0) for tp, fp, fn in matches if tp + fn > 0] or [0.0])
    return {
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "precision": precision,
        "recall": recall,
        "exact": fmean([fp == fn == 0 for _, fp, fn in matches] or [0.0]),
    }


def _share(common: float, rest: float, exact: bool) -> float:
    return 1.0 if exact else common / (common + rest) if common else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    count = max(1, len(tokens) - _SIZE + 1) if tokens else 0
    return Counter(tuple(tokens[at : at + _SIZE]) for at in range(count))
