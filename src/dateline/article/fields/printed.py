"""Authors, dates and tags of a page printed as text: read off its lines as those of a page with markup are.

The same rules as for HTML, given lines that have no markup: who stands beside the headline, which day is the article's,
which tags are not the site's.
"""

import re

import msgspec

from dateline.article.authors.bylined import could_be_anything
from dateline.article.authors.find import find_authors
from dateline.article.bylines.names import is_personal
from dateline.article.bylines.split import split_byline
from dateline.article.bylines.who_signs import is_job
from dateline.article.dates.read import load_months
from dateline.article.draft import BODY_ROLES, Draft, DraftBlock, Fields
from dateline.article.fields.gather import find_dates
from dateline.article.fields.tag_lines import tags_of_lines
from dateline.article.publication.printed import is_time_label
from dateline.article.structured import read_structured
from dateline.article.tree.markup import markup_of_lines

# A letter and a capital with nothing between them, where one element ended and the next began.
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_])")
_NUMBER_SEAM = re.compile(r"(?<=\d{4})(?=[A-Z][^\W\d_])|(?<=[^\W\d_]{3})(?=\d{1,2}\s)")
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_ACCOUNT = re.compile(r"(?<=[^\W\d_])@\w+$")
_WORD = re.compile(r"[^\W\d_]{1,40}")  # no month's name is longer
# So long may a word of time be with what stands around it.
_TIME_LABEL = 100
# So far below the headline a bare name may stand.
_HEADED = 8
# A line of the text that signs is no longer.
_LONGEST_BYLINE = 80
_TAGS_SURE = 0.7
# Longer lines tell neither who wrote nor when.
_LONGEST_PARTED = 400
_NOT_BETWEEN = frozenset({"teaser", "related", "ranking", "navigation", "masthead", "comment", "promotion"})
_UNTOLD = frozenset({"other", "navigation", "teaser", "related", "ranking"})
_FIELDS = ("authors", "published", "modified", "tags")


def with_printed_fields(draft: Draft, *, url: str | None) -> Draft:
    """The draft of a dump with what its lines tell by their roles; what they do not tell stays as front matter told it.

    url: where the page was saved. A line that is found to sign is a byline from then on.
    """
    fields = draft.fields
    if draft.kind != "article" or not draft.blocks:
        return draft
    found, blocks = _read(draft.blocks, fields, url or fields.canonical_url)
    for name in _FIELDS:
        if getattr(found, name):
            setattr(fields, name, getattr(found, name))
            fields.note(name, found.found_by[name], found.confidence[name], found.raw.get(name, ""))
    for block, read in zip(draft.blocks, blocks):
        # "Hamburg (OPA) - ..." opens a report, whoever it names: a paragraph is no byline.
        if read.role == "byline" and (block.role not in BODY_ROLES or len(block.text) <= _LONGEST_BYLINE):
            block.role = "byline"
    return draft


def _read(lines: list[DraftBlock], known: Fields, url: str | None) -> tuple[Fields, list[DraftBlock]]:
    """What the lines tell, and the lines as they were read. known: what is known of the page's other fields."""
    found = Fields(headline=known.headline, outlet=known.outlet, section=known.section, language=known.language)
    found.tags = tags_of_lines(lines)
    found.note("tags", "visible", _TAGS_SURE, ", ".join(found.tags))
    blocks = _as_read(lines, found.tags)
    markup = markup_of_lines([block.text for block in blocks], language=known.language)
    structured = read_structured(markup)
    find_authors(found, markup, structured, blocks, [known.outlet] if known.outlet else [], url)
    find_dates(found, markup, structured, blocks, url)
    return found, blocks


def _as_read(lines: list[DraftBlock], tags: tuple[str, ...]) -> list[DraftBlock]:
    """The lines as they are read for the fields, parted where two elements met.

    Without markup a line's role is a guess: between headline and text nothing is a teaser's or a menu's, what is no tag
    of the article is none of a list's, and a byline is none where any words could be one. A headline that is printed
    again heads nothing there.
    """
    headline = next((index for index, line in enumerate(lines) if _heads(line)), len(lines))
    first = next((index for index, line in enumerate(lines) if index > headline and line.role in BODY_ROLES), headline)
    signed = {
        line.text
        for index, line in enumerate(lines)
        if (line.role == "byline" or _stands_between(lines, index, headline)) and _is_by_its_day(lines, index)
    }
    blocks = []
    for index, line in enumerate(lines):
        role, text = line.role, line.text
        if text in signed and _stands_between(lines, index, headline):
            role = "byline"
        text = _parted(text) if role in ("byline", "timestamp", "other") else text
        job = lines[index + 1].text if index + 1 < len(lines) and lines[index + 1].role == "byline" else ""
        if job and is_job(job) and (role == "byline" or is_personal(text) or _is_headed(lines, index)):
            text, role = f"{text}, {job}", "byline"  # "Ana Ferrol" above "Harbour Correspondent"
        between = headline < index < first and role in _NOT_BETWEEN
        again = role == "headline" and not _heads(line)
        listed = role in ("tags", "navigation") and text in signed
        loose = role == "byline" and text not in signed and could_be_anything(split_byline(text), text)
        if (
            between
            or again
            or listed
            or loose
            or (role == "byline" and is_job(text))
            or (role == "tags" and text not in tags)
        ):
            role = "other"
        blocks.append(msgspec.structs.replace(line, text=text, role=role))
    return blocks


def _heads(line: DraftBlock) -> bool:
    return line.role == "headline" and line.duplicate_of is None


def _stands_between(lines: list[DraftBlock], index: int, headline: int) -> bool:
    """Whether a line that nothing tells of stands right between the headline and the line of the day."""
    below = lines[index + 1 : index + 2]
    return index == headline + 1 and lines[index].role in _UNTOLD and any(line.role == "timestamp" for line in below)


def _is_by_its_day(lines: list[DraftBlock], index: int) -> bool:
    """Whether a line of words that may be a name stands beside one of the day, below the headline."""
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return _is_headed(lines, index) and any(line.role == "timestamp" for line in beside)


def _is_headed(lines: list[DraftBlock], index: int) -> bool:
    """Whether a line of words that may be a name stands below the headline, near it."""
    headed = any(line.role == "headline" for line in lines[max(0, index - _HEADED) : index])
    words = lines[index].text.split()
    return headed and 2 <= len(words) <= 4 and all(word[0].isupper() and _NAME.fullmatch(word) for word in words)


def _parted(text: str) -> str:
    """A line with a space where a month, a word of time or an account follows a name without one.

    >>> _parted("By Runa MeschelUpdated: 4 March 2031"), _parted("Orm TaviMarch 4, 2031"), _parted("Orm Tavi@ormtavi")
    ('By Runa Meschel Updated: 4 March 2031', 'Orm Tavi March 4, 2031', 'Orm Tavi @ormtavi')
    """
    if len(text) > _LONGEST_PARTED:
        return text
    seams = [seam.start() for seam in _SEAM.finditer(text) if _tells_time(text, seam.start())]
    seams += [seam.start() for seam in _NUMBER_SEAM.finditer(text)]
    account = _ACCOUNT.search(text)
    if account:
        seams.append(account.start())
    seams.sort()
    return " ".join(text[first:end] for first, end in zip([0, *seams], [*seams, len(text)]))


def _tells_time(text: str, at: int) -> bool:
    """Whether a month's name or a word for when a page was published stands at a place of a line."""
    word = _WORD.match(text, at)
    return word is not None and (word.group().lower() in load_months() or is_time_label(text[at : at + _TIME_LABEL]))
