"""Reports of one event: pairs are chosen by kind, time, place and participants, compared feature by feature, judged."""

import datetime
import functools
import math
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dateline.model import Cluster, Event, Judgement, Reason, Verdict
from dateline.record.cards import Card, ReportCard
from dateline.record.disagreements import Account, disagreements_of
from dateline.record.independent import independent_groups
from dateline.record.intervals import Interval, days_apart, days_long, interval_of, moment_of

RULE = "events@1"
# 0.75: bench/quality record, precision 1.0 on the story and B-cubed f1 plateau 0.70-0.80 on ECB+.
_SAME, _DIFFERENT = 0.75, 0.2
_PRIOR = -2.2  # before any likeness, two reports that share a block are rarely one event
_MOST_IN_BLOCK = 16
_FEW = 3
_COARSE = 8.0  # days: a stretch longer than this dates an event only roughly
_OVERLAP = ((2.0, 2.2), (8.0, 1.4), (31.0, 1.1), (366.0, 0.6))  # days the longer stretch lasts, and its weight
# As likely one event as with one word of middling rarity: "died" and "toll" count what "killed" does.
_SAME_COUNT = 1.0
_NEAR_KM, _FAR_KM = 30.0, 250.0
# What two events of one kind on one day share: where something speaks against it, this makes them no one.
_OF_ANY_TWO = frozenset(("same-word", "same-count", "same-kind", "same-time", "published-near"))


class _Report(msgspec.Struct, frozen=True):
    reference: str
    card: ReportCard
    page: Card
    when: Interval | None
    told: datetime.datetime | None
    words: frozenset[str]
    names: frozenset[str]


class _Rarity:
    """How much a word tells: the fewer reports of the record have it, the more (natural log of their share)."""

    def __init__(self, reports: Sequence[_Report]) -> None:
        self._all = max(1, len(reports))
        self._lemmas = Counter(report.card.lemma for report in reports)
        self._words = Counter(word for report in reports for word in report.words)
        pages = {report.page.page_id: report.names for report in reports}
        self._pages = max(1, len(pages))
        self._names = Counter(name for names in pages.values() for name in names)

    def of_lemma(self, lemma: str) -> float:
        return math.log(self._all / self._lemmas[lemma])

    def of_words(self, words: Iterable[str]) -> float:
        # Summed in order of the words: a sum of floats in the order of a set would differ from run to run.
        return sum(math.log(1 + self._all / self._words[word]) for word in sorted(words))

    def of_names(self, names: Iterable[str]) -> float:
        return sum(math.log(1 + self._pages / self._names[name]) for name in sorted(names))


def judge_events(cards: Sequence[Card]) -> tuple[Judgement, ...]:
    """A judgement on each pair of reports, of two pages, that could tell one event; ordered by pair."""
    reports = [_report(page, card) for page in cards for card in page.reports]
    rarity = _Rarity(reports)
    blocks: dict[tuple[str, ...], list[_Report]] = {}
    for report in reports:
        for key in sorted(set(_keys(report))):
            blocks.setdefault(key, []).append(report)
    judged: list[Judgement] = []
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for left, right in _pairs(blocks[key]):
            pair = left.reference, right.reference
            if left.page.page_id != right.page.page_id and pair not in seen:
                seen.add(pair)
                judgement = _judge(left, right, rarity)
                # That a raid is no speech goes without saying; that two raids are two keeps chains apart.
                if judgement.verdict != "different" or left.card.lemma == right.card.lemma:
                    judged.append(judgement)
    return tuple(sorted(judged, key=lambda each: (each.left, each.right)))


def _report(page: Card, card: ReportCard) -> _Report:
    return _Report(
        reference=f"{page.page_id}#{card.id}",
        card=card,
        page=page,
        when=interval_of(card.earliest, card.latest),
        told=moment_of(page.published),
        words=frozenset(card.words),
        names=frozenset(" ".join(entity.key) for entity in page.entities),
    )


def _keys(report: _Report) -> Iterable[tuple[str, ...]]:
    """Blocks, each of two things that reports of one event share: its word, kind, time, place, people or numbers."""
    card = report.card
    who = {f"name {each.name}" for each in card.participants}
    who |= {f"{count.role} {count.value or count.lower}" for count in card.counts}
    where = {f"place {card.place_key}"} if card.place_key else set()
    days = tuple(_days(report))
    kinds = [f"lemma {card.lemma}", *([f"type {card.type}"] if card.type != "OTHER" else [])]
    kinds += sorted({f"counts {count.role}" for count in card.counts})
    for kind in kinds:
        yield from ((kind, detail) for detail in (*who, *where, *days))
    yield from ((detail, day) for detail in who for day in days)
    if report.told is not None:
        yield kinds[0], report.told.strftime("told %G-W%V")
    if card.words:
        yield "words", card.lemma, " ".join(card.words)


