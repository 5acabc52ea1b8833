"""Marks over a text: whatever overlaps, the text comes out whole and each stretch carries what covers it."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.adapters.web.marks import KINDS, Mark, mark_excerpt, mark_text
from dateline.model import Span

TEXT = st.text(max_size=40)
MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 45),
        end=st.integers(-3, 45),
        kind=st.sampled_from(KINDS),
        href=st.sampled_from([None, "#a", "#b"]),
    ),
    max_size=12,
)


@given(TEXT, MARKS, st.lists(st.integers(0, 45), max_size=4))
def test_segments_add_up_to_the_text_and_tell_what_covers_them(text: str, marks: list[Mark], cuts: list[int]) -> None:
    segments = mark_text(text, marks, cuts)
    assert "".join(each.text for each in segments) == text
    whole = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    for each in segments:
        assert each.text and text[each.start : each.end] == each.text
        covering = [mark for mark in whole if mark.start < each.end and each.start < mark.end]
        assert all(mark.start <= each.start and each.end <= mark.end for mark in covering)
        assert set(each.kinds) == {mark.kind for mark in covering}
        leads = [mark for mark in covering if mark.href]
        assert (each.href is None) == (not leads)
        if leads:
            latest = max(mark.start for mark in leads)
            assert each.href in {mark.href for mark in leads if mark.start == latest}
    anchors = [anchor for each in segments for anchor in each.anchors]
    assert sorted(anchors) == sorted({f"w{mark.start}-{mark.end}" for mark in whole})
    for each in segments:
        assert all(int(anchor[1:].partition("-")[0]) == each.start for anchor in each.anchors)
    edges = {each.start for each in segments}
    assert {cut for cut in cuts if 0 < cut < len(text)} <= edges


@given(TEXT, MARKS, st.integers(0, 40), st.integers(0, 40))
def test_an_excerpt_is_the_stretch(text: str, marks: list[Mark], start: int, length: int) -> None:
    stretch = Span(min(start, len(text)), min(start + length, len(text)))
    assert "".join(each.text for each in mark_excerpt(text, stretch, marks)) == stretch.of(text)


def test_overlapping_marks_share_the_stretch_where_they_meet() -> None:
    row = mark_text("shells fell on Friday night", [Mark(0, 21, "claim"), Mark(15, 27, "time"), Mark(7, 11, "event")])
    assert [(each.text, each.kinds) for each in row] == [
        ("shells ", ("claim",)),
        ("fell", ("event", "claim")),
        (" on ", ("claim",)),
        ("Friday", ("claim", "time")),
        (" night", ("time",)),
    ]


def test_many_nested_marks_take_little_time() -> None:
    deep = [Mark(i, 20_000 - i, "claim", f"#c{i}") for i in range(9_999)]
    row = mark_text("x" * 20_000, deep)
    assert len(row) == 19_997
    assert row[9_998].href == "#c9998"
