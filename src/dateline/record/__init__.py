"""Joining readings into one record: copies, entities and events, by judgements that give their reasons."""

from dateline.record.anchors import anchor, follow
from dateline.record.cards import Card, EntityCard, ReportCard, card_of
from dateline.record.cluster import by_person, cluster
from dateline.record.merge import Record, join, merge

__all__ = [
    "Card",
    "EntityCard",
    "Record",
    "ReportCard",
    "anchor",
    "by_person",
    "card_of",
    "cluster",
    "follow",
    "join",
    "merge",
]
