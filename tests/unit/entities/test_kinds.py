"""What kind of thing a name names, where the tagger is wrong or silent."""

import msgspec
from tests.unit.entities.reading_of import analysis_of, article_of, by_hand, one

from dateline.entities import find_mentions
from dateline.language import load_language


def test_last_word_makes_a_body() -> None:
    assert one(by_hand("The River Guard fired.", [("place", "River Guard")]), "River Guard").kind == "organisation"


def test_last_word_makes_a_facility() -> None:
    text = "He died in Saint Orban Hospital."
    assert one(by_hand(text, [("organisation", "Saint Orban Hospital")]), "Saint Orban Hospital").kind == "facility"


def test_a_known_place_stays_one_whatever_its_last_word() -> None:
    assert one(by_hand("Clashes in the West Bank", [("place", "West Bank")]), "West Bank").kind == "place"


def test_numbered_facilities() -> None:
    mention = one(by_hand("The blast struck Warehouse 9 at night."), "Warehouse 9")
    assert (mention.kind, mention.form) == ("facility", "name")


def test_a_name_is_whole_over_its_apostrophe() -> None:
    text = "The Port Workers’ Federation called a strike."
    mention = one(by_hand(text, [("organisation", "Port Workers")]), "Port Workers’ Federation")
    assert (mention.kind, mention.ontology) == ("organisation", "labour")


def test_well_known_bodies_cut_in_two() -> None:
    mentions = by_hand("The White House declined.", [("place", "White"), ("place", "House")])
    mention = one(mentions, "White House")
    assert (mention.kind, mention.ontology, mention.country) == ("organisation", "state", "US")


def test_a_longer_name_of_the_tagger_stays() -> None:
    text = "The Sallo Supreme Court ruled."
    assert [m.text for m in by_hand(text, [("organisation", "Sallo Supreme Court")]) if m.form == "name"] == [
        "Sallo Supreme Court"
    ]


def test_countries_passed_over_are_found() -> None:
    mention = one(by_hand("They fled to Kenya in May."), "Kenya")
    assert (mention.kind, mention.ontology, mention.country) == ("place", "state", "KE")


def test_a_country_in_a_persons_name_is_none() -> None:
    assert not [m for m in by_hand("He met Chad Korr yesterday.") if m.kind == "place"]


def test_a_country_that_acts_is_a_place_and_a_state() -> None:
    mention = one(by_hand("The U.S. closed its embassy.", [("organisation", "U.S.")]), "U.S.")
    assert (mention.kind, mention.ontology) == ("place", "state")


def test_a_surname_taken_for_a_place_is_the_person() -> None:
    mentions = by_hand("Idris Vahl spoke. Vahl left.", [("person", "Idris Vahl"), ("place", "Vahl")])
    assert one(mentions, "Vahl").entity == mentions[0].entity


def test_what_has_a_government_is_a_place() -> None:
    assert one(by_hand("Mereva’s government resigned.", [("person", "Mereva")]), "Mereva").kind == "place"


def test_capitals_make_a_body() -> None:
    assert one(by_hand("Officials of DINQRA came.", [("person", "DINQRA")]), "DINQRA").kind == "organisation"


def test_a_title_alone_is_no_name() -> None:
    assert not [m for m in by_hand("Prime Minister spoke.", [("person", "Prime Minister")]) if m.form == "name"]


def test_half_names_are_dropped() -> None:
    assert not [m for m in by_hand("He lives on Main Street.", [("place", "Street")]) if m.form == "name"]


def test_an_abbreviation_keeps_its_point() -> None:
    text = "She moved to Charleston, W.Va., in May."
    mention = one(by_hand(text, [("place", "Charleston"), ("place", "W.Va")]), "W.Va.")
    assert mention.place is not None
    assert mention.place.name == "West Virginia"


def test_the_outlet_is_a_body_of_the_media() -> None:
    text = "He spoke to The Sallo Courier on Monday."
    article = msgspec.structs.replace(article_of(text), outlet="The Sallo Courier")
    mention = one(find_mentions(article, analysis_of(text), load_language("en")), "Sallo Courier")
    assert (mention.kind, mention.ontology) == ("organisation", "media")


def test_a_body_is_of_the_country_in_its_name() -> None:
    text = "The US State Department and the Central Bank of Kenya met the Iran-Iraq Council."
    names = ["US State Department", "Central Bank of Kenya", "Iran-Iraq Council"]
    mentions = by_hand(text, [("organisation", name) for name in names])
    assert [one(mentions, name).country for name in names] == ["US", "KE", None]


def test_a_person_with_a_towns_name_stays_a_person() -> None:
    text = "Byron wrote to friends. Byron went to school. Letters to Byron were lost. Byron died."
    mentions = by_hand(text, [("person", "Byron")] * 4)
    assert {m.kind for m in mentions if m.text == "Byron"} == {"person"}


def test_a_place_now_and_then_taken_for_a_person_is_a_place() -> None:
    text = "Fighting went on in Mereva. Schools in Mereva closed. Mereva was quiet."
    mentions = by_hand(text, [("place", "Mereva"), ("place", "Mereva"), ("person", "Mereva")])
    assert {m.kind for m in mentions if m.text == "Mereva"} == {"place"}


def test_a_papers_name_keeps_its_day() -> None:
    mention = one(by_hand("He told Astrel Today that it was shut.", [("organisation", "Astrel")]), "Astrel Today")
    assert (mention.kind, mention.ontology) == ("organisation", "media")


def test_a_day_in_a_title_is_no_name() -> None:
    text = "Guards Seize Dursk Today"
    assert one(by_hand(text, [("place", "Dursk")]), "Dursk").kind == "place"


def test_an_agency_in_a_datelines_brackets_is_no_place() -> None:
    text = "TIRANA (ATA) — The mayor met dockers. He told ATA so.\n\nPhoto: PARI / MTI"
    given = [("place", "TIRANA"), ("place", "ATA"), ("place", "ATA so"), ("place", "PARI"), ("place", "MTI")]
    found = {each.text: each for each in by_hand(text, [each for each in given if each[1] != "ATA so"])}
    assert found["TIRANA"].kind == "place"
    for agency in ("ATA", "PARI", "MTI"):
        assert (found[agency].kind, found[agency].ontology, found[agency].place) == ("organisation", "media", None)


def test_a_country_in_a_datelines_brackets_stays_one() -> None:
    text = "MINSK (OMAN) — The mayor met dockers."
    assert one(by_hand(text, [("place", "MINSK"), ("place", "OMAN")]), "OMAN").kind == "place"


def test_unknown_capitals_in_the_midst_of_a_text_are_a_body() -> None:
    text = "Members of the TANA group met in the town hall to talk about the grain."
    assert one(by_hand(text, [("place", "TANA")]), "TANA").kind == "organisation"
    assert one(by_hand("Dockers struck in LIMA and left the quay.", [("place", "LIMA")]), "LIMA").kind == "place"


def test_a_town_with_its_mayors_name_is_a_place() -> None:
    text = "Anton Orm, the mayor of Orm, spoke. Orm said the bridge was safe."
    names = [("person", "Anton Orm"), ("person", "Orm")]
    found = [each for each in by_hand(text, names) if each.text in ("Orm", "Anton Orm")]
    assert [each.kind for each in found if each.start > 10][:1] == ["place"]
    assert found[0].entity != next(each for each in found if each.kind == "place").entity
