"""Whom the lines that are bylines name: which of them sign the article, and what each says of who wrote."""

import re
from collections.abc import Container

import msgspec

from dateline.article.authors.cosigned import cosigners
from dateline.article.authors.signed import is_another_s, roles_around
from dateline.article.authors.told import unique
from dateline.article.bylines.marked import marked_names, names_apart, words_apart
from dateline.article.bylines.names import is_personal
from dateline.article.bylines.openers import (
    is_of_another,
    is_opener,
    labels_others,
    names_editors,
    opens_byline,
    signs_plainly,
)
from dateline.article.bylines.split import names_someone, split_byline
from dateline.article.draft import DraftBlock, Fields, RolePlaces, places_by_role
from dateline.article.names.outlet import letters
from dateline.article.tree.markup import Markup
from dateline.model import Author, Role

_LONGEST_NAMES = 80
# Where another part of a line begins.
_PART = re.compile(r"[|•·⋅]|(?<=\w\w)\.\s|\s[-–—]\s")
# A line of more letters than these, and than so many times those of its names, tells of other things.
_LONG_LINE, _NAMES_SHARE = 100, 3
# Lines of rankings that are no longer may be the names of those who wrote.
_LONGEST_ENTRY = 40
# Those of lines that may say who wrote, the surer first.
_ROLES: tuple[Role, ...] = ("byline", "timestamp")
# Lists of the page's other things.
_LISTS: tuple[Role, ...] = ("ranking", "tags", "breadcrumb")
# In so many letters of the text the place is looked for that it is from.
_OPENING = 3000


class Bylined(msgspec.Struct, frozen=True):
    """authors: whom a byline names; block: its place."""

    authors: tuple[Author, ...]
    block: int


def printed_authors(
    fields: Fields, markup: Markup, blocks: list[DraftBlock], *, edited: bool = False
) -> tuple[tuple[Author, ...], str]:
    """Who the page's own lines say wrote it, and the line that does: bylines first, then time lines with a name.

    edited: of lines that name those who edited, and of no others.
    """
    places = places_by_role(blocks)
    last = places.get("body", [len(blocks)])[-1]
    menu: set[str] | None = None
    for role in _ROLES:
        found: list[Bylined] = []
        for index in places.get(role, ()):
            block = blocks[index]
            if edited != names_editors(block.text, blocks[index - 1].text if index else ""):
                continue
            if index > last and not _signs(markup, block, index):
                continue
            menu = _lines_of_menus(blocks, places) if menu is None else menu
            if _signs_nothing(markup, blocks, index, menu):
                continue
            authors = _named_in(fields, markup, blocks, index)
            if labels_others(block.text) and _are_the_site(authors, letters(fields.outlet or "")):
                continue  # "From Velno Wiki"
            # A second name that the text itself speaks of is where the report was written.
            authors = authors[:1] + tuple(each for each in authors[1:] if not _is_place(each, block.text, blocks))
            if authors:
                found.append(Bylined(authors, index))
        if found:
            chosen = _nearest(found, blocks, places, letters(fields.outlet or ""))
            if role == "byline" and not edited and all(author.kind == "person" for author in chosen.authors):
                return with_cosigners(chosen, markup, blocks)
            return chosen.authors, blocks[chosen.block].text
    return (), ""


def _lines_of_menus(blocks: list[DraftBlock], places: RolePlaces) -> set[str]:
    """The lines of the page's menus, rankings, tags and paths, folded: those that a byline or time line may be.

    places: the blocks', by role.
    """
    sizes = {len(blocks[place].text.casefold()) for role in _ROLES for place in places.get(role, ())}
    menu = places.get("navigation", [])
    # What stands between two lines of a menu, itself one.
    entries = [blocks[above + 1].text for above, below in zip(menu, menu[2:]) if below == above + 2]
    for role in _LISTS:
        texts = [blocks[place].text for place in places.get(role, ())]
        entries += [text for text in texts if (len(text) > _LONGEST_ENTRY if role == "ranking" else " " in text)]
    # A line of ASCII keeps its length when it is folded.
    return {entry.casefold() for entry in entries if len(entry) in sizes or not entry.isascii()}


