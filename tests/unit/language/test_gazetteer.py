"""The gazetteer's file: what is written is found again, and the shipped one holds what it should."""

from pathlib import Path

import pytest

import dateline.language
from dateline.language.gazetteer import Gazetteer, NewPlace, fold, write_gazetteer

SHIPPED = Path(dateline.language.__file__).parent / "shared/gazetteer/places.bin"
PLACES = (
    NewPlace(("Sallonia", "Republic of Sallonia"), "country", 10.0, 20.0, 1000, "XA"),
    NewPlace(("North Sallonia",), "admin1", 11.0, 20.0, 500, "XA", 0),
    NewPlace(("Port Sallo", "Sallo"), "city", 11.5, 20.5, 300, "XA", 1, 77, "capital"),
)


def test_what_is_written_is_found(tmp_path: Path) -> None:
    write_gazetteer(PLACES, tmp_path / "g.bin", source="invented")
    gazetteer = Gazetteer(tmp_path / "g.bin")
    (found,) = gazetteer.find("sallo")
    assert not found.main
    place = found.place
    assert (place.name, place.kind, place.country, place.geonames_id, place.rank) == (
        "Port Sallo",
        "city",
        "XA",
        77,
        "capital",
    )
    assert gazetteer.place(place.admin1).name == "North Sallonia"
    assert gazetteer.country_row("XA") == 0
    assert gazetteer.find("Qzvort") == ()
    assert gazetteer.find("") == ()


def test_four_capitals_are_a_large_place_a_country_a_capital_or_none(tmp_path: Path) -> None:
    hamlet = NewPlace(("Vada",), "city", 11.0, 21.0, 900, "XA", 0)
    capital = NewPlace(("Orlo",), "city", 12.0, 21.0, 800_000, "XA", 0)
    seat = NewPlace(("Teln",), "city", 13.0, 21.0, 40_000, "XA", 0, rank="capital")
    island = NewPlace(("Dusk",), "country", 14.0, 21.0, 2_000, "XB")
    write_gazetteer((*PLACES, hamlet, capital, seat, island), tmp_path / "g.bin", source="invented")
    gazetteer = Gazetteer(tmp_path / "g.bin")
    named = [found.place.name for name in ("Vada", "VADA", "ORLO", "TELN", "DUSK") for found in gazetteer.find(name)]
    assert named == ["Vada", "Orlo", "Teln", "Dusk"]


def test_same_places_same_bytes(tmp_path: Path) -> None:
    first = write_gazetteer(PLACES, tmp_path / "a.bin", source="invented")
    assert write_gazetteer(PLACES, tmp_path / "b.bin", source="invented") == first
    assert (tmp_path / "a.bin").read_bytes() == (tmp_path / "b.bin").read_bytes()


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "not.bin").write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(tmp_path / "not.bin")


@pytest.mark.parametrize(
    ("name", "folded"),
    [("St. Élan-sur-Mer", "saint elan sur mer"), ("The Hague", "hague"), ("İzmir", "izmir"), ("Mt. Korr", "mount korr"),
     ("Łódź", "lodz"), ("  ", ""), ("N’Djamena", "ndjamena")],
)  # fmt: skip
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_the_shipped_one() -> None:
    gazetteer = Gazetteer(SHIPPED)
    assert len(gazetteer) > 250_000
    assert SHIPPED.stat().st_size < 25_000_000
    assert gazetteer.find("Munich")[0].place.country == "DE"
    assert {found.place.kind for found in gazetteer.find("Luxembourg")} >= {"country", "city"}
