"""What is told of single entries once roles are: ranks, authors and times of teasers, posts, captions told again."""

import re

from dateline.article.bylines.openers import opens_byline
from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import may_hold_date, read_printed_date
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.lines.ages import before_age, tells_age
from dateline.article.lines.posted import (
    ends_as_post,
    is_button,
    is_handle,
    may_be_signed,
    names_sharer,
    signs_post,
    tells_clock_and_day,
)
from dateline.article.lines.posts import find_posts
from dateline.article.roles.context import (
    LONGEST_META_LINE,
    NUMBER,
    YEAR_OR_CLOCK,
    RoleContext,
    holds_time_tag,
)
from dateline.article.tree.folded import words_of
from dateline.article.tree.markup import lies_in
from dateline.model import Role

# A live page has so many entries at least. An element for a time stands so near to its entry's, in a line so long.
_LEAST_ENTRIES, _ENTRY_REACH, _LONGEST_ENTRY_TIME = 3, 6, 40
_CLOCK = re.compile(r"\W*\d{1,2}[:.h]\d\d\b.{0,12}$")
_PIECES = re.compile(r"\s?[·|•]\s?|,\s")
# Lines that may repeat a caption do so in so many letters.
_MAY_REPEAT: frozenset[Role] = frozenset({"standfirst", "other", "caption"})
_CAPTION_KEY = 80
# A post of a network belongs to the article that it stands in, or so few lines before or behind its text.
_NEAR_POSTS = 3
_BODY_OF_POSTS: frozenset[Role] = frozenset({"headline", "standfirst", "correction"})
_SURE_POST = 0.8
# A post that nothing but its words tells is of these roles. An element that holds no more blocks than this is a post's.
_MAY_BE_POST: frozenset[Role] = frozenset({"body", "quotation", "list", "other", "timestamp", "promotion"})
_BLOCKS_OF_POST, _CLIMB = 8, 2
# The text in it has so many characters, and no less is the article's own.
_LONGEST_POST = 1_000


