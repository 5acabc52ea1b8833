"""Who wrote an article: what metadata tell and what lines print, each weighed against the other.

Metadata that name the site, a firm or a user name are no author where a line names a person. Where neither metadata nor
a byline names anyone, the lines about the headline and the end of the text do (`signed`).
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from dateline.article.authors.believed import believed, is_desk_s, words_of_home
from dateline.article.authors.boxed import boxed_authors
from dateline.article.authors.bylined import Bylined, could_be_anything, printed_authors, with_cosigners
from dateline.article.authors.own_site import writer_of_site
from dateline.article.authors.signed import MENU_LINES, find_signed
from dateline.article.authors.told import Told, told_authors
from dateline.article.bylines.names import is_agency, is_given, is_personal
from dateline.article.bylines.openers import is_agency_line, names_editors, opens_byline
from dateline.article.bylines.split import author_named, split_byline
from dateline.article.bylines.who_signs import with_accounts, without_jobs
from dateline.article.draft import DraftBlock, Fields
from dateline.article.names.outlet import letters, own_hosts
from dateline.article.names.owners import paper_words
from dateline.article.structured import Structured
from dateline.article.tree.markup import Markup
from dateline.model import Author

_WIRE = re.compile(r"\(([A-Z]{2,5})\)")
# A name to log in with: "jonas.tavi", "JTavi12".
_USER_NAME = re.compile(r"[a-z0-9._-]+|(?=\w*[\d_])\w+")
_LONGEST_NAMES, _LONGEST_RAW = 80, 500
# So many of the authors told are looked for by full names in the text.
_LOGINS = 12
# Lines so close behind the text may hold a first name in full.
_BOX = 15
# What stands between a name and what is said of who has it.
_ASIDE = re.compile(r"\s[-–—|(]")
_MISTAKEN = frozenset({"teaser", "related", "ranking", "navigation", "comment", "promotion", "tags"})
_NO_FULL = frozenset({"headline", "comment", "related", "teaser", "body", "list", "quotation", "legal"})
# Of names that metadata tell and the page nowhere prints, 55 of 112 were right (dev and train pages). Names to log in
# with, 7 of 18, and desks of meta elements, 1 of 6, are not believed then.
_UNPRINTED = 0.5
# How sure authors are whom both metadata and a line name.
_AGREED = 0.97
# Where a byline names more than these, of so many words each, none of them is where it was written.
_SEVERAL, _NAME_LENGTHS = 2, range(2, 5)
# What stands between a person and an agency that sign together; an empty string is in no set.
_BESIDE_SIGNS = frozenset("/,|·•–—-&")


def find_authors(
    fields: Fields, markup: Markup, structured: Structured, blocks: list[DraftBlock], names: list[str], url: str | None
) -> None:
    """Note the authors in `fields`, whose outlet and section are known.

    blocks: with their roles; a line that is found to sign is a byline from then on. names: the site's own.
    """
    printed, line = printed_authors(fields, markup, blocks)
    page = _Words(blocks)
    printed = tuple([author for author in printed if not _is_heading_s(author, fields, url, line)])
    home = words_of_home(fields.outlet, structured, names, url)
    data = told_authors(fields.outlet, structured, home)
    hosts = {letters(host) for host in own_hosts(structured, url)}
    told = believed(data, structured, home, hosts, is_signed=lambda: _is_signed(data, printed, blocks))
    if told and any("." in each.name for each in told[0]):
        told = (tuple(_logged_in(each, fields, blocks) for each in told[0][:_LOGINS]) + told[0][_LOGINS:], *told[1:])
    if told and not page.name(told[0]) and not _is_believed_unprinted(told):
        told = None
    # Microdata tell whose account put the text up: they yield to any line.
    account = told if told and told[1] == "microdata" else None
    told = None if account else told
    if not _persons(printed) and not (told and (_persons(told[0]) or told[0][0].kind == "agency")):
        # Desks that metadata name yield to a byline, not to a bare name; the site does.
        bare = not told or all(_USER_NAME.fullmatch(each.name) or letters(each.name) in home for each in told[0])
        signed = find_signed(blocks, outlet=fields.outlet, section=fields.section, bare=bare)
        if signed and (_persons(signed.authors) or not (told or printed)):
            printed, line = signed.authors, signed.line
            if signed.block is not None:
                blocks[signed.block].role = "byline"
                if all(author.kind == "person" for author in printed):
                    printed, line = with_cosigners(Bylined(printed, signed.block), markup, blocks)
    if not told and could_be_anything(printed, line):
        boxed, words = boxed_authors(fields, markup, blocks, home, alone=not printed)
        printed, line = (boxed, words) if boxed else (printed, line)
    if told and not printed and not page.name(told[0]):
        boxed, words = boxed_authors(fields, markup, blocks, home, alone=True, above=True)
        told, printed, line = (None, boxed, words) if boxed else (told, printed, line)
    if not told and not printed:
        printed, line = printed_authors(fields, markup, blocks, edited=True)
    if not told and not printed and (headed := _signed_in_head(fields, blocks)):
        printed, line = headed
    if not told and not printed and not account and (owner := writer_of_site(fields, blocks)):
        printed, line = (owner,), owner.name
    if account and (not _persons(printed) or _are_alike(account[0], printed)):
        told = account
    if data and all(author.kind == "agency" for author in printed) and is_agency_line(line) and not is_agency(line):
        printed = ()  # "Source: AFP", where the page tells machines that the site itself wrote
    _settle(fields, told, printed, line, page)
    if data and not fields.authors:
        fields.raw["authors"] = data[2][:_LONGEST_RAW]  # whom the page names to machines, though no one
    fields.authors = tuple(_as_the_site(_with_family(author, blocks), hosts) for author in fields.authors)
    fields.authors = with_accounts(without_jobs(fields.authors))
    _wire_authors(fields, blocks)
    if _persons(fields.authors):  # "By Jonas Tavi, Astrel Today": the outlet beside the one who wrote
        fields.authors = tuple(
            each for each in fields.authors if each.kind == "person" or letters(each.name) not in home
        )


def _signed_in_head(fields: Fields, blocks: list[DraftBlock]) -> tuple[tuple[Author, ...], str] | None:
    """Who signs between headline and text where the line was taken for a teaser's, a menu's or a list's.

    A page without words in its markup may have them there.
    """
    roles = [block.role for block in blocks]
    headline = roles.index("headline") if "headline" in roles else len(blocks)
    first = roles.index("body", headline) if "body" in roles[headline:] else headline
    between = range(headline + 1, first)
    if "byline" in roles[headline:first] or _MISTAKEN.isdisjoint(roles[headline:first]):
        return None  # it was found to be another's, or there is no such line
    read = [
        msgspec.structs.replace(block, role="other") if index in between and block.role in _MISTAKEN else block
        for index, block in enumerate(blocks)
    ]
    signed = find_signed(read, outlet=fields.outlet, section=fields.section)
    if signed is None or signed.block is None or signed.block not in between or not _persons(signed.authors):
        return None
    blocks[signed.block].role = "byline"
    return signed.authors, signed.line


def _as_the_site(author: Author, hosts: set[str]) -> Author:
    """An author with the page's own host for a name, as one logs in: the site signs, and no person."""
    signs = author.kind == "person" and _USER_NAME.fullmatch(author.name) and letters(author.name) in hosts
    return msgspec.structs.replace(author, kind="desk") if signs else author


