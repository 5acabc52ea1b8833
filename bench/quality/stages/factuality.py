"""Factuality: how sure a text is of what a word names, beside the majority and published figures.

Sets: the unified factuality data (Stanovsky et al. 2017; Rudinger et al. 2018), scores from -3 to 3 per word.
Metrics: Pearson r and mean absolute error of our value against the gold score; macro-F1 over the classes
certain, probable and possible by polarity, and unknown, binned alike in both (the bins are
`Assessment.certainty`'s). "All 3.0" is the majority baseline: its r is not defined.

UDS-IH2 asks another question than FactBank: whether a thing had happened when the sentence was written. What is to
come counts against it there, and "did not go" counts as often for as against. "dateline, fitted" is therefore a
linear map from what an Assessment and the tree say (value, kind, future, negated, conditional, the rules met; the
word's relation, part of speech, tense and subject) to that scale, least squares on the set's own train part;
nothing of it is shipped.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.quality.report import Row, interval
from dateline.language import load_language
from dateline.language.modality import Assessment, load_modality
from dateline.language.trees import Trees, base
from dateline.model import Span

SETS = (
    ("UDS_IH2/test", ("UDS_IH2", "test.jsonl")),
    ("UW/test", ("UW", "test.jsonl")),
    ("MEANTIME/test", ("MEANTIME", "test.jsonl")),
)
PUBLISHED = (
    ("UDS_IH2/test", "Rudinger et al. 2018, H-biLSTM", "pearson r", 0.771),
    ("UW/test", "Stanovsky et al. 2017", "pearson r", 0.66),
    ("UW/test", "Rudinger et al. 2018, best", "pearson r", 0.857),
    ("MEANTIME/test", "Stanovsky et al. 2017", "pearson r", 0.34),
)


class Target(msgspec.Struct, frozen=True):
    """One scored word: gold and our value; ours None where the tagger's tokens do not meet the word."""

    gold: float
    ours: float | None
    features: dict[str, float] = {}


def read_targets(file: Path, limit: int | None = None) -> list[list[Target]]:
    """Per sentence its targets. Sentences are given as words joined by blanks; offsets are those of the words."""
    language = load_language("en")
    modality = load_modality(language)
    sentences = []
    for line in file.read_text("utf-8").splitlines()[:limit]:
        row = json.loads(line)
        words = row["text"].split(" ")
        starts = [0]
        for word in words[:-1]:
            starts.append(starts[-1] + len(word) + 1)
        text = row["text"]
        trees = Trees(language.tagger.tag(text, [Span(0, len(text))]), text)
        found = []
        for target in row["targets"]:
            first = target["span1"][0]
            token = trees.at(starts[first]) if first < len(starts) else None
            if token is None:
                found.append(Target(float(target["label"]), None))
                continue
            assessment = modality.assess(trees, token)
            found.append(Target(float(target["label"]), assessment.value, _features(assessment, trees, token)))
        sentences.append(found)
    return sentences


def _features(assessment: Assessment, trees: Trees, token: int) -> dict[str, float]:
    features = {
        "one": 1.0,
        "value": assessment.value,
        "future": float(assessment.future),
        "negated": float(assessment.negated),
        "conditional": float(assessment.conditional),
        f"kind {assessment.kind}": 1.0,
        f"relation {base(trees.deprel(token))}": 1.0,
        f"upos {trees.tokens[token].upos}": 1.0,
    }
    features[f"form {_form(trees, token)}"] = 1.0
    features[f"clause {_form(trees, trees.clause_head(token))}"] = 1.0
    for child in trees.children(token, "nsubj"):
        features[
            f"subject {trees.tokens[child].upos} {trees.form(child) if trees.tokens[child].upos == 'PRON' else ''}"
        ] = 1.0
    return features | {f"rule {name}": 1.0 for _, name in assessment.because}


def _form(trees: Trees, token: int) -> str:
    """The tense that a verb's form and its auxiliary show: past, present, base, participle; else its part of speech."""
    word, lemma = trees.form(token), trees.tokens[token].lemma.lower()
    auxiliaries = [trees.form(each) for each in trees.children(token, "aux", "cop")]
    if auxiliaries:
        return f"under {auxiliaries[0]}"
    if trees.tokens[token].upos not in ("VERB", "AUX"):
        return trees.tokens[token].upos
    if word.endswith("ing"):
        return "participle"
    return "base" if word == lemma else "present" if word.endswith("s") else "past"


