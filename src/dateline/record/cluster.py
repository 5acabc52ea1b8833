"""From judgements to clusters: a pure function of the set of judgements, in whatever order they came."""

import re
from collections.abc import Iterable

from dateline.model import Cluster, Judgement

_VERSION = re.compile(r"@(\d+)")
_VERDICTS = ("same", "unsure", "different")  # of two that count alike, the more careful one stands


def cluster(judgements: Iterable[Judgement], subject: str) -> tuple[Cluster, ...]:
    """Groups of two or more that are held to be one, ordered by id; members are ordered.

    Of several judgements on one pair the person's stands before the rule's, the later person's before the
    earlier, the higher version of a rule before the lower. Pairs join strongest first, persons' before all
    rules'. Two groups stay apart where a person holds any of their members different; and, unless a person
    joins them, where rules hold more of their pairs different than same, or where both have a member of one
    page: what a page tells as two things is two things.

    >>> both = dict(subject="event", verdict="same", score=0.9)
    >>> cluster([Judgement(left="a", right="b", by="events@1", **both),
    ...          Judgement(left="b", right="c", by="events@1", **both),
    ...          Judgement(subject="event", left="b", right="c", verdict="different", score=1.0,
    ...                    by="person:ana", at="2025-03-09T10:00:00Z")], "event")
    (Cluster(id='a', members=('a', 'b')),)
    """
    standing = in_force(judgements, subject)
    group_of: dict[str, list[str]] = {}
    apart = _Apart(standing)
    for judgement in sorted(standing.values(), key=_strongest_first):
        if judgement.verdict != "same":
            continue
        left = group_of.setdefault(judgement.left, [judgement.left])
        right = group_of.setdefault(judgement.right, [judgement.right])
        if left is right or apart.holds(left, right, persons=by_person(judgement)):
            continue
        left += right
        for member in right:
            group_of[member] = left
    groups = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return tuple(
        Cluster(id=members[0], members=tuple(members)) for members in sorted(groups.values(), key=lambda m: m[0])
    )


def in_force(judgements: Iterable[Judgement], subject: str) -> dict[tuple[str, str], Judgement]:
    """For each pair, the one judgement that stands."""
    standing: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        if judgement.subject != subject:
            continue
        pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
        known = standing.get(pair)
        if known is None or _weight(judgement) > _weight(known):
            standing[pair] = judgement
    return standing


def _weight(judgement: Judgement) -> tuple[bool, str, int, int, float, str]:
    version = _VERSION.search(judgement.by)
    person = by_person(judgement)
    return (
        person,
        (judgement.at or "") if person else "",
        0 if person or version is None else int(version[1]),
        _VERDICTS.index(judgement.verdict),
        judgement.score,
        judgement.by,
    )


def by_person(judgement: Judgement) -> bool:
    """Whether a person, not a rule, gave the judgement."""
    return judgement.by.startswith("person:")


def _strongest_first(judgement: Judgement) -> tuple[bool, float, str, str]:
    left, right = sorted((judgement.left, judgement.right))
    return (not by_person(judgement), -judgement.score, left, right)


def _pages(members: list[str]) -> set[str]:
    return {member.partition("#")[0] for member in members}


class _Apart:
    """Which groups must not become one."""

    def __init__(self, standing: dict[tuple[str, str], Judgement]) -> None:
        self._standing = standing
        self._judged: dict[str, set[str]] = {}
        for left, right in standing:
            self._judged.setdefault(left, set()).add(right)
            self._judged.setdefault(right, set()).add(left)

    def holds(self, left: list[str], right: list[str], *, persons: bool) -> bool:
        same = different = 0
        few, many = sorted((left, right), key=len)
        if not persons and _pages(left) & _pages(right):
            return True
        others = set(many)
        for member in few:
            for other in self._judged[member] & others:
                judgement = self._standing[min(member, other), max(member, other)]
                if judgement.verdict == "different":
                    if by_person(judgement):
                        return True
                    different += 1
                elif judgement.verdict == "same":
                    same += 1
        return different > same and not persons
