"""Which line of a dump heads its article."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.bylines.split import names_someone
from dateline.article.dump.context import DumpContext, look_at
from dateline.article.dump.cues import load_cues
from dateline.article.dump.features import line_features
from dateline.article.dump.headline import choose_headline
from dateline.article.dump.heads import head_features, head_names, likeliest_head, load_heads, may_head
from dateline.article.dump.lines import split_lines
from dateline.article.dump.model import CLASSES
from dateline.article.dump.read import read_dump
from dateline.article.dump.roles import find_text
from dateline.article.fields.printed import with_printed_fields

_TEXT = (
    "The ferry to Sallo will not sail for three weeks, the harbour office of Velno said on Monday.\n"
    "Its hull has to be repaired after it struck the pier in the storm of Saturday night, a spokesman told reporters.\n"
    "Until then the islanders are to be taken over by two fishing boats, which leave at seven and at noon.\n"
    "“We have seen worse,” said Ilja Mott, a teacher who crosses to the mainland twice a week for her work.\n"
    "The company that runs the ferry said that it would refund all tickets which had been sold in advance.\n"
)
_ABOVE = (
    "The Velno Courier\nHome\nNews\nSport\nHarbour\n"
    "Storks return to the marshes a month early\nWhy the price of bread rises again\nTen walks along the coast\n"
    "Sign in\nSearch\n"
)
_BELOW = "Most read\n1. Mayor opens the new library\n2. Why the price of bread rises again\n© The Velno Courier\n"


def _headline(head: str) -> str | None:
    return read_dump(_ABOVE + head + _TEXT + _BELOW).fields.headline


def test_the_shipped_file_has_the_columns_that_the_code_makes() -> None:
    assert load_heads().features == tuple(head_names())
    assert load_heads().classes == 1


def test_of_many_titles_the_one_heads_whose_words_the_text_takes_up() -> None:
    assert _headline("Ferry to Sallo stops for repairs\n") == "Ferry to Sallo stops for repairs"
    assert _headline("Harbour\nFerry to Sallo stops for repairs\n4 March 2031\n") == "Ferry to Sallo stops for repairs"


def test_other_titles_head_nothing() -> None:
    draft = read_dump(_ABOVE + "Ferry to Sallo stops for repairs\nBy Ana Ferrol\n" + _TEXT + _BELOW)
    assert [block.text for block in draft.blocks if block.role == "headline"] == ["Ferry to Sallo stops for repairs"]


def test_a_headline_printed_again_is_marked_as_such_and_the_lower_one_heads() -> None:
    title = "Ferry to Sallo stops for repairs\n"
    draft = read_dump(_ABOVE + title + "Search\nStart typing to search\n" + title + "4 March 2031\n" + _TEXT + _BELOW)
    heads = [block for block in draft.blocks if block.role == "headline"]
    assert [block.text for block in heads] == [title.strip()] * 2
    assert [block.duplicate_of is None for block in heads].count(True) == 1


def test_who_stands_alone_between_headline_and_day_signs() -> None:
    lines = "Ferry to Sallo stops for repairs\nQuorra Vexholm\n4 March 2031\n"
    draft = with_printed_fields(read_dump(_ABOVE + lines + _TEXT + _BELOW), url=None)
    assert [author.name for author in draft.fields.authors] == ["Quorra Vexholm"]


def test_a_person_beside_the_day_signs() -> None:
    lines = "Ferry to Sallo stops for repairs\nAnna Vexholm March 4, 2031\n"
    draft = with_printed_fields(read_dump(_ABOVE + lines + _TEXT + _BELOW), url=None)
    assert [author.name for author in draft.fields.authors] == ["Anna Vexholm"]
    assert names_someone("Anna Vexholm March 4, 2031") and not names_someone("Velno, March 4, 2031")


def test_two_sentences_amid_the_text_head_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (
        "The ferry stays in port\nDivers look for the anchor. The work takes weeks,\n"
        "Ferry stays in port again\nthe office said. No ship may pass the channel."
    )
    lines, cues = split_lines(texts), load_cues()
    chances = np.zeros((len(lines), len(CLASSES)))
    chances[:, CLASSES.index("body")] = 0.6
    chances[:, CLASSES.index("headline")] = 0.4
    context = look_at(lines, chances, line_features(lines, cues, frozenset()), cues)
    find_text(context)
    asked_of: list[int] = []

    def ask(_: DumpContext, asked: Sequence[int], first: int) -> None:
        assert first == 0
        asked_of.extend(asked)

    monkeypatch.setattr("dateline.article.dump.headline.likeliest_head", ask)
    choose_headline(context)
    assert asked_of == [0, 2]


def test_where_no_line_is_asked_of_none_heads() -> None:
    lines, cues = split_lines("Ferry\n" + _TEXT), load_cues()
    even = np.full((len(lines), len(CLASSES)), 1 / len(CLASSES))
    assert likeliest_head(look_at(lines, even, line_features(lines, cues, frozenset()), cues), [], 0) is None


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_every_line_has_its_row_and_one_of_them_heads(texts: list[str], first: int) -> None:
    lines, cues = split_lines("\n".join(texts)), load_cues()
    if not lines:
        return
    rows = line_features(lines, cues, frozenset())
    context = look_at(lines, np.full((len(lines), len(CLASSES)), 1 / len(CLASSES)), rows, cues)
    first = min(first, len(lines) - 1)
    asked = may_head(context, first)
    assert all(0 <= place < len(lines) for place in asked)
    if asked:
        assert head_features(context, asked, first).shape == (len(asked), len(head_names()))
        found = likeliest_head(context, asked, first)
        assert found is not None and found[0] in asked and 0 <= found[1] <= 1
