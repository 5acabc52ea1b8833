"""Standfirsts: what stands under the headline and says in a line or two what is told."""

import html
import itertools

from dateline.article.bylines.dateline import opens_report
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.dump.features import line_size
from dateline.article.lines.lists import standfirsts_of
from dateline.article.lines.pointers import find_request
from dateline.article.lines.walls import is_wall
from dateline.article.names.headline import retells
from dateline.article.roles.context import LONGEST_META_LINE, RoleContext, letters_of, stands_under
from dateline.article.roles.pictures import BODY_FROM
from dateline.article.roles.signs import is_meta_line
from dateline.article.roles.text import body_role
from dateline.article.structured import Structured, texts
from dateline.article.tree.markup import Element, RawBlock, is_heading

# Below these the train pages' gold bodies hold no standfirst, and of headings one in four.
_NO_STANDFIRST = 0.05
_LEAST_HEADING = 0.2
_REPEATED_KEY = 15
# So many first characters of a description tell a line that is it; so many at most are compared.
_TOLD_CHARS, _TOLD_MOST = 50, 80
_SIGNS = str.maketrans({**dict.fromkeys("‘’‚‛´`", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("–—―−", "-")})
# An element that is marked as a pay wall itself holds no standfirst.
_WALL_REACH = 0
# The paragraph above the byline has so many words and stands so near to the headline; of the text there are so many.
_SHORTEST, _LONGEST, _NEAR_HEADLINE, _LEAST_BEHIND = 8, 70, 8, 4
# A standfirst stands so many lines above the headline or below it, and is so long; a heading of the text stands nearer.
_ABOVE, _BELOW, _BELOW_HEADLINE = 2, 8, 4
_LEAST_WORDS, _LEAST_CHARS, _LONGEST_STANDFIRST = 4, 20, 500
# What is so likely to be text is no standfirst because machines are told it, too.
_SURELY_TEXT = 0.9
# A standfirst is a paragraph or two; more of them marked so, or half of the text, are the text itself.
_MOST_STANDFIRSTS = 2


def settle_standfirsts(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Where too much is marked as the standfirst, what the model takes for body is body."""
    marked = standfirsts_of(blocks, context.headline)
    if not marked:
        return
    words = sum(len(blocks[index].text) for index in marked)
    text = sum(len(block.text) for block in blocks if block.role == "body")
    if len(marked) <= _MOST_STANDFIRSTS and words <= text:
        return
    for index in marked:
        if context.body[index] >= BODY_FROM:
            blocks[index].role = body_role(context, index, context.markup.blocks[index])


def open_report(blocks: list[DraftBlock], headline: int | None) -> None:
    """The last standfirst is the report's first paragraph where it opens with the dateline, and the text does not."""
    for place in standfirsts_of(blocks, headline)[-1:]:
        text = next((block.text for block in blocks[place + 1 :] if block.role == "body"), None)
        if opens_report(blocks[place].text, text):
            blocks[place].role = "body"


def settle_first_above_byline(blocks: list[DraftBlock], headline: int | None) -> None:
    """The one paragraph between the headline and the lines that say who wrote and when, with the text behind them.

    On pages read block by block it was a standfirst each of seven times.
    """
    if headline is None or standfirsts_of(blocks, headline):
        return
    behind = (index for index in range(headline + 1, len(blocks)) if blocks[index].role in BODY_ROLES)
    text = list(itertools.islice(behind, _LEAST_BEHIND))
    if len(text) < _LEAST_BEHIND or blocks[text[0]].role != "body" or text[0] - headline > _NEAR_HEADLINE:
        return
    words = len(blocks[text[0]].text.split())
    signed = any(block.role in ("byline", "timestamp") for block in blocks[text[0] + 1 : text[1]])
    if signed and _SHORTEST <= words <= _LONGEST and not opens_report(blocks[text[0]].text, blocks[text[1]].text):
        blocks[text[0]].role = "standfirst"


def read_descriptions(structured: Structured) -> set[str]:
    """The openings of what a page tells machines of its article, as `fold_signs`."""
    words = [*structured.metas.get("og:description", ()), *structured.metas.get("description", ())]
    words += texts(structured.article.get("description"), structured)
    words += texts(structured.article.get("alternativeHeadline"), structured)
    return {fold_signs(each)[:_TOLD_MOST] for each in words if len(each) > 20}


def may_open(context: RoleContext) -> range:
    """The places of the blocks about the headline, where a standfirst stands."""
    if context.headline is None:
        return range(0)
    return range(max(0, context.headline - _ABOVE), min(len(context.body), context.headline + _BELOW + 1))


def is_standfirst(context: RoleContext, index: int, raw: RawBlock, structured: Structured) -> bool:
    """Whether a block of `may_open`, and not the headline itself, is the standfirst."""
    far = context.far
    if len(raw.text) > _LONGEST_STANDFIRST or raw.link_chars > 0.6 * len(raw.text):
        return False
    if _is_unlikely_standfirst(context, index, context.markup.elements[raw.element]):
        return False
    if far["caption"][index] <= 2 or far["byline"][index] <= 1 or far["tags"][index] <= 2:
        return False
    if far["paywall"][index] <= _WALL_REACH or stands_under(context, raw.element, "figcaption", 3):
        return False
    if len(raw.text) < _LEAST_CHARS and line_size(raw.text) < _LEAST_WORDS:
        return False
    marked = far["standfirst"][index] == 0 or (far["standfirst"][index] == 1 and far["headline"][index] > 0)
    marked = marked and far["body"][index] > 1
    return (marked or _opens_text(context, index, raw, structured)) and not (
        _repeats_headline(context, raw)
        or (len(raw.text) <= LONGEST_META_LINE and is_meta_line(raw.text))
        or is_wall(raw.text)
        or find_request(raw.text) is not None
    )


def _opens_text(context: RoleContext, index: int, raw: RawBlock, structured: Structured) -> bool:
    """Whether a line between headline and text is a heading unlike those in the text, or told to machines."""
    tag, chance, headline = context.markup.elements[raw.element].tag, context.body[index], context.headline
    if headline is None or not headline < index <= context.first or (chance < BODY_FROM and index == context.first):
        return False
    if tag in ("h2", "h3", "h4") and index <= headline + _BELOW_HEADLINE and line_size(raw.text) >= _LEAST_WORDS:
        following = index + 1 < len(context.body) and context.body[index + 1] >= BODY_FROM
        if not following or not _same_kind_later(context, index):
            return True
    elif chance >= _SURELY_TEXT:
        return False
    return _is_told(raw.text, structured)


def fold_signs(text: str) -> str:
    """A text in folded case: machines are told other quotation marks and dashes than readers.

    >>> fold_signs("Governor: \u2018too late\u2019") == fold_signs("Governor: 'too late'")
    True
    """
    return " ".join(html.unescape(text).translate(_SIGNS).casefold().split())


def _is_told(text: str, structured: Structured) -> bool:
    """Whether machines are told a line, or its opening stands in it, as in one does that begins with a place."""
    descriptions = read_descriptions(structured)
    if not descriptions:
        return False
    text = fold_signs(text)
    opens = (told[:_TOLD_CHARS] in text for told in descriptions if len(told) >= _TOLD_CHARS)
    return text[:_TOLD_MOST] in descriptions or any(opens)


def _repeats_headline(context: RoleContext, raw: RawBlock) -> bool:
    if context.headline is None:
        return False
    headline = context.markup.blocks[context.headline].text
    told, words = letters_of(headline), letters_of(raw.text)
    if len(words) >= _REPEATED_KEY and (words in told or told in words):
        return True
    return is_heading(context.markup.elements[raw.element]) and retells(headline, raw.text)


def _is_unlikely_standfirst(context: RoleContext, index: int, element: Element) -> bool:
    """Whether the model all but rules the block out: a site's motto, a picture's description, another's headline."""
    chance = context.body[index]
    heading = is_heading(element)
    before = context.headline is not None and index < context.headline
    return chance < _NO_STANDFIRST or (chance < _LEAST_HEADING and heading) or (chance < BODY_FROM and before)


def _same_kind_later(context: RoleContext, index: int) -> bool:
    """Whether more headings of the same rank follow inside the body: then this one is a subhead."""
    tag = context.markup.elements[context.markup.blocks[index].element].tag
    return any(
        context.markup.elements[context.markup.blocks[later].element].tag == tag and context.body[later] >= BODY_FROM
        for later in range(index + 1, min(context.last + 1, len(context.body)))
    )
