"""What one asks of a record, and what comes back."""

import datetime
from typing import Literal

import msgspec

from dateline.model import DatelineError, Locator, Span

Order = Literal["best", "newest", "oldest"]
FACETS = ("outlet", "language", "kind", "year", "entity", "type", "status")


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One question; an empty field asks for nothing. Values within a field are alternatives, fields add up.

    text: words that must all occur; "a phrase", -word to leave out, word* for what begins so, OR between words.
    outlets, languages, kinds: of the article. entities: record ids or exact names.
    types, statuses: of events told. since, until: days, months or years ("2024-05"), both inclusive;
        of publication when articles or claims are asked for, of the event when events are.
    order: "best" is by words, or newest first where no words are given. offset, limit: which of the results.
    """

    text: str = ""
    outlets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("article",)
    entities: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    order: Order = "best"
    offset: int = 0
    limit: int = 20

    def __post_init__(self) -> None:
        day_bounds(self.since, self.until)
        if self.offset < 0 or self.limit < 0:
            raise DatelineError(
                f"offset {self.offset} and limit {self.limit} must not be negative", remedy="give 0 or more"
            )


class Hit(msgspec.Struct, frozen=True):
    """One article found. excerpt: `Article.text[start:...]`; matches: code points into `Article.text`."""

    page_id: str
    kind: str
    headline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None
    events: int
    claims: int
    copy_of: str | None
    excerpt: str
    start: int
    matches: tuple[Span, ...]


class FacetValue(msgspec.Struct, frozen=True):
    """A value one can narrow by, how it is shown, and how many articles have it."""

    value: str
    label: str
    count: int


class Results(msgspec.Struct, frozen=True):
    """Articles found: how many in all, the page of hits asked for, and what to narrow by, most frequent first."""

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]


class ClaimLine(msgspec.Struct, frozen=True):
    """One claim with where it stands. speaker: the innermost source; chain: from the outermost inwards."""

    page_id: str
    claim: str
    mode: str
    speaker: str | None
    speaker_kind: str | None
    entity: str | None
    chain: tuple[str, ...]
    cue: str | None
    content: tuple[str, ...]
    spans: tuple[Span, ...]
    headline: str | None
    outlet: str | None
    published: str | None


class ReportLine(msgspec.Struct, frozen=True):
    """One article's report of an event, with the sentence that tells it (code points into `Article.text`).

    horizon: the words; horizon_earliest, horizon_latest: ISO 8601 bounds of what is foretold.
    """

    page_id: str
    report: str
    type: str
    status: str
    trigger: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    headline: str | None
    outlet: str | None
    published: str | None
    copy_of: str | None
    edtf: str | None = None
    place: str | None = None
    claim: str | None = None
    horizon: str | None = None
    horizon_earliest: str | None = None
    horizon_latest: str | None = None


class ProblemLine(msgspec.Struct, frozen=True):
    """One thing that went wrong: with a page of the record, or with a file or archive record that gave none."""

    page_id: str | None
    file: str | None
    record: str | None
    code: str
    stage: str
    detail: str


class Sighting(msgspec.Struct, frozen=True):
    """Where and when one page was met: the same bytes may lie in several files and archives."""

    locator: Locator
    url: str | None
    captured_at: str | None


class Stats(msgspec.Struct, frozen=True):
    """What a record holds. articles and not_articles count readings by kind; unjoined: readings not yet joined."""

    pages: int
    articles: int
    not_articles: dict[str, int]
    entities: int
    events: int
    reports: int
    claims: int
    judgements: int
    problems: dict[str, int]
    unreadable: int
    outlets: int
    languages: dict[str, int]
    earliest: str | None
    latest: str | None
    unjoined: int
    bytes: int
    schema: int


def day_bounds(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day, and the day after the last, of two inclusive bounds given as day, month or year.

    >>> day_bounds("2024", "2024-02")
    ('2024-01-01', '2024-03-01')
    """
    first = None if since is None else _first_day(since)
    last = None if until is None else _day_after(until)
    if first is not None and last is not None and first >= last:
        raise DatelineError(f"nothing lies between {since} and {until}", remedy="give the earlier time first")
    return first, last


def _first_day(text: str) -> str:
    year, month, day = _numbers(text)
    return f"{year:04d}-{month or 1:02d}-{day or 1:02d}"


def _day_after(text: str) -> str:
    year, month, day = _numbers(text)
    if day:
        try:
            return (datetime.date(year, month, day) + datetime.timedelta(days=1)).isoformat()
        except OverflowError:
            return "9999-12-31T"
    if month:
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}-01"
    return f"{year + 1:04d}-01-01"


def _numbers(text: str) -> tuple[int, int, int]:
    parts = text.strip().split("-")
    widths = (4, 2, 2)
    if len(parts) <= 3 and all(
        part.isascii() and part.isdigit() and len(part) == width for part, width in zip(parts, widths)
    ):
        numbers = [int(part) for part in parts] + [0, 0]
        try:
            datetime.date(numbers[0], numbers[1] or 1, numbers[2] or 1)
            return numbers[0], numbers[1], numbers[2]
        except ValueError:
            pass
    raise DatelineError(f"not a day, month or year: {text!r}", remedy="write it as 2024-05-03, 2024-05 or 2024")