def repeat_captions(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """A standfirst or a line of furniture that repeats a caption is that caption once more."""
    roles = [block.role for block in blocks]
    if "caption" not in roles:
        return
    keys = {
        index: "".join(words_of(context.markup.blocks[index]))[:_CAPTION_KEY]
        for index, role in enumerate(roles)
        if role in _MAY_REPEAT
    }
    captions: dict[str, int] = {}
    for index, key in keys.items():
        if roles[index] == "caption":
            captions.setdefault(key, index)
    for index, key in keys.items():
        first = captions.get(key)
        if first is not None and first != index:
            blocks[index].role, blocks[index].duplicate_of = "caption", first


def quote_posts(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """A post of a network that the article prints is quoted, with the line that says whose it is."""
    near = range(max(context.first - _NEAR_POSTS, 0), min(context.last + _NEAR_POSTS + 1, len(blocks)))
    for index in find_posts(context.markup, near):
        block = blocks[index]
        if block.role not in _BODY_OF_POSTS:
            block.role, block.score = "quotation", _SURE_POST


def quote_unmarked_posts(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Posts amid the text that the networks' own code no longer marks, by their words and the line that signs them."""
    first, last = context.first, context.last
    for index in range(max(first, 0), min(last + _NEAR_POSTS + 1, len(blocks))):
        block = blocks[index]
        named, linked, inside = "@" in block.text, "/" in block.text, block.role in BODY_ROLES
        if block.role not in _MAY_BE_POST or not (named or inside):
            continue
        if inside and is_button(block.text):
            block.role = "other"
        elif inside and ((named and names_sharer(block.text)) or (linked and ends_as_post(block.text))):
            block.role, block.score = "quotation", _SURE_POST
        elif named and first < index and (signs_post(block.text) or (index < last and is_handle(block.text))):
            for place in _post_of(context, blocks, index):
                blocks[place].role, blocks[place].score = "quotation", _SURE_POST


def _post_of(context: RoleContext, blocks: list[DraftBlock], index: int) -> list[int]:
    """Places of the blocks of a post that a line signs: those of its element, or the line and the one above it."""
    home = _home_of_post(context, blocks, index)
    handle = is_handle(blocks[index].text)
    if home and (not handle or _is_timed_below(blocks, index, home[-1])):
        return [place for place in home if blocks[place].role in _MAY_BE_POST]
    above = blocks[index - 1]
    if handle or above.role not in _MAY_BE_POST or not may_be_signed(above.text):
        return []
    amid = index < context.last and not blocks[index].text[0].isalnum()
    return [index - 1, index] if amid or ends_as_post(above.text) else []


def _is_timed_below(blocks: list[DraftBlock], handle: int, last: int) -> bool:
    """Whether text stands below a handle and below that a line with clock and day, as networks set a post."""
    below = blocks[handle + 1 : last + 1]
    text = next((place for place, block in enumerate(below) if block.role in BODY_ROLES), len(below))
    return any(tells_clock_and_day(block.text) for block in below[text + 1 :])


def _home_of_post(context: RoleContext, blocks: list[DraftBlock], index: int) -> list[int]:
    """Places of the blocks in the nearest element that holds a line and one beside it; none where they are many."""
    elements = context.markup.elements
    at = context.markup.blocks[index].element
    for _ in range(_CLIMB):
        near = range(max(index - _BLOCKS_OF_POST, 0), min(index + _BLOCKS_OF_POST + 1, len(blocks)))
        within = [place for place in near if lies_in(context.markup, place, at)]
        if len(within) > 1:
            few = len(within) <= _BLOCKS_OF_POST and context.first not in within
            return within if few and _is_lesser(blocks, within) else []
        at = elements[at].parent
        if at < 0:
            break
    return []


def _is_lesser(blocks: list[DraftBlock], within: list[int]) -> bool:
    """Whether some blocks are short enough for a post, and less text than the article has beside them.

    Who wrote the article may sign it like a post: "— Runa Meschel (@runa), May 4, 2031".
    """
    inside = sum(len(blocks[place].text) for place in within)
    if inside > _LONGEST_POST:
        return False
    outside = 0
    for place, block in enumerate(blocks):
        if block.role in BODY_ROLES and not within[0] <= place <= within[-1]:
            outside += len(block.text)
            if outside >= inside:
                return True
    return False


def settle_ranks(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Places in rankings: the number printed, else the count since the ranking's heading."""
    if "ranking" not in [block.role for block in blocks]:
        return
    count = 0
    for index, block in enumerate(blocks):
        if block.role != "ranking":
            count = 0
            continue
        raw = context.markup.blocks[index]
        number = NUMBER.match(block.text)
        if number and 1 <= int(number[1]) <= 50 and int(number[1]) in (count, count + 1):
            count = int(number[1])
            block.rank = count
        elif raw.links or context.markup.elements[raw.element].tag == "li":
            previous = blocks[index - 1] if index else None
            bare = previous is not None and previous.rank == count and NUMBER.fullmatch(previous.text)
            if not (bare or _under_same_item(context, index)):
                count += 1
            block.rank = count or None


def _under_same_item(context: RoleContext, index: int) -> bool:
    """Whether the block before stands in the same list item."""
    if not index:
        return False
    return _item(context, index) is not None and _item(context, index) == _item(context, index - 1)


def _item(context: RoleContext, index: int) -> int | None:
    elements = context.markup.elements
    at = context.markup.blocks[index].element
    for _ in range(6):
        if elements[at].tag in ("li", "article"):
            return at
        at = elements[at].parent
        if at < 0:
            return None
    return None


def tell_teasers(blocks: list[DraftBlock]) -> None:
    """Author and time that a teaser or a related link prints."""
    for block in blocks:
        if block.role not in ("teaser", "related") or len(block.text) > LONGEST_META_LINE:
            continue
        if opens_byline(block.text):
            authors = split_byline(before_age(block.text))
            block.author = authors[0].name if authors else None
        if tells_age(block.text):
            block.time = next((piece for piece in _PIECES.split(block.text) if tells_age(piece)), None)
        elif may_hold_date(block.text) and YEAR_OR_CLOCK.search(block.text):
            date = read_printed_date(block.text)
            block.time = date.value if date else None


def tell_live_times(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """A live page's entries: the clock above an entry is its time, and goes with each of its blocks.

    A clock is a line by its words, or one in an element for times of an entry.
    """
    inside = range(max(0, context.first - 2), context.last + 1)
    raw_blocks, steps = context.markup.blocks, context.far["live_entry"]
    clocks = [
        index
        for index in inside
        if (not (text := raw_blocks[index].text)[0].isalpha() and _CLOCK.match(text))
        or (steps[index] <= _ENTRY_REACH and len(text) <= _LONGEST_ENTRY_TIME and holds_time_tag(context, index))
    ]
    if len(clocks) < _LEAST_ENTRIES:
        return
    for place, index in enumerate(clocks):
        blocks[index].role = "timestamp"
        raw = context.markup.blocks[index]
        machine = next(
            (value for value, element in context.markup.times if value and any(o == element for _, o in raw.pieces)),
            None,
        )
        time = machine or blocks[index].text
        blocks[index].time = time
        end = clocks[place + 1] if place + 1 < len(clocks) else context.last + 1
        for entry in range(index + 1, end):
            if blocks[entry].role in ("body", "subhead", "list", "quotation"):
                blocks[entry].time = time
