"""A GeoNames dump becomes a gazetteer."""

from pathlib import Path

import pytest

from dateline.language.gazetteer import Gazetteer, gazetteer_path
from dateline.language.geonames_dump import main, names_worth_keeping, read_dump
from dateline.model import DatelineError


def line(
    number: int, name: str, others: str, kind: str, code: str, admin1: str = "", admin2: str = "", people: int = 0
) -> str:
    cells = [str(number), name, name, others, "10.5", "20.5", kind, code, "XA", "", admin1, admin2, "", "", str(people)]
    return "\t".join([*cells, "", "", "UTC", "2026-01-01"]) + "\n"


DUMP = [
    line(5, "Port Sallo", "Sallo,PSX,https://example.org/sallo,Салло", "P", "PPLC", "01", "007", 90_000),
    line(2, "North Sallonia", "", "A", "ADM1", "01"),
    line(1, "Sallonia", "Republic of Sallonia,SLN", "A", "PCLI", "00", people=500_000),
    line(3, "Sallo District", "", "A", "ADM2", "01", "007"),
    line(4, "Sallo River", "", "H", "STM", "01"),
    line(6, "Somewhere", "", "V", "FRST"),
    "a broken line\n",
]


def test_areas_hold_their_towns(tmp_path: Path) -> None:
    dump = tmp_path / "XA.txt"
    dump.write_text("".join(DUMP), "utf-8")
    main([str(dump), str(tmp_path / "xa.bin")])
    gazetteer = Gazetteer(tmp_path / "xa.bin")
    assert len(gazetteer) == 5
    town = gazetteer.find("Sallo")[0].place
    assert (town.name, town.rank, town.geonames_id) == ("Port Sallo", "capital", 5)
    assert gazetteer.place(town.admin1).name == "North Sallonia"
    assert gazetteer.place(town.admin2).name == "Sallo District"
    assert gazetteer.find("Салло")[0].place.row == town.row
    assert gazetteer.find("PSX") == ()
    assert gazetteer.find("Sallo River")[0].place.kind == "river"


def test_order_does_not_matter() -> None:
    assert read_dump(DUMP) == read_dump(list(reversed(DUMP)))


def test_names_worth_keeping() -> None:
    assert names_worth_keeping("Sallo", ["SAL", "Sallo Town", "http://x.org", "Sallo 2", "Салло"]) == (
        "Sallo",
        "Sallo Town",
    )
    assert "Салло" in names_worth_keeping("Sallo", ["Салло"], other_scripts=True)


def test_the_setting_must_name_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.bin"
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)
    assert gazetteer_path(shipped) == shipped
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "gone.bin"))
    with pytest.raises(DatelineError):
        gazetteer_path(shipped)
