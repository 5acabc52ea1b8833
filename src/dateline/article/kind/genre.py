"""Whether a page may be taken for an article, or for news, while its blocks have no roles yet.

Many pages say so to machines. Of those that do not, a day beside the headline tells nearly as much (ADR 34).
"""

from dateline.article.dates.read import find_printed_date
from dateline.article.publication.find import declared_day
from dateline.article.structured import Structured, calls_itself_article, calls_itself_news, is_index
from dateline.article.tree.markup import Markup

# So many blocks before and after the headline, and as long a line, may hold the day on which it was written.
_BEFORE, _AFTER, _LONGEST_LINE = 3, 6, 120


def is_likely_article(structured: Structured, *, dated: bool) -> bool:
    """Whether the page calls itself an article, or is dated and no list of things."""
    return calls_itself_article(structured) or (dated and not is_index(structured))


def is_likely_news(structured: Structured, *, dated: bool) -> bool:
    """Whether the page or its publisher call themselves news, or it is dated and says nothing of what it is."""
    return calls_itself_news(structured) or (dated and not structured.types and "og:type" not in structured.metas)


def is_dated(markup: Markup, structured: Structured, headline: int | None) -> bool:
    """Whether the page tells machines its day, or prints one near its headline. headline: the place of its block."""
    return declared_day(structured) is not None or prints_day(markup, headline)


def prints_day(markup: Markup, headline: int | None) -> bool:
    """Whether the page prints a day near its headline. headline: the place of its block."""
    if headline is None:
        return False
    around = markup.blocks[max(0, headline - _BEFORE) : headline + _AFTER + 1]
    return any(len(block.text) < _LONGEST_LINE and find_printed_date(block.text) for block in around)
