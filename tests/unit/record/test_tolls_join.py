"""Tolls of one disaster from several outlets: one event, each value with its sources; other disasters stay apart."""

from dateline import read_text
from dateline.model import Reading
from dateline.record import merge

FIRST = (
    "An explosion tore through a warehouse in Port Salvane on Monday, killing at least 14 people.\n\n"
    "Governor Mirela Dusan visited St. Orban Hospital, and Interior Minister Tomas Berecz flew to Port Salvane."
)
SECOND = (
    "Two days after the explosion in Port Salvane, there is still no agreed count of the victims.\n\n"
    "Tomas Berecz, the interior minister, puts the number of dead at 17. Mirela Dusan spoke at St. Orban Hospital."
)
THIRD = (
    "Dockers in Port Salvane stopped work on Thursday, three days after the explosion.\n\n"
    "The dead number 19, St. Orban Hospital said. Governor Mirela Dusan and Tomas Berecz asked for calm."
)
OTHER = (
    "A bus crash near Hollen Ford on Monday killed five people.\n\n"
    "Mayor Greta Holm visited the clinic in Hollen Ford, and the driver, Pavel Istrate, was questioned."
)


def told(text: str, outlet: str, day: str) -> Reading:
    return read_text(text, published=day, outlet=outlet, language="en")


def test_tolls_of_one_disaster_are_one_event_with_each_value_and_its_sources() -> None:
    record = merge(
        [
            told(FIRST, "The Courier", "2025-03-04"),
            told(SECOND, "Global Monitor", "2025-03-05"),
            told(THIRD, "The Ledger", "2025-03-06"),
            told(OTHER, "The Gazette", "2025-03-04"),
        ]
    )
    numbered = [event for event in record.events if any(each.field == "killed" for each in event.disagreements)]
    assert len(numbered) == 1
    (disagreement,) = [each for each in numbered[0].disagreements if each.field == "killed"]
    assert {(each.value, each.independent) for each in disagreement.values} == {("14..", 1), ("17", 1), ("19", 1)}
    assert numbered[0].independent == 3


def test_two_disasters_of_one_day_stay_two() -> None:
    record = merge([told(FIRST, "The Courier", "2025-03-04"), told(OTHER, "The Gazette", "2025-03-04")])
    assert all(len(event.reports) == 1 for event in record.events)
