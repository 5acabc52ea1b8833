"""The gazetteer: names of places to places, in one memory-mapped file that loads in milliseconds.

The file keeps no alternate names, only a sorted table of 64-bit words: a hash of the folded name, the row of
the place, and one bit that tells a main name from an alternate one. A look-up is a binary search; a name that
is not there hits another's hash about once in 10^7 look-ups.

Layout (little-endian): magic, length of the JSON header (uint32), header, then the arrays the header lists, each
at a multiple of 8 bytes. Rows are places; `parent` is the row of the smallest area that holds a place.
"""

import functools
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.model import DatelineError

MAGIC = b"DLGAZ001"
SETTING = "DATELINE_GAZETTEER"
NO_ROW = 0xFFFFFFFF
KINDS = (
    "city", "district", "admin1", "admin2", "country", "region", "continent", "water", "river", "mountain",
    "island", "park", "facility", "airport", "base", "landmark", "street",
)  # fmt: skip
# How central a town is to its area (GeoNames feature codes PPL, PPLA2-5, PPLA, PPLC and the historical ones).
RANKS = ("", "seat", "admin1-seat", "capital", "former")

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_DROPPED = re.compile(r"[.'’‘`ʼʻ′\"“”]+")
_LETTERS_OF_BODIES = 4  # names of three capitals and fewer are looked up as aliases alone
_KNOWN = 100_000
_GAPS = re.compile(r"[\s\-‐-―_,/()]+")
_EXPANDED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class GazetteerPlace(msgspec.Struct, frozen=True, gc=False):
    """One place of the gazetteer.

    row: its number in this gazetteer. kind: one of KINDS. rank: one of RANKS. lat, lon: degrees, WGS 84.
    population: 0 where not known. country: ISO 3166-1 alpha-2, "" for what lies in none or several.
    admin1, admin2: rows of the areas that hold it, -1 for none. name: the main name.
    """

    row: int
    name: str
    kind: str
    lat: float
    lon: float
    population: int
    country: str
    admin1: int
    admin2: int
    geonames_id: int | None
    rank: str


class Found(msgspec.Struct, frozen=True, gc=False):
    """A place a name may mean.

    main: the name is its main one, not an alternate. preferred: what the name means when no more is said.
    """

    place: GazetteerPlace
    main: bool
    preferred: bool = False


class NewPlace(msgspec.Struct, frozen=True):
    """A place to be written: `names[0]` is the main name; parent: index into the places written, or -1."""

    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    population: int = 0
    country: str = ""
    parent: int = -1
    geonames_id: int = 0
    rank: str = ""


def fold(name: str) -> str:
    """A name as it is looked up: no case, accents or points; hyphens and commas as spaces; "St." as "saint".

    >>> fold("St. Élan-sur-Mer"), fold("the Port of Sallo")
    ('saint elan sur mer', 'port of sallo')
    """
    plain = unicodedata.normalize("NFKD", name[:200].casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _GAPS.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_EXPANDED.get(word, word) if len(words) > 1 else word for word in words)


def _is_known(place: GazetteerPlace) -> bool:
    """Whether a place is one that four capitals stand for: large, a country or its capital."""
    return place.population >= _KNOWN or place.kind == "country" or place.rank == "capital"


def _hash(folded: str) -> int:
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class Gazetteer:
    """Places by name. version: twelve hex digits of the file's content as its header gives them."""

    def __init__(self, path: Path) -> None:
        raw = np.memmap(path, dtype=np.uint8, mode="r")
        if raw[:8].tobytes() != MAGIC:
            raise ValueError(f"not a gazetteer file: {path.name}")
        size = int(raw[8:12].view("<u4")[0])
        header: dict[str, Any] = json.loads(raw[12 : 12 + size].tobytes())
        self.version: str = header["version"]
        self._countries: list[str] = header["countries"]
        self._row_bits: int = header["row_bits"]
        arrays: dict[str, npt.NDArray[Any]] = {}
        for name, (start, length, dtype) in header["arrays"].items():
            arrays[name] = raw[start : start + length].view(dtype)
        self._words = arrays["words"]
        self._columns = arrays
        self._names = arrays["names"]
        countries = np.flatnonzero(arrays["kind"][:1000] == KINDS.index("country")).tolist()  # they come first
        self._country_rows = {self._countries[int(arrays["country"][row])]: row for row in countries}
        self._place = functools.lru_cache(maxsize=65536)(self._read_place)
        self._find = functools.lru_cache(maxsize=65536)(self._look_up)

    def __len__(self) -> int:
        return len(self._columns["lat"])

    def find(self, name: str) -> tuple[Found, ...]:
        """Every place that bears `name`, in the file's order (countries first, then by population).

        Four capitals are as often a body's letters ("RADA", "WADA") as a dateline's ("OSLO"): of these only places of
        100,000 people and more are found, countries and their capitals.
        """
        found = self._find(fold(name))
        if len(name) == _LETTERS_OF_BODIES and name.isupper() and name.isascii():
            return tuple(each for each in found if _is_known(each.place))
        return found

    def country_names(self) -> tuple[str, ...]:
        """The main names of all countries, in the order of their codes."""
        return tuple(self.place(row).name for _, row in sorted(self._country_rows.items()))

    def country_row(self, code: str) -> int:
        """The row of a country by ISO 3166-1 alpha-2 code, -1 for none."""
        return self._country_rows.get(code, -1)

    def place(self, row: int) -> GazetteerPlace:
        """The place of a row."""
        return self._place(row)

    def _look_up(self, folded: str) -> tuple[Found, ...]:
        if not folded:
            return ()
        shift = self._row_bits + 1
        low = (_hash(folded) >> shift) << shift
        first = int(np.searchsorted(self._words, np.uint64(low)))
        found: list[Found] = []
        for word in self._words[first : first + 2000].tolist():
            if word >> shift != low >> shift:
                break
            tail = word & ((1 << shift) - 1)
            found.append(Found(self._place(tail >> 1), not tail & 1))
        return tuple(found)

    def _read_place(self, row: int) -> GazetteerPlace:
        column = self._columns
        start = int(column["name"][row])
        end = int(column["name"][row + 1])
        admin1 = admin2 = -1
        parent = int(column["parent"][row])
        for _ in range(4):  # area within area: at most admin2, admin1, country
            if parent == NO_ROW:
                break
            kind = KINDS[int(column["kind"][parent])]
            if kind == "admin2" and admin2 < 0:
                admin2 = parent
            elif kind == "admin1" and admin1 < 0:
                admin1 = parent
            parent = int(column["parent"][parent])
        return GazetteerPlace(
            row=row,
            name=self._names[start:end].tobytes().decode("utf-8"),
            kind=KINDS[int(column["kind"][row])],
            lat=round(float(column["lat"][row]), 5),
            lon=round(float(column["lon"][row]), 5),
            population=int(column["population"][row]),
            country=self._countries[int(column["country"][row])],
            admin1=admin1,
            admin2=admin2,
            geonames_id=int(column["geonames"][row]) or None,
            rank=RANKS[int(column["rank"][row])],
        )


