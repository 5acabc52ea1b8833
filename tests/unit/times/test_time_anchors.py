"""Which time an expression is told from: publication, the text, the headline, the dateline."""

import pytest
from tests.unit.times.times_of import times_of

from dateline import read_text
from dateline.language import load_language
from dateline.model import Analysis, Article, Dateline, Part, Role, Span, TimeExpression
from dateline.times import find_times

FEATURE = """A quiet river town remembers

One year on, the people of Dursk remember the winter of 2019-20.

In December, the first patients came to the clinic on Mill Street. On January 3, the town council closed the \
market. By the end of that month, forty people were ill.

"We knew nothing then," Dr Ilka Maren told the Courier last week. On February 11 she wrote to the ministry. \
Two days later, the ministry answered.

The council will vote in May on a memorial."""

REPORT = """Ferry sinks off Port Sallo

A ferry with 80 people on board sank on Tuesday, the coast guard said on Wednesday. It had left the harbour \
at 9:30 p.m. and was due on Wednesday morning.

The last such accident was in October, when a barge capsized. In 2011, twelve people died.

The inquiry will open on Monday and report by December."""

INQUIRY = """Inquiry finds warnings of Dursk fever were ignored

The government knew of the fever two months before it told the public, an inquiry said on Tuesday.

The first patient was seen on December 1, 2019, at a clinic near the fish market. On December 30, Dr Ilka Maren \
warned her colleagues in a message.

She was summoned by the police on January 3. "They told me to stay silent," she said in an interview last month.

The message reached the ministry, where it lay on a desk.

On January 20, officials confirmed the illness could spread. By the end of March, 2,000 people had died.

The inquiry's second report is due in June. The minister will answer questions on Thursday."""

BANK = """SALLO - It took three days in October 2008 to bring down a bank that had stood for a century.

On Friday, October 3, clients queued outside the branch on Hill Street. By Monday the queue was two blocks long.

In November, parliament voted to buy the bank. The sale closed in February.

Today the building is a hotel. It opened in April."""

HISTORY = """The salt war began in 1871. In June, Tervan troops crossed the river. By 14 August they held the pans.

Fighting stopped in December 1871. In February, envoys met at Lund. The next day they signed a truce.

In 1874, the war broke out again. That year the harvest failed. It ended on 2 March 1875, and in 1880 a wall \
was built. A second truce was signed in 1882."""


def values(text: str, published: str | None) -> dict[str, str | None]:
    return {each.text: each.value for each in times_of(text, published)}


def test_feature_on_a_past_winter_carries_its_years() -> None:
    found = values(FEATURE, "2021-03-14")
    assert found["December"] == "2019-12"
    assert found["January 3"] == "2020-01-03"
    assert found["the end of that month"] == "2020-01"
    assert found["February 11"] == "2020-02-11"
    assert found["Two days later"] == "2020-02-13"


def test_feature_still_counts_from_publication_where_it_says_so() -> None:
    found = values(FEATURE, "2021-03-14")
    assert found["last week"] == "2021-W09"
    assert found["May"] == "2021-05"


def test_a_carried_year_names_its_anchor_and_keeps_the_other_reading() -> None:
    (december,) = [each for each in times_of(FEATURE, "2021-03-14") if each.text == "December"]
    assert december.anchor is not None
    assert (december.anchor.kind, december.anchor.time) == ("text", "2019-WI")
    assert december.alternatives == ("2020-12",)


def test_same_day_report_counts_from_publication() -> None:
    found = values(REPORT, "2024-05-08")
    assert found["Tuesday"] == "2024-05-07"
    assert found["Wednesday"] == "2024-05-08"
    assert found["9:30 p.m."] == "2024-05-07T21:30"
    assert found["October"] == "2023-10"
    assert found["2011"] == "2011"
    assert found["Monday"] == "2024-05-13"
    assert found["December"] == "2024-12"


def test_report_with_a_past_at_its_heart_keeps_both() -> None:
    found = values(INQUIRY, "2021-03-09")
    assert found["Tuesday"] == "2021-03-09"
    assert found["December 30"] == "2019-12-30"
    assert found["January 3"] == "2020-01-03"
    assert found["last month"] == "2021-02"
    assert found["January 20"] == "2020-01-20"
    assert found["the end of March"] == "2020-03"
    assert found["June"] == "2021-06"
    assert found["Thursday"] == "2021-03-11"


