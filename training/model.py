# mypy: allow-subclassing-any
"""One encoder, many heads. MiniLM's six layers (or the first few), word vectors, and small scorers upon them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.language.tagging.wordpiece import SHAPES
from training.corpus import ENTITY_LABELS, UPOS


@dataclass(frozen=True)
class Size:
    """How big a model is: layers of the encoder, and widths of the heads."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    arc: int = 192
    relation: int = 192
    quote: int = 64
    relations: int = 64
    lemmas: int = 400

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Layer(nn.Module):
    """A BERT encoder layer."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # By hand: torch's fused attention for bf16 on CPU took a third of a step here.
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask.to(q.dtype)
        mixed = torch.softmax(scores, -1, dtype=q.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


class TaggerModel(nn.Module):
    """Encoder and heads. Row 0 of a window's word vectors is the root (the start mark)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        w = size.width
        self.words = nn.Embedding(size.vocabulary, w)
        self.shapes = nn.Embedding(SHAPES, w)
        self.positions = nn.Embedding(size.positions, w)
        self.norm = nn.LayerNorm(w, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.head_drop = nn.Dropout(0.25)
        # upos | lemma | entity | sentence start | event | cue
        self.tag_sizes = [len(UPOS), size.lemmas, len(ENTITY_LABELS), 1, 1, 1]
        self.tags = nn.Linear(w, sum(self.tag_sizes))
        # arc dependent | arc head | relation dependent | relation head | quotation cue | quotation argument
        self.part_sizes = [size.arc, size.arc, size.relation, size.relation, 2 * size.quote, 2 * size.quote]
        self.parts = nn.Linear(w, sum(self.part_sizes))
        self.arc = nn.Linear(size.arc, size.arc, bias=False)
        self.arc_head_bias = nn.Linear(size.arc, 1)
        self.relation = nn.Linear(size.relation, size.relations)
        self.quote_bias = nn.Parameter(torch.full((2,), -2.0))
        nn.init.normal_(self.arc.weight, std=0.02)
        nn.init.normal_(self.shapes.weight, std=0.01)

    def encode(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """pieces, shapes: [windows, pieces]; mask: True where a piece stands. Gives [windows, pieces, width]."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x: Tensor = self.words(pieces) + self.shapes(shapes) + self.positions(positions)
        x = self.drop(self.norm(x))
        additive = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
        additive = additive.expand(-1, 1, pieces.shape[1], -1)
        for layer in self.layers:
            x = layer(x, additive)
        return x

    def _words(self, batch: dict[str, Tensor]) -> Tensor:
        """Vectors of words out of those of their first and last pieces: [windows, words, width]."""
        x = self.encode(batch["pieces"], batch["shapes"], batch["mask"])
        width = x.shape[-1]
        first = x.gather(1, batch["first"][..., None].expand(-1, -1, width))
        last = x.gather(1, batch["last"][..., None].expand(-1, -1, width))
        dropped: Tensor = self.head_drop((first + last) * 0.5)
        return dropped

    def names(self, batch: dict[str, Tensor]) -> Tensor:
        """Scores of entity labels alone: [windows, words, labels]."""
        scores: Tensor = self.tags(self._words(batch)).split(self.tag_sizes, -1)[2].float()
        return scores

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        h = self._words(batch)
        upos, lemma, entity, start, event, cue = self.tags(h).split(self.tag_sizes, -1)
        parts = self.head_drop(functional.gelu(self.parts(h)))
        dep, head, rdep, rhead, qcue, qarg = parts.split(self.part_sizes, -1)
        arcs = self.arc(dep) @ head.transpose(1, 2) + self.arc_head_bias(head).transpose(1, 2)
        q = qcue.view(*qcue.shape[:2], 2, -1).transpose(1, 2)
        a = qarg.view(*qarg.shape[:2], 2, -1).transpose(1, 2)
        pairs = q @ a.transpose(2, 3) / self.size.quote**0.5
        return {
            "upos": upos.float(),
            "lemma": lemma.float(),
            "entity": entity.float(),
            "start": start.squeeze(-1).float(),
            "event": event.squeeze(-1).float(),
            "cue": cue.squeeze(-1).float(),
            "arcs": arcs.float(),
            "rdep": rdep,
            "rhead": rhead,
            "pairs": pairs.float() + self.quote_bias[None, :, None, None],
        }

    def relation_scores(self, rdep: Tensor, rhead: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relation between each word and the word that `heads` names. [windows, words, relations]."""
        chosen = rhead.gather(1, heads[..., None].expand(-1, -1, rhead.shape[-1]))
        scores: Tensor = self.relation(torch.relu(rdep + chosen)).float()
        return scores


def load_minilm(model: TaggerModel, package: Path, keep: tuple[int, ...] | None = None) -> None:
    """Fills the encoder from MiniLM's safetensors. keep: which of its layers feed ours, in order."""
    from safetensors.torch import load_file

    weights: dict[str, Any] = load_file(str(package / "model" / "model.safetensors"))
    with torch.no_grad():
        model.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        model.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        model.shapes.weight.add_(weights["embeddings.token_type_embeddings.weight"][0])
        model.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        model.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for ours, theirs in enumerate(keep or range(model.size.layers)):
            layer = model.layers[ours]
            assert isinstance(layer, Layer)
            name = f"encoder.layer.{theirs}"
            for part, tail in (("weight", "weight"), ("bias", "bias")):
                stacked = torch.cat([weights[f"{name}.attention.self.{k}.{tail}"] for k in ("query", "key", "value")])
                getattr(layer.qkv, part).copy_(stacked)
                getattr(layer.out, part).copy_(weights[f"{name}.attention.output.dense.{tail}"])
                getattr(layer.norm1, part).copy_(weights[f"{name}.attention.output.LayerNorm.{tail}"])
                getattr(layer.up, part).copy_(weights[f"{name}.intermediate.dense.{tail}"])
                getattr(layer.down, part).copy_(weights[f"{name}.output.dense.{tail}"])
                getattr(layer.norm2, part).copy_(weights[f"{name}.output.LayerNorm.{tail}"])
