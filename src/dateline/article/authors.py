"""Who wrote an article: what metadata tell and what lines print, each weighed against the other.

Metadata that name the site, a firm or a user name are no author where a line names a person. Where neither metadata nor
a byline names anyone, the lines about the headline and the end of the text do (`signed`).
"""

import re
from collections.abc import Container, Iterable
from urllib.parse import urlsplit

import msgspec

from dateline.article.blocks import Markup
from dateline.article.bylines import (
    is_author_element,
    is_firm,
    is_opener,
    is_personal,
    load_wording,
    marked_names,
    names_editors,
    names_someone,
    opens_byline,
    signs_plainly,
    split_byline,
)
from dateline.article.cosigned import cosigners
from dateline.article.draft import DraftBlock, Fields
from dateline.article.outlet import letters, own_hosts
from dateline.article.signed import find_signed, is_another_s, roles_around
from dateline.article.structured import Structured
from dateline.article.told import Told, told_authors, unique
from dateline.article.wording import SEPARATOR
from dateline.model import Author

_WIRE = re.compile(r"\(([A-Z]{2,5})\)")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
# A name to log in with: "jonas.tavi", "JTavi12".
_USER_NAME = re.compile(r"[a-z0-9._-]+|(?=\w*[\d_])\w+")
_LONGEST_NAMES = 80
# A box about the author stands this close behind the text; so many elements around a name may say that it is one.
_BOX, _FEW_STEPS = 15, 3
_NO_BOX = frozenset({"comment", "teaser", "related", "caption", "credit", "navigation", "body", "ranking"})
# A line of more letters than these, and than so many times those of its names, tells of other things.
_LONG_LINE, _NAMES_SHARE = 100, 3
# Lines of rankings that are no longer may be the names of those who wrote.
_LONGEST_ENTRY = 40
# Of names that metadata tell and the page nowhere prints, 63 of 138 were right (dev and train pages).
_UNPRINTED = 0.5
# What stands between a person and an agency that sign together; an empty string is in no set.
_BESIDE_SIGNS = frozenset("/,|·•–—-&")


def find_authors(
    fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock], names: list[str], url: str | None
) -> None:
    """Note the authors in `fields`, whose outlet and section are known.

    blocks: with their roles; a line that is found to sign is a byline from then on. names: the site's own.
    """
    printed, line = _printed_authors(fields, markup, blocks)
    steps = {letters(step) for step in urlsplit(url or "").path.split("/")[:-1]}  # its sections
    printed = tuple(
        author
        for author in printed
        if not _is_of_section(author, fields.section)
        and not (letters(author.name) in steps and not is_personal(author.name) and not opens_byline(line))
        and (letters(author.name) != letters(fields.headline or "") or is_personal(author.name))
    )
    home = _home(fields.outlet, structured, names, url)
    told = _believed(
        told_authors(fields.outlet, structured, home),
        home,
        {letters(host) for host in own_hosts(structured, markup, url)},
    )
    if not _persons(printed) and not (told and (_persons(told[0]) or told[0][0].kind == "agency")):
        # Desks that metadata name yield to a byline, not to a bare name.
        bare = not told or all(_USER_NAME.fullmatch(author.name) for author in told[0])
        signed = find_signed(blocks, outlet=fields.outlet, section=fields.section, bare=bare)
        if signed and (_persons(signed.authors) or not (told or printed)):
            printed, line = signed.authors, signed.line
            if signed.block is not None:
                blocks[signed.block].role = "byline"
    if not told and not printed:
        printed, line = _boxed(fields, markup, blocks)
    if not told and not printed:
        printed, line = _printed_authors(fields, markup, blocks, edited=True)
    if told and printed:
        same = {author.name.casefold() for author in told[0]} & {author.name.casefold() for author in printed}
        merged = _with_titles(told[0], printed)
        if same and _persons(told[0]):
            merged += _agencies_beside(told[0], printed, line)
        if not same and not _persons(told[0]) and _persons(printed):
            merged, told = printed, None
        fields.authors = merged
        fields.note("authors", told[1] if told else "visible", 0.97 if same else 0.75, told[2] if told else line)
    elif told:
        fields.authors = told[0]
        sure = 0.8 if told[1] == "json-ld" else 0.7
        fields.note("authors", told[1], sure if _is_printed(told[0], blocks) else _UNPRINTED, told[2])
    elif printed:
        fields.authors = printed
        fields.note("authors", "visible", 0.8, line)
    _wire_authors(fields, blocks)
    if _persons(fields.authors):  # "By Jonas Tavi, Astrel Today": the outlet beside the one who wrote
        fields.authors = tuple(
            each for each in fields.authors if each.kind == "person" or letters(each.name) not in home
        )


