# mypy: allow-untyped-decorators
"""Teaches a model of fewer layers: `python -m training.distil DATA.pickle TEACHER.pt OUT`.

The student starts as the teacher with some of its layers, and learns both the labels and the teacher's own scores.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.losses import WEIGHTS, arc_mask, losses
from training.model import Size, TaggerModel
from training.prepare import batches, tensors, windows
from training.train import cutter_of, load, measure, mixed_precision, numbered, package_of_minilm, save

KEPT_LAYERS = (0, 5)


def student_of(teacher: TaggerModel, kept: tuple[int, ...]) -> TaggerModel:
    """The teacher with only those of its layers."""
    student = TaggerModel(Size(**{**teacher.size.as_dict(), "layers": len(kept)}))
    state = {}
    for name, value in teacher.state_dict().items():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            if int(number) in kept:
                state[f"layers.{kept.index(int(number))}.{rest}"] = value.clone()
        else:
            state[name] = value.clone()
    student.load_state_dict(state)
    return student


def taught(batch: dict[str, Tensor], ours: dict[str, Tensor], theirs: dict[str, Tensor]) -> Tensor:
    """How far the student's scores are from the teacher's: tags, heads, names, starts, events, cues and pairs."""
    real = batch["sentence"] >= 0
    total = torch.zeros(())
    arcs = arc_mask(batch["sentence"])
    for name, weight in (("upos", 0.5), ("lemma", 0.3), ("entity", 1.0), ("arcs", 1.0)):
        mine, aim = ours[name], theirs[name]
        if name == "arcs":
            mine, aim = mine.masked_fill(~arcs, -1e4), aim.masked_fill(~arcs, -1e4)
        divergence = functional.kl_div(
            torch.log_softmax(mine[real], -1), torch.softmax(aim[real], -1), reduction="batchmean"
        )
        total = total + weight * divergence
    for name, weight in (("start", 0.4), ("event", 0.5), ("cue", 0.5)):
        aim = torch.sigmoid(theirs[name][real])
        total = total + weight * functional.binary_cross_entropy_with_logits(ours[name][real], aim)
    cues = (torch.sigmoid(theirs["cue"]) > 0.3) & real
    if cues.any():
        mine = ours["pairs"].transpose(1, 2)[cues]
        aim = torch.sigmoid(theirs["pairs"].transpose(1, 2)[cues])
        total = total + functional.binary_cross_entropy_with_logits(mine, aim) * 2
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--student", type=Path, default=None, help="go on from this student")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--steps", type=int, default=0, help="stop the plan after this many steps; 0: all")
    parser.add_argument("--few", type=int, default=0, help="only the first documents, to try things out")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    cutter = cutter_of(package_of_minilm())
    teacher, inventory = load(options.teacher)
    student = load(options.student)[0] if options.student else student_of(teacher, KEPT_LAYERS)
    teacher.eval()
    docs, check_docs = pickle.loads(options.data.read_bytes())
    if options.few:
        docs, check_docs = docs[: options.few], check_docs[:2]
    paragraphs = numbered(docs, cutter, inventory)
    check = numbered(check_docs, cutter, inventory)
    plan = [
        b for _ in range(options.passes) for b in batches(windows(paragraphs, rng, (48, 128, 128)), rng, options.batch)
    ]
    plan = plan[: options.steps or len(plan)]
    warm = max(1, len(plan) // 20)
    optimiser = torch.optim.AdamW(
        student.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (len(plan) - s) / (len(plan) - warm + 1)))
    )
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")
    begun = time.time()
    running = 0.0
    student.train()
    for n, batch in enumerate(plan, 1):
        b = tensors(batch, cutter, rng)
        with mixed_precision():
            with torch.no_grad():
                theirs = teacher(b)
            ours = student(b)
            told = losses(student, b, ours)
            total = taught(b, ours, theirs)
        for k, v in told.items():
            total = total + 0.5 * WEIGHTS[k] * v
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        running += float(total.detach())
        if n % 100 == 0 or n == len(plan):
            loss = round(running / 100, 4)
            line: dict[str, object] = {"step": n, "of": len(plan), "seconds": round(time.time() - begun), "loss": loss}
            running = 0.0
            if n == len(plan):
                line = {**line, "check": measure(student, check, cutter)}
            log.write(json.dumps(line) + "\n")
            log.flush()
            print(json.dumps(line), flush=True)
            save(student, inventory, options.out / "model.pt")


if __name__ == "__main__":
    main()
