"""When a page was published and last changed: every place that tells it, the surest taken, and where it stood.

Order of belief: JSON-LD of the article, microdata, meta elements, what is printed by the headline, the address, the
date that opens the report, one that a script prints, a printed line further off, JSON-LD of anything else on the
page, then the likeliest other line that prints one. What is printed settles four things that machines get wrong:
which day it was where the page was written, whether the time told is that of the last save, what a meta element
called no more than "date" tells, and which of two numbers is the month.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import msgspec

from dateline.article.dates.read import FoundDate, read_machine_date, read_url_date
from dateline.article.draft import DraftBlock
from dateline.article.publication.date_lines import likely_date
from dateline.article.publication.printed import (
    Dated,
    date_by_script,
    date_in_headline,
    date_of_opening,
    read_printed_times,
)
from dateline.article.structured import Structured, texts
from dateline.article.tree.markup import Markup, is_within

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
# Names that do not say what of: many systems write the day of the last save, or of the showing, under them.
_BARE_METAS = frozenset({"date", "dc.date", "dcterms.date", "dc:date", "created", "dc.created", "gsa.date"})
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "revised", "article:updated_time", "article:modified",
    "article:updated", "utime", "modified_date", "date_modified", "lastmodified", "last_updated", "dc.modified",
)  # fmt: skip
# By name their places in the order of belief, where those that do not say what of come last, and how sure they are.
_PUBLISHED_TOLD, _MODIFIED_TOLD = (
    {
        name: (place, sure - 0.1 * (name in _BARE_METAS))
        for place, name in enumerate(sorted(names, key=_BARE_METAS.__contains__))
    }
    for names, sure in ((PUBLISHED_METAS, 0.9), (_MODIFIED_METAS, 0.85))
)
# Names of a publisher's own making: "w-published-date", "article-publish-time", "published".
_PUBLISHED_NAME = re.compile(r"(?:^|[-_.:])(?:first[-_]?)?publish(?:ed)?(?:[-_.:]?(?:date(?:time)?|time|at|on))?$")
_UTC = re.compile(r"(?:Z|[+-]00:00)$")
# Regions that write the month before the day where dates are all numbers.
_MONTH_FIRST = re.compile(r"^(?:en|es)[-_](?:us|ph|pr)$", re.IGNORECASE)
_BARE_ENGLISH = re.compile(r"^en$", re.IGNORECASE)
# A printed date must be worth this much, of `_worth`, to speak against what machines are told.
_PLAIN = 0.8
# And this much, to speak against a day alone, or a moment that is not told of the last change as well.
_PLAINER = 0.9
# Of lines worth 0.3 to 0.5, 12 in 13 date the article; of those worth less, 5 in 7 (dev and train pages).
_LIKELY = 0.4
# A meta element whose name says that its date is that of publication is this sure.
_NAMED = 0.85
# Where news is written, clocks lie within these bounds of universal time.
_FARTHEST_EAST, _FARTHEST_WEST = timedelta(hours=13), timedelta(hours=-10)
_ZONE_STEP = timedelta(minutes=15)


class Publication(msgspec.Struct, frozen=True):
    """When a page was published, and when it was last changed; None where it does not tell."""

    published: Dated | None
    modified: Dated | None


def find_publication(markup: Markup, structured: Structured, blocks: list[DraftBlock], url: str | None) -> Publication:
    """Both times of a page. blocks: with their roles, in page order; url: where the page was saved."""
    told = _told(structured, markup, "datePublished", _PUBLISHED_TOLD)
    told += _told_otherwise(structured, known=bool(told) and told[0].source == "json-ld")
    changed = _told(structured, markup, "dateModified", _MODIFIED_TOLD)
    modified = changed[0] if changed else None
    day_first = _day_first(markup, structured)
    printed, updated, worth = read_printed_times(markup, blocks, day_first=day_first)
    printed = _settled_order(printed, (*told, *changed), url)
    plain = printed if worth >= _PLAIN else None
    told = [_settled_order(each, (plain,) if plain else (), url) or each for each in told]
    told = _but_an_item_s(told, modified, plain)
    published = _named(_but_the_save(told, modified, plain), plain) if told else None
    if published and plain and worth >= _PLAINER and _is_saved(published, modified, plain):
        published = plain
    if published and updated and updated.day < published.day and _is_bare(published):
        published = None  # the save of a page that was changed before it: address, opening and lines are asked
    address = read_url_date(url) if url else None
    published = (
        published
        or (printed if worth >= _LIKELY else None)
        or (Dated("url", FoundDate(address), 0.85, url or "") if address else None)
        or date_of_opening(blocks, day_first=day_first)
        or date_by_script(markup, blocks)
        or (msgspec.structs.replace(printed, sure=0.6) if printed else None)
        or _of_anything(structured)
        or likely_date(markup, blocks, day_first=day_first)
        or date_in_headline(blocks)
    )
    if published:
        published = _local(published, plain, address)
    if published and address and published.date.value.startswith(address):
        published = msgspec.structs.replace(published, sure=min(0.99, published.sure + 0.04))
    if updated and published and updated.day < published.day:
        updated = None  # a change before the publication is one of something else
    if modified and published and _is_earlier(modified, published):
        modified = None  # "05:08" for eight minutes past five in the afternoon: wrong, and nobody tells how
    return Publication(published, modified or updated)


def _is_earlier(one: Dated, other: Dated) -> bool:
    """Whether a moment lies before another; by what clocks showed where one has no zone and the other is no UTC."""
    try:
        left, right = (datetime.fromisoformat(each.date.value) for each in (one, other))
    except ValueError:
        return False
    if one.day != other.day and (left.tzinfo is None) == (right.tzinfo is None):
        return one.day < other.day
    if "T" not in one.date.value or "T" not in other.date.value:
        return False
    if left.tzinfo is None or right.tzinfo is None:
        if any(_UTC.search(each.date.value) for each in (one, other)):
            return False
        left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
    return left < right


def declared_day(structured: Structured) -> str | None:
    """The day of publication by metadata alone, by which a publisher's layout is chosen."""
    found = _first("json-ld", texts(structured.article.get("datePublished"), structured), 0.95)
    if found is None:
        values = (structured.metas[name] for name in PUBLISHED_METAS if name in structured.metas)
        found = next((dated for each in values if (dated := _first("meta", each, 0.9))), None)
    return found.day if found else None


