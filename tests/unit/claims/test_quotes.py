import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.attribution import find_quotes
from dateline.model import Span


def quotes(*paragraphs: str) -> list[tuple[str, ...]]:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [tuple(span.of(text) for span in quote.spans) for quote in find_quotes(text, spans)]


def test_curly_straight_and_angled_marks() -> None:
    assert quotes('She said “go” and "stop".') == [("“go”",), ('"stop"',)]
    assert quotes("Мэр сказал: «Мост закрыт».") == [("«Мост закрыт»",)]
    assert quotes("Er sagte: „Die Brücke ist zu“, und ging.") == [("„Die Brücke ist zu“",)]
    assert quotes("Er sagte: »Nein«, und ging.") == [("»Nein«",)]


def test_a_quotation_inside_a_quotation_keeps_its_depth() -> None:
    text = "“He told me ‘run’ and I ran,” she said."
    found = find_quotes(text, [Span(0, len(text))])
    assert [(quote.depth, quote.spans[0].of(text)) for quote in found] == [
        (0, "“He told me ‘run’ and I ran,”"),
        (1, "‘run’"),
    ]


def test_an_apostrophe_opens_nothing() -> None:
    assert quotes("They don’t want the miners’ union’s help, or the ’90s back.") == []


def test_a_quotation_over_paragraphs_repeats_its_opening_mark() -> None:
    assert quotes("“The water came at night.", "“We ran,” she said.") == [("“The water came at night.", "“We ran,”")]


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    assert quotes("“The water came at night.", "Nobody saw it.") == [("“The water came at night.",)]


def test_forty_levels_are_bounded() -> None:
    text = "“a ‘b " * 20 + "’ ”" * 20
    assert max(quote.depth for quote in find_quotes(text, [Span(0, len(text))])) < 40


@pytest.mark.parametrize("text", ["“" * 5000, '"' * 5001, "‘’" * 3000, "»«" * 2000])
def test_runs_of_marks_end(text: str) -> None:
    assert all(quote.end <= len(text) for quote in find_quotes(text, [Span(0, len(text))]))


@pytest.mark.parametrize("unit", ["don't ", " 'a", "players' ", "'s ", ": 'A"])
def test_texts_of_apostrophes_are_read_in_linear_time(unit: str) -> None:
    text = unit * 50_000
    start = time.process_time()
    find_quotes(text, [Span(0, len(text))])
    assert time.process_time() - start < 5  # looking ahead from each apostrophe takes minutes


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="ab “”‘’«»\"'.,", max_size=40), max_size=4))
def test_quotations_lie_in_their_paragraphs_in_order(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    found = find_quotes(text, spans)
    assert list(found) == sorted(found, key=lambda quote: (quote.start, quote.depth))
    for quote in found:
        assert all(span.end > span.start and any(each.holds(span) for each in spans) for span in quote.spans)


def test_doubled_apostrophes_and_backticks_are_marks() -> None:
    assert quotes("''The dam don't hold,'' she said. ``Run,'' he said.") == [
        ("''The dam don't hold,''",),
        ("``Run,''",),
    ]


def test_an_opening_mark_typed_for_a_closing_one_closes() -> None:
    assert quotes("“We must go,“ said Orlo.") == [("“We must go,“",)]
