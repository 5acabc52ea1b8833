"""More sentences with names: a name gives its place to another of its kind.

What a model knows of a name it should also read from the words around it, so sentences are shown again with names of
other texts in the place of theirs (mention replacement, Dai and Adel 2020, "An Analysis of Simple Data Augmentation for
Named Entity Recognition"). Only names are learnt from them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from training.corpus import ENTITY_LABELS, NUMBER_KINDS, Doc, Sent, mask_of

_SHARE = 0.8
_LONGEST = 6
Pool = dict[str, list[tuple[str, ...]]]
# The name that stands for another, by its kind and words.
_Chosen = dict[tuple[str, tuple[str, ...]], tuple[str, ...]]


def pool_of(docs: list[Doc]) -> Pool:
    """Every name of the documents by its kind, each once, in order."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for doc in docs:
        for sent in doc.sentences():
            for first, end, kind in names_of(sent):
                if end - first <= _LONGEST:
                    found.setdefault(kind, set()).add(tuple(sent.forms[first:end]))
    return {kind: sorted(names) for kind, names in found.items()}


def names_of(sent: Sent) -> Iterator[tuple[int, int, str]]:
    """(first word, end, kind) of each name whose label is settled."""
    labels = [ENTITY_LABELS[m.bit_length() - 1] if m.bit_count() == 1 else "O" for m in sent.entities or ()]
    at = 0
    while at < len(labels):
        end = at + 1
        kind = labels[at][2:]
        if labels[at][0] == "B" and kind not in NUMBER_KINDS:
            while end < len(labels) and labels[end] == f"I-{kind}":
                end += 1
            yield at, end, kind
        at = end


def swapped(docs: list[Doc], pool: Pool, rng: random.Random) -> list[Doc]:
    """The documents' sentences that have names, with others in their place: within one document always the same."""
    out = []
    for doc in docs:
        chosen: _Chosen = {}
        paragraphs = [[_swap(s, pool, chosen, rng) for s in p if any(names_of(s))] for p in doc.paragraphs]
        if any(paragraphs):
            out.append(Doc(f"swapped-{doc.name}", [p for p in paragraphs if p]))
    return out


def _swap(sent: Sent, pool: Pool, chosen: _Chosen, rng: random.Random) -> Sent:
    assert sent.entities is not None
    forms: list[str] = []
    spaces: list[int] = []
    labels: list[int] = []
    at = 0
    for first, end, kind in [*names_of(sent), (len(sent.forms), len(sent.forms), "")]:
        forms += sent.forms[at:first]
        spaces += sent.spaces[at:first]
        labels += sent.entities[at:first]
        at = end
        if not kind:
            break
        name = tuple(sent.forms[first:end])
        if (kind, name) not in chosen:
            chosen[kind, name] = rng.choice(pool[kind]) if rng.random() < _SHARE and kind in pool else name
        new = chosen[kind, name]
        forms += new
        spaces += sent.spaces[first:end] if new == name else [sent.spaces[first], *_spaces_within(new)]
        labels += [mask_of((kind,), "B"), *[mask_of((kind,), "I")] * (len(new) - 1)]
    return Sent(forms, spaces, entities=labels)


def _spaces_within(name: tuple[str, ...]) -> list[int]:
    """Space before each word but the first: none before a possessive or around a hyphen."""
    glued = {"'s", "’s", "-", "–", ",", "."}
    return [0 if word in glued or before in {"-", "–"} else 1 for before, word in pairwise(name)]