def test_narrative_that_comes_back_to_the_present() -> None:
    found = values(BANK, "2023-08-14")
    assert found["Friday, October 3"] == "2008-10-03"
    assert found["Monday"] == "2008-10-06"
    assert found["November"] == "2008-11"
    assert found["February"] == "2009-02"
    assert found["April"] == "2023-04"


@pytest.mark.parametrize("published", ["2009-12-19", None])
def test_history_needs_no_publication(published: str | None) -> None:
    found = times_of(HISTORY, published)
    assert [each.value for each in found] == [
        "1871", "1871-06", "1871-08-14", "1871-12", "1872-02", "1872-02-XX", "1874", "1874",
        "1875-03-02", "1880", "1882",
    ]  # fmt: skip


def test_without_publication_nothing_is_guessed() -> None:
    found = times_of("He left on Monday. The vote is on 3 May. Last year it rained.")
    assert [each.value for each in found] == ["XXXX-WXX-1", "XXXX-05-03", "XXXX"]
    assert [each.earliest for each in found] == [None, None, None]


def test_headline_opens_the_thread() -> None:
    text = "The flood of March 2017\n\nThe water rose. On April 2, the dam broke."
    parts = (Part("headline", 0, 23), Part("body", 25, len(text)))
    found = times_of(text, "2019-11-03", parts=parts)
    assert [each.value for each in found] == ["2017-03", "2017-04-02"]
    assert found[1].anchor is not None
    assert found[1].anchor.kind == "headline"


def test_a_dated_dateline_is_what_the_report_tells_from() -> None:
    line = Dateline(place="PORT SALLO", date="6 May")
    (monday,) = times_of("The ferry sank on Sunday.", "2024-05-07", dateline=line)
    assert monday.value == "2024-05-05"
    assert monday.anchor is not None
    assert (monday.anchor.kind, monday.anchor.time) == ("dateline", "2024-05-06")


def test_a_dateline_alone_gives_the_day() -> None:
    line = Dateline(place="PORT SALLO", date="6 May 2024")
    (sunday,) = times_of("The ferry sank on Sunday.", dateline=line)
    assert sunday.value == "2024-05-05"


def test_undecided_weekday_keeps_the_other_one() -> None:
    (monday,) = times_of("The ferry, Monday.", "2024-05-08")
    assert (monday.value, monday.alternatives) == ("2024-05-06", ("2024-05-13",))


def test_both_orders_of_a_numeric_date() -> None:
    (date,) = times_of("The bill is dated 3/4/2021.", "2024-05-08")
    assert (date.value, date.alternatives) == ("2021-03-04", ("2021-04-03",))


def test_order_of_numeric_dates_by_the_text_the_region_and_the_address() -> None:
    text, british = "Paid on 25/12/2020, due on 3/4/2021.", {"language": "en-GB"}
    assert times_of(text)[1].value == "2021-04-03"
    assert times_of("Due on 3/4/2021.", None, "en", **british)[0].value == "2021-04-03"
    assert times_of("Due on 3/4/2021.", canonical_url="https://news.example.co.uk/a")[0].value == "2021-04-03"
    assert times_of("Paid on 12/25/2020, due on 3/4/2021.", None, "en", **british)[1].value == "2021-03-04"


def test_bounded_dates() -> None:
    after, since, by = times_of("Not after 2003, not since May 2019, not by Friday.", "2024-05-08")
    assert (after.mod, after.earliest, after.latest) == ("AFTER", "2004-01-01", None)
    assert (since.mod, since.edtf) == ("ON_OR_AFTER", "2019-05/..")
    assert (by.mod, by.latest) == ("ON_OR_BEFORE", "2024-05-11")


def test_zone_moves_the_bounds() -> None:
    (time,) = times_of("It failed on 14 July 2021 at 14:05 UTC.")
    assert (time.value, time.zone, time.earliest) == ("2021-07-14T14:05", "Z", "2021-07-14T14:05Z")


