"""Addresses that stay as they are."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.fields.addresses import is_whole

_PARTS = (
    "http://",
    "https://",
    "velno.example",
    "/",
    "..",
    "?",
    "a=b&c",
    "#",
    "x",
    ";",
    "[",
    "]",
    ":80",
    "@",
    "é",
    " ",
    "\n",
    "//",
    "\\",
)


@given(
    st.sampled_from(("", "https://velno.example", "http://")),
    st.lists(st.sampled_from(_PARTS), max_size=8).map("".join),
    st.sampled_from(("", "https://velno.example/quay/1.html?x#y", "http://sallo.example", "file:///quay/1.html")),
)
def test_a_whole_address_is_joined_to_none(start: str, rest: str, base: str) -> None:
    address = start + rest
    if is_whole(address):
        assert urljoin(base, address) == address
        assert urlsplit(address).netloc


@pytest.mark.parametrize(
    "address", ["https://velno.example", "http://velno.example:80/", "https://velno.example/a;b?c=d"]
)
def test_what_is_whole(address: str) -> None:
    assert is_whole(address) == (";" not in address)
