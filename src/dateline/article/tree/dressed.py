"""Paragraphs in a dress that is others': each wholly a link, or each a caption without a picture.

Some sites link every paragraph to their app or to a translation, or print all in `figcaption`. Where an element holds
three of them, each a paragraph's length and ending as sentences do, what the markup says of them is not so: streams of
teasers have a title beside each, and lead to a page each.
"""

import re
from collections.abc import Callable

from dateline.article.tree.marks import tag_bit
from dateline.article.tree.markup import CAPTION, Markup, RawBlock

# So many paragraphs of so many gaps between words; titles among them are teasers' from this share on.
_LEAST, _LEAST_GAPS, _TITLES, _LINKED = 3, 14, 0.5, 0.95
_ENDS = frozenset('.!?…。！？”"»؟।')
_ITEMS = frozenset({"li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label"})
_STEPS = 3
# So many gaps stand between words of a letter each at least.
_LEAST_LETTERS = 2 * _LEAST_GAPS
# An index has more paragraphs, or leads to more pages than this share of them.
_MOST, _PAGES = 60, 0.5
_ADDRESS_ENDS = re.compile(r"[?#]")


def undress(markup: Markup) -> None:
    """Count no links of such paragraphs, and call such captions paragraphs."""
    elements, blocks = markup.elements, markup.blocks
    # Paragraphs alone are asked about: of all that is linked they are few.
    long = [block for block in blocks if block.link_chars >= _LEAST_LETTERS and _is_long(block)]
    linked: list[int] = []
    if len(long) >= _LEAST and sum(map(_is_linked, long)) >= _LEAST:
        linked = [index for index, block in enumerate(blocks) if block.link_chars and _is_linked(block)]
    for index in _dressed(markup, linked, _lead_to_few):
        blocks[index].links = blocks[index].link_chars = 0
        above = elements[elements[blocks[index].element].parent]
        if above.tag == "a":
            above.marks &= ~tag_bit("link")
    if not markup.met & CAPTION:
        return
    captions = [index for index, block in enumerate(blocks) if elements[block.element].tag == "figcaption"]
    if sum([1 for index in captions if _is_long(blocks[index])]) < _LEAST:
        return
    pictured = _pictured(markup)
    for index in _dressed(markup, [index for index in captions if pictured.isdisjoint(_around(markup, index))]):
        for at in _around(markup, index):
            elements[at].marks &= ~tag_bit("figure")
            elements[at].tag = "p" if elements[at].tag == "figcaption" else "div"


def _is_long(block: RawBlock) -> bool:
    """Whether a block is a paragraph's length and ends as sentences do."""
    return block.text[-1] in _ENDS and block.text.count(" ") >= _LEAST_GAPS


def _is_linked(block: RawBlock) -> bool:
    return block.link_chars >= _LINKED * len(block.text)


def _dressed(
    markup: Markup, places: list[int], may_be: Callable[[Markup, list[int]], bool] = lambda _, __: True
) -> list[int]:
    """Of these blocks the paragraphs in elements that hold several long ones, and fewer lines that are titles.

    Paragraphs that have an element each are looked for further up. may_be: asked of all that an element holds.
    """
    elements, blocks = markup.elements, markup.blocks
    homes: dict[int, list[int]] = {}
    ending = {index for index in places if _ends_sentence(markup, index)}
    for index in places if len(ending) >= _LEAST else ():
        homes.setdefault(elements[blocks[index].element].parent, []).append(index)
    found = []
    for _ in range(_STEPS + 1):
        above: dict[int, list[int]] = {}
        for home, inside in homes.items():
            sentences = [index for index in inside if index in ending]
            if len(sentences) < _LEAST and home > 0:
                above.setdefault(elements[home].parent, []).extend(inside)
                continue
            long = sum(blocks[index].text.count(" ") >= _LEAST_GAPS for index in sentences)
            if _LEAST <= long <= _MOST and len(inside) - len(sentences) < _TITLES * long and may_be(markup, inside):
                found += sentences
        homes = above
    return found


def _lead_to_few(markup: Markup, places: list[int]) -> bool:
    """Whether links lead to few pages, parameters aside: an index leads to as many as it has lines."""
    pages = {_ADDRESS_ENDS.split(_address(markup, index), maxsplit=1)[0] for index in places}
    return len(pages) <= _PAGES * len(places)


def _address(markup: Markup, index: int) -> str:
    at = markup.blocks[index].pieces[0][1]
    while at >= 0 and markup.elements[at].tag != "a":
        at = markup.elements[at].parent
    return markup.elements[at].href or "" if at >= 0 else ""


def _ends_sentence(markup: Markup, index: int) -> bool:
    block = markup.blocks[index]
    return block.text[-1] in _ENDS and markup.elements[block.element].tag not in _ITEMS


def _around(markup: Markup, index: int) -> list[int]:
    """A caption's element, and the figure around it."""
    at = markup.blocks[index].element
    above = markup.elements[at].parent
    return [at, above] if above >= 0 and markup.elements[above].tag == "figure" else [at]


def _pictured(markup: Markup) -> set[int]:
    """The elements close around pictures, and those of lines right behind one."""
    found = set()
    for image in markup.images:
        at = image.element
        if image.before < len(markup.blocks):
            found.add(markup.blocks[image.before].element)
        for _ in range(_STEPS):
            at = markup.elements[at].parent
            if at < 0:
                break
            found.add(at)
    return found
