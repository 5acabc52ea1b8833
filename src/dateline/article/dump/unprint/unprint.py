"""unprint: a dump as some program printed it becomes a line a block, in the page's own words."""

from collections.abc import Sequence
from typing import NamedTuple

from dateline.article.dump.lines import LINE_BREAK, RowMarks
from dateline.article.dump.unprint.glued import is_glued, take_apart
from dateline.article.dump.unprint.links import has_link_numbers, list_of_links, without_addresses, without_numbers
from dateline.article.dump.unprint.markdown import is_markdown, without_marks
from dateline.article.dump.unprint.pieces import put_together
from dateline.article.dump.unprint.wrapped import unwrap, wrap_width

# A longer dump is no page; its lines are taken as they stand.
_MOST_CHARS, _MOST_ROWS = 2_000_000, 60_000


class Unprinted(NamedTuple):
    """A dump's text, a line a block, and what its printer told of each line, blank ones too, if it told anything."""

    text: str
    marks: Sequence[RowMarks] = ()


def unprint(page_text: str) -> Unprinted:
    """A dump's text without what its printer added: breaks at a width, marks and numbers of links, Markdown.

    Words that a printer broke off at every link stand in one line again, and blocks that it ran together stand apart.
    A dump of none of these is returned as it is, to the character.

    >>> unprint("[1]Home\\n[2]News\\nThe [3]harbour was shut\\n[4]Legal [5]Privacy\\n\\nReferences\\n\\n"
    ...         "  1. https://a.example/\\n  2. https://a.example/n\\n  3. https://a.example/h\\n"
    ...         "  4. https://a.example/l\\n  5. https://a.example/p\\n").text
    'Home\\nNews\\nThe harbour was shut\\nLegal Privacy\\n'
    """
    if len(page_text) > _MOST_CHARS:
        return Unprinted(page_text)
    given: Sequence[str] = LINE_BREAK.split(page_text)
    if len(given) > _MOST_ROWS:
        return Unprinted(page_text)
    rows = given
    marks: Sequence[RowMarks] = ()
    end = list_of_links(rows)
    numbered = end is not None or has_link_numbers(rows)
    if end is not None:
        rows = rows[:end]
    width = wrap_width(rows)
    if width is not None:
        rows = unwrap(rows, *width)
    if numbered:
        rows, marks = without_numbers(rows)
    if is_markdown(rows):
        rows, marks = without_marks(rows)
    elif width is None and not numbered:
        rows = take_apart(rows) if is_glued(rows) else put_together(rows)
    rows = without_addresses(rows)
    return Unprinted(page_text if rows is given else "\n".join(rows), marks)
