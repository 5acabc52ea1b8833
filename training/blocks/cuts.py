"""The train pages cut to their first paragraphs: what is left of the article stands among all that was beside it.

What is cut off is taken out of the tree, and out of the page's own data for machines.
"""

import re
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.learned.features import Features, measure_blocks
from dateline.article.names.headline import find_headline
from dateline.article.names.sites import outlet_names
from dateline.article.structured import Structured, read_structured
from dateline.article.tree.markup import Markup
from dateline.article.tree.read import read_markup
from training.blocks.align import align
from training.blocks.pages import TrainingPage
from training.blocks.sources import Donor, Source
from training.blocks.tree import Node, copy_tree, elements_of, parents_of, print_tree
from training.blocks.variants import is_put, vary

Floats = npt.NDArray[np.float32]

# Paragraphs that briefs have, and that short articles have which are none.
LENGTHS, LONGER = (1, 2, 3), (5, 8)
# Briefs of this length are there once more without classes and ids.
BARE = 1
# A paragraph has so many words; a page is cut where that leaves no more of it than this share.
_PARAGRAPH = 20
_MOST_LEFT = 0.8
_BODY = 0.5
_TOLD = re.compile(r'"(articleBody|text)"\s*:')


class Brief(msgspec.Struct):
    """A page, or what is left of it: else as in `TrainingPage`.

    length: paragraphs, 0 for the page as it is. bare: without classes and ids.
    """

    length: int
    bare: bool
    set: str
    id: str
    fold: int
    body: str
    matrix: Floats
    mass: Floats
    groups: npt.NDArray[np.int64]
    gold: Floats
    markup: Markup
    structured: Structured
    names: list[str]
    headline: int | None
    features: Features


def cut_pages(pages: Sequence[TrainingPage]) -> list[Brief]:
    """The pages as they are, and each cut to a few paragraphs."""
    found = [_as_it_is(page) for page in pages]
    cuts = [*((length, False) for length in (*LENGTHS, *LONGER)), (BARE, True)]
    for page in pages:
        if page.source.gold:
            found += [brief for length, bare in cuts if (brief := _cut(page, length, bare=bare)) is not None]
    return found


def _as_it_is(page: TrainingPage) -> Brief:
    return Brief(0, False, page.set, page.id, page.fold, page.body, page.matrix, page.mass, page.groups, page.gold,
                 page.markup, page.structured, page.names, page.headline, page.features)  # fmt: skip


def _cut(page: TrainingPage, length: int, *, bare: bool) -> Brief | None:
    body = first_paragraphs(page.texts, page.gold, length)
    if not body or len(body.split()) > _MOST_LEFT * len(page.body.split()):
        return None
    tree = shorten(page.source, length)
    if bare:
        _strip(tree)
    found = read_changed(page, print_tree(tree), body, length=length, bare=bare)
    return found if (found.gold >= _BODY).any() else None


def read_changed(page: TrainingPage, html: str, body: str, *, length: int, bare: bool = False) -> Brief:
    """A page that was changed, as the reader sees it, with what is gold of it. body: what is left of the gold text."""
    markup = read_markup(html)
    structured = read_structured(markup)
    names = outlet_names(structured, markup)
    headline = find_headline(markup, structured, names).block
    features = measure_blocks(markup, structured, headline)
    gold = np.array(align([block.text for block in markup.blocks], body), np.float32)
    gold[is_put(markup)] = 0
    markup.tree = None
    return Brief(length, bare, page.set, page.id, page.fold, body, features.matrix, features.mass, features.groups,
                 gold, markup, structured, names, headline, features)  # fmt: skip


def vary_cut(page: TrainingPage, length: int, donors: list[Donor], number: int) -> Brief | None:
    """A page with something put in or its article split, cut to a few paragraphs before; None where it can't be cut.

    length: 0 for the page as it is. donors: other pages of the fold. number: variants of other numbers differ.
    """
    source, body = page.source, page.body
    if length:
        body = first_paragraphs(page.texts, page.gold, length)
        if not body or len(body.split()) > _MOST_LEFT * len(page.body.split()):
            return None
        tree = shorten(source, length)
        left = {node.place for node in elements_of(tree)}
        source = msgspec.structs.replace(source, tree=tree, gold=[place for place in source.gold if place in left])
        if not source.gold:
            return None
    found = read_changed(page, vary(source, donors, number)[1], body, length=length)
    return found if (found.gold >= _BODY).any() else None


def empty(page: TrainingPage) -> Brief:
    """A page without its text."""
    return read_changed(page, print_tree(shorten(page.source, 0)), "", length=0)


def first_paragraphs(texts: Sequence[str], gold: Sequence[float] | Floats, length: int) -> str:
    """The gold text up to its paragraph of this number. gold: the share of each text that stands in it."""
    kept: list[str] = []
    paragraphs = 0
    for text, share in zip(texts, gold):
        if share < _BODY:
            continue
        if paragraphs >= length:
            break
        kept.append(text)
        paragraphs += len(text.split()) >= _PARAGRAPH
    return "\n".join(kept)


def shorten(source: Source, length: int) -> Node:
    """The page's tree without the elements of its text behind the paragraph of this number."""
    tree = copy_tree(source.tree)
    gold = set(source.gold)
    by_place = {node.place: node for node in elements_of(tree) if node.place >= 0}
    above = parents_of(tree)
    paragraphs = 0
    dropped: set[int] = set()
    for place in sorted(gold):
        if paragraphs >= length:
            dropped.add(place)
        elif _words(by_place[place]) >= _PARAGRAPH:
            paragraphs += 1
    for place in sorted(dropped):
        node = by_place[place]
        if place not in above:
            continue
        if {each.place for each in elements_of(node)} & (gold - dropped):
            # What stays is within it: only its own words go.
            node.children = [child for child in node.children if isinstance(child, Node)]
        else:
            above[place].children = [child for child in above[place].children if child is not node]
    for node in elements_of(tree):
        if node.tag == "script":
            node.children = [
                _TOLD.sub(r'"without_\1":', child) if isinstance(child, str) else child for child in node.children
            ]
    return tree


def _strip(tree: Node) -> None:
    for node in elements_of(tree):
        node.attributes.pop("class", None)
        node.attributes.pop("id", None)


def _words(node: Node) -> int:
    return sum(len(child.split()) if isinstance(child, str) else _words(child) for child in node.children)
