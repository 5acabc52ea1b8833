"""Near-copies: wire reports reprinted whole, cut, or with paragraphs of the outlet's own.

Runs of five words are hashed; a fixed eighth of the hashes (those divisible by eight) finds pairs worth
comparing, and the full sets decide: how much of the shorter body stands word for word in the longer
(containment, after Broder 1997; sampling by modulus as in his "mod m" sketches).
"""

import array
import sys
from collections import Counter
from collections.abc import Sequence

from dateline.model import Judgement, Reason, Verdict
from dateline.record.cards import Card

RULE = "copies@1"
_MODULUS = 8
_MOST_PAGES = 200  # a run of words on more pages than this is boilerplate and makes no pair
_SHARED = 2  # sampled runs two pages must share to be compared
_FEWEST = 24  # runs; of bodies shorter than that nothing is said
_SAME = 0.5
_UNSURE = 0.15
_AGENCY = 0.35

Hashes = frozenset[int]


def judge_copies(cards: Sequence[Card]) -> tuple[Judgement, ...]:
    """A judgement on each pair of pages that share enough runs of words; ordered by pair."""
    hashes = {card.page_id: _hashes(card.shingles) for card in cards}
    long_enough = {page: runs for page, runs in hashes.items() if len(runs) >= _FEWEST}
    credited = {card.page_id: frozenset(card.credited) for card in cards}
    judged = (_compare(left, right, hashes, credited) for left, right in sorted(_pairs(long_enough)))
    return tuple(judgement for judgement in judged if judgement is not None)


def _hashes(packed: bytes) -> Hashes:
    """The hashes of a card: little-endian, 32 bits each."""
    numbers = array.array("I", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return frozenset(numbers)


def _pairs(hashes: dict[str, Hashes]) -> list[tuple[str, str]]:
    pages_of: dict[int, list[str]] = {}
    for page in sorted(hashes):
        runs = hashes[page]
        for run in runs:
            if run % _MODULUS == 0:
                pages_of.setdefault(run, []).append(page)
    shared: Counter[tuple[str, str]] = Counter()
    for pages in pages_of.values():
        if 1 < len(pages) <= _MOST_PAGES:
            shared.update((left, right) for i, left in enumerate(pages) for right in pages[i + 1 :])
    return [pair for pair, count in shared.items() if count >= _SHARED]


def _compare(left: str, right: str, hashes: dict[str, Hashes], credited: dict[str, frozenset[str]]) -> Judgement | None:
    common = len(hashes[left] & hashes[right])
    shorter = min(len(hashes[left]), len(hashes[right]))
    contained = common / shorter
    if contained < _UNSURE:
        return None
    detail = f"{common} of {shorter} runs of five words of the shorter body stand in the other"
    reasons = [Reason(name="same-words", weight=round(contained, 4), detail=detail)]
    agency = min(credited[left] & credited[right], default=None)
    if agency is not None:  # rewritten, but both say from whom
        reasons.append(Reason(name="same-agency", weight=_AGENCY, detail=agency))
    score = min(1.0, contained + (_AGENCY if agency is not None else 0.0))
    verdict: Verdict = "same" if score >= _SAME else "unsure"
    return Judgement(
        subject="copy",
        left=left,
        right=right,
        verdict=verdict,
        score=round(score, 4),
        reasons=tuple(reasons),
        by=RULE,
    )
