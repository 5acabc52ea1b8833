"""Expressions that are compiled when they are first needed."""

import re

import pytest

from dateline.language.expressions import Late


def test_nothing_is_made_before_it_is_asked() -> None:
    made: list[str] = []

    def pattern() -> str:
        made.append("low water")
        return made[-1]

    late = Late(pattern, re.IGNORECASE)
    assert made == []
    assert late.match("Low Water") and late.search("The low water") and not late.fullmatch("low water.")
    assert (made, late.findall("LOW WATER"), late.split("a low water b")) == (
        ["low water"],
        ["LOW WATER"],
        ["a ", " b"],
    )


def test_it_has_what_an_expression_has() -> None:
    assert not hasattr(Late("quay"), "other")
    with pytest.raises(re.error):
        Late("(quay").search("quay")