def _nearest(found: list[Bylined], blocks: list[DraftBlock], places: RolePlaces, outlet: str) -> Bylined:
    """The first of the lines; one below that opens as bylines do before one that does not.

    Where the first stands above the headline or names the site, one below with a full name is taken, too.
    Below: between headline and text. found: in page order. places: the blocks', by role. outlet: its letters.
    """
    headline = places.get("headline", [-1])[0]
    text = next((place for place in places.get("body", ()) if place > headline), len(blocks))
    first = found[0]
    below = [
        each
        for each in found
        if headline < each.block < text
        and any(author.kind == "person" and " " in author.name for author in each.authors)
    ]
    opened = next((each for each in below if opens_byline(blocks[each.block].text)), None)
    if opened and not opens_byline(blocks[first.block].text):
        return opened
    if first.block > headline and could_be_anything(first.authors, blocks[first.block].text):
        named = (each for each in below if all(is_personal(author.name) for author in each.authors))
        return next(named, first)
    return first if first.block > headline and not _are_the_site(first.authors, outlet) else (below or found)[0]


def could_be_anything(authors: tuple[Author, ...], line: str) -> bool:
    """Whether a line neither opens as bylines do nor names a person, an agency or a desk by its words; so does none."""
    unknown = all(author.kind == "person" and not is_personal(author.name) for author in authors)
    return unknown and not opens_byline(line) and not is_opener(line)


def _are_the_site(authors: tuple[Author, ...], outlet: str) -> bool:
    return all(author.kind == "desk" and letters(author.name) in outlet for author in authors)


def with_cosigners(chosen: Bylined, markup: Markup, blocks: list[DraftBlock]) -> tuple[tuple[Author, ...], str]:
    """Whom a byline and the lines made like it name, in page order, and their words."""
    authors, own = chosen.authors, chosen.block
    opener = is_opener(blocks[own].text)
    if opener and own + 1 < len(blocks):
        own += 1  # "By", and the names below
    lines = cosigners(markup, blocks, own)
    if lines:
        lines = sorted([*lines, (own, authors if own == chosen.block else split_byline(blocks[own].text))])
        authors = unique([*(author for _, each in lines for author in each), *authors])
    words = "\n".join([blocks[place].text for place, _ in lines] or [blocks[own].text])
    return authors, f"{blocks[chosen.block].text} {words}" if opener else words


def _signs_nothing(markup: Markup, blocks: list[DraftBlock], index: int, menu: Container[str]) -> bool:
    """Whether a byline is no one's or another's: a menu's entry, a teaser's, whose picture it is, who read it last.

    menu: such lines of the page's menus, rankings, tags and paths, folded.
    """
    block = blocks[index]
    if is_another_s(blocks, index):
        return True
    in_menu = block.text.casefold() in menu
    authors = split_byline(block.text) if in_menu or len(block.text) > _LONG_LINE else ()
    named = sum(len(author.name) for author in authors)
    if in_menu and (not any(is_personal(each.name) for each in authors) or len(block.text) >= _NAMES_SHARE * named):
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
    marked = [
        author
        for words in marked_names(markup, index)
        if not is_of_another(_PART.split(block.text.partition(words)[0])[-1])
        for author in split_byline(words, outlet=fields.outlet)
    ]
    if marked:
        read = split_byline(block.text, outlet=fields.outlet)
        titled = {author.name.casefold(): author.title for author in read}
        # "Harbour Correspondent" in an element of its own is what the person beside it is.
        marked = [author for author in marked if author.name not in titled.values()] or marked
        known = {author.name.casefold() for author in marked}
        if known < titled.keys() and all(each.name.casefold() in known or is_personal(each.name) for each in read):
            return unique(read)  # some of those who sign have an element of their own, as a link has one
        return unique(
            msgspec.structs.replace(author, title=author.title or titled.get(author.name.casefold()))
            for author in marked
        )
    if block.role == "byline" and (apart := names_apart(markup, index)):
        authors = split_byline(", ".join(apart), outlet=fields.outlet)
        # "Harbour Correspondent" in an element beside a person's name is what that person is.
        return tuple(author for author in authors if author.kind != "desk") or authors
    if is_opener(block.text) and index + 1 < len(blocks):
        below = blocks[index + 1]
        if len(below.text) <= _LONGEST_NAMES and below.role not in ("headline", "caption", "credit", "comment"):
            return split_byline(below.text, outlet=fields.outlet)
    if block.role == "timestamp" and not names_someone(block.text):
        return ()
    return split_byline(words_apart(markup, index), outlet=fields.outlet)


def _is_place(author: Author, byline: str, blocks: list[DraftBlock]) -> bool:
    """Whether a name set off by a comma in a byline is one that the text itself uses."""
    if author.kind != "person" or f", {author.name}" not in byline:
        return False
    return author.name in "\n".join([each.text for each in blocks if each.role == "body"])[:_OPENING]
