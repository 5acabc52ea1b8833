"""Rank the places that the names of one text may mean: a linear score of what each candidate shows.

A first pass scores every candidate by itself (its own features only); the second adds how it fits the candidates
of the other names, each taken as seriously as the first pass does. Features are dimensionless and mostly between
0 and 1; the weights of both passes are data (places.toml).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.language.gazetteer import Found, Gazetteer

Floats = npt.NDArray[np.float64]
MAX_CANDIDATES = 40  # of one name; those a first pass ranks lower are never right in development texts
MAX_NAMES = 150  # of one text that look at each other; the most ambiguous beyond are ranked by themselves
MAX_TOGETHER = 1200  # candidates of one text that look at each other: time and room grow with the square
KIND_FEATURES = (
    "country", "continent", "region", "water", "river", "mountain", "island", "admin1", "admin2", "district",
    "airport", "base", "landmark", "facility", "park",
)  # fmt: skip
RANK_FEATURES = ("capital", "admin1-seat", "seat", "former")
OWN = (
    "population", "main_name", "preferred", "most_populous", "population_share", "held_area", "held_country",
    "held_loosely",
    *(f"kind_{kind}" for kind in KIND_FEATURES), *(f"rank_{rank}" for rank in RANK_FEATURES),
)  # fmt: skip
SHARED = ("same_country", "country_named", "same_area", "area_named", "county_named", "near", "near_any", "inside")
FEATURES = (*OWN, *SHARED)


class Held(msgspec.Struct, frozen=True):
    """Rows of the areas named beside a name: firmly ("Paris, Texas"), or loosely ("Paris in Texas")."""

    firmly: frozenset[int] = frozenset()
    loosely: frozenset[int] = frozenset()


def rank_candidates(
    found: Sequence[tuple[Found, ...]],
    held: Sequence[Held],
    gazetteer: Gazetteer,
    weights: Mapping[str, Any],
) -> tuple[list[tuple[Found, ...]], list[Floats]]:
    """Candidates kept for each name, and their scores, in the order of the names.

    found: for each name, what it may mean, at least one. held: for each name, the areas named beside it.
    """
    kept, own = own_features(found, held, gazetteer, weights)
    shared = shared_features(kept, own, gazetteer, weights)
    full = np.array([weights["second"].get(name, 0.0) for name in FEATURES])
    scores = [np.hstack((mine, ours)) @ full for mine, ours in zip(own, shared)]
    return kept, scores


def own_features(
    found: Sequence[tuple[Found, ...]],
    held: Sequence[Held],
    gazetteer: Gazetteer,
    weights: Mapping[str, Any],
) -> tuple[list[tuple[Found, ...]], list[Floats]]:
    """What each candidate shows by itself; names with too many candidates keep the best of the first pass."""
    first = np.array([weights["first"].get(name, 0.0) for name in OWN])
    most = max(4, min(MAX_CANDIDATES, MAX_TOGETHER // max(1, min(len(found), MAX_NAMES))))
    kept: list[tuple[Found, ...]] = []
    features: list[Floats] = []
    for candidates, areas in zip(found, held):
        rows = np.array([_own(each, areas, gazetteer) for each in candidates])
        people = np.array([each.place.population for each in candidates], dtype=float)
        rows[:, 3] = people >= max(1.0, people.max())
        rows[:, 4] = people / max(1.0, people.sum())
        if len(candidates) > most:
            best = np.sort(np.argsort(-(rows @ first), kind="stable")[:most])
            candidates, rows = tuple(candidates[index] for index in best), rows[best]
        kept.append(candidates)
        features.append(rows)
    return kept, features


def _own(found: Found, held: Held, gazetteer: Gazetteer) -> list[float]:
    place = found.place
    country = gazetteer.country_row(place.country) if place.kind != "country" else -1
    areas = {place.admin1, place.admin2}
    return [
        np.log10(place.population + 10.0) / 8.0,
        float(found.main),
        float(found.preferred),
        0.0,
        0.0,
        float(bool(held.firmly & areas)),
        float(country in held.firmly),
        float(bool(held.loosely & areas) or country in held.loosely),
        *(float(place.kind == kind) for kind in KIND_FEATURES),
        *(float(place.rank == rank) for rank in RANK_FEATURES),
    ]


def shared_features(
    kept: Sequence[tuple[Found, ...]], own: Sequence[Floats], gazetteer: Gazetteer, weights: Mapping[str, Any]
) -> list[Floats]:
    """How each candidate fits the candidates of the other names."""
    blank = [np.zeros((len(candidates), len(SHARED))) for candidates in kept]
    chosen = sorted(range(len(kept)), key=lambda index: (len(kept[index]), index))[:MAX_NAMES]
    if len(chosen) < 2:
        return blank
    chosen.sort()
    first = np.array([weights["first"].get(name, 0.0) for name in OWN])
    places = [each.place for index in chosen for each in kept[index]]
    sizes = [len(kept[index]) for index in chosen]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    group = np.repeat(np.arange(len(chosen)), sizes)
    shares = np.concatenate([_softmax(own[index] @ first) for index in chosen])
    support = _Support(places, group, starts, shares, gazetteer, float(weights["near_km"]))
    table = support.table()
    for number, index in enumerate(chosen):
        blank[index] = table[starts[number] : starts[number] + sizes[number]]
    return blank


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    result: Floats = raised / raised.sum()
    return result


class _Support:
    """All candidates of a text against each other."""

    def __init__(
        self, places: Sequence[Any], group: npt.NDArray[Any], starts: npt.NDArray[Any], shares: Floats,
        gazetteer: Gazetteer, near_km: float,
    ) -> None:  # fmt: skip
        self.group, self.starts, self.shares = group, starts, shares
        self.names = len(starts)
        self.row = np.array([place.row for place in places])
        self.country = np.array([gazetteer.country_row(place.country) if place.country else -9 for place in places])
        self.admin1 = np.array([place.row if place.kind == "admin1" else place.admin1 for place in places])
        self.admin2 = np.array([place.row if place.kind == "admin2" else place.admin2 for place in places])
        self.local = np.array(
            [place.kind not in ("country", "continent", "region", "water", "admin1") for place in places]
        )
        self.is_country = np.array([place.kind == "country" for place in places])
        self.is_area = np.array([place.kind == "admin1" for place in places])
        self.is_county = np.array([place.kind == "admin2" for place in places])
        self.near_km = near_km
        lat = np.radians([place.lat for place in places])
        lon = np.radians([place.lon for place in places])
        self.xyz = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))

    def table(self) -> Floats:
        """One row of SHARED per candidate."""
        same_country = (self.country[:, None] == self.country[None, :]) & (self.country >= 0)[:, None]
        same_area = (self.admin1[:, None] == self.admin1[None, :]) & (self.admin1 >= 0)[:, None]
        in_area = (self.admin1[:, None] == self.row[None, :]) & self.is_area[None, :]
        in_county = (self.admin2[:, None] == self.row[None, :]) & self.is_county[None, :]
        in_country = (self.country[:, None] == self.row[None, :]) & self.is_country[None, :]
        holds = (self.row[:, None] == self.admin1[None, :]) | (self.row[:, None] == self.admin2[None, :])
        dot = sum(axis[:, None] * axis[None, :] for axis in self.xyz)
        distance = 6371.0 * np.arccos(np.clip(dot, -1.0, 1.0))
        close = np.exp(-distance / self.near_km) * (self.local[:, None] & self.local[None, :])
        others = max(1, self.names - 1)
        return np.stack(
            [
                self._mass(same_country) / others,
                np.minimum(self._mass(in_country), 1.0),
                self._mass(same_area) / others,
                np.minimum(self._mass(in_area), 1.0),
                np.minimum(self._best(in_county * 1.0), 1.0),
                self._mass(close) / np.sqrt(others),
                self._best(close) / np.sqrt(others),
                np.minimum(self._mass(holds & self.local[None, :]), 1.0),
            ],
            axis=1,
        )

    def _by_name(self, matrix: Floats, how: np.ufunc) -> Floats:
        """Per candidate and other name, `how` over that name's candidates; a name says nothing of itself."""
        per_name: Floats = how.reduceat(matrix, self.starts, axis=1)
        per_name[np.arange(len(self.group)), self.group] = 0.0
        return per_name

    def _mass(self, matrix: npt.NDArray[Any]) -> Floats:
        total: Floats = self._by_name(matrix * self.shares[None, :], np.add).sum(axis=1)
        return total

    def _best(self, matrix: Floats) -> Floats:
        total: Floats = self._by_name(matrix, np.maximum).sum(axis=1)
        return total
