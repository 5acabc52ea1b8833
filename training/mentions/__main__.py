"""Teach the event heads and lay them among the shipped weights.

    python -m training.mentions WORK [--cache FOLDER] [--folds N] [--trial]

Three heads with layers of their own learn from the mentions in training/labels/event_mentions.tsv; their mean teaches
the shipped ones, half and half with the labels, and on text that nobody read. Then the same again without a fold of the
pages, for each of the first N folds: what those heads say of the fold's pages goes to WORK/readings.pickle, from which
`training.events` learns which reports to show. Needs torch and onnx, the train sets under DATELINE_DATA, and the
shipped tagger, whose lower layers the heads stand on: to be run after `training.run`. On a GPU six minutes with a fold.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Sequence
from pathlib import Path

from dateline.model import TaggedEvent
from training.device import device
from training.events.pages import scene_with
from training.export import FORK
from training.mentions.heads import EventHeads
from training.mentions.labels import digest_of, read_labels
from training.mentions.learn import FOLDS, fold_of, mean, mixed, read, teach
from training.mentions.pages import texts
from training.mentions.ship import events_of, ship
from training.mentions.windows import Counted, Window, unread_windows, windows_of
from training.model import TaggerModel
from training.restore import restored
from training.train import cutter_of, package_of_minilm

_WEIGHTS = Path(__file__).parents[2] / "src/dateline/language/en/weights"
# (layers below the fork, seed) of each teacher.
TEACHERS = ((0, 1), (0, 2), (2, 3))
_SEED = 99
_STUDENT_PASSES = 7


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.mentions", description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made on the way")
    parser.add_argument("--cache", type=Path, help="where texts as tagged are kept between runs of one tagger")
    parser.add_argument("--folds", type=int, default=1, choices=range(1, FOLDS + 1))
    parser.add_argument("--trial", action="store_true", help="try the whole way on a few windows; ship nothing")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    tagger = restored(_WEIGHTS, "full")[0].to(device()).eval()
    labelled, bare = _windows(data, options.cache, few=options.trial)
    heads = _student(tagger, labelled, bare)
    if not options.trial:
        ship(heads.cpu(), tagger.size.heads, _WEIGHTS)
    readings: dict[str, tuple[TaggedEvent, ...]] = {}
    for fold in range(options.folds):
        readings |= _fold(tagger, labelled, bare, fold)
    (options.work / "readings.pickle").write_bytes(pickle.dumps(readings))


def _windows(data: Path, cache: Path | None, *, few: bool) -> tuple[list[Window], list[Window]]:
    """Windows of what was read, and of what was not."""
    labels, cutter, counted = read_labels(), cutter_of(package_of_minilm()), Counted()
    read_ends = {key: label.end for key, label in labels.items()}
    labelled: list[Window] = []
    bare: list[Window] = []
    for page, reader in texts(data):
        scene = scene_with(page, reader, cache)
        if scene is None:
            continue
        article, analysis = scene.article, scene.trees.analysis
        labelled.extend(windows_of(page, article, analysis, labels, cutter, counted))
        ends = {
            part.start: part.start + read_ends.get((page, digest_of(article.text[part.start : part.end])), 0)
            for part in article.parts
        }
        bare.extend(unread_windows(page, article, analysis, ends, cutter))
        if few and len(labelled) > 40 and len(bare) > 40:
            break
    print(f"{counted.laid} mentions in {len(labelled)} windows, {counted.lost} lost; {len(bare)} windows unread")
    return labelled, bare


def _student(tagger: TaggerModel, labelled: Sequence[Window], bare: Sequence[Window]) -> EventHeads:
    teachers = [teach(tagger, labelled, fork, seed) for fork, seed in TEACHERS]
    both = [*labelled, *bare]
    said = mean([read(tagger, heads, both) for heads in teachers])
    targets = [*mixed(labelled, said[: len(labelled)]), *said[len(labelled) :]]
    return teach(tagger, both, FORK, _SEED, passes=_STUDENT_PASSES, targets=targets)


def _fold(
    tagger: TaggerModel, labelled: Sequence[Window], bare: Sequence[Window], fold: int
) -> dict[str, tuple[TaggedEvent, ...]]:
    """What heads say of a fold's pages that saw none of them."""
    seen, unseen = ([w for w in labelled if (fold_of(w.page) == fold) is held] for held in (False, True))
    heads = _student(tagger, seen, [w for w in bare if fold_of(w.page) != fold])
    found: dict[str, list[TaggedEvent]] = {window.page: [] for window in unseen}
    for page, event in events_of(unseen, read(tagger, heads, unseen)):
        found[page].append(event)
    return {page: tuple(sorted(events, key=lambda event: event.token)) for page, events in found.items()}


if __name__ == "__main__":
    main()
