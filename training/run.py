"""From licensed corpora to shipped weights, in one command: `python -m training.run WORK_FOLDER`.

The first round learns from the corpora and from names read by hand; its model cuts the sentences of the news of the
train pages, which were read by hand as well; the rounds after it go on with those added, and the last lets the rate
fall to nothing. A fast model of two layers is then taught by the full one. Seeds are fixed; each round's log stays in
its folder. A step whose result is there already, made by the same code from the same inputs, is not done again. One
core takes two to four hours.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/dateline/language/en/weights"
NEWS_WORDS = 110_000
FIRST = "--passes 6 --rate 2.5e-4"
ROUNDS = {
    "second": "--passes 3 --stop-after 2 --rate 1.5e-4 --head-rate 8e-4 --seed 7",
    "third": "--passes 1 --batch 1000 --rate 1e-4 --head-rate 4e-4 --warm 0.03 --freeze 1 --seed 22",
}
FAST_ROUNDS = {
    "fast1": "--passes 2 --steps 360 --rate 4e-4 --seed 11",
    "fast2": "--passes 1 --steps 230 --rate 3e-4 --seed 13",
}
# Chosen on dev sets by training.calibrate.
THRESHOLDS = (
    "--set full.event_threshold=0.2 --set full.cue_threshold=0.25 "
    "--set fast.event_threshold=0.2 --set fast.cue_threshold=0.25"
)


class Chain:
    """Runs the training's modules one after another; stops all when one fails.

    trial: only try the way out: each round takes this many steps over a few documents (0: the real thing).
    """

    def __init__(self, work: Path, *, trial: int = 0) -> None:
        self.work = work
        self.trial = trial
        code = sorted(p for p in ROOT.joinpath("training").rglob("*") if p.suffix in {".py", ".txt", ".tsv"})
        self._code = hashlib.sha256(b"".join(p.read_bytes() for p in code)).hexdigest()

    def step(self, made: Path, module: str, *arguments: str | Path, needs: Sequence[Path] = ()) -> Path:
        """Makes a file by a module, unless it is there, made by the same code and arguments from the same files."""
        if self.trial and module in {"training.train", "training.distil"}:
            arguments = (*arguments, "--few", "12", "--steps", str(self.trial))
        digest = hashlib.sha256("\0".join([self._code, module, *map(str, arguments)]).encode())
        for file in needs:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        stamp = self.work / "stamps" / made.relative_to(made.anchor).as_posix().replace("/", "_")
        if made.exists() and stamp.is_file() and stamp.read_text("utf-8") == digest.hexdigest():
            print("kept", made, flush=True)
            return made
        print(module, *arguments, flush=True)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([f"{ROOT / 'src'}", f"{ROOT}", *_given_path()])}
        environment["PYTHONHASHSEED"] = "0"
        subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True, cwd=ROOT, env=environment)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest.hexdigest(), "utf-8")
        return made


def _given_path() -> list[str]:
    given = os.environ.get("PYTHONPATH", "")
    return [given] if given else []


def make(chain: Chain, weights: Path) -> None:
    """The whole way, in order."""
    work = chain.work
    weights.mkdir(parents=True, exist_ok=True)
    exported = work / "export"

    lemmas = chain.step(weights / "lemmas.tsv", "training.lemma_table", weights / "lemmas.tsv")
    first = chain.step(work / "first.pickle", "training.gather", work / "first.pickle", "--first")
    model = work / "first/model.pt"
    chain.step(model, "training.train", first, work / "first", *FIRST.split(), needs=[first])
    chain.step(work / "first/full.onnx", "training.export", model, work / "first", "full", needs=[model])
    reader = chain.step(
        work / "reader/weights/tagger.json",
        *("training.assemble", work / "first", work / "reader/weights", "--with-language", lemmas),
        needs=[work / "first/full.onnx"],
    )

    words = "3000" if chain.trial else str(NEWS_WORDS)
    news = work / "news.pickle"
    chain.step(news, "training.silver_news", news, words, "--language", work / "reader", needs=[reader])
    data = work / "second.pickle"
    chain.step(data, "training.gather", data, "--news", news, "--news-times", "2", needs=[news])
    for name, plan in ROUNDS.items():
        arguments: list[str | Path] = [data, work / name, "--start", model, *plan.split()]
        model = chain.step(work / name / "model.pt", "training.train", *arguments, needs=[data, model])
    chain.step(exported / "full.onnx", "training.export", model, exported, "full", needs=[model])

    student: tuple[str | Path, ...] = ()
    taught = model
    for name, plan in FAST_ROUNDS.items():
        arguments = [data, model, work / name, *student, *plan.split()]
        taught = chain.step(work / name / "model.pt", "training.distil", *arguments, needs=[data, model, taught])
        student = ("--student", taught)
    chain.step(exported / "fast.onnx", "training.export", taught, exported, "fast", needs=[taught])
    both = [exported / "full.onnx", exported / "fast.onnx"]
    chain.step(
        weights / "tagger.json", "training.assemble", exported, weights, *THRESHOLDS.split(), needs=[*both, lemmas]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made on the way (about 1 GB)")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the shipped files go")
    parser.add_argument("--trial", type=int, default=0, metavar="STEPS", help="try the whole way in steps this few")
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    if options.trial and options.weights == WEIGHTS:
        parser.error("a trial's weights are no good: give --weights another folder")
    make(Chain(work, trial=options.trial), options.weights.resolve())


if __name__ == "__main__":
    main()
