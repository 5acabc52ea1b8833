"""Who signs where neither metadata nor a byline names an author: lines about the headline and the end of the text.

A line is believed that opens as bylines do, whatever furniture stands around it; a bare name only beside the headline
and where its first word is a given name; a wire's line behind the text.
"""

import re
from collections.abc import Iterator

import msgspec

from dateline.article.bylines.names import is_agency, is_given, is_personal, is_uncased
from dateline.article.bylines.openers import (
    is_agency_line,
    is_of_another,
    is_opener,
    may_head_others,
    names_editors,
    opens_byline,
    signs_plainly,
)
from dateline.article.bylines.split import split_byline, split_signoff
from dateline.article.bylines.words import load_wording
from dateline.article.dates.read import find_printed_date
from dateline.article.draft import BODY_ROLES, DraftBlock, places_among, places_by_role
from dateline.model import Author, Role

# Lines around the last of the text among which a wire's reporters are named, and how long such a line is.
_SIGNOFF_LINES, _LONGEST_SIGNOFF = 6, 400
# A line that is a byline has so many characters; between headline and text there are so many lines that may be one.
_LONGEST_LINE, _MOST_BETWEEN = 80, 40
# One that plainly signs may name several.
_LONGEST_PLAIN = 160
# Behind the text a line that says who wrote goes on with the day, the tags or what they do.
_LONGEST_SIGNED = 400
# Bare names stand this close to the headline or before the text; signatures so many lines behind it.
_BESIDE, _BEHIND = 4, 4
_LONGEST_BADGE = 3
# A bare name stands this close behind the text; lines that say who wrote, this far.
_NAMED_BEHIND, _FAR_BEHIND = 1, 25
# An opener alone stands this close behind the text; one that plainly signs, in a page's last lines.
_PARTED_BEHIND, _FAR_PARTED = 3, 40
_LEAST_WORDS, _MOST_WORDS, _LONGEST_UNCASED, _LONGEST_UNCASED_WORDS = 2, 4, 6, 30
# "By Runa Meschel: The council of Velno voted ..."
_OPENING = re.compile(r"^(?P<line>.{5,60}?)(?:\s*:|\s+[–—|-])\s+(?=\S.{60})")
_PICTURE_LINES: frozenset[Role] = frozenset({"caption", "credit"})
# A desk's line has so many spaces at most, and one of these roles.
_MOST_OF_DESK = 2
_DESK_LINES: frozenset[Role] = frozenset({"other", "byline", "promotion"})
_ASIDE = re.compile(r"\s[-–—|]\s|,\s")
_BRACKETS = "()（）[] "
# Lines below a name that may tell where to reach a person; five digits of a number or a place, a mail's sign.
_CONTACT_LINES = 4
_REACHED = re.compile(r"(?:\d[\s/()–-]*){5}|@|\(at\)|\[at\]", re.IGNORECASE)
_NEVER: frozenset[str] = frozenset({"headline", "masthead", "legal", "ranking", "tags", "breadcrumb"})
_NO_LABEL, _NO_BESIDE = _NEVER | {"comment"}, _NEVER | {"standfirst"}
_NO_NAME = _NEVER | {"teaser", "comment", "related", "caption"}


MENU_LINES: frozenset[Role] = frozenset({"navigation", "masthead", "legal", "contact", "breadcrumb"})
_OTHERS_LINES: frozenset[Role] = frozenset({"teaser", "related", "navigation"})


class Signature(msgspec.Struct, frozen=True):
    """authors: whom a line names; line: its words; block: the line's place where it is nothing but a byline."""

    authors: tuple[Author, ...]
    line: str
    block: int | None


