"""The networks over a dump's lines: exact sums, the file, odd lines."""

import msgspec
import numpy as np
import pytest

from dateline.article.dump.cues import load_cues
from dateline.article.dump.features import feature_names
from dateline.article.dump.model import CLASSES, blend, load_model
from dateline.article.dump.network import (
    DILATIONS,
    Layer,
    LineNetwork,
    line_weights,
    load_networks,
    pack_networks,
    word_slots,
)

_COLUMNS, _WIDTH, _CLASSES, _VECTORS = 7, 6, 4, 3


def _drawn(seed: int, *, words: bool = True) -> LineNetwork:
    draw = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return draw.normal(0, 0.5, shape)

    layers = tuple(
        Layer(
            scale=1 + array(_WIDTH),
            shift=array(_WIDTH),
            near=array(5 * _WIDTH, _WIDTH),
            page=array(_WIDTH, _WIDTH),
            bias=array(_WIDTH),
            out=array(_WIDTH, _WIDTH),
            out_bias=array(_WIDTH),
        )
        for _ in DILATIONS
    )
    return LineNetwork(
        mean=array(_COLUMNS),
        spread=1 + abs(array(_COLUMNS)),
        inner=array(_COLUMNS, _WIDTH),
        bias=array(_WIDTH),
        words=array(1 << 13, _VECTORS) if words else None,
        from_words=array(_VECTORS, _WIDTH) if words else None,
        layers=layers,
        scale=1 + array(_WIDTH),
        shift=array(_WIDTH),
        outer=array(_WIDTH, _CLASSES),
        outer_bias=array(_CLASSES),
    )


def _rows(lines: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(0, 2, (lines, _COLUMNS)).astype(np.float32)
    rows[:, 0] = np.log1p(np.arange(lines) % 40)
    return rows


def _rounded(network: LineNetwork) -> LineNetwork:
    return load_networks(pack_networks([network]))[0]


@pytest.mark.parametrize("words", [True, False])
def test_a_file_holds_what_was_packed(words: bool) -> None:
    drawn = _drawn(1, words=words)
    read = _rounded(drawn)
    for name in ("mean", "inner", "outer"):
        assert np.abs(getattr(read, name) - getattr(drawn, name)).max() <= 0.5 / 4096
    assert (read.words is not None) == words
    assert pack_networks([read]) == pack_networks([drawn])


def test_sums_are_exact_in_any_order() -> None:
    """What a processor adds up first must not show: the columns turned round give the very same scores."""
    network = _rounded(_drawn(2))
    rows, texts = _rows(60), [f"line {number} of the quay" for number in range(60)]
    order = np.arange(_WIDTH)[::-1]
    taps = (np.arange(5)[:, None] * _WIDTH + order).ravel()
    turned = msgspec.structs.replace(
        network,
        inner=network.inner[:, order],
        bias=network.bias[order],
        from_words=network.from_words[:, order],
        layers=tuple(
            Layer(
                scale=layer.scale[order],
                shift=layer.shift[order],
                near=layer.near[taps][:, order],
                page=layer.page[order][:, order],
                bias=layer.bias[order],
                out=layer.out[order][:, order],
                out_bias=layer.out_bias[order],
            )
            for layer in network.layers
        ),
        scale=network.scale[order],
        shift=network.shift[order],
        outer=network.outer[order],
    )
    assert np.array_equal(network.scores(rows, texts), turned.scores(rows, texts))


def test_what_stands_far_off_counts_by_the_page_alone() -> None:
    """Fourteen lines away is the furthest that three layers see; the rest comes through the page's mean."""
    network = _rounded(_drawn(3))
    blind = msgspec.structs.replace(
        network,
        layers=tuple(msgspec.structs.replace(layer, page=np.zeros((_WIDTH, _WIDTH))) for layer in network.layers),
    )
    rows, texts = _rows(60), ["a line"] * 60
    other = rows.copy()
    other[40, 1:] += 3
    before, after = blind.scores(rows, texts), blind.scores(other, texts)
    changed = np.flatnonzero((before != after).any(axis=1))
    assert changed.min() == 40 - 14
    assert changed.max() == 40 + 14
    assert (network.scores(rows, texts)[0] != network.scores(other, texts)[0]).any()


def test_words_are_told_apart_but_digits_are_not() -> None:
    assert word_slots("Quay 14 closed") == word_slots("QUAY 27 closed")
    assert word_slots("Quay closed") != word_slots("Quay opened")
    assert word_slots("") == [0]
    assert len(word_slots("word " * 100)) == 24
    assert word_slots("a \ud800 lone half")


def test_lines_weigh_by_their_words() -> None:
    rows = np.zeros((3, 1), np.float32)
    rows[:, 0] = np.log1p([0, 7, 5000])
    assert line_weights(rows).tolist() == [1, 8, 81]


def test_a_blend_is_a_distribution_between_both() -> None:
    trees = np.array([[0.7, 0.3], [0.0, 1.0]])
    scores = [np.log(np.array([[0.2, 0.8], [0.5, 0.5]])), np.log(np.array([[0.4, 0.6], [0.5, 0.5]])) + 3]
    mixed = blend(trees, scores)
    assert np.allclose(mixed.sum(axis=1), 1)
    assert 0.3 < mixed[0, 0] < 0.7
    assert mixed[1, 1] > 0.99
    assert np.allclose(blend(trees, [each + 7 for each in scores]), mixed)


def test_the_shipped_networks_read_the_features_of_today() -> None:
    networks = load_model().networks
    assert len(networks) == 2
    for network in networks:
        assert network.inner.shape[0] == len(feature_names(load_cues()))
        assert network.outer.shape[1] == len(CLASSES)
    assert [network.words is not None for network in networks] == [True, False]