def _logged_in(author: Author, fields: Fields, blocks: list[DraftBlock]) -> Author:
    """An author by a name to log in with ("jonas.tavi"), by the full name where the page prints it."""
    words = author.name.split(".")
    if len(words) != 2 or not all(word.isalpha() and len(word) > 1 for word in words):
        return author
    first, last = (word.capitalize() for word in words)
    full = re.compile(rf"(?<!\w){first} (?:[^\W\d_]\.? )?{last}(?!\w)")
    found = next((match for block in blocks if (match := full.search(block.text))), None)
    full_name = author_named(found.group(), outlet=fields.outlet) if found else None
    return full_name if full_name is not None and full_name.kind == "person" else author


def _is_heading_s(author: Author, fields: Fields, url: str | None, line: str) -> bool:
    """Whether what a line names is the page's section, a step of its address or its headline. line: its words."""
    if _is_of_section(author, fields.section):
        return True
    if is_personal(author.name):
        return False
    name = letters(author.name)
    steps = urlsplit(url or "").path.split("/")[:-1]
    return (name in map(letters, steps) and not opens_byline(line)) or name == letters(fields.headline or "")


def _settle(fields: Fields, told: Told | None, printed: tuple[Author, ...], line: str, page: "_Words") -> None:
    """Weigh whom metadata tell against whom a line prints, and note who wrote."""
    if told and told[0] == printed and all(" " in each.name for each in printed):
        fields.authors = printed  # nothing to weigh, as on most pages that tell and print
        fields.note("authors", told[1], _AGREED, told[2])
    elif told and printed:
        told = (_in_full_names(told[0], printed), *told[1:])
        same = _are_alike(told[0], printed)
        merged = _with_titles(told[0], printed)
        if same and _persons(told[0]):
            merged = _with_titles(_in_full(told[0], printed), printed)
            merged = _of_the_page(merged, printed, page) + _agencies_beside(told[0], printed, line)
        elif same and (joined := _with_persons(told[0], printed)):
            merged, told = joined, None
        elif not same and _persons(printed) and (not _persons(told[0]) or _outranks(printed, line, told[0], page)):
            merged, told = printed, None
        fields.authors = merged
        fields.note("authors", told[1] if told else "visible", _AGREED if same else 0.75, told[2] if told else line)
    elif told:
        fields.authors = told[0]
        sure = 0.8 if told[1] == "json-ld" else 0.7
        fields.note("authors", told[1], sure if page.name(told[0]) else _UNPRINTED, told[2])
    elif printed:
        fields.authors = printed
        fields.note("authors", "visible", 0.8, line)


