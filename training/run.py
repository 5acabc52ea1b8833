"""From licensed corpora to shipped weights, in one command: `python -m training.run WORK_FOLDER`.

The first round learns from the corpora; its model reads news of the train pages, upon which rules lay silver
attributions; the second goes on from the first with those added, the third and fourth let the rate fall to nothing. A
fast model of two layers is then taught by the full one. Seeds are fixed; each round's log stays in its folder. One core
takes one to three hours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/dateline/language/en/weights"
NEWS_WORDS = 110_000
ROUNDS = {
    "second": "--passes 3 --stop-after 2 --rate 1.5e-4 --head-rate 8e-4 --seed 7",
    "third": "--passes 1 --steps 110 --rate 5e-5 --head-rate 2.5e-4 --warm 0.01 --seed 8",
    "fourth": "--passes 1 --steps 110 --rate 6e-5 --head-rate 3e-4 --warm 0.02 --seed 9",
}
FAST_ROUNDS = {
    "fast1": "--passes 2 --steps 360 --rate 4e-4 --seed 11",
    "fast2": "--passes 1 --steps 180 --rate 3e-4 --seed 12",
    "fast3": "--passes 1 --steps 230 --rate 3e-4 --seed 13",
}
# Chosen on dev sets by training.calibrate.
THRESHOLDS = (
    "--set full.event_threshold=0.2 --set full.cue_threshold=0.25 "
    "--set fast.event_threshold=0.2 --set fast.cue_threshold=0.25"
)


def step(module: str, *arguments: str | Path) -> None:
    """Runs one module of the training; stops all when it fails."""
    print(module, *arguments, flush=True)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONHASHSEED": "0"}
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True, cwd=ROOT, env=environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made on the way (about 1 GB)")
    work = parser.parse_args().work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    exported = work / "export"

    step("training.lemma_table", WEIGHTS / "lemmas.tsv")
    step("training.gather", work / "first.pickle", "--first")
    step("training.train", work / "first.pickle", work / "first", "--passes", "6", "--rate", "2.5e-4")
    step("training.export", work / "first/model.pt", exported, "full")
    step("training.assemble", exported, WEIGHTS)

    step("training.silver_news", work / "news.pickle", str(NEWS_WORDS))
    data = work / "second.pickle"
    step("training.gather", data, "--news", work / "news.pickle")
    model = work / "first/model.pt"
    for name, plan in ROUNDS.items():
        step("training.train", data, work / name, "--start", model, *plan.split())
        model = work / name / "model.pt"
    step("training.export", model, exported, "full")

    student: tuple[str | Path, ...] = ()
    for name, plan in FAST_ROUNDS.items():
        step("training.distil", data, model, work / name, *student, *plan.split())
        student = ("--student", work / name / "model.pt")
    step("training.export", student[1], exported, "fast")
    step("training.assemble", exported, WEIGHTS, *THRESHOLDS.split())


if __name__ == "__main__":
    main()
