"""Who wrote an article: what metadata tell and what lines print, each weighed against the other.

Metadata that name the site, a firm or a user name are no author where a line names a person. Where neither metadata nor
a byline names anyone, the lines about the headline and the end of the text do (`signed`).
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from dateline.article.believed import believed, words_of_home
from dateline.article.blocks import Markup
from dateline.article.bylined import printed_authors
from dateline.article.bylines import is_author_element, is_personal, opens_byline, split_byline
from dateline.article.draft import DraftBlock, Fields
from dateline.article.outlet import letters, own_hosts
from dateline.article.signed import find_signed
from dateline.article.structured import Structured
from dateline.article.told import told_authors
from dateline.model import Author

_WIRE = re.compile(r"\(([A-Z]{2,5})\)")
# A name to log in with: "jonas.tavi", "JTavi12".
_USER_NAME = re.compile(r"[a-z0-9._-]+|(?=\w*[\d_])\w+")
_LONGEST_NAMES = 80
# A box about the author stands this close behind the text; so many elements around a name may say that it is one.
_BOX, _FEW_STEPS = 15, 3
_NO_BOX = frozenset({"comment", "teaser", "related", "caption", "credit", "navigation", "body", "ranking"})
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
    printed, line = printed_authors(fields, markup, blocks)
    steps = {letters(step) for step in urlsplit(url or "").path.split("/")[:-1]}  # its sections
    printed = tuple(
        author
        for author in printed
        if not _is_of_section(author, fields.section)
        and not (letters(author.name) in steps and not is_personal(author.name) and not opens_byline(line))
        and (letters(author.name) != letters(fields.headline or "") or is_personal(author.name))
    )
    home = words_of_home(fields.outlet, structured, names, url)
    told = believed(
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
        printed, line = printed_authors(fields, markup, blocks, edited=True)
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


def _is_of_section(author: Author, section: str | None) -> bool:
    """ "From the section Mereva & Lakhora": what a line names is the page's section, whole or in part."""
    return set(author.name.casefold().split()) <= set((section or "").casefold().split())


def _persons(authors: Iterable[Author]) -> list[Author]:
    """Those with a person's name: a user name ("jonas.tavi") is none where a full one is to be had."""
    return [author for author in authors if author.kind == "person" and not _USER_NAME.fullmatch(author.name)]


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
