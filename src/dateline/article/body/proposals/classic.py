"""Two readers of the classic kinds, which know nothing of the block model: by the weight of paragraphs, and by names.

By weight: each paragraph gives points to the elements around it, and the element with most points is the article's
(Arc90's "Readability", 2009, in the wording of Mozilla's Readability.js). By name: the first element whose name or
tag says that it holds an article (as in Barbaresi 2021, "Trafilatura"). Both leave out what is furniture by name.
They are worse than the block model; but they err elsewhere, so that it tells something where they agree.
"""

import numpy as np

from dateline.article.body.proposals.ground import FURNITURE, UNLIKELY, Flags, Ground, Sums

# Points of a paragraph: one, one a comma and one a hundred characters up to three; it has so many characters.
_LEAST_CHARS, _MOST_LENGTHS = 25, 3
_LEVELS = 4
_OF_TAGS = {
    "div": 5, "article": 5, "main": 5, "section": 3, "pre": 3, "td": 3, "blockquote": 3, "address": -3, "ol": -3,
    "ul": -3, "dl": -3, "dd": -3, "dt": -3, "li": -3, "form": -3, "h1": -5, "h2": -5, "h3": -5, "h4": -5, "h5": -5,
    "h6": -5, "th": -5,
}  # fmt: skip
_NAMED = 25.0
# So many others of nearly as many points make the element around them the article's.
_STRONG, _LEAST_STRONG = 0.75, 3
_FALLS_OFF = 1 / 3
# Of what stands beside it, elements of so many points belong to it, and paragraphs so long with few links.
_BESIDE_SHARE, _BESIDE_LEAST = 0.2, 10.0
_BESIDE_CHARS, _BESIDE_LINKS = 80, 0.25
# What is dropped from it again: lists and boxes of links, unless they have so many commas, small ones of bad names.
_DROPPABLE = frozenset({"div", "section", "ul", "ol", "table", "header", "dl"})
_DROPPED = frozenset({"form", "fieldset", "footer", "aside", "nav", "button"})
_MANY_COMMAS, _SOME_LINKS, _MANY_LINKS, _SMALL = 10, 0.2, 0.5, 0.25
# A block that is a link and no more.
_LINE_LINKS, _LINE_CHARS = 0.9, 200

_CONTAINERS = frozenset({"article", "div", "main", "section", "td"})
_MOST_NAMED, _NAMED_CHARS, _NAMED_SHARE = 12, 200, 0.5
_NAMED_LINKS, _SHORT_LINKS, _SHORT_CHARS = 0.8, 0.5, 100
_PROSE_TAGS = frozenset({"p", "div", "td", "pre", "blockquote", "section", "article", "main"})


def by_weight(ground: Ground) -> Flags:
    """The blocks of the element with most points, and of those beside it that belong to it; none where none has any."""
    held, positive = ground.held, ground.marked("body", "article")
    out = ground.count_around(ground.furniture(UNLIKELY, but=positive)) > 0
    weight = _NAMED * positive - _NAMED * ground.marked(*FURNITURE)
    density = held["link_chars"] / np.maximum(held["chars"], 1)
    scores = _score(ground, out, weight)
    if not scores:
        return np.zeros(len(ground.element), bool)
    for element in scores:
        scores[element] *= 1 - density[element]
    top = _top(ground, scores)
    kept = [top, *_beside(ground, scores, top, out, density)]
    thin = (held["commas"] < _MANY_COMMAS) & (
        ((weight < _NAMED) & (density > _SOME_LINKS) & ~ground.tagged(frozenset({"ul"}))) | (density > _MANY_LINKS)
    )
    bad = (weight < 0) & (held["chars"] < _SMALL * held["chars"][0])
    dropped = out | ground.tagged(_DROPPED) | (ground.tagged(_DROPPABLE) & (held["chars"] > 0) & (thin | bad))
    around = ground.count_around(dropped)
    chosen = np.zeros(len(ground.element), bool)
    for element in kept:
        chosen |= ground.inside(element) & (around[ground.element] == around[element])
    return chosen & ~_lines_of_links(ground)


