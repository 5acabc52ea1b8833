"""What an encoder's lower layers, which stay as they are, make of each window: worked out once and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.device import device

Batch = dict[str, Tensor]


class HeldLayers:
    """Gives a batch's vectors; on a processor each window's are kept, 1.5 kB a piece at a width of 768.

    below: a batch to [windows, pieces, width]. lengths: pieces of each window, start and end marks among them.
    """

    def __init__(self, below: Callable[[Batch], Tensor], lengths: Sequence[int]) -> None:
        self._below = below
        self._lengths = lengths
        self._kept: dict[int, Tensor] = {}

    def of(self, numbers: Sequence[int], batch: Batch) -> Tensor:
        """numbers: which windows the batch holds, in its order."""
        if device().type != "cpu":
            return self._below(batch)
        if any(number not in self._kept for number in numbers):
            found = self._below(batch).bfloat16()
            self._kept |= {n: found[place, : self._lengths[n]].clone() for place, n in enumerate(numbers)}
        padded = torch.nn.utils.rnn.pad_sequence([self._kept[n] for n in numbers], batch_first=True)
        return functional.pad(padded, (0, 0, 0, batch["pieces"].shape[1] - padded.shape[1]))
