"""What a clause takes for granted of the events it names, what it leaves open, and what was not done."""

import pytest

from dateline import read_text


def told(text: str) -> dict[str, str]:
    """Trigger to status, of a page published on Wednesday, 12 March 2025."""
    reading = read_text(text, published="2025-03-12", language="en")
    return {each.trigger.text: each.status for each in reading.events}


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Residents had to leave their homes after the flood.", "leave", "happened"),
        ("Molen was supposed to meet Brandt on Monday.", "meet", "expected"),
        ("The army has yet to attack Teln.", "attack", "did_not_happen"),
        ("Molen is to meet Brandt on Monday.", "meet", "planned"),
        ("Molen is poised to win the election.", "win", "expected"),
        ("Instead of attacking Teln, the army withdrew.", "attacking", "did_not_happen"),
        ("Rather than resign, Molen called an election.", "resign", "did_not_happen"),
        ("Rather than resign, Molen called an election.", "election", "planned"),
        ("Brandt is charged with murdering Ada Molen.", "murdering", "alleged"),
    ],
)
def test_infinitives_and_gerunds(text: str, word: str, status: str) -> None:
    assert told(text)[word] == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police stopped Brandt from attacking the port.", "did_not_happen"),
        ("Guards did not stop Brandt from attacking the port.", "happened"),
        ("The truce will not stop the army from attacking Teln.", "expected"),
    ],
)
def test_who_is_kept_from_it(text: str, status: str) -> None:
    assert told(text)["attacking"] == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Brandt's arrest could cause a crisis.", "arrest", "happened"),
        ("A strike on one village will be considered an attack on Lakhor.", "strike", "hypothetical"),
        ("An attack on the port that killed three people will be investigated.", "attack", "happened"),
        ("Lakhor's withdrawal from the league will become final in May.", "withdrawal", "planned"),
        ("The visit could lead to the release of 30 hostages.", "release", "hypothetical"),
        ("The visit led to the release of 30 hostages.", "release", "happened"),
        ("The deal would allow the release of 30 hostages.", "release", "hypothetical"),
        ("Families are waiting for the release of 30 hostages.", "release", "expected"),
        ("Brandt, wanted for the murder of Ada Molen, fled on Monday.", "murder", "happened"),
        ("In the event of an attack on Teln, residents should stay inside.", "attack", "hypothetical"),
        ("The trial of Brandt is set for May.", "trial", "planned"),
    ],
)
def test_nouns_and_their_clause(text: str, word: str, status: str) -> None:
    assert told(text)[word] == status


def test_only_what_is_there_can_end() -> None:
    text = "Envoys met on Monday to end a war that has killed 3,000 people in Teln."
    assert told(text).get("war", "happened") == "happened"


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("The proposals include expelling Lakhor from the union.", "expelling", "planned"),
        ("The plan includes sending 500 soldiers to Teln.", "sending", "planned"),
        ("His first act was to dismiss the board.", "dismiss", "hypothetical"),
    ],
)
def test_what_a_plan_includes(text: str, word: str, status: str) -> None:
    assert told(text).get(word, status) == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("What next after the arrest of Ada Molen?", "arrest", "happened"),
        ("Could the arrest of Brandt lead to war?", "arrest", "happened"),
        ("How did the army attack Teln?", "attack", "happened"),
        ("Did the army attack Teln?", "attack", "unknown"),
    ],
)
def test_what_a_question_takes_for_granted(text: str, word: str, status: str) -> None:
    assert told(text)[word] == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Molen condemned Lakhor for its war on Teln.", "war", "happened"),
        ("Molen ruled out an attack on Teln.", "attack", "did_not_happen"),
        ("The speaker said Molen accused Lakhor of an attack on Teln.", "attack", "alleged"),
    ],
)
def test_claims_that_grant_or_undo_their_event(text: str, word: str, status: str) -> None:
    assert told(text)[word] == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Lakhor joined the union in April 2027.", "joined", "happened"),
        ("The minister meets Brandt in April 2027.", "meets", "expected"),
        ("Molen leads Brandt ahead of Friday's election.", "election", "expected"),
        ("Molen fled ahead of the 2019 election.", "election", "happened"),
    ],
)
def test_what_is_ahead_and_what_is_only_dated_so(text: str, word: str, status: str) -> None:
    assert told(text).get(word, status) == status