def _days(report: _Report) -> Iterable[str]:
    """The days an event may have been on and one either way, for other zones and slips; and its month."""
    interval = report.when
    if interval is None:
        return
    try:
        if days_long(interval) <= _COARSE:
            first = interval[0].date() - datetime.timedelta(days=1)
            for day in range(math.ceil(days_long(interval)) + 2):
                yield (first + datetime.timedelta(days=day)).isoformat()
    except OverflowError:
        pass
    yield interval[0].strftime("month %Y-%m")


def _pairs(block: list[_Report]) -> Iterable[tuple[_Report, _Report]]:
    """Each two of a small block; of a large one, each with its first few and with its next few.

    What a hundred outlets report alike is one event, and a hundred comparisons with few of them show it; five
    thousand would show no more.
    """
    small = len(block) <= _MOST_IN_BLOCK
    for i, left in enumerate(block):
        near = block[i + 1 :] if small or i < _FEW else block[i + 1 : i + 1 + _FEW]
        yield from ((left, right) for right in near)


def _judge(left: _Report, right: _Report, rarity: _Rarity) -> Judgement:
    reasons = tuple(reason for reason in _reasons(left, right, rarity) if reason.weight or reason.detail)
    score = 1 / (1 + math.exp(-(_PRIOR + sum(reason.weight for reason in reasons))))
    # Another place or doer outweighs a common word and day, however rare the word is.
    borne_out = any(reason.weight > 0 and reason.name not in _OF_ANY_TWO for reason in reasons)
    against = any(reason.weight < 0 for reason in reasons)
    joined = score >= _SAME and (borne_out or not against)
    verdict: Verdict = "same" if joined else "different" if score <= _DIFFERENT else "unsure"
    return Judgement(
        subject="event",
        left=left.reference,
        right=right.reference,
        verdict=verdict,
        score=round(score, 4),
        reasons=reasons,
        by=RULE,
    )


def _reasons(left: _Report, right: _Report, rarity: _Rarity) -> Iterable[Reason]:
    one, other = left.card, right.card
    yield _kind(one, other, rarity)
    if one.foretold != other.foretold:
        yield Reason(name="foretold-and-told", weight=-0.6, detail="one report foretells, the other tells")
    yield _time(left, right)
    yield _place(one, other)
    yield from _participants(one, other)
    yield _counts(one, other)
    yield _words(left, right, rarity)
    yield _names(left, right, rarity)


def _kind(one: ReportCard, other: ReportCard, rarity: _Rarity) -> Reason:
    if one.lemma == other.lemma and (one.type == other.type or "OTHER" in (one.type, other.type)):
        weight = min(1.7, max(0.3, 0.45 * rarity.of_lemma(one.lemma)))
        return Reason(name="same-word", weight=round(weight, 2), detail=one.lemma)
    counted = sorted({each.role for each in one.counts} & {each.role for each in other.counts})
    if counted:  # "killing 14", "14 have died": two words for what both count
        return Reason(name="same-count", weight=_SAME_COUNT, detail=f"both count the {counted[0]}")
    detail = f"{one.type} {one.lemma}, {other.type} {other.lemma}"
    if one.type == other.type:
        return Reason(name="same-kind", weight=0.0 if one.type != "OTHER" else -0.3, detail=detail)
    return Reason(name="other-kind", weight=-0.8, detail=detail)


def _time(left: _Report, right: _Report) -> Reason:
    if left.when is None or right.when is None:
        if left.told is None or right.told is None:
            return Reason(name="time-unknown", weight=0.0)
        apart = abs((left.told - right.told).total_seconds()) / 86400
        weight = 0.3 if apart <= 3 else 0.0 if apart <= 14 else -1.0
        return Reason(name="published-near", weight=weight, detail=f"published {apart:.0f} days apart")
    apart = days_apart(left.when, right.when)
    longest = max(days_long(left.when), days_long(right.when))
    if apart == 0:
        weight = next((each for days, each in _OVERLAP if longest <= days), 0.1)
        return Reason(name="same-time", weight=weight, detail=f"{left.card.edtf or left.card.earliest}")
    doubtful = left.card.inferred or right.card.inferred
    weight = -0.3 if apart <= 1.0 else -1.2 if doubtful and apart <= 4 else -3.0
    detail = f"{left.card.edtf or left.card.earliest}, {right.card.edtf or right.card.earliest}"
    return Reason(name="other-time", weight=weight, detail=detail)