def _is_signed(told: Told | None, printed: tuple[Author, ...], blocks: list[DraftBlock]) -> bool:
    """Whether a byline names one whom metadata name as well, or a line of nothing else between headline and text."""
    signed = {letters(author.name) for author in printed}
    start = next((index for index, block in enumerate(blocks) if block.role == "headline"), 0)
    end = next((index for index, block in enumerate(blocks) if index > start and block.role == "body"), start)
    signed.update(letters(block.text) for block in blocks[start + 1 : end] if block.role not in MENU_LINES)
    return told is not None and any(letters(author.name) in signed for author in told[0])


def _outranks(printed: tuple[Author, ...], line: str, told: tuple[Author, ...], page: "_Words") -> bool:
    """Whether a line that opens as bylines do names others than metadata, whose names the page prints nowhere.

    Or persons where metadata tell a word that is no name.
    What menus print and who edited do not count. Metadata name who put the text there, or who has the site.
    Names that share a word, or are in different scripts, may be one person's.
    """
    if not opens_byline(line):
        return False
    if not any(map(_may_be_known, told)) and all(is_personal(each.name) for each in printed):
        return True
    shown = [block for block in page.blocks if block.role not in MENU_LINES and not names_editors(block.text)]
    if _Words(shown).name(told):
        return False
    signed, known = ({word for each in all_ for word in each.name.casefold().split()} for all_ in (printed, told))
    within = any(each.name.casefold() in other.name.casefold() for each in printed for other in told)
    return signed.isdisjoint(known) and not within and _is_latin(printed[0].name) == _is_latin(told[0].name)


def _may_be_known(author: Author) -> bool:
    """Whether metadata's author may be a person: all but one word, and words that are no name's."""
    return " " in author.name or is_given(author.name) or not author.name.isascii()


def _in_full_names(told: tuple[Author, ...], printed: tuple[Author, ...]) -> tuple[Author, ...]:
    """Authors of whom metadata have one name ("Runa"), by the full name of the byline that begins with it."""
    full = {each.name.split()[0].casefold(): each for each in printed if each.kind == "person" and " " in each.name}
    return tuple(full.get(each.name.casefold(), each) if is_given(each.name) else each for each in told)


def _with_family(author: Author, blocks: list[DraftBlock]) -> Author:
    """An author of whom a first name alone is known, by the full name that a line of nothing else prints."""
    if author.kind == "agency" or not is_given(author.name):
        return author
    places = [index for index, block in enumerate(blocks) if block.role in ("headline", "body")]
    menu = range(places[1], len(blocks)) if len(places) > 1 else ()
    for index in range(places[0], min(len(blocks), places[-1] + _BOX)) if places else ():
        block = blocks[index]
        if index in menu and block.role == "navigation":
            continue
        name = _ASIDE.split(block.text[:_LONGEST_NAMES], maxsplit=1)[0]
        if block.role in _NO_FULL or not name.startswith(f"{author.name} ") or not is_personal(name):
            continue
        if len(split_byline(name)) == 1:  # "Ana e Rui" are two
            return msgspec.structs.replace(author, name=name, kind="person")
    return author


