"""Paragraphs that join a body: behind one of its own, late in a very long text, or nearly all that a page prints."""

import re
from collections import defaultdict
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dateline.article.tree.chosen import places_from, sum_at
from dateline.article.tree.markup import Markup, is_heading

Floats = npt.NDArray[np.float32]
# Around it, its tag and its classes: what elements made alike and side by side share.
_Place = tuple[int, str, str | None]

_BODY, _IN = 0.5, 0.51
# A paragraph right after one of the body, in the same element, is body down to this likelihood.
_JOINED, _JOINED_WORDS = 0.3, 10
# A text of so many words goes on in paragraphs made like so much of it, in the same element, down to this likelihood:
# the trees learnt of golds that stop half-way that a very long text ends early.
_LONG_TEXT, _ALIKE_SHARE, _GOES_ON = 1500, 0.5, 0.08
# Paragraphs of one element that are so many, have so many words, and so much of all that the page prints are its text:
# the trees have seen few texts so long, and give up what is made like a list of hundreds. In between, shorter ones too.
_CROWD, _CROWD_WORDS, _CROWD_SHARE, _CROWD_LINKED, _SHORT_WORDS = 60, 2000, 0.8, 0.2, 4
_OF_CROWD = 0.75
# What made lines alike: their elements, this far up, and their words but for numbers.
_MOULD_STEPS = 3
_DIGITS = re.compile(r"\d+")
# A heading between two texts of one element is the text's own down to this likelihood: the trees take headings whose
# words sell or point ("10 trends that matter") for furniture's, and nine in ten of these are not. Less likely ones
# ("Advertisement: ...") are furniture's more often. So much of it is a link at most.
_HEADS, _HEAD_LINKED = 0.03, 0.5


def judge_crowd(markup: Markup, mass: Floats, judged: Floats) -> Floats:
    """The block model's judgement, but for a text of very many paragraphs that is nearly all its page prints."""
    long = places_from(mass, _JOINED_WORDS)
    if len(long) < _CROWD:
        return judged
    enough = max(_CROWD_WORDS, _CROWD_SHARE * float(mass.sum()))
    if sum_at(mass, long) < enough:
        return judged
    homes: defaultdict[int, list[int]] = defaultdict(list)
    for index in long:
        block = markup.blocks[index]
        element = markup.elements[block.element]
        if element.tag == "p" and block.link_chars <= _CROWD_LINKED * len(block.text):
            homes[element.parent].append(index)
    home = max(homes, key=lambda each: len(homes[each]), default=-1)
    crowd = homes.get(home, [])
    if len(crowd) < _CROWD or sum_at(mass, crowd) < enough:
        return judged
    if len({markup.blocks[index].text for index in crowd}) < _CROWD:
        return judged  # one text printed over and over
    raised = judged.copy()
    raised[crowd] = np.maximum(raised[crowd], _OF_CROWD)
    for index in range(crowd[0], crowd[-1]):
        block = markup.blocks[index]
        element = markup.elements[block.element]
        beside = element.parent == home and not block.links and mass[index] >= _SHORT_WORDS
        if beside and (element.tag == "p" or is_heading(element)):
            raised[index] = max(float(raised[index]), _OF_CROWD)
    return raised


def join_paragraphs(markup: Markup, mass: Floats, body: Floats) -> None:
    """A paragraph without links, right after one of the body in the same element, is body too unless it is unlikely.

    The two are paragraphs by their tags, or parts of one element's text with line breaks between.
    """
    for index in places_from(body, _JOINED, _BODY):
        block = markup.blocks[index]
        if block.links or not index or mass[index] < _JOINED_WORDS or body[index - 1] < _BODY:
            continue
        own, other = block.element, markup.blocks[index - 1].element
        before, here = markup.elements[other], markup.elements[own]
        if own == other or (here.tag == before.tag == "p" and before.parent == here.parent):
            body[index] = _IN


def join_alike(markup: Markup, body: Floats) -> None:
    """Lines amid a body made like one of it, in the same words but for numbers, are body too unless unlikely.

    The trees judge each line by its row, and give up some of "Step 1", "Step 2" or "Built: 2011", "Built: 2012".
    """
    doubtful = places_from(body, _JOINED, _BODY)
    inside = places_from(body, _BODY) if doubtful else []
    if not inside:
        return
    amid = {index: _mould(markup, index) for index in doubtful if inside[0] < index < inside[-1]}
    if not amid:
        return
    kept = {_mould(markup, index) for index in inside}
    for index, mould in amid.items():
        if mould in kept:
            body[index] = _IN


def _mould(markup: Markup, index: int) -> tuple[str, ...]:
    """The words of a block without its numbers, with the tags and classes of the elements around it."""
    block, elements = markup.blocks[index], markup.elements
    mould, at = [_DIGITS.sub("0", block.text)], block.element
    for _ in range(_MOULD_STEPS):
        if at < 0:
            break
        mould += elements[at].tag, elements[at].classes or ""
        at = elements[at].parent
    return tuple(mould)


def join_headings(markup: Markup, body: Floats, headline: int | None) -> None:
    """A heading right before a text and behind another, all children of one element, is a subhead of that text."""
    texts = places_from(body, _BODY)
    heads = [text - 1 for before, text in pairwise(texts) if text - before > 1 and body[text - 1] >= _HEADS]
    if not heads:
        return
    blocks, elements = markup.blocks, markup.elements
    homes: set[int] = set()
    seen = 0
    for index in heads:
        block = blocks[index]
        element = elements[block.element]
        if index == headline or not is_heading(element) or block.link_chars > _HEAD_LINKED * len(block.text):
            continue
        homes.update(elements[blocks[at].element].parent for at in range(seen, index) if body[at] >= _BODY)
        seen = index
        if element.parent in homes and elements[blocks[index + 1].element].parent == element.parent:
            body[index] = _IN


def join_long_text(markup: Markup, mass: Floats, body: Floats) -> None:
    """Later paragraphs of a very long text, made like the rest and beside it, are text too, and headings amid them."""
    inside = places_from(body, _BODY)
    whole = sum_at(mass, inside)
    if whole < _LONG_TEXT:
        return
    made: defaultdict[_Place, float] = defaultdict(float)
    for index in inside:
        made[_place(markup, index)] += float(mass[index])
    most = max(made, key=lambda each: made[each])
    if most[1] != "p" or made[most] < _ALIKE_SHARE * whole:
        return
    heads: list[int] = []
    printed = {markup.blocks[index].text for index in inside}
    for index in range(inside[0], len(body)):
        block, place = markup.blocks[index], _place(markup, index)
        if body[index] >= _BODY:
            heads = []
        elif body[index] < _GOES_ON or place[0] != most[0]:
            continue
        elif is_heading(markup.elements[block.element]):
            heads = [index]
        elif place == most and mass[index] >= _JOINED_WORDS and not block.links and block.text not in printed:
            body[[*heads, index]] = _IN
            heads = []


def _place(markup: Markup, index: int) -> _Place:
    element = markup.elements[markup.blocks[index].element]
    return element.parent, element.tag, element.classes
