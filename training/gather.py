"""Brings the training documents together: `python -m training.gather OUT.pickle`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from training import corpora
from training.corpus import Doc

# Words of these parts of speech are never event words; nouns and adjectives stay open where no one has judged them.
_NEVER = {"ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SYM", "PROPN"}


def with_verb_events(docs: list[Doc]) -> list[Doc]:
    """Silver event words: every verb is one; nouns and adjectives are left open."""
    for doc in docs:
        for sent in doc.sentences():
            if sent.upos is not None:
                sent.events = [1 if u == "VERB" else 0 if u in _NEVER else -1 for u in sent.upos]
    return docs


def documents() -> tuple[list[Doc], list[Doc]]:
    """(train, check)."""
    train = [
        *with_verb_events(corpora.ewt_train()),
        *with_verb_events(corpora.uner("dev")),
        *corpora.gum("train"),
        *corpora.wikigold(),
        *corpora.wnut(),
        *corpora.re3d(),
        *corpora.meantime(),
    ]
    return train, corpora.gum("dev")


if __name__ == "__main__":
    with Path(sys.argv[1]).open("wb") as held:
        pickle.dump(documents(), held)
