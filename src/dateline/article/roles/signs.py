"""Lines that say who wrote and when."""

from dateline.article.bylines.marked import marked_names
from dateline.article.bylines.openers import is_opener, opens_byline, signs_plainly
from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import find_printed_date, load_months, may_hold_date
from dateline.article.draft import DraftBlock
from dateline.article.lines.ages import tells_age
from dateline.article.lines.credits import ends_in_credit
from dateline.article.publication.printed import is_sentence, load_time_words
from dateline.article.roles.breadcrumbs import is_breadcrumb
from dateline.article.roles.context import LONGEST_META_LINE, YEAR_OR_CLOCK, RoleContext, holds_time_tag, own_marks
from dateline.article.roles.pictures import BODY_FROM
from dateline.article.roles.reach import reach_kinds

# What stands no more elements below one of these is of another article, or of who wrote this one.
_APART_KINDS, _APART_REACHES = ("related", "ranking", "tag_nav", "bio"), bytes((6, 6, 6, 2))
_LONGEST_SIGNATURE = 60
# A time line of the body has at most this many characters beside its date.
_BESIDE_DATE = 35
# And one that nothing introduces, beside its date: a day of the week.
_BESIDE_ALONE = 8
# "Published: 14 May 2025, 09:40. Last updated: 16 May 2025, 18:05" has so many letters at most.
_LETTERS_OF_TIMES = 60


def is_meta_line(text: str) -> bool:
    """Whether a line tells who wrote or when, by its own words."""
    if len(text.split()) < 12 and opens_byline(text) and not ends_in_credit(text):
        return True
    date = find_printed_date(text)
    return date is not None and len(text) - (date.end - date.start) <= _BESIDE_DATE


def find_meta_lines(context: RoleContext, blocks: list[DraftBlock]) -> None:
    """Byline and time lines about the headline and the ends of the body."""
    months = load_months()
    low = max(0, (context.headline if context.headline is not None else context.first) - 6)
    high = min(len(blocks), max(context.first, context.headline or 0) + 6)
    tail = range(max(high, context.last - 1), min(len(blocks), context.last + 5)) if context.last >= 0 else range(0)
    far = context.far
    apart = reach_kinds(tuple([far[kind] for kind in _APART_KINDS]), _APART_REACHES)
    signed = False
    for index in (*range(low, high), *tail):
        block = blocks[index]
        if apart[index] or not _may_be_meta(context, blocks, index, low):
            continue
        dated = YEAR_OR_CLOCK.search(block.text)
        date = find_printed_date(block.text) if dated else None
        if not (index in tail and signed) and _is_byline(context, index, date is not None):
            block.role, block.score = "byline", 0.85
            signed = True
            continue
        if _tells_age(block.text):
            block.role, block.score = "timestamp", 0.75
            continue
        time_tag = holds_time_tag(context, index)
        inside = context.first <= index <= context.last and context.body[index] >= BODY_FROM
        if (
            inside
            and not time_tag
            and not (date and len(block.text) - (date.end - date.start) <= _BESIDE_DATE)
            and load_time_words().published.match(block.text) is None
        ):
            continue  # a line of the text that begins with a date
        if not time_tag and is_sentence(block.text, date):
            marked = far["timestamp"][index] == 0 or own_marks(context, index, "timestamp")
            if not marked:
                continue
        if (date or (time_tag and len(block.text) < 60)) and len(block.text) < 120:
            near = time_tag or far["timestamp"][index] <= 1
            block.role, block.score = "timestamp", 0.9 if near else 0.75
        elif far["timestamp"][index] <= 1 and len(block.text) < 80 and _names_month(block.text, months):
            block.role, block.score = "timestamp", 0.7


def _tells_age(text: str) -> bool:
    """Whether a line says how long ago the page was published or changed: "Last updated 2 hours ago"."""
    if len(text) > _BESIDE_DATE or not tells_age(text):
        return False
    words = load_time_words()
    return words.changed.match(text) is not None or words.published.match(text) is not None


def _may_be_meta(context: RoleContext, blocks: list[DraftBlock], index: int, low: int) -> bool:
    """Whether a block's place and role leave it open that it tells who wrote the article, or when.

    It stands in none of _APART_KINDS.
    """
    block = blocks[index]
    if block.role in ("headline", "standfirst", "correction", "comment") or len(block.text) > 200:
        return False
    if block.role in ("caption", "credit") and not _signs_below_headline(context, index):
        return False
    if (context.far["teaser"][index] <= 1 and index < low + 3) or context.cues[index].get("comment", 0):
        return False
    if context.body[index] >= 0.8 and block.role in ("body", "subhead", "list", "quotation"):
        signature = len(block.text) <= _LONGEST_SIGNATURE and (
            index <= context.first + 1 or (context.last - 1 <= index and opens_byline(block.text))
        )
        if not signature and not (index <= context.first + 6 and _tells_little_but_times(block.text)):
            return False
    return not is_breadcrumb(context, index, context.markup.blocks[index])


def _tells_little_but_times(text: str) -> bool:
    """Whether a line says of its date what of, or is a date alone, and has few letters."""
    if sum(map(str.isalpha, text)) > _LETTERS_OF_TIMES:
        return False
    words = load_time_words()
    told = words.published.match(text) or words.changed.search(text[:_BESIDE_DATE])
    return told is not None or _is_date_alone(text)


def _is_date_alone(text: str) -> bool:
    """Whether a line is a date and hardly a sign more."""
    date = find_printed_date(text) if may_hold_date(text) else None
    return date is not None and len(text) - (date.end - date.start) <= _BESIDE_ALONE


def _signs_below_headline(context: RoleContext, index: int) -> bool:
    """Whether a line among captions, right below the headline, says by whom the article is rather than the picture."""
    text = context.markup.blocks[index].text
    if context.headline is None or not context.headline < index <= context.headline + 3 or len(text) > 80:
        return False
    return opens_byline(text) and not context.cues[index].get("credit", 0) and context.far["tag_figure"][index] > 2


def _is_byline(context: RoleContext, index: int, dated: bool) -> bool:
    """Whether a line says who wrote: it opens as bylines do, or its markup calls it or a part of it so."""
    raw, far = context.markup.blocks[index], context.far
    by_words = not raw.text.endswith(".") and opens_byline(raw.text) and len(raw.text.split()) <= 24
    named = len(raw.text) <= LONGEST_META_LINE and marked_names(context.markup, index)
    if not (by_words or named or far["byline"][index] <= 1 or own_marks(context, index, "byline")):
        return False
    if not (named or is_opener(raw.text) or signs_plainly(raw.text) or split_byline(raw.text)):
        return False
    if by_words or named or not dated:
        return True
    return not (far["timestamp"][index] < far["byline"][index] and holds_time_tag(context, index))


def _names_month(text: str, months: dict[str, int]) -> bool:
    return any(word.strip(".,").lower() in months for word in text.split())