def fit(train: Sequence[Sequence[Target]], test: Sequence[Sequence[Target]]) -> list[tuple[float, float]]:
    """(gold, fitted value) of the test targets: ridge regression (strength 2) on the train targets' features."""
    names = sorted({name for sentence in train for target in sentence for name in target.features})
    place = {name: number for number, name in enumerate(names)}

    def matrix(sentences: Sequence[Sequence[Target]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        targets = [target for sentence in sentences for target in sentence]
        table = np.zeros((len(targets), len(names)))
        for row, target in enumerate(targets):
            for name, value in target.features.items():
                if name in place:
                    table[row, place[name]] = value
        return table, np.array([target.gold for target in targets])

    seen, gold = matrix(train)
    weights = np.linalg.solve(seen.T @ seen + 2.0 * np.eye(len(names)), seen.T @ gold)
    unseen, wanted = matrix(test)
    return list(zip(wanted.tolist(), np.clip(unseen @ weights, -3.0, 3.0).tolist()))


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    n = len(pairs)
    if n < 2:
        return 0.0
    mean_x = sum(x for x, _ in pairs) / n
    mean_y = sum(y for _, y in pairs) / n
    xy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    xx = sum((x - mean_x) ** 2 for x, _ in pairs)
    yy = sum((y - mean_y) ** 2 for _, y in pairs)
    return xy / math.sqrt(xx * yy) if xx and yy else 0.0


def _pairs(sentences: Sequence[Sequence[Target]]) -> list[tuple[float, float]]:
    return [(each.gold, 3.0 if each.ours is None else each.ours) for sentence in sentences for each in sentence]


def _class(value: float) -> str:
    assessment = Assessment(value, "unknown")
    return "unknown" if assessment.certainty == "unknown" else f"{assessment.certainty} {assessment.polarity}"


def macro_f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Mean F1 over the classes that gold holds."""
    labelled = [(_class(gold), _class(ours)) for gold, ours in pairs]
    scores = []
    for label in sorted({gold for gold, _ in labelled}):
        hits = sum(gold == ours == label for gold, ours in labelled)
        either = sum((gold == label) + (ours == label) for gold, ours in labelled)
        scores.append(2 * hits / either)
    return sum(scores) / len(scores) if scores else 0.0


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Rows for each set that is there."""
    rows: list[Row] = []
    for name, parts in SETS:
        file = data.joinpath("language", "dev", "factuality", *parts)
        if not file.is_file():
            rows.append(Row("factuality", name, "dateline", "pearson r", None, note="data absent"))
            continue
        sentences = read_targets(file, limit)
        pairs = _pairs(sentences)
        low, high = interval(sentences, lambda drawn: pearson(_pairs(drawn)), samples=200)
        error = sum(abs(gold - ours) for gold, ours in pairs) / len(pairs)
        majority = [(gold, 3.0) for gold, _ in pairs]
        n = len(pairs)
        rows += [
            Row("factuality", name, "dateline", "pearson r", pearson(pairs), low=low, high=high, n=n),
            Row("factuality", name, "dateline", "mean absolute error (0 to 6)", error, n=n),
            Row("factuality", name, "dateline", "macro f1", macro_f1(pairs), n=n),
            Row("factuality", name, "all 3.0", "macro f1", macro_f1(majority), n=n),
            Row(
                "factuality",
                name,
                "all 3.0",
                "mean absolute error (0 to 6)",
                sum(abs(gold - 3.0) for gold, _ in majority) / n,
                n=n,
            ),
        ]
    uds = data / "language" / "dev" / "factuality" / "UDS_IH2"
    if uds.is_dir():
        fitted = fit(read_targets(uds / "train.jsonl", limit), read_targets(uds / "test.jsonl", limit))
        error = sum(abs(gold - ours) for gold, ours in fitted) / len(fitted)
        n, note = len(fitted), "linear map fitted on the set's train part"
        rows += [
            Row("factuality", "UDS_IH2/test", "dateline, fitted", "fitted pearson r", pearson(fitted), n=n, note=note),
            Row("factuality", "UDS_IH2/test", "dateline, fitted", "fitted macro f1", macro_f1(fitted), n=n, note=note),
            Row("factuality", "UDS_IH2/test", "dateline, fitted", "fitted mean absolute error", error, n=n, note=note),
        ]
    rows += [Row("factuality", *each, published=True) for each in PUBLISHED]
    return rows
