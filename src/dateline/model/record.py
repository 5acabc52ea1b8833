"""The joined record: judgements, and what is computed from them."""

from typing import Literal

import msgspec

Verdict = Literal["same", "different", "unsure"]


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One ground of a judgement: a name ("same-place"), its weight, and a line for a person."""

    name: str
    weight: float
    detail: str = ""


class Judgement(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whether two things are one. Append-only; a person's outranks a rule's.

    subject: what is judged. left < right: ids (`page_id` for copies, `page_id#event_id` for event reports,
    `page_id#entity` for entities). by: `rule@version` or `person:NAME`. at: ISO 8601, UTC, None for rules
    (a rule's judgement depends on nothing but its inputs).
    """

    subject: Literal["copy", "event", "entity"]
    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...] = ()
    by: str = ""
    at: str | None = None


class Cluster(msgspec.Struct, frozen=True, omit_defaults=True):
    """Members that judgements hold to be one; ordered. id: the first member's id."""

    id: str
    members: tuple[str, ...]


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person, organisation or place across pages. members: `page_id#entity`, ordered."""

    id: str
    kind: str
    name: str
    members: tuple[str, ...]
    names: tuple[str, ...] = ()


class DisagreementValue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value given for a field: its reports, and how many independent sources (wire copies collapsed) give it."""

    value: str
    reports: tuple[str, ...]
    independent: int
    earliest: str | None = None
    latest: str | None = None


class Disagreement(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field of one event on which reports differ."""

    event: str
    field: str
    values: tuple[DisagreementValue, ...]


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event across pages. reports: `page_id#event_id`, ordered; independent: copies collapsed."""

    id: str
    type: str
    lemma: str
    reports: tuple[str, ...]
    independent: int
    title: str = ""
    mode: str | None = None
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    status: str = "unknown"
    disagreements: tuple[Disagreement, ...] = ()
