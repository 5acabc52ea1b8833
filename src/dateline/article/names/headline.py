"""The article's headline: which block prints it, and its words without the site's name."""

import math
import re
from collections.abc import Container, Iterable, Mapping

import msgspec

from dateline.article.names.sites import MOST_BLOCKS, SiteHeadings, addressed_ends, heading_level, heading_levels
from dateline.article.names.wording import (
    gaps_of,
    key,
    key_of,
    pieces_of,
    strip_site,
    without_tail,
    word_headline,
)
from dateline.article.structured import Structured, texts
from dateline.article.tree.folded import folded_words, places_with, words_of
from dateline.article.tree.markup import Markup

_WORD = re.compile(r"\w+")
# Signs that are left at a title's ends where nothing stands behind or before them.
_LOOSE = re.compile(r"^[|•·»›~:–—/-]+\s+|(?<=\S)\s+[|•·«‹~:–—/-]+$")
_LOOSE_SIGNS = frozenset("|•·»›«‹~:–—/-")
_LONGEST = 400
# Headlines that are no headings in the markup stand early on a page.
_BARE_HEADLINES = 120
# A block that shares this much of its words with what the page calls itself is its headline.
_ALIKE, _ROUNDING = 0.6, 1e-9
# Where the pieces of a title are divided again. A heading that is the first or longest of all is so much more like the
# headline.
_COLON = re.compile(r":\s+")
_BY_LENGTH, _LEAST_PIECE, _SURELY = 0.3, 4, 0.9
# A heading over a text has so many words, and so much of the text in one of so many lines below.
_LEAST_WORDS, _OVER, _LEAST_TEXT = 3, 4, 80
# A heading that shares this much of the longer one's words with the headline, and so many words, tells it again.
_RETOLD, _LEAST_RETOLD = 0.6, 4


class Headline(msgspec.Struct, frozen=True):
    """words: the headline; block: index of the block that prints it, None where none does; source, sure, raw."""

    words: str | None
    block: int | None
    source: str
    sure: float
    raw: str = ""


def find_headline(markup: Markup, structured: Structured, names: list[str]) -> Headline:
    """The headline, from the block most like what the metadata call the page; metadata alone where none is.

    names: the site's names, taken off the ends of a title.
    """
    found = _most_alike(markup, structured, names)
    if not found.words or not gaps_of(found.words):
        return found
    return msgspec.structs.replace(found, words=strip_site(found.words, addressed_ends(markup, structured)))


def _most_alike(markup: Markup, structured: Structured, names: list[str]) -> Headline:
    levels = heading_levels(markup)
    sites = SiteHeadings(markup, levels)
    candidates = _candidates(markup, structured, names, sites)
    index, likeness, first_h1 = _find_block(markup, [words for _, words in candidates], names, levels, sites)
    if index >= 0:
        words, source = word_headline(index, markup, structured, names)
        return Headline(words, index, source, min(0.99, 0.6 + 0.4 * likeness), markup.blocks[index].text)
    if first_h1 >= 0 and not any(name.casefold() == markup.blocks[first_h1].text.casefold() for name in names):
        text = markup.blocks[first_h1].text
        if len(_WORD.findall(text)) >= 2 or not candidates:
            words, source = word_headline(first_h1, markup, structured, names)
            return Headline(words or text, first_h1, source, 0.6, text)
    if candidates:
        source, words = candidates[0]
        return Headline(words, None, source, 0.6, words)
    second = _second_heading(markup)
    if second >= 0:
        return Headline(markup.blocks[second].text, second, "visible", 0.5, markup.blocks[second].text)
    return Headline(None, None, "", 0.0)


def _second_heading(markup: Markup) -> int:
    """The one heading of the second rank that stands over a text, with more of it below than above; -1 for none."""
    blocks = markup.blocks[:MOST_BLOCKS]
    told = [len(each.text) if len(each.text) >= _LEAST_TEXT > each.link_chars else 0 for each in blocks]
    found = [
        index
        for index, block in enumerate(blocks)
        if len(block.text) <= _LONGEST
        and not block.link_chars
        and len(_WORD.findall(block.text)) >= _LEAST_WORDS
        and heading_level(markup, block.element) == 2
        and any(
            len(each.text) >= _LEAST_TEXT > each.link_chars for each in markup.blocks[index + 1 : index + 1 + _OVER]
        )
    ]
    return found[0] if len(found) == 1 and 2 * sum(told[: found[0]]) < sum(told) else -1


def _find_block(
    markup: Markup, told: list[str], names: list[str], levels: Mapping[int, int], sites: Container[int]
) -> tuple[int, float, int]:
    """The block most like what the page is called, how like it is, and the first heading of the first rank; -1: none.

    told: what the page is called; names: its site's; levels: those of the headings; sites: the headings that are the
    site's, which do not count.
    """
    wanted = [(words, set(folded_words(words))) for words in told]
    best = (0.0, -1, 0.0)
    first_h1 = _first_h1(markup, levels, sites)
    # A piece of the title is looked for up to the first heading of the first rank, and among those.
    ranked = {index for index, level in levels.items() if level == 1 or first_h1 < 0}
    pieces = _title_pieces(markup, names)
    for index in sorted({*_sharing(markup, wanted, levels), *_spelling(markup, wanted, pieces, ranked)}):  # a few
        block, level = markup.blocks[index], levels.get(index, 0)
        text = block.text
        if index in sites:
            continue
        if not level and (len(text) < 12 or index > _BARE_HEADLINES or text[0] == "©"):
            continue
        tokens = set(words_of(block))
        likeness = 0.0
        for full, words in wanted:
            # With so few or so many words it is not alike, whatever they are.
            if _ALIKE * len(words) <= len(tokens) <= 2 * len(words):
                likeness = max(likeness, _likeness(tokens, words, text, full))
        if likeness < _SURELY and index in ranked:
            likeness = max(likeness, pieces.get(key_of(block), 0.0))
        if likeness < _ALIKE:
            continue
        score = likeness + (0.5 if level == 1 else 0.25 if level == 2 else 0.1 if level else 0.0)
        score -= 0.3 * (block.link_chars > 0.5 * len(text)) + 0.0002 * index
        if score > best[0] + 1e-9:
            best = (score, index, likeness)
    return best[1], best[2], first_h1


