"""Reads labels off scores: entity spans, lemmas, attributions. Plain arithmetic, the same everywhere."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec
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


def in_doubt(probabilities: Floats, kinds: Sequence[str], least: float) -> NDArray[np.bool_]:
    """Which words' best label is less likely than `least`; what looks like a date or a number is in no doubt.

    probabilities: [words, 1 + 2 kinds], as for `entity_spans`.
    """
    numbers = [at for n, kind in enumerate(kinds) if kind in NUMBERS for at in (1 + 2 * n, 2 + 2 * n)]
    doubtful: NDArray[np.bool_] = (probabilities.max(axis=1) < least) & (probabilities[:, numbers].sum(axis=1) < 0.5)
    return doubtful


Found = tuple[str, int, int, float]


class NameWords(msgspec.Struct, frozen=True):
    """A language's words about names, in lower case: particles begin a name that goes on after a hyphen ("al"),
    titles stand before a person's name and are no part of it."""

    particles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


def read_name_words(path: Path) -> NameWords:
    """The `[names]` of a `tokens.toml`; none where there is no such file."""
    if not path.is_file():
        return NameWords()
    names = tomllib.loads(path.read_text("utf-8")).get("names", {})
    return NameWords(frozenset(names.get("particles", ())), frozenset(names.get("titles", ())))


# A place right behind a place is one of its own where its word begins a name as surely as this ("Norvik Tessaly").
# Other kinds are joined all the same; measured on UNER's dev part and Worldwide Newswire, .8 to .9 are alike.
_NEW_PLACE = 0.85


def begin_shares(probabilities: Floats) -> list[float]:
    """Of each word's chance to be in a name, the part in which it begins one.

    probabilities: [words, 1 + 2 kinds], as for `entity_spans`.
    """
    begun, going_on = (probabilities[:, at::2].sum(axis=1) for at in (1, 2))
    shares: list[float] = (begun / (begun + going_on + 1e-9)).tolist()
    return shares


def join_names(
    spans: Sequence[Found], words: Sequence[str], known: NameWords, begins: Sequence[float] = ()
) -> list[Found]:
    """Spans made whole: a name cut in two is joined, marks and titles at a name's edges are left out.

    Joined are neighbours of one kind (two names of one kind without so much as a comma between them are rare, but for a
    town and what it lies in), a nationality or place and the organisation after it ("Tessalian Labour Party"), a
    particle, a hyphen and a name, and a sum of money with the number beside it. begins: `begin_shares`.
    """
    out: list[Found] = []
    for span in spans:
        new = bool(begins) and span[0] == "place" and begins[span[1]] >= _NEW_PLACE
        joined = _joined(out[-1], span, words, known) if out and not (new and out[-1][0] == "place") else None
        if joined is None:
            out.append(span)
        else:
            out[-1] = joined
    return [trimmed for span in out if (trimmed := _trimmed(span, words, known)) is not None]


def _joined(one: Found, other: Found, words: Sequence[str], known: NameWords) -> Found | None:
    kind, first, end, score = one
    next_kind, next_first, next_end, next_score = other
    least = min(score, next_score)
    names = kind not in NUMBERS and next_kind not in NUMBERS
    if end == next_first:
        if names and kind == next_kind:
            return kind, first, next_end, least
        if kind in {"group", "place"} and next_kind == "organisation":
            return next_kind, first, next_end, least
        if {kind, next_kind} == {"money", "cardinal"}:
            return "money", first, next_end, least
    particle = end - first == 1 and words[first].lower() in known.particles
    if names and particle and end + 1 == next_first and words[end] == "-":
        return (next_kind if next_score >= score else kind), first, next_end, least
    return None


def _trimmed(span: Found, words: Sequence[str], known: NameWords) -> Found | None:
    kind, first, end, score = span
    while first < end and words[end - 1] in {",", ";", ":", "-"}:
        end -= 1
    if kind == "person":
        while first < end and words[first].lower() in known.titles:
            first += 1
    return (kind, first, end, score) if first < end else None


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
