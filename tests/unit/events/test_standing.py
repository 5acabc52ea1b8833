"""Standing end to end: what is still open is not told as done; on what a forecast depends is kept."""

import pytest

from dateline import read_text
from dateline.model import EventReport


def report(text: str, word: str) -> EventReport:
    found = [each for each in read_text(text, language="en").events if word in each.trigger.text]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Soldiers left the valley after the court ruled.", "left", "happened"),
        ("Soldiers will leave the valley once the court rules.", "leave", "expected"),
        ("President Ilsa Marenko is to address the nation tonight.", "address", "planned"),
        ("Soldiers are going to attack the village.", "attack", "expected"),
        ("Twenty people are thought to have died in the blast.", "died", "alleged"),
        ("The rates of theft nearly doubled in Velno last year.", "doubled", "happened"),
        ("The ferry nearly sank off Velno on Monday.", "sank", "did_not_happen"),
    ],
)
def test_status(text: str, word: str, status: str) -> None:
    assert report(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "condition"),
    [
        ("Protesters will block the road if troops attack the village.", "block", "if troops attack the village"),
        ("Rebels threatened to shell the port unless the blockade ends.", "threatened", "unless the blockade ends"),
        ("If the talks fail, the army will attack the port.", "attack", "If the talks fail"),
    ],
)
def test_condition(text: str, word: str, condition: str) -> None:
    horizon = report(text, word).horizon
    assert horizon is not None
    assert horizon.condition == condition
    assert text[horizon.start : horizon.end] == condition
    assert horizon.earliest is horizon.latest is None


def test_condition_beside_a_time() -> None:
    text = "The minister said the army would withdraw within two days provided that the talks resume."
    horizon = report(text, "withdraw").horizon
    assert horizon is not None
    assert (horizon.text, horizon.condition) == ("within two days", "provided that the talks resume")


def test_the_condition_itself_is_no_forecast_with_a_condition() -> None:
    found = report("Protesters will block the road if troops attack the village.", "attack")
    assert found.status == "hypothetical"
    assert found.horizon is None


def test_nobody_said_what_stands_behind_a_semicolon() -> None:
    text = "Officials said the rebels attacked the port; the army shelled the village."
    assert (report(text, "attacked").status, report(text, "shelled").status) == ("alleged", "happened")
    later = "Thousands protested outside the ministry; police used tear gas."
    assert all(each.status == "happened" for each in read_text(later, language="en").events)
    said_of_both = "Rebels attacked the port; the army shelled the village, officials said."
    assert {each.status for each in read_text(said_of_both, language="en").events} == {"alleged"}


def test_of_whom_something_is_sought_is_told_as_past() -> None:
    text = "The police have sought custody of Tavi Husk, who was arrested for the riots that rocked Velno last month."
    assert report(text, "arrested").status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "Police on Monday arrested a councillor in connection with the killing of Tavi Husk.",
        "Police arrested a councillor on Monday over the killing of Tavi Husk.",
    ],
)
def test_what_someone_is_held_for_has_not_the_day_of_the_arrest(text: str) -> None:
    found = read_text(text, published="2025-05-14", language="en").events
    days = {each.trigger.text: each.when.edtf if each.when is not None else None for each in found}
    assert days["arrested"] == "2025-05-12"
    assert days.get("killing") is None


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("She said she would not impose a curfew a second time.", "impose", "did_not_happen"),
        (
            "Korr demanded that Lakhoran forces withdraw by Monday from a zone agreed by Mereva and Lakhora in 2017.",
            "agreed",
            "happened",
        ),
        ("Opposition members insisted on Monday that Korr be removed from office.", "removed", "hypothetical"),
    ],
)
def test_what_is_not_meant_and_what_is_taken_for_granted(text: str, word: str, status: str) -> None:
    assert report(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Deputies have detained a tennis coach accused of killing a neighbour in Dursk.", "killing", "alleged"),
        ("The ministry was accused on Monday of having shelled the camp.", "shelled", "alleged"),
        ("Molen was being held in Teln pending extradition to Lakhora.", "extradition", "planned"),
        ("The general said Korr's appointment would not stop the army from attacking.", "appointment", "alleged"),
    ],
)
def test_charges_and_what_is_pending(text: str, word: str, status: str) -> None:
    assert report(text, word).status == status


@pytest.mark.parametrize(
    ("text", "word", "horizon"),
    [
        ("The county said the chart would be printed by June.", "printed", ("2031-05-05", "2031-07-01", "by June")),
        ("The rebels will free the hostages by Friday.", "free", ("2031-05-05", "2031-05-10", "by Friday")),
        (
            "The army plans to leave the valley before the summer.",
            "leave",
            ("2031-05-05", "2031-06-01", "before the summer"),
        ),
    ],
)
def test_what_is_foretold_until_a_time_has_it_for_its_horizon(
    text: str, word: str, horizon: tuple[str, str, str]
) -> None:
    found = next(
        each for each in read_text(text, published="2031-05-05", language="en").events if word in each.trigger.text
    )
    assert found.horizon is not None
    assert (found.horizon.earliest, found.horizon.latest, found.horizon.text) == horizon


def test_what_is_foretold_has_no_day_before_it_was_said() -> None:
    text = "The county said the chart would be printed by June and that the channel is as deep as it was ten years ago."
    found = next(
        each for each in read_text(text, published="2031-05-05", language="en").events if each.lemma == "print"
    )
    assert found.when is None
