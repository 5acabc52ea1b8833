"""When a page was published and last changed: every place that tells it, the surest taken, and where it stood.

Order of belief: JSON-LD of the article, microdata, meta elements, what is printed by the headline, the address, then
JSON-LD of anything else on the page. What is printed settles two things that machines get wrong: which day it was
where the page was written, and whether the time told is that of the last save.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from dateline.article.blocks import Markup
from dateline.article.dates import FoundDate, find_printed_date, read_machine_date, read_url_date
from dateline.article.draft import BODY_ROLES, DraftBlock
from dateline.article.marks import load_marks
from dateline.article.structured import Structured, texts
from dateline.language import Language, shared_data

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "datepublished",
    "date.issued", "dc.date.issued", "dcterms.created", "cxenseparse:recs:publishtime", "citation_publication_date",
    "publish-date", "publishdate", "publish_date", "pubdate", "pub_date", "publication_date", "publicationdate",
    "article.published", "dc.date", "dcterms.date", "dc.date.created", "date", "og:pubdate", "og:published_time",
    "article_date_original", "dcterms.issued", "datecreated", "bt:pubdate", "article:post_date", "rnews:datepublished",
    "published_time_telegram", "cxenseparse:publishtime", "cxenseparse:recs:articlepublishtime", "article:published",
    "citation_online_date", "ptime", "displaydate", "date_published", "publisheddate", "releasedate",
    "prism.publicationdate", "dc:date", "dc.created", "originalpublicationdate", "gsa.date", "created",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "revised", "article:updated_time", "article:modified",
    "article:updated", "utime", "modified_date", "date_modified", "lastmodified", "last_updated", "dc.modified",
)  # fmt: skip
_PRINTED_ROLES = ("timestamp", "byline", "correction")
_UTC = re.compile(r"(?:Z|[+-]00:00)$")
# Regions that write the month before the day where dates are all numbers.
_MONTH_FIRST = re.compile(r"^(?:en|es)[-_](?:us|ph|pr)$", re.IGNORECASE)
_BARE_ENGLISH = re.compile(r"^en$", re.IGNORECASE)
_LONGEST_LINE = 120
# A printed date must be worth this much, of `_worth`, to speak against what machines are told.
_PLAIN = 0.8
# A line that is not known as a time line may have this many letters beside its date.
_MOST_LETTERS = 30
_LONGEST_LABEL = 30
# How far before the headline, and after the end of the text, a line may stand that dates the article.
_BEFORE, _AFTER = 6, 15
# Where news is written, clocks lie within these bounds of universal time.
_FARTHEST_EAST, _FARTHEST_WEST = timedelta(hours=13), timedelta(hours=-10)
_ZONE_STEP = timedelta(minutes=15)


class Dated(msgspec.Struct, frozen=True):
    """A date, where it was found, how sure it is (0 to 1), and the words that gave it."""

    source: str
    date: FoundDate
    sure: float
    raw: str

    @property
    def day(self) -> str:
        """The date without its time of day."""
        return self.date.value[:10]


class Publication(msgspec.Struct, frozen=True):
    """When a page was published, and when it was last changed; None where it does not tell."""

    published: Dated | None
    modified: Dated | None


class TimeWords(msgspec.Struct, frozen=True):
    """The table of words that stand before dates, compiled."""

    changed: re.Pattern[str]
    published: re.Pattern[str]
    other: re.Pattern[str]


def find_publication(markup: Markup, structured: Structured, blocks: list[DraftBlock], url: str | None) -> Publication:
    """Both times of a page. blocks: with their roles, in page order; url: where the page was saved."""
    told = _told(structured, markup, "datePublished", PUBLISHED_METAS, 0.9)
    changed = _told(structured, markup, "dateModified", _MODIFIED_METAS, 0.85)
    modified = changed[0] if changed else None
    printed, updated, worth = _printed(markup, blocks, day_first=_day_first(markup, structured))
    printed = _settled_order(printed, (*told, *changed), url)
    plain = printed if worth >= _PLAIN else None
    published = _but_the_save(told, modified, plain) if told else printed
    address = read_url_date(url) if url else None
    if address and published is None:
        published = Dated("url", FoundDate(address), 0.85, url or "")
    published = published or _of_anything(structured) or _in_headline(blocks)
    if published:
        published = _local(published, plain, address)
    if published and address and published.date.value.startswith(address):
        published = msgspec.structs.replace(published, sure=min(0.99, published.sure + 0.04))
    return Publication(published, modified or updated)


def declared_day(structured: Structured) -> str | None:
    """The day of publication by metadata alone, by which a publisher's layout is chosen."""
    found = _first("json-ld", texts(structured.article.get("datePublished"), structured), 0.95)
    for name in PUBLISHED_METAS:
        found = found or _first("meta", structured.metas.get(name, ()), 0.9)
    return found.day if found else None


def load_time_words() -> TimeWords:
    """The shared table of words before dates, compiled once per process."""
    return shared_data().resource("article-times", _build)


