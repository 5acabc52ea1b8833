"""A small convolutional network over the lines of a dump, as data: the same scores on every machine.

Lines of a dump hang together in a row, which trees see through columns of their neighbours only. The network reads
each line's features (one kind also its words, by hashed vectors), then in three layers what stands up to two, four
and eight lines away (Yu and Koltun 2016, "Multi-Scale Context Aggregation by Dilated Convolutions") and the page as
a whole. All numbers are multiples of a power of two, so that sums are exact whatever order a processor takes them in.
"""

import functools
import re
import zlib
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float32]

# Neighbours seen by a layer on each side, in steps of its dilation.
TAPS = 5
DILATIONS = (1, 2, 4)
# Activations and weights are whole multiples of these: products of both add up without rounding.
_STEP = 1 / 256
_WEIGHT_STEP = 1 / 4096
CLIP = 4.0
_VARIANCE_FLOOR = 1e-5
# What is looked at of a line, and how many vectors words share.
_CHARS, _WORDS, WORD_SLOTS = 300, 24, 1 << 13
_LONGEST = 80.0
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGITS = re.compile(r"\d")


class Layer(msgspec.Struct, frozen=True):
    """Weights of one layer. near: (taps * width, width), dilated; page: (width, width); out: (width, width)."""

    scale: Doubles
    shift: Doubles
    near: Doubles
    page: Doubles
    bias: Doubles
    out: Doubles
    out_bias: Doubles


class LineNetwork(msgspec.Struct, frozen=True):
    """One network. mean, spread: of the features as `squeezed`.

    words: (slots, n) vectors, from_words: (n, width); a kind of network has neither.
    """

    mean: Doubles
    spread: Doubles
    inner: Doubles
    bias: Doubles
    words: Doubles | None
    from_words: Doubles | None
    layers: tuple[Layer, ...]
    scale: Doubles
    shift: Doubles
    outer: Doubles
    outer_bias: Doubles

    def scores(self, rows: Matrix, texts: Sequence[str]) -> Doubles:
        """(lines, classes) scores before softmax. rows: features, first the logarithm of the words; texts: lines."""
        state = _on_grid(np.clip((squeezed(rows) - self.mean) / self.spread, -CLIP, CLIP)) @ self.inner + self.bias
        if self.words is not None and self.from_words is not None:
            state = state + _word_means(self.words, texts) @ self.from_words
        state = _on_grid(np.maximum(state, 0.0))
        weight = line_weights(rows)
        for layer, dilation in zip(self.layers, DILATIONS, strict=True):
            normal = _normal(state, layer.scale, layer.shift)
            page = _on_grid(weight @ normal / weight.sum()) @ layer.page
            seen = _beside(normal, dilation) @ layer.near + page + layer.bias
            state = _on_grid(state + _on_grid(np.maximum(seen, 0.0)) @ layer.out + layer.out_bias)
        return _normal(state, self.scale, self.shift) @ self.outer + self.outer_bias


def squeezed(rows: Matrix) -> Doubles:
    """Features with their long tails drawn in: the sign times the logarithm of one and the size."""
    wide = rows.astype(np.float64)
    return np.asarray(np.sign(wide) * np.log1p(np.abs(wide)))


def line_weights(rows: Matrix) -> Doubles:
    """What each line counts in the page's mean: its words and one, to the nearest quarter."""
    words = np.minimum(np.expm1(rows[:, 0].astype(np.float64)), _LONGEST)
    return np.asarray(np.rint(4 * (words + 1)) / 4)


def word_slots(text: str) -> list[int]:
    """Which vectors a line's first words have; digits are all alike, slot 0 is a line's without words."""
    return [_slot(word) for word in _TOKEN.findall(text[:_CHARS].casefold())[:_WORDS]] or [0]


@functools.lru_cache(maxsize=1 << 14)
def _slot(word: str) -> int:
    return 1 + zlib.crc32(_DIGITS.sub("0", word).encode("utf-8", "surrogatepass")) % (WORD_SLOTS - 1)


def _word_means(vectors: Doubles, texts: Sequence[str]) -> Doubles:
    """The mean of each line's word vectors."""
    slots = [word_slots(text) for text in texts]
    counts = np.array([len(each) for each in slots])
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    flat = vectors.take(np.array([slot for each in slots for slot in each]), axis=0)
    return _on_grid(np.add.reduceat(flat, starts, axis=0) / counts[:, None])


def _normal(state: Doubles, scale: Doubles, shift: Doubles) -> Doubles:
    """Layer normalisation (Ba et al. 2016)."""
    centred = state - _on_grid(state.mean(axis=1, keepdims=True))
    variance = (centred * centred).mean(axis=1, keepdims=True)
    return _on_grid(centred / np.sqrt(variance + _VARIANCE_FLOOR) * scale + shift)


def _beside(state: Doubles, dilation: int) -> Doubles:
    """Each line's state beside those of its neighbours; nothing stands beyond the page's ends."""
    reach = TAPS // 2 * dilation
    count, width = state.shape
    padded = np.zeros((count + 2 * reach, width))
    padded[reach : reach + count] = state
    return np.concatenate([padded[step * dilation : step * dilation + count] for step in range(TAPS)], axis=1)


def _on_grid(values: Doubles) -> Doubles:
    return np.asarray(np.rint(values / _STEP) * _STEP)


def load_networks(content: bytes) -> tuple[LineNetwork, ...]:
    """The networks in a file's bytes."""
    raw: list[dict[str, Any]] = msgspec.msgpack.decode(zlib.decompress(content))
    return tuple(_unpacked(each) for each in raw)


def pack_networks(networks: Sequence[LineNetwork]) -> bytes:
    """The file for networks, their weights rounded; the same bytes for the same numbers."""
    return zlib.compress(msgspec.msgpack.encode(list(networks), enc_hook=_packed), 9)


def _packed(array: Doubles) -> dict[str, Any]:
    steps = np.rint(array / _WEIGHT_STEP)
    if np.abs(steps).max() > np.iinfo("<i4").max:
        raise ValueError(f"a weight of {np.abs(array).max()} has no place in the file")
    kind = "<i2" if np.abs(steps).max() <= np.iinfo("<i2").max else "<i4"
    return {"shape": array.shape, "kind": kind, "steps": steps.astype(kind).tobytes()}


def _unpacked(raw: dict[str, Any]) -> LineNetwork:
    layers = tuple(Layer(**{name: _array(told) for name, told in each.items()}) for each in raw.pop("layers"))
    arrays: dict[str, Any] = {name: None if told is None else _array(told) for name, told in raw.items()}
    return LineNetwork(layers=layers, **arrays)


def _array(told: dict[str, Any]) -> Doubles:
    return np.frombuffer(told["steps"], told["kind"]).astype(np.float64).reshape(told["shape"]) * _WEIGHT_STEP
