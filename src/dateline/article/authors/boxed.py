"""Whom a box about the author names, where no line signs: by the markup of a line or of what is close around it."""

import msgspec

from dateline.article.authors.believed import is_desk_s
from dateline.article.bylines.marked import is_author_element
from dateline.article.bylines.names import is_given, is_personal
from dateline.article.bylines.openers import labels_others
from dateline.article.bylines.split import split_byline
from dateline.article.draft import DraftBlock, Fields, places_among, places_by_role
from dateline.article.names.outlet import letters
from dateline.article.tree.markup import Markup
from dateline.model import Author

_LONGEST_NAMES = 80
# A box about the author stands this close behind the text or above the headline; so many elements around a name may say
# that it is one.
_BEHIND, _BEFORE, _FEW_STEPS = 15, 4, 3
# So long is a word that opens a byline.
_OPENER = 12
# The site's name cut short has more letters.
_SHORT = 5
_NO_LINE = frozenset({"comment", "caption", "body", "ranking"})
_NO_BOX = _NO_LINE | {"teaser", "related", "navigation", "credit"}


def boxed_authors(
    fields: Fields, markup: Markup, blocks: list[DraftBlock], home: set[str], *, alone: bool, above: bool = False
) -> tuple[tuple[Author, ...], str]:
    """Whom a box about the author names, by its markup: a person's name alone, between headline and end of the text.

    alone: no line names anyone; then a box may also hold a first name alone, a desk, or the site by one of its names.
    above: no box behind the first of the text is asked.
    """
    by_role = places_by_role(blocks)
    places = places_among(by_role, ("headline", "body"))
    if not places:
        return (), ""
    first = by_role["body"][0] if "body" in by_role else places[0]
    others: tuple[tuple[Author, ...], str] = ((), "")
    for index in range(max(0, places[0] - _BEFORE), first if above else min(len(blocks), places[-1] + _BEHIND)):
        block, above_text = blocks[index], places[0] < index < first
        never = _NO_LINE if above_text else _NO_BOX
        if len(block.text) > _LONGEST_NAMES or block.role in never or not _is_boxed(markup, index):
            continue
        if block.role == "credit" and not _is_retold(block.text, blocks, index):
            continue  # whose picture it is
        authors = split_byline(block.text, outlet=fields.outlet)
        if authors and all(is_personal(author.name) for author in authors):
            return authors, block.text
        if not alone or others[0] or len(authors) != 1 or labels_others(block.text):
            continue
        told = _alone_in_box(authors[0], block.text, home, letters(fields.outlet or ""))
        if not told and _has_name(authors[0]) and (above_text or _is_retold(authors[0].name, blocks, index)):
            told = authors
        others = told, block.text
    return others


def _has_name(author: Author) -> bool:
    """Whether an author has two to four words with capitals, or a name in a script without any, and no figures."""
    words = author.name.split()
    shaped = all(word[0].isupper() or not word.isascii() for word in words) and author.name.replace(" ", "").isalpha()
    return author.kind == "person" and 2 <= len(words) <= 4 and shaped


def _is_retold(name: str, blocks: list[DraftBlock], index: int) -> bool:
    """Whether one of the next lines begins with a name, or its first word, and goes on: it tells who that is."""
    below = blocks[index + 1 : index + 1 + _FEW_STEPS]
    return any(each.text.startswith(f"{name.split()[0]} ") and len(each.text) >= _LONGEST_NAMES for each in below)


def _alone_in_box(author: Author, text: str, home: set[str], outlet: str) -> tuple[Author, ...]:
    """Whom a box of nothing but a name names though no full one: a first name, a desk, the site."""
    if len(text) > len(author.name) + _OPENER:
        return ()
    name = letters(author.name)
    if name in home or (len(name) > _SHORT and outlet.startswith(name)):
        return (msgspec.structs.replace(author, kind="desk"),)
    known = is_given(author.name) if author.kind == "person" else is_desk_s(author.name)
    return (author,) if known else ()


def _is_boxed(markup: Markup, index: int) -> bool:
    """Whether a line's element, or one close around it, is the author's by its markup."""
    at = markup.blocks[index].element
    for _ in range(_FEW_STEPS):
        if at < 0:
            return False
        if is_author_element(markup.elements[at]):
            return True
        at = markup.elements[at].parent
    return False
