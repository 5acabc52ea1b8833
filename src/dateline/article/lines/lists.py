"""Lists that the markup does not tell, and what opens an article: points that sum it up, a paragraph in bold."""

import itertools
import re

from dateline.article.draft import DraftBlock
from dateline.article.tree.markup import RawBlock

# Not the em dash: two lines that open with one are a dialogue in French or Russian.
_BULLET = re.compile(r"(?P<sign>[-–•·▪●○◦‣*✓✔➤►]|(?P<number>\d{1,2})[.)])\s+(?=\S)")
# Points under the headline that sum the article up: so many, so long, within so many lines of it.
_MOST_POINTS, _SHORTEST_POINT, _LONGEST_POINT, _NEAR_POINTS = 6, 25, 350, 12
# The text behind them has so many times their letters.
_TEXT_SHARE = 3
# A first paragraph that is all in bold, unlike so many behind it, and so long.
_BOLD, _PLAIN_BEHIND, _SHORTEST_BOLD, _LONGEST_BOLD = 0.95, 2, 60, 500
_ENDS = frozenset(".!?…。！？।؟۔։።။")
# A line above it that is no sentence is no longer: whom an interview is with.
_LONGEST_LINE = 80
# As much is said with fewer signs where vowels go unwritten or have none of their own, and with ideographs.
_SHORTEST_DENSE, _SHORTEST_IDEOGRAPHS = 40, 15


def settle_lists(blocks: list[DraftBlock]) -> None:
    """Paragraphs one after the other that open with the same bullet, or count on, are a list."""
    here = None
    for index, block in enumerate(blocks):
        before, here = here, None
        if block.role in ("body", "list") and not block.text[0].isalpha():
            here = _BULLET.match(block.text)
        if before is None or here is None:
            continue
        if here["number"] and before["number"]:
            follows = int(here["number"]) == int(before["number"]) + 1
        else:
            follows = here["sign"] == before["sign"]
        if follows:
            blocks[index - 1].role = blocks[index].role = "list"


def standfirsts_of(blocks: list[DraftBlock], headline: int | None) -> list[int]:
    """Places of the standfirsts, all of which stand about the headline."""
    if headline is None:
        return []
    near = range(max(0, headline - _NEAR_POINTS), min(len(blocks), headline + _NEAR_POINTS + 1))
    return [index for index in near if blocks[index].role == "standfirst"]


def settle_key_points(blocks: list[DraftBlock], headline: int | None) -> None:
    """A short list between the headline and the first paragraph sums the article up: its points are the standfirst."""
    if headline is None:
        return
    first = next((index for index in range(headline + 1, len(blocks)) if blocks[index].role == "body"), None)
    if first is None or first - headline > _NEAR_POINTS:
        return
    points = [block for block in blocks[headline + 1 : first] if block.role == "list"]
    if not 1 < len(points) <= _MOST_POINTS:
        return
    others = any(block.role in ("subhead", "quotation", "table") for block in blocks[headline + 1 : first])
    letters = sum(len(block.text) for block in points)
    text = sum(len(block.text) for block in blocks[first:] if block.role == "body")
    whole = all(_SHORTEST_POINT <= len(block.text) <= _LONGEST_POINT for block in points)
    if whole and not others and text >= _TEXT_SHARE * letters:
        for block in points:
            block.role = "standfirst"


def settle_bold_opening(raw: list[RawBlock], blocks: list[DraftBlock], headline: int | None) -> None:
    """The first paragraph, where it alone of the first ones is in bold or a heading, is the standfirst.

    raw: the blocks as cut.
    """
    if headline is None or standfirsts_of(blocks, headline):
        return
    behind = (index for index in range(headline + 1, len(blocks)) if blocks[index].role == "body")
    text = list(itertools.islice(behind, _PLAIN_BEHIND + 2))
    if text[1:] and len(blocks[text[0]].text) <= _LONGEST_LINE and blocks[text[0]].text[-1:] not in _ENDS:
        text = text[1:]  # "A talk with the harbour master"
    heads = [index for index in range(headline + 1, text[0] if text else 0) if blocks[index].role == "subhead"]
    if heads and blocks[heads[0]].text[-1:] in _ENDS:  # a bold sentence, taken for a heading
        text = [heads[0], *text]
    text = text[: _PLAIN_BEHIND + 1]
    if len(text) <= _PLAIN_BEHIND or text[0] - headline > _NEAR_POINTS:
        return
    bold = [raw[index].bold_chars >= _BOLD * len(raw[index].text) for index in text]
    # A heading that is a sentence of such length opens the text, too; a question that is one is an interview's.
    opens = bold[0] or (text[0] in heads and not blocks[text[0]].text.endswith("?"))
    if opens and not any(bold[1:]) and _shortest_bold(raw[text[0]].text) <= len(raw[text[0]].text) <= _LONGEST_BOLD:
        blocks[text[0]].role = "standfirst"


def _shortest_bold(text: str) -> int:
    """How many characters a bold opening has at least, in the script of a text."""
    half = len(text) / 2
    if sum(letter >= "\u2e80" for letter in text) > half:
        return _SHORTEST_IDEOGRAPHS
    return _SHORTEST_DENSE if sum(letter >= "\u0590" for letter in text) > half else _SHORTEST_BOLD
