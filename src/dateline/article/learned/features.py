"""What the block model knows of each block: its text, its markup, its surroundings, its place on the page.

All numbers are small and dimensionless or counts; columns are named, and the model tells which it wants.
"""

import functools
import itertools

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.article.dump.cues import load_cues
from dateline.article.learned.columns import FAR, Matrix, Vector
from dateline.article.learned.of_blocks import TAGS, gather_blocks
from dateline.article.learned.of_others import NEAR_STEPS, measure_others
from dateline.article.learned.of_page import find_all_cues, measure_cues, measure_metadata
from dateline.article.learned.of_text import measure_text, tell_tags
from dateline.article.learned.of_tree import (
    LEVELS,
    elements_above,
    gather_elements,
    measure_distances,
    measure_subtrees,
)
from dateline.article.structured import Structured
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import TAG_KINDS, Markup


class Features(msgspec.Struct):
    """One row a block. mass: words (characters of unspaced scripts count half a word).

    groups: three columns of numbers: the block's element, the element above it, and the blocks made alike.
    cues: for each short block, the kinds of cue its words hold, with their strengths.
    above: a column a block, its element and then FAR - 1 elements around it one by one; the root is around itself.
    marks, depth, last, parent: of each element, as `gather_elements` has them.
    """

    matrix: Matrix
    mass: Vector
    groups: npt.NDArray[np.int64]
    cues: list[dict[int, int]]
    above: npt.NDArray[np.int64]
    marks: npt.NDArray[np.uint64]
    depth: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    parent: npt.NDArray[np.int64]


@functools.cache
def feature_places() -> dict[str, int]:
    """Where each column of `measure_blocks` stands."""
    return {name: number for number, name in enumerate(feature_names())}


@functools.cache
def feature_names() -> tuple[str, ...]:
    """The columns of `measure_blocks`, in order."""
    return tuple(name for names in _names_by_part() for name in names)


def known_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a model's columns: those of `feature_names` itself where they are the same, so that this shows."""
    here = feature_names()
    return here if names == here else names


def pick_columns(matrix: Matrix, names: tuple[str, ...]) -> Matrix:
    """Of `measure_blocks`' columns those that a model was trained on, in its order."""
    here = feature_names()
    return matrix if names is here or names == here else matrix[:, [here.index(name) for name in names]]


def _names_by_part() -> tuple[list[str], ...]:
    """The columns by what they are measured by."""
    text = ["mass", "chars", "sentences", "ends_sentence", "commas", "digits", "capitals", "links", "link_share",
            "bold_share", "quotes", "word_length", "stop_share", "lower_start", "ends_colon", "at_or_url", "bar",
            "copyright", "level", "has_time_tag", "is_list", "questions"]  # fmt: skip
    tags = [*(f"tag_{tag}" for tag in TAGS), "tag_other"]
    far = [f"far_{kind}" for kind in load_marks().kinds] + [f"far_tag_{kind}" for kind in TAG_KINDS]
    held = []
    for level in range(LEVELS):
        held += [f"sub{level}_{what}" for what in ("mass", "links", "blocks", "paragraphs", "share", "depth")]
    held += ["best_share", "best_inside", "best_score", "best_parent_score", "best_steps"]
    others = []
    for step in NEAR_STEPS:
        others += [f"near{step}_{what}" for what in ("mass", "links", "long", "same_parent", "heading", "ends")]
    others += ["window3_mass", "window3_links", "window8_mass", "window8_links"]
    others += ["place", "mass_before", "after_headline", "from_headline", "mass_from_headline", "since_long",
               "until_long"]  # fmt: skip
    others += ["alike_count", "alike_mass", "alike_links", "alike_share"]
    told = ["in_article_body", "is_description", "title_overlap", "is_title", "repeated", "images_before", "quoted",
            "depth"]  # fmt: skip
    page = ["page_blocks", "page_mass", "page_links"]
    return text, tags, far, held, others, told, page, [f"cue_{kind}" for kind in load_cues().kinds]


@functools.cache
def _parts() -> tuple[slice, ...]:
    """Where the columns of each part stand."""
    ends = list(itertools.accumulate(map(len, _names_by_part())))
    return tuple(map(slice, [0, *ends], ends))


@functools.cache
def distance_columns() -> dict[str, int]:
    """The column of the distance to the nearest ancestor of each kind; a tag's kind begins with "tag_"."""
    names = feature_names()
    kinds = (*load_marks().kinds, *(f"tag_{kind}" for kind in TAG_KINDS))
    return {kind: names.index(f"far_{kind}") for kind in kinds}


def measure_blocks(markup: Markup, structured: Structured, headline: int | None) -> Features:
    """The features of every block, a row each in page order. headline: index of the block that prints it."""
    blocks = markup.blocks
    rows = np.empty((len(feature_names()), len(blocks)), np.float32)
    if not blocks:
        return Features(
            rows.T,
            np.zeros(0, np.float32),
            np.zeros((0, 3), np.int64),
            [],
            np.zeros((FAR, 0), np.int64),
            np.zeros(0, np.uint64),
            *np.zeros((3, 0), np.int64),
        )
    text, tags, far, held, others, told, page, cued = (rows[part] for part in _parts())
    element, codes, alike = gather_blocks(markup)
    mass, link_share = measure_text(markup, codes, text)
    tell_tags(codes, tags)
    marks, depth, last, parent = gather_elements(markup)
    above = elements_above(element, parent)
    measure_distances(marks, above, far)
    measure_subtrees(element, parent, last, depth, mass, link_share, held)
    around, whole = parent.take(element), np.add.reduce(mass)
    measure_others(text, around, alike, headline, whole, others)
    measure_metadata(markup, structured, depth.take(element), told)
    page[0] = min(len(blocks), 999) / 100
    page[1], page[2] = np.log1p(whole), np.add.reduce(mass * link_share) / (whole + 1)
    cues = find_all_cues(markup)
    measure_cues(cues, cued)
    groups = np.empty((len(blocks), 3), np.int64)
    groups[:, 0], groups[:, 1], groups[:, 2] = element, around, alike
    return Features(rows.T, mass, groups, cues, above, marks, depth, last, parent)
