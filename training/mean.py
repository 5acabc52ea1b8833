# mypy: allow-untyped-decorators
"""Means of weights: `python -m training.mean OUT.pt A.pt B.pt ...` writes that of several models.

The mean over a model's last steps errs less than the weights of the last step alone (Polyak and Juditsky 1992,
"Acceleration of Stochastic Approximation by Averaging", with a mean that forgets), and so does that of models that went
on from the same one by other roads (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Sequence
from pathlib import Path

import torch

from training.model import TaggerModel
from training.train import load, save

_KEPT, _EVERY = 0.998, 4


class Mean:
    """Keeps the mean beside a model that learns. model: it, ready to use."""

    def __init__(self, learning: TaggerModel) -> None:
        self._learning = learning
        self.model = copy.deepcopy(learning).eval()

    @torch.no_grad()
    def draw(self, step: int) -> None:
        """Draws the mean towards the weights after the step of this number, counted from 1.

        It is over about a twentieth of the steps so far, and 500 at most.
        """
        if step % _EVERY:
            return
        share = 1 - min(_KEPT, step / (step + 20)) ** _EVERY
        for kept, learnt in zip(self.model.parameters(), self._learning.parameters()):
            kept.lerp_(learnt, share)


@torch.no_grad()
def mean_of(models: Sequence[TaggerModel]) -> TaggerModel:
    """A model whose weights are the mean of theirs, which are of one shape."""
    made = copy.deepcopy(models[0])
    for mean, *each in zip(made.parameters(), *(model.parameters() for model in models)):
        mean.copy_(torch.stack(list(each)).mean(0))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args()
    loaded = [load(path) for path in options.models]
    if any(inventory != loaded[0][1] for _, inventory in loaded):
        raise SystemExit("the models' labels are not the same")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save(mean_of([model for model, _ in loaded]), loaded[0][1], options.out)


if __name__ == "__main__":
    main()
