"""Places: which one is meant, how precisely, and when nobody can tell."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from tests.unit.entities.reading_of import analysis_of, article_of, by_hand, one

from dateline.entities import find_mentions
from dateline.entities.places import great_circle_km
from dateline.language import load_language
from dateline.model import Dateline, Mention, PlaceReference


def place_of(text: str, names: list[str], name: str) -> PlaceReference | None:
    return one(by_hand(text, [("place", each) for each in names]), name).place


def test_the_area_beside_a_name_decides() -> None:
    place = place_of("He lives in Paris, Texas.", ["Paris", "Texas"], "Paris")
    assert place is not None
    assert (place.country, place.admin1) == ("US", "Texas")


def test_without_an_area_the_known_one() -> None:
    place = place_of("The talks in Paris ended.", ["Paris"], "Paris")
    assert place is not None
    assert place.country == "FR"


def test_an_abbreviated_state_decides() -> None:
    place = place_of("A ship burned off Long Beach, CA.", ["Long Beach", "CA"], "Long Beach")
    assert place is not None
    assert (place.country, place.admin1) == ("US", "California")


def test_the_other_places_of_the_article_decide() -> None:
    text = "Officials in Ontario met in London. Toronto and Hamilton sent mayors."
    place = place_of(text, ["Ontario", "London", "Toronto", "Hamilton"], "London")
    assert place is not None
    assert place.country == "CA"


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Tripoli", 1), ("Rapides Parish", 3), ("Bavaria", 4), ("Litani River", 5), ("Lebanon", 6), ("Black Sea", 7)],
)
def test_precision(name: str, precision: int) -> None:
    place = place_of(f"They went to {name} in spring.", [name], name)
    assert place is not None
    assert place.precision == precision


def test_a_place_nobody_knows_is_unknown() -> None:
    assert place_of("The bus stopped in Qzvortelheim.", ["Qzvortelheim"], "Qzvortelheim") is None


def test_a_part_of_a_word_or_name_is_no_place() -> None:
    text = "The ambassador met the University of China Studies."
    assert all(m.place is None for m in by_hand(text, [("organisation", "University of China Studies")]))


def test_a_person_is_no_place() -> None:
    mentions = by_hand("Michael Jordan played. Jordan scored.", [("person", "Michael Jordan"), ("person", "Jordan")])
    assert all(m.place is None for m in mentions)


def test_a_facility_is_not_put_at_a_place_that_is_merely_named_near_by() -> None:
    text = "Talks went on in Vienna. Smoke rose over the Qzvort Prison."
    mentions = by_hand(text, [("place", "Vienna"), ("facility", "Qzvort Prison")])
    assert one(mentions, "Qzvort Prison").place is None


def test_a_facility_is_put_at_the_town_its_words_tie_it_to() -> None:
    text = "Fire broke out in the Qzvort Prison in Tripoli, Lebanon."
    mentions = by_hand(text, [("facility", "Qzvort Prison"), ("place", "Tripoli"), ("place", "Lebanon")])
    prison = one(mentions, "Qzvort Prison").place
    assert prison is not None
    assert prison.inferred
    assert prison.precision is not None
    assert prison.precision >= 2
    assert one(mentions, "Qzvort Prison").entity != one(mentions, "Tripoli").entity


def test_two_names_of_one_country_are_one_entity() -> None:
    mentions = by_hand("The U.S. acted. The United States won.", [("place", "U.S."), ("place", "United States")])
    assert mentions[0].entity == mentions[1].entity


def test_two_towns_of_one_name_are_two_entities() -> None:
    text = "She moved from Paris, Texas, to Paris, France."
    names = ["Paris", "Texas", "Paris", "France"]
    mentions: list[Mention] = [m for m in by_hand(text, [("place", n) for n in names]) if m.text == "Paris"]
    assert mentions[0].entity != mentions[1].entity
    assert [m.place.country for m in mentions if m.place] == ["US", "FR"]


def test_hundreds_of_ambiguous_names_are_ranked_in_time() -> None:
    names = ["Springfield", "San Juan", "Santa Maria", "Georgetown", "Richmond", "Victoria"] * 200
    mentions = by_hand(". ".join(names), [("place", name) for name in names])
    assert len(mentions) == len(names)


def test_distance() -> None:
    assert great_circle_km(0.0, 0.0, 0.0, 180.0) == pytest.approx(20015, abs=10)


def test_a_toss_up_is_unknown() -> None:
    for name in ("Centerville", "Fairview", "Riverside"):
        place = place_of(f"She was born in {name}.", [name], name)
        assert place is None or (place.confidence or 0) >= 0.25


def test_the_town_rather_than_its_province() -> None:
    place = place_of("The general spoke in Kinshasa.", ["Kinshasa"], "Kinshasa")
    assert place is not None
    assert (place.kind, place.precision) == ("city", 1)


def test_washington_is_the_capital_when_no_more_is_said() -> None:
    place = place_of("Officials in Washington agreed.", ["Washington"], "Washington")
    assert place is not None
    assert place.admin1 == "District of Columbia"


def _rows(kind: str) -> list[dict[str, str]]:
    pack = Path(__file__).parents[3] / "src/dateline/language/en/entities/place_words.toml"
    return list(tomllib.loads(pack.read_text("utf-8"))[kind])


@pytest.mark.parametrize("row", [*_rows("example"), *_rows("counterexample")], ids=lambda row: row["text"][:30])
def test_a_common_noun_is_a_town_by_evidence_alone(row: dict[str, str]) -> None:
    names = sorted({row["name"], *re.findall(r"Texas|Arkansas", row["text"])}, key=row["text"].index)
    place = place_of(row["text"], names, row["name"])
    assert (place.country if place is not None else "") == row.get("country", "")


def test_a_dateline_makes_a_common_noun_a_town() -> None:
    text = "EARTH, 3 May (AD) — The barn burned down."
    dateline = Dateline(place="EARTH", date="3 May", start=0, end=17)
    article = msgspec.structs.replace(article_of(text), dateline=dateline)
    place = one(find_mentions(article, analysis_of(text, [("place", "EARTH")]), load_language("en")), "EARTH").place
    assert place is not None
    assert place.name == "Earth"
