"""A role for every visible block: the body by the model's probability, furniture by markup, words and neighbours.

A heading whose words name a kind of furniture ("Most read") speaks for the rest of its container.
"""

import numpy as np
import numpy.typing as npt

from dateline.article.draft import DraftBlock
from dateline.article.learned.features import Features
from dateline.article.lines.lists import settle_bold_opening, settle_key_points, settle_lists
from dateline.article.roles.context import RoleContext, read_context, round_scores
from dateline.article.roles.entries import (
    quote_posts,
    quote_unmarked_posts,
    repeat_captions,
    settle_ranks,
    tell_live_times,
    tell_teasers,
)
from dateline.article.roles.figures import figure_role
from dateline.article.roles.pictures import BODY_FROM
from dateline.article.roles.rest import end_before_copyright, furniture_role, settle_footer, settle_furniture
from dateline.article.roles.sections import find_sections
from dateline.article.roles.signs import find_meta_lines
from dateline.article.roles.standfirsts import (
    is_standfirst,
    open_report,
    read_descriptions,
    settle_first_above_byline,
    settle_standfirsts,
)
from dateline.article.roles.text import body_role, is_correction
from dateline.article.structured import Structured
from dateline.article.tree.markup import Markup, RawBlock
from dateline.model import Role


def assign_roles(
    markup: Markup,
    structured: Structured,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    names: list[str],
) -> tuple[RoleContext, list[DraftBlock]]:
    """A DraftBlock a block, in page order, and what was looked at.

    features: as measured. body: probability that it is the article's text.
    names: the site's own, by which its masthead is known.
    """
    context, blocks = rule_roles(markup, structured, features, body, headline, names)
    settle_furniture(context, features, body, blocks)
    quote_posts(context, blocks)
    quote_unmarked_posts(context, blocks)
    settle_ranks(context, blocks)
    tell_teasers(context, blocks)
    tell_live_times(context, blocks)
    return context, blocks


def rule_roles(
    markup: Markup,
    structured: Structured,
    features: Features,
    body: npt.NDArray[np.float32],
    headline: int | None,
    names: list[str],
) -> tuple[RoleContext, list[DraftBlock]]:
    """What the rules alone say of each block, and what they looked at. Arguments as of `assign_roles`."""
    context = read_context(markup, features, body, headline, names)
    descriptions = read_descriptions(structured)
    blocks = []
    sections = find_sections(context)
    context.headed.update(sections)
    sure = round_scores(1 - body.astype(float))
    whole = sum([len(raw.text) for raw, value in zip(markup.blocks, context.body) if value >= BODY_FROM])
    for index, raw in enumerate(markup.blocks):
        role, score = _role(context, index, raw, sections, descriptions, sure[index])
        if role == "standfirst" and context.body[index] >= BODY_FROM and whole < 2.5 * len(raw.text):
            role = "body"  # a page with one paragraph has a body, not a standfirst alone
        blocks.append(DraftBlock(text=raw.text, role=role, score=score))
    settle_standfirsts(context, blocks)
    settle_lists(blocks)
    settle_key_points(blocks, context.headline)
    settle_bold_opening(markup.blocks, blocks, context.headline)
    open_report(blocks)
    find_meta_lines(context, blocks)
    settle_first_above_byline(blocks, context.headline)
    repeat_captions(blocks)
    settle_footer(context, blocks)
    end_before_copyright(blocks)
    return context, blocks


def _role(
    context: RoleContext, index: int, raw: RawBlock, sections: dict[int, Role], descriptions: set[str], rest: float
) -> tuple[Role, float]:
    """A block's role and its score. rest: the score of a block that is none of the article's text."""
    body = context.body[index]
    if index == context.headline:
        return "headline", 0.95
    if is_correction(context, index, raw):
        return "correction", 0.85
    figure = figure_role(context, index, raw, body) if context.pictured[index] else None
    if figure:
        return figure, max(0.6, rest)
    if is_standfirst(context, index, raw, descriptions):
        return "standfirst", 0.85
    if body >= BODY_FROM:
        return body_role(context, index, raw), round(body, 3)
    return furniture_role(context, index, raw, sections), rest
