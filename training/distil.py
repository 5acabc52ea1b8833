# mypy: allow-untyped-decorators
"""Teaches one model what several know: `python -m training.distil DATA.pickle OUT --teacher A.pt --teacher B.pt`.

The student starts as the first teacher, or with some of its layers, and learns both the labels and the mean of the
teachers' scores; on text that nobody labelled, the scores alone. Several models trained alike but for their seed err in
different places, and their mean is better than each (Hinton et al. 2015, "Distilling the knowledge in a neural
network"). What is kept is the mean of the student's weights over its last steps (`training/mean.py`).
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

from training.corpus import Doc
from training.device import device, feed, mixed_precision
from training.losses import WEIGHTS, arc_mask, losses, names_loss
from training.mean import Mean
from training.model import Size, TaggerModel
from training.name_teacher import load_teacher, say
from training.prepare import Window, batches, windows
from training.train import Paragraphs, cutter_of, freeze, load, measure, numbered, package_of_minilm, save

_LABELS = 0.5
_CHOICES = (("upos", 0.5), ("lemma", 0.3), ("entity", 1.0), ("arcs", 1.0), ("relations", 0.8))
_MARKS = (("start", 0.4), ("event", 0.5), ("cue", 0.5))


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


def _scores(model: TaggerModel, out: dict[str, Tensor], arcs: Tensor, heads: Tensor) -> dict[str, Tensor]:
    """A model's scores with those of relations to the given heads beside them, and arcs only where one may be."""
    masked = out["arcs"].masked_fill(~arcs, -1e4)
    return {**out, "arcs": masked, "relations": model.relation_scores(out["rdep"], out["rhead"], heads)}


