"""Words that name something: people, organisations, places, quantities."""

from typing import Literal

import msgspec

MentionKind = Literal["person", "organisation", "place", "facility", "group", "work", "product", "event", "quantity"]


class PlaceReference(msgspec.Struct, frozen=True, omit_defaults=True):
    """A resolved place.

    name: the gazetteer's main name. lat, lon: degrees, WGS 84.
    precision: UCDP GED's `where_prec` sense: 1 exact, 2 near (within about 25 km), 3 second-order admin area,
        4 first-order admin area, 5 a feature or part of a country, 6 country, 7 international waters or airspace.
    kind: "city", "country", "admin1", "admin2", "region", "water", "landmark", ...
    country: ISO 3166-1 alpha-2. inferred: placed by context, not by its own name.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    kind: str | None = None
    population: int | None = None
    inferred: bool = False
    confidence: float | None = None


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number as told: best value, lower and upper bound (both inclusive; None when open), unit, of what.

    "at least 14 people": value 14, lower 14, upper None. "dozens": value None, lower 24, upper None.
    unit: "person", "USD", "percent", "km", ... ; of: the lemma of what is counted ("soldier").
    mod: TIMEX3-like modifier: "approx", "at_least", "at_most", "more_than", "less_than"; None when plain.
    """

    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    of: str | None = None
    mod: str | None = None


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mention. start, end: code points into `Article.text`; `text` equals the words there.

    entity: ties mentions of one thing within the page ("e3"). name: the fullest name used on the page.
    form: "name", "nominal" ("the general") or "pronoun". title, office: as of the text's time.
    ontology: type in Dateline's small actor ontology ("state/military", "armed-group", ...). country: ISO alpha-2.
    """

    id: str
    kind: MentionKind
    start: int
    end: int
    text: str
    entity: str | None = None
    name: str | None = None
    form: Literal["name", "nominal", "pronoun"] = "name"
    place: PlaceReference | None = None
    quantity: Quantity | None = None
    title: str | None = None
    office: str | None = None
    ontology: str | None = None
    country: str | None = None
    found_by: str = ""
    score: float | None = None
