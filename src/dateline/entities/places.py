"""Resolve names of places to coordinates, areas and a precision, by the gazetteer and the article's other places.

Every mention of one name is the same place unless its own words say otherwise ("Paris, Texas"). Candidates are
ranked by a weighted sum: how known a place is, what kind it is, whether the words beside it name an area that
holds it, and how well it fits the other places of the article. The weights are data (places.toml), tuned on
development texts. A name without a fit stays unresolved.
"""

import csv
import itertools
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.entities.ranking import Held, rank_candidates
from dateline.language import Language
from dateline.language.expressions import alternatives
from dateline.language.gazetteer import Found, Gazetteer, GazetteerPlace, fold, gazetteer_path
from dateline.model import PlaceReference, Span

PRECISION = {
    **dict.fromkeys(("city", "district", "airport", "facility", "base", "landmark", "street"), 1),
    **dict.fromkeys(("river", "mountain", "island", "park"), 5),
    "admin2": 3, "admin1": 4, "country": 6, "water": 7,
}  # fmt: skip
AREAS = ("country", "admin1", "admin2")
LOCAL = ("city", "district", "admin2", "airport", "landmark", "base", "facility")
SURE = 0.5  # confidence of a place that others are put at
INFER_NAMES = 12
BESIDE_KM = 60.0
KNOWN_TOWN = 100_000
LEAST = 0.25  # of confidence: below it one in three is right on LGL and none elsewhere: the place stays unknown
MOST = 0.3  # of an area's people
_TITLE = 20  # characters before a name within which "town of" stands
_OWNS = re.compile(r"[’']s?\s+(?:\w{1,20}\s+){0,2}")
_BESIDE = re.compile(r"(?:\s*,\s*|\s*\(\s*|\s+in\s+(?:the\s+)?|\s+of\s+(?:the\s+)?)")


class Atlas(msgspec.Struct, frozen=True):
    """The gazetteer with aliases, features and weights: what resolving places needs."""

    gazetteer: Gazetteer
    aliases: Mapping[str, tuple[GazetteerPlace, ...]]
    features: Mapping[str, tuple[GazetteerPlace, ...]]
    feature_precision: Mapping[int, int | None]
    preferred: frozenset[tuple[str, int]]
    past: frozenset[str]
    weights: Mapping[str, Any]
    facility_words: re.Pattern[str]
    countries: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    trailing_words: re.Pattern[str]
    leading_words: re.Pattern[str]
    nationalities: Mapping[str, str]
    nouns: frozenset[str]
    before_towns: re.Pattern[str]

    def candidates(self, name: str) -> tuple[Found, ...]:
        """What a name may mean: aliases and features first, then the gazetteer; for "Iranian" its country."""
        name = _plain(name)
        alias = self.aliases.get(name, ())
        if not alias and name in self.nationalities:
            row = self.gazetteer.country_row(self.nationalities[name])
            return (Found(self.gazetteer.place(row), True),) if row >= 0 else ()
        if alias and len(name) <= 5:
            return tuple(Found(place, True, (name, place.row) in self.preferred) for place in alias)
        folded = fold(name)
        own = [*alias, *self.features.get(folded, ())]
        rows = {place.row for place in own}
        found = [Found(place, True, (name, place.row) in self.preferred) for place in own]
        if not (name.isupper() and name.isascii() and len(name.replace(".", "")) <= 3):
            found += [each for each in self.gazetteer.find(name) if each.place.row not in rows]
        return tuple(found)

    def is_country(self, name: str) -> bool:
        """Whether a name is a country's own or an alias of one ("U.S.", "Britain"), and nobody's first of all."""
        found = self.candidates(name)
        sure = found and (found[0].main or name in self.aliases or " " in name)
        return bool(sure) and found[0].place.kind == "country"

    def kernel(self, name: str) -> str:
        """The place inside the name of a facility or area: "Sallo" of "Port of Sallo" and "North Sallo Hospital";
        "" where stripping leaves nothing the gazetteer knows."""
        for _ in range(4):
            shorter = self.trailing_words.sub("", name)
            if shorter == name:
                shorter = self.leading_words.sub("", name)
            if shorter == name or len(shorter) < 3:
                return ""
            name = shorter
            if name in self.nationalities:
                return ""
            if self.candidates(name):
                return name
        return ""


