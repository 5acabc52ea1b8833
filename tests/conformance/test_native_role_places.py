"""The places of roles, told alike by the part in C and by plain Python."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.draft import DraftBlock, place_plainly, places_by_role
from dateline.article.native import native

built = pytest.mark.skipif(native() is None, reason="the parts in C were not built")


@built
@given(st.lists(st.sampled_from(("body", "bo", "teaser", "other")), max_size=30), st.booleans())
@settings(max_examples=200, deadline=None)
def test_roles_are_placed_alike(roles: list[Any], made: bool) -> None:
    # The same words as one object, and as others.
    blocks = [DraftBlock(text="Quay", role="".join(list(role)) if made else role) for role in roles]  # type: ignore[arg-type]
    told, plain = places_by_role(blocks), place_plainly(blocks)
    assert list(told.items()) == list(plain.items())


@built
def test_what_has_no_role_is_refused() -> None:
    block: Any = DraftBlock(text="Quay")
    other: Any = DraftBlock(text="Quay", role=1)  # type: ignore[arg-type]
    for wrong in (((block,), "role"), ([block, 1], "role"), ([1], "role"), ([block], "rank"), ([block], "none"),
                  ([block], 5), ([block, other], "role"), ([block],)):  # fmt: skip
        with pytest.raises((TypeError, ValueError, AttributeError)):
            native().places_by(*wrong)
    assert native().places_by([block], "text") == {"Quay": [0]}
    assert native().places_by([], "role") == {}
