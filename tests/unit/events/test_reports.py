"""Reports as a whole: one event once, times and standing told apart, everything explained."""

from dateline import read_text
from dateline.events import find_events
from dateline.language import load_language
from dateline.model import Article, EventReport, Part, Reading, Span

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
        assert all(
            field in report.explained
            for field in ("mode", "context", "claim", "standing", "said", "horizon", "same_as")
            if getattr(report, field)
        )


def test_the_same_text_gives_the_same_reports() -> None:
    assert read(BLAST).events == read(BLAST).events


def test_an_age_counts_no_dead() -> None:
    report = by_trigger(read("A woman of 70 was killed in the market."), "killed")
    assert [argument for argument in report.arguments if argument.role == "killed"] == []


def test_a_correction_tells_no_event() -> None:
    text = "Twelve people died on Monday.\n\nCorrection: an earlier version said 31 people had died."
    parts = (Part("body", 0, 29), Part("correction", 31, len(text)))
    english = load_language("en")
    article = Article(page_id="p", kind="article", text=text, parts=parts, published="2025-03-05")
    analysis = english.tagger.tag(text, [Span(part.start, part.end) for part in parts])
    reports = find_events(article, analysis, (), (), (), english)
    assert {report.trigger.start < 29 for report in reports} == {True}


def test_a_guide_tells_no_events_and_news_that_addresses_its_reader_once_does() -> None:
    guide = (
        "Choose your seat before you board. You will help your driver if you pay in advance. Ask your guide for a map. "
        "If you lose your ticket, you must pay your fare again. You can offer your place to others. "
        "Your bus company will give you a refund if you complain. You should visit the museum."
    )
    assert read(guide).events == ()
    news = "Soldiers shelled the village of Teln on Monday. You can read more about the village below."
    assert [report.trigger.text for report in read(news).events] == ["shelled"]


def test_a_toll_takes_the_day_of_the_disaster_its_article_is_about() -> None:
    text = (
        "An explosion tore through a warehouse in Port Salvane on Monday.\n\n"
        "Officials have confirmed 14 deaths.\n\n"
        "A fire on the same quay in 2019 destroyed a timber yard."
    )
    toll = by_trigger(read(text), "deaths")
    assert toll.when is not None
    assert (toll.when.edtf, toll.when.how, toll.when.inferred) == ("2025-03-03", "relation", True)
    assert "explosion" in toll.explained["when"]


def test_a_toll_is_not_dated_by_an_old_disaster() -> None:
    toll = by_trigger(read("Officials have confirmed 14 deaths. An explosion in 2019 tore through the yard."), "deaths")
    assert toll.when is None


# -- errors that users of other coders name --------------------------------------------------------------


def test_the_outlets_home_is_not_where_it_happened() -> None:
    reading = read_text(
        "Gunmen attacked a convoy on Monday.", published="2025-03-05", outlet="The Paris Courier", language="en"
    )
    assert reading.events
    assert all(report.where is None for report in reading.events)


def test_not_every_object_is_the_target() -> None:
    report = by_trigger(read("Police used tear gas to disperse a crowd."), "disperse")
    by_role = {argument.role: argument.text for argument in report.arguments}
    assert by_role == {"actor": "Police", "instrument": "tear gas", "recipient": "a crowd"}


def test_no_code_is_made_up_where_the_text_says_too_little() -> None:
    report = by_trigger(read("The landslide killed four climbers."), "killed")
    assert (report.type, report.mode, report.where, report.when) == ("OTHER", None, None, None)


def test_one_unknown_place_empties_nothing() -> None:
    reading = read("Rebels shelled Xyqqelburg and seized the town of Marseille on Monday.")
    seized = by_trigger(reading, "seized")
    assert by_trigger(reading, "shelled").type == "ASSAULT"
    assert seized.where is not None and seized.where.text is not None and "Marseille" in seized.where.text


def test_a_name_inside_a_word_is_no_participant() -> None:
    reading = read("The ambassador met Chancellor Iver Dahl in Vienna.")
    names = {argument.text for report in reading.events for argument in report.arguments}
    assert not any("assad" in name.lower().split() for name in names)
    assert all(mention.text.lower() != "assad" for mention in reading.mentions)


def test_a_place_of_a_university_is_no_place_of_the_event() -> None:
    reading = read("Students marched on Monday, said the University of China Studies.")
    assert all(report.where is None or "China" not in (report.where.text or "") for report in reading.events)
