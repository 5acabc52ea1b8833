"""Places: gold names of places resolved to coordinates, on LGL, GeoVirus and GeoWebNews.

Metrics as in the field: accuracy within 161 km (100 miles) of the gold coordinates, names left unresolved counted as
wrong; AUC, the area under the logarithm of the error distance, lower is better (Jurgens et al. 2015, Gritta et
al. 2018), a name without an answer taken as the greatest error; candidate recall, whether any candidate of the
gazetteer lies within 161 km: the ceiling of any ranking. A gold GeoNames id that is answered counts as no distance.
"""

import itertools
import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from bench.quality.report import Counts, Row, f1_rows, interval
from dateline.entities import find_mentions
from dateline.entities.places import Atlas, great_circle_km, load_atlas, resolve_places
from dateline.language import load_language
from dateline.language.gazetteer import GazetteerPlace
from dateline.model import Article, PlaceReference, Span

NEAR_KM = 161.0
FARTHEST_KM = 20039.0
EVERY = {"LGL": 6, "GeoVirus": 4, "GeoWebNews": 4}  # texts that the tagger reads: the rest take minutes
# Published with gold names given. CamCoder: Gritta et al. 2018, table 1; Mordecai 3: Halterman 2023.
PUBLISHED = (
    ("LGL", "CamCoder", "accuracy@161km", 0.76),
    ("LGL", "Mordecai 3", "accuracy@161km", 0.827),
    ("GeoVirus", "CamCoder", "accuracy@161km", 0.82),
)


class GoldPlace(msgspec.Struct, frozen=True):
    """A gold name: its span, where it lies, and its GeoNames id where the set has one."""

    span: Span
    lat: float
    lon: float
    geonames_id: int | None = None


class GoldText(msgspec.Struct, frozen=True):
    """A text with its gold names."""

    text: str
    places: tuple[GoldPlace, ...]


class _Outcome(msgspec.Struct, frozen=True):
    """Per text: errors in km of each gold name (None: unresolved), and whether a candidate lies near."""

    errors: tuple[float | None, ...]
    reachable: tuple[bool, ...]


def run(data: Path, *, limit: int | None = None) -> list[Row]:
    """Figures per set, for Dateline and for taking the most populous candidate, beside published ones."""
    folder = data / "language/dev/geoparse"
    atlas = load_language("en").resource("entities/atlas", load_atlas)
    rows: list[Row] = []
    for name, load in SETS.items():
        if not folder.is_dir() or atlas is None:
            rows.append(Row("places", f"geoparse/{name}", "dateline", "accuracy@161km", None, note="data absent"))
            continue
        texts = load(folder)[:limit]
        rows += _rows(name, "dateline", [_measure(text, atlas) for text in texts])
        rows += _rows(name, "baseline: most populous", [_measure(text, atlas, populous=True) for text in texts])[:2]
        rows += _end_to_end(name, texts[:: EVERY[name]], atlas)
    rows += [
        Row("places", f"geoparse/{name}", system, metric, value, published=True)
        for name, system, metric, value in PUBLISHED
    ]
    return rows


def _measure(text: GoldText, atlas: Atlas, *, populous: bool = False) -> _Outcome:
    spans = [place.span for place in text.places]
    answers = resolve_places(text.text, spans, atlas)
    errors: list[float | None] = []
    reachable = []
    for place, answer in zip(text.places, answers):
        candidates = [found.place for found in atlas.candidates(place.span.of(text.text))]
        reachable.append(any(_error(place, each.lat, each.lon, each.geonames_id) <= NEAR_KM for each in candidates))
        if populous:
            top = max(candidates, key=lambda each: each.population, default=None)
            errors.append(None if top is None else _error(place, top.lat, top.lon, top.geonames_id))
        elif answer is None or answer.lat is None or answer.lon is None:
            errors.append(None)
        else:
            errors.append(_error(place, answer.lat, answer.lon, answer.geonames_id))
    return _Outcome(tuple(errors), tuple(reachable))


def error_km(gold: GoldPlace, place: GazetteerPlace) -> float:
    """How far a place of the gazetteer lies from the gold one."""
    return _error(gold, place.lat, place.lon, place.geonames_id)


def _end_to_end(name: str, texts: Sequence[GoldText], atlas: Atlas) -> list[Row]:
    """From the bare text: names of places found (exact span), and found and resolved within 161 km.

    Adjectives ("French") are left out of the gold: they are groups here, not places. Names put by inference count
    as found. Sets that leave some names of places unannotated make precision look lower than it is.
    """
    language = load_language("en")
    found, resolved = [], []
    for text in texts:
        spans = tuple(Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text.text))
        analysis = language.tagger.tag(text.text, spans)
        article = Article(page_id=name, kind="article", text=text.text)
        ours = {
            (mention.start, mention.end): mention.place
            for mention in find_mentions(article, analysis, language)
            if mention.kind in ("place", "facility") and mention.place is not None
        }
        gold = {
            (place.span.start, place.span.end): place
            for place in text.places
            if place.span.of(text.text) not in atlas.nationalities
        }
        both = [span for span in gold if span in ours]
        near = sum(_near(gold[span], ours[span]) for span in both)
        found.append(Counts(len(both), len(ours) - len(both), len(gold) - len(both)))
        resolved.append(Counts(near, len(ours) - near, len(gold) - near))
    set_ = f"geoparse/{name} (every {EVERY[name]}th)"
    return [
        *f1_rows("places", set_, "dateline, text to place", found, of="place names"),
        *f1_rows("places", set_, "dateline, text to place", resolved, of="place names within 161 km"),
    ]