def _told(structured: Structured, markup: Markup, name: str, metas: tuple[str, ...], sure: float) -> list[Dated]:
    """What machines are told, surest first."""
    found = [
        _first("json-ld", texts(structured.article.get(name), structured), 0.95),
        _item(structured, markup, name.lower()),
        *(_first("meta", structured.metas.get(meta, ()), sure) for meta in metas),
    ]
    if not found[0] and name == "datePublished":
        found.append(_first("json-ld", texts(structured.article.get("dateCreated"), structured), 0.8))
    return [each for each in found if each]


def _first(source: str, values: Iterable[str], sure: float) -> Dated | None:
    for value in values:
        found = read_machine_date(value)
        if found:
            return Dated(source, found, sure, value)
    return None


def _item(structured: Structured, markup: Markup, name: str) -> Dated | None:
    for content, element in structured.items.get(name, ()):
        value = content or _text_under(markup, element)
        found = read_machine_date(value) if value else None
        if found:
            return Dated("microdata", found, 0.92, value)
    return None


def _text_under(markup: Markup, element: int) -> str:
    for block in markup.blocks:
        words = [text for text, owner in block.pieces if owner >= element and _within(markup, owner, element)]
        if words:
            return " ".join("".join(words).split())
    return ""


def _within(markup: Markup, element: int, above: int) -> bool:
    while element > above:
        element = markup.elements[element].parent
    return element == above


def _of_anything(structured: Structured) -> Dated | None:
    for node in structured.nodes:
        found = _first("json-ld", texts(node.get("datePublished"), structured), 0.7)
        if found:
            return found
    return None


def _in_headline(blocks: list[DraftBlock]) -> Dated | None:
    """A date at the head or the end of the heading that prints the headline, where a page tells it nowhere else."""
    for block in blocks:
        if block.role == "headline":
            found = find_printed_date(block.text)
            if found and (found.start <= 1 or found.end >= len(block.text) - 1):
                return Dated("visible", found.date, 0.5, block.text)
    return None


def _but_the_save(told: list[Dated], modified: Dated | None, printed: Dated | None) -> Dated:
    """The time told first, unless it is that of the last save and the page prints an earlier one.

    Some systems write the time of the last save into both places.
    """
    first = told[0]
    if modified is None or printed is None or first.date.value != modified.date.value or printed.date.sure < 1:
        return first
    at = printed.date.value[:16]
    if at >= first.date.value[: len(at)] or len(first.date.value) <= 10:
        return first
    if _local(first, printed, None).day == printed.day != first.day:
        return first  # the same moment on another clock
    return next((each for each in told if each.date.value.startswith(at)), printed)


def _local(told: Dated, printed: Dated | None, address: str | None) -> Dated:
    """A moment told in universal time, as the page's own clock has it where the page shows another day.

    An evening in one zone is the next day in universal time; what the text calls "today" is the day that the page
    prints or has in its address. Where it prints the hour too, the zone is the difference; else the day alone is kept.
    """
    moment = _moment(told.date.value)
    if moment is None:
        return told
    shown = [printed] if printed and printed.date.sure >= 1 and printed.source == "visible" else []
    shown += [Dated("url", FoundDate(address), 0.85, told.raw)] if address else []
    for each in shown:
        value = each.date.value
        if abs((date.fromisoformat(value[:10]) - moment.date()).days) != 1:
            continue
        if len(value) == 16:
            offset = datetime.fromisoformat(value) - moment.replace(second=0, microsecond=0)
            if _FARTHEST_WEST <= offset <= _FARTHEST_EAST and not offset % _ZONE_STEP:
                shifted = (moment + offset).isoformat() + _offset(offset)
                return Dated(told.source, FoundDate(shifted), told.sure, told.raw)
        midnight = datetime.fromisoformat(value[:10])
        if len(value) == 10 and midnight - _FARTHEST_EAST <= moment < midnight + timedelta(days=1) - _FARTHEST_WEST:
            return Dated(each.source, each.date, told.sure, each.raw)
    return told


def _moment(value: str) -> datetime | None:
    if len(value) <= 10 or not _UTC.search(value):
        return None
    return datetime.fromisoformat(value.replace("Z", "+00:00")).replace(tzinfo=None)


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _day_first(markup: Markup, structured: Structured) -> bool | None:
    """Whether the page's region writes the day first; None where English is all that it tells."""
    tag = (markup.language or "").strip() or structured.metas.get("og:locale", [""])[0]
    if not tag or _BARE_ENGLISH.match(tag):
        return None
    return not _MONTH_FIRST.match(tag)


def _settled_order(printed: Dated | None, told: tuple[Dated, ...], url: str | None) -> Dated | None:
    """A printed date whose day and month may be either way round, the way that another place has it."""
    if printed is None or printed.date.sure >= 1:
        return printed
    value = printed.date.value
    swapped = f"{value[:5]}{value[8:10]}-{value[5:7]}{value[10:]}"
    known = {each.day for each in told} | ({read_url_date(url)} if url else set())
    if swapped[:10] in known:
        return msgspec.structs.replace(printed, date=FoundDate(swapped))
    return msgspec.structs.replace(printed, date=FoundDate(value)) if value[:10] in known else printed


