"""What stands around a dump's headline and belongs to the article: its standfirst and lede, who signed it and when."""

import re

from dateline.article.bylines.dateline import opens_report
from dateline.article.bylines.names import is_personal
from dateline.article.bylines.openers import is_agency_line, opens_byline
from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import read_printed_date
from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import DumpContext, FoundRole
from dateline.article.dump.cues import START
from dateline.article.dump.features import feature_names
from dateline.article.dump.wording import load_wording

_NEAR_HEADLINE = 14
_LEAST_CAPTION, _LEAST_CREDITED = 0.12, 0.02
_LEAST_STANDFIRST, _LEAST_SIGNED = 0.05, 0.01
_LONGEST_STANDFIRST, _LONGEST_BYLINE, _LONGEST_DATE = 60, 16, 8
# Words of a sentence that is news and not a label.
_LEDE_WORDS = 10
# So many lines of text stand below those that sign it, the first so near below a standfirst.
_LEAST_BELOW, _SIGNED_REACH = 2, 8
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_NAMES = 80
# A line with a date of no more characters has few words in any script.
_SHORT_DATE = 40
# A line of little but a date is none of the text so near below the headline.
_HEAD_LINES = 6
_KNOWN = frozenset({"byline", "headline", "timestamp"})
_OPEN = frozenset({"other", "teaser"})


def keep_to_their_places(context: DumpContext) -> None:
    """Bylines, dates and standfirsts belong to the article only near its head; others are a teaser's."""
    if not context.body():
        return
    first, last = context.bounds()
    head = context.headline if context.headline is not None else first
    for index, each in enumerate(context.found):
        if each.role in {"byline", "timestamp"}:
            near_head = -6 <= index - head <= _NEAR_HEADLINE or abs(index - first) <= 6
            if not near_head and not 0 < index - last <= 4:
                each.role = "other"
        elif each.role == "standfirst" and not head - 4 <= index <= first + 2:
            each.role = "teaser"
        elif each.role in {"caption", "credit"} and not head - 10 <= index <= last + 6:
            each.role = "teaser" if each.role == "caption" else "other"


def find_standfirst(context: DumpContext) -> None:
    """A line under the headline that the model leaves open, where a byline, a date or the body follows it."""
    found, headline = context.found, context.headline
    if headline is None or any(each.role == "standfirst" for each in found):
        return
    chance = context.chances("standfirst")
    for index in range(headline + 1, min(headline + 3, len(found) - 1)):
        is_open = found[index].role in _OPEN or found[index].role == "caption"
        signed = any(_signs(context, place) for place in range(index + 1, min(index + 3, len(found))))
        if is_open and 6 <= context.words(index) <= _LONGEST_STANDFIRST and not context.speaks(index):
            before_body = found[index + 1].role == "body"
            if (signed and chance[index] >= _LEAST_SIGNED) or (before_body and chance[index] >= _LEAST_STANDFIRST):
                found[index] = FoundRole("standfirst", round(float(chance[index]), 3))
            return
        if found[index].role == "body" and signed and _goes_on(context, index):
            found[index] = FoundRole("standfirst", found[index].score)
            return


def _signs(context: DumpContext, index: int) -> bool:
    """Whether a line tells who wrote or when: by its role, or by its words where it has none yet."""
    text, size = context.lines[index].text, context.words(index)
    if context.found[index].role in {"byline", "timestamp"}:
        return True
    if context.found[index].role in BODY_ROLES or size > _LONGEST_BYLINE:
        return False
    return opens_byline(text) or is_agency_line(text) or _is_date_s_line(text, size)


def _goes_on(context: DumpContext, index: int) -> bool:
    """Whether the text goes on below the lines that sign it: who wrote and when stand between headline and text."""
    body = [place for place in context.body() if place > index + 1]
    return len(body) >= _LEAST_BELOW and body[0] <= index + _SIGNED_REACH


