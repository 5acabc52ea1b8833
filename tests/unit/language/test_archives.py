"""Addresses of web archives: every example of the table, and what only looks like one."""

from typing import Any

import pytest

from dateline.language import shared_data
from dateline.language.archives import is_saved_copy, load_archives, original_of

ROWS: list[dict[str, Any]] = shared_data().table("archives.toml")["archives"]


@pytest.mark.parametrize(
    ("row", "archive"),
    list(zip(ROWS, load_archives(), strict=True)),
    ids=lambda each: each["name"] if isinstance(each, dict) else "",
)
def test_examples(row: dict[str, Any], archive: object) -> None:
    assert row["examples"] and row["counterexamples"]
    for example in row["examples"]:
        address, _, told = example.partition(" => ")
        held = original_of(address)
        assert held is not None and held.archive is archive, address
        assert " ".join(filter(None, (held.url, held.captured_at))) == told
    assert [each for each in row["counterexamples"] if original_of(each) is not None] == []


@pytest.mark.parametrize(
    "address", [None, "", "x", "https://teln.example/", "https://web.archive.org/web/" + "1/" * 10_000]
)
def test_other_addresses(address: str | None) -> None:
    assert original_of(address) is None


def test_copies_beside_a_saved_page() -> None:
    copies = shared_data().table("archives.toml")["copies"]
    assert [each for each in copies["examples"] if not is_saved_copy(each)] == []
    assert [each for each in copies["counterexamples"] if is_saved_copy(each)] == []