@torch.no_grad()
def lesson(teachers: list[TaggerModel], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The mean of the teachers' probabilities for each head of theirs, and the heads of words they choose.

    Names are those of the teacher of names where the batch has any.
    """
    arcs = arc_mask(batch["sentence"])
    outs = [teacher(batch) for teacher in teachers]
    arc = torch.stack([torch.softmax(o["arcs"].masked_fill(~arcs, -1e4), -1) for o in outs]).mean(0)
    heads = torch.where(batch["head"] >= 0, batch["head"], arc.argmax(-1))
    mean: dict[str, Tensor] = {"heads": heads, "arcs": arc}
    scored = [_scores(t, o, arcs, heads) for t, o in zip(teachers, outs)]
    for name, _ in _CHOICES:
        if name != "arcs":
            mean[name] = torch.stack([torch.softmax(s[name], -1) for s in scored]).mean(0)
    if "names" in batch:
        told = batch["names"].sum(-1, keepdim=True) > 0
        mean["entity"] = torch.where(told, batch["names"], mean["entity"])
    for name in (*(n for n, _ in _MARKS), "pairs"):
        mean[name] = torch.stack([torch.sigmoid(s[name]) for s in scored]).mean(0)
    return mean


def taught(model: TaggerModel, batch: dict[str, Tensor], out: dict[str, Tensor], aim: dict[str, Tensor]) -> Tensor:
    """How far the student's scores are from the lesson, over all heads."""
    real = batch["sentence"] >= 0
    ours = _scores(model, out, arc_mask(batch["sentence"]), aim["heads"])
    parts = []
    for name, weight in _CHOICES:
        logs = torch.log_softmax(ours[name][real], -1)
        parts.append(weight * functional.kl_div(logs, aim[name][real], reduction="batchmean"))
    for name, weight in _MARKS:
        parts.append(weight * functional.binary_cross_entropy_with_logits(ours[name][real], aim[name][real]))
    cues = (aim["cue"] > 0.3) & real
    if cues.any():
        mine, theirs = ours["pairs"].transpose(1, 2)[cues], aim["pairs"].transpose(1, 2)[cues]
        parts.append(2 * functional.binary_cross_entropy_with_logits(mine, theirs))
    return torch.stack(parts).sum()


def _step(student: TaggerModel, teachers: list[TaggerModel], batch: dict[str, Tensor]) -> Tensor:
    ours = student(batch)
    told = losses(student, batch, ours)
    total = taught(student, batch, ours, lesson(teachers, batch))
    return total + _LABELS * torch.stack([WEIGHTS[k] * v for k, v in told.items()]).sum()


def _cut(paragraphs: Paragraphs, rng: random.Random, pieces: int) -> list[list[Window]]:
    return batches(windows(paragraphs, rng, (48, 128, 190)), rng, pieces)


def names_taught(student: TaggerModel, batch: dict[str, Tensor]) -> Tensor:
    """How far the student is from labels and the teacher of names, on text of which only names are learnt."""
    scores = student.names(batch)
    told = batch["names"].sum(-1) > 0
    learnt = functional.kl_div(torch.log_softmax(scores[told], -1), batch["names"][told], reduction="batchmean")
    return learnt + _LABELS * names_loss(scores, batch)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="pickled documents: (train, check)")
    parser.add_argument("out", type=Path)
    parser.add_argument("--teacher", type=Path, action="append", required=True)
    parser.add_argument(
        "--layers", default="", help="of the first teacher's layers, those to start from: 0,5; all if none"
    )
    parser.add_argument("--start", type=Path, help="a model to go on from, in place of the first teacher's layers")
    parser.add_argument("--bare", type=Path, help="pickled documents that bear no labels")
    parser.add_argument("--names", type=Path, help="a teacher of names (training.name_teacher)")
    parser.add_argument("--more", type=Path, help="pickled documents of which only names are learnt, as it says them")
    parser.add_argument(
        "--hold-vectors", action="store_true", help="keep the vectors of words: event heads stand on them"
    )
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--steps", type=int, default=0, help="plan no more steps than this; 0: all")
    parser.add_argument("--few", type=int, default=0, help="only the first documents, to try things out")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    if options.more and not options.names:
        parser.error("--more has nothing to learn from without --names")
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    cutter = cutter_of(package_of_minilm())
    loaded = [load(path) for path in options.teacher]
    teachers, inventory = [model.to(device()).eval() for model, _ in loaded], loaded[0][1]
    if any(other != inventory for _, other in loaded):
        raise SystemExit("the teachers' labels are not the same")
    kept = tuple(int(n) for n in options.layers.split(",") if n) or tuple(range(teachers[0].size.layers))
    student = (load(options.start)[0] if options.start else student_of(teachers[0], kept)).to(device())
    docs, check_docs = pickle.loads(options.data.read_bytes())
    bare: list[Doc] = pickle.loads(options.bare.read_bytes()) if options.bare else []
    if options.few:
        docs, bare, check_docs = docs[: options.few], bare[:2], check_docs[:2]
    more: list[Doc] = pickle.loads(options.more.read_bytes())[: options.few or None] if options.more else []
    paragraphs = numbered([*docs, *bare], cutter, inventory)
    only_names = numbered(more, cutter, inventory)
    check = numbered(check_docs, cutter, inventory)
    if options.names:
        say(load_teacher(options.names), [*paragraphs, *only_names])
    if options.hold_vectors:
        freeze(student, 0)

    rng = random.Random(options.seed)
    plan: list[tuple[list[Window], bool]] = []
    for number in range(options.passes):
        whole = [(b, False) for b in _cut(paragraphs, rng, options.batch)]
        # The first pass keeps to what is labelled.
        part = [(b, True) for b in _cut(only_names, rng, options.batch)] if number else []
        both = [*whole, *part]
        rng.shuffle(both)
        plan += both
    plan = plan[: options.steps or len(plan)]
    warm = max(1, len(plan) // 20)
    optimiser = torch.optim.AdamW(
        [p for p in student.parameters() if p.requires_grad],
        lr=options.rate,
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (len(plan) - s) / (len(plan) - warm + 1)))
    )
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")
    begun = time.time()
    running = torch.zeros((), device=device())
    mean = Mean(student)
    student.train()
    for n, b in enumerate(feed([b for b, _ in plan], cutter, options.seed), 1):
        with mixed_precision():
            total = names_taught(student, b) if plan[n - 1][1] else _step(student, teachers, b)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        mean.draw(n)
        running += total.detach()
        if n % 100 == 0 or n == len(plan):
            loss = round(float(running) / ((n - 1) % 100 + 1), 4)
            line: dict[str, object] = {"step": n, "of": len(plan), "seconds": round(time.time() - begun), "loss": loss}
            running = torch.zeros((), device=device())
            if n == len(plan):
                line = {**line, "check": measure(mean.model, check, cutter)}
            log.write(json.dumps(line) + "\n")
            log.flush()
            print(json.dumps(line), flush=True)
    save(mean.model, inventory, options.out / "model.pt")


if __name__ == "__main__":
    main()
