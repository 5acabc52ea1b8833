# mypy: allow-subclassing-any, allow-untyped-decorators
"""Teaches MPNet names: `python -m training.name_teacher DATA.pickle OUT.pt`.

A model five times as big as the one that ships knows more names and the words around them. What it says of a text is
what `training.distil --names OUT.pt` teaches.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from training.corpus import ENTITY_LABELS
from training.device import device, feed, mixed_precision
from training.held_layers import HeldLayers
from training.losses import names_loss
from training.mpnet import WIDTH, Lower, Upper, mpnet_weights
from training.prepare import MOST_PIECES, Inventory, Numbered, Window, batches, paragraph_size, windows
from training.train import Paragraphs, cutter_of, numbered, package_of_minilm

_LIMIT = 96
_BATCH = 1024


class NameTeacher(nn.Module):
    """MPNet with a scorer of entity labels upon each word's first and last piece."""

    def __init__(self) -> None:
        super().__init__()
        weights, cutter = mpnet_weights(), cutter_of(package_of_minilm())
        self.layers = Upper(weights)
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(WIDTH, len(ENTITY_LABELS))
        # Held in a tuple, so that it is not learnt and not saved.
        self._held = (Lower(weights, cutter).eval(),)

    @torch.no_grad()
    def below(self, batch: dict[str, Tensor]) -> Tensor:
        """What the lower layers make of a batch: [windows, pieces, WIDTH]."""
        found: Tensor = self._held[0].to(batch["pieces"].device)(batch["pieces"], batch["mask"])
        return found

    def forward(self, middle: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """Scores of labels: [windows, words, labels]."""
        x = self.layers(middle, batch["shapes"], batch["mask"])
        first, last = (x.gather(1, batch[at][..., None].expand(-1, -1, WIDTH)) for at in ("first", "last"))
        scores: Tensor = self.tags(self.drop((first + last) * 0.5)).float()
        return scores


def learn(paragraphs: Paragraphs, *, passes: int, seed: int, steps: int = 0) -> NameTeacher:
    """A teacher that read the paragraphs so often. steps: plan no more than this (0: all)."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    cut = windows(paragraphs, rng, (_LIMIT,))
    model = NameTeacher()
    model.to(device())
    optimiser = torch.optim.AdamW(
        [{"params": model.layers.parameters(), "lr": 8e-5}, {"params": model.tags.parameters(), "lr": 1e-3}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    plan = [batch for _ in range(passes) for batch in batches(cut, rng, _BATCH)]
    plan = plan[: steps or len(plan)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.08 * len(plan) + 1), (len(plan) - s) / (0.92 * len(plan) + 1))
    )
    held = HeldLayers(model.below, [min(paragraph_size(window), MOST_PIECES) + 2 for window in cut])
    place = {id(window): number for number, window in enumerate(cut)}
    begun, running = time.time(), 0.0
    model.train()
    for step, (chosen, batch) in enumerate(zip(plan, feed(plan, cutter_of(package_of_minilm()), seed)), 1):
        with mixed_precision():
            scores = model(held.of([place[id(window)] for window in chosen], batch), batch)
        loss = names_loss(scores, batch)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        running += float(loss.detach())
        if step % 100 == 0:
            print(step, len(plan), round(running / 100, 4), f"{time.time() - begun:.0f}s", flush=True)
            running = 0.0
    model.eval()
    return model


@torch.no_grad()
def say(model: NameTeacher, paragraphs: Paragraphs) -> None:
    """Lays on each sentence what the model says of its names: `Numbered.names`."""
    model.eval()
    rng = random.Random(0)
    plan = batches(windows(paragraphs, rng, (_LIMIT,)), rng, 4 * _BATCH)
    for chosen, batch in zip(plan, feed(plan, cutter_of(package_of_minilm()), None)):
        with mixed_precision():
            scores = model(model.below(batch), batch)
        chance = torch.softmax(scores, -1).half().cpu().numpy()
        for place, window in enumerate(chosen):
            for sentence, first in _placed(window):
                # A sentence longer than a window is cut alike wherever it is shown: no one asks for what follows.
                sentence.names = chance[place, first : first + len(sentence.pieces)].copy()


def _placed(window: Window) -> Iterator[tuple[Numbered, int]]:
    """Each sentence of a window and the row of its first word; row 0 is the root."""
    row = 1
    for sentence in window:
        yield sentence, row
        row += len(sentence.pieces)


def load_teacher(path: Path) -> NameTeacher:
    model = NameTeacher()
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    model.to(device()).eval()
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="pickled documents: (train, check)")
    parser.add_argument("out", type=Path)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--steps", type=int, default=0, help="plan no more steps than this; 0: all")
    parser.add_argument("--few", type=int, default=0, help="only the first documents, to try things out")
    options = parser.parse_args()
    torch.set_num_threads(1)
    docs, _ = pickle.loads(options.data.read_bytes())
    docs = [doc for doc in docs if any(s.entities is not None for s in doc.sentences())]
    docs = docs[: options.few or len(docs)]
    paragraphs = numbered(docs, cutter_of(package_of_minilm()), Inventory.of(docs))
    model = learn(paragraphs, passes=options.passes, seed=options.seed, steps=options.steps)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
