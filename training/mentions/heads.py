# mypy: allow-subclassing-any, allow-untyped-decorators
"""The network: the tagger's upper layers once more, grown apart from it, and small scorers upon them."""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from training.mentions.labels import ROLES
from training.mentions.windows import TYPES
from training.model import Layer, TaggerModel

# new | refers back | types
TAGS = 2 + len(TYPES)
PAIR = 64


class EventHeads(nn.Module):
    """Layers of its own above the tagger's first `fork` layers, which stay as they are.

    Of each word: is an event told by it, is one referred to by it, of which type; of each pair of words: does the
    second take part in the event of the first, in which role.
    """

    def __init__(self, tagger: TaggerModel, fork: int) -> None:
        super().__init__()
        self.fork = fork
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in list(tagger.layers)[fork:])
        width = tagger.size.width
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(width, TAGS)
        self.pairs = nn.Linear(width, 2 * len(ROLES) * PAIR)
        self.bias = nn.Parameter(torch.full((len(ROLES),), -3.0))
        for layer in self.layers:
            assert isinstance(layer, Layer)
            for parameter in layer.parameters():
                parameter.requires_grad_(True)

    def forward(self, middle: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """middle: [windows, pieces, width] after the fork.

        Gives tags [windows, rows, TAGS] and pairs [windows, roles, rows, rows], as scores.
        """
        additive = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
        additive = additive.expand(-1, 1, middle.shape[1], -1)
        x = middle
        for layer in self.layers:
            x = layer(x, additive)
        width = x.shape[-1]
        ends = (x.gather(1, at[..., None].expand(-1, -1, width)) for at in (first, last))
        h = self.drop(torch.stack(list(ends)).sum(0) * 0.5)
        events, parties = self.drop(nn.functional.gelu(self.pairs(h))).chunk(2, -1)
        shape = (*h.shape[:2], len(ROLES), PAIR)
        scores = events.view(shape).transpose(1, 2) @ parties.view(shape).permute(0, 2, 3, 1) / PAIR**0.5
        return self.tags(h).float(), scores.float() + self.bias[None, :, None, None]


@torch.no_grad()
def lower(tagger: TaggerModel, fork: int, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
    """What the tagger's first `fork` layers make of a batch: [windows, pieces, width]."""
    tagger.eval()
    positions = torch.arange(pieces.shape[1], device=pieces.device)
    x: Tensor = tagger.norm(tagger.words(pieces) + tagger.shapes(shapes) + tagger.positions(positions))
    additive = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
    additive = additive.expand(-1, 1, pieces.shape[1], -1)
    for layer in list(tagger.layers)[:fork]:
        x = layer(x, additive)
    return x
