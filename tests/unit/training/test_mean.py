"""Means of weights; torch is there only where models are trained."""

import pytest

torch = pytest.importorskip("torch")

from training.mean import Mean, mean_of  # noqa: E402
from training.model import Size, TaggerModel  # noqa: E402

SMALL = Size(layers=1, width=24, heads=2, inner=32, vocabulary=50, positions=16, arc=4, relation=4, quote=2)


def model_of(value: float) -> TaggerModel:
    made = TaggerModel(SMALL)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.fill_(value)
    return made


def test_the_mean_of_models_leaves_them_as_they_are() -> None:
    models = [model_of(1.0), model_of(4.0)]
    assert all(bool((p == 2.5).all()) for p in mean_of(models).parameters())
    assert all(bool((p == 1.0).all()) for p in models[0].parameters())


def test_a_mean_follows_the_weights_and_ends_near_the_last() -> None:
    learning = model_of(0.0)
    mean = Mean(learning)
    followed = []
    for step in range(1, 4001):
        with torch.no_grad():
            learning.quote_bias.fill_(1.0 if step > 1000 else 0.0)
        mean.draw(step)
        followed.append(float(mean.model.quote_bias[0]))
    assert followed == sorted(followed) and followed[999] == 0.0
    assert 0.5 < followed[1050] < 0.75 and followed[-1] > 0.99
