"""Names of EWT's training part: where they stand is known from the treebank, of what kind is left open.

The marginal loss then asks of the model only that a proper noun be some name and that all else be none; the kinds it
learns from the corpora that tell them.
"""

from __future__ import annotations

from training.corpora import FACILITIES, GROUPS, TITLES, add_silver
from training.corpus import ALL_LABELS, OUTSIDE, Doc, Sent, mask_of
from training.silver_numbers import CALENDAR

_NAMED = ("person", "organisation", "place", "facility", "group", "event", "work", "product")
PARTICLES = {"al", "el", "an", "ar", "as", "ash", "at", "ad", "ul", "ibn", "bin", "ben", "abu"}
_JOINED = {"compound", "flat", "amod", "nummod", "nmod:unmarked", "goeswith"}


def add_open_names(docs: list[Doc]) -> None:
    for doc in docs:
        for sent in doc.sentences():
            _open_names(sent)


def _open_names(sent: Sent) -> None:
    assert sent.upos and sent.heads and sent.deprels
    size = len(sent.forms)
    labels = [OUTSIDE] * size
    taken = [False] * size
    i = 0
    while i < size:
        if sent.upos[i] != "PROPN":
            i += 1
            continue
        end = i + 1
        while end < size and sent.upos[end] == "PROPN" and _joined(sent, i, end):
            end += 1
        if end == i + 1 and end + 1 < size and sent.forms[end] == "-" and sent.forms[i].lower() in PARTICLES:
            end += 2
        first = i
        while first < end and sent.forms[first].lower() in TITLES:
            labels[first] = ALL_LABELS
            first += 1
        words = [f.lower() for f in sent.forms[first:end]]
        i = end
        if not words or any(w in CALENDAR for w in words):
            continue
        kinds: tuple[str, ...] = _NAMED
        if len(words) == 1 and words[0] in GROUPS:
            kinds = ("group",)
        elif words[-1] in FACILITIES and len(words) > 1:
            kinds = ("facility", "organisation", "place")
        spare = OUTSIDE if len(words) == 1 and sent.forms[first].islower() else 0
        for k in range(first, end):
            labels[k] = mask_of(kinds, "B" if k == first else "I") | spare
            taken[k] = True
        for k in (first - 1, end):  # "of", "the" and the like may belong to the name
            if 0 <= k < size and sent.forms[k].lower() in {"of", "the", "and", "&", "-", "for", "'s"} and not taken[k]:
                labels[k] |= mask_of(kinds, "I") | mask_of(kinds, "B")
    sent.entities = labels
    add_silver(sent, taken)


def _joined(sent: Sent, first: int, word: int) -> bool:
    """Whether a word hangs on the name that began, or the name on it."""
    assert sent.heads and sent.deprels
    head = sent.heads[word] - 1
    before = sent.heads[word - 1] - 1
    return (first <= head < word and sent.deprels[word].split(":")[0] in _JOINED | {"flat"}) or (
        before >= word and sent.deprels[word - 1].split(":")[0] in {"compound", "amod", "flat"}
    )