def _place(one: ReportCard, other: ReportCard) -> Reason:
    if not one.place_key or not other.place_key:
        return Reason(name="place-unknown", weight=0.0)
    detail = f"{one.place}, {other.place}"
    apart = _kilometres(one, other)
    coarse = max(one.precision or 1, other.precision or 1) >= 4
    if apart is not None and apart > _FAR_KM and not coarse:
        return Reason(name="far-place", weight=-2.0, detail=f"{detail}: {apart:.0f} km")
    if one.place_key == other.place_key:
        country = min(one.precision or 1, other.precision or 1) >= 5
        return Reason(name="same-place", weight=0.4 if country else 1.0, detail=one.place or "")
    if apart is not None and apart <= _NEAR_KM:
        return Reason(name="near-place", weight=0.8, detail=detail)
    if one.country and other.country and one.country != other.country:
        return Reason(name="other-country", weight=-2.0, detail=detail)
    if set(one.place_key.split()) & set(other.place_key.split()):
        return Reason(name="like-place", weight=0.3, detail=detail)
    return Reason(name="other-place", weight=-0.2 if apart is None else -0.6, detail=detail)


def _kilometres(one: ReportCard, other: ReportCard) -> float | None:
    """Great-circle distance (haversine); None unless both lie somewhere."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def _participants(one: ReportCard, other: ReportCard) -> Iterable[Reason]:
    for role in ("actor", "recipient", "victim", "theme"):
        ours = [each for each in one.participants if each.role == role]
        theirs = [each for each in other.participants if each.role == role]
        shared = sorted({a.name for a in ours for b in theirs if _alike(a.name, b.name)})
        if shared:
            yield Reason(name=f"same-{role}", weight=0.9, detail=shared[0])
        elif any(each.named for each in ours) and any(each.named for each in theirs):
            names = (min(each.name for each in side if each.named) for side in (ours, theirs))
            yield Reason(name=f"other-{role}", weight=-0.7, detail=", ".join(names))


@functools.lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    """One name is the other, or its words are all in the other ("dusan" in "governor mirela dusan")."""
    ours, theirs = set(one.split()), set(other.split())
    return ours <= theirs or theirs <= ours


def _counts(one: ReportCard, other: ReportCard) -> Reason:
    theirs = {count.role: count for count in other.counts}
    for count in one.counts:
        if count.role in theirs and count.value is not None and theirs[count.role].value is not None:
            a, b = count.value, theirs[count.role].value or 0.0
            detail = f"{count.role}: {count.text}, {theirs[count.role].text}"
            if a == b:
                return Reason(name="same-number", weight=0.9, detail=detail)
            ratio = min(a, b) / max(a, b) if max(a, b) else 0.0
            return Reason(name="other-number", weight=0.2 if ratio >= 0.5 else -0.5, detail=detail)
    return Reason(name="numbers-unknown", weight=0.0)


def _words(left: _Report, right: _Report, rarity: _Rarity) -> Reason:
    if not left.words or not right.words:
        return Reason(name="words-unknown", weight=0.0)
    least = min(rarity.of_words(left.words), rarity.of_words(right.words))
    shared = rarity.of_words(left.words & right.words) / least
    # A sentence that two pages share tells of several things: of one word it says more than of two.
    most = 3.0 if left.card.lemma == right.card.lemma else 1.5
    weight = round(most * max(0.0, min(1.0, shared) - 0.1), 2)
    return Reason(name="like-words", weight=weight, detail=f"{100 * shared:.0f} % of what the shorter sentence tells")


def _names(left: _Report, right: _Report, rarity: _Rarity) -> Reason:
    """Whether the two pages name the same people, bodies and places: what else they tell is likely of one affair."""
    if min(len(left.names), len(right.names)) < _FEW or left.told is None or right.told is None:
        return Reason(name="names-unknown", weight=0.0)
    least = min(rarity.of_names(left.names), rarity.of_names(right.names))
    shared = rarity.of_names(left.names & right.names) / least
    near = abs((left.told - right.told).total_seconds()) / 86400 <= 14
    weight = round(min(0.6, 1.2 * max(0.0, shared - 0.1)), 2) if near else 0.0
    return Reason(name="like-names", weight=weight, detail=f"{100 * shared:.0f} % of whom the shorter page names")


def events_of(cards: Sequence[Card], clusters: Sequence[Cluster], copies: Sequence[Cluster]) -> tuple[Event, ...]:
    """All events of the record, told once or often, ordered by id."""
    pages = {card.page_id: card for card in cards}
    by_reference = {f"{card.page_id}#{report.id}": report for card in cards for report in card.reports}
    joined = [tuple(each for each in group.members if each in by_reference) for group in clusters]
    taken = {member for members in joined for member in members}
    alone = [(reference,) for reference in by_reference if reference not in taken]
    groups = sorted(members for members in [*joined, *alone] if members)
    copy_of = {member: group.id for group in copies for member in group.members}
    return tuple(_event(members, by_reference, pages, copy_of) for members in groups)


def _event(
    members: tuple[str, ...],
    by_reference: dict[str, ReportCard],
    pages: dict[str, Card],
    copy_of: dict[str, str],
) -> Event:
    told_by = {member: pages[member.partition("#")[0]] for member in members}
    group_of = independent_groups(tuple({page.page_id: page for page in told_by.values()}.values()), copy_of)
    accounts = tuple(
        Account(
            reference=member,
            report=by_reference[member],
            source=group_of[told_by[member].page_id],
            published=told_by[member].published,
        )
        for member in members
    )
    first = min(accounts, key=lambda each: (each.published is None, each.published or "", each.reference))
    when, where = _best_time(accounts), _best_place(accounts)
    return Event(
        id=members[0],
        type=_most([each.report.type for each in accounts]),
        lemma=_most([each.report.lemma for each in accounts]),
        mode=_most_or_none([each.report.mode for each in accounts]),
        reports=members,
        independent=len({each.source for each in accounts}),
        title=first.report.sentence,
        earliest=when.report.earliest if when else None,
        latest=when.report.latest if when else None,
        edtf=when.report.edtf if when else None,
        place=where.report.place if where else None,
        lat=where.report.lat if where else None,
        lon=where.report.lon if where else None,
        country=where.report.country if where else None,
        status=_status(accounts),
        disagreements=disagreements_of(members[0], accounts),
    )


def _most(values: Sequence[str]) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _most_or_none(values: Sequence[str | None]) -> str | None:
    known = [value for value in values if value is not None]
    return _most(known) if known else None


def _best_time(accounts: Sequence[Account]) -> Account | None:
    """The time most independent sources give; of those the one stated rather than concluded, the finer, the first."""
    dated = [each for each in accounts if each.report.earliest is not None]
    sources: dict[tuple[str | None, str | None], set[str]] = {}
    for each in dated:
        sources.setdefault((each.report.earliest, each.report.latest), set()).add(each.source)

    def rank(each: Account) -> tuple[bool, int, float, str, str]:
        interval = interval_of(each.report.earliest, each.report.latest)
        return (
            each.report.inferred,
            -len(sources[each.report.earliest, each.report.latest]),
            days_long(interval) if interval else math.inf,
            each.published or "~",
            each.reference,
        )

    return min(dated, key=rank) if dated else None


def _best_place(accounts: Sequence[Account]) -> Account | None:
    """The place most independent sources give; of those the most exact."""
    placed = [each for each in accounts if each.report.place is not None]
    sources: dict[str | None, set[str]] = {}
    for each in placed:
        sources.setdefault(each.report.place_key, set()).add(each.source)
    if not placed:
        return None
    return min(
        placed,
        key=lambda each: (
            each.report.lat is None,
            -len(sources[each.report.place_key]),
            each.report.precision or 9,
            each.reference,
        ),
    )


def _status(accounts: Sequence[Account]) -> str:
    """What most independent sources hold; of equals, what is held more firmly."""
    firmness = (
        "happened", "did_not_happen", "denied", "alleged", "planned", "threatened", "feared", "expected",
        "hypothetical", "unknown",
    )  # fmt: skip
    sources: dict[str, set[str]] = {}
    for each in accounts:
        sources.setdefault(each.report.status, set()).add(each.source)
    return min(sources, key=lambda status: (-len(sources[status]), firmness.index(status)))
