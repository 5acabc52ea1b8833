"""Brings the training documents together: `python -m training.gather OUT.pickle [--first] [--news NEWS]`."""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

from training import corpora
from training.corpus import Doc
from training.hand_names import add_hand_names
from training.silver_quotes import add_attributions

# Words of these parts of speech are never event words; nouns and adjectives stay open where no one has judged them.
_NEVER = {"ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SYM", "PROPN"}


def with_verb_events(docs: list[Doc]) -> list[Doc]:
    """Silver event words: every verb is one; nouns and adjectives are left open."""
    for doc in docs:
        for sent in doc.sentences():
            if sent.upos is not None:
                sent.events = [1 if u == "VERB" else 0 if u in _NEVER else -1 for u in sent.upos]
    return docs


def documents(*, first: bool, news: list[Doc]) -> tuple[list[Doc], list[Doc]]:
    """(train, check) of the first or the second round of training.

    The first knows what the corpora themselves say, names of EWT's training part read by hand, and numbers and verbs as
    events by rule. The second adds silver attributions over the treebanks' trees, and news; it shows UNER's part twice,
    for its conventions, and leaves out WNUT's short messages, whose kinds are cut
    otherwise.
    """
    ewt = with_verb_events(corpora.ewt_train())
    add_hand_names(ewt)
    uner = with_verb_events(corpora.uner("dev"))
    treebanks = [*ewt, *uner, *corpora.gum("train")]
    if not first:
        add_attributions(treebanks)
        treebanks += uner
    train = [*treebanks, *corpora.wikigold(), *corpora.wnut(), *corpora.re3d(), *corpora.meantime(), *news]
    if not first:
        train = [doc for doc in train if not doc.name.startswith(("wnut17train", "emerging"))]
    return train, corpora.gum("dev")[:8]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", action="store_true", help="the first round's documents")
    parser.add_argument("--news", type=Path, help="documents made by training.silver_news")
    parser.add_argument("--news-times", type=int, default=1, help="how often to show the news")
    options = parser.parse_args()
    news: list[Doc] = pickle.loads(options.news.read_bytes()) if options.news else []
    news *= options.news_times
    options.out.write_bytes(pickle.dumps(documents(first=options.first, news=news)))


if __name__ == "__main__":
    main()
