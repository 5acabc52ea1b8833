# mypy: allow-untyped-decorators
"""The mean of a model's weights over its last steps, which errs less than the weights of the last step alone.

Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging"; drawn on exponentially, and faster at
the start.
"""

from __future__ import annotations

import copy
from typing import Generic, TypeVar

import torch
from torch import nn

_KEPT, _EVERY = 0.998, 4

Model = TypeVar("Model", bound=nn.Module)


class Mean(Generic[Model]):
    """Keeps the mean beside a model that learns. model: it, ready to use."""

    def __init__(self, learning: Model) -> None:
        self._learning = learning
        self.model: Model = copy.deepcopy(learning).eval()

    @torch.no_grad()
    def draw(self, step: int) -> None:
        """Draws the mean towards the weights after the step of this number, counted from 1."""
        if step % _EVERY:
            return
        share = 1 - min(_KEPT, step / (step + 20)) ** _EVERY
        for kept, learnt in zip(self.model.parameters(), self._learning.parameters()):
            kept.lerp_(learnt, share)