def test_the_winter_of_years_ago_gives_its_months_their_years() -> None:
    text = (
        "It was taken in the winter of two years ago. In December the lake froze.\n\n"
        "On January 3 a lorry broke through the ice."
    )
    assert [time.value for time in times_of(text, published="2025-03-15")] == [
        "2022-WI", "2023", "2022-12", "2023-01-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The fair was held in June.", "2025-05-14", "2024-06"),
        ("The next fair was moved to June.", "2025-05-14", "2025-06"),
        ("A vote was due in June.", "2025-05-14", "2025-06"),
        ("The bridge was to be opened in June.", "2025-05-14", "2025-06"),
        ("In December alone, rebels killed 40 people.", "2025-03-14", "2024-12"),
        ("In December alone, rebels killed 40 people.", "2025-12-20", "2025-12"),
        ("In July alone, rebels killed 40 people.", "2025-05-14", "2024-07"),
        ("In February alone, rebels killed 40 people.", "2025-12-14", "2025-02"),
        ("The bridge will open in February.", "2025-03-14", "2026-02"),
        ("The bridge will open in March.", "2025-03-14", "2025-03"),
        ("The bridge will open on February 5.", "2025-03-14", "2026-02-05"),
        ("The law takes effect in January.", "2025-05-14", "2026-01"),
    ],
)
def test_a_month_lies_on_the_side_that_its_own_verb_tells(text: str, published: str, value: str) -> None:
    assert [each.value for each in find_times_with_trees(text, published)] == [value]


def test_a_near_day_ahead_with_a_past_verb_is_of_no_known_year() -> None:
    (time,) = find_times_with_trees("The bridge was opened on June 5.", "2025-05-14")
    assert (time.value, time.alternatives, time.earliest) == ("XXXX-06-05", ("2024-06-05",), None)


def test_what_is_fixed_ahead_is_ahead() -> None:
    times = find_times_with_trees("Two trains collided on Monday. United meet Velno on Saturday.", "2025-05-14")
    assert [each.value for each in times] == ["2025-05-12", "2025-05-17"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They have until Friday to leave the town.", "2025-05-16"),
        ("The rebels gave the army until Friday to leave.", "2025-05-16"),
        ("She was given until Friday to pay.", "2025-05-16"),
        ("The deadline is Friday.", "2025-05-16"),
        ("Schools reopen Friday.", "2025-05-16"),
        ("They had until Friday to leave the town.", "2025-05-09"),
        ("The council gave its report by Friday.", "2025-05-09"),
        ("The court gave him the keys by Friday.", "2025-05-09"),
        ("The guard gave chase until Friday.", "2025-05-09"),
        ("The crew gave him shelter until Friday.", "2025-05-09"),
        ("The army has held the town until Friday.", "2025-05-09"),
        ("He was given a medal on Friday.", "2025-05-09"),
        ("The trial was Friday.", "2025-05-09"),
    ],
)
def test_a_day_that_someone_is_left_and_the_day_of_what_is_planned_are_ahead(text: str, day: str) -> None:
    assert dated(text) == [("Friday", day)]


def test_hours_of_the_night_are_the_next_days() -> None:
    text = "The ferry left at 11 p.m. on Tuesday and struck a sandbank at 2 a.m."
    assert [each.value for each in times_of(text, "2025-05-15")] == ["2025-05-13T23:00", "2025-05-14T02:00"]


def test_no_past_clock_lies_after_publication() -> None:
    text = "The search will go on on Thursday. The ship sent a call at 9:40 p.m."
    assert [each.value for each in times_of(text, "2025-01-30T07:00:00Z")] == ["2025-01-30", "XXXX-XX-XXT21:40"]


def test_last_may_be_a_verb() -> None:
    (time,) = times_of("The strike is to last three days.", "2025-09-08")
    assert (time.value, time.anchor) == ("P3D", None)


def find_times_with_trees(text: str, published: str) -> tuple[TimeExpression, ...]:
    article = Article("page", "article", text=text, published=published)
    english = load_language("en")
    return find_times(article, english.tagger.tag(text, [Span(0, len(text))]), english)


def dated(text: str, published: str = "2025-05-14") -> list[tuple[str, str | None]]:
    """Words and value of the times of a text with its tree."""
    return [(time.text, time.value) for time in read_text(text, published=published, language="en").times]


def test_what_is_proposed_lies_ahead() -> None:
    assert dated("The government offered talks on Friday.") == [("Friday", "2025-05-16")]
    assert dated("The union invited ministers to a meeting on Monday.") == [("Monday", "2025-05-19")]
    assert dated("The minister offered on Monday to hold talks.") == [("Monday", "2025-05-12")]
    assert dated("The minister proposed a law on Friday.") == [("Friday", "2025-05-09")]


