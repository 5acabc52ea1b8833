# mypy: allow-untyped-decorators
"""The mean of a model's weights over its last steps, which errs less than the weights of the last step alone.

Polyak and Juditsky 1992, "Acceleration of Stochastic Approximation by Averaging", with a mean that forgets.
"""

from __future__ import annotations

import copy

import torch

from training.model import TaggerModel

_KEPT, _EVERY = 0.998, 4


class Mean:
    """Keeps the mean beside a model that learns. model: it, ready to use."""

    def __init__(self, learning: TaggerModel) -> None:
        self._learning = learning
        self.model = copy.deepcopy(learning).eval()

    @torch.no_grad()
    def draw(self, step: int) -> None:
        """Draws the mean towards the weights after the step of this number, counted from 1; early ones count little."""
        if step % _EVERY:
            return
        share = 1 - min(_KEPT, step / (step + 20)) ** _EVERY
        for kept, learnt in zip(self.model.parameters(), self._learning.parameters()):
            kept.lerp_(learnt, share)
