"""Names: titles, offices, countries and types."""

import tomllib
from pathlib import Path

import pytest
from tests.unit.entities.reading_of import by_hand, one

import dateline.language
from dateline.entities.lexicon import load_lexicon
from dateline.entities.names import organisation_type
from dateline.language import load_language

PACKS = Path(dateline.language.__file__).parent


def test_title_before_a_name_is_not_part_of_it() -> None:
    mention = one(
        by_hand("Defence Minister Anna Korr resigned.", [("person", "Defence Minister Anna Korr")]), "Anna Korr"
    )
    assert (mention.title, mention.office, mention.ontology) == ("Defence Minister", "Defence Minister", "state")


def test_field_of_an_office_is_not_part_of_a_name() -> None:
    mentions = by_hand(
        "Minister of Foreign Affairs Anna Korr resigned.", [("person", "Minister of Foreign Affairs Anna Korr")]
    )
    assert one(mentions, "Anna Korr").kind == "person"


def test_nationality_before_a_title_gives_the_country() -> None:
    mention = one(by_hand("Italian President Marco Vell spoke.", [("person", "Marco Vell")]), "Marco Vell")
    assert (mention.office, mention.country) == ("President", "IT")


def test_office_in_apposition() -> None:
    text = "Anna Korr, 45, a spokeswoman for the Port Authority, said so."
    mention = one(by_hand(text, [("person", "Anna Korr")]), "Anna Korr")
    assert mention.office == "spokeswoman for the Port Authority"


def test_rank_gives_the_military() -> None:
    assert (
        one(by_hand("General Omar Sallo spoke.", [("person", "Omar Sallo")]), "Omar Sallo").ontology == "state/military"
    )


def test_a_dateline_is_no_title() -> None:
    text = "BEIRUT, Lebanon - Defence Minister Anna Korr spoke."
    assert one(by_hand(text, [("person", "Anna Korr")]), "Anna Korr").office == "Defence Minister"


def test_possessives_and_articles_are_cut() -> None:
    assert [m.text for m in by_hand("The Harbour Board's vote", [("organisation", "The Harbour Board's")])] == [
        "Harbour Board"
    ]


def test_nationalities_are_groups_not_places() -> None:
    mention = one(by_hand("French troops left.", [("place", "French")]), "French")
    assert (mention.kind, mention.country, mention.place) == ("group", "FR", None)


def test_pronouns_are_no_names() -> None:
    assert not [m for m in by_hand("She left.", [("person", "She")]) if m.form == "name"]


@pytest.mark.parametrize(
    ("name", "ontology"),
    [
        ("Ministry of Ports", "state"),
        ("Sallo Supreme Court", "state/judiciary"),
        ("Northern Army", "state/military"),
        ("Sallo Police", "state/police"),
        ("Port Workers Union", "labour"),
        ("Korr Shipping Ltd", "company"),
        ("Sallo Courier", "media"),
        ("People's Harbour Party", "political-party"),
        ("University of Sallo", "education"),
        ("Sallo Liberation Front", "armed-group"),
        ("Friends of Sallo", "group"),
    ],
)
def test_organisations_are_typed_by_their_words(name: str, ontology: str) -> None:
    lexicon = load_lexicon(load_language("en"))
    assert lexicon is not None
    assert organisation_type(name, lexicon) == ontology


def test_every_type_used_is_in_the_ontology() -> None:
    types = {
        each["name"] for each in tomllib.loads((PACKS / "shared/entities/ontology.toml").read_text("utf-8"))["type"]
    }
    lexicon = load_lexicon(load_language("en"))
    assert lexicon is not None
    used = {noun.ontology for noun in lexicon.nouns.values()} | set(lexicon.offices.values())
    used |= set(lexicon.organisation_words.values()) | {kind for kind, _ in lexicon.known.values()}
    assert used <= types


def test_every_type_has_its_crosswalk() -> None:
    for each in tomllib.loads((PACKS / "shared/entities/ontology.toml").read_text("utf-8"))["type"]:
        assert len(each["cameo"]) == 3
        assert len(each["plover"]) == 3
        assert each["gloss"]


def test_a_language_without_a_pack_has_no_mentions() -> None:
    from tests.unit.entities.reading_of import analysis_of, article_of

    from dateline.entities import find_mentions

    text = "Ana Korr habló."
    assert find_mentions(article_of(text), analysis_of(text, [("person", "Ana Korr")]), load_language("xx")) == ()