def _score(ground: Ground, out: Flags, weight: Sums) -> dict[int, float]:
    """The points of elements, before those for links are taken off."""
    scores: dict[int, float] = {}
    parents, tags = ground.parents, ground.tags
    blocks = ((ground.chars >= _LEAST_CHARS) & ~out[ground.element]).nonzero()[0]
    measures = (ground.element[blocks], ground.column("commas")[blocks], ground.chars[blocks] // 100)
    for at, commas, lengths in zip(*(measure.tolist() for measure in measures)):
        points = 1 + commas + min(_MOST_LENGTHS, lengths)
        if tags[at] not in ("td", "pre"):
            at = parents[at]
        level = 0
        while at > 0 and level < _LEVELS:
            if at not in scores:
                scores[at] = _OF_TAGS.get(tags[at], 0) + float(weight[at])
            scores[at] += points / (1 if not level else 2 if level == 1 else level * 3)
            at, level = parents[at], level + 1
    return scores


def _children(ground: Ground, element: int) -> list[int]:
    """Those right in an element that hold text."""
    held = (ground.parent == element) & (ground.held["chars"] > 0)
    blocks: list[int] = held.nonzero()[0].tolist()
    return blocks


def _top(ground: Ground, scores: dict[int, float]) -> int:
    """The element that is the article's: the one of most points, or one around it."""
    top = max(scores, key=lambda element: (scores[element], -element))
    strong = [element for element in scores if element != top and scores[element] >= _STRONG * scores[top]]
    if len(strong) >= _LEAST_STRONG:
        for at in _above(ground, top):
            if sum(at < element <= ground.last[at] for element in strong) >= _LEAST_STRONG:
                top = at
                break
    last = scores.get(top, 0.0)
    least = last * _FALLS_OFF
    for at in _above(ground, top):
        if at not in scores:
            continue
        if scores[at] < least:
            break
        if scores[at] > last:
            top = at
            break
        last = scores[at]
    for at in _above(ground, top):
        if len(_children(ground, at)) != 1:
            break
        top = at
    return top


def _above(ground: Ground, element: int) -> list[int]:
    """The elements around one, outward, up to the page's body."""
    found = []
    at = ground.parents[element]
    while at > 0 and ground.tags[at] != "body":
        found.append(at)
        at = ground.parents[at]
    return found


def _beside(
    ground: Ground,
    scores: dict[int, float],
    top: int,
    out: Flags,
    density: Sums,
) -> list[int]:
    """Elements beside the article's own that belong to it."""
    best = scores.get(top, 0.0)
    least = max(_BESIDE_LEAST, _BESIDE_SHARE * best)
    classes = ground.markup.elements[top].classes
    found = []
    for element in _children(ground, ground.parents[top]):
        if element == top or out[element]:
            continue
        alike = bool(classes) and ground.markup.elements[element].classes == classes
        if element in scores and scores[element] + alike * _BESIDE_SHARE * best >= least:
            found.append(element)
        elif ground.tags[element] == "p":
            size = ground.held["chars"][element]
            if size > _BESIDE_CHARS and density[element] < _BESIDE_LINKS:
                found.append(element)
    return found


def _lines_of_links(ground: Ground) -> Flags:
    """Blocks that are links and no more, and first headings."""
    links = (ground.link >= _LINE_LINKS) & (ground.chars < _LINE_CHARS)
    found: Flags = links | (ground.column("level") == 1)
    return found


def by_name(ground: Ground) -> Flags:
    """The blocks of the first element that names itself the article's and holds enough prose, if there is one."""
    container, enough = ground.tagged(_CONTAINERS), ground.held["chars"] >= _NAMED_CHARS
    told = np.zeros(len(container), bool)
    for element in (container & enough).nonzero()[0].tolist():
        attributes = ground.markup.elements[element].attributes
        told[element] = attributes is not None and attributes.get("itemprop") == "articleBody"
    tiers = (
        told | ground.marked("body"),
        ground.tagged(frozenset({"article"})),
        ground.marked("article"),
        ground.tagged(frozenset({"main"})),
    )
    around, prose = ground.furniture_around, ground.tagged(_PROSE_TAGS)[ground.element]
    kept = ~_links(ground) & ~(ground.column("level") == 1)
    for tier in tiers:
        found: list[tuple[float, Flags]] = []
        for element in (tier & container & enough).nonzero()[0][:_MOST_NAMED].tolist():
            chosen = ground.inside(element) & kept & (around[ground.element] == around[element])
            size = float(ground.chars[chosen & prose].sum())
            if size >= _NAMED_CHARS:
                found.append((size, chosen))
        if found:
            most = max(size for size, _ in found)
            return next(chosen for size, chosen in found if size >= _NAMED_SHARE * most)
    return np.zeros(len(ground.element), bool)


def _links(ground: Ground) -> Flags:
    """Blocks most of which is links."""
    found: Flags = (ground.link >= _NAMED_LINKS) | ((ground.link >= _SHORT_LINKS) & (ground.chars < _SHORT_CHARS))
    return found
