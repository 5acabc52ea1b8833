"""Pages without what they tell machines, and which values of a gold such a page still prints.

A field read off such a page is read off its lines. A gold value counts as wanted only where the page prints it: the
author's words, the day in one of its written forms, the headline's letters.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode
from training.dumps.print_page import print_page

from dateline.article.dates.read import load_months

# What tells machines: elements, and attributes of any element.
_TOLD_ELEMENTS = "script, noscript, link, base, meta:not([charset])"
_TOLD_ATTRIBUTES = (
    "itemprop", "itemscope", "itemtype", "itemid", "property", "typeof", "vocab", "resource", "about", "datetime",
)  # fmt: skip
_AUTHOR_LINK = re.compile(r"\bauthor\b", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
# A written day is so many words and numbers long, "de" and the signs of Chinese among them.
_LONGEST_DAY = 6
# A tag stands in a line of its own, or between commas or bars of one no longer than this.
_LONGEST_TAG_LINE = 400
_PARTS = re.compile(r"\s*[,;،、|·•#:]\s*")

VARIANTS = ("bare", "untitled", "classless")


def strip_page(html: str, variant: str) -> str:
    """A page without metadata, microdata and machines' times; the same for the same page.

    variant: "bare" leaves the title element and the classes; "untitled" has no title element; "classless" has it, and
    neither classes nor ids.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css(_TOLD_ELEMENTS):
        node.decompose()
    if variant == "untitled":
        for node in tree.css("title"):
            if node.parent is not None and node.parent.tag != "svg":
                node.decompose()
    dropped = {*_TOLD_ATTRIBUTES, "class", "id"} if variant == "classless" else {*_TOLD_ATTRIBUTES}
    for node in tree.css("*"):
        _drop(node, dropped)
    return tree.html or ""


def _drop(node: LexborNode, dropped: set[str]) -> None:
    names = node.attributes
    for name in dropped & names.keys():
        del node.attrs[name]
    if _AUTHOR_LINK.search(names.get("rel") or ""):
        del node.attrs["rel"]


def visible_lines(html: str) -> list[str]:
    """What a page prints, a line a block; hidden lines too."""
    return print_page(html)


def prints_day(lines: Iterable[str], day: str) -> bool:
    """Whether a line writes a day (ISO 8601) with its month and year, in numbers or with the month's name.

    >>> prints_day(["Sallo, 3rd of May 2031"], "2031-05-03"), prints_day(["5/3/31"], "2031-05-03")
    (True, True)
    >>> prints_day(["3 ferries of May 2030"], "2031-05-03")
    False
    """
    year, month, date = (int(part) for part in day[:10].split("-"))
    months = load_months()
    years = {year, year % 100}
    for line in lines:
        tokens = _TOKEN.findall(line)
        numbers = [int(each) if each.isdecimal() else None for each in tokens]
        for at, number in enumerate(numbers):
            if number not in years or (number != year and len(tokens[at]) != 2):
                continue
            for start in range(max(0, at - _LONGEST_DAY + 1), at + 1):
                if _is_day(tokens[start : start + _LONGEST_DAY], numbers, start, at, (month, date), months):
                    return True
    return False


def _is_day(
    words: Sequence[str],
    numbers: Sequence[int | None],
    start: int,
    year_at: int,
    wanted: tuple[int, int],
    months: dict[str, int],
) -> bool:
    month, date = wanted
    if year_at >= start + len(words):
        return False
    places = [start + place for place in range(len(words)) if start + place != year_at]
    days = [place for place in places if numbers[place] == date]
    named = [place for place in places if months.get(words[place - start].casefold()) == month]
    if days and named:
        return True
    # In numbers alone: the three beside each other, letters aside.
    counted = [place for place in range(start, start + len(words)) if numbers[place] is not None][:3]
    if year_at not in counted or len(counted) < 3 or any(len(word) > 1 for word in words if word.isalpha()):
        return False
    return sorted(numbers[place] or 0 for place in counted if place != year_at) == sorted((month, date))


def prints_words(text: str, words: str) -> bool:
    """Whether a text has words as whole words; both folded."""
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def printed_parts(lines: Iterable[str], fold: Callable[[str], str]) -> set[str]:
    """Lines of their own and what stands between commas and bars in short lines, folded: where tags are printed."""
    found: set[str] = set()
    for line in lines:
        if len(line) <= _LONGEST_TAG_LINE:
            found.add(fold(line))
            found.update(fold(part) for part in _PARTS.split(line))
    return found
