"""What the block model knows of a block's place in the tree: marked ancestors, and what the elements around it hold."""

from operator import attrgetter

import numpy as np
import numpy.typing as npt

from dateline.article.learned.columns import FAR, Ints, Rows, Vector, fill_rows
from dateline.article.native import native
from dateline.article.tree.markup import Markup

# An element and so many around it, less itself, are weighed by what they hold.
LEVELS = 4
LONG = 15.0


def gather_elements(markup: Markup) -> tuple[npt.NDArray[np.uint64], Ints, Ints, Ints]:
    """Per element: marks (none on html and body), depth, last descendant, parent (0 for the root)."""
    elements = markup.elements
    count = len(elements)
    built = native()
    if built is not None:
        parent, depth, marks = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.uint64)
        built.gather_elements(elements, parent, depth, marks)
    else:
        parent = np.maximum(np.fromiter(map(attrgetter("parent"), elements), np.int64, count), 0)
        depth = np.fromiter(map(attrgetter("depth"), elements), np.int64, count)
        marks = np.fromiter(map(attrgetter("marks"), elements), np.uint64, count)
    for index in (depth <= 1).nonzero()[0].tolist():  # no deeper do these two stand
        if elements[index].tag in ("html", "body"):
            marks[index] = 0
    return marks, depth, last_descendants(parent, depth), parent


def last_descendants(parent: Ints, depth: Ints) -> Ints:
    """Per element its last descendant, itself where it has none; level by level from the deepest."""
    last = np.arange(len(parent))
    built = native()
    if built is not None:
        built.last_descendants(parent, depth, last)
        return last
    by_depth = np.argsort(depth, kind="stable")
    ends = np.cumsum(np.bincount(depth)).tolist()
    for level in range(len(ends) - 1, 0, -1):
        here = by_depth[ends[level - 1] : ends[level]]
        last[parent[here]] = last[here]  # of several children the last one stays
    return last


def elements_above(element: Ints, parent: Ints) -> Ints:
    """Each block's element, and in the rows below the elements around it."""
    above = np.empty((FAR, len(element)), np.int64)
    built = native()
    if built is not None:
        built.elements_above(element, parent, above)
        return above
    above[0] = element
    for step in range(1, FAR):
        parent.take(above[step - 1], out=above[step], mode="clip")
    return above


def measure_distances(marks: npt.NDArray[np.uint64], above: Ints, rows: Rows) -> None:
    """Steps from each block's element to the nearest ancestor of each kind, itself counted; FAR where none is."""
    built = native()
    if built is not None:
        built.measure_distances(marks, above, rows)
        return
    rows[:] = FAR
    new = marks.take(above)  # the root says nothing new a second time
    seen = np.bitwise_or.accumulate(new, axis=0)
    new[1:] &= ~seen[:-1]
    steps, blocks = new.nonzero()  # few: most steps up tell nothing that a step before did not
    told = new[steps, blocks].astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
    places, columns = np.unpackbits(told, axis=1, bitorder="little").view(bool).nonzero()
    rows[columns, blocks[places]] = steps[places]


def measure_subtrees(
    element: Ints, parent: Ints, last: Ints, depth: Ints, mass: Vector, link_share: Vector, rows: Rows
) -> None:
    """What the elements around each block hold: words, links, blocks, paragraphs, and the share of the page."""
    built = native()
    if built is not None:
        totals = np.empty((LEVELS, len(element)))
        built.measure_subtrees(element, parent, last, depth, mass, link_share, totals, rows)
        rows[: LEVELS * 6 : 6] = np.log1p(totals)
        return
    size = len(parent)
    long = (mass >= LONG) & (link_share < 0.4)
    sums = []
    for weights in (mass, mass * link_share, np.ones_like(mass), mass * long):
        own = np.bincount(element, weights=weights, minlength=size)
        sums.append(np.concatenate(([0.0], np.cumsum(own))))
    total, linked, count, paragraphs = ((each[last + 1] - each[:-1]) for each in sums)
    whole = total[0] + 1.0
    columns = []
    at = element
    for _ in range(LEVELS):
        columns += [
            np.log1p(total[at]),
            linked[at] / (total[at] + 1),
            np.minimum(count[at], 200),
            paragraphs[at] / (total[at] + 1),
            total[at] / whole,
            depth[at],
        ]
        at = parent[at]
    # Readability's vote: a paragraph speaks for its parent, and half as loud for its grandparent.
    direct = np.bincount(element, weights=mass * long, minlength=size)
    above = np.bincount(parent, weights=direct, minlength=size)
    votes = above + 0.5 * np.bincount(parent, weights=above, minlength=size)
    votes = votes * (1 - linked / (total + 1))
    best = int(np.argmax(votes))
    inside = (element >= best) & (element <= last[best])
    top = votes[best] + 1.0
    steps = np.where(inside, depth[element] - depth[best], FAR + depth[best] - np.minimum(depth[element], depth[best]))
    columns += [
        np.full(len(element), paragraphs[best] / (paragraphs[0] + 1)),
        inside,
        votes[element] / top,
        votes[parent[element]] / top,
        np.minimum(steps, 2 * FAR),
    ]
    fill_rows(rows, columns)
