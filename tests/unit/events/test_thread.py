"""Days carried on to what is told next, and what they are not carried to."""

import pytest

from dateline import read_text
from dateline.model import When


def when(text: str, word: str) -> When | None:
    reading = read_text(text, published="2025-03-12", language="en")
    found = [each for each in reading.events if word in (each.trigger.text, *(other.text for other in each.same_as))]
    assert found, [each.trigger.text for each in reading.events]
    return found[0].when


def test_what_is_told_next_is_of_the_same_day() -> None:
    carried = when("Rebels attacked a convoy on Monday. Soldiers pursued them and seized two trucks.", "seized")
    assert carried is not None
    assert (carried.edtf, carried.how, carried.inferred) == ("2025-03-10", "thread", True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Tomas Reel was arraigned in Teln on Monday. He killed two men with a rifle.", "killed"),
        ("The army published a report on Monday. Gunmen killed two guards at a gate.", "killed"),
        ("Soldiers shelled the port of Teln on Monday. The board shut the pier after gunmen killed a guard.", "killed"),
        ("Rebels attacked a convoy on Monday. A jury convicted the driver of theft.", "convicted"),
        (
            "Mayor Ada Molen said on Monday that the siege was over. Rebels burned the mill and killed two guards.",
            "killed",
        ),
        ("Today the river is calm. Rebels attacked a convoy and killed two guards.", "killed"),
        ("Soldiers guard a pier that opened on Monday. Rebels attacked a convoy and killed two guards.", "killed"),
        ("As of Monday, the port is shut. Rebels attacked a convoy and killed two guards.", "killed"),
        (
            "Rebels attacked a convoy on Monday. It was late. The road was wet. The wind had turned. "
            "Soldiers came and seized two trucks.",
            "seized",
        ),
        ("Soldiers shelled Teln on Monday. “They burned my house and killed my brother,” said Ada Molen.", "killed"),
    ],
)
def test_a_day_is_not_carried_to_another_matter(text: str, word: str) -> None:
    assert when(text, word) is None


HOURS = "between 8 a.m. and 9 p.m. on Monday."


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        (f"The crown was stolen from the museum {HOURS}", "stolen", "2025-03-10"),
        (f"Police closed the bridge and attacked protesters {HOURS}", "closed", "2025-03-10"),
        (f"Police closed the bridge and attacked protesters {HOURS}", "attacked", "2025-03-10"),
        ("Rebels will attack the port between 8 a.m. and 9 p.m. next Monday.", "attack", "2025-03-17"),
    ],
)
def test_a_day_behind_the_second_hour_is_that_of_the_first(text: str, word: str, day: str) -> None:
    told = when(text, word)
    assert told is not None
    assert (told.earliest, told.latest) == (f"{day}T08:00", f"{day}T21:01")
