"""The dates that an article's own lines print: which lines may date it, of what, and which is the likeliest."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

import msgspec

from dateline.article.bylines.words import load_wording
from dateline.article.dates.read import FoundDate, PrintedDate, find_printed_date, may_hold_date, read_machine_date
from dateline.article.draft import BODY_ROLES, DraftBlock, RolePlaces, places_among, places_by_role
from dateline.article.lines.sought import may_match_of
from dateline.article.publication.announced import is_announced
from dateline.article.saved.sourced import is_clipped
from dateline.article.tree.marks import load_marks
from dateline.article.tree.markup import Markup, is_within, lies_in
from dateline.language import Language, shared_data
from dateline.language.expressions import Late, alternatives
from dateline.model import Role

_PRINTED_ROLES: frozenset[Role] = frozenset({"timestamp", "byline", "correction"})
_LONGEST_LINE = 120
# A line that is not known as a time line may have this many letters beside its date.
_MOST_LETTERS = 30
_LONGEST_LABEL = 30
# How far before the headline, and after the end of the text, a line may stand that dates the article.
_BEFORE, _AFTER = 6, 15
# So near the headline a line that is little but a date is the article's own, whatever else it looks like.
_BESIDE = 3
_MISTAKEN = frozenset({"caption", "credit", "standfirst", "teaser", "promotion", "related", "legal", "contact", "tags"})
# Between headline and text also what looks like a reader's line, or a menu's.
_MISTAKEN_BETWEEN = frozenset({"comment", "navigation", "masthead", "breadcrumb"})
_OWN_DAY = re.compile(r"(?P<day>\d{1,2})(?!\d)(?P<numbers>[./-]\s?\d)?")
_HOUR = re.compile(r"\d[:.h]\d\d")

# Words with a colon before a date; a line is no surer than this where they are none that are known.
_LABEL = re.compile(r"[^\W\d_]\s+[^\W\d_]{2,}\s*:\s*$")
_LABELLED = 0.5
_SENTENCE_ENDS = frozenset(".!?…")
# Lines that a word for when a page was published or changed alone makes none of its own, and those known without it.
_NEVER: frozenset[Role] = BODY_ROLES | {"comment", "headline", "ranking"}
_KNOWN: frozenset[Role] = _PRINTED_ROLES | {"other"}
# Lines of other articles, and of readers.
_OTHERS = frozenset({"comment", "teaser", "related", "ranking", "headline", "caption"})
# A report may open with its date, in the standfirst or in one of the first lines.
_OPENINGS = 3
_CHRONICLE = 15
_PLACE = re.compile(r"[^\W\d_][^\d\n.:;!?]{1,40},")
_DASHED = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:[–—|]|--|-\s|/)|\s*\)\s*[–—|:-]")
_PARTED = re.compile(rf"{_DASHED.pattern}|\s*[)\]]|\s*\.\s|\s*[„“\"«»]")


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

    @property
    def other_order(self) -> str | None:
        """The day with its month and day the other way round, where numbers alone leave the order open."""
        year, month, day = self.day.split("-")
        return f"{year}-{day}-{month}" if self.date.sure < 1 else None


class Sought(msgspec.Struct, frozen=True):
    """An expression for words, gone over only in texts that hold one of them, as few do."""

    may_match: Callable[[str], bool]
    expression: Late

    def match(self, text: str) -> re.Match[str] | None:
        """What the expression matches at the beginning of a text."""
        return self.expression.match(text) if self.may_match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        """What the expression matches anywhere in a text."""
        return self.expression.search(text) if self.may_match(text) else None


class TimeWords(msgspec.Struct, frozen=True):
    """The table of words that stand before dates and between two, compiled.

    saved: of the day on which a reader kept the page. itself: what a sentence holds that tells of the page.
    span_before: a day before a date that ends a span ("14. - 20. Januar 2031"). span_after: a day or an hour behind one
    that begins it ("2031/7/11-12", "3 May, 13:15 - 19:00"). joint: what stands between two dates.
    """

    changed: Sought
    published: Sought
    other: Sought
    saved: Sought
    itself: Sought
    span_before: re.Pattern[str]
    span_after: re.Pattern[str]
    joint: re.Pattern[str]


@functools.cache
def load_time_words() -> TimeWords:
    """The shared table of words before dates, compiled once per process."""
    return _build(shared_data())


def read_printed_times(
    markup: Markup, blocks: list[DraftBlock], *, day_first: bool | None
) -> tuple[Dated | None, Dated | None, float]:
    """The dates that the article's own lines print: of publication, and of the last change where a line says so.

    The third value: how likely the first is the article's own, as `_worth` has it.
    """
    best: tuple[float, Dated] | None = None
    modified: Dated | None = None
    places = places_by_role(blocks)
    headline, last = bounds(places)
    for index in _lines(markup, blocks, places, headline, last):
        told = read_line(markup, blocks, index, headline, day_first)
        if told is None:
            continue
        published, updated = told
        modified = modified or updated
        if published and not (blocks[index].time and best):
            worth = _worth(markup, blocks, index, headline, last, published)
            if best is None or worth > best[0] + 1e-9:
                best = (worth, published)
    if best is None and modified is None:
        modified = last_saved(blocks, last, day_first)
    return best[1] if best else None, modified, best[0] if best else 0.0


def last_saved(blocks: list[DraftBlock], last: int, day_first: bool | None) -> Dated | None:
    """When the page was last changed, by the one line far behind the text that says so, as those of a wiki do."""
    words = load_time_words()
    found = []
    for block in blocks[last + 1 :]:
        if len(block.text) > _LONGEST_LINE or block.role in _OTHERS or not may_hold_date(block.text):
            continue
        printed = find_printed_date(block.text, day_first=day_first)
        if printed and words.changed.search(block.text[: printed.start]):
            found.append(Dated("visible", printed.date, 0.7, block.text))
    return found[0] if len({each.day for each in found}) == 1 else None


def bounds(places: RolePlaces) -> tuple[int, int]:
    """Where the article begins and ends: its headline, or first text where none is printed, and its last text."""
    body, headlines = places_among(places, BODY_ROLES), places.get("headline")
    start = headlines[0] if headlines else body[0] if body else 0
    return start, body[-1] if body else start


def _lines(markup: Markup, blocks: list[DraftBlock], places: RolePlaces, headline: int, last: int) -> list[int]:
    """Lines that may date the article, in page order: those known as such, and others that are little but a date.

    A date above the headline and outside of what holds the article is the day on which the page was shown.
    """
    home = holding_element(markup, headline)
    body = places_among(places, BODY_ROLES)
    first = body[0] if body else headline
    behind = next((index for index in body if index > headline), headline)
    near = max(first, headline) + _AFTER
    found = _alone_labelled(blocks, places, max(0, headline - _AFTER), last + _AFTER)
    found.update(
        index
        for index in places_among(places, _PRINTED_ROLES)
        if index >= headline or home < 0 or lies_in(markup, index, home)
    )
    found.update(
        index
        for index in places.get("other", ())
        if headline - _BEFORE <= index <= last + _AFTER and _is_time_line(blocks, index, labelled=index > near)
    )
    for index in range(max(0, headline - _BESIDE), min(max(first, headline + _BESIDE) + 1, len(blocks))):
        role = blocks[index].role
        mistaken = role in _MISTAKEN or (role in _MISTAKEN_BETWEEN and headline < index < behind)
        if mistaken and _is_time_line(blocks, index, labelled=False):
            found.add(index)
    return sorted(found)


def _alone_labelled(blocks: list[DraftBlock], places: RolePlaces, start: int, end: int) -> set[int]:
    """Lines that begin with "Published" or "Updated" and tell a date, where no other of the page does.

    start, end: the first and the last that are asked. Teasers that do so are many. Lines that are asked of on other
    grounds are not among them.
    """
    words = load_time_words()
    near = [
        own[bisect_left(own, start) : bisect_right(own, end)]
        for role, own in places.items()
        if role not in _NEVER and role not in _KNOWN
    ]
    asked = [place for own in near for place in own if _may_tell(blocks[place])]
    alone = set()
    for label in (words.published, words.changed):
        found = [place for place in asked if _tells_behind(label, blocks, place)]
        if len(found) == 1 and not any(
            _may_tell(blocks[place]) and _tells_behind(label, blocks, place)
            for place in places_among(places, places.keys() - _NEVER)
            if place != found[0]
        ):
            alone.add(found[0])
    return alone


def _may_tell(block: DraftBlock) -> bool:
    """Whether a line that is not of the text may tell a date."""
    return len(block.text) <= _LONGEST_LINE and may_hold_date(block.text)


def _tells_behind(label: Sought, blocks: list[DraftBlock], index: int) -> bool:
    """Whether a line tells a date behind a label, or below it."""
    text = blocks[index].text
    labelled = label.match(text) or label.match(label_above(blocks, index))
    return labelled is not None and find_printed_date(text) is not None


def holding_element(markup: Markup, headline: int) -> int:
    """The article or main element around the headline, the innermost; -1 where there is none."""
    at = markup.blocks[headline].element if headline < len(markup.blocks) else -1
    while at >= 0 and markup.elements[at].tag not in ("article", "main"):
        at = markup.elements[at].parent
    return at


def is_sentence(text: str, date: PrintedDate | None) -> bool:
    """Whether a line is a sentence that names a day rather than one that tells its own."""
    if date is None or text[-1:] not in _SENTENCE_ENDS:
        return False
    rest = f"{text[: date.start]} {text[date.end :]}".split()
    told = [word for each in rest if len(word := each.strip(",.;:()")) > 1 and word.isalpha() and word.islower()]
    if load_wording().loose.issuperset(told):
        return False  # "Freitag, den 3. Mai um 10.30 Uhr."
    words = load_time_words()
    return len(told) > 1 and not any(each.search(text) for each in (words.published, words.changed, words.itself))


def _is_time_line(blocks: list[DraftBlock], index: int, *, labelled: bool) -> bool:
    """Whether a line is little but a date. labelled: only where it, or the line above it, says what of."""
    text = blocks[index].text
    if len(text) > _LONGEST_LINE or "@" in text or not may_hold_date(text):
        return False
    date = find_printed_date(text)
    if date is None or is_sentence(text, date):
        return False
    words = load_time_words()
    if sum(map(str.isalpha, text)) <= _MOST_LETTERS and (
        not labelled or words.published.match(label_above(blocks, index))
    ):
        return True
    told = words.published.search(text[:40]) or words.changed.search(text[:40])
    return told is not None


def read_line(
    markup: Markup, blocks: list[DraftBlock], index: int, headline: int, day_first: bool | None
) -> tuple[Dated | None, Dated | None] | None:
    """What a line tells: (published, modified); None where it has no date or one of something else.

    headline: the place of the article's headline.
    """
    words = load_time_words()
    text = blocks[index].text
    dates = _dates_in(text, day_first)
    timed = blocks[index].role in _PRINTED_ROLES and bool(markup.times)
    if not (dates or timed) or is_announced(markup, blocks, index, headline) or is_clipped(blocks, index):
        return None
    machine = _machine_time(markup, index)
    label = label_above(blocks, index)
    published: Dated | None = None
    modified: Dated | None = None
    for number, (found, before, spanned) in enumerate(dates):
        told = Dated("visible", found, _LABELLED if _is_labelled(before) else 0.85, text)
        if machine and machine.day in (told.day, told.other_order):
            told = machine
        if words.changed.search(before or ("" if number else label)) or (
            number == 0 and blocks[index].role == "correction"
        ):
            modified = modified or told
        elif not spanned and not words.other.search(before) and not words.saved.search(before):
            if published and number and not before.strip():
                # Two days with nothing between them, as systems print both: the later is that of the last change.
                first, later = sorted((published, told), key=lambda each: each.day)
                named = published.source != "visible" or words.published.search(dates[0][1]) is not None
                published = published if named else first
                modified = modified or (later if later.day > published.day else None)
            published = published or told
    if not dates and machine:
        changed = words.changed.search(text) or words.changed.search(label)
        return (None, machine) if changed else (machine, None)
    return (published, modified) if dates else None


def _is_labelled(before: str) -> bool:
    """Whether words before a date say what of, and not that it is of the page: "Town meeting: "."""
    return _LABEL.search(before) is not None and load_time_words().published.search(before) is None


def is_time_label(text: str) -> bool:
    """Whether a text opens with a word for when a page was published or changed."""
    words = load_time_words()
    return words.published.match(text) is not None or words.changed.match(text) is not None


def label_above(blocks: list[DraftBlock], index: int) -> str:
    """The short line above a line: "Published" stands over its date."""
    return blocks[index - 1].text if index and len(blocks[index - 1].text) <= _LONGEST_LABEL else ""


def _dates_in(text: str, day_first: bool | None) -> list[tuple[FoundDate, str, bool]]:
    """The dates of a line, each with the words before it, and whether it is one end of a span."""
    joint = load_time_words().joint
    found: list[tuple[FoundDate, str, bool]] = []
    end = 0
    while (printed := find_printed_date(text[end:], day_first=day_first)) is not None:
        before, joined = text[end : end + printed.start], found[-1][2] if found else False
        spanned = _is_span(text, end + printed.start, end + printed.end)
        found.append((printed.date, before, spanned or (joined and joint.fullmatch(before) is not None)))
        end += printed.end
    return found


def _is_span(text: str, start: int, end: int) -> bool:
    """Whether a date in a line begins or ends several days, or tells the hours of an event."""
    words = load_time_words()
    first, own = words.span_before.search(text[max(0, start - 12) : start]), _OWN_DAY.match(text, start)
    if first and own and (first["point"] or not own["numbers"]):  # "part 3 - 12.05.2025" is no span
        return int(first["first"]) < int(own["day"])
    after = words.span_after.match(text[end : end + 30])
    if after and (not _HOUR.search(after.group()) or ":" in text[start:end]):
        return True
    joint = words.joint.match(text[end : end + 10])
    other = find_printed_date(text[end + joint.end() :]) if joint else None
    return other is not None and other.start == 0


def _worth(markup: Markup, blocks: list[DraftBlock], index: int, headline: int, last: int, told: Dated) -> float:
    """How likely a line is the one that dates the article: its role, its markup, how near the headline it stands."""
    text = blocks[index].text
    role = blocks[index].role
    worth = 1.0 if role == "timestamp" else 0.9 if role == "byline" else 0.5
    worth -= 0.3 * (told.sure <= _LABELLED)
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
    own = markup.blocks[index].element
    for value, element in markup.times:
        found = read_machine_date(value) if value and is_within(markup, element, own) else None
        if found:
            return Dated("time", found, 0.9, value)
    return None


def date_in_headline(blocks: list[DraftBlock]) -> Dated | None:
    """A date at the head or the end of the heading that prints the headline, where a page tells it nowhere else."""
    for block in blocks:
        if block.role == "headline":
            found = find_printed_date(block.text)
            if found is None or _is_span(block.text, found.start, found.end):
                continue
            if found.start <= 1 or found.end >= len(block.text) - 1:
                return Dated("visible", found.date, 0.5, block.text)
    return None


def date_by_script(markup: Markup, blocks: list[DraftBlock]) -> Dated | None:
    """The one date that scripts print by the headline, in the text or soon after it."""
    if not markup.scripted or not blocks:
        return None
    headline, last = bounds(places_by_role(blocks))
    ends = (max(0, headline - _BEFORE), min(last + _AFTER, len(blocks) - 1))
    start, end = (markup.blocks[place].element for place in ends)
    told = [(value, read_machine_date(value)) for value, element in markup.scripted if start <= element <= end]
    found = [Dated("script", date, 0.6, value) for value, date in told if date]
    return found[0] if len({each.day for each in found}) == 1 else None


def date_of_opening(blocks: list[DraftBlock], *, day_first: bool | None) -> Dated | None:
    """The date that opens a report: "29.11.2022 – The ferry", "Sallo, 3 May 2025 (TP) — The", "(3 May 2025) The ferry".

    A place or a word such as "Press release of" may stand before it; a mark parts it from the sentence after it. Lines
    that open with dates of several days are a chronicle: None.
    """
    lines = [block.text[:_LONGEST_LINE] for block in blocks if block.role in ("standfirst", "body")]
    opening: list[Dated] = []
    for place, text in enumerate(lines[:_CHRONICLE]):
        found = find_printed_date(text, day_first=day_first)
        if found and found.date.sure >= 1 and _opens(text, found.start, found.end):
            if place >= _OPENINGS and not opening:
                return None
            opening.append(Dated("visible", found.date, 0.75, text))
    return opening[0] if len({each.day for each in opening}) == 1 else None


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a date stands before the first sentence of a line rather than in it."""
    before, after = text[:start].rstrip(), text[end:]
    alone = not before.strip("([") or load_time_words().published.match(before) is not None
    parted = (_PARTED if alone else _DASHED).match(after)
    if parted is None or not (alone or _PLACE.fullmatch(before)):
        return False
    return not after[parted.end() :].lstrip()[:1].islower()  # "3 May 2025 – the day of the storm – was"