def gazetteer_path(shipped: Path | None) -> Path | None:
    """The file to read: the one DATELINE_GAZETTEER names, else the shipped one.

    Raises DatelineError where the variable names no file: a run must not quietly use another gazetteer.
    """
    chosen = os.environ.get(SETTING)
    if not chosen:
        return shipped
    if not Path(chosen).is_file():
        remedy = "unset it, or make the file with python -m dateline.language.geonames_dump"
        raise DatelineError(f"{SETTING} names no file: {chosen}", remedy=remedy)
    return Path(chosen)


def write_gazetteer(places: Sequence[NewPlace], path: Path, *, source: str) -> str:
    """Write places to `path` in the order given; returns the version. The same places give the same bytes.

    source: where the places come from, kept in the header. Raises ValueError for an unknown kind or rank.
    """
    row_bits = max(1, (len(places) - 1).bit_length())
    shift = row_bits + 1
    words: set[int] = set()
    offsets, blob = [0], bytearray()
    countries = ["", *sorted({place.country for place in places} - {""})]
    numbers = {code: number for number, code in enumerate(countries)}
    for row, place in enumerate(places):
        blob += place.names[0].encode("utf-8")
        offsets.append(len(blob))
        main = fold(place.names[0])
        for folded in dict.fromkeys(fold(name) for name in place.names):
            if folded:
                words.add((_hash(folded) >> shift) << shift | row << 1 | (folded != main))
    columns: dict[str, npt.NDArray[Any]] = {
        "words": np.array(sorted(words), dtype="<u8"),
        "lat": np.array([place.lat for place in places], dtype="<f4"),
        "lon": np.array([place.lon for place in places], dtype="<f4"),
        "population": np.array([min(place.population, 0xFFFFFFFF) for place in places], dtype="<u4"),
        "parent": np.array([place.parent if place.parent >= 0 else NO_ROW for place in places], dtype="<u4"),
        "geonames": np.array([place.geonames_id for place in places], dtype="<u4"),
        "name": np.array(offsets, dtype="<u4"),
        "kind": np.array([KINDS.index(place.kind) for place in places], dtype="u1"),
        "rank": np.array([RANKS.index(place.rank) for place in places], dtype="u1"),
        "country": np.array([numbers[place.country] for place in places], dtype="u1"),
        "names": np.frombuffer(bytes(blob), dtype="u1"),
    }
    digest = hashlib.sha256()
    for name, column in columns.items():
        digest.update(name.encode() + column.tobytes())
    version = digest.hexdigest()[:12]
    _write(path, columns, {"version": version, "source": source, "countries": countries, "row_bits": row_bits})
    return version


def _write(path: Path, columns: dict[str, npt.NDArray[Any]], header: dict[str, Any]) -> None:
    blank = {name: (10**12, 10**12, column.dtype.str) for name, column in columns.items()}
    room = -(-(12 + len(json.dumps({**header, "arrays": blank}))) // 8) * 8  # the header's size depends on the offsets
    arrays, position = {}, room
    for name, column in columns.items():
        arrays[name] = (position, column.nbytes, column.dtype.str)
        position = -(-(position + column.nbytes) // 8) * 8
    text = json.dumps({**header, "arrays": arrays}).encode().ljust(room - 12)
    with path.open("wb") as file:
        file.write(MAGIC + len(text).to_bytes(4, "little") + text)
        for name, column in columns.items():
            file.write(b"\0" * (arrays[name][0] - file.tell()) + column.tobytes())
