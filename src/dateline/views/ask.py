"""Views of a record: each takes a store and gives values, in a stated order."""

import msgspec

from dateline.model import Disagreement, Entity, Event, Judgement
from dateline.views.query import ClaimLine, Query, ReportLine
from dateline.views.store import Store


class EventView(msgspec.Struct, frozen=True):
    """An event with what stands behind it: its reports, oldest publication first, and why they were joined."""

    event: Event
    reports: tuple[ReportLine, ...]
    judgements: tuple[Judgement, ...]


class EntityView(msgspec.Struct, frozen=True):
    """An entity with what it said and the events of the articles that name it."""

    entity: Entity
    claims: tuple[ClaimLine, ...]
    events: tuple[Event, ...]


class Disputed(msgspec.Struct, frozen=True):
    """An event, and one field on which its reports disagree."""

    event: Event
    disagreement: Disagreement


class Forecast(msgspec.Struct, frozen=True):
    """What was foretold, and the event of the record that its report belongs to, if any."""

    report: ReportLine
    event: Event | None


def view_event(store: Store, event_id: str) -> EventView | None:
    """One event with its reports and the judgements between them; None where the record has no such event."""
    event = store.event(event_id)
    if event is None:
        return None
    members = set(event.reports)
    judged = {
        (judgement.left, judgement.right, judgement.by, judgement.at): judgement
        for member in event.reports
        for judgement in store.judgements(member)
        if judgement.left in members and judgement.right in members
    }
    reports = sorted(
        store.reports(event.reports),
        key=lambda each: (each.published is None, each.published or "", each.page_id, each.start),
    )
    return EventView(event=event, reports=tuple(reports), judgements=tuple(judged.values()))


def view_entity(store: Store, entity_id: str, *, limit: int = 20) -> EntityView | None:
    """One entity with its newest claims and the events told where it is named; None where there is none."""
    entity = store.entity(entity_id)
    if entity is None:
        return None
    query = Query(entities=(entity.id,), limit=limit, kinds=())
    return EntityView(entity=entity, claims=store.claims(query), events=store.timeline(query))


def people(store: Store, *, text: str = "", limit: int = 50) -> tuple[tuple[Entity, int], ...]:
    """People of the record with the number of articles that name them, most first."""
    return store.entities(kind="person", text=text, limit=limit)


def disagreements(store: Store, query: Query | None = None) -> tuple[Disputed, ...]:
    """Fields on which reports of one event differ; by the event's earliest time, undated ones last."""
    found = [
        Disputed(event=event, disagreement=disagreement)
        for event in store.events(query)
        for disagreement in event.disagreements
    ]
    found.sort(key=lambda each: (each.event.earliest is None, each.event.earliest or "", each.event.id))
    return tuple(found)


def forecasts(store: Store, query: Query) -> tuple[Forecast, ...]:
    """What was foretold, by publication, each with the event it belongs to."""
    return tuple(
        Forecast(report=line, event=store.event(f"{line.page_id}#{line.report}")) for line in store.forecasts(query)
    )
