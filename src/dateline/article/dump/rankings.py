"""Numbered lists of a dump outside of the article: rankings."""

import re

from dateline.article.dump.context import DumpContext, FoundRole
from dateline.article.dump.cues import bare

RANK = re.compile(r"(?P<before>\d{1,2})(?:[.):]|\s(?=\S{2}))\s*(?=\D)|(?P<alone>\d{1,2})\Z")
_LEAST_ENTRIES, _MOST_ENTRIES = 3, 30
_STEP = 4
_LONGEST_HEADING = 6


def rank_of(match: re.Match[str]) -> int:
    """The number that `RANK` found."""
    return int(match["before"] or match["alone"])


def find_rankings(context: DumpContext) -> None:
    """Lists numbered 1, 2, 3 outside of the article, with the heading above them."""
    first, last = context.bounds()
    index = 0
    while index < len(context.lines):
        places = _numbers_from(context, index) if not first <= index <= last else []
        if len(places) < _LEAST_ENTRIES or context.headline in places:
            index += 1
        else:
            index = _rank(context, places)


def _rank(context: DumpContext, places: list[int]) -> int:
    """Ranks the lines of a list and its heading; the place after it. places: the numbered lines."""
    lines, found = context.lines, context.found
    # The words of a last number that stands alone are in the line below it.
    end = min(len(lines), places[-1] + (2 if bare(lines[places[-1]].text) == "" else 1))
    number = 0
    for place in range(places[0], end):
        number += place in places
        if context.is_body(place):
            break
        found[place] = FoundRole("ranking", found[place].score, rank=number)
    before = places[0] - 1
    if before >= 0 and not context.is_body(before) and context.words(before) <= _LONGEST_HEADING:
        found[before].role = "ranking"
    return end


def _numbers_from(context: DumpContext, start: int) -> list[int]:
    """Places of the lines numbered 1, 2, 3, ... from `start` on, no more than three lines apart; empty without 1."""
    places: list[int] = []
    place = start
    while place < min(len(context.lines), (places[-1] if places else start) + _STEP) and len(places) < _MOST_ENTRIES:
        match = RANK.match(context.lines[place].text)
        if match and rank_of(match) == len(places) + 1:
            places.append(place)
        elif not places:
            return []
        place += 1
    return places