def find_signed(
    blocks: list[DraftBlock], *, outlet: str | None, section: str | None, bare: bool = True
) -> Signature | None:
    """The authors whom a page's lines name; None where none does.

    blocks: with roles, in page order. bare: whether names that no word introduces count.
    """
    by_role = places_by_role(blocks)
    places = places_among(by_role, BODY_ROLES)
    if not places:
        return None
    headline = by_role["headline"][0] if "headline" in by_role else None
    behind = [index for index in places if headline is None or index > headline] or places
    first = next((index for index in behind if len(blocks[index].text) > _LONGEST_LINE), behind[0])
    known = {each.casefold() for each in (outlet, section) if each and not is_personal(each)}
    for found in (
        _openers(blocks, headline, first, places[-1], outlet),
        _parted(blocks, headline, first, places[-1], outlet),
        _names_behind(blocks, places[-1], outlet) if bare else (),
        _bare(blocks, headline, first, outlet) if bare else (),
        _wires(blocks, places[-1], outlet),
    ):
        for signature in found:
            authors = tuple(author for author in signature.authors if author.name.casefold() not in known)
            if authors:
                return msgspec.structs.replace(signature, authors=authors)
    return None


def is_another_s(blocks: list[DraftBlock], index: int) -> bool:
    """Whether a line with a name stands among teasers, or below words that tell what another did than write."""
    before = index - 2 if index > 1 and _is_badge(blocks[index - 1].text) else index - 1
    above = blocks[before] if before >= 0 else None
    if above and above.role not in MENU_LINES and is_of_another(above.text):
        return True
    around = roles_around(blocks, index)
    return around <= _OTHERS_LINES and not around.isdisjoint(("teaser", "related"))


def roles_around(blocks: list[DraftBlock], index: int) -> set[Role]:
    """The roles of the lines right before and behind one."""
    return {blocks[place].role for place in (index - 1, index + 1) if 0 <= place < len(blocks)}


def _openers(
    blocks: list[DraftBlock], headline: int | None, first: int, last: int, outlet: str | None
) -> Iterator[Signature]:
    """Lines that open as bylines do: before the text, at its opening, behind it."""
    start = headline + 1 if headline is not None else first - _BESIDE
    behind = (index for index in range(last, last + _BEHIND + 1) if index < len(blocks))
    for index in (*range(max(0, start, first - _MOST_BETWEEN), first), -1, *behind):
        if index < 0:
            opening = _OPENING.match(blocks[first].text)
            if opening and opens_byline(opening["line"]) and _is_name(opening["line"], outlet):
                yield Signature(split_byline(opening["line"], outlet=outlet), opening["line"], None)
        elif _opens(blocks[index], outlet) and (index < first or _signs_behind(blocks[index])):
            line = blocks[index].text.strip(_BRACKETS)
            yield Signature(split_byline(line, outlet=outlet), line, index)


def _parted(
    blocks: list[DraftBlock], headline: int | None, first: int, last: int, outlet: str | None
) -> Iterator[Signature]:
    """A name in the line below the words that open a byline; behind the text, below words that plainly sign.

    Other openers do above a person's name: of several words ("A comment by"), or right behind the text.
    """
    start = headline + 1 if headline is not None else first - _BESIDE
    before = range(max(0, start, first - _MOST_BETWEEN), first)
    for index in (*before, *range(last, min(len(blocks), last + _FAR_PARTED))):
        block = blocks[index]
        if (
            block.role in _NO_LABEL
            or not is_opener(block.text)
            or names_editors("", block.text)
            or index + 1 >= len(blocks)
        ):
            continue
        plain = index < first or signs_plainly(f"{block.text.rstrip(' :')}: x")
        if not plain and index > last + _PARTED_BEHIND and " " not in block.text.strip():
            continue
        place = index + 2 if _is_badge(blocks[index + 1].text) and index + 2 < len(blocks) else index + 1
        below = blocks[place]
        if len(below.text) > _LONGEST_LINE or below.role in ("headline", "caption", "credit", "comment", "timestamp"):
            continue
        authors = split_byline(below.text, outlet=outlet)
        if (may_head_others(block.text) or not plain) and not any(
            author.kind != "person" or is_personal(author.name) for author in authors
        ):
            continue
        if authors and _is_bare(below.text, authors):
            yield Signature(authors, below.text, place)


