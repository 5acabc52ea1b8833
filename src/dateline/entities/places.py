"""Resolve names of places to coordinates, areas and a precision, by the gazetteer and the article's other places.

Every mention of one name is the same place unless its own words say otherwise ("Paris, Texas"). Candidates are
ranked by a weighted sum: how known a place is, what kind it is, whether the words beside it name an area that
holds it, and how well it fits the other places of the article. The weights are data (places.toml), tuned on
development texts. A name without a fit stays unresolved.
"""

import csv
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from dateline.language import Language
from dateline.language.gazetteer import Found, Gazetteer, GazetteerPlace, fold
from dateline.model import PlaceReference, Span

PRECISION = {"city": 1, "district": 1, "airport": 1, "facility": 1, "base": 1, "landmark": 1, "street": 1,
             "admin2": 3, "admin1": 4, "country": 6, "water": 7, "river": 5, "mountain": 5, "island": 5, "park": 5}  # fmt: skip
AREAS = ("country", "admin1", "admin2")
_BESIDE = re.compile(r"(?:\s*,\s*|\s*\(\s*|\s+in\s+(?:the\s+)?|\s+of\s+(?:the\s+)?)")


class Atlas(msgspec.Struct, frozen=True):
    """The gazetteer with aliases, features and weights: what resolving places needs."""

    gazetteer: Gazetteer
    aliases: Mapping[str, tuple[GazetteerPlace, ...]]
    features: Mapping[str, tuple[GazetteerPlace, ...]]
    feature_precision: Mapping[int, int | None]
    weights: Mapping[str, float]
    facility_words: re.Pattern[str]

    def candidates(self, name: str) -> tuple[Found, ...]:
        """What a name may mean: aliases and features first, then the gazetteer."""
        alias = self.aliases.get(name, ())
        if alias and len(name) <= 5:
            return tuple(Found(place, True) for place in alias)
        folded = fold(name)
        own = [*alias, *self.features.get(folded, ())]
        rows = {place.row for place in own}
        found = [Found(place, True) for place in own]
        if not (name.isupper() and name.isascii() and len(name.replace(".", "")) <= 3):
            found += [each for each in self.gazetteer.find(name) if each.place.row not in rows]
        return tuple(found)


def load_atlas(language: Language) -> Atlas | None:
    """The atlas of the shared pack (of another place where `gazetteer/places.bin` was set); None without one."""
    path = language.find("gazetteer/places.bin")
    if path is None:
        return None
    gazetteer = Gazetteer(path)
    settings = tomllib.loads((language.read("gazetteer/places.toml") or b"").decode("utf-8"))
    features: dict[str, list[GazetteerPlace]] = defaultdict(list)
    precision: dict[int, int | None] = {}
    for number, row in enumerate(_rows(language, "gazetteer/features.csv")):
        place = GazetteerPlace(-2 - number, row["name"], row["kind"], float(row["lat"]), float(row["lon"]), 0,
                               row["country"], -1, -1, None, "")  # fmt: skip
        precision[place.row] = int(row["precision"]) if row["precision"] else None
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            features[fold(name)].append(place)
    aliases: dict[str, list[GazetteerPlace]] = defaultdict(list)
    for row in _rows(language, "gazetteer/aliases.csv"):
        meant = next((found.place for found in gazetteer.find(row["means"])
                      if found.place.kind == row["kind"] and found.place.country == row["country"]), None)  # fmt: skip
        if meant is not None:
            aliases[row["name"]].append(meant)
    words = "|".join(re.escape(word) for word in settings["facility_words"])
    return Atlas(
        gazetteer=gazetteer,
        aliases={name: tuple(places) for name, places in aliases.items()},
        features={name: tuple(places) for name, places in features.items()},
        feature_precision=precision,
        weights=settings["weights"],
        facility_words=re.compile(rf"\s+(?:{words})(?!\w).*$", re.I),
    )


def _rows(language: Language, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((language.read(file) or b"").decode("utf-8").splitlines()))


class _Choice(msgspec.Struct):
    """One name of the article: its candidates, what stands beside it, and the current order."""

    name: str
    spans: list[Span]
    found: tuple[Found, ...]
    holders: frozenset[int] = frozenset()
    scores: list[float] = []
    best: int = -1
    share: float = 0.0


def resolve_places(text: str, spans: Sequence[Span], atlas: Atlas) -> tuple[PlaceReference | None, ...]:
    """The place each span names, in order; None where the gazetteer has none or none fits."""
    choices, beside = _choices(text, spans, atlas)
    order = list(choices.values())
    for choice in order:
        _rank(choice, order, atlas, rounds=0)
    for number in range(2):
        for choice in order:
            choice.holders = _holders(choice, choices, beside, atlas)
        for choice in order:
            _rank(choice, order, atlas, rounds=number + 1)
    places = {key: _reference(choice, atlas) for key, choice in choices.items()}
    return tuple(places[beside.key_of[span]] for span in spans)


class _Beside(msgspec.Struct):
    key_of: dict[Span, str]
    next_to: dict[str, set[str]]


