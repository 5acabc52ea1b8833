"""One event told twice in an article is one report; two are two."""

from dateline import read_text


def test_soldiers_who_open_fire_set_none() -> None:
    reading = read_text("Soldiers opened fire on a bus near Teln on Sunday.", published="2025-05-14", language="en")
    assert [report.trigger.text for report in reading.events] == ["opened fire"]


def test_one_person_is_not_the_several_told_before() -> None:
    text = "Residents donated blankets. She donated a kidney to her brother."
    reading = read_text(text, published="2025-05-14", language="en")
    given = [report for report in reading.events if report.trigger.text == "donated"]
    assert [[each.text for each in report.arguments if each.role == "actor"] for report in given] == [
        ["Residents"],
        ["She"],
    ]


def test_no_number_of_things_is_a_toll() -> None:
    text = "The fire killed 300 sheep and the hail hurt dozens of vehicles. Six dockers were killed."
    reading = read_text(text, published="2025-05-14", language="en")
    counted = [each for report in reading.events for each in report.arguments if each.role in ("killed", "wounded")]
    assert [(each.role, each.value) for each in counted] == [("killed", 6.0)]


def test_a_definite_attack_is_the_act_told_before() -> None:
    text = (
        "Masked men set fire to a church in Velno on Thursday. The attack caused damage of 30,000 crowns. "
        "The arson attack was the second in a week."
    )
    reading = read_text(text, published="2025-05-14", language="en")
    assert [report.trigger.text for report in reading.events if report.type == "ASSAULT"] == ["set fire"]


def test_a_crash_that_closes_a_road_is_an_event_of_its_own() -> None:
    text = "Two trains collided near Velno on Monday, injuring nine. The crash closed the line."
    reading = read_text(text, published="2025-05-14", language="en")
    told = {report.trigger.text: [each.text for each in report.same_as] for report in reading.events}
    assert (told["collided"], told["closed"]) == (["crash"], [])


def test_what_a_thing_is_called_has_not_happened() -> None:
    text = "Parliament approved the treaty on Thursday. Opposition leader Pavel Vail called the treaty a surrender."
    reading = read_text(text, published="2025-07-04", language="en")
    assert "surrender" not in [report.trigger.text for report in reading.events]


def test_nothing_goes_on_from_a_time_since_which() -> None:
    text = (
        "President Anna Korr visited Velno on Saturday. Nine people have died since the river burst its banks on "
        "Tuesday. Korr later met Governor Mirela Dusan."
    )
    reading = read_text(text, published="2025-05-04", language="en")
    met = next(report for report in reading.events if report.trigger.text == "met")
    assert met.when is not None
    assert met.when.edtf == "2025-05-03"


def test_what_is_done_between_two_years_has_both() -> None:
    text = "The bank admitted on Thursday that it had ignored 900 warnings between 2015 and 2019."
    reading = read_text(text, published="2025-04-03", language="en")
    ignored = next(report for report in reading.events if report.trigger.text == "ignored")
    assert ignored.when is not None
    assert (ignored.when.edtf, ignored.when.earliest, ignored.when.latest) == ("2015/2019", "2015-01-01", "2020-01-01")


def test_what_was_offered_for_a_coming_day_was_not_offered_then() -> None:
    reading = read_text("The government offered talks on Friday.", published="2025-05-14", language="en")
    offered = next(report for report in reading.events if report.trigger.text == "offered")
    assert (offered.status, offered.when) == ("happened", None)


def test_what_a_gap_tells_is_not_mixed_in() -> None:
    text = "Police arrested a man in Teln on Monday and a woman in Dursk on Tuesday."
    report = read_text(text, published="2025-05-14", language="en").events[0]
    told = [(each.role, each.text) for each in report.arguments]
    assert told == [("actor", "Police"), ("recipient", "a man"), ("place", "Teln")]
    assert report.when is not None
    assert report.when.edtf == "2025-05-12"
    both = read_text("Police arrested a man and a woman in Dursk on Tuesday.", language="en").events[0]
    assert [each.text for each in both.arguments if each.role == "recipient"] == ["a man", "a woman"]