def load_atlas(language: Language) -> Atlas | None:
    """The shared pack's gazetteer, or the one DATELINE_GAZETTEER names, with the pack's settings; None without one."""
    path = gazetteer_path(language.find("gazetteer/places.bin"))
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
    preferred: set[tuple[str, int]] = set()
    past: set[str] = set()
    for row in _rows(language, "gazetteer/aliases.csv"):
        meant = next((found.place for found in gazetteer.find(row["means"])
                      if found.place.kind == row["kind"] and found.place.country == row["country"]), None)  # fmt: skip
        if meant is not None:
            aliases[row["name"]].append(meant)
            if row["past"]:
                past.add(row["name"])
            if row["prefer"]:
                preferred.add((row["name"], meant.row))
    countries: dict[str, set[str]] = defaultdict(set)
    by_alias = [name for name, meant in aliases.items() if any(place.kind == "country" for place in meant)]
    for name in (*by_alias, *gazetteer.country_names()):
        countries[re.split(r"\W", name, maxsplit=1)[0]].add(name)
    words = alternatives(settings["facility_words"])
    common = tomllib.loads((language.read("entities/place_words.toml") or b"").decode("utf-8"))
    return Atlas(
        gazetteer=gazetteer,
        aliases={name: tuple(places) for name, places in aliases.items()},
        features={name: tuple(places) for name, places in features.items()},
        feature_precision=precision,
        weights=settings["weights"],
        preferred=frozenset(preferred),
        past=frozenset(past),
        generic=frozenset((*settings["facility_words"], *settings["leading_words"])),
        countries={first: frozenset(names) for first, names in countries.items()},
        facility_words=re.compile(rf"(?:^|\s)(?:{words})(?!\w)", re.I),
        trailing_words=re.compile(rf"\s+(?:{alternatives(settings['trailing_words'])}|{words})\.?$", re.I),
        leading_words=re.compile(
            rf"^(?:{alternatives(settings['leading_words'])}|(?:{words})\s+(?:of|in|at)(?:\s+the)?)\s+", re.I
        ),
        nationalities={
            word.replace("_", " "): row["code"]
            for row in _rows(language, "entities/nationalities.csv")
            for word in row["words"].split()
        },
        nouns=frozenset(fold(noun) for listed in common.get("nouns", {}).values() for noun in listed),
        before_towns=re.compile(rf"(?:{alternatives(common.get('evidence', {}).get('before', []))})\s+$", re.I),
    )


def _rows(language: Language, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((language.read(file) or b"").decode("utf-8").splitlines()))


class NameChoice(msgspec.Struct):
    """One name of the article: its candidates and what stands beside it."""

    name: str
    spans: list[Span]
    found: tuple[Found, ...]
    derived: bool = False
    best: int = -1
    share: float = 0.0


def resolve_places(
    text: str, spans: Sequence[Span], atlas: Atlas, *, dateline: str | None = None
) -> tuple[PlaceReference | None, ...]:
    """The place each span names, in order; None where the gazetteer has none or none fits.

    dateline: the place that the report's dateline names, if any: what is a common noun elsewhere is a town there.
    """
    choices, beside = _choices(text, spans, atlas)
    for choice in choices.values():
        if _is_no_town(text, choice, beside, atlas, dateline):
            choice.found = ()
    order = [choice for choice in choices.values() if choice.found]
    held = [_holders(choice, beside, atlas) for choice in order]
    candidates, scores = rank_candidates([choice.found for choice in order], held, atlas.gazetteer, atlas.weights)
    for choice, found, ranked in zip(order, candidates, scores):
        choice.found = found
        choice.best = _town_of_area(found, int(np.argmax(ranked)))
        choice.share = _confidence(found, ranked, choice.best)
    places = {key: _reference(choice, atlas) for key, choice in choices.items()}
    answers = {span: places[beside.key_of[span]] for span in sorted(beside.key_of)}
    _place_facilities(text, answers, atlas)
    return tuple(answers[span] for span in spans)


def _confidence(found: Sequence[Found], ranked: npt.NDArray[np.float64], best: int) -> float:
    """How likely the best is, with the likelihoods of candidates that lie beside it (a city and its county)."""
    raised = np.exp(np.maximum(ranked - ranked.max(), -50.0))
    place = found[best].place
    beside = [
        great_circle_km(place.lat, place.lon, each.place.lat, each.place.lon) < BESIDE_KM or _holds(each.place, place)
        for each in found
    ]
    return float(raised[beside].sum() / raised.sum())


def _holds(area: GazetteerPlace, place: GazetteerPlace) -> bool:
    return area.row >= 0 and area.row in (place.admin1, place.admin2)


def _town_of_area(found: Sequence[Found], best: int) -> int:
    """The town rather than the area that bears its name ("Kinshasa"), where most of the area's people live in it."""
    area = found[best].place
    if area.kind not in ("admin1", "admin2"):
        return best
    for index, each in enumerate(found):
        town = each.place
        inside = area.row in (town.admin1, town.admin2)
        if inside and each.main and town.kind == "city" and town.population > MOST * area.population:
            return index
    return best


def _place_facilities(text: str, answers: dict[Span, PlaceReference | None], atlas: Atlas) -> None:
    """Put each facility without an entry at the town or county that its words tie it to, marked as inferred."""
    ordered = list(answers)
    for index, span in enumerate(ordered):
        if answers[span] is None and atlas.facility_words.search(span.of(text)):
            around = ordered[max(0, index - INFER_NAMES) : index + INFER_NAMES]
            answers[span] = _inferred(text, span, {each: answers[each] for each in around})


