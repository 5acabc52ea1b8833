# mypy: allow-subclassing-any, allow-untyped-decorators
"""The network: an encoder's layers once more, grown apart from it, and small scorers upon them."""

from __future__ import annotations

import abc
import copy

import torch
from torch import Tensor, nn

from training.mentions.labels import ROLES
from training.mentions.windows import TYPES
from training.model import Layer, TaggerModel

# new | refers back | types
TAGS = 2 + len(TYPES)
PAIR = 64


class Heads(nn.Module, abc.ABC):
    """Layers of one's own above an encoder's lower ones, which stay as they are, and scorers of words upon them.

    Of each word: is an event told by it, is one referred to by it, of which type; of each pair of words: does the
    second take part in the event of the first, in which role. `layer_rate`, `rate`: how fast the layers and the
    scorers learn; `batch_pieces`: how much they are shown at once.
    """

    layer_rate = 2e-4
    rate = 1e-3
    batch_pieces = 2048

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(width, TAGS)
        self.pairs = nn.Linear(width, 2 * len(ROLES) * PAIR)
        self.bias = nn.Parameter(torch.full((len(ROLES),), -3.0))

    @abc.abstractmethod
    def below(self, made: dict[str, Tensor]) -> Tensor:
        """What the encoder's lower layers make of a batch: [windows, pieces, width]."""

    def forward(self, middle: Tensor, made: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """From what `below` gives: tags [windows, rows, TAGS] and pairs [windows, roles, rows, rows], as scores."""
        x = self.above(middle, made)
        width = x.shape[-1]
        ends = (x.gather(1, made[at][..., None].expand(-1, -1, width)) for at in ("first", "last"))
        h = self.drop(torch.stack(list(ends)).sum(0) * 0.5)
        events, parties = self.drop(nn.functional.gelu(self.pairs(h))).chunk(2, -1)
        shape = (*h.shape[:2], len(ROLES), PAIR)
        scores = events.view(shape).transpose(1, 2) @ parties.view(shape).permute(0, 2, 3, 1) / PAIR**0.5
        return self.tags(h).float(), scores.float() + self.bias[None, :, None, None]

    @abc.abstractmethod
    def above(self, middle: Tensor, made: dict[str, Tensor]) -> Tensor:
        """What one's own layers make of it: [windows, pieces, width]."""


class EventHeads(Heads):
    """Heads of six layers, grown apart from the tagger's, on its vectors of pieces: what ships."""

    def __init__(self, tagger: TaggerModel) -> None:
        super().__init__(tagger.size.width)
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in tagger.layers)
        for parameter in self.layers.parameters():
            parameter.requires_grad_(True)
        # Held in a tuple, so that the tagger's own weights are not the heads' to learn or to move.
        self._held = (tagger,)

    @property
    def tagger(self) -> TaggerModel:
        """The tagger on whose vectors the heads stand."""
        return self._held[0]

    @torch.no_grad()
    def below(self, made: dict[str, Tensor]) -> Tensor:
        positions = torch.arange(made["pieces"].shape[1], device=made["pieces"].device)
        found: Tensor = self.tagger.norm(self.tagger.words(made["pieces"]) + self.tagger.shapes(made["shapes"])
                                         + self.tagger.positions(positions))  # fmt: skip
        return found

    def above(self, middle: Tensor, made: dict[str, Tensor]) -> Tensor:
        x, additive = middle, additive_mask(made["mask"])
        for layer in self.layers:
            assert isinstance(layer, Layer)
            x = layer(x, additive)
        return x


def additive_mask(mask: Tensor) -> Tensor:
    """What is added to scores of attention so that nothing attends to padding: [windows, 1, pieces, pieces]."""
    additive = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
    return additive.expand(-1, 1, mask.shape[1], -1)
