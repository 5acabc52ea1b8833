"""Attacks in the words that reports use: who, with what, where, and how many acts."""

from dateline import read_text
from dateline.model import EventReport


def events(text: str) -> dict[str, EventReport]:
    """The reports of a text by their first words."""
    return {each.trigger.text: each for each in read_text(text, published="2024-05-08", language="en").events}


def roles(event: EventReport) -> set[tuple[str, str]]:
    return {(each.role, each.text) for each in event.arguments}


def test_a_car_bomb_that_explodes_is_one_attack() -> None:
    told = events("A car bomb exploded outside a police station in Teln on Friday, killing at least 12 people.")
    assert set(told) == {"car bomb", "killing"}
    assert told["car bomb"].type == told["killing"].type == "ASSAULT"
    assert ("place", "a police station in Teln") in roles(told["car bomb"])


def test_a_body_that_says_what_it_did_is_who_did_it() -> None:
    assert ("actor", "it") in roles(events("The army said it had killed 15 militants in a raid.")["killed"])
    storm = events("The storm hit the coast. Officials said it had killed four people.")["killed"]
    assert ("instrument", "it") in roles(storm)


def test_what_is_hit_above_a_place_is_hit_there() -> None:
    told = events("Two drones were intercepted over Port Salvane early on Monday.")["intercepted"]
    assert ("place", "Port Salvane") in roles(told)
    talks = events("The two parties argued over Dursk on Monday.")
    assert all(role != "place" for each in talks.values() for role, _ in roles(each))


def test_people_fired_at_stand_where_it_happened() -> None:
    told = events("Police fired tear gas at protesters in Belaty on Monday.")["fired"]
    assert {("recipient", "protesters"), ("place", "Belaty")} <= roles(told)


def test_a_state_of_emergency_is_no_place() -> None:
    told = events("The president declared a state of emergency on Monday.")["declared"]
    assert told.where is None
    state = events("The president declared a state of emergency in the state of Orm on Monday.")["declared"]
    assert state.where is None or "emergency" not in state.where.text


def test_a_clause_with_when_tells_day_and_place_of_all_it_stands_behind() -> None:
    told = events("Three policemen were killed and five others injured when their vehicle hit a mine in Orm on Sunday.")
    for words in ("killed", "injured"):
        when, where = told[words].when, told[words].where
        assert when is not None and when.edtf == "2024-05-05"
        assert where is not None and where.text == "Orm"
    habit = events("The mayor was jailed in Belaty, as she had been when she was a student.")["jailed"]
    assert habit.when is None


def test_a_prison_that_someone_is_sent_to_is_not_where_the_court_sat() -> None:
    told = events("A court in Astrel sentenced three journalists to five years in prison on Thursday.")["sentenced"]
    assert told.where is None or told.where.text != "prison"


def test_how_many_tell_of_it_is_no_number_of_the_event() -> None:
    told = events("Fighters attacked an army base near Dursk on Monday, according to two residents.")["attacked"]
    assert "amount" not in {role for role, _ in roles(told)}


def test_what_a_march_is_for_is_the_march() -> None:
    told = events("Thousands of people marched in Astrel on Saturday to protest against fuel price rises.")
    assert set(told) == {"marched"}
    assert {("place", "Astrel"), ("reason", "fuel price rises")} <= roles(told["marched"])
    against = events("Hundreds protested against the government in Astrel on Monday.")["protested"]
    assert ("recipient", "the government") in roles(against)


def test_a_deed_has_not_the_day_of_its_verdict() -> None:
    told = events("A jury convicted Ivo Sand of the killing of a clerk following a trial in March.")
    assert all(each.when is None for words, each in told.items() if words == "killing")
    charged = events("Prosecutors charged Ivo Sand with the killing of a clerk on Monday.")
    assert charged["charged"].when is not None
    assert all(each.when is None for words, each in charged.items() if words == "killing")


def test_what_declines_by_a_number_rejects_nothing() -> None:
    assert all(each.type != "REJECT" for each in events("Contracts declined by 16 percent last year.").values())
    assert events("The minister declined the offer on Monday.")["declined"].type == "REJECT"


def test_one_thing_hit_twice_in_a_sentence_is_hit_once() -> None:
    told = events("Rebels attacked the town and shelled the town on Monday.")
    assert len([each for each in told.values() if each.type == "ASSAULT"]) == 1


def test_days_earlier_than_nothing_that_is_dated_are_no_day() -> None:
    told = events("The pipe was fitted twelve days earlier by a plumber from Teln.")
    assert all(each.when is None or each.when.earliest is None for each in told.values())
    anchored = events("The roof fell on 3 March 2024. The beam had been fitted twelve days earlier.")["fitted"]
    assert anchored.when is not None
    assert anchored.when.edtf == "2024-02-20"


def test_what_a_signed_post_tells_is_the_word_of_who_signs_it() -> None:
    told = events(
        "The board was quick to answer.\n\n"
        "Two men were wounded by a mine in the night. — Ilja Mott (@iljamott) May 3, 2024"
    )["wounded"]
    assert told.status == "alleged" and told.claim is not None
    assert [standing.source for standing in told.standing][-1] == "Ilja Mott"


def test_a_city_by_its_name_acts_and_a_thing_by_a_name_does_not() -> None:
    assert ("actor", "The city of Velno") in roles(events("The city of Velno passed an ordinance on Monday.")["passed"])
    assert ("actor", "The bridge of Velno") not in roles(
        events("The bridge of Velno collapsed on Monday.")["collapsed"]
    )
