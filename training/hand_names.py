"""Names labelled by hand: EWT's training part, and news of the train pages. See training/labels/README.md.

The label files hold no text: places and kinds, and a hash that proves that the text is the one that was read.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from training.corpora import TITLES, add_silver
from training.corpus import ALL_LABELS, OUTSIDE, Doc, mask_of
from training.silver_numbers import CALENDAR

LABELS = Path(__file__).resolve().parent / "labels"
_KINDS = {
    "P": "person",
    "O": "organisation",
    "L": "place",
    "F": "facility",
    "G": "group",
    "E": "event",
    "W": "work",
    "D": "product",
}
Name = tuple[int, int, str]
_MARKED = re.compile(r"([^\[\]]*)(?:\[([POLFGEWD])\|([^\[\]|]+)\])?")


def digest_of(text: str) -> str:
    """Eight hex digits that tell a text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _names(cell: str) -> list[Name]:
    out = []
    for part in cell.split() if cell != "-" else ():
        where, _, kind = part.partition(":")
        start, _, end = where.partition("-")
        out.append((int(start), int(end), _KINDS[kind]))
    return out


@cache
def _treebank_names() -> dict[str, tuple[str, list[Name]]]:
    rows = (line.split("\t") for line in (LABELS / "ewt_names.tsv").read_text("utf-8").splitlines())
    return {identity: (digest, _names(cell)) for identity, digest, cell in rows}


def add_hand_names(docs: list[Doc]) -> int:
    """Lays the read names on EWT's training part, numbers by rule beside them; returns how many names.

    Proper nouns that the reader took for no name stay open, unless they are of the calendar or titles.
    """
    count = 0
    read = _treebank_names()
    for doc in docs:
        for sent in doc.sentences():
            assert sent.upos is not None
            digest, names = read.get(sent.identity, ("", []))
            if names and digest != digest_of(" ".join(sent.forms)):
                raise ValueError(f"{sent.identity} is not the sentence that was read")
            labels = [OUTSIDE] * len(sent.forms)
            taken = [False] * len(sent.forms)
            for i, (form, upos) in enumerate(zip(sent.forms, sent.upos)):
                if upos == "PROPN" and form.lower() not in TITLES and form.lower() not in CALENDAR:
                    labels[i] = ALL_LABELS
            for first, end, kind in names:
                for i in range(first, end):
                    labels[i] = mask_of((kind,), "B" if i == first else "I")
                    taken[i] = True
            count += len(names)
            sent.entities = labels
            add_silver(sent, taken)
    return count


@cache
def written_names() -> dict[str, tuple[str, list[Name]]]:
    """By piece: the text of what we wrote ourselves, and its names (places in the text)."""
    pieces = {}
    for number, piece in enumerate((LABELS / "written_names.txt").read_text("utf-8").split("== ")[1:]):
        text, names = "", []
        for plain, kind, name in _MARKED.findall(piece.partition("\n")[2].strip()):
            text += plain
            if name:
                names.append((len(text), len(text) + len(name), _KINDS[kind]))
                text += name
        pieces[f"written-{number}"] = text, names
    return pieces


@cache
def news_names() -> dict[str, list[tuple[int, int, str, list[Name]]]]:
    """By page: each sentence that bears capitals, its place in the body, its hash, its names (places in the body)."""
    pages: dict[str, list[tuple[int, int, str, list[Name]]]] = {}
    for line in (LABELS / "news_names.tsv").read_text("utf-8").splitlines():
        page, where, digest, cell = line.split("\t")
        start, _, end = where.partition("-")
        pages.setdefault(page, []).append((int(start), int(end), digest, _names(cell)))
    return pages


def names_in(page: str, body: str) -> list[Name] | None:
    """The read names of a page's body, in their order; None where nobody read it."""
    if page in written_names():
        return written_names()[page][1]
    sentences = news_names().get(page)
    if sentences is None:
        return None
    for start, end, digest, _ in sentences:
        if digest_of(body[start:end]) != digest:
            raise ValueError(f"the body of {page} is not the one that was read")
    return [name for *_, names in sentences for name in names]