def _printed(
    markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None
) -> tuple[Dated | None, Dated | None, float]:
    """The dates that the article's own lines print: of publication, and of the last change where a line says so.

    The third value: how likely the first is the article's own, as `_worth` has it.
    """
    best: tuple[float, Dated] | None = None
    modified: Dated | None = None
    headline, last = _bounds(blocks)
    for index in _lines(blocks, headline, last):
        told = _read_line(markup, blocks, index, day_first)
        if told is None:
            continue
        published, updated = told
        modified = modified or updated
        if published and not (blocks[index].time and best):
            worth = _worth(markup, blocks, index, headline, last, published)
            if best is None or worth > best[0] + 1e-9:
                best = (worth, published)
    return best[1] if best else None, modified, best[0] if best else 0.0


def _bounds(blocks: list[DraftBlock]) -> tuple[int, int]:
    """Where the article begins and ends: its headline, or first text where none is printed, and its last text."""
    body = [index for index, block in enumerate(blocks) if block.role in BODY_ROLES]
    headline = next((index for index, block in enumerate(blocks) if block.role == "headline"), None)
    start = headline if headline is not None else body[0] if body else 0
    return start, body[-1] if body else start


def _lines(blocks: list[DraftBlock], headline: int, last: int) -> list[int]:
    """Lines that may date the article, in page order: those known as such, and others that are little but a date."""
    first = next((index for index, block in enumerate(blocks) if block.role in BODY_ROLES), headline)
    near = max(first, headline) + _AFTER
    return [
        index
        for index, block in enumerate(blocks)
        if block.role in _PRINTED_ROLES
        or (
            block.role == "other"
            and headline - _BEFORE <= index <= last + _AFTER
            and _is_time_line(block.text, labelled=index > near)
        )
    ]


def _is_time_line(text: str, *, labelled: bool) -> bool:
    """Whether a line is little but a date. labelled: only where it says what of."""
    if len(text) > _LONGEST_LINE or "@" in text or not any(letter.isdigit() for letter in text):
        return False
    words = load_time_words()
    told = words.published.search(text[:40]) or words.changed.search(text[:40])
    return told is not None or (not labelled and sum(map(str.isalpha, text)) <= _MOST_LETTERS)


def _read_line(
    markup: Markup, blocks: list[DraftBlock], index: int, day_first: bool | None
) -> tuple[Dated | None, Dated | None] | None:
    """What a line tells: (published, modified); None where it has no date or one of something else."""
    words = load_time_words()
    text = blocks[index].text
    machine = _machine_time(markup, index)
    label = blocks[index - 1].text if index and len(blocks[index - 1].text) <= _LONGEST_LABEL else ""
    published: Dated | None = None
    modified: Dated | None = None
    start = 0
    while True:
        found = find_printed_date(text[start:], day_first=day_first)
        if found is None:
            break
        before = text[start : start + found.start]
        told = Dated("visible", found.date, 0.85, text)
        if machine and machine.day == told.day:
            told = machine
        if words.changed.search(before or (label if start == 0 else "")) or (
            start == 0 and blocks[index].role == "correction"
        ):
            modified = modified or told
        elif not words.other.search(before):
            published = published or told
        start += found.end
    if not start and machine and blocks[index].role in _PRINTED_ROLES:
        changed = words.changed.search(text) or words.changed.search(label)
        return (None, machine) if changed else (machine, None)
    return (published, modified) if start else None


def _worth(markup: Markup, blocks: list[DraftBlock], index: int, headline: int, last: int, told: Dated) -> float:
    """How likely a line is the one that dates the article: its role, its markup, how near the headline it stands."""
    text = blocks[index].text
    role = blocks[index].role
    worth = 1.0 if role == "timestamp" else 0.9 if role == "byline" else 0.5
    worth -= 0.3 * ("@" in text)  # a post that the text shows
    element = markup.elements[markup.blocks[index].element]
    worth += 0.3 * (told.source == "time")
    worth += 0.2 * bool(element.marks & load_marks().bit("timestamp"))
    worth += 0.3 * (load_time_words().published.search(text) is not None)
    worth -= 0.2 * (len(text) > 100)
    distance = 2 * (headline - index) if index < headline else index - headline
    if index > last:
        distance = 6 + index - last
    return worth - 0.04 * min(distance, 20)


def _machine_time(markup: Markup, index: int) -> Dated | None:
    """The datetime of a time element within a block."""
    for value, element in markup.times:
        found = read_machine_date(value) if value else None
        if found and _within(markup, element, markup.blocks[index].element):
            return Dated("time", found, 0.9, value)
    return None


def _build(language: Language) -> TimeWords:
    table = tomllib.loads((language.read("article/times.toml") or b"").decode())

    def pattern(words: list[str]) -> re.Pattern[str]:
        listed = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
        return re.compile(rf"(?<!\w)(?:{listed})", re.IGNORECASE)

    return TimeWords(pattern(table["changed"]), pattern(table["published"]), pattern(table["other"]))
