"""Captions and credits."""

from dateline.article.bylines.openers import is_opener
from dateline.article.dates.read import find_printed_date, may_hold_date
from dateline.article.dump.cues import START, WHOLE
from dateline.article.dump.features import line_size
from dateline.article.lines.ages import tells_age
from dateline.article.lines.credits import ends_in_credit, split_credit
from dateline.article.lines.pointers import find_request
from dateline.article.roles.context import IN_FIGURE, RoleContext, own_marks, stands_under
from dateline.article.roles.signs import is_meta_line
from dateline.article.tree.markup import RawBlock
from dateline.model import Role

# What is a link through and through, in an item of a list so many steps up.
_CARD_LINKED, _CARD_STEPS = 0.9, 6
_CAPTION_WORDS, _LONGEST_STAMP = 4, 40
# A line that is a credit by its own words is so long.
_LONGEST_CREDIT = 110
# A figure so many lines above the headline is the article's.
_ABOVE_ARTICLE = 3


def credited_places(context: RoleContext) -> set[int]:
    """The places of the blocks by a picture that have a credit, or stand right below it and before one.

    Of the blocks by pictures, no others are captions or credits but those of `RoleContext.figured`.
    """
    cues = context.cues
    near = [index for index in context.near_picture if index < len(cues) and cues[index].get("credit", 0) >= START]
    return {*near, *(index - 1 for index in near if index - 1 in context.after_picture)}


def figure_role(context: RoleContext, index: int, raw: RawBlock, body: float) -> Role | None:
    """Caption or credit, where a block is one; body: its probability to be the article's text."""
    far, cues = context.far, context.cues[index]
    limit = context.boxed.get(index, 0.0)
    if body >= max(0.85, limit) or len(raw.text) > 600:
        return None
    credit = cues.get("credit", 0)
    in_caption = _in_caption(context, index, raw) or _beside_picture(context, index, raw, credit)
    boxed = not in_caption and body < limit
    if not (in_caption or boxed):
        return None
    if cues.get("share", 0) >= WHOLE or (far["share"][index] <= 2 and line_size(raw.text) < _CAPTION_WORDS):
        return None  # share buttons under a picture
    if raw.link_chars >= _CARD_LINKED * len(raw.text) and stands_under(context, raw.element, "li", _CARD_STEPS):
        return None  # a picture with its line, all one link, in a list: the card of another article
    if cues.get("legal", 0) and index > context.last:
        return None  # the page's own copyright
    if cues.get("advert", 0) == WHOLE or cues.get("navigation", 0) == WHOLE:
        return None  # "Advertisement", "Menu": one such word tells of no picture, in whatever box it stands
    if cues.get("updated", 0) >= START and is_meta_line(raw.text):
        return None  # "Published 3 May 2031", under the picture that heads the page
    if _elsewhere(context, index) or _tells_of_no_picture(raw.text):
        return None
    if (
        boxed
        and not (credit or ends_in_credit(raw.text))
        and (len(raw.text.split()) < _CAPTION_WORDS or is_meta_line(raw.text))
    ):
        return None
    if index in context.captioned and own_marks(context, index, "credit"):
        return "credit"
    if far["credit"][index] > 1 and credit < START and not (credit and len(raw.text) < 60):
        return "caption"
    opens = ":" in raw.text[:25] or len(raw.text) <= 60
    if far["credit"][index] > 0 and not (len(raw.text) <= 120 and opens):
        return "caption"
    # Where a caption's credit stands in the same line, it is split off with the pictures.
    words, ending = split_credit(raw.text)
    return "caption" if ending and line_size(words) >= _CAPTION_WORDS else "credit"


def tells_credit(raw: RawBlock) -> bool:
    """Whether a line amid the article that is none of its text says by its own words whose a picture is."""
    return (
        ":" in raw.text
        and len(raw.text) <= _LONGEST_CREDIT
        and not raw.links
        and find_request(raw.text) == "picture credit"
    )


def _in_caption(context: RoleContext, index: int, raw: RawBlock) -> bool:
    """Whether the elements around a block, or those that all of its text stands in, say that it is a caption."""
    far = context.far
    if far["caption"][index] <= IN_FIGURE or (
        far["tag_figure"][index] <= IN_FIGURE and stands_under(context, raw.element, "figcaption", 3)
    ):
        return True
    if index not in context.captioned:
        return False
    return own_marks(context, index, "caption") or not is_meta_line(raw.text)


def _tells_of_no_picture(text: str) -> bool:
    """ "By", "3 hours ago", "4 May 2031": the beginning of a byline or a time and nothing else."""
    if len(text) > _LONGEST_STAMP:
        return False
    if is_opener(text) or tells_age(text):
        return True
    date = find_printed_date(text) if may_hold_date(text) else None
    return date is not None and not any(map(str.isalpha, text[: date.start] + text[date.end :]))


def _beside_picture(context: RoleContext, index: int, raw: RawBlock, credit: int) -> bool:
    """Whether a short line that has a credit, or stands before one, follows a picture."""
    if index not in context.near_picture or len(raw.text) > 300:
        return False
    if credit >= START:
        return len(raw.text) <= 120
    following = context.cues[index + 1].get("credit", 0) if index + 1 < len(context.cues) else 0
    return following >= START and index in context.after_picture and len(context.markup.blocks[index + 1].text) <= 120


def _elsewhere(context: RoleContext, index: int) -> bool:
    """Whether a block lies in a teaser, a list of related pages or other furniture, rather than with the article."""
    far, raw = context.far, context.markup.blocks[index]
    figured = context.start - _ABOVE_ARTICLE <= index <= context.last and far["tag_figure"][index] <= IN_FIGURE
    if (figured or index in context.boxed) and raw.link_chars < 0.6 * len(raw.text):
        # A figure's own caption between headline and end is the article's, whatever its class words say of where it
        # floats, unless furniture is close around the figure.
        near = min(far["related"][index], far["ranking"][index], far["tag_nav"][index])
        return near <= 3 or far["comment"][index] <= 8
    return (
        min(far["related"][index], far["ranking"][index], far["sidebar"][index], far["tag_nav"][index]) <= 8
        or far["tag_footer"][index] <= 8
        or far["comment"][index] <= 8
        or (far["teaser"][index] <= 3 and not (context.headline or 0) - 3 <= index <= context.last)
    )
