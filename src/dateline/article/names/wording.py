"""A headline's words: as the page prints them, but for what stands beside them in the same line.

What machines are told is often a headline of its own, made for lists of results. So the printed line counts; what is
told settles where it ends, where it goes on and what divides it.
"""

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.article.structured import Structured, texts
from dateline.article.tree.folded import folded_key
from dateline.article.tree.markup import Markup, RawBlock

SEPARATOR = re.compile(r"\s+(?:[|•·»›~>:]|::|[-–—]{1,2}|/{1,2})\s+|\s*\|\s*|\s+[-–—]\s*(?=\S+\.\w{2,4}$)")
# No separator is without one of these.
_SEPARATES = re.compile(r"[|•·»›~>:/–—-]")
_DIVIDERS = re.compile(r"[:|/]|\s[-–—]\s")
# What calls itself a title; schemes of libraries first, which are written by hand.
_TITLE_METAS = ("dc.title", "dcterms.title", "og:title", "title", "twitter:title", "parsely-title")
_ELLIPSIS = re.compile(r"(?:\.{3}|…)$")
_LOOSE_ENDS = " |•·~¶"
# What is told is the headline where it is so long, in letters, and so much of the line that prints it.
_LEAST_PART, _PART = 12, 0.4
# A line over the headline stands so few blocks above it.
_ABOVE = 2


def word_headline(index: int, markup: Markup, structured: Structured, names: list[str]) -> tuple[str, str]:
    """The words of the headline that a block prints, and the kind of place that has them so.

    index: the block's; names: the site's, taken off the ends.
    """
    visible = strip_site(markup.blocks[index].text, names).strip(_LOOSE_ENDS)
    told: list[tuple[str, str]] = []
    here = key(visible)
    for words, source in _told(markup, structured, names):
        told.append((words, source))
        if words == visible:
            return visible, "visible"  # as on most pages
        if key(words) == here:
            divided = len(_DIVIDERS.findall(words)) > len(_DIVIDERS.findall(visible))
            return (words, source) if divided else (visible, "visible")
    # A single word over the headline is the section's.
    over = {key_of(each) for each in markup.blocks[max(0, index - _ABOVE) : index] if " " in each.text}
    joints = _joints(markup.blocks[index])
    for words, source in told:
        there = key(words)
        opens, ends = here.startswith(there), here.endswith(there)
        if len(there) >= max(_LEAST_PART, _PART * len(here)) and (
            (opens and len(there) in joints) or (ends and len(here) - len(there) in joints)
        ):
            return words, source  # the line also has a kicker, a day, a section
        if here and there.startswith(here) and _is_cut(visible, words):
            return words, source
        if here and there.endswith(here) and there[: -len(here)] in over and _agreed(there, told):
            return words, source
    return visible, "visible"


def told_title(markup: Markup, structured: Structured) -> str | None:
    """What a page calls itself for machines, unchanged: JSON-LD, then meta elements, then the title element."""
    named = [words for place in ("headline", "name") for words in texts(structured.article.get(place), structured)[:1]]
    named.sort(key=lambda words: key(words) not in key(markup.title))  # a name may be short for what it names
    told = next(iter(named), None)
    for name in _TITLE_METAS:
        told = told or next(iter(structured.metas.get(name, ())), None)
    return told or markup.title or None


def _is_cut(visible: str, words: str) -> bool:
    """Whether a printed line stops before its end: at an ellipsis or a colon, or within a word of what is told."""
    goes_on = words.startswith(visible) and words[len(visible) :][:1].isalnum() and visible[-1].isalnum()
    return goes_on or _ELLIPSIS.search(visible) is not None or visible.endswith(":")


def _joints(block: RawBlock) -> set[int]:
    """How many letters of a line stand before each place where one of its elements ends and another begins."""
    found: set[int] = set()
    before = 0
    for text, _ in block.pieces:
        found.add(before)
        before += len(key(text))
    return found


def _told(markup: Markup, structured: Structured, names: list[str]) -> Iterator[tuple[str, str]]:
    """What machines are told, surest first; of most pages the first is asked for alone."""
    for source, value in _titles(markup, structured, names):
        words = strip_site(" ".join(value.split()), names).strip(_LOOSE_ENDS)
        if key(words):
            yield words, source


def _titles(markup: Markup, structured: Structured, names: list[str]) -> Iterator[tuple[str, str]]:
    for words in texts(structured.article.get("headline"), structured)[:1]:
        yield "json-ld", words
    for name in ("og:title", "twitter:title"):
        for words in structured.metas.get(name, ())[:1]:
            yield "meta", words
    yield "title", without_tail(markup.title, names)


def _agreed(there: str, told: list[tuple[str, str]]) -> bool:
    """Whether two places of metadata have the same words."""
    return sum(key(words) == there for words, source in told if source != "title") > 1


def strip_site(title: str, names: list[str]) -> str:
    """A title without the site's name at its end or beginning.

    >>> strip_site("Blast kills 14 | The Salvane Courier", ["The Salvane Courier"])
    'Blast kills 14'
    """
    known: set[str] = set()
    for _ in range(3):
        gaps = gaps_of(title)
        if not gaps:
            break  # as of most titles, before anything is asked of the names
        known = known or {key(name) for name in names}
        last, first = gaps[-1], gaps[0]
        if key(title[last[1] :]) in known:
            title = title[: last[0]].strip()
        elif key(title[: first[0]]) in known:
            title = title[first[1] :].strip()
        else:
            break
    return title


def without_tail(title: str, names: list[str]) -> str:
    """A title without the site's name, or without a last piece that is short beside the rest."""
    stripped = strip_site(title, names)
    if stripped != title:
        return stripped
    gaps = gaps_of(title)
    if gaps and len(title[gaps[-1][1] :].split()) <= 4 < len(title[: gaps[-1][0]].split()):
        return title[: gaps[-1][0]].strip()
    return title


def may_divide(title: str) -> bool:
    """Whether a title has a sign that separators have; most that have none are told so at once."""
    return _SEPARATES.search(title) is not None


@functools.lru_cache(maxsize=16)  # what a page is called is divided again and again; it may be all gaps
def gaps_of(title: str) -> tuple[tuple[int, int], ...]:
    """Where each separator of a title begins and ends.

    >>> gaps_of("Blast kills 14 | The Salvane Courier")
    ((14, 17),)
    """
    return tuple([found.span() for found in SEPARATOR.finditer(title)]) if may_divide(title) else ()


@functools.lru_cache(maxsize=16)
def pieces_of(title: str) -> tuple[str, ...]:
    """What stands before, between and behind the separators of a title."""
    gaps = gaps_of(title)
    return tuple([title[end:start] for (_, end), (start, _) in pairwise([(0, 0), *gaps, (len(title), 0)])])


@functools.lru_cache(maxsize=64)  # the names of a page's site are compared again and again
def key(words: str) -> str:
    """A line's letters and digits alone, by which two spellings of it are one."""
    return folded_key(words)


def key_of(block: RawBlock) -> str:
    """The same of a block's text."""
    return folded_key(block.text)
