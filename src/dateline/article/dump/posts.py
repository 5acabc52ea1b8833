"""Posts of networks printed amid an article's lines, known by the line that signs them."""

import re

from dateline.article.bylines.openers import opens_byline
from dateline.article.dates.read import find_printed_date
from dateline.article.draft import BODY_ROLES
from dateline.article.dump.context import FoundRole
from dateline.article.dump.lines import Line
from dateline.article.lines.posted import ends_as_post, is_button, may_be_signed, names_sharer

# "— Mika Orrin (@orrin_pilot) May 4, 2031"; the dash is lost where lines lose their bullets.
_SIGNED = re.compile(r"^(?:[—–-]{1,2}\s?)?\S+(?: \S+){0,5} ?\(@\w{1,30}\)[\s,·|]*(?=.{0,20}\d)\S.{0,40}$")
# A post has so many lines above the one that signs it; it stands no further behind the article's lines than this.
_MOST_LINES, _NEAR = 6, 4
_OPEN = frozenset({"other", "teaser", "promotion", "related", "timestamp", "caption"})
_SURE = 0.6


def quote_posts(lines: list[Line], found: list[FoundRole]) -> None:
    """A signing line near the article's text and the lines above it that are not the article's own are quoted.

    Above the text such a line is a byline. Behind it, a line without a dash is a reader's who comments. A line of the
    text that ends with an address of a network's own is a post's, too.
    """
    for index, line in enumerate(lines):
        if found[index].role in BODY_ROLES and (ends_as_post(line.text) or names_sharer(line.text)):
            found[index] = FoundRole("quotation", _SURE)
        elif found[index].role in BODY_ROLES and is_button(line.text):
            found[index] = FoundRole("other", _SURE)
    signed = [index for index, line in enumerate(lines) if _SIGNED.match(line.text)]
    body = [index for index, each in enumerate(found) if each.role in BODY_ROLES] if signed else []
    for index in signed:
        if not body or not body[0] < index <= body[-1] + _NEAR or opens_byline(lines[index].text):
            continue
        dashed = lines[index].bullet or not lines[index].text[0].isalnum()
        if not dashed and (index > body[-1] or find_printed_date(lines[index].text) is None):
            continue
        found[index] = FoundRole("quotation", _SURE)
        for above in range(index - 1, max(index - 1 - _MOST_LINES, body[0]), -1):
            is_unsure = above == index - 1 and found[above].role == "body"
            # The last line of all may sign the article.
            may_be = dashed and index < body[-1] and may_be_signed(lines[above].text)
            is_unsure = is_unsure and (found[above].score < _SURE or may_be)
            if found[above].role not in _OPEN and not is_unsure:
                break
            found[above] = FoundRole("quotation", _SURE)
