"""Learn which reports of events to show and write the model, with its card, into the English pack.

    python -m training.events [--cache FOLDER] [--check]

Needs the train pages under DATELINE_DATA and the judgements in training/labels/event_reports.tsv; numpy only. Reads
the judged pages again with the tagger that the pack holds now (some minutes): reports that it reads as those that were
judged count, others are left out and counted. --check writes nothing.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from training.events.labels import Key, is_held_out, is_right, key_of, read_labels
from training.events.learn import Floats, fit, matrix, out_of_fold, vocabulary
from training.events.pages import read_reports

_HOME = Path(__file__).parents[2] / "src/dateline/language/en/events"
# Log loss out of fold is flat from 5 to 10.
PENALTY = 6.0
# The share of shown reports that is to be right, out of fold.
WANTED = 0.80


class Sample(msgspec.Struct, frozen=True):
    """Judged reports as they are read now."""

    pages: list[str]
    signs: list[tuple[str, ...]]
    right: Floats
    lost: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("--cache", type=Path, help="where pages as tagged are kept between runs of one tagger")
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    labels = read_labels()
    learnt, kept_out = (gather(data, labels, arguments.cache, held_out=held) for held in (False, True))
    figures = [*_kept_out(learnt, kept_out), ""]
    sample = Sample(
        learnt.pages + kept_out.pages,
        learnt.signs + kept_out.signs,
        np.concatenate([learnt.right, kept_out.right]),
        learnt.lost + kept_out.lost,
    )
    odds = out_of_fold(sample.signs, sample.pages, sample.right, PENALTY)
    threshold = threshold_for(odds, sample.right, WANTED)
    names = vocabulary(sample.signs, sample.pages)
    found = fit(matrix(sample.signs, names), sample.right, PENALTY)
    weights = {name: round(float(each) * 1000) for name, each in zip(names, found[:-1])}
    figures += ["All pages, out of fold, by page:", "", *_figures(sample, odds, threshold)]
    print("\n".join(figures))
    if arguments.check:
        return
    model = {
        "bias": round(float(found[-1]) * 1000),
        "threshold": threshold,
        "weights": {name: each for name, each in weights.items() if each},
    }
    (_HOME / "worth.json").write_text(json.dumps(model, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    (_HOME / "worth.md").write_text(_card(figures, model), encoding="utf-8")


def _kept_out(learnt: Sample, kept_out: Sample) -> list[str]:
    """Figures on the pages that were kept out, of a model that learnt from the others alone."""
    if not len(kept_out.right):
        return []
    odds = out_of_fold(learnt.signs, learnt.pages, learnt.right, PENALTY)
    names = vocabulary(learnt.signs, learnt.pages)
    unseen = matrix(kept_out.signs, names) @ fit(matrix(learnt.signs, names), learnt.right, PENALTY)
    told = _figures(kept_out, unseen, threshold_for(odds, learnt.right, WANTED))
    return ["Every third web page, kept out of a first model:", "", *told]


def gather(data: Path, labels: dict[Key, str], cache: Path | None, *, held_out: bool = False) -> Sample:
    """The judged reports of the pages that are learnt from, or of those that are not."""
    wanted = {key: verdict for key, verdict in labels.items() if is_held_out(key.page) is held_out}
    pages, signs, right, seen = [], [], [], set()
    for report in read_reports(data, {key.page for key in wanted}, cache):
        key = key_of(report.page, report.article, report.draft)
        if key not in wanted:
            continue
        seen.add(key)
        pages.append(report.page)
        signs.append(report.signs)
        right.append(is_right(wanted[key]))
    return Sample(pages, signs, np.array(right, dtype=np.float64), len(wanted) - len(seen))


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
    news = np.array([page.startswith(("f/", "g/")) for page in sample.pages])
    lines = [
        f"{len(sample.right)} judged reports on {len(set(sample.pages))} pages are read as they were judged; "
        f"{sample.lost} are read otherwise now and left out",
        f"right before: {sample.right.mean():.3f}",
        f"right of those shown: {sample.right[shown].mean():.3f} of {int(shown.sum())}",
        f"shown of those right: {sample.right[shown].sum() / max(1.0, sample.right.sum()):.3f}",
    ]
    for name, chosen in (("pages of news outlets", news), ("other pages", ~news)):
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


def _card(figures: Sequence[str], model: dict[str, object]) -> str:
    weights = model["weights"]
    count = len(weights) if isinstance(weights, dict) else 0
    told = "\n".join(f"- {line}" if line and not line.endswith(":") else line for line in figures)
    return f"""# The model of which reports are shown

Gives a report's chance of being right in trigger, type, actor and recipient; `dateline.events.worth` adds up whole
numbers, so that every processor gives the same answer. {count} signs, logistic regression, L2 penalty {PENALTY:g}.

Made by `python -m training.events` with numpy alone. Trained on reports of English pages of the train sets (news pages
saved with fundus, WCXB articles, documents of GUM), judged one by one by a language model that read each with its
sentence; judgements: training/labels/event_reports.tsv, which holds hashes, offsets and verdicts and no text. One
reader, one pass.

{told}

The threshold is where {WANTED:.0%} of the reports shown are right, out of fold. Limits: a small sample; few pages of
fiction and of speech; verdicts of one reader; what the rules find no report of, the model cannot add.
"""


if __name__ == "__main__":
    main()