def _told(structured: Structured, markup: Markup, name: str, metas: dict[str, tuple[int, float]]) -> list[Dated]:
    """What machines are told, surest first. metas: names of meta elements, with their places and how sure each is."""
    known = structured.metas
    found = [
        _first("json-ld", texts(structured.article.get(name), structured), 0.95),
        _item(structured, markup, name.lower()),
        *[
            _first("meta", known[meta], metas[meta][1])
            for meta in sorted(metas.keys() & known.keys(), key=metas.__getitem__)
        ],
    ]
    return [each for each in found if each]


def _told_otherwise(structured: Structured, *, known: bool) -> list[Dated]:
    """What meta elements with names of a publisher's own making tell of the publication.

    known: JSON-LD tells it of the article; else when the article was made counts, too.
    """
    own = (
        meta
        for meta in structured.metas
        if "publish" in meta and meta not in PUBLISHED_METAS and _PUBLISHED_NAME.search(meta)
    )
    found = [dated for meta in own if (dated := _first("meta", structured.metas[meta], _NAMED))]
    found.sort(key=lambda dated: dated.day)  # one of several may be when the page was last sent out
    made = None if known else _first("json-ld", texts(structured.article.get("dateCreated"), structured), 0.8)
    return [*found, *([made] if made else [])]


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
        words = [text for text, owner in block.pieces if owner >= element and is_within(markup, owner, element)]
        if words:
            return " ".join("".join(words).split())
    return ""


def _of_anything(structured: Structured) -> Dated | None:
    for node in structured.nodes:
        found = _first("json-ld", texts(node.get("datePublished"), structured), 0.7)
        if found:
            return found
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


def _is_saved(told: Dated, modified: Dated | None, printed: Dated) -> bool:
    """Whether what machines are told is later than the last change, or of its day, and a line prints a day before it.

    Systems that know no day of publication write that of the last save, or of the last building of the site. Of ten
    such pages the printed day was right on ten (dev and train pages). The next day may be the same on another clock.
    """
    if modified is None or modified.day > told.day or printed.date.sure < 1 or printed.day == modified.day:
        return False
    year, month, day = printed.day.split("-")
    if told.day == f"{year}-{day}-{month}":
        return False  # the same day, by numbers in the other order
    return date.fromisoformat(told.day) - date.fromisoformat(printed.day) > timedelta(days=1)


def _but_an_item_s(told: list[Dated], modified: Dated | None, printed: Dated | None) -> list[Dated]:
    """The times told, without the first where that is microdata's and a meta element tells an earlier publication.

    Microdata may be of something else on the page, or of the last change: where a line prints the day of the meta
    element, or theirs is that of the last change or later.
    """
    if not told or told[0].source != "microdata":
        return told
    named = next((each for each in told[1:] if each.source == "meta" and each.sure >= _NAMED), None)
    if named is None or named.day >= told[0].day:
        return told
    changed = modified is not None and modified.day <= told[0].day
    seconded = printed is not None and printed.day == named.day
    return told[1:] if changed or seconded else told


def _named(told: Dated, printed: Dated | None) -> Dated:
    """What machines are told, unless its name does not say of what and the page prints another day."""
    if printed is None or not _is_bare(told) or printed.date.sure < 1:
        return told
    return told if _local(told, printed, None).day == printed.day else printed


def _is_bare(told: Dated) -> bool:
    """Whether a date is from a meta element whose name does not say of what."""
    return told.source == "meta" and told.sure < _NAMED


def _local(told: Dated, printed: Dated | None, address: str | None) -> Dated:
    """A moment told in universal time, as the page's own clock has it where the page shows another day.

    An evening in one zone is the next day in universal time; what the text calls "today" is the day that the page
    prints or has in its address. Where it prints the hour too, the zone is the difference; else the day alone is kept.
    """
    moment = _moment(told.date.value)
    if moment is None:
        return told
    if printed and _is_same_moment(printed.date.value, moment):
        return Dated(told.source, printed.date, told.sure, told.raw)
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


def _is_same_moment(value: str, moment: datetime) -> bool:
    """Whether a printed time of another zone is a moment of universal time, to the minute."""
    zoned = datetime.fromisoformat(value.replace("Z", "+00:00")) if len(value) > 16 else None
    if zoned is None or not zoned.utcoffset():
        return False
    return abs(zoned.astimezone(UTC).replace(tzinfo=None) - moment) < timedelta(minutes=1)


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
    swapped = f"{printed.other_order}{value[10:]}"
    known = {each.day for each in told} | ({read_url_date(url)} if url else set())
    if swapped[:10] in known:
        return msgspec.structs.replace(printed, date=FoundDate(swapped))
    return msgspec.structs.replace(printed, date=FoundDate(value)) if value[:10] in known else printed
