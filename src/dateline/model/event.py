"""Event reports: one article's account of one event."""

from typing import Literal

import msgspec

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip
Status = Literal[
    "happened", "alleged", "denied", "planned", "threatened", "feared", "expected", "hypothetical",
    "did_not_happen", "unknown",
]  # fmt: skip
ArgumentRole = Literal[
    "actor", "recipient", "victim", "instrument", "place", "origin", "destination", "amount", "beneficiary",
    "reason", "theme", "killed", "wounded", "missing", "displaced", "detained",
]  # fmt: skip
Certainty = Literal["certain", "probable", "possible", "unknown"]
Polarity = Literal["positive", "negative", "unknown"]


class Trigger(msgspec.Struct, frozen=True):
    """The words that name the event."""

    text: str
    start: int
    end: int


class Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    """A participant, place or number of an event; `mention` is the id of the mention it stands on, if any."""

    role: ArgumentRole
    text: str
    start: int
    end: int
    entity: str | None = None
    mention: str | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    of: str | None = None
    inferred: bool = False
    found_by: str = ""


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """When it happened.

    time: id of the time expression; how: clause, sentence, thread, relation, dateline, publication.
    """

    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    grain: str | None = None
    time: str | None = None
    how: str | None = None
    inferred: bool = False


class Where(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where it happened.

    text: raw words; precision: as `PlaceReference.precision`; how: argument, sentence, thread, ...
    """

    text: str | None = None
    start: int | None = None
    end: int | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    mention: str | None = None
    how: str | None = None
    country: str | None = None
    inferred: bool = False


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How sure one source in the chain is of the event, on FactBank's scale; `source` names it as the claim does."""

    source: str
    certainty: Certainty
    polarity: Polarity
    entity: str | None = None


class Horizon(msgspec.Struct, frozen=True, omit_defaults=True):
    """When a foretold thing is to come: ISO 8601 bounds relative to the utterance, what is excluded, the words.

    condition: the clause it depends on, as printed with its mark ("unless the talks resume"); where the text gives no
    time, these are the words, and there are no bounds.
    """

    text: str
    start: int
    end: int
    earliest: str | None = None
    latest: str | None = None
    excluded: str | None = None
    condition: str | None = None


class EventReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article's account of one event. same_as: other trigger spans of this article that name the same event.

    score: how likely the report is right, 0 to 1, where the language has a model for it; else the tagger's score.
    explained: which words and which rule or head gave each field, for `dateline explain`.
    """

    id: str
    type: EventType
    lemma: str
    trigger: Trigger
    mode: str | None = None
    context: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()
    when: When | None = None
    where: Where | None = None
    said: str | None = None
    status: Status = "unknown"
    standing: tuple[Standing, ...] = ()
    horizon: Horizon | None = None
    claim: str | None = None
    same_as: tuple[Trigger, ...] = ()
    found_by: str = ""
    score: float | None = None
    explained: dict[str, str] = {}
