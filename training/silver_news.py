"""Article text for training: bodies of train pages, with names and attributions read by hand.

`python -m training.silver_news OUT.pickle BARE.pickle`. A first model cuts the sentences; its tags and trees are not
learnt from. OUT: bodies whose names were read, and pieces that were written with their names; where nobody read
attributions, they are laid on by rule over the first model's trees. BARE: the other English bodies, without any label,
for a teacher to read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
import re
from collections.abc import Callable, Sequence
from multiprocessing import Pool
from pathlib import Path

from dateline.language import load_language
from dateline.language.tagger import Tagger
from dateline.language.tagging import load_tagger
from dateline.model import Analysis, Span
from training.corpus import NUMBER_KINDS, OUTSIDE, Doc, Sent, data_root, mask_of
from training.hand_names import Name, names_in, news_names, written_names
from training.hand_quotes import attributions_in
from training.silver_quotes import add_attributions

_ENGLISH = re.compile(r"\b(the|of|and)\b")
_MOST_WORDS = 1800


def bodies() -> list[tuple[str, str]]:
    """(id, body) of English pages, those of newspapers first."""
    out = []
    for name in ("fundus_half", "wcxb_articles"):
        with gzip.open(data_root() / f"pages/train/{name}.jsonl.gz", "rt", encoding="utf-8") as held:
            for line in held:
                page = json.loads(line)
                body = page["gold"].get("body") or ""
                words = len(body.split())
                english = words >= 80 and len(_ENGLISH.findall(body)) * 16 > words
                if english and sum(c.isascii() for c in body) > 0.95 * len(body):
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


def cut_sentences(text: str, tagger: Tagger) -> tuple[Analysis, list[list[Sent]]]:
    """What the tagger says of a text, a paragraph a line, and its sentences by paragraphs, with words and trees."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    analysis = tagger.tag(text, spans)
    paragraphs: list[list[Sent]] = []
    ends = {s.end for s in spans}
    start_paragraph = True
    for s in analysis.sentences:
        tokens = analysis.tokens[s.first : s.last]
        sent = Sent(
            forms=[text[t.start : t.end] for t in tokens],
            spaces=[0 if n and tokens[n - 1].end == t.start else 1 for n, t in enumerate(tokens)],
            upos=[t.upos for t in tokens],
            lemmas=[t.lemma for t in tokens],
            heads=[0 if t.head < 0 else t.head - s.first + 1 for t in tokens],
            deprels=[t.deprel for t in tokens],
        )
        if start_paragraph:
            paragraphs.append([])
        paragraphs[-1].append(sent)
        start_paragraph = any(end in ends for end in range(s.end, s.end + 8))
    return analysis, paragraphs


def without_trees(doc: Doc) -> Doc:
    """The document, its sentences without what a first model said of words and trees."""
    for sent in doc.sentences():
        sent.upos = sent.lemmas = sent.heads = sent.deprels = None
    return doc


def document(identity: str, body: str, tagger: Tagger) -> Doc:
    """A body cut by the tagger, with what was read by hand on it."""
    analysis, paragraphs = cut_sentences(body, tagger)
    doc = Doc(f"news-{identity}", paragraphs)
    names = names_in(identity, body)
    if names is not None:
        labels = _read_names(analysis, names)
        for sent, s in zip(doc.sentences(), analysis.sentences, strict=True):
            sent.entities = labels[s.first : s.last]
    read = attributions_in(identity, body, analysis)
    if read is not None:
        for sent, quotations in zip(doc.sentences(), read, strict=True):
            sent.quotations = quotations
    elif names is not None:
        add_attributions([doc])
    return without_trees(doc)


_tagger: Tagger | None = None


def load_reader(language: Path | None) -> None:
    """Makes a process ready to cut: with the tagger of a language's folder, or the shipped English one."""
    global _tagger
    _tagger = load_tagger(language) if language else load_language("en").tagger


def reader() -> Tagger:
    """The tagger that this process was made ready with."""
    assert _tagger is not None
    return _tagger


def cut_all(
    cut: Callable[[tuple[str, str]], Doc], pages: Sequence[tuple[str, str]], language: Path | None
) -> list[Doc]:
    """What `cut` makes of each (name, text), in order, in processes made ready with a language's tagger."""
    with Pool(min(12, os.cpu_count() or 1), load_reader, (language,)) as pool:
        return pool.map(cut, pages, chunksize=1)


def _cut(page: tuple[str, str]) -> Doc:
    return document(*page, reader())


def documents(language: Path | None, *, few: int = 0) -> tuple[list[Doc], list[Doc]]:
    """(read by hand, bare). few: only this many of each, to try things out."""
    pages = bodies()
    read = [page for page in pages if page[0] in news_names()]
    read += [(name, text) for name, (text, _) in written_names().items()]
    bare = [page for page in pages if page[0] not in news_names() and len(page[1].split()) <= _MOST_WORDS]
    if few:
        read, bare = read[:few], bare[:few]
    docs = cut_all(_cut, [*read, *bare], language)
    return docs[: len(read)], docs[len(read) :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("bare", type=Path)
    parser.add_argument("--language", type=Path, help="folder of a language with weights; else the shipped English one")
    parser.add_argument("--few", type=int, default=0, help="only this many bodies of each sort, to try things out")
    options = parser.parse_args()
    read, bare = documents(options.language, few=options.few)
    options.out.write_bytes(pickle.dumps(read))
    options.bare.write_bytes(pickle.dumps(bare))


if __name__ == "__main__":
    main()
