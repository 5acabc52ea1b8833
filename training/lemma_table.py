"""Lemmas of forms seen in the treebanks, for the run time's table: `python -m training.lemma_table OUT.tsv`.

An edit script is right for a form it has not seen; one that has been seen needs no guess.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from training import corpora


def table() -> list[tuple[str, str, str]]:
    """(form in lower case, UPOS, lemma), sorted; forms whose lemma is the same at least nine times in ten."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    docs = [*corpora.ewt_train(), *corpora.ewt("dev"), *corpora.gum("train")]
    for doc in docs:
        for sent in doc.sentences():
            for form, upos, lemma in zip(sent.forms, sent.upos or [], sent.lemmas or []):
                if upos in {"NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON", "DET"} and form.isalpha() and lemma != "_":
                    seen[form.lower(), upos][lemma] += 1
    rows = []
    for (form, upos), lemmas in sorted(seen.items()):
        lemma, count = max(lemmas.items(), key=lambda p: (p[1], p[0]))
        whole = sum(lemmas.values())
        if count >= 0.9 * whole and (lemma != form) and whole >= 2:
            rows.append((form, upos, lemma))
    return rows


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join("\t".join(row) + "\n" for row in table()), "utf-8")
