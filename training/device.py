# mypy: allow-subclassing-any
"""Where training runs: on a GPU if there is one, else on one thread of the processor; and batches brought there."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from dateline.language.tagging.wordpiece import WordPieces
from training.prepare import Window, tensors


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def mixed_precision() -> torch.autocast:
    """Half of the numbers in bf16 where the device multiplies those; elsewhere that would only be slower."""
    if torch.cuda.is_available():
        return torch.autocast("cuda", dtype=torch.bfloat16)
    supported = bool(getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)())
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=supported)


class _Batches(Dataset[dict[str, Tensor]]):
    """Batches as tensors. Chance in each hangs on the seed and its number alone, not on who makes it."""

    def __init__(self, plan: list[list[Window]], cutter: WordPieces, seed: int | None) -> None:
        self._plan = plan
        self._cutter = cutter
        self._seed = seed

    def __len__(self) -> int:
        return len(self._plan)

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        rng = None if self._seed is None else random.Random(f"{self._seed}:{index}")
        return tensors(self._plan[index], self._cutter, rng)


def feed(plan: list[list[Window]], cutter: WordPieces, seed: int | None) -> Iterator[dict[str, Tensor]]:
    """The batches in order, on the device. seed: for changes by chance (None: none).

    Beside a GPU a few processes make them ahead; one thread of a processor would only wait for itself.
    """
    where = device()
    on_gpu = where.type == "cuda"
    workers = min(4, (os.cpu_count() or 1) - 1) if on_gpu else 0
    loader = DataLoader(_Batches(plan, cutter, seed), batch_size=None, num_workers=workers, pin_memory=on_gpu)
    for batch in loader:
        yield {name: tensor.to(where, non_blocking=on_gpu) for name, tensor in batch.items()}