def test_what_is_agreed_to_start_on_a_day_lies_ahead() -> None:
    assert dated("The union agreed to a strike starting on Friday.") == [("Friday", "2025-05-16")]
    assert dated("A truce beginning on Friday and ending on Monday was signed.") == [
        ("Friday", "2025-05-16"),
        ("Monday", "2025-05-19"),
    ]
    assert dated("Floods starting on Friday killed nine people.") == [("Friday", "2025-05-09")]
    assert dated("The union agreed on Friday to a strike.") == [("Friday", "2025-05-09")]


def test_after_midnight_of_a_day_is_that_day_s_beginning() -> None:
    text = "A bomb exploded shortly after midnight on Tuesday. Guards fired shortly before midnight on Monday."
    assert dated(text) == [
        ("midnight on Tuesday", "2025-05-13T00:00"),
        ("midnight on Monday", "2025-05-12T24:00"),
    ]
    first, second = read_text(text, published="2025-05-14", language="en").times
    assert (first.earliest, second.mod) == ("2025-05-13T00:00", "APPROX")


def test_what_runs_to_a_timetable_has_no_day() -> None:
    assert dated("The shop opens at 9 a.m. and closes at 8 p.m.") == [
        ("9 a.m.", "XXXX-XX-XXT09:00"),
        ("8 p.m.", "XXXX-XX-XXT20:00"),
    ]
    assert dated("The trial opens on Monday. It starts at 9 a.m.")[1] == ("9 a.m.", "2025-05-19T09:00")
    assert dated("The ceasefire begins at midnight.") == [("midnight", "2025-05-14T24:00")]
    assert dated("The shop opened at 9 a.m.") == [("9 a.m.", "2025-05-14T09:00")]


def test_what_a_signed_post_tells_counts_from_its_own_date() -> None:
    text = (
        "“We struck the depot last night and will strike again on Friday.”\n"
        "— Orlan Tevis (@orlantevis) May 3, 2031\n"
        "The minister denied it on Monday."
    )
    reading = read_text(text, published="2031-05-14", language="en")
    told = {each.text: (each.value, each.anchor.kind if each.anchor else None) for each in reading.times}
    assert told == {
        "last night": ("2031-05-02TNI", "post"),
        "Friday": ("2031-05-09", "post"),
        "May 3, 2031": ("2031-05-03", None),
        "Monday": ("2031-05-12", "publication"),
    }
    struck = next(each for each in reading.events if each.trigger.text == "struck")
    assert (struck.said, struck.when and struck.when.edtf) == ("2031-05-03", "2031-05-02")


def test_a_post_without_a_date_counts_from_the_pages() -> None:
    text = "The depot burned yesterday. — Orlan Tevis (@orlantevis)\nThe minister denied it."
    assert [each.value for each in read_text(text, published="2031-05-14", language="en").times] == ["2031-05-13"]


def test_a_day_later_than_nothing_that_is_told_is_of_no_known_day() -> None:
    assert dated("The ministry announced a ban. A day later it was withdrawn.") == [("A day later", "XXXX-XX-XX")]
    assert dated("The ban was announced on Monday and was withdrawn a day later.")[1] == ("a day later", "2025-05-13")


def test_a_gallerys_pictures_are_of_the_days_above_them() -> None:
    lines: list[tuple[Role, str]] = [
        ("body", "The council met yesterday."),
        ("caption", "Sallo in pictures"),
        ("caption", "2 March 2031"),
        ("caption", "Dockers who walked out yesterday wait at the gate"),
        ("credit", "Runa Tavi"),
        ("caption", "28 February 2031"),
        ("caption", "The ferry that sank on Monday is raised"),
        ("body", "It will meet again on Monday."),
        ("caption", "The mayor, who resigned yesterday"),
    ]
    text, parts = "", []
    for role, line in lines:
        parts.append(Part(role, len(text), len(text) + len(line)))
        text += line + "\n\n"
    article = Article("p", "article", text=text, published="2031-05-14", parts=tuple(parts))
    found = find_times(article, Analysis((), ()), load_language("en"))
    assert [(each.text, each.value, each.anchor.kind if each.anchor else None) for each in found] == [
        ("yesterday", "2031-05-13", "publication"),
        ("2 March 2031", "2031-03-02", None),
        ("yesterday", "2031-03-01", "text"),
        ("28 February 2031", "2031-02-28", None),
        ("Monday", "2031-02-24", "text"),
        ("Monday", "2031-05-19", "publication"),
        ("yesterday", "2031-05-13", "publication"),
    ]
