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
from dateline.article.roles.figures import credited_places, figure_role, tells_credit
from dateline.article.roles.pictures import BODY_FROM
from dateline.article.roles.rest import end_before_copyright, furniture_roles, settle_footer, settle_furniture
from dateline.article.roles.sections import find_sections
from dateline.article.roles.signs import find_meta_lines
from dateline.article.roles.standfirsts import (
    is_standfirst,
    may_open,
    open_report,
    settle_first_above_byline,
    settle_standfirsts,
)
from dateline.article.roles.text import body_role, is_correction, may_correct
from dateline.article.structured import Structured
from dateline.article.tree.markup import Markup
from dateline.model import Role

# The text is so many times as long as a standfirst that is a part of it.
_BESIDE_STANDFIRST = 2.5


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
    tell_teasers(blocks)
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
    sections = find_sections(context)
    context.headed.update(sections)
    told = _own_lines(context, structured)
    asked = [index for index, chance in enumerate(context.body) if chance < BODY_FROM and index not in told]
    chances = body.astype(float)
    scores = round_scores(np.maximum(chances, 1 - chances))
    roles: list[Role] = ["other"] * len(scores)
    for index in context.inside:
        if index not in told:
            roles[index] = body_role(context, index, markup.blocks[index])
    for index, role in zip(asked, furniture_roles(context, asked, sections)):
        roles[index] = role
    for index, (role, score) in told.items():
        roles[index], scores[index] = role, score
    # By place, and not one by one: in half the time that names take.
    blocks = list(map(DraftBlock, [raw.text for raw in markup.blocks], roles, scores))
    settle_standfirsts(context, blocks)
    settle_lists(blocks[context.text.start : context.text.stop])
    settle_key_points(blocks, context.headline)
    settle_bold_opening(markup.blocks, blocks, context.headline)
    open_report(blocks, context.headline)
    find_meta_lines(context, blocks)
    settle_first_above_byline(blocks, context.headline)
    repeat_captions(context, blocks)
    settle_footer(context, blocks)
    end_before_copyright(blocks)
    return context, blocks


def _own_lines(context: RoleContext, structured: Structured) -> dict[int, tuple[Role, float]]:
    """The article's lines apart from its text, by place, with role and score: headline, corrections, lines of pictures,
    standfirst.
    """
    blocks, body, headline = context.markup.blocks, context.body, context.headline
    found: dict[int, tuple[Role, float]] = {}
    if headline is not None:
        found[headline] = "headline", 0.95
    for index in may_correct(context):
        if index not in found and is_correction(context, index, blocks[index]):
            found[index] = "correction", 0.85
    for index in sorted(context.figured.union(credited_places(context))):
        if index not in found:
            figure = figure_role(context, index, blocks[index], body[index])
            if figure:
                found[index] = figure, max(0.6, round(1 - body[index], 3))
    for index in range(context.start, min(context.last + 2, len(blocks))):
        if body[index] < BODY_FROM and index not in found and tells_credit(blocks[index]):
            found[index] = "credit", 0.8
    for index in may_open(context):
        if index not in found and is_standfirst(context, index, blocks[index], structured):
            text = [len(raw.text) for raw, value in zip(blocks, body) if value >= BODY_FROM]
            # A page with one paragraph has a body, not a standfirst alone.
            alone = body[index] >= BODY_FROM and sum(text) < _BESIDE_STANDFIRST * len(blocks[index].text)
            found[index] = "body" if alone else "standfirst", 0.85
    return found
