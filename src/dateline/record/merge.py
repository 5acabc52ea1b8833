"""merge: readings and judgements in, the joined record out."""

from collections.abc import Iterable

import msgspec

from dateline.model import Cluster, Entity, Event, Judgement, Reading
from dateline.record.anchors import follow
from dateline.record.cards import Card, card_of
from dateline.record.cluster import by_person, cluster
from dateline.record.copies import judge_copies
from dateline.record.entities import entities_of, judge_entities
from dateline.record.events import events_of, judge_events


class Record(msgspec.Struct, frozen=True):
    """What readings say together. judgements: those made here by rules, ordered; persons' are not repeated."""

    copies: tuple[Cluster, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]


def merge(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Record:
    """Join readings: near-copies, entities of one name, reports of one event, and where sources disagree.

    judgements: those given before, in any order. Persons' stand, at the words they were given on
    (`anchors`); rules judge anew, so that a judgement on a
    reading that has since changed cannot linger. The result is a pure function of the set of readings and
    the set of persons' judgements: neither order nor repetition changes it.

    >>> merge([]).events
    ()
    """
    return join((card_of(reading) for reading in readings), judgements)


def join(cards: Iterable[Card], judgements: Iterable[Judgement] = ()) -> Record:
    """`merge` over cards, for a record too large to hold its texts in memory."""
    pages = {card.page_id: card for card in cards}
    ordered = tuple(pages[page_id] for page_id in sorted(pages))
    meant = (follow(judgement, pages) for judgement in judgements if by_person(judgement))
    given = tuple(judgement for judgement in meant if judgement is not None)
    copies_judged = judge_copies(ordered)
    copies = cluster((*given, *copies_judged), "copy")
    entities_judged = judge_entities(ordered)
    entities = entities_of(ordered, cluster((*given, *entities_judged), "entity"))
    events_judged = judge_events(ordered)
    events = events_of(ordered, cluster((*given, *events_judged), "event"), copies)
    return Record(
        copies=copies,
        entities=entities,
        events=events,
        judgements=(*copies_judged, *entities_judged, *events_judged),
    )
