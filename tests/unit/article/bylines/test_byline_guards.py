"""What tells cheaply that a line holds no words of bylines is never wrong."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.bylines.openers import behind_opener, is_opener
from dateline.article.bylines.words import Sought, find_closer, load_wording, may_open
from dateline.language import shared_data

TABLE = shared_data().table("article/bylines.toml")
WORDING = load_wording()
OPENING = [WORDING.opener, WORDING.weak_opener, WORDING.source, WORDING.with_agency, WORDING.signers, WORDING.others,
           WORDING.editors]  # fmt: skip
SOUGHT = [each for each in (getattr(WORDING, name) for name in WORDING.__struct_fields__) if isinstance(each, Sought)]
WORDS = sorted({word for words in TABLE.values() if isinstance(words, list) for word in words})
_CASES = (str, str.upper, str.title, str.swapcase, lambda word: word.replace("i", "\u0131").replace("s", "\u017f"))


@st.composite
def lines(draw: Any) -> str:
    """Words of the table in any case, among others and signs."""
    parts = draw(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3), st.just("Runa Meschel")), max_size=3))
    cases = [draw(st.sampled_from(_CASES))(part) for part in parts]
    return draw(st.sampled_from((" ", ": ", "/", ""))).join(cases)


@given(lines())
@settings(max_examples=600, deadline=None)
def test_a_line_that_may_not_open_opens_with_nothing(line: str) -> None:
    if not may_open(line, WORDING):
        assert not any(expression.match(line) for expression in OPENING)
        assert not is_opener(line)
    second = WORDING.glued.match(line)
    assert second is None or may_open(line, WORDING) or behind_opener(line, WORDING) is not None


@given(lines())
@settings(max_examples=600, deadline=None)
def test_what_is_sought_is_found(line: str) -> None:
    for sought in SOUGHT:
        assert _place(sought.search(line)) == _place(sought.expression.search(line))
    assert _place(find_closer(line, WORDING)) == _place(WORDING.closer.search(line))


def test_every_word_that_opens_may_open() -> None:
    for word in (*TABLE["openers"], *TABLE["weak_openers"], *TABLE["sources"], *TABLE["other_parts"]):
        assert all(may_open(form, WORDING) for form in (word, word.upper(), word.title(), f"{word}: Runa Meschel"))


def _place(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
