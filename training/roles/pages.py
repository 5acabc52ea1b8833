"""The labelled pages as the role rules see them: evidence for every block, and the role that its readers gave it."""

import difflib
import hashlib
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
from bench.quality.stages.roles import LabelledPage, hash_of, read_labelled

from dateline.article.body.choose import choose_body
from dateline.article.fields.gather import gather_fields
from dateline.article.kind.genre import is_dated
from dateline.article.learned import furniture
from dateline.article.learned.blocks import body_probability
from dateline.article.learned.features import feature_names, measure_blocks
from dateline.article.learned.furniture_words import Evidence, word_evidence
from dateline.article.names.headline import find_headline
from dateline.article.names.sites import outlet_names
from dateline.article.roles import assign_roles, meta_lines, rule_roles
from dateline.article.roles.context import NAMED
from dateline.article.structured import read_structured
from dateline.article.tree.read import read_markup
from dateline.model import Role
from training.blocks.pages import rows_of, site_of

FOLDS = 3
_PLACE: dict[str, int] = {role: place for place, role in enumerate(furniture.FURNITURE)}


class RolePage(msgspec.Struct):
    """One page. columns: the evidence; groups: as in Features; ruled: what the rules say, plain: whether words
    say it, named: whether the rules' word stands; words: each block's words by kind. given: the roles that the reader
    gives before it asks what lines tell who wrote or when; asked: those lines, and lines: the evidence for them.

    first, second: the two passes' roles of each block, "" where a block was not found again or not read.
    """

    site: str
    fold: int
    columns: npt.NDArray[np.float32]
    groups: npt.NDArray[np.int64]
    ruled: tuple[Role, ...]
    plain: tuple[bool, ...]
    named: tuple[bool, ...]
    words: list[Evidence]
    given: tuple[Role, ...]
    asked: list[int]
    lines: npt.NDArray[np.float32]
    first: tuple[str, ...]
    second: tuple[str, ...]

    def told(self) -> list[tuple[int, int]]:
        """Blocks of furniture with the place of their role, twice each: one on which the passes differ, for both."""
        return [
            (row, _PLACE[role])
            for row, passes in enumerate(zip(self.first, self.second))
            for role in (passes if passes[1] else (passes[0], passes[0]))
            if role in _PLACE
        ]


def role_pages(data: Path) -> list[RolePage]:
    """Every labelled page of the train sets."""
    labelled = {(each.set, each.page): each for each in read_labelled()}
    pages = []
    for name in sorted({each for each, _ in labelled}):
        for row in rows_of(data / f"pages/train/{name}.jsonl.gz"):
            gold = labelled.get((name, row["id"]))
            if gold is not None:
                pages.append(_page(gold, row["html"], row["url"]))
    return pages


def _page(gold: LabelledPage, html: str, url: str) -> RolePage:
    markup = read_markup(html)
    structured = read_structured(markup)
    names = outlet_names(structured, markup)
    found = find_headline(markup, structured, names)
    headline = found.block
    features = measure_blocks(markup, structured, headline)
    judged = body_probability(features.matrix, features.mass, features.groups)
    dated = is_dated(markup, structured, headline)
    body = choose_body(markup, structured, features, judged, headline, names, dated=dated)
    context, blocks = rule_roles(markup, structured, features, body, headline, names)
    ruled: tuple[Role, ...] = tuple(block.role for block in blocks)
    first, second = _labels(gold, [block.text for block in blocks])
    site = site_of(url)
    _, blocks = assign_roles(markup, structured, features, body, headline, names)
    asked = meta_lines.ask_of(context, blocks)
    fields = gather_fields(markup, structured, found, blocks, names, url)
    return RolePage(
        site,
        int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS,
        furniture.evidence(features, body, ruled, feature_names()),
        features.groups,
        ruled,
        tuple(context.is_plain(index, role) for index, role in enumerate(ruled)),
        tuple(role in NAMED and context.is_named(index, role) for index, role in enumerate(ruled)),
        word_evidence(markup),
        tuple(block.role for block in blocks),
        asked,
        meta_lines.evidence(context, features, fields, asked, feature_names()),
        first,
        second,
    )


def _labels(gold: LabelledPage, texts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The passes' roles laid on the blocks as they are cut today."""
    first, second = [""] * len(texts), [""] * len(texts)
    matcher = difflib.SequenceMatcher(None, gold.hashes, [hash_of(text) for text in texts], autojunk=False)
    for here, there, size in matcher.get_matching_blocks():
        for step in range(size):
            first[there + step] = gold.first[here + step]
            second[there + step] = gold.second[here + step] if gold.second else ""
    return tuple(first), tuple(second)
