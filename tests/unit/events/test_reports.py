"""Reports as a whole: one event once, times and standing told apart, everything explained."""

from dateline import read_text
from dateline.model import EventReport, Reading

BLAST = (
    "Blast at grain store kills 14\n\n"
    "An explosion tore through a grain store in Port Salvane on Monday, killing 14 people, officials said.\n\n"
    "The blast was heard in Dursk. Governor Mirela Dusan visited the hospital on Tuesday.\n\n"
    "The explosion left no other building standing."
)


def read(text: str, published: str = "2025-03-05") -> Reading:
    return read_text(text, published=published, outlet="The Salvane Courier", language="en")


def by_trigger(reading: Reading, word: str) -> EventReport:
    for report in reading.events:
        if word in (report.trigger.text, *(trigger.text for trigger in report.same_as)):
            return report
    raise AssertionError(f"no {word!r} among {[report.trigger.text for report in reading.events]}")


def test_an_event_named_three_times_is_one_report() -> None:
    reading = read(BLAST)
    blast = by_trigger(reading, "explosion")
    assert [report for report in reading.events if "blast" in report.trigger.text.lower()] in ([], [blast])
    named = {blast.trigger.text.lower(), *(trigger.text.lower() for trigger in blast.same_as)}
    assert {"explosion", "blast"} <= named
    assert len({report.id for report in reading.events}) == len(reading.events)


def test_the_dead_are_counted_apart_from_the_blast() -> None:
    killing = by_trigger(read(BLAST), "killing")
    counts = [argument for argument in killing.arguments if argument.role == "killed"]
    assert [count.value for count in counts] == [14.0]


def test_two_fires_years_apart_stay_two() -> None:
    reading = read("A fire on the quay on Monday destroyed a yard. Another fire in 2019 destroyed a mill.")
    fires = [report for report in reading.events if report.lemma == "fire"]
    assert len(fires) == 2


def test_no_event_is_dated_by_the_publication_alone() -> None:
    reading = read("Police detained 37 people. The minister resigned.")
    assert reading.events
    assert all(report.when is None for report in reading.events)


def test_what_is_dated_after_the_publication_has_not_happened() -> None:
    report = by_trigger(read("The talks open on March 17 in Vienna.", published="2025-03-10"), "talks")
    assert report.status == "expected"


def test_each_source_has_its_standing() -> None:
    report = by_trigger(read("The ministry denied that soldiers had shelled the town."), "shelled")
    assert report.status == "denied"
    assert (report.standing[-1].source, report.standing[-1].polarity) == ("The ministry", "negative")
    assert report.standing[0].certainty == "unknown"
    assert report.claim is not None


def test_the_outlet_stands_for_what_it_tells_itself() -> None:
    report = by_trigger(read("Soldiers shelled the town."), "shelled")
    assert [(each.source, each.certainty, each.polarity) for each in report.standing] == [
        ("The Salvane Courier", "certain", "positive")
    ]


def test_the_dateline_is_not_where_it_happened() -> None:
    report = by_trigger(read("VIENNA (AD) - Rebels attacked a convoy."), "attacked")
    assert report.where is None


def test_every_report_explains_itself() -> None:
    for report in read(BLAST).events:
        assert {"type", "status"} <= set(report.explained)
        assert sum(key.startswith("argument") for key in report.explained) == len(report.arguments)
        assert report.when is None or "when" in report.explained
        assert report.where is None or "where" in report.explained


def test_the_same_text_gives_the_same_reports() -> None:
    assert read(BLAST).events == read(BLAST).events
