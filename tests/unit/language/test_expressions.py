"""Words as a part of a pattern: what shares a beginning is found as if each word were tried by itself."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.language.expressions import alternatives

_LETTERS = st.sampled_from("abcBiIı\u0130sſß .|K\u212a")


@given(st.lists(st.text(_LETTERS, max_size=5), min_size=1, max_size=14), st.text(_LETTERS, max_size=14))
def test_the_same_is_found_as_by_words_one_by_one(words: list[str], text: str) -> None:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    one_by_one, shared = "|".join(map(re.escape, longest_first)), alternatives(words)
    for flags in (re.NOFLAG, re.IGNORECASE):
        for behind in ("", "(?:a|$)"):
            plain, mine = (re.compile(f"(?:{each}){behind}", flags) for each in (one_by_one, shared))
            assert [found.span() for found in mine.finditer(text)] == [found.span() for found in plain.finditer(text)]
