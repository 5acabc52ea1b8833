"""From licensed corpora to shipped weights, in one command: `python -m training.run WORK_FOLDER`.

Two rounds: the first learns from the corpora; its model reads news of the train pages, upon which rules lay silver
attributions; the second goes on from the first with those added. A fast model of two layers is then taught by the full
one. Seeds are fixed; each round's log stays in its folder. On two cores this takes one to three hours.
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
    step("training.gather", work / "second.pickle", "--news", work / "news.pickle")
    second = (
        "--start",
        work / "first/model.pt",
        "--passes",
        "3",
        "--rate",
        "1.5e-4",
        "--head-rate",
        "8e-4",
        "--seed",
        "7",
    )
    step("training.train", work / "second.pickle", work / "second", *second)
    step("training.export", work / "second/model.pt", exported, "full")

    step("training.distil", work / "second.pickle", work / "third/model.pt", work / "fast")
    step("training.export", work / "fast/model.pt", exported, "fast")
    step("training.assemble", exported, WEIGHTS)


if __name__ == "__main__":
    main()
