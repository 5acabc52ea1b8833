"""Words that tell lines of a dump: every example of the tables, and what only looks like one."""

import re
from typing import Any

import pytest

from dateline.article.dump.cues import bare
from dateline.article.dump.features import load_clock
from dateline.article.dump.wording import load_tag_labels, load_wording
from dateline.language import shared_data

TABLE = shared_data().table("dump/wording.toml")
SEEN = shared_data().table("dump/seen.toml")


def tells(name: str, line: str) -> bool:
    """Whether a line is told by the words of a section, as the rules ask them."""
    words = load_tag_labels() if name == "tag_labels" else getattr(load_wording(), name)
    if isinstance(words, re.Pattern):
        return len(words.split(line)) > 1 if name == "modified_piece" else words.search(line) is not None
    return bare(line) in words if isinstance(words, frozenset) else any(each in line.lower() for each in words)


@pytest.mark.parametrize(("name", "section"), TABLE.items(), ids=TABLE)
def test_the_tables_examples_hold(name: str, section: dict[str, Any]) -> None:
    assert section["examples"] and section["counterexamples"]
    assert [each for each in section["examples"] if not tells(name, each)] == []
    assert [each for each in section["counterexamples"] if tells(name, each)] == []


def test_clocks_that_the_model_sees() -> None:
    assert [each for each in SEEN["clock"]["examples"] if not load_clock().search(each)] == []
    assert [each for each in SEEN["clock"]["counterexamples"] if load_clock().search(each)] == []


def test_a_credit_is_what_stands_from_its_opening_words_on() -> None:
    wording = load_wording()
    assert (found := wording.picture_credit.search("The quay at low tide (Photo by Mika Orrin)"))
    assert found["credit"] == "Photo by Mika Orrin)"
    assert (found := wording.agency_credit.search("The quay at low tide (Mika Orrin/Reuters)"))
    assert found["credit"] == "Mika Orrin/Reuters"


def test_a_line_with_two_dates_has_a_piece_for_each() -> None:
    line = "Posted: 3 May 2031 | Last updated: 4 May 2031"
    assert load_wording().modified_piece.split(line) == ["Posted: 3 May 2031 | ", "Last ", "updated: 4 May 2031"]
