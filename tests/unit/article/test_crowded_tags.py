"""A tag of very many attributes is thinned out before it is parsed, wherever it stands; others stay as they are."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.native import native
from dateline.article.tree.crowded import (
    MOST_PARTS,
    count_pairs,
    count_pairs_plainly,
    find_crowded,
    is_crowded,
    thin_out,
)
from dateline.article.tree.read import read_markup

_MANY = " ".join(f"a{number}" for number in range(40_000))
_PIECES = ["<a", "<b ", "</p>", ">", '"', "'", "=", " ", "/", "x", '="', "='", "\v", "y z ", " a=b", "<", "\t", "é"]
_HOSTILE = {
    "plain": f"<div {_MANY}>",
    "quoted ends": "<div " + "".join(f'a{number}=">" ' for number in range(40_000)) + ">",
    "without white space": "<div " + "".join(f'a{number}="b"' for number in range(40_000)) + ">",
    "slashes": "<div/" + _MANY.replace(" ", "/") + ">",
    "behind a script's tag": f'<script>a<b x="</script><div {_MANY}>',
    "behind an equals sign": f'<div a=b=" {_MANY}>',
    "a name that begins with one": f'<div =" {_MANY}>',
    "a value that is none": f'<div x= y=" {_MANY}>',
    "roots": "".join(f"<BODY {_MANY[4000 * n : 4000 * n + 3000]}>" for n in range(55)),
}


@pytest.mark.parametrize("page", _HOSTILE.values(), ids=_HOSTILE)
def test_a_tag_of_many_attributes_is_read_in_time(page: str) -> None:
    page += "<p>The ferry sails at eight from the quay, the harbour office said.</p>"
    assert is_crowded(page.encode())
    begun = time.process_time()
    read_markup(page)
    assert time.process_time() - begun < 1.5


def test_a_large_page_of_ordinary_tags_stays_as_it_is() -> None:
    page = (
        b'<div class="a b" data-c=\'{"x": "<i>"}\' hidden><p>3 < 4 and <br/>more.</p><a href=/quay/8>on</a></div>'
        * 2000
    )
    assert not is_crowded(page)
    assert thin_out(page) == page


@pytest.mark.parametrize(
    "piece", [*_PIECES, '<a b="', "<a b c", "<a b='\"", '<a =" ', "<p>", '<a b="c">', "<a" + " " * 70]
)
def test_any_pieces_take_linear_time(piece: str) -> None:
    begun = time.process_time()
    thin_out(piece.encode() * (400_000 // len(piece)))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("number", [2000, 20_000])
def test_only_tags_that_take_time_are_thinned_out(number: int) -> None:
    page = f"<div {_MANY[: number * 6]}>".encode() + b"<p>The quay is shut.</p>" * 5000
    assert is_crowded(page) == (number == 20_000)


@given(st.lists(st.sampled_from(_PIECES), max_size=60), st.sampled_from([1, 40, 900]))
def test_no_tag_is_crowded_once_thinned_out(pieces: list[str], times: int) -> None:
    thinned = thin_out("".join(pieces * times).encode())
    assert all(tag.parts <= MOST_PARTS + 1 for tag in find_crowded(thinned))  # the sign before a cut is one more


@given(st.lists(st.sampled_from([*_PIECES, "<body", "<Html ", "<HTML-x"]), max_size=60), st.sampled_from([1, 40, 900]))
def test_what_c_counts_is_what_is_counted_plainly(pieces: list[str], times: int) -> None:
    if native() is None:
        pytest.skip("the parts in C are not built")
    content = "".join(pieces * times).encode()
    assert count_pairs(content) == count_pairs_plainly(content)
