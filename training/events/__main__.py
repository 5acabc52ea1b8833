"""Learn which reports of events to show and write the model, with its card, into the English pack.

    python -m training.events [HEADS] [--cache FOLDER] [--check]

Needs the train sets under DATELINE_DATA, the mentions in training/labels/event_mentions.tsv, and what event heads say
of pages that they did not learn from (`training.mentions`); numpy only. Reads those pages with the tagger that the pack
holds now (a minute). Without HEADS the model for taggers without event heads is learnt, from reports judged one by one.
--check writes nothing.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from training.events.labels import is_right, key_of, read_labels
from training.events.learn import Floats, fit, matrix, out_of_fold, vocabulary
from training.events.mentions import marked_reports, read_folds
from training.events.pages import read_reports

_HOME = Path(__file__).parents[2] / "src/dateline/language/en/events"
# Log loss out of fold is flat from 5 to 10.
PENALTY = 6.0
# The share of shown reports that is to be right, out of fold. Two readers of one text agree on .73 of trigger, actor
# and recipient together; judges who see a report beside its sentence let more pass than this count does.
WANTED = 0.64
# Of reports that were judged one by one.
WANTED_BY_RULE = 0.80


class Sample(msgspec.Struct, frozen=True):
    """Reports, judged by the mentions read on their pages. tells: new mentions told by each; all: on all pages."""

    pages: list[str]
    signs: list[tuple[str, ...]]
    right: Floats
    tells: list[frozenset[int]]
    all: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("heads", type=Path, help="what heads say of pages they did not see: training.mentions keeps it",
                        nargs="?")  # fmt: skip
    parser.add_argument("--cache", type=Path, help="where pages as tagged are kept between runs of one tagger")
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    name, wanted = ("worth", WANTED) if arguments.heads else ("worth_by_rule", WANTED_BY_RULE)
    sample = gather(data, arguments.heads, arguments.cache) if arguments.heads else gather_judged(data, arguments.cache)
    odds = out_of_fold(sample.signs, sample.pages, sample.right, PENALTY)
    threshold = threshold_for(odds, sample.right, wanted)
    names = vocabulary(sample.signs, sample.pages)
    found = fit(matrix(sample.signs, names), sample.right, PENALTY)
    weights = {name: round(float(each) * 1000) for name, each in zip(names, found[:-1])}
    figures = ["All pages, out of fold, by page:", "", *_figures(sample, odds, threshold)]
    print("\n".join(figures))
    if arguments.check:
        return
    model = {
        "bias": round(float(found[-1]) * 1000),
        "threshold": threshold,
        "weights": {name: each for name, each in weights.items() if each},
    }
    (_HOME / f"{name}.json").write_text(json.dumps(model, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    (_HOME / f"{name}.md").write_text(
        _card(figures, model, _MADE if arguments.heads else _MADE_BY_RULE), encoding="utf-8"
    )


def gather(data: Path, heads: Path, cache: Path | None) -> Sample:
    """The reports of all pages that heads read without having learnt from them."""
    rows, mentions = [], 0
    for marked, count in marked_reports(data, read_folds(heads), cache):
        rows += marked
        mentions += count
    return Sample(
        [each.page for each in rows],
        [each.signs for each in rows],
        np.array([not each.wrong for each in rows], dtype=np.float64),
        [each.tells for each in rows],
        mentions,
    )


def gather_judged(data: Path, cache: Path | None) -> Sample:
    """The reports that were judged one by one, where rules alone read them today as they were judged."""
    labels = read_labels()
    pages, signs, right, seen = [], [], [], set()
    for report in read_reports(data, {key.page for key in labels}, cache):
        key = key_of(report.page, report.article, report.draft)
        if key in labels:
            seen.add(key)
            pages.append(report.page)
            signs.append(report.signs)
            right.append(is_right(labels[key]))
    return Sample(pages, signs, np.array(right, dtype=np.float64), [frozenset()] * len(pages), 0)


def threshold_for(odds: Floats, right: Floats, wanted: float) -> int:
    """The least log odds, in thousandths, from which reports are right at least as often as wanted.

    Taken where the share right first reaches it for good when the surest 50 reports are passed; steps of a twentieth.
    """
    for step in range(-40, 60):
        shown = odds >= step / 20
        if shown.sum() < 50:
            break
        if right[shown].mean() >= wanted:
            return step * 50
    return 0


def _figures(sample: Sample, odds: Floats, threshold: int) -> list[str]:
    shown = odds >= threshold / 1000
    news = np.array([page.startswith(("f/", "g/", "d/")) for page in sample.pages])
    told = {(page, each) for page, tells, s, r in zip(sample.pages, sample.tells, shown, sample.right) if s and r
            for each in tells}  # fmt: skip
    lines = [
        f"{len(sample.right)} reports on {len(set(sample.pages))} pages, {sample.all} mentions read there",
        f"right before: {sample.right.mean():.3f}",
        f"right of those shown: {sample.right[shown].mean():.3f} of {int(shown.sum())}",
        f"shown of those right: {sample.right[shown].sum() / max(1.0, sample.right.sum()):.3f}",
        f"mentions told by a right report that is shown: {len(told) / max(1, sample.all):.3f}",
    ]
    for name, chosen in (("news", news), ("other pages", ~news)):
        kept = shown & chosen
        lines.append(
            f"{name}: {_mean(sample.right[chosen])} of {int(chosen.sum())} right before, "
            f"{_mean(sample.right[kept])} of {int(kept.sum())} shown"
        )
    for low, high in ((-99.0, -2.0), (-2.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (1.0, 2.0), (2.0, 99.0)):
        some = (odds >= low) & (odds < high)
        chance = 1 / (1 + np.exp(-odds[some]))
        lines.append(f"said {_mean(chance)}, were right {_mean(sample.right[some])}, of {int(some.sum())}")
    return lines


def _mean(values: Floats) -> str:
    return f"{values.mean():.3f}" if len(values) else "none"


_MADE = (
    """Made by `python -m training.events` with numpy alone, from reports on pages of the train sets (saved news pages,
WCXB articles, open corpora, news of our own writing) whose event mentions were read sentence by sentence by language
models (training/labels/event_mentions.tsv: hashes, offsets and marks, no text). A report is right where trigger,
actors and recipients are those of a mention that its sentence tells; event heads that had not learnt from the page
read it.""",
    """The threshold is where 64% of the reports shown are right, out of fold, by this strict count: two readers of
one text agree on .85 of the mentions and on .73 with actor and recipient. Limits: a small sample; few pages of fiction
and of speech; what neither rules nor heads find, the model cannot add.""",
)
_MADE_BY_RULE = (
    """Made by `python -m training.events` without HEADS, for taggers that have no event heads. Trained on reports of
English pages of the train sets, judged one by one by a language model that read each with its sentence
(training/labels/event_reports.tsv: hashes, offsets, verdicts, no text). One reader, one pass.""",
    """The threshold is where 80% of the reports shown are right, out of fold. Limits: a small sample; verdicts of one
reader; what the rules find no report of, the model cannot add.""",
)


def _card(figures: Sequence[str], model: dict[str, object], made: tuple[str, str]) -> str:
    weights = model["weights"]
    count = len(weights) if isinstance(weights, dict) else 0
    told = "\n".join(f"- {line}" if line and not line.endswith(":") else line for line in figures)
    return f"""# The model of which reports are shown

Gives a report's chance of being right in trigger, type, actor and recipient; `dateline.events.worth` adds up whole
numbers, so that every processor gives the same answer. {count} signs, logistic regression, L2 penalty {PENALTY:g}.

{made[0]}

{told}

{made[1]}
"""


if __name__ == "__main__":
    main()
