"""Bylines of several lines: each author in a line of the same make, one below the other."""

from dateline.article.bylines.marked import words_apart
from dateline.article.bylines.names import is_personal
from dateline.article.bylines.openers import is_of_another, names_editors
from dateline.article.bylines.split import split_byline
from dateline.article.dates.read import may_hold_date
from dateline.article.draft import DraftBlock
from dateline.article.tree.markup import Markup
from dateline.model import Author

_MOST_LINES = 12
_LONGEST = 80
# What may stand between two such lines: a portrait's words, what one is, a comma or an "and".
_BETWEEN = 1
_ROLES = frozenset({"byline", "other"})
_BESIDE = _ROLES | {"timestamp", "promotion"}
# A line that is no more than a sign: a comma, three points.
_SIGN = 3
_GOES_ON = (",", "&")


def cosigners(markup: Markup, blocks: list[DraftBlock], index: int) -> list[tuple[int, tuple[Author, ...]]]:
    """The lines that sign together with a byline, each with whom it names."""
    made = _make(markup, index)
    found: list[tuple[int, tuple[Author, ...]]] = []
    for step in (-1, 1):
        at, gap = index + step, 0
        while 0 <= at < len(blocks) and gap <= _BETWEEN and len(found) < _MOST_LINES - 1:
            authors = _names_alone(markup, blocks, at) if _alike(_make(markup, at), made) else ()
            if authors:
                found.append((at, authors))
            elif len(blocks[at].text) > _SIGN and (blocks[at].role not in _BESIDE or len(blocks[at].text) > _LONGEST):
                break
            gap = 0 if authors else gap + 1
            at += step
    return found


def _names_alone(markup: Markup, blocks: list[DraftBlock], at: int) -> tuple[Author, ...]:
    """The persons whose names are a line, with what they are; nobody for a line that tells anything else."""
    text, above = blocks[at].text, blocks[at - 1].text if at else ""
    if blocks[at].role not in _ROLES or len(text) > _LONGEST or may_hold_date(text):
        return ()
    if names_editors(text, above) or is_of_another(above):
        return ()
    authors = split_byline(words_apart(markup, at))
    goes_on = text.rstrip().endswith(_GOES_ON) or above.rstrip().endswith(_GOES_ON)
    return authors if authors and all(_is_named(each, likely=goes_on) for each in authors) else ()


def _is_named(author: Author, *, likely: bool) -> bool:
    """Whether a name is a person's by its words. likely: more names follow it.

    Then, and in other scripts than Latin, of whose names no list is kept, two to four words with capitals, if the
    script has any, are one.
    """
    if is_personal(author.name) or (author.name.isascii() and not likely):
        return is_personal(author.name)
    words = author.name.split()
    return author.kind == "person" and 2 <= len(words) <= 4 and not any(word[0].islower() for word in words)


def _make(markup: Markup, index: int) -> tuple[str, str | None, int, int]:
    """How a line is made: its element's tag, classes and depth, and the element around it."""
    element = markup.elements[markup.blocks[index].element]
    return element.tag, element.classes, element.depth, element.parent


def _alike(one: tuple[str, str | None, int, int], other: tuple[str, str | None, int, int]) -> bool:
    """Whether two lines are made alike: of the same classes, or entries of one list."""
    if (one[0], one[2]) != (other[0], other[2]):
        return False
    beside = one[3] == other[3]
    return (one[1] == other[1] and (beside or one[1] is not None)) or (beside and one[0] == "li")
