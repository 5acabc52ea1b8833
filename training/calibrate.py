"""Thresholds from dev sets: `python -m training.calibrate DATA MODEL [--every N]`. Prints F1 over a grid.

Event words on TimeBank and AQUAINT, attributions on PolNeAR's dev part, names (how much to add to the score of none) on
Worldwide Newswire and UNER's dev part. Nothing is trained here: three numbers per model are chosen, and passed to
`training.assemble --set`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from bench.quality.report import total
from bench.quality.stages.tagger import (
    attribution_counts,
    attribution_documents,
    event_counts,
    measure_uner,
    measure_worldwide,
    paragraphs,
    quotation_pairs,
    read_timeml,
)

from dateline.language.tagging.reading import NeuralTagger
from dateline.language.tagging.weights import read_facts

WEIGHTS = Path(__file__).resolve().parents[1] / "src/dateline/language/en/weights"
GRID = [round(0.1 + 0.05 * n, 2) for n in range(15)]
BIASES = (0.0, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("model")
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder to measure")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first document taken")
    options = parser.parse_args()
    facts = read_facts(options.weights)
    loose = msgspec.structs.replace(facts.models[options.model], event_threshold=0.1, cue_threshold=0.1)
    tagger = NeuralTagger(options.weights, msgspec.structs.replace(facts, models={options.model: loose}), options.model)

    paths = sorted((options.data / "language/dev/tempeval3_tbaq/TBAQ-cleaned").glob("*/*.tml"))
    paths = paths[options.first :: options.every]
    read = [(d, tagger.tag(d.text, d.spans)) for d in map(read_timeml, paths)]
    for threshold in GRID:
        whole = total([event_counts(d, a, threshold) for d, a in read])
        print(f"event {threshold:.2f}  P {whole.precision:.4f}  R {whole.recall:.4f}  F1 {whole.f1:.4f}")

    documents = attribution_documents(options.data, "dev", 1)[options.first :: options.every]
    tagged = [(gold, tagger.tag(text, paragraphs(text, r"\n+"))) for text, gold in documents]
    for threshold in GRID:
        counted = []
        for gold, analysis in tagged:
            kept = msgspec.structs.replace(
                analysis, quotations=tuple(q for q in analysis.quotations if q.score >= threshold)
            )
            counted.append(attribution_counts(gold, kept, quotation_pairs(kept)))
        shown = {of: total([c[of] for c in counted]) for of in counted[0]}
        print(f"cue {threshold:.2f}", {of: round(c.f1, 4) for of, c in shown.items()})

    for bias in BIASES:
        of_bias = msgspec.structs.replace(facts.models[options.model], outside_bias=bias)
        leaning = NeuralTagger(
            options.weights, msgspec.structs.replace(facts, models={options.model: of_bias}), options.model
        )
        rows = measure_worldwide(leaning, options.data, "", options.every)
        rows += measure_uner(leaning, options.data, "dev", "")
        of_names = {f"{r.set} {r.metric}": round(r.value or 0.0, 4) for r in rows if r.metric.startswith("names ")}
        print(f"outside {bias:.2f}", of_names)


if __name__ == "__main__":
    main()