def _build(language: Language) -> TimeWords:
    table = language.table("article/times.toml")
    one_of = {name: alternatives(words) for name, words in table.items() if isinstance(words, list)}
    one_of["saved"] = rf"{one_of['saved']}|(?:{one_of['saved_alone']})\W*$"
    held = {**table, "saved": [*table["saved"], *table["saved_alone"]]}
    changed, published, other, saved, itself = (
        Sought(
            may_match_of([word.casefold() for word in held[name]]),
            Late(rf"(?<!\w)(?:{one_of[name]})", re.IGNORECASE),
        )
        for name in ("changed", "published", "other", "saved", "itself")
    )
    return TimeWords(
        changed=changed,
        published=published,
        other=other,
        saved=saved,
        itself=itself,
        span_before=re.compile(
            rf"(?<![\d.,:/-])(?P<first>\d{{1,2}})(?P<point>\.?)\s?(?:[-–—]|{one_of['until_days']})\s?$"
        ),
        span_after=re.compile(
            rf"[-–—~]\d{{1,2}}(?!\d|[:.h]\d)"
            rf"|(?:\s?(?:{one_of['hour_marks']}))?\s?(?:[-–—~]|{one_of['until_hours']})\s?\d{{1,2}}[:.h]\d\d(?!\d)"
        ),
        joint=re.compile(rf"\s?(?:[-–—~]|{one_of['until_dates']})\s?"),
    )