def _boxed(fields: Fields, markup: Markup, blocks: list[DraftBlock]) -> tuple[tuple[Author, ...], str]:
    """Whom a box about the author names, by its markup: a person's name alone, between headline and end of the text."""
    places = [index for index, block in enumerate(blocks) if block.role in ("headline", "body")]
    for index in range(places[0], min(len(blocks), places[-1] + _BOX)) if places else ():
        block = blocks[index]
        if len(block.text) > _LONGEST_NAMES or block.role in _NO_BOX or not _is_boxed(markup, index):
            continue
        authors = split_byline(block.text, outlet=fields.outlet)
        if authors and all(is_personal(author.name) for author in authors):
            return authors, block.text
    return (), ""


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


def _is_printed(authors: tuple[Author, ...], blocks: list[DraftBlock]) -> bool:
    """Whether the page prints the name of any of these anywhere."""
    text = "\n".join([block.text for block in blocks]).casefold()
    return any(author.name.casefold() in text for author in authors)


def _believed(told: Told | None, home: set[str], hosts: set[str]) -> Told | None:
    """What metadata tell, without the site's own word for "no one" and its owner; the site itself is a desk.

    home: the words by which the page calls its site; hosts: those of its address. The article's own data are believed
    though they name the site.
    """
    if told is None:
        return None
    authors, source, raw = told
    signed = _signed(authors, home) or any(is_personal(author.name) for author in authors)
    if not signed and source != "json-ld" and not _is_desk(authors):
        return None
    if source == "meta" and all(is_firm(author.name) for author in authors):
        return None
    own = [
        author.kind == "person" and letters(author.name) in home | hosts and not is_personal(author.name)
        for author in authors
    ]
    desks = (msgspec.structs.replace(each, kind="desk") if mine else each for each, mine in zip(authors, own))
    return tuple(desks), source, raw


def _is_of_section(author: Author, section: str | None) -> bool:
    """ "From the section Mereva & Lakhora": what a line names is the page's section, whole or in part."""
    return set(author.name.casefold().split()) <= set((section or "").casefold().split())


def _persons(authors: Iterable[Author]) -> list[Author]:
    """Those with a person's name: a user name ("jonas.tavi") is none where a full one is to be had."""
    return [author for author in authors if author.kind == "person" and not _USER_NAME.fullmatch(author.name)]


def _is_desk(authors: tuple[Author, ...]) -> bool:
    return any(load_wording().desks.search(author.name.lower()) for author in authors)


def _home(outlet: str | None, structured: Structured, names: list[str], url: str | None) -> set[str]:
    """The words by which a page calls its own site, letters alone."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    handles = () if is_personal(outlet or "") else structured.metas.get("twitter:site", ())
    pieces = SEPARATOR.split(outlet or "")
    called = (outlet or "", *pieces, *names, *handles, host, host.partition(".")[0])
    return {letters(name) for name in called if len(letters(name)) > 1}


def _signed(authors: tuple[Author, ...], home: set[str]) -> bool:
    """Whether any of the authors is other than the site itself, by its name or its address."""
    return any(letters(author.name) not in home and not _DOMAIN.fullmatch(author.name) for author in authors)


def _wire_authors(fields: Fields, blocks: list[DraftBlock]) -> None:
    """An author whose initials stand in brackets in the dateline ("PORT SALLO (AD) —") is the agency."""
    first = next((block.text[:110] for block in blocks if block.role == "body"), "")
    marks = set(_WIRE.findall(first))
    if marks:
        fields.authors = tuple(
            msgspec.structs.replace(author, kind="agency")
            if author.kind == "person" and "".join(word[0] for word in author.name.split()) in marks
            else author
            for author in fields.authors
        )


def _printed_authors(
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
            if authors and role == "byline" and not edited and all(each.kind == "person" for each in authors):
                lines = cosigners(markup, blocks, index)
                authors = (
                    unique([*authors, *(each for _, beside in lines for each in beside)]) if lines[1:] else authors
                )
                return authors, "\n".join(blocks[each].text for each, _ in lines)
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


def _agencies_beside(told: tuple[Author, ...], printed: tuple[Author, ...], line: str) -> tuple[Author, ...]:
    """Agencies that a byline sets beside its persons with a sign ("Runa Tavi / AFP"), where metadata name these alone.

    "Runa Tavi with AFP" tells of material, not of who signs.
    """
    known = {author.name.casefold() for author in told}
    return tuple(
        each
        for each in printed
        if each.kind == "agency"
        and each.name.casefold() not in known
        and line[: line.find(each.name)].rstrip()[-1:] in _BESIDE_SIGNS
    )


def _with_titles(told: tuple[Author, ...], printed: tuple[Author, ...]) -> tuple[Author, ...]:
    titles = {author.name.casefold(): author.title for author in printed}
    return tuple(
        msgspec.structs.replace(author, title=author.title or titles.get(author.name.casefold())) for author in told
    )