def _is_badge(text: str) -> bool:
    """Whether a line is the initials that stand in the place of a picture: "RM"."""
    return len(text) <= _LONGEST_BADGE and text.isupper() and text.isascii()


def _names_behind(blocks: list[DraftBlock], last: int, outlet: str | None) -> Iterator[Signature]:
    """A person's name alone that ends the text or stands right behind it; further off, lines that plainly sign."""
    for index in range(last, min(len(blocks), last + _NAMED_BEHIND + 1)):
        text = blocks[index].text.strip(_BRACKETS)
        if len(text) > _LONGEST_LINE or blocks[index].role in _NO_NAME:
            continue
        if is_another_s(blocks, index):
            continue
        authors = split_byline(text, outlet=outlet)
        if (
            authors
            and all(is_personal(author.name) for author in authors)
            and _is_bare(text, authors)
            and not heads_contact(blocks, index)
        ):
            yield Signature(authors, text, index)
    for index in range(last, min(len(blocks), last + _FAR_BEHIND)):
        text = blocks[index].text.strip(_BRACKETS)
        if len(text) <= _LONGEST_SIGNED and blocks[index].role != "comment" and signs_plainly(text):
            yield Signature(split_byline(text[:_LONGEST_LINE], outlet=outlet), text, index)


def heads_contact(blocks: list[DraftBlock], index: int) -> bool:
    """Whether the lines below a name tell where to reach who has it: by a street or a number to call, by mail."""
    below = blocks[index + 1 : index + 1 + _CONTACT_LINES]
    return any(len(each.text) <= _LONGEST_LINE and _REACHED.search(each.text) is not None for each in below)


def _signs_behind(block: DraftBlock) -> bool:
    """Whether a line behind the text may sign it: none of another article, a comment or a wire, which names editors."""
    return block.role not in ("related", "teaser", "comment") and ";" not in block.text


def _opens(block: DraftBlock, outlet: str | None) -> bool:
    text = block.text.strip(_BRACKETS)
    return (
        len(text) <= (_LONGEST_PLAIN if signs_plainly(text) else _LONGEST_LINE)
        and block.role not in _NEVER
        and opens_byline(text)
        and not names_editors(text)
        and text[-1:] not in ".!?"
        and _is_name(text, outlet)
        and not (block.role in _PICTURE_LINES and split_byline(text)[0].kind == "agency")  # whose picture it is
    )


def _is_name(line: str, outlet: str | None) -> bool:
    """Whether all that a line names is persons with names of some words, desks and agencies."""
    authors = split_byline(line, outlet=outlet)
    return bool(authors) and all(
        author.kind != "person" or _has_name(author.name) or is_given(author.name) for author in authors
    )


def _has_name(name: str) -> bool:
    """Whether words look like a person's name: two to four, each with a capital, particles aside."""
    words = [word for word in name.split() if word not in load_wording().particles]
    if all(map(is_uncased, words)):
        letters = sum(map(str.isalpha, name))
        several = _LEAST_WORDS <= len(words) <= _MOST_WORDS and letters <= _LONGEST_UNCASED_WORDS
        return several or letters <= _LONGEST_UNCASED
    return _LEAST_WORDS <= len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words)


