"""From documents to numbered windows: word pieces, shapes, targets. Kept as plain lists, batched by length."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor

from dateline.language.tagging.wordpiece import CASINGS, WordPieces, shape_of
from training.corpus import ALL_LABELS, ENTITY_LABELS, UPOS, Doc, Sent

UPOS_NUMBER = {tag: n for n, tag in enumerate(UPOS)}


def lemma_script(form: str, lemma: str) -> str:
    """How to make a lemma out of a form: case ("l" lower, "k" keep, "t" title), how much to cut, what to add."""
    if lemma == lemma.lower():
        case, base = "l", form.lower()
    elif lemma[:1].isupper() and lemma[1:] == lemma[1:].lower() and form != form.lower() and not form[1:].islower():
        case, base = "t", form[:1].upper() + form[1:].lower()
    else:
        case, base = "k", form
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}|{len(base) - common}|{lemma[common:]}"


@dataclass
class Inventory:
    """Relations and lemma scripts, numbered; 0 of the scripts lowers, 1 keeps."""

    relations: list[str]
    lemmas: list[str]

    @cached_property
    def relation_number(self) -> dict[str, int]:
        return {r: n for n, r in enumerate(self.relations)}

    @cached_property
    def script_number(self) -> dict[str, int]:
        return {s: n for n, s in enumerate(self.lemmas)}

    @classmethod
    def of(cls, docs: list[Doc], least: int = 4) -> Inventory:
        relations: Counter[str] = Counter()
        scripts: Counter[str] = Counter()
        for doc in docs:
            for sent in doc.sentences():
                if sent.deprels is not None:
                    relations.update(sent.deprels)
                if sent.lemmas is not None:
                    scripts.update(lemma_script(f, m) for f, m in zip(sent.forms, sent.lemmas) if m != "_")
        fixed = ["l|0|", "k|0|"]
        ranked = [s for s, n in sorted(scripts.items(), key=lambda p: (-p[1], p[0])) if n >= least and s not in fixed]
        return cls(sorted(r for r, n in relations.items() if n >= 2), [*fixed, *ranked[:398]])


WITHIN, PARAGRAPH, TEXT = 0, 1, 2


@dataclass
class Numbered:
    """A sentence in numbers.

    names: what a teacher says of its names, [words, labels] as probabilities. opens: WITHIN a paragraph, the first of
    a PARAGRAPH, or the first of a TEXT.
    """

    pieces: list[tuple[int, ...]]
    shapes: list[int]
    upos: list[int]
    lemmas: list[int]
    heads: list[int]
    relations: list[int]
    entities: list[int]
    events: list[int]
    quotations: list[tuple[list[int], list[int], list[int]]] | None
    boundary_known: bool
    length: int
    names: np.ndarray[Any, np.dtype[np.float16]] | None = None
    opens: int = WITHIN


def number(sent: Sent, cutter: WordPieces, inventory: Inventory) -> Numbered:
    size = len(sent.forms)
    relation_number, script_number = inventory.relation_number, inventory.script_number
    pieces = [cutter.pieces(f) for f in sent.forms]
    lemmas = [-1] * size
    if sent.lemmas is not None:
        lemmas = [
            script_number.get(lemma_script(f, m), -1) if m != "_" or f == "_" else -1
            for f, m in zip(sent.forms, sent.lemmas)
        ]
    quotations = None
    if sent.quotations is not None:
        quotations = [(q.source, q.cue, q.content) for q in sent.quotations]
    return Numbered(
        pieces,
        [shape_of(f, s) for f, s in zip(sent.forms, sent.spaces)],
        [UPOS_NUMBER.get(u, -1) for u in sent.upos] if sent.upos else [-1] * size,
        lemmas,
        list(sent.heads) if sent.heads is not None else [-1] * size,
        [relation_number.get(r, -1) for r in sent.deprels] if sent.deprels else [-1] * size,
        list(sent.entities) if sent.entities is not None else [ALL_LABELS] * size,
        list(sent.events) if sent.events is not None else [-1] * size,
        quotations,
        sent.boundary_known,
        sum(map(len, pieces)),
    )


Window = list[Numbered]


def windows(paragraphs: list[list[Numbered]], rng: random.Random, limits: tuple[int, ...]) -> list[Window]:
    """Cuts paragraphs into windows of whole sentences, each up to a limit drawn by chance.

    Whole paragraphs of one text share a window where they fit, as they do when the tagger reads.
    """
    out: list[Window] = []
    room = 0
    for paragraph in paragraphs:
        own = _parts(paragraph, rng, limits)
        size = paragraph_size(paragraph)
        if len(own) == 1 and paragraph[0].opens == PARAGRAPH and size <= room:
            out[-1].extend(paragraph)
            room -= size
        else:
            out.extend(own)
            room = rng.choice(limits) - size if len(own) == 1 else 0
    return out


def _parts(paragraph: list[Numbered], rng: random.Random, limits: tuple[int, ...]) -> list[Window]:
    out: list[Window] = []
    held, limit = 0, rng.choice(limits)
    for sentence in paragraph:
        if not out or held + sentence.length > limit or not sentence.boundary_known:
            out.append([])
            held, limit = 0, rng.choice(limits)
        out[-1].append(sentence)
        held += sentence.length
    return out


def paragraph_size(sentences: list[Numbered]) -> int:
    """Pieces of whole paragraphs, with the mark that ends each."""
    return sum(s.length + (s.opens != WITHIN) for s in sentences)


MOST_PIECES = 254


def batches(all_windows: list[Window], rng: random.Random, pieces_per_batch: int) -> list[list[Window]]:
    """Windows of like length together, the batches shuffled."""
    keyed = sorted(((paragraph_size(w), rng.random(), w) for w in all_windows), key=lambda k: k[:2])
    out: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for length, _, window in keyed:
        longest = max(longest, min(length, MOST_PIECES) + 2)
        if batch and longest * (len(batch) + 1) > pieces_per_batch:
            out.append(batch)
            batch, longest = [], min(length, MOST_PIECES) + 2
        batch.append(window)
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def rewrap(shapes: list[int], rng: random.Random) -> list[int]:
    """At times breaks lines at some spaces, as wrapped text does."""
    if rng.random() > 0.05:
        return shapes
    return [s + CASINGS if CASINGS < s <= 2 * CASINGS and rng.random() < 0.08 else s for s in shapes]


def recase(shapes: list[int], rng: random.Random) -> list[int]:
    """At times shows a window in capitals, in lower case, or titled as a headline is: the vocabulary is uncased."""
    draw = rng.random()
    if draw > 0.08:
        return shapes
    target = 3 if draw < 0.03 else 1 if draw < 0.055 else 2
    out = []
    for shape in shapes:
        casing, space = (shape - 1) % CASINGS, (shape - 1) // CASINGS
        out.append(1 + (target if casing in {1, 2, 3, 5} else casing) + CASINGS * space)
    return out


def tensors(batch: list[Window], cutter: WordPieces, rng: random.Random | None) -> dict[str, Tensor]:
    """Padded tensors of a batch. Word 0 of each window is the root. names: only where a teacher said any."""
    rows = []
    for window in batch:
        pieces, shapes, first, last = [cutter.start], [0], [0], [0]
        columns: dict[str, list[int]] = {
            k: [-1] for k in ("upos", "lemma", "head", "relation", "event", "start", "sentence")
        }
        entities = [ALL_LABELS]
        said: list[tuple[int, np.ndarray[Any, np.dtype[np.float16]]]] = []
        quotations: list[tuple[list[int], list[int], list[int]]] = []
        quotes_known = True
        base = 1
        for number_in_window, s in enumerate(window):
            if number_in_window and s.opens != WITHIN:
                pieces.append(cutter.end)
                shapes.append(0)
            word_shapes = rewrap(recase(s.shapes, rng), rng) if rng is not None else s.shapes
            kept = 0
            for i in range(len(s.pieces)):
                if len(pieces) + len(s.pieces[i]) > MOST_PIECES:
                    break
                first.append(len(pieces))
                pieces.extend(s.pieces[i])
                shapes.extend([word_shapes[i]] * len(s.pieces[i]))
                last.append(len(pieces) - 1)
                kept += 1
            columns["upos"] += s.upos[:kept]
            columns["lemma"] += s.lemmas[:kept]
            columns["event"] += s.events[:kept]
            columns["relation"] += s.relations[:kept]
            columns["head"] += [-1 if h < 0 or h > kept else 0 if h == 0 else base + h - 1 for h in s.heads[:kept]]
            columns["start"] += [1 if i == 0 else 0 for i in range(kept)] if s.boundary_known else [-1] * kept
            columns["sentence"] += [number_in_window] * kept
            entities += s.entities[:kept]
            if s.names is not None:
                said.append((base, s.names[:kept]))
            if s.quotations is None:
                quotes_known = False
            else:
                for source, cue, content in s.quotations:
                    if all(i < kept for i in cue):
                        quotations.append(tuple([base + i for i in words] for words in (source, cue, content)))  # type: ignore[arg-type]
            base += kept
        pieces.append(cutter.end)
        shapes.append(0)
        rows.append((pieces, shapes, first, last, columns, entities, quotations if quotes_known else None, said))
    most_pieces = max(len(r[0]) for r in rows)
    most_words = max(len(r[2]) for r in rows)
    size = len(rows)
    ints = {
        k: np.full((size, most_words), -1, np.int64)
        for k in ("upos", "lemma", "head", "relation", "event", "start", "sentence", "cue")
    }
    pieces_a = np.zeros((size, most_pieces), np.int64)
    shapes_a = np.zeros((size, most_pieces), np.int64)
    first_a = np.zeros((size, most_words), np.int64)
    last_a = np.zeros((size, most_words), np.int64)
    entity_a = np.full((size, most_words), ALL_LABELS, np.int64)
    names_a = np.zeros((size, most_words, len(ENTITY_LABELS)), np.float32)
    taught = any(row[-1] for row in rows)
    pairs: list[tuple[int, int, list[int], list[int]]] = []
    for b, (pieces, shapes, first, last, columns, entities, quoted, said) in enumerate(rows):
        pieces_a[b, : len(pieces)] = pieces
        shapes_a[b, : len(shapes)] = shapes
        first_a[b, : len(first)] = first
        last_a[b, : len(last)] = last
        entity_a[b, : len(entities)] = entities
        for k, values in columns.items():
            ints[k][b, : len(values)] = values
        for row, names in said:
            names_a[b, row : row + len(names)] = names
        if quoted is not None:
            ints["cue"][b, 1 : len(first)] = 0
            for source, cue, content in quoted:
                # Direct speech may reach into sentences that fell into another window.
                source, content = ([i for i in words if 0 < i < len(first)] for words in (source, content))
                for c in cue:
                    ints["cue"][b, c] = 1
                    pairs.append((b, c, source, content))
    out = {k: torch.from_numpy(v) for k, v in ints.items()}
    out["pieces"] = torch.from_numpy(pieces_a)
    out["shapes"] = torch.from_numpy(shapes_a)
    out["mask"] = torch.from_numpy(pieces_a != 0)
    out["first"] = torch.from_numpy(first_a)
    out["last"] = torch.from_numpy(last_a)
    out["entity"] = torch.from_numpy(entity_a)
    if taught:
        out["names"] = torch.from_numpy(names_a)
    out["pair_at"] = torch.tensor([[b, c] for b, c, _, _ in pairs], dtype=torch.int64).view(-1, 2)
    target = np.zeros((len(pairs), 2, most_words), np.float32)
    for n, (_, _, source, content) in enumerate(pairs):
        target[n, 0, source] = 1
        target[n, 1, content] = 1
    out["pair_target"] = torch.from_numpy(target)
    return out
