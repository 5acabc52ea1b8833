"""Tune the weights by which candidates are ranked: `python -m training.gazetteer.weights [--write]`.

A softmax over each name's candidates, fitted by gradient on the development sets with a pull towards zero; two
passes as in dateline.entities.ranking. Prints the accuracy by five folds over texts: what is tuned on these
sets is thresholds, and this says how far it carries beyond the texts it was tuned on.
"""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from bench.quality.__main__ import data_folder
from bench.quality.stages.places import NEAR_KM, SETS, GoldPlace, GoldText, error_km

from dateline.entities import ranking
from dateline.entities.places import Atlas, load_atlas, prepare_choices
from dateline.language import load_language

SETTINGS = Path(__file__).parents[2] / "src/dateline/language/shared/gazetteer/places.toml"
Floats = npt.NDArray[np.float64]
# Where the texts say little (a dozen rivers), a weight stays near these, set by hand.
PRIOR = {
    "population": 8.0, "main_name": 1.0, "kind_country": 4.0, "kind_continent": 8.0, "kind_region": 7.0,
    "kind_water": 7.0, "kind_river": 5.0, "kind_mountain": 5.0, "kind_island": 5.0, "kind_admin1": 0.5,
    "kind_admin2": -1.5, "kind_district": -0.5, "kind_airport": 2.0, "kind_base": 5.0, "kind_landmark": 5.0,
    "kind_facility": 5.0, "kind_park": 5.0, "rank_capital": 1.0, "rank_admin1-seat": 0.3, "rank_former": -1.0,
}  # fmt: skip
# "Paris, Texas" is in Texas whatever else the text names, and "Washington" is the capital: these are not fitted.
FIXED = {"held_area": 6.0, "held_country": 4.0, "preferred": 2.0}
PULL = 2e-4
STEPS = 600
SPEED = 0.05


class Case(msgspec.Struct, frozen=True):
    """One name: features of its candidates, which of them are right, how often it is named."""

    features: Floats
    right: npt.NDArray[np.bool_]
    times: int


def cases_of(text: GoldText, atlas: Atlas, first: dict[str, float] | None) -> list[Case]:
    """Names of a text whose right place is one of several candidates; own features alone when first is None."""
    spans = [place.span for place in text.places]
    gold: dict[Any, GoldPlace] = dict(zip(spans, text.places))
    prepared = prepare_choices(text.text, spans, atlas)
    choices = [choice for choice, _ in prepared if choice.found]
    held = [areas for choice, areas in prepared if choice.found]
    weights = dict(atlas.weights) if first is None else {**atlas.weights, "first": first}
    kept, own = ranking.own_features([choice.found for choice in choices], held, atlas.gazetteer, weights)
    shared = ranking.shared_features(kept, own, atlas.gazetteer, weights) if first is not None else own
    cases = []
    for choice, candidates, mine, ours in zip(choices, kept, own, shared):
        features = mine if first is None else np.hstack((mine, ours))
        by_place: dict[tuple[float, float], int] = {}
        for span in choice.spans:
            key = (gold[span].lat, gold[span].lon)
            by_place[key] = by_place.get(key, 0) + 1
        for span in choice.spans:
            times = by_place.pop((gold[span].lat, gold[span].lon), 0)
            right = np.array([error_km(gold[span], each.place) <= NEAR_KM for each in candidates])
            if times and right.any() and not right.all():
                cases.append(Case(features, right, times))
    return cases


def fit(cases: Sequence[Case], names: Sequence[str]) -> dict[str, float]:
    """Weights by name that make the right candidates likely."""
    anchor = np.array([{**PRIOR, **FIXED}.get(name, 0.0) for name in names])
    free = np.array([name not in FIXED for name in names])
    weights = anchor.copy()
    rows = np.vstack([case.features for case in cases])
    starts = np.concatenate(([0], np.cumsum([len(case.right) for case in cases])[:-1]))
    sizes = np.array([len(case.right) for case in cases])
    right = np.concatenate([case.right for case in cases])
    share = np.repeat(np.sqrt([case.times for case in cases]), sizes)
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        raised = np.exp(scores)
        all_ = np.repeat(np.add.reduceat(raised, starts), sizes)
        good = np.repeat(np.add.reduceat(raised * right, starts), sizes) + 1e-12
        pull = share * (raised / all_ - raised * right / good)
        gradient = rows.T @ pull / share.sum() + PULL * (weights - anchor)
        gradient = gradient * free
        moment = 0.9 * moment + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights = weights - SPEED * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(value), 2) for name, value in zip(names, weights)}


def accuracy(cases: Sequence[Case], names: Sequence[str], weights: dict[str, float]) -> float:
    """The share of names whose best candidate is right, among those that have a choice."""
    vector = np.array([weights.get(name, 0.0) for name in names])
    good = sum(case.times for case in cases if case.right[int(np.argmax(case.features @ vector))])
    return good / max(1, sum(case.times for case in cases))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights into places.toml")
    write = parser.parse_args().write
    atlas = load_language("en").resource("entities/atlas", load_atlas)
    if atlas is None:
        raise SystemExit("no gazetteer: build it first")
    texts = [text for load in SETS.values() for text in load(data_folder() / "language/dev/geoparse")]
    folds = []
    for fold in range(5):
        kept = [text for number, text in enumerate(texts) if number % 5 != fold]
        out = [text for number, text in enumerate(texts) if number % 5 == fold]
        first, second = _fit_both(kept, atlas)
        cases = [case for text in out for case in cases_of(text, atlas, first)]
        folds.append(accuracy(cases, ranking.FEATURES, second))
        print(f"fold {fold + 1}: {folds[-1]:.4f} of names with a choice")
    print(f"mean of folds: {sum(folds) / len(folds):.4f}")
    first, second = _fit_both(texts, atlas)
    print(first, second, sep="\n")
    if write:
        _write(first, second)


def _fit_both(texts: Sequence[GoldText], atlas: Atlas) -> tuple[dict[str, float], dict[str, float]]:
    cases = [case for text in texts for case in cases_of(text, atlas, None)]
    first = fit(cases, ranking.OWN)
    cases = [case for text in texts for case in cases_of(text, atlas, first)]
    return first, fit(cases, ranking.FEATURES)


def _write(first: dict[str, float], second: dict[str, float]) -> None:
    text = SETTINGS.read_text("utf-8")
    for table, weights in (("first", first), ("second", second)):
        lines = "\n".join(f"{name} = {value}" for name, value in weights.items())
        text = re.sub(rf"(\[weights\.{table}\]\n)(?:[\w-]+ = .*\n)+", rf"\g<1>{lines}\n", text)
    SETTINGS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