def _inferred(text: str, span: Span, answers: Mapping[Span, PlaceReference | None]) -> PlaceReference | None:
    """The town or county that the words tie a facility to: "the airport in X", "X's barracks"; None for any other.

    A place that is merely named near by ties nothing: talks in one country are about a dam in another.
    """
    tied: list[tuple[int, PlaceReference]] = []
    for other, place in answers.items():
        if place is None or place.inferred or place.kind not in LOCAL or (place.confidence or 0) < SURE:
            continue
        behind = other.start >= span.end and _BESIDE.fullmatch(text[span.end : other.start])
        owner = other.end <= span.start and _OWNS.fullmatch(text[other.end : span.start])
        if behind or owner:
            tied.append((abs(other.start - span.start), place))
    if not tied:
        return None
    place = min(tied, key=lambda each: each[0])[1]
    precision = max(2, place.precision or 2)
    return msgspec.structs.replace(place, precision=precision, inferred=True, confidence=None, population=None)


def prepare_choices(text: str, spans: Sequence[Span], atlas: Atlas) -> list[tuple[NameChoice, Held]]:
    """The names of a text with their candidates and the areas named beside them: what ranking starts from."""
    choices, beside = _choices(text, spans, atlas)
    return [(choice, _holders(choice, beside, atlas)) for choice in choices.values()]


class _Beside(msgspec.Struct):
    key_of: dict[Span, str]
    next_to: dict[str, set[tuple[str, bool]]]


def _choices(text: str, spans: Sequence[Span], atlas: Atlas) -> tuple[dict[str, NameChoice], _Beside]:
    ordered = sorted(set(spans))
    following: dict[Span, Span] = {}
    for left, right in itertools.pairwise(ordered):
        gap = text[left.end : right.start]
        if len(gap) < 12 and _BESIDE.fullmatch(gap):
            following[left] = right
    names = {span: _plain(span.of(text)) for span in ordered}
    beside = _Beside({}, defaultdict(set))
    choices: dict[str, NameChoice] = {}
    # a name that once stands with its area keeps it through the article, unless it stands with two
    areas_of: dict[str, dict[str, bool]] = defaultdict(dict)
    for left, right in following.items():
        if any(found.place.kind in AREAS for found in atlas.candidates(names[right])):
            firm = text[left.end : right.start].strip()[:1] in (",", "(")
            areas_of[names[left]][names[right]] = firm or areas_of[names[left]].get(names[right], False)
    for span in ordered:
        name = names[span]
        known = areas_of.get(name, {})
        own = names[following[span]] if span in following else None
        area = own if own in known else next(iter(known)) if len(known) == 1 else None
        key = name if area is None or len(known) <= 1 else f"{name}\n{area}"
        beside.key_of[span] = key
        if key not in choices:
            found = atlas.candidates(name)
            kernel = "" if found else atlas.kernel(name)
            choices[key] = NameChoice(name, [], found or atlas.candidates(kernel), derived=bool(kernel))
        choices[key].spans.append(span)
        if area is not None:
            beside.next_to[key].add((area, known[area]))
    return choices, beside


def _plain(name: str) -> str:
    """A name as it is looked up: blanks made one, and "U. S." as "U.S."."""
    return re.sub(r"(?<=\b[A-Z]\.) (?=[A-Z]\.)", "", re.sub(r"\s+", " ", name).strip())


def _holders(choice: NameChoice, beside: _Beside, atlas: Atlas) -> Held:
    """Rows of the areas named beside this name."""
    rows: dict[bool, set[int]] = {True: set(), False: set()}
    for name, firm in beside.next_to.get(beside.key_of[choice.spans[0]], ()):
        rows[firm].update(found.place.row for found in atlas.candidates(name) if found.place.kind in AREAS)
    return Held(frozenset(rows[True]), frozenset(rows[False]))


def _is_no_town(text: str, choice: NameChoice, beside: _Beside, atlas: Atlas, dateline: str | None) -> bool:
    """ "left Earth", "prayed to Heaven": a common noun, with nothing beside it that makes it a town's name."""
    name = fold(choice.name.removeprefix("the ").removeprefix("The "))
    if name not in atlas.nouns or (dateline is not None and fold(dateline.split(",")[0]) == name):
        return False
    if beside.next_to.get(beside.key_of[choice.spans[0]]):
        return False  # "Earth, Texas"
    return not any(atlas.before_towns.search(text, max(0, span.start - _TITLE), span.start) for span in choice.spans)


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance in kilometres of two points given in degrees."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def _reference(choice: NameChoice, atlas: Atlas) -> PlaceReference | None:
    if choice.best < 0 or choice.share < LEAST:
        return None
    place = choice.found[choice.best].place
    if place.row < 0:
        precision = atlas.feature_precision[place.row]
    else:
        precision = PRECISION.get(place.kind)
    inferred = choice.derived and atlas.facility_words.search(choice.name) is not None
    if inferred and place.population < KNOWN_TOWN:
        return None  # "Mill Street" is no street of Mill: only well-known towns lend their names to what is built there
    if choice.derived:
        precision = max(2, precision or 2)
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
        inferred=inferred,
        confidence=round(choice.share, 3),
    )


def _area_name(row: int, atlas: Atlas) -> str | None:
    return atlas.gazetteer.place(row).name if row >= 0 else None
