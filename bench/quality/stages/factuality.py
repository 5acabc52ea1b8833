"""Factuality: how sure a text is of what a word names, beside the majority and published figures.

Sets: the unified factuality data (Stanovsky et al. 2017; Rudinger et al. 2018), scores from -3 to 3 per word.
Metrics: Pearson r and mean absolute error of our value against the gold score; macro-F1 over the classes
certain, probable and possible by polarity, and unknown, binned alike in both (the bins are
`Assessment.certainty`'s). "All 3.0" is the majority baseline: its r is not defined.

Two questions are asked, and each set is compared with the value of `Assessment` that answers its own. UW and MEANTIME
ask FactBank's: how sure the text is (`value`). UDS-IH2 asks whether a thing had happened when the sentence was written
(`happened`): what is to come counts against it there. Both come from rules alone; nothing is fitted here.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench.quality.report import Row, interval
from dateline.language import load_language
from dateline.language.lemmas import load_lemmas, with_lemmas
from dateline.language.modality import Assessment, assess_word, load_modality
from dateline.language.trees import Trees
from dateline.model import Span

SETS = (
    ("UDS_IH2/test", ("UDS_IH2", "test.jsonl"), "happened"),
    ("UW/test", ("UW", "test.jsonl"), "value"),
    ("MEANTIME/test", ("MEANTIME", "test.jsonl"), "value"),
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


def read_targets(file: Path, question: str, limit: int | None = None) -> list[list[Target]]:
    """Per sentence its targets; sentences are given as words joined by blanks, offsets are those of the words.

    question: the field of `Assessment` that answers the set's own.
    """
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
        analysis = with_lemmas(language.tagger.tag(text, [Span(0, len(text))]), text, load_lemmas(language))
        trees = Trees(analysis, text)
        found = []
        for target in row["targets"]:
            first = target["span1"][0]
            token = trees.at(starts[first]) if first < len(starts) else None
            if token is None:
                found.append(Target(float(target["label"]), None))
                continue
            assessment = assess_word(modality, trees, token)
            found.append(Target(float(target["label"]), getattr(assessment, question)))
        sentences.append(found)
    return sentences


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


def class_f1(pairs: Sequence[tuple[float, float]]) -> dict[str, tuple[float, int]]:
    """F1 and number of gold targets of each class that gold holds."""
    labelled = [(_class(gold), _class(ours)) for gold, ours in pairs]
    scores = {}
    for label in sorted({gold for gold, _ in labelled}):
        hits = sum(gold == ours == label for gold, ours in labelled)
        wanted = sum(gold == label for gold, _ in labelled)
        given = sum(ours == label for _, ours in labelled)
        scores[label] = (2 * hits / (wanted + given), wanted)
    return scores


def macro_f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Mean F1 over the classes that gold holds."""
    scores = class_f1(pairs)
    return sum(f1 for f1, _ in scores.values()) / len(scores) if scores else 0.0


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Rows for each set that is there."""
    rows: list[Row] = []
    for name, parts, question in SETS:
        file = data.joinpath("language", "dev", "factuality", *parts)
        if not file.is_file():
            rows.append(Row("factuality", name, "dateline", "pearson r", None, note="data absent"))
            continue
        sentences = read_targets(file, question, limit)
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
        share = class_f1(majority)
        for label, (f1, wanted) in class_f1(pairs).items():
            rows.append(Row("factuality", name, "dateline", f"f1 {label}", f1, n=wanted))
            rows.append(Row("factuality", name, "all 3.0", f"f1 {label}", share[label][0], n=wanted))
    rows += [Row("factuality", *each, published=True) for each in PUBLISHED]
    return rows
