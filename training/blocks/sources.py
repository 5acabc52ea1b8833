"""What a training page gives to variants of others, and what is needed to vary it."""

from collections.abc import Sequence

import msgspec

from dateline.article.tree.markup import Markup
from training.blocks.tree import Node, elements_of, parents_of, tree_of

_GOLD = 0.5
_LEAST_WORDS = 8
_LARGEST_FURNITURE = 120


class Donor(msgspec.Struct):
    """What a page gives to others: its headline, its paragraphs, and furniture with sentences of its own."""

    fold: int
    language: str
    headline: str
    paragraphs: list[str]
    furniture: list[Node]


class Source(msgspec.Struct):
    """A page to vary. gold: places of elements whose own text is body; headline: place of the headline's element."""

    id: str
    fold: int
    language: str
    tree: Node
    gold: list[int]
    headline: int | None
    donor: Donor


def source_of(page_id: str, fold: int, markup: Markup, gold: Sequence[float], headline: int | None) -> Source:
    """A page just read, its tree still there. gold: share of each block in the gold body; headline: a block's index."""
    tree = tree_of(markup)
    language = (markup.language or "en")[:2].lower()
    places = sorted({block.element for block, share in zip(markup.blocks, gold) if share >= _GOLD})
    paragraphs = [
        block.text
        for block, share in zip(markup.blocks, gold)
        if share >= 0.9 and block.text.count(" ") + 1 >= _LEAST_WORDS
    ]
    words = markup.blocks[headline].text if headline is not None else markup.title
    furniture = _furniture(tree, markup, gold)
    donor = Donor(fold, language, words[:200], paragraphs[:40], furniture)
    place = markup.blocks[headline].element if headline is not None else None
    return Source(page_id, fold, language, tree, places, place, donor)


def _furniture(tree: Node, markup: Markup, gold: Sequence[float]) -> list[Node]:
    """Elements that hold no body and at least one long text without links, as high up as they stay small."""
    inside: set[int] = set()
    telling: list[int] = []
    for block, share in zip(markup.blocks, gold):
        if share >= 0.2:
            inside.add(block.element)
        elif share < 0.05 and block.text.count(" ") >= 14 and block.link_chars < 0.4 * len(block.text):
            telling.append(block.element)
    above = parents_of(tree)
    body: set[int] = set()
    for place in inside:
        while place >= 0 and place not in body:
            body.add(place)
            place = above[place].place if place in above else -1
    by_place = {node.place: node for node in elements_of(tree) if node.place >= 0}
    found: dict[int, Node] = {}
    for place in telling:
        best = place
        for _ in range(6):
            higher = above.get(best)
            if higher is None or higher.place in body or higher.tag in ("body", "html") or higher.place < 0:
                break
            if len(elements_of(higher)) > _LARGEST_FURNITURE:
                break
            best = higher.place
        if by_place[best].tag not in ("body", "html", "li", "td", "tr", "tbody") and best not in body:
            found[best] = by_place[best]
    return list(found.values())[:12]


def donors_for(source: Source, sources: Sequence[Source]) -> list[Donor]:
    """Pages of the source's fold that can give to it: those in its language where there are some."""
    others = [each.donor for each in sources if each.fold == source.fold and each.id != source.id]
    others = [each for each in others if len(each.paragraphs) >= 2]
    alike = [each for each in others if each.language == source.language]
    return alike if len(alike) >= 5 else others
