# mypy: allow-subclassing-any
"""Trains the line networks of text dumps with PyTorch and turns them into plain arrays (`article.dump.network`)."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.article.dump.features import Matrix
from dateline.article.dump.model import CLASSES
from dateline.article.dump.network import (
    CLIP,
    DILATIONS,
    TAPS,
    WORD_SLOTS,
    Layer,
    LineNetwork,
    line_weights,
    squeezed,
    word_slots,
)

_AT_ONCE = 8
_PEAK_RATE, _DECAY, _LARGEST_STEP = 3e-3, 0.02, 1.0
_LEAST_SPREAD = 1e-3
# Lines of nothing between pages that are learnt from together: more than any layer sees across.
_GAP = 20


class NetworkSettings(msgspec.Struct, frozen=True):
    """How one kind of network is trained. words: size of its word vectors, 0 for none; drop_*: shares left out."""

    seed: int
    words: int
    passes: int = 8
    width: int = 64
    drop: float = 0.2
    drop_features: float = 0.2
    drop_words: float = 0.6


# Networks that see words know more pages of the web, those that do not are safer with strange ones; their mean counts.
NETWORKS = (NetworkSettings(seed=3, words=16), NetworkSettings(seed=3, words=0))


class LinePage(msgspec.Struct):
    """A printed page to learn from. weights: what each line's label counts."""

    rows: Matrix
    texts: list[str]
    classes: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]


