"""Which blocks are headings, told alike by the part in C and by plain Python."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.names.sites import heading_levels, measure_headings
from dateline.article.native import native
from dateline.article.tree.markup import Element, Markup, RawBlock

built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")
_TAGS = st.sampled_from(("h1", "h2", "h6", "div", "a", "p"))


def _page(tags: list[tuple[str, int]], places: list[int]) -> Markup:
    """Elements, each inside of one before it, and blocks at some of them."""
    elements = [Element("body", -1, 0, 0, 0, 0, None)]
    for tag, above in tags:
        elements.append(Element(tag, above % len(elements), 1, 0, 0, 0, None))
    blocks = [RawBlock("Quay", place % len(elements), [], 0, 0, 0, order) for order, place in enumerate(places)]
    return Markup(elements, blocks, [], [], [], [], [], [], [])


@built
@given(st.lists(st.tuples(_TAGS, st.integers(0, 9)), max_size=9), st.lists(st.integers(0, 9), max_size=9))
@settings(max_examples=200, deadline=None)
def test_headings_are_told_alike(tags: list[tuple[str, int]], places: list[int]) -> None:
    markup = _page(tags, places)
    plain = measure_headings(markup)
    assert list(heading_levels(markup).items()) == list(plain.items())
    assert heading_levels(markup) is markup.headings


@built
def test_values_are_told_of_the_first_blocks_and_no_farther_than_asked() -> None:
    markup = _page([("h2", 0), ("div", 1), ("a", 2)], [3, 1, 2])
    told = native().values_around
    assert told(markup.blocks, markup.elements, {"h2": 2, "body": 1}, 2, 9) == {0: 2, 1: 2, 2: 2}
    assert told(markup.blocks, markup.elements, {"h2": 2}, 1, 2) == {1: 2}
    assert told(markup.blocks, markup.elements, {"h2": 2}, -1, 2) == {}
    assert told(markup.blocks, [], {"h2": 2}, 2, 0) == told([], [], {}, 2, 9) == {}


@built
def test_what_is_no_page_is_refused() -> None:
    element, block = Element("p", -1, 0, 0, 0, 0, None), RawBlock("Quay", 0, [], 0, 0, 0, 0)
    good: list[Any] = [[block], [element], {"h1": 1}, 2, 9]
    assert native().values_around(*good) == {}
    for place, wrong in (
        (0, (block,)), (0, [block, 1]), (0, [1]), (0, [RawBlock("Quay", 1, [], 0, 0, 0, 0)]),
        (0, [RawBlock("Quay", -1, [], 0, 0, 0, 0)]), (0, [RawBlock("Quay", "0", [], 0, 0, 0, 0)]),
        (1, []), (1, [block]), (1, [Element(None, -1, 0, 0, 0, 0, None)]), (1, [Element("p", "0", 0, 0, 0, 0, None)]),
        (2, {1: 1}), (3, "2"), (4, None),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError, AttributeError)):
            native().values_around(*good[:place], wrong, *good[place + 1 :])
