"""Whom the lines that are bylines name: which of them sign the article, and what each says of who wrote."""

from collections.abc import Container

import msgspec

from dateline.article.blocks import Markup
from dateline.article.bylines import (
    is_opener,
    is_personal,
    marked_names,
    names_editors,
    names_someone,
    opens_byline,
    signs_plainly,
    split_byline,
)
from dateline.article.draft import DraftBlock, Fields
from dateline.article.signed import is_another_s, roles_around
from dateline.article.told import unique
from dateline.model import Author

_LONGEST_NAMES = 80
# A line of more letters than these, and than so many times those of its names, tells of other things.
_LONG_LINE, _NAMES_SHARE = 100, 3
# Lines of rankings that are no longer may be the names of those who wrote.
_LONGEST_ENTRY = 40


def printed_authors(
    fields: Fields, markup: Markup, blocks: list[DraftBlock], *, edited: bool = False
) -> tuple[tuple[Author, ...], str]:
    """Who the page's own lines say wrote it, and the line that does: bylines first, then time lines with a name.

    edited: of lines that name those who edited, and of no others.
    """
    start = "\n".join([each.text for each in blocks if each.role == "body"])[:3000]
    last = max((index for index, block in enumerate(blocks) if block.role == "body"), default=len(blocks))
    menu = {
        here.text.casefold()
        for before, here, behind in zip(blocks, blocks[1:], blocks[2:])
        if before.role == here.role == behind.role == "navigation"
    }
    menu |= {block.text.casefold() for block in blocks if block.role == "ranking" and len(block.text) > _LONGEST_ENTRY}
    for role in ("byline", "timestamp"):
        for index, block in enumerate(blocks):
            if block.role != role or (index > last and not _signs(markup, block, index)):
                continue
            if edited != names_editors(block.text, blocks[index - 1].text if index else ""):
                continue
            if _signs_nothing(markup, blocks, index, menu):
                continue
            authors = _named_in(fields, markup, blocks, index)
            # A second name that the text itself speaks of is where the report was written.
            authors = authors[:1] + tuple(each for each in authors[1:] if not _is_place(each, block.text, start))
            if authors:
                return authors, block.text
    return (), ""


def _signs_nothing(markup: Markup, blocks: list[DraftBlock], index: int, menu: Container[str]) -> bool:
    """Whether a byline is no one's or another's: a menu's entry, a teaser's, whose picture it is, who read it last.

    menu: the lines of the page's menus and rankings, folded.
    """
    block = blocks[index]
    if is_another_s(blocks, index):
        return True
    authors = split_byline(block.text)
    named = sum(len(author.name) for author in authors)
    personal = any(is_personal(author.name) for author in authors) and len(block.text) < _NAMES_SHARE * named
    if not personal and block.text.casefold() in menu:
        return True
    opened = opens_byline(block.text) or (index > 0 and is_opener(blocks[index - 1].text))
    bare = not opened and not marked_names(markup, index)
    return bare and (
        roles_around(blocks, index) == {"navigation"} or len(block.text) > max(_LONG_LINE, _NAMES_SHARE * named)
    )


def _signs(markup: Markup, block: DraftBlock, index: int) -> bool:
    """Whether a line behind the text says that it names someone: by an opening word, its markup, a person's name."""
    if signs_plainly(block.text) or marked_names(markup, index):
        return True
    opened = opens_byline(block.text)
    return any(
        author.kind == "agency"
        or is_personal(author.name)
        or not author.name[0].isascii()
        or (opened and author.name[0].isupper())
        for author in split_byline(block.text)
    )


def _named_in(fields: Fields, markup: Markup, blocks: list[DraftBlock], index: int) -> tuple[Author, ...]:
    """The authors of a line: what its markup calls the author, else its words, else those of the line below."""
    block = blocks[index]
    marked = [author for words in marked_names(markup, index) for author in split_byline(words, outlet=fields.outlet)]
    if marked:
        titled = {author.name.casefold(): author.title for author in split_byline(block.text, outlet=fields.outlet)}
        return unique(
            msgspec.structs.replace(author, title=author.title or titled.get(author.name.casefold()))
            for author in marked
        )
    if is_opener(block.text) and index + 1 < len(blocks):
        below = blocks[index + 1]
        if len(below.text) <= _LONGEST_NAMES and below.role not in ("headline", "caption", "credit", "comment"):
            return split_byline(below.text, outlet=fields.outlet)
    if block.role == "timestamp" and not names_someone(block.text):
        return ()
    return split_byline(block.text, outlet=fields.outlet)


def _is_place(author: Author, byline: str, text: str) -> bool:
    """Whether a name set off by a comma in a byline is one that the text itself uses."""
    return author.kind == "person" and f", {author.name}" in byline and author.name in text
