"""One event: what is told, by whom, in which words; where reports differ; why they were joined."""

from typing import Any

import msgspec

from dateline.adapters.web.asked import Asked, NotFoundError, reference_of
from dateline.adapters.web.marks import Mark, Segment, mark_excerpt
from dateline.adapters.web.pages.narrow import pager_of
from dateline.model import Argument, Claim, DisagreementValue, Event, EventReport, Judgement, Reading, Span
from dateline.views import EventView, ReportLine, Store, view_event

_REPORTS = 25
_JUDGEMENTS = 60
_NAMES = 8
ROLES = {
    "actor": "Who did it", "recipient": "To whom", "victim": "Who suffered it", "beneficiary": "For whom",
    "theme": "What", "instrument": "With what", "origin": "From", "destination": "To", "amount": "How much",
    "reason": "Why", "killed": "Killed", "wounded": "Wounded", "missing": "Missing", "displaced": "Displaced",
    "detained": "Detained", "place": "Place",
}  # fmt: skip


Roles = tuple[tuple[str, tuple[tuple[str, Argument], ...]], ...]


class Told(msgspec.Struct, frozen=True):
    """One report as shown: its line, its words in context, and what stands behind it."""

    line: ReportLine
    reading: Reading
    report: EventReport
    segments: tuple[Segment, ...]
    claim: Claim | None
    arguments: Roles


class Pair(msgspec.Struct, frozen=True):
    """A judgement between two reports, each named by outlet and words."""

    judgement: Judgement
    left: ReportLine | None
    right: ReportLine | None


def event(store: Store, asked: Asked) -> tuple[str, dict[str, Any]]:
    """The event with this id, or to which the report with this id belongs."""
    view = view_event(store, reference_of(asked.named["id"]))
    if view is None:
        raise NotFoundError("No event of this record has that address. Joining anew may have merged it with another.")
    lines = {f"{line.page_id}#{line.report}": line for line in view.reports}
    start = (asked.page - 1) * _REPORTS
    told = _told(store, view.reports[start : start + _REPORTS])
    pairs = [Pair(each, lines.get(each.left), lines.get(each.right)) for each in view.judgements]
    return "event.html", {
        "view": view,
        "event": view.event,
        "told": told,
        "who": _who(told),
        "inferred": _inferred(view.event, told),
        "disagreements": [(each, [(value, _voices(value, lines)) for value in each.values])
                          for each in view.event.disagreements],
        "pairs": pairs[:_JUDGEMENTS],
        "pairs_left_out": max(0, len(pairs) - _JUDGEMENTS),
        "outlets": _outlets(view),
        "first_told": min((line.published for line in view.reports if line.published), default=None),
        "pager": pager_of(asked, len(told), _REPORTS, start + _REPORTS < len(view.reports)),
    }  # fmt: skip


def _told(store: Store, lines: tuple[ReportLine, ...]) -> list[Told]:
    readings: dict[str, Reading | None] = {}
    found = []
    for line in lines:
        if line.page_id not in readings:
            readings[line.page_id] = store.reading(line.page_id)
        reading = readings[line.page_id]
        report = next((each for each in reading.events if each.id == line.report), None) if reading else None
        if reading is not None and report is not None:
            found.append(
                Told(
                    line=line,
                    reading=reading,
                    report=report,
                    segments=_in_context(reading, report, line),
                    claim=next((each for each in reading.claims if each.id == report.claim), None),
                    arguments=arguments_of(report, names_of(reading)),
                )
            )
    return found


def _in_context(reading: Reading, report: EventReport, line: ReportLine) -> tuple[Segment, ...]:
    marks = [Mark(report.trigger.start, report.trigger.end, "event")]
    marks += [Mark(each.start, each.end, "argument") for each in report.arguments]
    if report.when is not None and report.when.time is not None:
        marks += [Mark(each.start, each.end, "time") for each in reading.times if each.id == report.when.time]
    if report.where is not None and report.where.start is not None and report.where.end is not None:
        marks.append(Mark(report.where.start, report.where.end, "place"))
    if report.horizon is not None:
        marks.append(Mark(report.horizon.start, report.horizon.end, "time"))
    stretch = Span(line.sentence_start, line.sentence_start + len(line.sentence))
    return mark_excerpt(reading.article.text, stretch, marks)


def names_of(reading: Reading) -> tuple[dict[str, str], dict[str, str]]:
    """What to call things: by mention, and by the page's entity."""
    by_mention = {mention.id: mention.name for mention in reading.mentions if mention.name}
    by_entity = {
        mention.entity: mention.name or mention.text
        for mention in reversed(reading.mentions)
        if mention.entity and mention.form == "name"
    }
    return by_mention, by_entity


def arguments_of(report: EventReport, names: tuple[dict[str, str], dict[str, str]]) -> Roles:
    """Roles in plain words, each with its arguments and the name of what each stands for.

    The place is left out where it is the one that the report's `where` shows.
    """
    by_mention, by_entity = names
    found: dict[str, list[tuple[str, Argument]]] = {}
    for each in report.arguments:
        if each.role == "place" and report.where is not None and report.where.start == each.start:
            continue
        name = by_mention.get(each.mention or "") or by_entity.get(each.entity or "") or each.text
        found.setdefault(ROLES.get(each.role, each.role), []).append((name, each))
    return tuple((role, tuple(named)) for role, named in found.items())


def _inferred(event: Event, told: list[Told]) -> frozenset[str]:
    """Which of the event's "when" and "where" no report shown says in so many words."""
    times = [each.report.when for each in told if each.report.when and each.report.when.earliest == event.earliest]
    places = [
        each.report.where
        for each in told
        if each.report.where and event.place in (each.report.where.name, each.report.where.text)
    ]
    found = set()
    if event.earliest and times and all(when.inferred or when.how == "publication" for when in times):
        found.add("when")
    if event.place and places and all(where.inferred for where in places):
        found.add("where")
    return frozenset(found)


def _who(told: list[Told]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Roles with the names given for them and how many of the reports shown give each, most first."""
    counted: dict[str, dict[str, int]] = {}
    for each in told:
        for role, name in dict.fromkeys(
            (role, " ".join(name.split())) for role, named in each.arguments for name, _ in named
        ):
            names = counted.setdefault(role, {})
            names[name] = names.get(name, 0) + 1
    return [
        (role, sorted(counted[role].items(), key=lambda each: (-each[1], each[0]))[:_NAMES])
        for role in ROLES.values()
        if role in counted and role != ROLES["place"]
    ]


def _voices(value: DisagreementValue, lines: dict[str, ReportLine]) -> list[ReportLine]:
    return [lines[reference] for reference in value.reports if reference in lines]


def _outlets(view: EventView) -> list[str]:
    return list(dict.fromkeys(line.outlet for line in view.reports if line.outlet))
