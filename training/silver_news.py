"""News text for training: bodies of train pages, with names and attributions read by hand.

`python -m training.silver_news OUT.pickle WORDS`. A first model cuts the sentences; its tags and trees are not learnt
from. Of bodies that nobody read, attributions are laid on by rule over its trees, and its names are kept where it is
sure and left open elsewhere.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import re
from pathlib import Path

from dateline.language import load_language
from dateline.language.tagger import Tagger
from dateline.language.tagging import load_tagger
from dateline.model import Analysis, Span
from training.corpus import ALL_LABELS, NUMBER_KINDS, OUTSIDE, Doc, Sent, data_root, mask_of
from training.hand_names import Name, names_in
from training.hand_quotes import attributions_in
from training.silver_quotes import add_attributions

_SURE = 0.9
_NEWSY = re.compile(r"\b(said|told|says|according to|announced|reported)\b")


def bodies() -> list[tuple[str, str]]:
    """(id, body) of pages that read like news, those of newspapers first."""
    out = []
    for name in ("fundus_half", "wcxb_articles"):
        with gzip.open(data_root() / f"pages/train/{name}.jsonl.gz", "rt", encoding="utf-8") as held:
            for line in held:
                page = json.loads(line)
                body = page["gold"].get("body") or ""
                newsy = len(_NEWSY.findall(body)) * 300 >= len(body.split()) >= 80
                if newsy and sum(c.isascii() for c in body) > 0.95 * len(body):
                    out.append((page["id"], body))
    return out


def _read_names(analysis: Analysis, names: list[Name]) -> list[int]:
    """Labels of each word from names read by hand; the model's numbers and dates beside them where they do not meet."""
    labels = [OUTSIDE] * len(analysis.tokens)
    numbers = [(e.start, e.end, e.kind) for e in analysis.entities if e.kind in NUMBER_KINDS]
    for start, end, kind in [*numbers, *names]:
        mark = "B"
        for i, token in enumerate(analysis.tokens):
            if token.start < end and start < token.end:
                labels[i] = mask_of((kind,), mark)
                mark = "I"
    return labels


def _model_names(analysis: Analysis) -> list[int]:
    """Labels of each word from the model's own names where it is sure; proper nouns it passed over stay open."""
    labels = [OUTSIDE] * len(analysis.tokens)
    place = {t.start: i for i, t in enumerate(analysis.tokens)}
    for entity in analysis.entities:
        first = i = place[entity.start]
        while i < len(analysis.tokens) and analysis.tokens[i].start < entity.end:
            labels[i] = mask_of((entity.kind,), "B" if i == first else "I") if entity.score >= _SURE else ALL_LABELS
            i += 1
    for i, token in enumerate(analysis.tokens):
        if token.upos == "PROPN" and labels[i] == OUTSIDE:
            labels[i] = ALL_LABELS
    return labels


def documents(words: int, tagger: Tagger) -> list[Doc]:
    docs = []
    for identity, body in bodies():
        spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", body)]
        analysis = tagger.tag(body, spans)
        words -= len(analysis.tokens)
        names = names_in(identity, body)
        sure = _model_names(analysis) if names is None else _read_names(analysis, names)
        paragraphs: list[list[Sent]] = []
        ends = {s.end for s in spans}
        start_paragraph = True
        for s in analysis.sentences:
            tokens = analysis.tokens[s.first : s.last]
            sent = Sent(
                forms=[body[t.start : t.end] for t in tokens],
                spaces=[0 if n and tokens[n - 1].end == t.start else 1 for n, t in enumerate(tokens)],
                upos=[t.upos for t in tokens],
                lemmas=[t.lemma for t in tokens],
                heads=[0 if t.head < 0 else t.head - s.first + 1 for t in tokens],
                deprels=[t.deprel for t in tokens],
                entities=sure[s.first : s.last],
            )
            if start_paragraph:
                paragraphs.append([])
            paragraphs[-1].append(sent)
            start_paragraph = any(end in ends for end in range(s.end, s.end + 8))
        doc = Doc(f"news-{identity}", paragraphs)
        read = attributions_in(identity, body, analysis)
        if read is None:
            add_attributions([doc])
        else:
            for sent, quotations in zip(doc.sentences(), read, strict=True):
                sent.quotations = quotations
        for sent in doc.sentences():
            sent.upos = sent.lemmas = sent.heads = sent.deprels = None
        docs.append(doc)
        if words <= 0:
            break
    return docs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("words", type=int)
    parser.add_argument("--language", type=Path, help="folder of a language with weights; else the shipped English one")
    options = parser.parse_args()
    tagger = load_tagger(options.language) if options.language else load_language("en").tagger
    options.out.write_bytes(pickle.dumps(documents(options.words, tagger)))


if __name__ == "__main__":
    main()
