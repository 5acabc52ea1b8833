# mypy: allow-untyped-decorators
"""Teaches the heads: batches, losses, rounds, and how well unseen pages are read."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.device import device, mixed_precision
from training.held_layers import HeldLayers
from training.mentions.heads import Heads
from training.mentions.labels import ROLES
from training.mentions.windows import Window, part_of

Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]
PASSES = 3
_READ_PIECES = 4096
# Of windows that tell nothing this share is shown: they are most of what was read and teach little.
_OF_NOTHING = 0.45
# This share of windows is cut into shorter ones.
_SHORT = 0.3
# From this chance a word counts as said, where heads are measured.
_SURE = 0.45


Made = TypeVar("Made", bound=Heads)


class Found(msgspec.Struct, frozen=True):
    """What heads say of one window, as numbers from 0 to 1: tags [rows, 2 + types], pairs [roles, rows, rows]."""

    tags: Floats
    pairs: Floats


def teach(
    make: Callable[[], Made],
    windows: Sequence[Window],
    seed: int,
    *,
    passes: int = PASSES,
    targets: Sequence[Found] | None = None,
) -> Made:
    """Heads that learnt from the windows. targets: what they shall say, in place of the labels (distillation)."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    heads: Made = make()
    heads.to(device())
    above = [p for n, p in heads.named_parameters() if not n.startswith(("tags", "pairs", "bias"))]
    scorers = [p for n, p in heads.named_parameters() if n.startswith(("tags", "pairs", "bias"))]
    optimiser = torch.optim.AdamW(
        [{"params": above, "lr": heads.layer_rate}, {"params": scorers, "lr": heads.rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    plan = [batch for _ in range(passes) for batch in _batches(windows, rng, heads.batch_pieces)]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.08 * len(plan) + 1), (len(plan) - s) / (0.92 * len(plan) + 1))
    )
    heads.train()
    held = HeldLayers(heads.below, [len(window.pieces) for window in windows])
    for batch, made in zip(plan, _ahead(windows, plan, targets)):
        with mixed_precision():
            tags, pairs = heads(held.of(batch, made), made)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(_loss(tags, pairs, made))
        torch.nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    heads.eval()
    return heads


def fewer(windows: Sequence[Window], seed: int) -> list[Window]:
    """The windows that tell something, and by chance some of the others."""
    rng = random.Random(seed)
    return [window for window in windows if window.tellings or rng.random() < _OF_NOTHING]


@torch.no_grad()
def read(heads: Heads, windows: Sequence[Window]) -> list[Found]:
    """What the heads say of each window."""
    heads.eval()
    found: dict[int, Found] = {}
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].pieces))
    plan = list(_cut(windows, order, _READ_PIECES))
    for batch, made in zip(plan, _ahead(windows, plan, None)):
        with mixed_precision():
            tags, pairs = heads(heads.below(made), made)
        chance = torch.cat([torch.sigmoid(tags[..., :2]), torch.softmax(tags[..., 2:], -1)], -1).half().cpu().numpy()
        joined = torch.sigmoid(pairs).half().cpu().numpy()
        for place, n in enumerate(batch):
            rows = len(windows[n].first)
            found[n] = Found(chance[place, :rows].copy(), joined[place, :, :rows, :rows].copy())
    return [found[n] for n in range(len(windows))]


def mixed(windows: Sequence[Window], soft: Sequence[Found]) -> list[Found]:
    """What a teacher says of read windows and what their labels say, half and half; of others what it says alone."""
    return [_mixed(window, found) if window.read else found for window, found in zip(windows, soft)]


def with_short(windows: Sequence[Window], said: Sequence[Found], seed: int) -> tuple[list[Window], list[Found]]:
    """The windows, some of them cut into shorter ones: a text of one sentence is to be read as well."""
    rng = random.Random(seed)
    made: list[tuple[Window, Found]] = []
    for window, found in zip(windows, said):
        sentences = max(window.sentence) + 1
        if sentences < 2 or rng.random() >= _SHORT:
            made.append((window, found))
            continue
        start = 0
        while start < sentences:
            end = min(sentences, start + rng.choice((1, 1, 2, 3)))
            part, rows = part_of(window, start, end)
            made.append((part, Found(found.tags[rows].copy(), found.pairs[:, rows][:, :, rows].copy())))
            start = end
    return [window for window, _ in made], [found for _, found in made]


def measure(windows: Sequence[Window], found: Sequence[Found]) -> dict[str, float]:
    """F1 of words that tell an event, and of those with actor and recipient, at _SURE and half."""
    right = whole = said = marked = 0
    for window, each in zip(windows, found):
        gold = {t.row: {(role, row) for role, row in t.arguments if role < 2} for t in window.tellings if t.new}
        hit = {row for row in range(1, len(window.first)) if each.tags[row, 0] > _SURE}
        said, marked = said + len(hit), marked + len(gold)
        for row in hit & gold.keys():
            parties = {(r, int(a)) for r in (0, 1) for a in np.flatnonzero(each.pairs[r, row] > 0.5)
                       if window.sentence[a] == window.sentence[row]}  # fmt: skip
            right += 1
            whole += parties == gold[row]
    return {name: round(2 * count / max(1, said + marked), 4) for name, count in (("words", right), ("whole", whole))}


