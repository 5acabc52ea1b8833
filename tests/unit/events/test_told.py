"""What the event heads add to the rules: words of no list, participants that the tree misreads."""

import re

from dateline import read_text
from dateline.language import load_language
from dateline.model import EventReport, Span

NEWS = """Osk shuts its last coal pier

OSK, 14 March - The harbour board of Osk shut its last coal pier on Thursday after 91 years, and the minister of
transport, Tivadar Lenk, unveiled a plan to turn the site into a ferry terminal. The board had sold the cranes in
February to Belisar Shipping, a company from Port Sarn.

Lenk urged the union to return to talks. Its leader, Ada Morrow, turned down the offer and resigned two hours later. The
pier was built by prisoners in 1934. Coal prices fell by 12 percent in January, and the last ship left on 2 March.

Piers are long. A pier is a platform on pillars that leads out from the shore, and people like to walk on piers.
"""


def reports() -> dict[str, EventReport]:
    return {report.trigger.text: report for report in read_text(NEWS, published="2025-03-14", language="en").events}


def parties(report: EventReport, *roles: str) -> list[str]:
    return [argument.text for argument in report.arguments if argument.role in roles]


def test_words_of_no_list_make_reports_with_their_parties() -> None:
    found = reports()
    assert {"sold", "urged", "resigned"} <= set(found)
    assert parties(found["sold"], "actor") == ["The board"]
    assert parties(found["urged"], "actor") == ["Lenk"]
    assert parties(found["urged"], "recipient") == ["the union"]


def test_a_report_says_that_heads_found_it() -> None:
    by_heads = [report for report in reports().values() if report.found_by.startswith("event heads")]
    assert by_heads
    assert all("event heads" in report.explained["type"] for report in by_heads)


def test_a_definition_tells_nothing() -> None:
    assert all(report.trigger.start < NEWS.index("Piers are long") for report in reports().values())


def test_the_heads_words_stand_in_the_text() -> None:
    for report in reports().values():
        for argument in report.arguments:
            assert NEWS[argument.start : argument.end] == argument.text


def spans_of(text: str) -> list[Span]:
    return [Span(each.start(), each.end()) for each in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]


def test_a_neighbour_changes_no_word_and_takes_no_event_away() -> None:
    tagger = load_language("en").tagger
    first = "The board sold the cranes to a company from Port Sarn."
    alone = tagger.tag(first, spans_of(first))
    text = f"{first}\n\nLenk urged the union to return to talks."
    beside = tagger.tag(text, spans_of(text))
    assert beside.tokens[: len(alone.tokens)] == alone.tokens
    sure = {event.token for event in alone.events if event.told > 0.5}
    assert sure and sure < {event.token for event in beside.events if event.told > 0.5}


def test_events_of_many_windows_come_in_order_with_parties_of_their_sentence() -> None:
    text = NEWS * 3
    found = load_language("en").tagger.tag(text, spans_of(text))
    tokens = [event.token for event in found.events]
    assert tokens == sorted(set(tokens))
    third = len(found.tokens) // 3
    assert any(token < third for token in tokens) and any(token >= 2 * third for token in tokens)
    for event in found.events:
        sentence = next(each for each in found.sentences if each.first <= event.token < each.last)
        assert all(sentence.first <= party.token < sentence.last for party in event.parties)


def test_a_tagger_without_heads_reads_by_rule(monkeypatch: object) -> None:
    import pytest

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    monkeypatch.setattr(load_language("en").tagger, "_heads_of_events", None)
    found = reports()
    assert not any(report.found_by.startswith("event heads") for report in found.values())


def test_a_participle_before_a_noun_has_no_doer_in_the_clause() -> None:
    text = "The Velno Police on Monday arrested suspended HTP councillor Tavi Husk from a court."
    found = {each.trigger.text: each for each in read_text(text, published="2025-03-14", language="en").events}
    assert parties(found["arrested"], "actor") == ["The Velno Police"]
    assert "suspended" not in found or parties(found["suspended"], "actor") == []


def test_a_party_begins_with_no_preposition_of_another_word() -> None:
    text = "The visit was flagged on Friday by reporter and activist Tavi Bouran, who was inside the theatre in Velno."
    told = [
        each for report in read_text(text, published="2025-03-14", language="en").events for each in report.arguments
    ]
    assert told
    assert not [each.text for each in told if each.text.lower().startswith(("by ", "of "))]


def test_what_a_death_is_from_is_no_victim() -> None:
    text = "The board reported one death from marsh fever on Monday, a 71-year-old man in Teln who died the same day."
    report = next(each for each in read_text(text, published="2025-05-14", language="en").events)
    assert parties(report, "victim") == ["a 71-year-old man"]


def test_whom_one_goes_to_as_to_a_place_has_nothing_done_to() -> None:
    found = read_text("The minister went to the doctor on Monday.", published="2025-03-14", language="en").events
    assert [parties(each, "actor") for each in found] == [["The minister"]]
    assert not any(parties(each, "recipient", "victim") for each in found)


def test_who_is_taken_to_hospital_is_helped_and_not_coerced() -> None:
    told = "Two sailors were taken to the hospital on Monday, the harbour master said."
    found = read_text(told, published="2025-03-14", language="en").events
    assert [(each.trigger.text, each.type) for each in found] == [("taken", "OTHER")]
    police = read_text("Police took the man to the station.", published="2025-03-14", language="en").events
    assert parties(police[0], "destination") == ["the station"]
