"""What class words say in C is what plain Python tells of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.native import native
from dateline.article.tree.marks import load_marks, mark_plainly, marks_of

built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")
_SETTINGS = settings(max_examples=400, deadline=None)
_ENTRIES = sorted({*load_marks().whole, *load_marks().openings})
_CASES = (str.lower, str.upper, str.title)
_PART = st.one_of(
    st.builds(lambda word, case: case(word), st.sampled_from(_ENTRIES), st.sampled_from(_CASES)),
    st.sampled_from(("-", " ", "__", "x", "X", "7", "42", "É", "²", "İ")),
    st.text(st.sampled_from("abnrvBNRV019_- é"), max_size=6),
)


@built
@given(st.lists(_PART, max_size=20).map("".join))
@_SETTINGS
def test_words_say_the_same(words: str) -> None:
    assert marks_of(words) == mark_plainly(words)


@built
@given(st.integers(280, 310), st.sampled_from(("sidebar", "byline credit", "ABc", "mostRead")))
@_SETTINGS
def test_long_words_are_cut_alike(gap: int, words: str) -> None:
    assert marks_of("_" * gap + words) == mark_plainly("_" * gap + words)
    assert marks_of("x " * (gap - 289) + words) == mark_plainly("x " * (gap - 289) + words)


@built
def test_words_other_than_of_ascii_are_in_no_text_of_ascii() -> None:
    marker = native().Marker({"fähre": 1, "quay-side": 2, "quay": 4}, {"über": 8}, 300, 12)
    assert marker.mark("fahre quay-side uber") == 4


@built
def test_what_is_no_table_is_refused() -> None:
    marker = native().Marker
    for whole, starts in (({"": 1}, {}), ({1: 1}, {}), ({}, {"": 1})):
        with pytest.raises(ValueError):
            marker(whole, starts, 300, 12)
    for whole in ({"a": -1}, {"a": 1 << 64}):
        with pytest.raises(OverflowError):
            marker(whole, {}, 300, 12)
    with pytest.raises(TypeError):
        marker({"a": "b"}, {}, 300, 12)
    with pytest.raises(ValueError):
        marker({f"{number:06}": 1 for number in range(70_000)}, {}, 300, 12)


@built
def test_what_are_no_words_is_refused() -> None:
    made = native().Marker({"quay": 1}, {}, 300, 12)
    for words in ("é", b"quay", None):
        with pytest.raises(ValueError):
            made.mark(words)
    with pytest.raises(TypeError):
        made.__init__({}, {}, 300, 12)
    with pytest.raises(ValueError):
        native().Marker.__new__(native().Marker).mark("quay")
    assert made.mark("Quay") == 1
    assert native().Marker({"quay": 1}, {}, -1, -1).mark("quay") == 0