def _near(gold: GoldPlace, place: PlaceReference | None) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return _error(gold, place.lat, place.lon, place.geonames_id) <= NEAR_KM


def _error(place: GoldPlace, lat: float, lon: float, geonames_id: int | None) -> float:
    if geonames_id is not None and geonames_id == place.geonames_id:
        return 0.0
    return great_circle_km(place.lat, place.lon, lat, lon)


def _rows(name: str, system: str, outcomes: Sequence[_Outcome]) -> list[Row]:
    set_ = f"geoparse/{name}"
    low, high = interval(outcomes, accuracy)
    resolved = [error for outcome in outcomes for error in outcome.errors if error is not None]
    n = sum(len(outcome.errors) for outcome in outcomes)
    near = sum(error <= NEAR_KM for error in resolved)
    return [
        Row("places", set_, system, "accuracy@161km", accuracy(outcomes), low=low, high=high, n=n),
        Row("places", set_, system, "AUC (lower is better)", auc(outcomes), n=n),
        Row("places", set_, system, "resolved precision@161km", near / max(1, len(resolved)), n=len(resolved)),
        Row("places", set_, system, "candidate recall@161km",
            sum(sum(outcome.reachable) for outcome in outcomes) / max(1, n), n=n),
    ]  # fmt: skip


def accuracy(outcomes: Sequence[_Outcome]) -> float:
    """The share of names within 161 km; unresolved ones count as wrong."""
    n = sum(len(outcome.errors) for outcome in outcomes)
    near = sum(error is not None and error <= NEAR_KM for outcome in outcomes for error in outcome.errors)
    return near / n if n else 0.0


def auc(outcomes: Sequence[_Outcome]) -> float:
    """The normalised area under the sorted logarithms of the errors (kilometres plus one)."""
    logs = sorted(math.log((FARTHEST_KM if error is None else error) + 1) for o in outcomes for error in o.errors)
    if len(logs) < 2:
        return 0.0
    area = sum((left + right) / 2 for left, right in itertools.pairwise(logs))
    return area / (math.log(FARTHEST_KM + 1) * (len(logs) - 1))


def load_lgl(folder: Path) -> list[GoldText]:
    """LGL: names with GeoNames coordinates; those without are left out, as everywhere."""
    texts = []
    for article in ElementTree.parse(folder / "lgl.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        places = []
        for toponym in article.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None and tag.findtext("lat"):
                span = _span(text, int(toponym.findtext("start") or 0), toponym.findtext("phrase") or "")
                if span is not None:
                    places.append(GoldPlace(span, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0),
                                            int(tag.get("geonameid") or 0)))  # fmt: skip
        texts.append(GoldText(text, tuple(places)))
    return texts


def load_geovirus(folder: Path) -> list[GoldText]:
    """GeoVirus: names with the coordinates of their Wikipedia page."""
    texts = []
    for article in ElementTree.parse(folder / "GeoVirus.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        places = []
        for location in article.iter("location"):
            span = _span(text, int(location.findtext("start") or 0), location.findtext("name") or "")
            if span is not None and location.findtext("lat"):
                places.append(
                    GoldPlace(span, float(location.findtext("lat") or 0), float(location.findtext("lon") or 0))
                )
        texts.append(GoldText(text, tuple(places)))
    return texts


def load_geowebnews(folder: Path) -> list[GoldText]:
    """GeoWebNews: names that have coordinates (its authors resolve those and no others)."""
    texts = []
    for article in ElementTree.parse(folder / "GWN.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        places = []
        for toponym in article.iter("toponym"):
            span = _span(text, int(toponym.findtext("start") or 0), toponym.findtext("extractedName") or "")
            if span is not None and toponym.findtext("latitude") and toponym.findtext("geonamesID"):
                number = (toponym.findtext("geonamesID") or "").strip()
                lat, lon = float(toponym.findtext("latitude") or 0), float(toponym.findtext("longitude") or 0)
                places.append(GoldPlace(span, lat, lon, int(number) if number.isdigit() else None))
        texts.append(GoldText(text, tuple(sorted(places, key=lambda place: place.span))))
    return texts


def _span(text: str, start: int, phrase: str) -> Span | None:
    """Where the phrase stands at or near its given start: the sets count characters in different ways."""
    for shift in (0, -1, 1, -2, 2, -3, 3):
        if start + shift >= 0 and text[start + shift : start + shift + len(phrase)] == phrase:
            return Span(start + shift, start + shift + len(phrase))
    low = max(0, start - 40)
    at = text.find(phrase, low, start + 40 + len(phrase))
    return Span(at, at + len(phrase)) if at >= 0 and phrase else None


SETS: dict[str, Callable[[Path], list[GoldText]]] = {
    "LGL": load_lgl,
    "GeoVirus": load_geovirus,
    "GeoWebNews": load_geowebnews,
}
