"""Reads labels off scores: entity spans, lemmas, attributions. Plain arithmetic, the same everywhere."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return out


def sigmoid(scores: Floats) -> Floats:
    """Of each score."""
    out: Floats = (1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))).astype(np.float32)
    return out


def entity_spans(probabilities: Floats, kinds: Sequence[str]) -> list[tuple[str, int, int, float]]:
    """(kind, first, end, score) of the best BIO reading of one sentence.

    probabilities: [words, 1 + 2 kinds]; column 0 is outside, then B and I of each kind by turns.
    The greedy reading is kept where it is well-formed; else Viterbi's. score: the least of the labels' probabilities.
    """
    best: list[int] = probabilities.argmax(axis=1).tolist()
    if not any(best):
        return []
    if not _well_formed(best):
        best = _viterbi(np.log(probabilities + 1e-9))
    spans = []
    at = 0
    while at < len(best):
        label = best[at]
        if label == 0:
            at += 1
            continue
        end = at + 1
        while end < len(best) and best[end] == label + 1:
            end += 1
        score = float(min(probabilities[i, best[i]] for i in range(at, end)))
        spans.append((kinds[(label - 1) // 2], at, end, round(score, 4)))
        at = end
    return spans


NUMBERS = frozenset({"cardinal", "percent", "money", "quantity", "date", "time"})


def join_names(
    spans: Sequence[tuple[str, int, int, float]], words: Sequence[str], particles: frozenset[str]
) -> list[tuple[str, int, int, float]]:
    """Names that stand side by side and are of one kind are one name; so are a particle, a hyphen and a name.

    Two names of one kind without so much as a comma between them are rare; a name cut in two is not.
    """
    out: list[tuple[str, int, int, float]] = []
    for kind, first, end, score in spans:
        if out and kind not in NUMBERS and out[-1][0] not in NUMBERS:
            before_kind, before, before_end, before_score = out[-1]
            hyphened = before_end + 1 == first and words[before_end] == "-" and before_end - before == 1
            if before_end == first and before_kind == kind:
                out[-1] = (kind, before, end, min(score, before_score))
                continue
            if hyphened and words[before].lower() in particles:
                surer = kind if score >= before_score else before_kind
                out[-1] = (surer, before, end, min(score, before_score))
                continue
        out.append((kind, first, end, score))
    return out


def _inside(label: int) -> bool:
    return label > 0 and label % 2 == 0


def _well_formed(labels: list[int]) -> bool:
    previous = 0
    for label in labels:
        if _inside(label) and previous not in (label, label - 1):
            return False
        previous = label
    return True


def _viterbi(logs: Floats) -> list[int]:
    """The best well-formed reading."""
    size = logs.shape[1]
    inner = np.arange(2, size, 2)
    best = logs[0].copy()
    best[inner] = -1e9
    back = np.zeros(logs.shape, dtype=np.int64)
    for i in range(1, len(logs)):
        previous = int(best.argmax())
        came = np.full(size, previous)
        value = np.full(size, best[previous])
        from_begin = best[inner - 1] >= best[inner]
        came[inner] = np.where(from_begin, inner - 1, inner)
        value[inner] = np.where(from_begin, best[inner - 1], best[inner])
        back[i] = came
        best = value + logs[i]
    path = [int(best.argmax())]
    for i in range(len(logs) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


class Lemmatiser:
    """Looks a form up, else applies a numbered edit script: "case|letters to cut|letters to add".

    known: rows "form, part of speech, lemma", tabs between, of forms whose lemma is certain.
    """

    def __init__(self, scripts: Sequence[str], known: str = "") -> None:
        self._scripts = [(case, int(cut), added) for case, cut, added in (s.split("|", 2) for s in scripts)]
        rows = (line.split("\t") for line in known.splitlines())
        self._known = {(form, upos): lemma for form, upos, lemma in rows}

    def lemma(self, form: str, upos: str, script: int) -> str:
        """The lemma of a form; a script that does not fit it leaves the form, lowered."""
        known = self._known.get((form.lower(), upos))
        if known is not None:
            return known
        case, cut, added = self._scripts[script]
        base = form if case == "k" else form.lower()
        if case == "t":
            base = form[:1].upper() + base[1:]
        if cut > len(base) or (cut == len(base) and not added):
            return form.lower()
        return base[: len(base) - cut] + added


def runs(chosen: Sequence[bool], most_gap: int = 0) -> list[tuple[int, int]]:
    """Half-open ranges of neighbouring True; gaps of up to `most_gap` are bridged."""
    out: list[tuple[int, int]] = []
    for i, held in enumerate(chosen):
        if not held:
            continue
        if out and i - out[-1][1] <= most_gap:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
