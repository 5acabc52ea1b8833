# mypy: allow-subclassing-any, allow-untyped-decorators
"""The teacher: the same heads on MPNet (`training/mpnet.py`)."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from dateline.language.tagging.wordpiece import WordPieces
from training.mentions.heads import Heads
from training.mpnet import WIDTH, Lower, Upper


class TeacherHeads(Heads):
    """Heads above MPNet, whose lower layers stay as they are."""

    layer_rate = 8e-5
    batch_pieces = 1024

    def __init__(self, weights: Mapping[str, Tensor], cutter: WordPieces) -> None:
        super().__init__(WIDTH)
        self.layers = Upper(weights)
        # Held in a tuple, so that it is not the heads' to learn or to move.
        self._held = (Lower(weights, cutter).eval(),)

    @torch.no_grad()
    def below(self, made: dict[str, Tensor]) -> Tensor:
        lower = self._held[0].to(made["pieces"].device)
        found: Tensor = lower(made["pieces"], made["mask"])
        return found

    def above(self, middle: Tensor, made: dict[str, Tensor]) -> Tensor:
        found: Tensor = self.layers(middle, made["shapes"], made["mask"])
        return found