def test_a_weekday_ahead_is_not_the_one_before() -> None:
    reading = read_text("Molen leads Brandt ahead of Friday's election.", published="2025-03-12", language="en")
    assert all((each.when.earliest or "") > "2025-03-12" for each in reading.events if each.when is not None)


@pytest.mark.parametrize("text", ["Attacks on journalists are common in Lakhor.", "Attacks on markets are rare."])
def test_how_common_a_thing_is_tells_of_none(text: str) -> None:
    assert "Attacks" not in told(text)


def test_whose_impeachment_it_is_was_impeached() -> None:
    reading = read_text("Molen's impeachment began on Monday.", published="2025-03-12", language="en")
    roles = {(each.role, each.text) for report in reading.events for each in report.arguments}
    assert ("recipient", "Molen") in roles
    assert ("actor", "Molen") not in roles


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Lakhor did not attend the talks, but rejected the claims.", "rejected", "happened"),
        ("Lakhor did not attack Teln or bomb Halden.", "bomb", "did_not_happen"),
        ("Molen barely lost the election in Teln in 2020.", "lost", "happened"),
        ("The army likely opened fire on the journalists.", "opened fire", "happened"),
        ("Molen is on pace to win the election.", "win", "expected"),
        ("Hundreds of pupils have flocked to join the march in Teln.", "join", "happened"),
        ("By June, voting will be underway in four towns of Lakhor.", "voting", "expected"),
    ],
)
def test_words_beside_and_forms_of_verbs(text: str, word: str, status: str) -> None:
    assert told(text).get(word, status) == status


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Molen rejected the doubts voiced by the panel in Teln.", "voiced"),
        ("Molen denies the quarrel even as he attacks Brandt in Teln.", "attacks"),
    ],
)
def test_what_stands_beside_a_denial_is_not_denied(text: str, word: str) -> None:
    assert told(text).get(word) != "denied"


def test_what_nobody_expects_is_not_expected() -> None:
    assert told("Molen did not expect a second attack on the rebels.").get("attack") != "expected"


@pytest.mark.parametrize(
    ("text", "status"),
    [("Molen called an election.", "planned"), ("Molen called the election a sham.", "happened")],
)
def test_an_election_is_called_or_called_names(text: str, status: str) -> None:
    assert told(text).get("election", status) == status


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Brandt admitted the alleged kidnapping and murder of Ada Molen.", "murder", "alleged"),
        ("Brandt confessed to the kidnapping and murder of Ada Molen.", "murder", "alleged"),
        ("The army could attack Teln, killing thousands of people.", "killing", "hypothetical"),
        ("The army attacked Teln, killing 20 people.", "killing", "happened"),
        ("The union has said that once it has lawyers, it will press fraud charges against Lakhor.",
         "charges", "expected"),
        ("The union has said that after it joins the league in May, it will sue Lakhor.", "joins", "expected"),
        ("After the army joined the rebels, it will attack Teln.", "joined", "happened"),
        ("The mistake meant water was poured over the bridge in Teln.", "poured", "happened"),
        ("She went on to win the election in Teln.", "win", "happened"),
        ("Molen's appointment was announced in December.", "appointment", "happened"),
        ("The union announced a strike at the port.", "strike", "planned"),
        ("Brandt warned against a rushed vote during his visit to Teln on March 3.", "visit", "happened"),
    ],
)  # fmt: skip
def test_clauses_and_nouns_that_go_with_others(text: str, word: str, status: str) -> None:
    assert told(text).get(word, status) == status


def test_what_a_journey_was_for_is_no_forecast() -> None:
    assert told("Her journey was to mend an old quarrel in Teln.").get("mend") != "expected"
