"""Entities of one name in one record: pairs are chosen by name, compared, judged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dateline.model import Cluster, Entity, Judgement, Reason, Verdict
from dateline.record.cards import Card, EntityCard

RULE = "entities@1"
_LIKE = {"facility": "place", "group": "organisation"}  # kinds that taggers and pages mix up
_MOST_IN_BLOCK = 60


def judge_entities(cards: Sequence[Card]) -> tuple[Judgement, ...]:
    """A judgement on each pair of entities whose names could name one thing; ordered by pair.

    Entities with equal names and kinds are compared along a chain and not each with each, since what holds
    for neighbours of one name holds for all: ten thousand pages that name one minister give ten thousand
    judgements, not fifty million.
    """
    blocks: dict[tuple[str, str], list[tuple[str, EntityCard]]] = {}
    for card in cards:
        for entity in card.entities:
            for key in _keys(entity):
                blocks.setdefault(key, []).append((f"{card.page_id}#{entity.id}", entity))
    judged: dict[tuple[str, str], Judgement] = {}
    for key in sorted(blocks):
        for (left, one), (right, other) in _pairs(blocks[key]):
            if left.partition("#")[0] == right.partition("#")[0]:
                continue  # the page itself holds them apart
            judgement = _compare(left, one, right, other)
            if judgement is not None:
                judged[judgement.left, judgement.right] = judgement
    return tuple(judged[pair] for pair in sorted(judged))


def _keys(entity: EntityCard) -> Iterable[tuple[str, str]]:
    kind = _LIKE.get(entity.kind, entity.kind)
    if entity.geonames_id is not None:
        yield kind, f"geonames {entity.geonames_id}"
    yield kind, entity.key[-1] if kind == "person" else " ".join(entity.key)


def _pairs(
    block: list[tuple[str, EntityCard]],
) -> Iterable[tuple[tuple[str, EntityCard], tuple[str, EntityCard]]]:
    """Neighbours of equal name and place, and each two of different ones."""
    alike: dict[tuple[object, ...], list[tuple[str, EntityCard]]] = {}
    for reference, entity in sorted(block, key=lambda each: each[0]):
        alike.setdefault((entity.key, entity.geonames_id, entity.country), []).append((reference, entity))
    for same in alike.values():
        yield from pairwise(same)
    firsts = [same[0] for same in alike.values()][:_MOST_IN_BLOCK]
    for i, left in enumerate(firsts):
        yield from ((left, right) for right in firsts[i + 1 :])


def _compare(left: str, one: EntityCard, right: str, other: EntityCard) -> Judgement | None:
    kind = _LIKE.get(one.kind, one.kind)
    reasons = _reasons_of_persons(one, other) if kind == "person" else _reasons_of_names(one, other)
    if not reasons:
        return None
    score = min(1.0, max(0.0, 0.5 + sum(reason.weight for reason in reasons)))
    verdict: Verdict = "same" if score >= 0.8 else "different" if score <= 0.2 else "unsure"
    first, second = sorted((left, right))
    return Judgement(
        subject="entity",
        left=first,
        right=second,
        verdict=verdict,
        score=round(score, 4),
        reasons=tuple(reasons),
        by=RULE,
    )


def _reasons_of_persons(one: EntityCard, other: EntityCard) -> list[Reason]:
    if one.key == other.key and len(one.key) > 1:
        return [Reason(name="same-name", weight=0.45, detail=one.name)]
    office = one.office is not None and one.office == other.office
    reasons = [Reason(name="same-office", weight=0.3, detail=one.office or "")] if office else []
    if one.key[-1] != other.key[-1]:
        return []
    reasons.append(Reason(name="same-last-name", weight=0.1, detail=one.key[-1]))
    short, long = sorted((one.key, other.key), key=len)
    if len(short) == 1:
        return reasons
    if short[0] == long[0]:
        return [*reasons, Reason(name="same-first-name", weight=0.25, detail=long[0])]
    if long[0].startswith(short[0]) or short[0].startswith(long[0]):
        return [*reasons, Reason(name="first-name-begins-alike", weight=0.0, detail=f"{short[0]}, {long[0]}")]
    return [Reason(name="different-first-names", weight=-0.4, detail=f"{short[0]}, {long[0]}")]


def _reasons_of_names(one: EntityCard, other: EntityCard) -> list[Reason]:
    if one.geonames_id is not None and other.geonames_id is not None:
        if one.geonames_id == other.geonames_id:
            return [Reason(name="same-place", weight=0.5, detail=f"GeoNames {one.geonames_id}")]
        return [Reason(name="different-places", weight=-0.5, detail=f"{one.geonames_id}, {other.geonames_id}")]
    if one.key != other.key:
        return []
    if one.country and other.country and one.country != other.country:
        return [Reason(name="different-countries", weight=-0.4, detail=f"{one.country}, {other.country}")]
    return [Reason(name="same-name", weight=0.45, detail=one.name)]


def entities_of(cards: Sequence[Card], clusters: Sequence[Cluster]) -> tuple[Entity, ...]:
    """All entities of the record, joined or alone, ordered by id."""
    by_reference = {f"{card.page_id}#{entity.id}": entity for card in cards for entity in card.entities}
    joined = [tuple(member for member in group.members if member in by_reference) for group in clusters]
    taken = {member for members in joined for member in members}
    alone = [(reference,) for reference in by_reference if reference not in taken]
    groups = sorted(members for members in [*joined, *alone] if members)
    return tuple(_entity(members, [by_reference[member] for member in members]) for members in groups)


def _entity(members: tuple[str, ...], cards: list[EntityCard]) -> Entity:
    kinds = Counter(card.kind for card in cards)
    names = Counter(card.name for card in cards)
    return Entity(
        id=members[0],
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        members=members,
        names=tuple(sorted({name for card in cards for name in (card.name, *card.names)})),
    )
