from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.unit.record.story import claim_in, event_in, mention_in, page_of, reading_of

from dateline.adapters.stores import RecordStore, open_record
from dateline.jobs import join_record
from dateline.model import DatelineError
from dateline.views import Query, day_bounds, disagreements, forecasts, people, view_entity, view_event


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with open_record(tmp_path / "record", write=True) as opened:
        for number, outlet in enumerate(("Capital Daily", "Harbour Radio")):
            words = (
                f"An explosion at the silo in Velden killed {12 + number} people on Monday, said Jorun Teller.",
                "The union will strike within a week over the dust.",
            )
            reading = reading_of(words, outlet=outlet, published=f"2024-05-0{9 - number}")
            events = (
                event_in(reading, "explosion", place="Velden", killed=(str(12 + number), 12.0 + number)),
                event_in(
                    reading, "strike", id="e2", type="PROTEST", status="threatened", day=None, horizon="within a week"
                ),
            )
            claims = (claim_in(reading, f"killed {12 + number} people", "said", "Jorun Teller", entity="n1"),)
            mentions = (mention_in(reading, "Jorun Teller"),)
            reading = msgspec.structs.replace(reading, events=events, claims=claims, mentions=mentions)
            opened.add(reading, msgspec.structs.replace(page_of(words), id=reading.page_id))
        join_record(opened)
        yield opened


def test_an_event_comes_with_its_reports_by_publication_and_the_judgements_among_them(store: RecordStore) -> None:
    (event,) = store.timeline(Query())
    view = view_event(store, event.reports[1])
    assert view is not None and view.event == event
    assert [line.published for line in view.reports] == ["2024-05-08", "2024-05-09"]
    assert view.reports[0].sentence.endswith("said Jorun Teller.")
    assert [judgement.verdict for judgement in view.judgements] == ["same"]
    assert view_event(store, "nothing") is None


def test_an_entity_comes_with_what_it_said_and_where_it_is_named(store: RecordStore) -> None:
    view = view_entity(store, "Jorun Teller")
    assert view is not None
    assert [claim.content for claim in view.claims] == [("killed 12 people",), ("killed 13 people",)]
    assert len(view.events) == 1
    assert view_entity(store, "Nobody") is None


def test_people_by_the_number_of_articles(store: RecordStore) -> None:
    assert [(entity.name, count) for entity, count in people(store)] == [("Jorun Teller", 2)]
    assert people(store, text="100%_") == ()


def test_disagreements_name_their_event(store: RecordStore) -> None:
    (disputed,) = disagreements(store)
    assert disputed.disagreement.field == "killed"
    assert disputed.event.lemma == "explosion"
    assert disagreements(store, Query(types=("PROTEST",))) == ()


def test_forecasts_lead_to_their_event(store: RecordStore) -> None:
    found = forecasts(store, Query())
    assert [each.report.horizon for each in found] == ["within a week"] * 2
    assert all(each.event is not None and each.event.type == "PROTEST" for each in found)


@pytest.mark.parametrize(
    ("since", "until", "bounds"),
    [
        ("2024", None, ("2024-01-01", None)),
        (None, "2024", (None, "2025-01-01")),
        (None, "2024-12", (None, "2025-01-01")),
        (None, "2024-02-29", (None, "2024-03-01")),
        ("2024-05-03", "2024-05-03", ("2024-05-03", "2024-05-04")),
        (None, "9999-12-31", (None, "9999-12-31T")),
    ],
)
def test_bounds_are_inclusive_at_their_own_grain(
    since: str | None, until: str | None, bounds: tuple[str | None, str | None]
) -> None:
    assert day_bounds(since, until) == bounds


@pytest.mark.parametrize("text", ["", "2024-13", "2024-02-30", "24", "2024-5-3", "May", "2024-05-03-01", "２０２４"])
def test_what_is_no_day_month_or_year_is_refused(text: str) -> None:
    with pytest.raises(DatelineError, match="not a day, month or year"):
        Query(since=text)


@pytest.mark.parametrize("known", [{"limit": -1}, {"offset": -1}])
def test_negative_limits_are_refused(known: dict[str, int]) -> None:
    with pytest.raises(DatelineError):
        Query(**known)  # type: ignore[arg-type]
