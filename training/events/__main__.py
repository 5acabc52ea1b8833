"""Learn which reports of events to show and write the model, with its card, into the English pack.

    python -m training.events [--by-rule] [--cache FOLDER] [--check]

Learns from reports that judges read one by one (training/labels/event_verdicts.tsv), as the pack's tagger reads them
today; those that it reads otherwise now are left out. Needs the train sets under DATELINE_DATA; numpy only. To be run
after the heads (`training.mentions`). --by-rule: the model for taggers without event heads, from event_reports.tsv.
--check writes nothing.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from dateline.events.learned.worth import Worth
from training.events.labels import BY_RULE, FILE, key_of, read_labels, share_right
from training.events.learn import Floats, fit, matrix, out_of_fold, vocabulary
from training.events.mentions import Told
from training.events.pages import gum_rows, page_rows, read_reports
from training.mentions.labels import is_held
from training.mentions.labels import read_labels as read_mentions
from training.mentions.pages import texts

_HOME = Path(__file__).parents[2] / "src/dateline/language/en/events"
# Log loss out of fold is flat from 6 to 25.
PENALTY = 10.0
# The share of shown reports that judges hold for right, out of fold, the stricter half of them with a list of trifles
# in hand. Chosen on dev pages that other judges read (docs/adr/0028).
WANTED = 0.855
# Of reports that were judged once, under one reader's eye.
WANTED_BY_RULE = 0.80


class Sample(msgspec.Struct, frozen=True):
    """Judged reports that are read today as they were judged. right: the share of judges who hold each for right."""

    pages: list[str]
    signs: list[tuple[str, ...]]
    right: Floats
    verdicts: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("--by-rule", action="store_true", help="the model for taggers that have no event heads")
    parser.add_argument("--cache", type=Path, help="where pages as tagged are kept between runs of one tagger")
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    by_rule = arguments.by_rule
    name, wanted = ("worth_by_rule", WANTED_BY_RULE) if by_rule else ("worth", WANTED)
    sample = gather(data, arguments.cache, by_rule=by_rule)
    odds = out_of_fold(sample.signs, sample.pages, sample.right, PENALTY)
    threshold = threshold_for(odds, sample.right, wanted)
    names = vocabulary(sample.signs, sample.pages)
    found = fit(matrix(sample.signs, names), sample.right, PENALTY)
    weights = {name: round(float(each) * 1000) for name, each in zip(names, found[:-1])}
    model = Worth({name: each for name, each in weights.items() if each}, round(float(found[-1]) * 1000), threshold)
    figures = ["All pages, out of fold, by page:", "", *_figures(sample, odds, threshold)]
    if not by_rule:
        figures.append(_recall(data, arguments.cache, model))
    print("\n".join(figures))
    if arguments.check:
        return
    content = json.dumps(msgspec.to_builtins(model), indent=0, sort_keys=True)
    (_HOME / f"{name}.json").write_text(content + "\n", encoding="utf-8")
    card = _card(figures, len(model.weights), _MADE_BY_RULE if by_rule else _MADE)
    (_HOME / f"{name}.md").write_text(card, encoding="utf-8")


def gather(data: Path, cache: Path | None, *, by_rule: bool) -> Sample:
    """The judged reports that are read today as they were judged."""
    labels = read_labels(BY_RULE if by_rule else FILE)
    wanted = {key.page for key in labels}
    named = (*page_rows(data, wanted), *gum_rows(data, wanted)) if by_rule else texts(data, wanted)
    pages, signs, right = [], [], []
    for _, _, reports in read_reports(named, cache, by_rule=by_rule):
        for report in reports:
            verdicts = labels.get(key_of(report.page, report.article, report.draft))
            if verdicts is not None:
                pages.append(report.page)
                signs.append(report.signs)
                right.append(share_right(verdicts))
    return Sample(pages, signs, np.array(right, dtype=np.float64), len(labels))


def _recall(data: Path, cache: Path | None, model: Worth) -> str:
    """How many mentions the reports shown tell on pages that the event heads, but not the model, were kept from."""
    labels, counted = read_mentions(), Told()
    held = {page for page, _ in labels if is_held(page)}
    for page, scene, reports in read_reports(texts(data, held), cache, by_rule=False):
        counted.add(page, scene, (r.draft for r in reports if model.sum(r.signs) >= model.threshold), labels)
    told, whole = counted.told / max(1, counted.all), counted.whole / max(1, counted.all)
    return (
        f"not out of fold: of {counted.all} mentions read on the pages kept back from the heads, those shown tell "
        f"{told:.3f}, strictly with actor and recipient {whole:.3f}"
    )


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
    lines = [
        f"{len(sample.right)} reports of {sample.verdicts} judged are read so today, on {len(set(sample.pages))} pages",
        f"right before: {sample.right.mean():.3f}",
        f"right of those shown: {sample.right[shown].mean():.3f} of {int(shown.sum())}",
        f"shown of those right: {sample.right[shown].sum() / max(1.0, sample.right.sum()):.3f}",
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
WCXB articles, open corpora) that event heads read without having learnt from those words. Language models judged each
with its sentence and the page's headline: twice, the second time with a list of what is a trifle in hand
(training/labels/event_verdicts.tsv: hashes, offsets and verdicts, no text). The first held .72 of them for right, the
second .52; they agree on .78.""",
    f"""The threshold is where {WANTED:.0%} of verdicts on reports shown are "right", out of fold. Limits: judges who
differ; few pages of fiction and of speech; what neither rules nor heads find, the model cannot add.""",
)
_MADE_BY_RULE = (
    """Made by `python -m training.events --by-rule`, for taggers that have no event heads. Trained on reports of
English pages of the train sets, judged one by one by a language model that read each with its sentence
(training/labels/event_reports.tsv: hashes, offsets, verdicts, no text). One reader, one pass.""",
    f"""The threshold is where {WANTED_BY_RULE:.0%} of the reports shown are right, out of fold. Limits: a small sample;
verdicts of one reader; what the rules find no report of, the model cannot add.""",
)


def _card(figures: Sequence[str], count: int, made: tuple[str, str]) -> str:
    told = "\n".join(f"- {line}" if line and not line.endswith(":") else line for line in figures)
    return f"""# The model of which reports are shown

Gives a report's chance of being right in trigger, type, actor and recipient; `dateline.events.learned.worth` adds up
whole numbers, so that every processor gives the same answer. {count} signs, logistic regression, L2 penalty
{PENALTY:g}.

{made[0]}

{told}

{made[1]}
"""


if __name__ == "__main__":
    main()
