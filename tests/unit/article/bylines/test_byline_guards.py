"""What tells cheaply that a line holds no words of bylines is never wrong."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.bylines import split, words
from dateline.article.bylines.openers import opens_byline
from dateline.article.bylines.words import Sought, begins_with_opener, find_closer, load_wording, openings, stands_amid
from dateline.article.dates.read import may_hold_date
from dateline.article.native import native
from dateline.language import shared_data
from dateline.language.expressions import likened

TABLE = shared_data().table("article/bylines.toml")
WORDING = load_wording()
OPENING = ("opener", "weak_opener", "source", "with_agency", "signers", "others", "editors")
SOUGHT = [each for each in (getattr(WORDING, name) for name in WORDING.__struct_fields__) if isinstance(each, Sought)]
WORDS = sorted({word for words in TABLE.values() if isinstance(words, list) for word in words})
# The expressions that a bit of `stands_amid` tells of.
AMID = {
    words.END: ("stops",),
    words.JOINED: ("joiner", "weak_joiner", "glued_joiner"),
    words.BEHIND: ("written_in", "for_paper", "for_bare"),
    words.DAY: ("weekday", "beside"),
    words.TITLE: ("titles",),
    words.KIND: ("desks", "agency_words"),
    words.NEVER: ("never",),
    words.OWNED: ("owner", "purpose"),
    words.LICENCE: ("licences",),
    words.INNER: ("inner", "category"),
    words.CLOSED: ("closer",),
}
WESTERN = "".join(map(chr, range(0x20, 0x100))) + "‘’“”–—•…"
_CASES = (str, str.upper, str.title, str.swapcase, lambda word: word.replace("i", "\u0131").replace("s", "\u017f"))


@st.composite
def lines(draw: Any) -> str:
    """Words of the table in any case, among others and signs."""
    others = (st.text(max_size=3), st.text(WESTERN, max_size=3), st.sampled_from(("Runa Meschel", "Rúna – Méschel")))
    parts = draw(st.lists(st.one_of(st.sampled_from(WORDS), *others), max_size=3))
    cases = [draw(st.sampled_from(_CASES))(part) for part in parts]
    return draw(st.sampled_from((" ", ": ", "/", ""))).join(cases)


@given(lines())
@settings(max_examples=600, deadline=None)
def test_a_line_begins_with_no_more_than_its_first_letters_leave_open(line: str) -> None:
    may = openings(line)
    assert not [name for name in OPENING if name not in may and getattr(WORDING, name).match(line)]
    if WORDING.glued.match(line):
        assert opens_byline(line)
    assert begins_with_opener(line, WORDING) or not [
        name for name in words._OPENERS if getattr(WORDING, name).match(line)
    ]


@given(lines())
@settings(max_examples=600, deadline=None)
def test_what_is_sought_is_found(line: str) -> None:
    for sought in SOUGHT:
        assert _place(sought.search(line)) == _place(sought.expression.search(line))
    assert _place(find_closer(line, WORDING)) == _place(WORDING.closer.search(line))


@given(lines())
@settings(max_examples=1000, deadline=None)
def test_a_line_has_no_more_amid_it_than_it_is_said_to_have(line: str) -> None:
    may = stands_amid(line)
    for bit, names in AMID.items():
        assert may & bit or not [name for name in names if getattr(WORDING, name).search(line)]
    assert may & words.SIGN or not (split._PARTS.search(line) or split._SPLIT.search(line))
    assert may & words.TAIL or not (may_hold_date(line) or split._TAIL.search(line) or split._COUNT.search(line))


@given(lines(), st.booleans())
@settings(max_examples=600, deadline=None)
def test_a_line_is_split_as_if_it_might_have_anything(line: str, told: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(split, "stands_amid", lambda text: words.ANYTHING)
        read = split._split.__wrapped__(line, "Salvane Courier", told)
    assert split._split.__wrapped__(line, "Salvane Courier", told) == read


def test_plain_lines_have_little_amid_them() -> None:
    expected = 0 if native() else words.ANYTHING
    assert stands_amid("Runa Meschel") == expected
    assert stands_amid("Rúna ‘Tide’ Meschël…") == expected
    assert stands_amid("Runa  Meschel") == stands_amid("Руна Мешель") == stands_amid("Runa Weiß") == words.ANYTHING


def test_every_word_that_opens_may_open() -> None:
    for name, table in (("opener", "openers"), ("weak_opener", "weak_openers"), ("source", "sources")):
        for word in TABLE[table]:
            assert all(name in openings(form) for form in (word, word.upper(), word.title(), f"{word}: Runa Meschel"))


def test_most_lines_open_with_nothing() -> None:
    assert openings("Harbour shut") == openings("Quay") == frozenset()
    assert openings("Quelle: AD") == openings("“Harbour shut”") == frozenset({"source"})
    assert openings("Ärger am Kai") == openings("Молы закрыты") == frozenset()
    assert "opener" in openings("Автор: Руна") & openings("АВТОР: РУНА") & openings("  By Runa")


def test_few_lines_begin_with_the_first_word_of_an_opener() -> None:
    assert begins_with_opener("Written by Runa Meschel", WORDING) and begins_with_opener("Autor:Runa", WORDING)
    assert begins_with_opener("– Tide", WORDING) and begins_with_opener("Молы закрыты", WORDING)
    assert not begins_with_opener("Tides are low", WORDING) and not begins_with_opener("Writtenby", WORDING)


def test_letters_that_expressions_take_for_one_are_likened() -> None:
    letters = "".join(map(chr, range(0x20, 0xD800)))
    for letter in sorted({letter for word in WORDS for letter in word}):
        assert {likened(each) for each in re.findall(re.escape(letter), letters, re.IGNORECASE)} <= {likened(letter)}


def _place(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
