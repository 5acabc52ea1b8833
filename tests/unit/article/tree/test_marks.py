"""What class words say is kept for the next page, but of long ones no more than is looked at."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from dateline.article.tree.marks import LONGEST, marks_of
from dateline.article.tree.markup import Markup
from dateline.article.tree.read import walk, walk_plainly


@pytest.mark.parametrize("read", [walk, walk_plainly])
@pytest.mark.parametrize("attribute", ["class", "id"])
@pytest.mark.parametrize("word", ["quay", "\u00f8re"])
def test_of_long_words_no_more_is_kept_than_is_looked_at(
    read: Callable[[Any, int], Markup], attribute: str, word: str
) -> None:
    marks_of.cache_clear()
    words = "byline" + f" {word}" * 10_000
    markup = read(LexborHTMLParser(f'<p {attribute}="{words}">Jonas Tavi</p>'), 10)
    kept = [key for each in gc.get_referents(marks_of) if type(each) is dict for key in each]
    assert markup.elements[-1].marks == marks_of(words[:LONGEST]) != 0
    assert any(word in key for key in kept)
    assert max(map(len, kept)) <= LONGEST