def _bare(blocks: list[DraftBlock], headline: int | None, first: int, outlet: str | None) -> Iterator[Signature]:
    """Lines beside the headline that hold names of persons alone, or with the day; agencies, last desks, alone."""
    if headline is None or first - headline > _MOST_BETWEEN:
        return
    desks: list[Signature] = []
    near = [*range(headline + 1, min(first, headline + _BESIDE + 1)), *range(max(headline + 1, first - 3), first)]
    for index in dict.fromkeys((*near, *range(max(0, headline - 2), headline))):
        block = blocks[index]
        slashed = block.role == "subhead" and index == first - 1 and _are_slashed_names(block.text)
        if len(block.text) > _LONGEST_LINE or block.role in _NO_BESIDE:
            continue
        if block.role == "subhead" and not slashed:
            continue
        if is_another_s(blocks, index) or names_editors(block.text, blocks[index - 1].text if index else ""):
            continue
        if index < headline and roles_around(blocks, index) == {"navigation"}:
            continue  # a menu's entry
        if index and blocks[index - 1].role in ("caption", "credit"):
            continue  # whose picture it is
        wire = _wire_and_place(block) if index > headline else ()
        if wire:
            yield Signature(wire, block.text, index)
        authors = split_byline(block.text, outlet=outlet)
        if not authors:
            continue
        agency = len(authors) == 1 and authors[0].name == block.text.strip("/()©") and is_agency_line(block.text)
        persons = slashed or (
            authors[0].kind == "person"
            and any(is_personal(author.name) for author in authors if author.kind == "person")
            and all(
                author.kind == "agency" or (author.kind == "person" and _is_plain(author.name, block.text))
                for author in authors
            )
        )
        if not agency and index > headline and _is_desk_s_line(block, authors):
            desks.append(Signature(authors, block.text, index))
        if (agency and (block.role not in _PICTURE_LINES or block.text.isupper())) or (
            persons and (find_printed_date(block.text) is not None or _is_bare(block.text, authors))
        ):
            yield Signature(authors, block.text, index)
    yield from desks


def _is_plain(name: str, line: str) -> bool:
    """Whether a name is plainly a person's; one that a word joins to such may be two words with capitals."""
    words = name.split()
    joined = len(words) == 2 and all(word.istitle() and word.isalpha() for word in words)
    return is_personal(name) or (joined and len(load_wording().joiner.split(line)) == 2)


def _are_slashed_names(text: str) -> bool:
    """Whether a line is nothing but names with strokes between them: "Runa Meschel/Jonas Tavi"."""
    names = text.split("/")
    return len(names) > 1 and all(2 <= len(name.split()) <= 3 and _has_name(name) for name in names)


def _wire_and_place(block: DraftBlock) -> tuple[Author, ...]:
    """The agency of a line that holds its name and one word more: "AD, SALLO", "News - Astrel Agency"."""
    parts = [part.strip() for part in _ASIDE.split(block.text)] if block.role in _DESK_LINES else []
    wires = [part for part in parts if is_agency(part)] if len(parts) == 2 else []
    others = [part for part in parts if part not in wires]
    if len(wires) != 1 or any(" " in part or not part.isalpha() for part in others):
        return ()
    return (Author(name=wires[0], kind="agency"),)


def _is_desk_s_line(block: DraftBlock, authors: tuple[Author, ...]) -> bool:
    """Whether a line is nothing but the name of a desk: "Harbour Desk"."""
    return (
        len(authors) == 1
        and authors[0].kind == "desk"
        and authors[0].name == block.text
        and block.text[0].isupper()
        and block.text.count(" ") <= _MOST_OF_DESK
        and block.role in _DESK_LINES
    )


def _is_bare(text: str, authors: tuple[Author, ...]) -> bool:
    """Whether a line holds little beside its names and their titles."""
    return len(text) <= sum(len(author.name) + len(author.title or "") + 6 for author in authors)


def _wires(blocks: list[DraftBlock], last: int, outlet: str | None) -> Iterator[Signature]:
    """Lines around the end of the text that may name a wire's reporters."""
    for block in blocks[max(0, last - _SIGNOFF_LINES) : last + _SIGNOFF_LINES]:
        authors = split_signoff(block.text, outlet=outlet) if len(block.text) <= _LONGEST_SIGNOFF else ()
        if authors:
            yield Signature(authors, block.text, None)