def _choices(text: str, spans: Sequence[Span], atlas: Atlas) -> tuple[dict[str, _Choice], _Beside]:
    ordered = sorted(set(spans))
    following: dict[Span, Span] = {}
    for left, right in zip(ordered, ordered[1:]):
        gap = text[left.end : right.start]
        if len(gap) < 12 and _BESIDE.fullmatch(gap):
            following[left] = right
    names = {span: _plain(span.of(text)) for span in ordered}
    beside = _Beside({}, defaultdict(set))
    choices: dict[str, _Choice] = {}
    # a name that once stands with its area keeps it through the article, unless it stands with two
    areas_of: dict[str, list[str]] = defaultdict(list)
    for left, right in following.items():
        gap = text[left.end : right.start].strip()
        if gap.startswith((",", "(")) or gap:
            areas_of[names[left]].append(names[right])
    for span in ordered:
        name = names[span]
        own = names[following[span]] if span in following else None
        known = list(dict.fromkeys(areas_of.get(name, ())))
        area = own if own is not None else (known[0] if len(known) == 1 else None)
        key = name if area is None or len(known) <= 1 else f"{name}\n{area}"
        beside.key_of[span] = key
        if key not in choices:
            choices[key] = _Choice(name, [], atlas.candidates(name))
        choices[key].spans.append(span)
        if area is not None:
            beside.next_to[key].add(area)
    return choices, beside


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def _holders(choice: _Choice, choices: dict[str, _Choice], beside: _Beside, atlas: Atlas) -> frozenset[int]:
    """Rows of the areas named beside this name."""
    key = beside.key_of[choice.spans[0]]
    rows: set[int] = set()
    for name in beside.next_to.get(key, ()):
        for found in atlas.candidates(name):
            if found.place.kind in AREAS:
                rows.add(found.place.row)
    return frozenset(rows)


def _rank(choice: _Choice, others: Sequence[_Choice], atlas: Atlas, *, rounds: int) -> None:
    if not choice.found:
        return
    weights = atlas.weights
    scores = []
    for found in choice.found:
        score = _prior(found, weights)
        if rounds:
            score += _context(found.place, choice, others, weights, atlas)
        scores.append(score)
    best = max(range(len(scores)), key=lambda index: (scores[index], -index))
    choice.scores, choice.best = scores, best
    top = scores[best]
    choice.share = 1.0 / sum(math.exp(max(-50.0, score - top)) for score in scores)


def _prior(found: Found, weights: Mapping[str, float]) -> float:
    place = found.place
    score = weights["population"] * math.log10(place.population + 10)
    score += weights.get(f"kind_{place.kind}", 0.0) + weights.get(f"rank_{place.rank}", 0.0)
    return score + (weights["main_name"] if found.main else 0.0)


def _context(
    place: GazetteerPlace, choice: _Choice, others: Sequence[_Choice], weights: Mapping[str, float], atlas: Atlas
) -> float:
    score = 0.0
    if choice.holders:
        held = {place.admin1, place.admin2, _country_row(place, atlas)} & choice.holders
        score += weights["held"] if held else 0.0
    country = area = near = 0.0
    total = 0.0
    for other in others:
        if other is choice or other.best < 0:
            continue
        against = other.found[other.best].place
        weight = other.share
        total += weight
        if against.country and against.country == place.country:
            country += weight
            if (
                (against.admin1 >= 0 and against.admin1 == place.admin1)
                or against.row == place.admin1
                or against.admin1 == place.row
            ):
                area += weight
        if against.kind not in ("country", "continent", "region"):
            near += weight * math.exp(-distance_km(place, against) / weights["near_km"])
    scale = 1.0 / (1.0 + total)
    score += weights["same_country"] * country * scale + weights["same_area"] * min(area, 3.0) / 3.0
    return score + weights["near"] * min(near, 3.0) / 3.0


def _country_row(place: GazetteerPlace, atlas: Atlas) -> int:
    return atlas.gazetteer.country_row(place.country)


def distance_km(left: GazetteerPlace, right: GazetteerPlace) -> float:
    """The great-circle distance between two places in kilometres."""
    return _distance(left.lat, left.lon, right.lat, right.lon)


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def _reference(choice: _Choice, atlas: Atlas) -> PlaceReference | None:
    if choice.best < 0:
        return None
    place = choice.found[choice.best].place
    if place.row < 0:
        precision = atlas.feature_precision[place.row]
    else:
        precision = PRECISION.get(place.kind)
    return PlaceReference(
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        precision=precision,
        geonames_id=place.geonames_id,
        country=place.country or None,
        admin1=place.name if place.kind == "admin1" else _area_name(place.admin1, atlas),
        admin2=place.name if place.kind == "admin2" else _area_name(place.admin2, atlas),
        kind=place.kind,
        population=place.population or None,
        confidence=round(choice.share, 3),
    )


def _area_name(row: int, atlas: Atlas) -> str | None:
    return atlas.gazetteer.place(row).name if row >= 0 else None