class _Block(nn.Module):
    def __init__(self, width: int, dilation: int, drop: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, TAPS, padding=TAPS // 2 * dilation, dilation=dilation)
        self.page = nn.Linear(width, width, bias=False)
        self.out = nn.Linear(width, width)
        self.drop = nn.Dropout(drop)

    def forward(self, state: Tensor, batch: "_Batch") -> Tensor:
        normal = self.norm(state)
        near = self.near((normal * batch.real[:, None]).T[None])[0].T
        means = torch.zeros(batch.count, normal.shape[1]).index_add_(0, batch.page, normal * batch.share[:, None])
        out: Tensor = state + self.drop(self.out(functional.relu(near + self.page(means[batch.page]))))
        return out


class _Network(nn.Module):
    def __init__(self, columns: int, settings: NetworkSettings) -> None:
        super().__init__()
        self.settings = settings
        self.inner = nn.Linear(columns, settings.width)
        self.words: nn.EmbeddingBag | None = None
        if settings.words:
            self.words = nn.EmbeddingBag(WORD_SLOTS, settings.words, mode="mean")
            nn.init.normal_(self.words.weight, std=0.05)
            self.from_words = nn.Linear(settings.words, settings.width)
            self.drop_words = nn.Dropout(settings.drop_words)
        self.blocks = [_Block(settings.width, step, settings.drop) for step in DILATIONS]
        self.held = nn.ModuleList(self.blocks)
        self.norm = nn.LayerNorm(settings.width)
        self.outer = nn.Linear(settings.width, len(CLASSES))

    def forward(self, batch: "_Batch") -> Tensor:
        rows = batch.rows
        if self.training:
            kept = torch.rand(rows.shape[1]) > self.settings.drop_features
            rows = rows * kept / (1 - self.settings.drop_features)
        state = self.inner(rows)
        if self.words is not None:
            state = state + self.from_words(self.drop_words(self.words(batch.slots, batch.starts)))
        state = functional.relu(state)
        for block in self.blocks:
            state = block(state, batch)
        out: Tensor = self.outer(self.norm(state))
        return out


class _Batch:
    """Pages one after the other with gaps between them. real: 0 in gaps; share: of a line in its page's mean."""

    def __init__(self, pages: Sequence[LinePage], mean: Matrix, spread: Matrix, *, words: bool) -> None:
        rows, real, share, page, classes, weights, slots = [], [], [], [], [], [], []
        for number, each in enumerate(pages):
            lines = len(each.rows)
            wide = np.clip((squeezed(each.rows) - mean) / spread, -CLIP, CLIP)
            rows.append(np.concatenate([wide, np.zeros((_GAP, wide.shape[1]))]))
            real.append(np.repeat((1.0, 0.0), (lines, _GAP)))
            counts = line_weights(each.rows)
            share.append(np.concatenate([counts / counts.sum(), np.zeros(_GAP)]))
            page.append(np.full(lines + _GAP, number))
            classes.append(np.concatenate([each.classes, np.zeros(_GAP, np.int64)]))
            weights.append(np.concatenate([each.weights, np.zeros(_GAP, np.float32)]))
            if words:
                slots += [word_slots(text) for text in each.texts] + [[0]] * _GAP
        self.count = len(pages)
        self.rows, self.real, self.share, self.weights = (
            torch.from_numpy(np.concatenate(each).astype(np.float32)) for each in (rows, real, share, weights)
        )
        self.page, self.classes = torch.from_numpy(np.concatenate(page)), torch.from_numpy(np.concatenate(classes))
        self.slots = torch.tensor([slot for each in slots for slot in each])
        self.starts = torch.tensor(
            np.concatenate(([0], np.cumsum([len(each) for each in slots])))[:-1].astype(np.int64)
        )


def fit_network(pages: Sequence[LinePage], settings: NetworkSettings) -> LineNetwork:
    """A network fitted to the labels of all pages; on one thread the same data and versions give the same weights."""
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    order = np.random.default_rng(settings.seed)
    wide = np.concatenate([squeezed(page.rows) for page in pages])
    mean, spread = wide.mean(axis=0), wide.std(axis=0) + _LEAST_SPREAD
    network = _Network(wide.shape[1], settings)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_PEAK_RATE, weight_decay=_DECAY)
    steps = settings.passes * -(-len(pages) // _AT_ONCE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _PEAK_RATE, total_steps=steps, pct_start=0.1)
    network.train()
    for _ in range(settings.passes):
        drawn = order.permutation(len(pages))
        for start in range(0, len(drawn), _AT_ONCE):
            chosen = [pages[place] for place in drawn[start : start + _AT_ONCE]]
            batch = _Batch(chosen, mean, spread, words=settings.words > 0)
            losses = functional.cross_entropy(network(batch), batch.classes, reduction="none")
            optimiser.zero_grad()
            torch.autograd.backward((losses * batch.weights).sum() / _AT_ONCE)
            nn.utils.clip_grad_norm_(network.parameters(), _LARGEST_STEP)
            optimiser.step()
            schedule.step()
    return _as_arrays(network, mean, spread)


def _as_arrays(network: _Network, mean: Matrix, spread: Matrix) -> LineNetwork:
    def array(weights: Any) -> npt.NDArray[np.float64]:
        return np.asarray(weights.detach().numpy(), np.float64)

    bias = array(network.inner.bias)
    words = from_words = None
    if network.words is not None:
        words, from_words = array(network.words.weight), array(network.from_words.weight).T
        bias = bias + array(network.from_words.bias)
    layers = tuple(
        Layer(
            scale=array(block.norm.weight),
            shift=array(block.norm.bias),
            near=array(block.near.weight).transpose(2, 1, 0).reshape(-1, network.settings.width),
            page=array(block.page.weight).T,
            bias=array(block.near.bias),
            out=array(block.out.weight).T,
            out_bias=array(block.out.bias),
        )
        for block in network.blocks
    )
    return LineNetwork(
        mean=np.asarray(mean, np.float64),
        spread=np.asarray(spread, np.float64),
        inner=array(network.inner.weight).T,
        bias=bias,
        words=words,
        from_words=from_words,
        layers=layers,
        scale=array(network.norm.weight),
        shift=array(network.norm.bias),
        outer=array(network.outer.weight).T,
        outer_bias=array(network.outer.bias),
    )
