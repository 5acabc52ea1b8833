"""Whom a box about the author names, where no line signs: by the markup of a line or of what is close around it."""

import msgspec

from dateline.article.believed import is_desk_s
from dateline.article.bylines import is_author_element, is_given, is_personal, labels_others, split_byline
from dateline.article.draft import DraftBlock, Fields
from dateline.article.markup import Markup
from dateline.article.outlet import letters
from dateline.model import Author

_LONGEST_NAMES = 80
# A box about the author stands this close behind the text or above the headline; so many elements around a name may say
# that it is one.
_BEHIND, _BEFORE, _FEW_STEPS = 15, 4, 3
# So long is a word that opens a byline.
_OPENER = 12
# The site's name cut short has more letters.
_SHORT = 5
_NO_BOX = frozenset({"comment", "teaser", "related", "caption", "credit", "navigation", "body", "ranking"})


def boxed_authors(
    fields: Fields, markup: Markup, blocks: list[DraftBlock], home: set[str], *, alone: bool
) -> tuple[tuple[Author, ...], str]:
    """Whom a box about the author names, by its markup: a person's name alone, between headline and end of the text.

    alone: no line names anyone; then a box may also hold a first name alone, a desk, or the site by one of its names.
    """
    places = [index for index, block in enumerate(blocks) if block.role in ("headline", "body")]
    others: tuple[tuple[Author, ...], str] = ((), "")
    for index in range(max(0, places[0] - _BEFORE), min(len(blocks), places[-1] + _BEHIND)) if places else ():
        block = blocks[index]
        if len(block.text) > _LONGEST_NAMES or block.role in _NO_BOX or not _is_boxed(markup, index):
            continue
        authors = split_byline(block.text, outlet=fields.outlet)
        if authors and all(is_personal(author.name) for author in authors):
            return authors, block.text
        if alone and not others[0] and len(authors) == 1 and not labels_others(block.text):
            others = _alone_in_box(authors[0], block.text, home, letters(fields.outlet or "")), block.text
    return others


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
