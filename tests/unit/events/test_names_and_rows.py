"""Names with "and", acts told one after the other, and words of a clause that are no party; every text is invented."""

import pytest

from dateline import read_text
from dateline.model import EventReport, Reading


def _read(text: str) -> Reading:
    return read_text(text, published="2024-05-08", language="en")


def _of(text: str, trigger: str) -> EventReport:
    return next(each for each in _read(text).events if each.trigger.text == trigger)


def _told(report: EventReport, *roles: str) -> list[str]:
    return [each.text for each in report.arguments if each.role in roles]


@pytest.mark.parametrize("name", ["Antigua and Barbuda", "Trinidad and Tobago", "Bosnia and Herzegovina"])
def test_a_country_with_and_is_one(name: str) -> None:
    report = _of(f"The United States condemned {name} on Monday.", "condemned")
    assert _told(report, "recipient", "theme") == [name]


def test_two_countries_stay_two() -> None:
    report = _of("France and Germany signed the deal on Monday.", "signed")
    assert _told(report, "actor") == ["France", "Germany"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a village near Sallo. Rebels attacked a church in Norl.",
        "Gunmen killed two guards in Sallo. Gunmen killed two teachers in Norl.",
        "Police arrested two men in Sallo. Police arrested a third man in Norl on Tuesday.",
    ],
)
def test_one_doer_does_two_things(text: str) -> None:
    assert sum(each.lemma in ("attack", "kill", "arrest") for each in _read(text).events) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a village near Sallo. Rebels attacked the settlement at dawn.",
        "He struck a car in Teln. Police said Renn struck a car on the bridge.",
    ],
)
def test_other_words_may_still_mean_one(text: str) -> None:
    assert sum(each.lemma in ("attack", "strike") for each in _read(text).events) == 1


def test_what_follows_is_as_sure_as_what_comes_before() -> None:
    text = "Lakhora will oppose Ostrina on June 2 followed by an away fixture to Teln three days later."
    assert _of(text, "fixture").status == "expected"
    assert _of("The marchers gathered in Teln, followed by a rally.", "rally").status == "happened"


def test_who_is_told_to_leave_may_have_stayed() -> None:
    assert _of("He was told to leave the town.", "leave").status == "hypothetical"


@pytest.mark.parametrize(
    ("text", "trigger", "when", "status"),
    [
        ("The derby against Teln takes place on 18 May.", "derby", "2024-05-18", "expected"),
        ("Lakhora's away match with Ostrina is on Sunday.", "match", "2024-05-12", "expected"),
        ("The derby took place in Teln on Saturday.", "derby", "2024-05-04", "happened"),
    ],
)
def test_what_takes_place_is_its_subject(text: str, trigger: str, when: str, status: str) -> None:
    report = _of(text, trigger)
    assert report.when is not None
    assert (report.when.edtf, report.status) == (when, status)


def test_a_score_is_no_part_of_a_name() -> None:
    report = _of("Orlik United beat Velno 2-0 in the league.", "beat")
    assert _told(report, "recipient") == ["Velno"]


@pytest.mark.parametrize("text", ["Backed by 200 offices, the party won the vote.", "The union struck at 12 ports."])
def test_offices_and_ports_are_no_amount(text: str) -> None:
    assert not [each for report in _read(text).events for each in report.arguments if each.role == "amount"]


@pytest.mark.parametrize(
    ("text", "trigger", "roles", "told"),
    [
        # what a clause about him tells is not given to him
        ("Renn, whose work on the dam has been praised, was given an award.", "given", ("theme",), ["an award"]),
        # "which" is no person
        (
            "Korr, a senior fellow at the Teln Institute for Trade, which was founded in 1985, left on Monday.",
            "founded",
            ("recipient",),
            [],
        ),
        ("Korr found him wounded. His shotgun was also found next to him.", "found", ("recipient",), ["him"]),
        (
            "A strike in Sallo killed two people and a strike in Norl killed four.",
            "killed",
            ("actor",),
            [],
        ),
        ("Lakhora launched war games after the drills near Teln.", "launched", ("theme",), ["war games"]),
    ],
)
def test_words_that_are_no_party(text: str, trigger: str, roles: tuple[str, ...], told: list[str]) -> None:
    found = [each for each in _read(text).events if each.trigger.text == trigger]
    assert found or not told
    assert all(_told(each, *roles) == told for each in found[:1])
    assert not any("whose" in each.text.lower() for report in found for each in report.arguments)


def test_a_car_that_backs_out_supports_nobody() -> None:
    events = _read("The driver was backing out of a driveway in Teln when she hit him.").events
    assert not any(each.type == "SUPPORT" for each in events)


def test_the_second_of_two_strikes_is_where_it_was() -> None:
    text = "A strike in Sallo killed two people and a strike in Norl killed four."
    places = [each.where.text for each in _read(text).events if each.lemma == "kill" and each.where is not None]
    assert places == ["Sallo", "Norl"]
