"""Patterns of bylines, numbers and scripts take time in proportion to a line's length, whatever the line repeats."""

import time
from collections.abc import Callable

import pytest

from dateline.article.authors import believed, bylined
from dateline.article.authors import find as authors
from dateline.article.body import amid
from dateline.article.bylines import split as bylines
from dateline.article.bylines.words import load_wording, without_loose
from dateline.article.names.outlet import letters
from dateline.article.tree import read as blocks

_SHORT, _TIMES = 10_000, 4
# A time that grows with the length is 4 times as long, one that grows with its square 16 times.
_MOST = 9
_WORDS = load_wording()

READERS: dict[str, Callable[[str], object]] = {
    "joiner": lambda line: _WORDS.joiner.split(line),
    "beside": lambda line: _WORDS.beside.sub("", line),
    "category": lambda line: _WORDS.category.sub("", line),
    "written in": lambda line: _WORDS.written_in.sub("", line),
    "weekday": lambda line: _WORDS.weekday.sub("", line),
    "for a paper": lambda line: _WORDS.for_paper.sub("", line),
    "for a paper called so": lambda line: _WORDS.for_bare.search(line),
    "part of a line": lambda line: bylined._PART.split(line),
    "stops": lambda line: _WORDS.stops.search(line),
    "signoffs": lambda line: _WORDS.signoffs.match(line),
    "others": lambda line: _WORDS.others.match(line),
    "opener": lambda line: _WORDS.opener.match(line),
    "loose": without_loose,
    "parts": lambda line: bylines._PARTS.split(line),
    "pieces": lambda line: bylines._SPLIT.split(line),
    "signed off": lambda line: bylines._SPLIT_SIGNOFF.split(line),
    "tail": lambda line: bylines._TAIL.sub("", line),
    "brackets": lambda line: bylines._BRACKETS.sub("", line),
    "domain": lambda line: believed._DOMAIN.fullmatch(line),
    "user name": lambda line: authors._USER_NAME.fullmatch(line),
    "number": lambda line: amid._NUMBER.match(line),
    "printing": lambda line: blocks._PRINTING.fullmatch(line),
    "letters of a name": letters.__wrapped__,
}


def seconds(read: Callable[[str], object], line: str) -> float:
    """The shortest of some runs, in time of this thread alone."""
    best = 60.0
    for _ in range(4):
        start = time.thread_time()
        read(line)
        best = min(best, time.thread_time() - start)
    return best


@pytest.mark.parametrize("repeated", [" ", "1", "a", "a.", "in ", "1 ", "e('20310503') ", "\u0301\u0323"])
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_no_faster_than_the_line(reader: str, repeated: str) -> None:
    read = READERS[reader]
    head = "e('20310503ab'" if reader == "printing" else ""
    short, long = (head + repeated * (size // len(repeated)) + "!x" for size in (_SHORT, _TIMES * _SHORT))
    assert seconds(read, long) < _MOST * max(seconds(read, short), 2e-4)


@pytest.mark.parametrize(
    ("line", "left"),
    [("Runa Meschel on", "Runa Meschel"), ("Runa Meschel, on at", "Runa Meschel,"), ("am", ""), ("is this", ""),
     ("this Runa", "this Runa"), ("Runa is", "Runa is"), ("at the Pier", "at the Pier"), ("Runa on!", "Runa"),
     ("Runa-on", "Runa-on"), ("", "")],
)  # fmt: skip
def test_small_words_go_from_a_line_s_end(line: str, left: str) -> None:
    assert without_loose(line) == left


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Runa | | Jonas", ["Runa", "", "Jonas"]),
        ("Runa  |Jonas", ["Runa", "Jonas"]),
        ("Runa — Jonas", ["Runa", "Jonas"]),
    ],
)
def test_signs_part_a_line_as_before(line: str, parts: list[str]) -> None:
    assert bylines._PARTS.split(line) == parts


@pytest.mark.parametrize(
    ("line", "is_number"), [("1,2 3", True), ("(12)", True), ("...", False), ("12a", False), ("_1", False), ("", False)]
)
def test_a_number_is_told_from_other_lines(line: str, is_number: bool) -> None:
    assert (amid._NUMBER.match(line) is not None) == is_number