def _mixed(window: Window, found: Found) -> Found:
    tags, pairs = found.tags.astype(np.float32), found.pairs.astype(np.float32)
    tags[:, :2] *= 0.5
    for telling in window.tellings:
        tags[telling.row, 0 if telling.new else 1] += 0.5
        tags[telling.row, 2:] *= 0.5
        tags[telling.row, 2 + telling.type] += 0.5
        pairs[:, telling.row, :] *= 0.5
        for role, row in telling.arguments:
            pairs[role, telling.row, row] += 0.5
    return Found(tags, pairs)


def _batches(windows: Sequence[Window], rng: random.Random, pieces: int) -> list[list[int]]:
    order = list(range(len(windows)))
    rng.shuffle(order)
    order.sort(key=lambda n: len(windows[n].pieces) // 24)  # alike in length together, by chance within
    made = list(_cut(windows, order, pieces))
    rng.shuffle(made)
    return made


def _cut(windows: Sequence[Window], order: Sequence[int], pieces: int) -> Iterator[list[int]]:
    batch: list[int] = []
    longest = 0
    for n in order:
        longest = max(longest, len(windows[n].pieces))
        if batch and longest * (len(batch) + 1) > pieces:
            yield batch
            batch, longest = [], len(windows[n].pieces)
        batch.append(n)
    if batch:
        yield batch


def _ahead(
    windows: Sequence[Window], plan: Sequence[Sequence[int]], targets: Sequence[Found] | None
) -> Iterator[dict[str, Tensor]]:
    """The plan's batches on the device, each laid out while the one before is learnt from."""
    with ThreadPoolExecutor(1) as pool:
        waiting: deque[Future[dict[str, Tensor]]] = deque()
        for batch in plan:
            some = None if targets is None else [targets[n] for n in batch]
            waiting.append(pool.submit(_tensors, [windows[n] for n in batch], some))
            if len(waiting) > 3:
                yield _moved(waiting.popleft().result())
        while waiting:
            yield _moved(waiting.popleft().result())


def _moved(made: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.to(device()) for name, tensor in made.items()}


def _tensors(windows: Sequence[Window], targets: Sequence[Found] | None) -> dict[str, Tensor]:
    """A batch. told, types, joined: what is to be said; events: how much of an event a row is."""
    pieces = max(len(w.pieces) for w in windows)
    rows = max(len(w.first) for w in windows)
    count = len(windows)
    made: dict[str, np.ndarray[Any, Any]] = {
        name: np.zeros((count, size), np.int64)
        for name, size in (("pieces", pieces), ("shapes", pieces), ("first", rows), ("last", rows), ("types", rows))
    }
    made |= {"mask": np.zeros((count, pieces), bool), "sentence": np.full((count, rows), -1, np.int64)}
    made |= {"events": np.zeros((count, rows), np.float32), "told": np.zeros((count, rows, 2), np.float32)}
    made["joined"] = np.zeros((count, len(ROLES), rows, rows), np.float32)
    for n, window in enumerate(windows):
        made["mask"][n, : len(window.pieces)] = True
        for name in ("pieces", "shapes", "first", "last", "sentence"):
            numbers = getattr(window, name)
            made[name][n, : len(numbers)] = numbers
        for telling in window.tellings if targets is None else ():
            made["events"][n, telling.row] = 1.0
            made["types"][n, telling.row] = telling.type
            made["told"][n, telling.row, 0 if telling.new else 1] = 1.0
            for role, row in telling.arguments:
                made["joined"][n, role, telling.row, row] = 1.0
    if targets is not None:
        made["soft"] = np.zeros((count, rows, targets[0].tags.shape[1]), np.float32)
        for n, target in enumerate(targets):
            own = target.tags.shape[0]
            made["soft"][n, :own] = target.tags
            made["joined"][n, :, :own, :own] = target.pairs
            made["events"][n, :own] = np.minimum(target.tags[:, :2].sum(-1), 1.0)
    return {name: torch.from_numpy(each) for name, each in made.items()}


def _loss(tags: Tensor, pairs: Tensor, made: dict[str, Tensor]) -> Tensor:
    """Per event of the batch, so that short and long sentences weigh by what they tell."""
    real = (made["sentence"] >= 0).float()
    weight = made["events"] * real
    events = weight.sum().clamp(min=1.0)
    soft = made.get("soft")
    told = made["told"] if soft is None else soft[..., :2]
    tell = functional.binary_cross_entropy_with_logits(tags[..., :2], told, reduction="none").sum(-1)
    if soft is None:
        kind = functional.cross_entropy(tags[..., 2:].transpose(1, 2), made["types"], reduction="none")
    else:
        kind = -(soft[..., 2:] * functional.log_softmax(tags[..., 2:], -1)).sum(-1)
    same = (made["sentence"][:, :, None] == made["sentence"][:, None, :]) & (made["sentence"] >= 0)[:, None, :]
    take = functional.binary_cross_entropy_with_logits(pairs, made["joined"], reduction="none")
    take = (take * same[:, None].float()).sum((1, 3))
    return ((tell * real).sum() + 0.3 * (kind * weight).sum() + (take * weight).sum()) / events
