"""What the rules of roles ask of C is what plain Python tells them."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.learned.columns import FAR
from dateline.article.learned.features import distance_columns, measure_blocks
from dateline.article.lines.shape import measure_plainly, measure_shapes
from dateline.article.lines.sought import open_plainly, opener_of
from dateline.article.native import native
from dateline.article.roles.context import mark_plainly, places_marked
from dateline.article.roles.reach import (
    nearest_kinds,
    nearest_plainly,
    reach_kinds,
    reach_plainly,
    steps_plainly,
    telling_steps,
)
from dateline.article.structured import read_structured
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import RawBlock
from dateline.article.tree.read import read_markup

built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")
_SETTINGS = settings(max_examples=150, deadline=None)
_LINE = st.one_of(
    st.text(min_size=1, max_size=60),
    st.text(st.sampled_from("aBÉ ²٣ǅß€\u00a0\x1c.:：([—•·/,“”1"), min_size=1, max_size=20),
)
_PART = st.sampled_from((
    "<p class=caption>The quay at noon</p>", "<div class='article-body'>", "</div>", "<figure><figcaption>",
    "</figcaption></figure>", "<ul class='tags'><li>", "</ul>", "<footer>",
    "<p>" + "the boat lay at the pier " * 9 + "</p>",
    "<p>A <span class=byline>name</span> <span class='byline credit'>alone</span></p>", "<nav class=related>", "</nav>",
    "<span class='photo-credit'>Mika</span> ", "<i> </i>", "<p><b class=caption>Pier</b> <i class=caption>two</i></p>",
))  # fmt: skip


@built
@given(st.lists(_LINE, max_size=5))
@_SETTINGS
def test_lines_have_the_same_shape(lines: list[str]) -> None:
    assert measure_shapes(lines).tolist() == measure_plainly(lines).tolist()


@built
@given(st.sampled_from(("", "<body class=photo-credit>By the pier")), st.lists(_PART, max_size=30), st.randoms())
@_SETTINGS
def test_elements_tell_the_same(start: str, parts: list[str], draw: Any) -> None:
    markup = read_markup("".join([start, *parts]))
    features = measure_blocks(markup, read_structured(markup), None)
    body = np.array([draw.choice((0.0, 0.4, 0.5, 1.0)) for _ in markup.blocks], np.float32)
    kinds = tuple(distance_columns())
    assert telling_steps(markup, features, body, kinds) == steps_plainly(markup, features, body, kinds)
    for kind in ("caption", "byline", "credit"):
        bits = load_marks().bit(kind) | load_marks().bit("caption")
        assert places_marked(markup, features.marks, bits) == mark_plainly(markup, features.marks, bits)


@built
@given(st.integers(1, 8), st.integers(0, 40), st.randoms(use_true_random=False))
@_SETTINGS
def test_kinds_are_as_near(count: int, blocks: int, draw: Any) -> None:
    rows = tuple(bytes(draw.randrange(FAR + 1) for _ in range(blocks)) for _ in range(count))
    reaches = bytes(draw.randrange(FAR) for _ in range(count))
    assert reach_kinds(rows, reaches) == reach_plainly(rows, reaches)
    assert nearest_kinds(rows, reaches) == nearest_plainly(rows, reaches)


@built
def test_what_does_not_fit_is_refused() -> None:
    module = native()
    for function in (module.reach_kinds, module.nearest_kinds):
        for rows, reaches in (((), b""), ((b"ab", b"a"), b"12"), ((b"ab",), b"12"), (("ab",), b"1"), ([b"ab"], b"1")):
            with pytest.raises((TypeError, ValueError)):
                function(rows, reaches)
    with pytest.raises(ValueError):
        module.reach_kinds((b"a",) * 9, b"1" * 9)
    sets = ("", "", "", "", "", "", "", "")
    for texts, rows in ((["a"], np.zeros((13, 2), np.float32)), ([""], np.zeros((13, 1), np.float32)),
                        ([b"a"], np.zeros((13, 1), np.float32)), (["a"], np.zeros((12, 1), np.float32)),
                        (["a"], np.zeros((13, 1))), (["a"], np.zeros((13, 2), np.float32)[:, :1])):  # fmt: skip
        with pytest.raises((TypeError, ValueError)):
            module.measure_shapes(texts, sets, rows)
    markup = read_markup("<p>The quay</p>")
    marks = np.ones(len(markup.elements), np.uint64)
    for blocks, told in (([1], marks), (markup.elements, marks), (markup.blocks, [1]), (markup.blocks, marks[:, None]),
                         (markup.blocks, np.ones(9, np.float32)), (markup.blocks, np.ones(9, np.int8))):  # fmt: skip
        with pytest.raises((TypeError, ValueError, AttributeError)):
            module.places_marked(blocks, told, 1)
    assert module.places_marked(markup.blocks, marks, 2) == []
    markup.blocks[0].pieces = [("The quay", len(markup.elements))]
    with pytest.raises(TypeError):
        module.places_marked(markup.blocks, marks, 1)


@built
def test_steps_that_do_not_fit_are_refused() -> None:
    whole = {
        "far": np.zeros((3, 2), np.float32), "columns": np.array([0, 2]), "silent": b"\x01\x02",
        "above": np.ones((12, 2), np.int64), "parent": np.zeros(3, np.int64), "mass": np.full(2, 20, np.float32),
        "body": np.ones(2, np.float32),
    }  # fmt: skip
    module = native()
    assert module.tell_steps(*whole.values(), 0.5, 15, 2, 20.0) == (b"\x0c\x0c", b"\x0c\x0c")
    assert module.tell_steps(*whole.values(), 0.5, 15, 3, 20.0) == (b"\0\0", b"\0\0")
    wrong = {
        "far": np.zeros((2, 2), np.float32), "columns": np.array([0, -1]), "silent": b"1", "above": np.full((12, 2), 3),
        "parent": np.array([0, 2, 0]), "mass": np.zeros(1, np.float32), "body": np.ones(2),
    }  # fmt: skip
    for name, value in wrong.items():
        with pytest.raises((TypeError, ValueError)):
            module.tell_steps(*{**whole, name: value}.values(), 0.5, 15, 2, 20.0)


@built
@given(
    st.lists(st.one_of(_LINE, st.sampled_from(("The QUAY", "“Pier 9b: x", "update1 ")))), st.integers(0, 12), st.data()
)
@_SETTINGS
def test_lines_begin_with_the_same_words(texts: list[str], within: int, data: Any) -> None:
    blocks = [RawBlock(text, 0, [], 0, 0, 0, 0) for text in texts]
    words = frozenset({"the", "q", "pier", "update1", "ab", "upd"})
    first, end = data.draw(st.integers(-1, 9)), data.draw(st.integers(-1, 99))
    assert opener_of(words, within)(blocks, first, end) == open_plainly(words, within)(blocks, first, end)
