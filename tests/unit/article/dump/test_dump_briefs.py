"""Articles of a paragraph or two amid a whole page's furniture, and what the second reading is made of."""

import numpy as np
import pytest

from dateline.article.draft import BODY_ROLES
from dateline.article.dump import read_dump
from dateline.article.dump.briefs import (
    TAKEN,
    at_threshold,
    column_names,
    expected_f1,
    load_briefs,
    promises_more,
    role_probabilities,
    second_chances,
    with_text,
)
from dateline.article.dump.cues import load_cues
from dateline.article.dump.lines import split_lines
from dateline.article.dump.model import BODY_CLASSES, CLASSES

MENU = ["Home", "News", "Sport", "Weather", "Harbour", "Opinion", "Culture", "Video", "Sign in", "Subscribe"]
HEAD = ["Home > News > Harbour", "Crane falls into Sallo harbour basin", "By Ana Ferrol", "4 March 2031, 10:15"]
BRIEF = [
    "A crane fell into the basin of Sallo harbour on Tuesday night, the port authority said. Nobody was hurt, but two "
    "berths will stay closed until divers have looked at the quay wall later this week.",
    "The crane had been built in 1987 and was to be taken down in the autumn. A spokeswoman said that its brakes had "
    "been tested in January, and that the wind had been stronger than forecast.",
]
TEASERS = [
    "More from Harbour",
    "Ferry line to the islands gets a third boat",
    "The company that runs the line said on Monday that the boat would be in service before the summer holidays begin.",
    "Why the fish market moves to the north quay",
    "Traders have asked for more room for years. Now the council has found a hall that stood empty since the flood.",
    "Old lighthouse to become a museum",
    "Volunteers have collected lamps and logbooks in the whole region. The first rooms are to open in September.",
    "Council votes on the new bridge",
    "The vote was put off twice. This time the mayor expects a narrow majority, as the Greens changed their minds.",
]
RANKING = [
    "Most read",
    "1. Storks come early to Immersk",
    "2. Visa rules explained",
    "3. The last ferry of the old line",
]
LEGAL = ["About us", "Contact", "Privacy policy", "© 2031 The Sallo Courier. All rights reserved."]


def body(*lines: str) -> list[str]:
    return [block.text for block in read_dump("\n".join(lines)).blocks if block.role in BODY_ROLES]


@pytest.mark.parametrize(
    ("brief", "around"),
    [(BRIEF[:1], [*RANKING, *TEASERS]), (BRIEF, ["Share", *TEASERS, *RANKING]), (BRIEF, [*RANKING, *TEASERS])],
)
def test_of_a_brief_among_teasers_only_the_brief_is_body(brief: list[str], around: list[str]) -> None:
    page = [*MENU, *HEAD, *brief, *around, *LEGAL]
    assert body(*page) == brief
    assert read_dump("\n".join(page)).kind == "article"


def test_the_opening_before_a_toll_is_all_there_is() -> None:
    toll = ["Read on with Courier Plus", "Try it for a month for one euro", "Already a subscriber? Sign in"]
    assert body(*MENU, *HEAD, *BRIEF[:1], *toll, *TEASERS, *RANKING, *LEGAL) == BRIEF[:1]


def test_what_readers_wrote_below_a_brief_is_not_its_text() -> None:
    comments = [
        "3 comments",
        "Harbour rat",
        "4 March 2031 at 11:02",
        "I live across the basin and we heard it in our kitchen. It sounded as if a train had come off its rails.",
        "Reply",
        "Mira T.",
        "4 March 2031 at 11:40",
        "They knew that those brakes were worn. My brother worked there for ten years and said so every winter.",
        "Reply",
    ]
    assert body(*MENU, *HEAD, *BRIEF, *comments, *LEGAL) == BRIEF


def test_a_whole_article_keeps_its_text() -> None:
    story = [
        *BRIEF,
        "“We heard a bang and then the lights went out,” said Ilja Mott, who was on night shift at the fish market.",
        "The harbour master, Jona Keel, told reporters that ships for the two berths would be sent to the outer mole.",
        "It is the second accident in a year. In May a container slid off a lorry and blocked the main gate for a day.",
        "The ministry of transport wants a report before the end of the month, a letter to the port authority says.",
        "Divers from Lowmark are to arrive on Thursday. They will also look for oil, of which there was none so far.",
    ]
    assert body(*MENU, *HEAD, *story, *TEASERS, *RANKING, *LEGAL) == story


def test_probabilities_are_of_every_line_and_sum_to_one() -> None:
    lines = split_lines("\n".join([*MENU, *HEAD, *BRIEF, *TEASERS, *LEGAL]))
    probabilities, rows = role_probabilities(lines, load_cues(), frozenset({"the", "of"}))
    assert probabilities.shape == (len(lines), len(CLASSES))
    assert len(rows) == len(lines)
    assert np.allclose(probabilities.sum(axis=1), 1)


def test_the_shipped_files_have_the_columns_that_the_code_makes() -> None:
    model, columns = load_briefs(), column_names(load_cues())
    assert list(model.text.features) == columns
    assert model.network.inner.shape[0] == len(columns)


def test_chances_move_so_that_the_best_threshold_is_where_lines_are_taken() -> None:
    words = np.array([30.0, 40.0, 30.0, 20.0])
    moved = at_threshold(np.array([0.01, 0.3, 0.02, 0.01]), words)
    assert (moved >= TAKEN).tolist() == [False, True, False, False]
    sure = np.array([0.9, 0.95, 0.1, 0.0])
    assert (at_threshold(sure, words) >= TAKEN).tolist() == [True, True, False, False]


def test_another_share_for_the_text_leaves_the_other_classes_their_shares() -> None:
    chances = np.full((1, len(CLASSES)), 1 / len(CLASSES))
    changed = with_text(chances, np.array([0.8]))
    assert changed.sum() == pytest.approx(1)
    assert changed[0, list(BODY_CLASSES)].sum() == pytest.approx(0.8)
    assert len(set(np.round(np.delete(changed[0], BODY_CLASSES), 12))) == 1


def test_lines_that_were_not_asked_about_are_no_text() -> None:
    scores = np.zeros((2, len(CLASSES)))
    scores[:, BODY_CLASSES[0]] = 9.0
    chances = second_chances(np.array([True, False]), np.array([0.9]), scores)
    assert chances[0] > 0.9
    assert chances[1] == 0


def test_expected_f1_is_one_where_all_is_sure() -> None:
    words, sure = np.array([10.0, 20.0]), np.array([1.0, 0.0])
    assert expected_f1(words, sure > 0.5, sure) == pytest.approx(1)
    assert expected_f1(words, sure < 0.5, sure) == 0


def test_the_reading_with_more_to_promise_counts() -> None:
    words = np.array([40.0, 30.0, 30.0])
    assert promises_more(words, np.array([0.95, 0.5, 0.5]), np.array([0.9, 0.02, 0.02]))
    assert not promises_more(words, np.array([0.99, 0.99, 0.99]), np.array([0.9, 0.4, 0.4]))
