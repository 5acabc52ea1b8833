"""From licensed corpora to shipped weights, in one command: `python -m training.run WORK_FOLDER`.

A first model learns from the corpora and from names read by hand; it cuts the sentences of the articles of the train
pages, a part of which was read by hand as well. With those added, three models are trained alike but for their seed;
they teach the full model, which has as many layers as they, and the fast one of two layers, on the same text and on
articles that nobody labelled. In a last round a bigger encoder teaches both names; of the full model's two runs the
mean of the weights is taken. Seeds are fixed; each round's log stays in its folder. A step whose result is there
already, made by the same code from the same inputs, is not done again. A GPU is used if there is one and takes ten
minutes; on one core, `--teachers 1` takes some hours, and all three a day.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = ROOT / "src/dateline/language/en/weights"
FIRST = "--passes 5 --rate 2.5e-4"
SEEDS = (21, 22, 23)
TEACHER = "--passes 8 --rate 2.5e-4"
TAUGHT = {
    "full": "--passes 5 --rate 2e-4 --seed 11",
    "fast": "--layers 0,5 --passes 7 --rate 4e-4 --seed 13",
}
# The last round: names as a bigger encoder has them, all else as it is. Event heads stand on the full model's vectors
# of words. One run for each seed; the mean of their weights is what ships.
NAMES = {
    "full": ("--hold-vectors --passes 5 --rate 2.5e-4", (11, 12)),
    "fast": ("--passes 4 --rate 3e-4", (13,)),
}
# Chosen on dev sets by training.calibrate.
THRESHOLDS = (
    "--set full.event_threshold=0.2 --set full.cue_threshold=0.25 --set full.outside_bias=0.75 "
    "--set full.organisation_bias=-0.5 --set full.doubt=0.6 "
    "--set fast.event_threshold=0.2 --set fast.cue_threshold=0.25 --set fast.outside_bias=0.75"
)


class Chain:
    """Runs the training's modules one after another; stops all when one fails.

    trial: only try the way out: each round takes this many steps over a few documents (0: the real thing).
    """

    def __init__(self, work: Path, *, trial: int = 0) -> None:
        self.work = work
        self.trial = trial
        code = sorted(p for p in ROOT.joinpath("training").rglob("*") if p.suffix in {".py", ".txt", ".tsv"})
        self._side_by_side = torch.cuda.is_available()
        self._code = hashlib.sha256(b"".join(p.read_bytes() for p in code)).hexdigest()

    def step(self, made: Path, module: str, *arguments: str | Path, needs: Sequence[Path] = ()) -> Path:
        """Makes a file by a module, unless it is there, made by the same code and arguments from the same files."""
        self.steps([(made, module, arguments, needs)])
        return made

    def steps(self, wanted: Sequence[tuple[Path, str, Sequence[str | Path], Sequence[Path]]]) -> None:
        """Makes several files that do not need each other: side by side on a GPU, else one after another."""
        running = []
        for made, module, arguments, needs in wanted:
            if self.trial and module in {"training.train", "training.distil", "training.name_teacher"}:
                arguments = (*arguments, "--few", "12", "--steps", str(self.trial))
            stamp, digest = self._stamp(made, module, arguments, needs)
            if made.exists() and stamp.is_file() and stamp.read_text("utf-8") == digest:
                print("kept", made, flush=True)
                continue
            print(module, *arguments, flush=True)
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join([f"{ROOT / 'src'}", f"{ROOT}", *_given_path()])}
            environment["PYTHONHASHSEED"] = "0"
            command = [sys.executable, "-m", module, *map(str, arguments)]
            running.append((subprocess.Popen(command, cwd=ROOT, env=environment), stamp, digest))
            if not self._side_by_side:
                _finish(running)
        _finish(running)

    def _stamp(
        self, made: Path, module: str, arguments: Sequence[str | Path], needs: Sequence[Path]
    ) -> tuple[Path, str]:
        digest = hashlib.sha256("\0".join([self._code, module, *map(str, arguments)]).encode())
        for file in needs:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return self.work / "stamps" / made.relative_to(made.anchor).as_posix().replace("/", "_"), digest.hexdigest()


def _finish(running: list[tuple[subprocess.Popen[bytes], Path, str]]) -> None:
    """Waits for all, and stamps what each has made; raises when one failed."""
    failed = [process.args for process, _, _ in running if process.wait()]
    if failed:
        raise subprocess.CalledProcessError(1, failed[0])
    for _, stamp, digest in running:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest, "utf-8")
    running.clear()


def _given_path() -> list[str]:
    given = os.environ.get("PYTHONPATH", "")
    return [given] if given else []


def make(chain: Chain, weights: Path, *, teachers: int = len(SEEDS)) -> None:
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

    few = ("--few", "3") if chain.trial else ()
    news, bare = work / "news.pickle", work / "bare.pickle"
    chain.step(news, "training.silver_news", news, bare, "--language", work / "reader", *few, needs=[reader])
    data = work / "second.pickle"
    chain.step(data, "training.gather", data, "--news", news, "--news-times", "2", needs=[news])
    trained = [work / f"teacher{seed}" for seed in SEEDS[:teachers]]
    chain.steps(
        [
            (out / "model.pt", "training.train", (data, out, *TEACHER.split(), "--seed", str(seed)), [data])
            for out, seed in zip(trained, SEEDS)
        ]
    )
    models = [out / "model.pt" for out in trained]
    named = [part for model in models for part in ("--teacher", model)]
    needs = [data, bare, *models]
    chain.steps(
        [
            (
                work / name / "model.pt",
                "training.distil",
                (data, work / name, "--bare", bare, *named, *plan.split()),
                needs,
            )
            for name, plan in TAUGHT.items()
        ]
    )
    teacher, full = work / "names.pt", work / "full/model.pt"
    chain.step(teacher, "training.name_teacher", data, teacher, needs=[data])
    more = work / "more.pickle"
    chain.step(more, "training.more_names", data, more, "--language", work / "reader", *few, needs=[data, reader])
    last: list[str | Path] = ["--teacher", full, "--names", teacher, "--more", more]
    needs = [data, full, teacher, more]
    for name, (plan, seeds) in NAMES.items():
        start = work / name / "model.pt"
        goes_on = (*last, "--start", start, *plan.split())
        outs = {seed: work / f"{name}.named{seed}" for seed in seeds}
        chain.steps(
            [
                (out / "model.pt", "training.distil", (data, out, *goes_on, "--seed", str(seed)), [*needs, start])
                for seed, out in outs.items()
            ]
        )
        runs = [out / "model.pt" for out in outs.values()]
        mean = chain.step(work / f"{name}.named.pt", "training.mean", work / f"{name}.named.pt", *runs, needs=runs)
        chain.step(exported / f"{name}.onnx", "training.export", mean, exported, name, needs=[mean])
    both = [exported / "full.onnx", exported / "fast.onnx"]
    chain.step(
        weights / "tagger.json", "training.assemble", exported, weights, *THRESHOLDS.split(), needs=[*both, lemmas]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path, help="folder for what is made on the way (about 1 GB)")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where the shipped files go")
    parser.add_argument("--trial", type=int, default=0, metavar="STEPS", help="try the whole way in steps this few")
    parser.add_argument(
        "--teachers",
        type=int,
        default=len(SEEDS),
        choices=range(1, len(SEEDS) + 1),
        help="fewer take less time, and teach less",
    )
    options = parser.parse_args()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    if options.trial and options.weights == WEIGHTS:
        parser.error("a trial's weights are no good: give --weights another folder")
    make(Chain(work, trial=options.trial), options.weights.resolve(), teachers=options.teachers)


if __name__ == "__main__":
    main()