def _sharing(markup: Markup, wanted: list[tuple[str, set[str]]], headings: Iterable[int]) -> list[int]:
    """The places of lines with as many words of what the page is called as one that is alike has at least.

    Asked are the first lines of the page, and those that are headings.
    """
    if not wanted:
        return []
    least, shortest = map(min, zip(*[_least(words) for _, words in wanted], strict=True))
    telling = {word for _, words in wanted for word in words}
    asked = markup.blocks[: _BARE_HEADLINES + 1]
    further = [at for at in headings if at >= len(asked)]
    asked += [markup.blocks[at] for at in further]
    near = len(asked) - len(further)
    return [at if at < near else further[at - near] for at in places_with(asked, telling, _LONGEST, least, shortest)]


def _least(words: set[str]) -> tuple[int, int]:
    """How many of these words a line has at least that is alike, and how many characters: the shortest, and gaps."""
    count = math.ceil(_ALIKE * len(words) - _ROUNDING)
    return count, sum(sorted(map(len, words))[:count]) + count - 1


def _spelling(
    markup: Markup, wanted: list[tuple[str, set[str]]], pieces: Container[str], headings: Iterable[int]
) -> list[int]:
    """The places of headings that are a piece of the title by their letters, and have a word of it in common."""
    found = [
        index
        for index in headings
        if len(markup.blocks[index].text) <= _LONGEST and key_of(markup.blocks[index]) in pieces
    ]
    if not found:
        return []
    telling = {word for _, words in wanted for word in words} | set(folded_words(markup.title))
    return [index for index in found if not telling.isdisjoint(words_of(markup.blocks[index]))]


def _first_h1(markup: Markup, levels: Mapping[int, int], sites: Container[int]) -> int:
    """The first block that is a heading of the first rank and not the site's, -1 where there is none."""
    for index, level in levels.items():
        if level == 1 and len(markup.blocks[index].text) <= _LONGEST and index not in sites:
            return index
    return -1


def _title_pieces(markup: Markup, names: list[str]) -> dict[str, float]:
    """How like the headline headings are that are the first or the longest piece of the title, by its letters."""
    sites = {key(name) for name in names}
    parts = (piece for part in pieces_of(markup.title) for piece in (_COLON.split(part) if ":" in part else (part,)))
    pieces = [key(piece) for piece in parts]
    pieces = [piece for piece in pieces if len(piece) >= _LEAST_PIECE and piece not in sites]
    longest = max(map(len, pieces), default=1)
    told = [piece for place, piece in enumerate(pieces) if place == 0 or len(piece) == longest]
    return {piece: _ALIKE + _BY_LENGTH * len(piece) / longest for piece in told}


def _candidates(
    markup: Markup, structured: Structured, names: list[str], headings: SiteHeadings
) -> list[tuple[str, str]]:
    """What machines are told that the page is called, with where. headings: those that print the site's name."""
    metas = structured.metas
    raw: list[tuple[str, str]] = []
    for place in ("headline", "name"):
        raw += [("json-ld", words) for words in texts(structured.article.get(place), structured)[:1]]
    for name in ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"):
        raw += [("meta", words) for words in metas.get(name, ())[:1]]
    if markup.title:
        raw.append(("title", without_tail(markup.title, names)))
    found: dict[str, str] = {}
    sites = {key(name) for name in names} | {""}  # nor signs alone
    for source, words in raw:
        words = strip_site(" ".join(words.split()), names)
        if words and (words[0] in _LOOSE_SIGNS or words[-1] in _LOOSE_SIGNS):
            words = _LOOSE.sub("", words)
        if words and len(words) <= _LONGEST and words not in found:
            bare = key(words)
            if bare not in sites and not headings.print(bare):
                found[words] = source
    return [(source, words) for words, source in found.items()]


def _likeness(tokens: set[str], wanted: set[str], text: str, full: str) -> float:
    """How like a line is to what a page is called, by their words. tokens: no more than twice as many as wanted."""
    if not tokens or not wanted:
        return 0.0
    if text == full:
        return 1.0
    shared = len(tokens & wanted)
    if shared < len(wanted):
        return shared / (len(tokens) + len(wanted) - shared)
    return max(0.85, shared / len(tokens))


def retells(headline: str, words: str) -> bool:
    """Whether a heading tells the headline again in much the same words, as a page that has one for machines does.

    >>> retells("Sallo bridge: council votes for repair", "Council of Sallo votes for the bridge repair")
    True
    """
    told, again = set(folded_words(headline)), set(folded_words(words))
    shared = len(told & again)
    return shared >= _LEAST_RETOLD and shared >= _RETOLD * max(len(told), len(again))
