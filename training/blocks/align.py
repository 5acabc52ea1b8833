"""Which blocks of a page are in its gold body: blocks' shingles looked up in the gold text, short ones in order."""

import re
from collections import Counter
from collections.abc import Sequence

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4


def tokens_of(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text)]


def align(blocks: Sequence[str], gold: str) -> list[float]:
    """For each block, which share of it stands in the gold text, 0 to 1.

    A block of at least four words is looked up by its four-word shingles, each gold shingle serving once; a shorter
    one counts where its words stand between those of the blocks found before and after it.
    """
    gold_tokens = tokens_of(gold)
    where: dict[tuple[str, ...], list[int]] = {}
    for index in range(len(gold_tokens) - _SHINGLE + 1):
        where.setdefault(tuple(gold_tokens[index : index + _SHINGLE]), []).append(index)
    left = Counter({shingle: len(places) for shingle, places in where.items()})
    shares: list[float] = []
    spans: list[tuple[int, int] | None] = []
    tokenised = [tokens_of(block) for block in blocks]
    # Longer blocks choose first, so that a teaser which repeats a paragraph's beginning does not take its place.
    shares = [0.0] * len(blocks)
    spans = [None] * len(blocks)
    for index in sorted(range(len(blocks)), key=lambda each: (-min(len(tokenised[each]), 60), each)):
        words = tokenised[index]
        shingles = [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
        if not shingles:
            continue
        hits = [shingle for shingle in shingles if left[shingle] > 0]
        shares[index] = len(hits) / len(shingles)
        if shares[index] >= 0.5:
            spans[index] = (where[hits[0]][0], where[hits[-1]][-1] + _SHINGLE)
            left.subtract(hits)
    _place_short(tokenised, gold_tokens, shares, spans)
    return shares


def _place_short(
    tokenised: list[list[str]],
    gold: list[str],
    shares: list[float],
    spans: list[tuple[int, int] | None],
) -> None:
    joined = [f" {token}" for token in gold]
    after = [len(gold)] * (len(spans) + 1)
    for index in range(len(spans) - 1, -1, -1):
        span = spans[index]
        after[index] = span[0] if span else after[index + 1]
    before = 0
    found_any = False
    for index, words in enumerate(tokenised):
        span = spans[index]
        if span:
            before, found_any = span[1], True
            continue
        if not words or len(words) >= _SHINGLE:
            continue
        low, high = (before if found_any else max(0, after[index] - 12)), after[index + 1]
        if found_any and after[index + 1] == len(gold):
            high = min(high, before + 12)
        window = "".join(joined[low:high]) + " "
        at = window.find(" " + " ".join(words) + " ")
        if at >= 0 and high > low:
            shares[index] = 1.0
            before = low + window[:at].count(" ") + len(words)
            found_any = True
