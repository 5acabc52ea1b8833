"""One event told twice in an article is one report; two are two."""

import pytest

from dateline import read_text
from dateline.events.timing.moments import when_of
from dateline.model import TimeExpression


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


def triggers_of(text: str) -> list[tuple[str, list[str]]]:
    """Each report's trigger with the other words that tell the same event."""
    reading = read_text(text, published="2025-05-14", language="en")
    return [(report.trigger.text, [each.text for each in report.same_as]) for report in reading.events]


def test_a_headlines_clipped_present_is_what_the_body_tells() -> None:
    text = (
        "Court jails ex-minister\n\nFormer minister Pavel Vail was sentenced to five years in prison on Monday. "
        "The sentence was handed down in Velno."
    )
    assert triggers_of(text) == [("sentenced", ["jails", "sentence"])]
    freed = "Rebels free hostages\n\nRebels in the north released nine hostages on Tuesday."
    assert triggers_of(freed) == [("released", ["free"])]


def test_an_arrest_beside_a_sentence_stays_its_own() -> None:
    text = "Pavel Vail was sentenced to five years on Monday. Police arrested his driver on Tuesday."
    assert triggers_of(text) == [("sentenced", []), ("arrested", [])]


def test_what_is_told_after_a_denied_act_is_another() -> None:
    text = "Commanders denied attacking a hospital in Teln. Rebels attacked a hospital in Teln on Sunday."
    reading = read_text(text, published="2025-05-14", language="en")
    told = {report.trigger.text: report.status for report in reading.events if report.type == "ASSAULT"}
    assert told == {"attacking": "denied", "attacked": "happened"}


def test_words_that_refer_back_join_what_was_denied() -> None:
    text = "The army denied shelling the village on Monday. The attack killed three people."
    assert ("shelling", ["attack"]) in triggers_of(text)
    before = "The army shelled the village on Monday. The army denied shelling the village."
    assert ("shelled", ["shelling"]) in triggers_of(before)


def test_a_type_and_a_day_make_no_one_event() -> None:
    shelled = "Soldiers shelled the village on Monday. Heavy shelling hit the coast on Monday."
    assert triggers_of(shelled) == [("shelled", []), ("shelling", [])]
    attacked = "Gunmen attacked a base on Monday. An attack on Monday hit Sallo."
    assert ("attacked", []) in triggers_of(attacked)
    struck = "The ferry struck a sandbank near Teln on Monday. A car hit a wall in Velno on Monday."
    assert triggers_of(struck) == [("struck", []), ("hit", [])]


def test_two_days_are_two_events() -> None:
    text = "The army shelled Velno on Monday. The army shelled Velno on Tuesday."
    assert triggers_of(text) == [("shelled", []), ("shelled", [])]


def test_a_match_report_tells_of_no_attack() -> None:
    text = "Astrel drew 1-1 with Teln on Saturday. They attacked from the start. The goalkeeper Jonas Tavi shot wide."
    reading = read_text(text, published="2025-05-14", language="en")
    assert [report.trigger.text for report in reading.events if report.type == "ASSAULT"] == []
    vote = "The bill lost 210-205 on Monday. Gunmen attacked the parliament."
    assert "ASSAULT" in [report.type for report in read_text(vote, language="en").events]


def test_who_is_given_is_no_part_of_what_is_given() -> None:
    for text in (
        "The club has donated all contributions to the women's shelter.",
        "The bakery donated all contributions to the women's shelter.",
    ):
        report = read_text(text, language="en").events[0]
        told = {each.role: each.text for each in report.arguments}
        assert (told["instrument"], told["recipient"]) == ("all contributions", "the women's shelter")


@pytest.mark.parametrize(
    ("edtf", "earliest", "mod", "wanted"),
    [
        ("1950/..", "1951-01-01", "AFTER", ("1950/..", "1951-01-01", None)),
        ("2024-08/..", "2024-09-01", "AFTER", ("2024-08/..", "2024-09-01", None)),
        ("2024-08/..", "2024-08-01", None, ("2024-08", "2024-08-01", "2024-09-01")),
        ("2024-12/..", "2024-12-01", None, ("2024-12", "2024-12-01", "2025-01-01")),
        ("0050/..", "0050-01-01", None, ("0050", "0050-01-01", "0051-01-01")),
        ("9999/..", "9999-01-01", None, ("9999", "9999-01-01", None)),
    ],
)
def test_what_is_after_a_year_is_not_in_it(
    edtf: str, earliest: str, mod: str | None, wanted: tuple[str, str, str | None]
) -> None:
    when = when_of(TimeExpression("t1", 0, 4, "time", "DATE", edtf=edtf, earliest=earliest, mod=mod), "clause")
    assert (when.edtf, when.earliest, when.latest) == wanted


def test_people_told_as_others_are_others() -> None:
    text = (
        "A 19-year-old woman was arrested in Teln on Monday. Two more women, aged 41 and 62, were arrested in Dursk. "
        "A 58-year-old woman was arrested in March."
    )
    assert triggers_of(text) == [("arrested", []), ("arrested", []), ("arrested", [])]
    again = "Police arrested a man in Teln on Monday. The man was arrested at his home."
    assert triggers_of(again) == [("arrested", ["arrested"])]


def test_two_numbers_of_dead_are_two_killings() -> None:
    text = (
        "The militias slaughtered tens of thousands of villagers in the hills. Last month the militias "
        "killed more than 20 villagers in Teln."
    )
    assert triggers_of(text) == [("slaughtered", []), ("killed", [])]


def test_a_headline_stands_for_the_bodys_first_telling_alone() -> None:
    text = (
        "Lakhora launches counteroffensive\n\nLakhora has launched a counteroffensive near Teln. The cities of Mereva "
        "were shelled, the envoy said."
    )
    assert ("shelled", []) in triggers_of(text)


def test_a_dismissal_is_no_coup() -> None:
    text = "Ada Molen, who was ousted as harbour minister last week, returned to Teln after the coup."
    assert ("ousted", []) in triggers_of(text)


def test_two_stances_on_two_things_are_two() -> None:
    text = "Councillors defied a picket to reach the chamber and voted by a wide margin to reject it."
    assert {"defied", "reject"} <= {trigger for trigger, _ in triggers_of(text)}


def test_who_is_hurt_in_a_headline_hurt_nobody() -> None:
    text = "Cyclist hurt after being struck by tram in Teln\n\nThe cyclist was struck by the tram on Friday."
    hurt = next(each for each in read_text(text, language="en").events if each.trigger.text == "hurt")
    assert (hurt.type, [each.role for each in hurt.arguments]) == ("OTHER", ["victim"])


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("Thefts fell by 25% in Orlik last year. Burglaries fell by 31% in Teln last year.", "fell", 2),
        ("The council launched a campaign on Monday. The council launched two colleges in Teln.", "launched", 2),
    ],
)
def test_other_things_and_amounts_are_other_events(text: str, word: str, count: int) -> None:
    found = read_text(text, published="2031-05-14", language="en").events
    assert len([each for each in found if each.trigger.text == word]) == count