def _are_alike(told: tuple[Author, ...], printed: tuple[Author, ...]) -> bool:
    return not {each.name.casefold() for each in told}.isdisjoint(each.name.casefold() for each in printed)


def _names_a_paper(name: str) -> bool:
    words = name.casefold().split()
    return len(words) > 1 and not is_personal(name) and words[-1] in paper_words()


def _is_latin(name: str) -> bool:
    return any("LATIN" in unicodedata.name(letter, "") for letter in name)


class _Words:
    """The words of some lines, folded once they are asked for so."""

    def __init__(self, blocks: list[DraftBlock]) -> None:
        self.blocks = blocks

    def name(self, authors: tuple[Author, ...]) -> bool:
        """Whether the name of any of these stands anywhere."""
        if any(self._prints(author.name) for author in authors):
            return True  # as most names are, letter by letter
        return any(_stands_in(author.name.casefold(), self._folded) for author in authors)

    def _prints(self, name: str) -> bool:
        """Whether a name stands in a line as it is written; not asked of one that is of ASCII when folded alone."""
        if not name.isascii() and name.casefold().isascii():
            return False
        for block in self.blocks:
            text = block.text
            if name in text and _stands_in(name, text):
                return True
        return False

    @functools.cached_property
    def _folded(self) -> str:
        return "\n".join([block.text.casefold() for block in self.blocks])  # lines of ASCII in no time


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, one of ASCII as whole words; both folded, or as they are written.

    >>> _stands_in("runa", "by runa"), _stands_in("runa", "by runaway runas")
    (True, False)
    """
    at = text.find(name)
    if not name.isascii():
        return at >= 0
    while at >= 0:
        if not _is_of_word(text[max(0, at - 1) : at]) and not _is_of_word(text[at + len(name) : at + len(name) + 1]):
            return True
        at = text.find(name, at + 1)
    return False


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _is_believed_unprinted(told: Told) -> bool:
    """Whether names that metadata alone tell are an author's: no name to log in with, no desk of a meta element."""
    authors, source, _ = told
    if source != "json-ld" and all(is_desk_s(author.name) or _names_a_paper(author.name) for author in authors):
        return False
    return not all(_USER_NAME.fullmatch(author.name) and not is_agency(author.name) for author in authors)


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


def _in_full(told: tuple[Author, ...], printed: tuple[Author, ...]) -> tuple[Author, ...]:
    """Whom metadata name, or all persons of the byline where metadata have some of these and no one else."""
    known = {author.name.casefold() for author in told}
    persons = tuple(author for author in printed if author.kind == "person")
    all_there = known < {author.name.casefold() for author in persons}
    several = len(persons) > _SEVERAL and all(len(author.name.split()) in _NAME_LENGTHS for author in persons)
    plain = several or all(author.name.casefold() in known or is_personal(author.name) for author in persons)
    return persons if all_there and plain else told


def _with_persons(told: tuple[Author, ...], printed: tuple[Author, ...]) -> tuple[Author, ...]:
    """Whom a byline names, where metadata have none of its persons but an agency or a desk of it; else nobody."""
    known = {author.name.casefold(): author for author in told}
    others = [author for author in _persons(printed) if author.name.casefold() not in known]
    return tuple(known.get(author.name.casefold(), author) for author in printed) if others else ()


def _of_the_page(told: tuple[Author, ...], printed: tuple[Author, ...], page: "_Words") -> tuple[Author, ...]:
    """Whom metadata name, without words that are no person's and that the page, whose byline names one of them, lacks.

    A team, or where to find more, in the data of an author who signs alone.
    """
    if not all(is_personal(author.name) for author in printed):
        return told
    return tuple(each for each in told if _may_sign(each) or page.name((each,)))


def _may_sign(author: Author) -> bool:
    """Whether a name is an agency's, plainly a person's, or has the shape of a person's and no desk's word."""
    words = author.name.split()
    shaped = len(words) == 2 and all(word.isalpha() and word.istitle() for word in words)
    return author.kind == "agency" or is_personal(author.name) or (shaped and not is_desk_s(author.name))


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
