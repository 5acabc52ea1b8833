"""A first paragraph that stands out, in bold or as a heading, is the standfirst."""

import pytest

from dateline.article.draft import DraftBlock
from dateline.article.lines.lists import settle_bold_opening
from dateline.article.tree.markup import RawBlock
from dateline.model import Role

OPENING = "The harbour town has a new ferry. We spoke with the woman who sails it through the night."
PLAIN = "The crossing takes an hour, and nobody aboard is in a hurry to be anywhere else by then."


def opened(*lines: tuple[Role, str, bool]) -> list[Role]:
    """The roles of lines (each with its role as found, and whether it is in bold) below a headline."""
    told = [("headline", "A night on the ferry", False), *lines]
    raw = [RawBlock(text, 0, [(text, 0)], 0, 0, len(text) if bold else 0, 0) for _, text, bold in told]
    blocks = [DraftBlock(text, role, 0.9) for role, text, _ in told]
    settle_bold_opening(raw, blocks, 0)
    return [block.role for block in blocks[1:]]


BEHIND: list[tuple[Role, str, bool]] = [("body", PLAIN, False), ("body", PLAIN, False), ("body", PLAIN, False)]


@pytest.mark.parametrize("role", ["body", "subhead"])
def test_a_first_paragraph_in_bold_is_one(role: Role) -> None:
    assert opened((role, OPENING, True), *BEHIND)[0] == "standfirst"


def test_so_is_a_sentence_that_is_a_heading() -> None:
    assert opened(("subhead", OPENING, False), *BEHIND)[0] == "standfirst"


def test_a_line_above_it_that_is_no_sentence_changes_nothing() -> None:
    line: tuple[Role, str, bool] = ("body", "A talk with Mika Orrin, who sails the ferry", False)
    assert opened(line, ("subhead", OPENING, True), *BEHIND)[:2] == ["body", "standfirst"]


@pytest.mark.parametrize(
    "opening",
    [
        "What does it take to sail the ferry through the night, with nobody else at the wheel?",
        "The harbour town has a new ferry and a woman who sails it through the night",
        "A ferry.",
    ],
)
def test_questions_and_short_headings_are_subheads(opening: str) -> None:
    assert opened(("subhead", opening, False), *BEHIND)[0] == "subhead"


def test_where_more_is_in_bold_it_is_text() -> None:
    assert opened(("body", OPENING, True), ("body", PLAIN, True), *BEHIND[1:])[0] == "body"
