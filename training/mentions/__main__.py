"""Teach the event heads and lay them among the shipped weights.

    python -m training.mentions [--cache FOLDER] [--trial]

A big encoder learns from the mentions in training/labels/event_mentions.tsv, all but those of a quarter of the real
pages; it teaches the shipped heads, half and half with the labels, and on text that nobody read. Prints how well the
heads read the pages kept back. Needs torch and onnx, the encoder's packages (`training/mpnet.py`), the train sets under
DATELINE_DATA, and the shipped tagger, on whose vectors of pieces the heads stand: to be run after `training.run`, and
before `training.events`. On a processor that multiplies bf16 two hours.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
from collections.abc import Sequence
from pathlib import Path

from training.device import device
from training.events.pages import scene_with
from training.mentions.heads import EventHeads
from training.mentions.labels import digest_of, is_held, read_labels
from training.mentions.learn import Found, fewer, measure, mixed, read, teach, with_short
from training.mentions.pages import texts
from training.mentions.ship import ship
from training.mentions.teacher import TeacherHeads
from training.mentions.windows import Counted, Window, unread_windows, windows_of
from training.model import TaggerModel
from training.mpnet import mpnet_weights
from training.restore import restored
from training.train import cutter_of, package_of_minilm

_WEIGHTS = Path(__file__).parents[2] / "src/dateline/language/en/weights"
_TEACHER_SEED, _SEED = 5, 99
_STUDENT_PASSES = 5
# Of windows that nobody read one in so many is taught from.
_UNREAD_STEP = 4
# So many windows, or a few more, are enough to try the way.
_FEW = 40


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.mentions", description=__doc__)
    parser.add_argument("--cache", type=Path, help="where texts as tagged are kept between runs of one tagger")
    parser.add_argument("--trial", action="store_true", help="try the whole way on a few windows; ship nothing")
    options = parser.parse_args()
    data = Path(os.environ.get("DATELINE_DATA", str(Path(__file__).parents[3] / "shared/data")))
    tagger = restored(_WEIGHTS, "full")[0].to(device()).eval()
    labelled, bare = _windows(data, options.cache, few=options.trial)
    seen = [window for window in labelled if not is_held(window.page)]
    taught_from = [*fewer(seen, _SEED), *bare[::_UNREAD_STEP]]
    heads = _student(tagger, taught_from, _teacher_says(seen, taught_from))
    if not options.trial:
        ship(heads.cpu(), tagger.size.heads, _WEIGHTS)
    held = [window for window in labelled if is_held(window.page)]
    print(json.dumps(measure(held, read(heads.to(device()), held))))


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
        if few and len(bare) > _FEW:
            labelled, bare = labelled[:: max(1, len(labelled) // _FEW)], bare[:_FEW]
            break
    print(f"{counted.laid} mentions in {len(labelled)} windows, {counted.lost} lost; {len(bare)} windows unread")
    return labelled, bare


def _teacher_says(seen: Sequence[Window], windows: Sequence[Window]) -> list[Found]:
    """What a teacher that learnt from the read windows says; of read ones half and half with their labels."""
    make = functools.partial(TeacherHeads, mpnet_weights(), cutter_of(package_of_minilm()))
    teacher = teach(make, fewer(seen, _TEACHER_SEED), _TEACHER_SEED)
    return mixed(windows, read(teacher, windows))


def _student(tagger: TaggerModel, windows: Sequence[Window], said: Sequence[Found]) -> EventHeads:
    make = functools.partial(EventHeads, tagger)
    windows, said = with_short(windows, said, _SEED)
    return teach(make, windows, _SEED, passes=_STUDENT_PASSES, targets=said)


if __name__ == "__main__":
    main()