def find_lede(context: DumpContext) -> None:
    """Whole sentences right before the body and under the headline that the model took for a teaser are its lede.

    So is a standfirst that opens with the dateline.
    """
    _open_report(context)
    first, headline = context.first_paragraph(), context.headline
    if headline is None or first is None:
        return
    for index in range(first - 1, headline, -1):
        ending = context.lines[index].text.rstrip('”"»’ ')[-1:]
        is_whole = context.words(index) >= _LEDE_WORDS and ending in (".", "!", "?", "…", "。")
        if context.found[index].role not in _OPEN or context.speaks(index) or not is_whole:
            return
        context.found[index] = FoundRole("body", context.found[index].score)


def _open_report(context: DumpContext) -> None:
    found, lines = context.found, context.lines
    place = max((index for index, each in enumerate(found) if each.role == "standfirst"), default=None)
    if place is not None:
        below = (line.text for line, each in zip(lines[place + 1 :], found[place + 1 :]) if each.role == "body")
        if opens_report(lines[place].text, next(below, None)):
            found[place] = FoundRole("body", found[place].score)


def find_signatures(context: DumpContext) -> None:
    """Dates and bylines under the headline, and captions among the body, that the model leaves open."""
    body, headline, found = context.body(), context.headline, context.found
    if not body or headline is None:
        return
    clock = context.rows[:, feature_names(context.cues).index("clock")] > 0
    captions = context.chances("caption")
    for index in range(max(0, headline - 3), min(len(found), body[-1] + 1)):
        each, text, size = found[index], context.lines[index].text, context.words(index)
        in_head, is_open = index <= body[0] + 3, each.role in _OPEN
        if (
            is_open
            and in_head
            and index > headline
            and size <= _LONGEST_BYLINE
            and (opens_byline(text) or _names_alone(text))
            and _has_name(text)
        ) or (in_head and index > headline and each.role not in _KNOWN and is_agency_line(text)):
            each.role = "byline"
        elif each.role == "byline" and in_head and _is_date(text) and not _has_name(text):
            each.role = "timestamp"
        elif each.role == "credit" and headline < index < body[0] and _follows_head(context, index):
            # Under a headline stands who wrote it; a credit follows a caption.
            each.role = "credit" if context.strength(index, "credit") >= START else "byline"
        elif (each.role == "body" and headline < index < headline + _HEAD_LINES and _is_date_s_line(text, size)) or (
            is_open and in_head and _is_short(text, size) and (clock[index] or _is_date(text))
        ):
            each.role = "timestamp"
        elif is_open and index > headline and size <= _LONGEST_STANDFIRST and not context.told[index]:
            before_credit = index + 1 < len(found) and found[index + 1].role == "credit"
            if captions[index] >= (_LEAST_CREDITED if before_credit else _LEAST_CAPTION):
                each.role = "caption"


def _names_alone(text: str) -> bool:
    """Whether a line is nothing but persons' plain names."""
    authors = split_byline(text) if len(text) <= _LONGEST_NAMES else ()
    return any(is_personal(each.name) for each in authors) and len(text) <= sum(len(each.name) + 6 for each in authors)


def _follows_head(context: DumpContext, index: int) -> bool:
    return index > 0 and context.found[index - 1].role in {"headline", "standfirst", "byline", "timestamp"}


def _has_name(text: str) -> bool:
    """Whether a line holds words beside numbers, days, months and "published"."""
    wording = load_wording()
    words = (word.casefold() for word in _LETTERS.findall(text))
    return any(
        len(word) > 2 and word not in wording.date_words and word not in wording.ago and word not in wording.clock_words
        for word in words
    )


def _is_date(text: str) -> bool:
    return read_printed_date(text, day_first=True) is not None


def _is_short(text: str, size: int) -> bool:
    """Whether a line is no longer than a date, a day of the week and what they are of. size: its words."""
    return size <= _LONGEST_DATE or len(text) <= _SHORT_DATE


def _is_date_s_line(text: str, size: int) -> bool:
    """Whether a line is little but a date."""
    return _is_short(text, size) and _is_date(text)
