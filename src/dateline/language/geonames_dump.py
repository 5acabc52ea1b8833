"""A gazetteer of one's own from a GeoNames dump: `python -m dateline.language.geonames_dump allCountries.txt OUT.bin`.

GeoNames' tab-separated dump (allCountries.txt, a country's file, cities500.txt) becomes a file for the environment
variable DATELINE_GAZETTEER. The full dump takes some minutes and gigabytes of memory to convert, once; what comes
out is memory-mapped and loads as fast as the shipped one. GeoNames data are licensed CC BY 4.0.
"""

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.language.gazetteer import NewPlace, write_gazetteer

MAX_NAMES = 80
OTHER_SCRIPTS_FROM = 20_000  # people: below this, names in other scripts than Latin are left out for size
RANK_OF = {"PPLC": "capital", "PPLA": "admin1-seat", "PPLA2": "seat", "PPLA3": "seat", "PPLA4": "seat",
           "PPLA5": "seat", "PPLH": "former", "PPLQ": "former", "PPLW": "former", "PPLCH": "former"}  # fmt: skip
_COUNTRIES = frozenset(("PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCLL", "PCL", "TERR"))
_KIND_OF_CODE = {
    "ADM1": "admin1", "ADM2": "admin2", "PPLX": "district", "STM": "river", "STMS": "river", "ISL": "island",
    "ISLS": "island", "PRK": "park", "RES": "park", "CONT": "continent", "AIRP": "airport", "AIRB": "base",
    "MILB": "base", "INSM": "base", "NVB": "base", "DAM": "facility", "MN": "facility", "PS": "facility",
}  # fmt: skip
_KIND_OF_CLASS = {"P": "city", "H": "water", "T": "mountain", "L": "region", "S": "landmark", "R": "street"}


def names_worth_keeping(
    main: str, others: Iterable[str], *, other_scripts: bool = False, keep_all: bool = False
) -> tuple[str, ...]:
    """The main name, and those others that news may write: no codes, no addresses, no script few will use.

    keep_all: for countries, whose acronyms and names in every script are worth their room.
    """
    kept = {main: None}
    for name in others:
        name = name.strip()
        code = name.isascii() and name.isupper() and len(name) < 5
        if not 3 <= len(name) <= 60 or (code and not keep_all) or re.search(r"[\d;:|\[\]]|https?", name):
            continue
        latin = all("LATIN" in unicodedata.name(letter, "LATIN") for letter in name if letter.isalpha())
        if latin or other_scripts or keep_all:
            kept[name] = None
    return tuple(kept)[:MAX_NAMES]


def read_dump(lines: Iterable[str]) -> list[NewPlace]:
    """The places of a dump, areas before what they hold, then by falling population.

    lines: of 19 tab-separated cells each (GeoNames' readme); shorter ones are left out.
    """
    rows = [cells for cells in (line.rstrip("\n").split("\t") for line in lines) if len(cells) >= 15]
    rows = [cells for cells in rows if _kind(cells)]
    order = {"continent": 0, "country": 0, "admin1": 1, "admin2": 2}
    rows.sort(key=lambda cells: (order.get(_kind(cells), 3), -int(cells[14] or 0), int(cells[0])))
    numbers: dict[tuple[str, ...], int] = {}
    places: list[NewPlace] = []
    for cells in rows:
        kind = _kind(cells)
        key = _codes(cells)
        parent = next((numbers[above] for above in _above(kind, key) if above in numbers), -1)
        if kind in ("country", "admin1", "admin2"):
            numbers.setdefault(key[: {"country": 1, "admin1": 2, "admin2": 3}[kind]], len(places))
        people = int(cells[14] or 0)
        names = names_worth_keeping(
            cells[1],
            [cells[2], *cells[3].split(",")],
            other_scripts=people >= OTHER_SCRIPTS_FROM,
            keep_all=kind == "country",
        )
        spot = float(cells[4]), float(cells[5])
        rank = RANK_OF.get(cells[7], "")
        places.append(NewPlace(names, kind, *spot, people, cells[8], parent, int(cells[0]), rank))
    return places


def _kind(cells: Sequence[str]) -> str:
    if cells[7] in _COUNTRIES:
        return "country"
    return _KIND_OF_CODE.get(cells[7]) or _KIND_OF_CLASS.get(cells[6], "")


def _codes(cells: Sequence[str]) -> tuple[str, ...]:
    return (cells[8], cells[10], cells[11])


def _above(kind: str, key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    lengths = {"country": (), "continent": (), "admin1": (1,), "admin2": (2, 1)}.get(kind, (3, 2, 1))
    return (key[:length] for length in lengths)


def main(argv: Sequence[str] | None = None) -> None:
    """Convert a dump; prints how many places and which version came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(argv)
    with options.dump.open(encoding="utf-8") as lines:
        places = read_dump(lines)
    version = write_gazetteer(places, options.out, source=f"GeoNames dump {options.dump.name} (CC BY 4.0)")
    print(f"{len(places)} places, version {version}: set DATELINE_GAZETTEER={options.out}")


if __name__ == "__main__":
    main()
